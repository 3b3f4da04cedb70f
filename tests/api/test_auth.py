from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from apps.core.api.application import declared_auth
from apps.core.api.auth import AdminSession
from apps.core.api.auth import BearerToken
from apps.core.api.auth import PublicRead
from apps.library.models import Game
from apps.realtime.api import ReadToken
from questlog_site.api import api
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.api.conftest import played

WRITES: list[tuple[str, str, Any]] = [
    ("POST", "/genres", {"name": "A", "slug": "a"}),
    ("PUT", "/works/final-fantasy-vii/genres", {"genre_ids": []}),
    ("POST", "/editions", {}),
    ("PATCH", "/editions/final-fantasy-vii", {"name": "A"}),
    ("DELETE", "/editions/final-fantasy-vii", None),
    ("POST", "/import", {}),
    ("POST", "/games", {"name": "A"}),
    ("PATCH", "/games/final-fantasy-vii", {"name": "A"}),
    ("DELETE", "/games/final-fantasy-vii", None),
    ("PUT", "/games/final-fantasy-vii/sync", None),
    ("POST", "/games/final-fantasy-vii/playthroughs", {}),
    ("PATCH", "/playthroughs/1", {}),
    ("DELETE", "/playthroughs/1", None),
]


@pytest.fixture
def guest(db: None) -> User:
    """A user without any permission."""
    return User.objects.create_user("guest")


def client_of(user: User) -> ApiClient:
    return ApiClient(APIToken.create_token(user=user, name="test")[1])


def test_every_route_declares_who_may_call_it() -> None:
    undeclared = []
    for route, auth in declared_auth(api).items():
        kinds = [type(one) for one in auth]
        fine = kinds == [BearerToken, AdminSession] and all(
            one.permissions for one in auth
        )
        if route.startswith("GET "):
            fine = fine or kinds in ([PublicRead], [ReadToken])
        if not fine:
            undeclared.append(route)

    assert undeclared == []
    assert len(declared_auth(api)) > 20


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_a_write_needs_a_login_and_a_permission(
    method: str, path: str, body: Any, reader: ApiClient, guest: User, ff7: Game
) -> None:
    nobody = reader.send(method, path, body)
    problem(nobody, status=401)
    assert nobody.headers["WWW-Authenticate"].startswith("Bearer")

    found = problem(client_of(guest).send(method, path, body), status=403)
    assert "permission" in found["detail"]
    assert Game.objects.get().name == "Final Fantasy VII"


def test_a_token_may_do_what_its_user_may(guest: User) -> None:
    guest.user_permissions.add(Permission.objects.get(codename="add_game"))

    data(client_of(guest).post("/games", {"name": "Okami"}), status=201)
    problem(client_of(guest).delete("/games/okami"), status=403)


def test_a_dead_token_is_told_of_on_reads_and_writes(
    owner: User, ff7: Game, owner_client: Client
) -> None:
    token, key = APIToken.create_token(user=owner, name="test")
    APIToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now())

    for client in (ApiClient(key), ApiClient("nonsense")):
        problem(client.get("/games"), status=401)
        problem(client.post("/games", {"name": "A"}), status=401)

    # Not even beside a session: what was sent must be right.
    client = ApiClient(key)
    client.client = owner_client
    problem(client.post("/games", {"name": "A"}), status=401)


def test_the_session_of_the_admin_writes_only_with_its_csrf_token(
    owner: User, db: None
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)

    def post(**headers: str) -> Any:
        return browser.post(
            "/api/games",
            {"name": "Okami"},
            content_type="application/json",
            headers=headers,
        )

    found = problem(post(), status=403)
    assert "CSRF" in found["detail"]

    browser.cookies["csrftoken"] = "a" * 32
    data(post(**{"X-CSRFToken": "a" * 32}), status=201)


def test_private_rows_need_a_login_and_the_permission_to_view(
    reader: ApiClient, owner_client: Client, guest: User, ff7: Game
) -> None:
    played(ff7, is_public=False)

    for path in ("/playthroughs", "/games", "/stats", "/games/final-fantasy-vii"):
        problem(reader.get(path, include="private"), status=401)
        problem(client_of(guest).get(path, include="private"), status=403)

    by_session = owner_client.get("/api/playthroughs?include=private")
    assert data(by_session)["count"] == 1
    assert data(owner_client.get("/api/playthroughs"))["count"] == 0
