"""What a game's page shows, and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail import hooks

from apps.browsing.game_page.sections import GameSection
from apps.browsing.game_page.time_scale import time_scale
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.browsing.game_page.conftest import MakeClient

pytestmark = pytest.mark.django_db


def page_of(client: Client, game: Game) -> Any:
    response = client.get(address(Game, "inspect", game.pk))
    assert response.status_code == 200
    return page(response)


def text(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def test_the_head_says_what_the_playthroughs_come_to(
    owner_client: Client, finished: Playthrough
) -> None:
    game = finished.edition.game
    Playthrough.objects.create(
        edition=finished.edition,
        status=Status.COMPLETED,
        completed_at="2020",
        playtime_hours="8.5",
        rating=3,
    )
    List.objects.create(name="Top platformers").add(game)

    hero = page_of(owner_client, game).select_one("#game-hero")

    shown = text(hero)
    assert "Completed 2018" in shown
    assert "4.5 of 5 stars finished twice" in shown
    figures = [text(each) for each in hero.select(".q-stat")]
    assert figures == [
        "20.5 h played",
        "#1 Top platformers",
        "May 2018 first finished",
    ]


def test_a_game_never_played_offers_to_start(
    owner_client: Client, celeste: Game
) -> None:
    shown = page_of(owner_client, celeste)

    buttons = [text(each) for each in shown.select(".q-acts > a, .q-acts form button")]
    assert buttons == [
        "Finished F",
        "Start playing P",
        "Mark ongoing O",
        "Log a session L",
        "Rank it R",
    ]
    assert not shown.select(".q-stat")
    assert "No hours yet" in text(shown.select_one("#time"))


def test_the_neighbors_follow_the_sort_names(
    owner_client: Client, celeste: Game
) -> None:
    Game.objects.add(name="The Last Story")
    Game.objects.add(name="Chrono Trigger")
    Game.objects.add(name="Bastion")

    shown = page_of(owner_client, celeste)

    ways = [a["aria-label"] for a in shown.select(".q-slim__actions [aria-label]")]
    assert ways == [
        "Previous game: Bastion",
        "Next game: Chrono Trigger",
        "Edit everything",
    ]


def test_own_hours_stand_beside_the_time_to_beat(
    owner_client: Client, finished: Playthrough
) -> None:
    game = finished.edition.game
    game.time_to_beat = {"hastily": 28_800, "completely": 144_000, "count": 310}
    game.igdb_id, game.last_synced = 26226, timezone.now()
    game.save()

    chart = page_of(owner_client, game).select_one("#time svg")

    label = "You: 12 h. Time to beat: story 8 h, everything 40 h."
    assert chart["aria-label"] == label
    assert not chart.select("[style]")


def test_without_igdbs_times_the_page_offers_to_ask(
    owner_client: Client, finished: Playthrough, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = "x"

    time = page_of(owner_client, finished.edition.game).select_one("#time")

    assert "You: 12 h" in text(time)
    assert "haven’t been checked yet. Check IGDB" in text(time)


def test_labels_of_close_times_do_not_touch() -> None:
    scale = time_scale([("Story", 20), ("With extras", 22), ("Everything", 60)], None)

    assert scale is not None
    assert [tick.label_y for tick in scale.ticks] == [70, 88, 70]
    assert time_scale([], None) is None


def test_a_private_playthrough_is_marked_and_notes_are_shown(
    owner_client: Client, finished: Playthrough
) -> None:
    finished.is_public = False
    finished.review = "Climb it."
    finished.save()

    shown = page_of(owner_client, finished.edition.game)

    assert "Private" in text(shown.select_one(".q-pt"))
    notes = text(shown.select_one("#notes"))
    assert "The summit! Notes to yourself: Playthrough 1" in notes
    assert "Climb it. Review: Playthrough 1" in notes
    assert "Review: Climb it." in text(shown.select_one(".q-pt"))


def test_a_rank_says_how_far_it_last_moved(owner_client: Client, celeste: Game) -> None:
    list_ = List.objects.create(name="Top platformers")
    games = [Game.objects.add(name=f"Game {n}") for n in range(2)]
    list_.add_many([*games, celeste])
    list_.move(list_.entries.get(game=celeste), 1)

    row = page_of(owner_client, celeste).select_one("#lists li")

    assert text(row).startswith("Rank 1 Top platformers of 3 2 up 2 since")


def test_who_may_only_look_sees_no_actions(
    client_with: MakeClient, finished: Playthrough
) -> None:
    game = finished.edition.game
    List.objects.create(name="Top platformers").add(game)
    client = client_with(
        "library.view_game", "journal.view_playthrough", "lists.view_list"
    )

    shown = page_of(client, game)

    assert "12 h" in text(shown.select_one(".q-pt"))
    assert not shown.select(".q-acts .q-btn, .q-edit, .q-pt button, .q-pt--add")
    assert not shown.select("[data-rank-it], #rank-it, main form")
    assert client.get(address(Game, "edit_card", finished.pk)).status_code == 302
    assert client.get(address(Game, "new_card", game.pk)).status_code == 302
    assert client.get(address(Game, "rank", game.pk)).status_code == 302
    for verb in ("play", "drop"):
        assert client.post(address(Game, verb, game.pk)).status_code == 302
    assert Playthrough.objects.get().status == Status.COMPLETED


def test_what_one_may_not_see_is_not_counted(
    client_with: MakeClient, finished: Playthrough
) -> None:
    game = finished.edition.game
    List.objects.create(name="Secret list").add(game)

    response = client_with("library.view_game").get(address(Game, "inspect", game.pk))

    shown = text_of(response)
    assert "12 h" not in shown and "summit" not in shown and "Secret" not in shown
    assert not page(response).select(".q-stars, .q-stat, #playthroughs, #lists")


def test_an_app_adds_a_section_by_the_hook(owner_client: Client, celeste: Game) -> None:
    class Shout(GameSection):
        def render_html(self, parent_context: Any = None) -> str:
            return f"<section>{self.game.name}, loud</section>"

    def offer(game: Game, request: HttpRequest) -> GameSection | None:
        return Shout(game, request) if game.name == "Celeste" else None

    other = Game.objects.add(name="Other")
    with hooks.register_temporarily("register_game_section", offer):
        assert "Celeste, loud" in text(page_of(owner_client, celeste))
        assert "loud" not in text(page_of(owner_client, other))


def test_more_of_everything_asks_no_more_queries(
    owner_client: Client, finished: Playthrough
) -> None:
    game = finished.edition.game
    game.franchise = Franchise.objects.create(name="Mountains")
    game.save()

    def grow(count: int) -> None:
        first = Edition.objects.count()
        for number in range(first, first + count):
            edition = Edition.objects.create(game=game, name=f"Edition {number}")
            for status in (Status.COMPLETED, Status.PLAYING):
                Playthrough.objects.create(edition=edition, status=status, notes="N")
            List.objects.create(name=f"List {number}").add(game)
            Game.objects.add(name=f"Mountain {number}", franchise=game.franchise)

    def count() -> int:
        page_of(owner_client, game)
        with CaptureQueriesContext(connection) as captured:
            page_of(owner_client, game)
        return len(captured)

    grow(1)
    few = count()
    grow(8)

    assert count() == few
    assert few <= 45
