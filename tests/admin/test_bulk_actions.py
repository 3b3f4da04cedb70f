"""Bulk actions touch the rows that the listing shows, all of them or none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.admin.conftest import AddGames
from tests.admin.conftest import MakeClient
from tests.admin.pages import Response
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


def bulk(model: type, action: str, query: str = "id=all") -> str:
    args = [model._meta.app_label, model._meta.model_name, action]  # type: ignore[attr-defined]
    return f"{reverse('wagtail_bulk_action', args=args)}?{query}&next=/admin/"


def names(response: Response) -> list[str]:
    return [str(each["item"]) for each in response.context["items"]]


@pytest.fixture
def platforms(db: None) -> list[Platform]:
    return [Platform.objects.create(name=f"Console {n}") for n in range(1, 13)]


def test_all_means_all_that_the_search_found(
    owner_client: Client, platforms: list[Platform]
) -> None:
    url = bulk(Platform, "delete", "id=all&q=console+1")

    confirmation = owner_client.get(url)
    done = owner_client.post(url)

    assert names(confirmation) == [
        "Console 1",
        "Console 10",
        "Console 11",
        "Console 12",
    ]
    assert done.status_code == 302
    assert Platform.objects.count() == 8


def test_all_means_all_that_the_filters_left(
    owner_client: Client, chrono_trigger: Game, add_games: AddGames
) -> None:
    add_games(3)

    response = owner_client.get(
        bulk(Playthrough, "make_private", "id=all&status=completed&ordering=rating")
    )

    assert len(response.context["items"]) == 2


def test_many_are_marked_ongoing_or_none(
    owner_client: Client, chrono_trigger: Game
) -> None:
    first, *others = [
        Playthrough.objects.create(
            edition=chrono_trigger.first_edition(), status=status
        )
        for status in (Status.PLANNED, Status.PLAYING, Status.ONGOING)
    ]
    completed = Playthrough.objects.filter(status=Status.COMPLETED)[0]
    Event.objects.all().delete()

    def mark(*rows: Playthrough) -> Response:
        query = "&".join(f"id={row.pk}" for row in rows)
        return owner_client.post(bulk(Playthrough, "mark_ongoing", query), follow=True)

    refused = mark(first, completed)
    first.refresh_from_db()
    assert "Nothing was changed" in text_of(refused)
    assert first.status == Status.PLANNED

    done = mark(first, *others)
    first.refresh_from_db()
    assert "2 marked ongoing. 1 already ongoing." in text_of(done)
    assert first.status == Status.ONGOING
    types = [event.type for event in Event.objects.all()]
    assert types == ["questlog:playthrough_ongoing"] * 2


def test_deleting_many_asks_for_their_number(
    owner_client: Client, platforms: list[Platform]
) -> None:
    url = bulk(Platform, "delete")

    forgotten = owner_client.post(url)
    wrong = owner_client.post(url, {"count": "11"})
    assert Platform.objects.count() == 12
    right = owner_client.post(url, {"count": "12"})

    assert forgotten.status_code == wrong.status_code == 200
    assert "12 would be deleted" in text_of(wrong)
    assert right.status_code == 302
    assert not Platform.objects.exists()


def test_nothing_is_deleted_when_something_holds_one_of_them(
    owner_client: Client, chrono_trigger: Game, platforms: list[Platform]
) -> None:
    url = bulk(Platform, "delete", "id=all&q=o")

    page = owner_client.get(url)
    refused = owner_client.post(url, {"count": "13"})

    assert "can’t be deleted yet" in text_of(page)
    assert "Playthroughs (2)" in text_of(page)
    assert refused.status_code == 200
    assert Platform.objects.count() == 13


def test_a_game_keeps_its_last_edition_in_bulk_too(
    owner_client: Client, add_games: AddGames
) -> None:
    (game,) = add_games(1)
    Playthrough.objects.all().delete()
    second = Edition.objects.create(game=game, name="Remake")
    both = f"id={game.first_edition().pk}&id={second.pk}"

    refused = owner_client.post(bulk(Edition, "delete", both), follow=True)
    one = owner_client.post(bulk(Edition, "delete", f"id={second.pk}"), follow=True)

    assert "the only edition of Game 001" in text_of(refused)
    assert "Nothing was deleted" in text_of(refused)
    assert "1 edition deleted" in text_of(one)


def test_each_completion_is_an_event_of_its_own(
    owner_client: Client, add_games: AddGames, chrono_trigger: Game
) -> None:
    add_games(2)
    before = Event.objects.filter(type="questlog:playthrough_complete").count()
    url = bulk(Playthrough, "mark_completed")

    response = owner_client.post(url, {"on": "2020-05"}, follow=True)

    after = Event.objects.filter(type="questlog:playthrough_complete").count()
    assert after - before == 2
    assert Playthrough.objects.filter(completed_at="2020-05").count() == 2
    assert "2 marked completed. 2 already completed." in text_of(response)


def test_one_impossible_completion_stops_them_all(
    owner_client: Client, add_games: AddGames
) -> None:
    add_games(2)
    late = Playthrough.objects.latest("pk")
    late.started_at = "2022"
    late.save()

    response = owner_client.post(bulk(Playthrough, "mark_completed"), {"on": "2020"})

    assert "can't be completed before it was started" in text_of(response)
    assert not Playthrough.objects.filter(status=Status.COMPLETED).exists()


def test_playthroughs_are_hidden_and_shown(
    owner_client: Client, chrono_trigger: Game
) -> None:
    owner_client.post(bulk(Playthrough, "make_private"))
    assert not Playthrough.objects.filter(is_public=True).exists()
    owner_client.post(bulk(Playthrough, "make_public"))

    assert not Playthrough.objects.filter(is_public=False).exists()


def test_somebody_who_may_only_look_changes_nothing(
    client_with: MakeClient, chrono_trigger: Game
) -> None:
    helper = client_with("journal.view_playthrough")

    for action in ("delete", "mark_completed", "make_private"):
        helper.post(bulk(Playthrough, action), {"on": "2020"})

    assert Playthrough.objects.filter(status="completed", is_public=True).count() == 2
