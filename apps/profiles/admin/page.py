"""What every page of a profile has: who may see it, its profile, the way back."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.base import Profile
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called


class OfProfile[P: Profile]:
    """A view of a profile; before the set-up, it leads to the overview.

    It takes a permission on rows of `seen_with` (the profile, if None), and
    `permission` beside it. Without a `slug` of its own, the address names the profile.
    """

    slug: ClassVar[str] = ""
    seen_with: ClassVar[type[models.Model] | None] = None
    permission: ClassVar[str] = ""
    # Whether there is nothing to show before the set-up.
    needs_set_up: ClassVar[bool] = True
    request: HttpRequest
    kwargs: dict[str, Any]
    profile: P

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_enter():
            raise PermissionDenied
        if self.needs_set_up:
            profile: Any = self.profile_kind.model.current()
            if profile is None:
                return redirect("profiles")
            self.profile = profile
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def may_enter(self) -> bool:
        user = self.request.user
        if not may_see_all(user, self.seen_with or self.profile_kind.model):
            return False
        return not self.permission or user.has_perm(self.permission)

    @cached_property
    def profile_kind(self) -> ProfileKind:
        kind = kind_called(self.slug or self.kwargs["slug"])
        if kind is None:
            raise Http404
        return kind


def may_set_up(user: Any, kind: ProfileKind) -> bool:
    names = kind.model._meta
    allowed: bool = user.has_perm(f"{names.app_label}.add_{names.model_name}")
    return allowed


def may_change(user: Any, kind: ProfileKind) -> bool:
    """Whether the user may change the profile's settings."""
    names = kind.model._meta
    allowed: bool = user.has_perm(f"{names.app_label}.change_{names.model_name}")
    return allowed


class OfOwner(OfProfile[Profile]):
    """For who may set the profile up, also before that."""

    needs_set_up = False

    def may_enter(self) -> bool:
        return may_set_up(self.request.user, self.profile_kind)


class ProfilePage[P: Profile](OfProfile[P], WagtailAdminTemplateMixin):
    """A page of the admin below the profile's home, or that home itself."""

    _show_breadcrumbs = True
    is_home: ClassVar[bool] = False

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        pages = [(reverse("profiles"), "Profiles")]
        if self.is_home:
            pages.append(("", self.profile_kind.name))
        else:
            home = (reverse(self.profile_kind.home), self.profile_kind.name)
            pages += [home, ("", str(self.get_page_title()))]
        return [{"url": url, "label": label} for url, label in pages]
