"""Who may do what: each route says it with `auth=reads(…)` or `auth=writes(…)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf
from wagtail.api.v3.auth import BearerTokenAuth

from apps.core.api.problems import Problem

# `?include=private` on a read: asks for drafts and private rows too.
Include = Literal["private"] | None


class BearerToken(BearerTokenAuth):
    """`Authorization: Bearer <token>`, a token of Wagtail's: acts as its user."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        if not super().authenticate(request, token):
            raise Problem(
                401,
                "This token is unknown or has been revoked.",
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return require(request, self.permissions)


class AdminSession(APIKeyCookie):
    """The login of the admin, with Django's CSRF token on every write."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        # Before CSRF: who is not logged in needs a login, not a CSRF token.
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise Problem(403, "Send the CSRF token too: header X-CSRFToken.")
        return require(request, self.permissions)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user


class PublicRead:
    """Anyone reads what is public; `?include=private` needs `permissions`."""

    def __init__(self, *permissions: str) -> None:
        self.ways = (BearerToken(*permissions), AdminSession(*permissions))
        self.token_only = BearerToken()

    def __call__(self, request: HttpRequest) -> Any:
        if request.GET.get("include") == "private":
            return self.ways[0](request) or self.ways[1](request)
        # A dead token is an error to be told of, not a reason to show less.
        return self.token_only(request) or AnonymousUser()


def reads(*permissions: str) -> Sequence[Any]:
    """The auth of a public read, and what `?include=private` on it takes."""
    return [PublicRead(*permissions)]


def writes(*permissions: str) -> Sequence[Any]:
    """The auth of a write: login by token or session, and all of `permissions`.

    401 without a login, 403 without a permission ("library.add_game").
    """
    return [BearerToken(*permissions), AdminSession(*permissions)]


def require(request: HttpRequest, permissions: Sequence[str]) -> User:
    """The logged-in user. Raises a 403 problem naming a permission they lack."""
    user = request.user
    assert isinstance(user, User)
    missing = [name for name in permissions if not user.has_perm(name)]
    if missing:
        raise Problem(403, f"{user} doesn't have the permission {', '.join(missing)}.")
    return user


def author(request: HttpRequest) -> User:
    """The user whose login `writes` accepted."""
    assert isinstance(request.user, User)
    return request.user
