"""A token that may change or delete, but not view, learns nothing private."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from wagtail.models import APIToken

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.api.conftest import played


def client_with(*permissions: str) -> ApiClient:
    user = User.objects.create_user("helper")
    found = Permission.objects.filter(codename__in=permissions)
    user.user_permissions.set(found)
    return ApiClient(APIToken.create_token(user=user, name="test")[1])


@pytest.fixture
def secret_list(ff7: Game) -> List:
    secret = List.objects.create(name="Secret", visibility="private")
    secret.add(ff7)
    return secret


@pytest.fixture
def secret_run(ff7: Game) -> Playthrough:
    return played(ff7, notes="Secret", is_public=False)


def test_a_game_that_is_held_names_only_what_one_may_see(
    ff7: Game, secret_list: List, secret_run: Playthrough, writer: ApiClient
) -> None:
    List.objects.create(name="Open").add(ff7)

    found = problem(
        client_with("delete_game").delete("/games/final-fantasy-vii"), status=409
    )
    owners = problem(writer.delete("/games/final-fantasy-vii"), status=409)

    assert found["held_by"] == ["list entry: 1. Final Fantasy VII on Open"]
    assert found["held_by_count"] == 3
    assert "2 more" in found["detail"]
    assert "Secret" not in str(found)
    assert len(owners["held_by"]) == 3


def test_a_private_playthrough_is_not_there_to_who_may_only_change(
    ff7: Game, secret_run: Playthrough
) -> None:
    client = client_with("change_playthrough", "delete_playthrough")

    found = problem(client.patch(f"/playthroughs/{secret_run.uuid}", {}), status=404)
    problem(client.delete(f"/playthroughs/{secret_run.uuid}"), status=404)

    assert "Secret" not in str(found)
    assert Playthrough.objects.filter(pk=secret_run.pk).exists()
    public = played(ff7)
    data(client.patch(f"/playthroughs/{public.uuid}", {"notes": "Seen"}))


def test_notes_are_for_their_owner_and_a_review_for_everyone(
    ff7: Game, reader: ApiClient, writer: ApiClient
) -> None:
    run = played(ff7, notes="Secret", review="A classic.")

    for path in (
        "/playthroughs",
        f"/playthroughs/{run.uuid}",
        "/games/final-fantasy-vii",
        "/games/final-fantasy-vii/playthroughs",
    ):
        seen = reader.get(path).content.decode()
        assert "Secret" not in seen
        assert "A classic." in seen
        assert "Secret" in writer.get(path, include="private").content.decode()


def test_a_private_list_is_not_there_to_who_may_only_change(
    ff7: Game, chrono_trigger: Game, secret_list: List
) -> None:
    client = client_with("change_list", "delete_list")
    entry = secret_list.entries.get()
    path = "/lists/secret"

    for answer in (
        client.patch(path, {}),
        client.delete(path),
        client.post(f"{path}/entries", {"work_slug": "chrono-trigger"}),
        client.post(f"{path}/entries/bulk", {"entries": []}),
        client.patch(f"{path}/entries/{entry.uuid}", {}),
        client.delete(f"{path}/entries/{entry.uuid}"),
        client.put(f"{path}/order", {"entries": [str(entry.uuid)]}),
    ):
        problem(answer, status=404)
    assert secret_list.entries.count() == 1


def test_who_may_view_private_rows_changes_them(
    secret_list: List, secret_run: Playthrough
) -> None:
    client = client_with(
        "change_list", "view_list", "change_playthrough", "view_playthrough"
    )

    assert data(client.patch("/lists/secret", {}))["name"] == "Secret"
    data(client.patch(f"/playthroughs/{secret_run.uuid}", {}))
