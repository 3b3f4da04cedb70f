"""Two editions of a game become one, and two again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import EditionMerge
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.admin.pages import address
from tests.admin.pages import page
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


@pytest.fixture
def editions(db: None) -> tuple[Edition, Edition]:
    """Two of Celeste for the same console: one played, one that IGDB knows."""
    game = Game.objects.add(name="Celeste")
    goes = Edition(game=game, name="Switch", summary="Cartridge.")
    stays = Edition(game=game, name="Switch version", edition_type="port", igdb_id=77)
    for edition in (goes, stays):
        edition.save()
    goes.platforms.add(Platform.objects.create(name="Nintendo Switch"))
    Playthrough.objects.create(edition=goes, status="completed")
    Event.objects.all().delete()
    return goes, stays


def stored() -> list[Any]:
    rows = Edition.objects.order_by("pk")
    return [
        (
            e.pk,
            e.uuid,
            e.slug,
            e.summary,
            e.igdb_id,
            [p.name for p in e.platforms.all()],
        )
        for e in rows
    ]


def test_an_edition_goes_into_another_and_comes_back(
    writer: ApiClient, editions: tuple[Edition, Edition]
) -> None:
    goes, stays = editions
    before, run = stored(), Playthrough.objects.get()

    merged = data(writer.post(f"/editions/{goes.slug}/merge", {"into": stays.slug}))

    stays.refresh_from_db()
    run.refresh_from_db()
    assert run.edition == stays
    assert (stays.summary, stays.igdb_id) == ("Cartridge.", 77)
    assert [p.name for p in stays.platforms.all()] == ["Nintendo Switch"]
    assert merged["into"]["slug"] == stays.slug
    moved = ApiClient().get(f"/editions/{goes.slug}")
    assert (moved.status_code, moved["Location"]) == (
        308,
        f"/api/editions/{stays.slug}",
    )
    assert [event.payload["changed"] for event in Event.objects.all()] == [["editions"]]

    path = f"/editions/{stays.slug}/merges/{merged['id']}/undo"
    undone = data(writer.post(path))

    assert undone["kept"] == []
    assert stored() == before
    run.refresh_from_db()
    assert run.edition == goes
    assert data(ApiClient().get(f"/editions/{goes.slug}"))["name"] == "Switch"
    assert "already undone" in problem(writer.post(path), status=409)["detail"]


def test_what_cannot_be_merged_is_refused_with_the_reason(
    writer: ApiClient, editions: tuple[Edition, Edition]
) -> None:
    goes, stays = editions
    other = Game.objects.add(name="Okami").first_edition()

    def refusal(into: str, *, status: int = 409) -> str:
        response = writer.post(f"/editions/{goes.slug}/merge", {"into": into})
        return str(problem(response, status=status)["detail"])

    assert "with itself" in refusal(goes.slug)
    assert "editions of different games" in refusal(other.slug)
    assert "no edition “nothing”" in refusal("nothing", status=422)
    # A game that took the edition along comes first.
    merged = data(writer.post(f"/editions/{goes.slug}/merge", {"into": stays.slug}))
    data(writer.post("/games/celeste/merge", {"into": "okami"}))
    path = f"/editions/{stays.slug}/merges/{merged['id']}/undo"
    detail = problem(writer.post(path), status=409)["detail"]
    assert detail == "Celeste was merged into Okami since. Undo that merge first."


def test_two_selected_editions_are_merged_in_the_admin(
    owner_client: Client, editions: tuple[Edition, Edition]
) -> None:
    goes, stays = editions
    listing = address(Edition, "list")
    url = f"/admin/bulk/library/edition/merge/?next={listing}"

    alone = owner_client.get(f"{url}&id={goes.pk}", follow=True)
    asked = owner_client.get(f"{url}&id={goes.pk}&id={stays.pk}")

    assert "Select the two editions" in page(alone).get_text()
    choices = page(asked).select("input[name=survivor]")
    assert [choice["value"] for choice in choices] == [str(goes.pk), str(stays.pk)]
    answer = owner_client.post(
        f"{url}&id={goes.pk}&id={stays.pk}", {"survivor": stays.pk}, follow=True
    )
    assert "Switch was merged into Switch version." in page(answer).get_text()
    assert Playthrough.objects.get().edition == stays
    undo = address(Edition, "undo_merge", EditionMerge.objects.get().pk)
    assert page(answer).select_one(f'form[action="{undo}"]') is not None
    answer = owner_client.post(undo, follow=True)
    assert "is an edition of its own again." in page(answer).get_text()
    assert Playthrough.objects.get().edition == goes
