"""What bots in a chat get: a sentence, whatever they ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import Visibility

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, **query: Any) -> str:
    answer = client.get(f"/api/say/{path}", query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    text = answer.content.decode()
    assert len(text) <= 400
    assert "\n" not in text
    return text


@pytest.fixture
def chrono(db: None) -> Game:
    game = Game.objects.add(name="Chrono Trigger", original_release_year=1995)
    snes = Platform.objects.create(name="Super Nintendo")
    edition = game.first_edition()
    Playthrough.objects.create(
        edition=edition,
        platform=snes,
        status="completed",
        completed_at="2025-03-02",
        rating="4.5",
        playtime_hours="40.5",
    )
    Playthrough.objects.create(
        edition=edition, status="completed", completed_at="1996", rating="5"
    )
    return game


def test_what_is_played_now(client: Client, chrono: Game) -> None:
    assert ask(client, "now") == "Nothing is being played right now."
    celeste = Game.objects.add(name="Celeste").first_edition()
    switch = Platform.objects.create(name="Switch")
    Playthrough.objects.create(edition=celeste, status="playing", platform=switch)
    hidden = Game.objects.add(name="Secret").first_edition()
    secret = Playthrough.objects.create(
        edition=hidden, status="playing", is_public=False
    )
    assert ask(client, "now") == "Playing Celeste on Switch"
    Session.start(secret)
    assert ask(client, "now") == "Playing Celeste on Switch"
    hades = Game.objects.add(name="Hades").first_edition()
    Session.objects.all().delete()
    Session.start(Playthrough.objects.create(edition=hades, status="playing"))
    assert ask(client, "now") == "Playing Hades"
    assert ask(client, "now", template="{game}, {others} more") == "Hades, 1 more"


def test_what_was_finished_last_and_how_much(client: Client, chrono: Game) -> None:
    assert ask(client, "last") == (
        "Finished last: Chrono Trigger (2025-03-02), 4.5 of 5"
    )
    assert ask(client, "count") == "1 game finished"
    assert ask(client, "count", template="{times} times, {hours} h") == (
        "2 times, 40.5 h"
    )
    assert ask(client, "count/2025") == "1 game finished in 2025"
    assert ask(client, "count/1990") == "0 games finished in 1990"
    assert "isn’t a year" in ask(client, "count/soon")


def test_ranks_of_a_list(client: Client, chrono: Game) -> None:
    list_ = List.objects.create(name="Top RPGs")
    list_.add_many([chrono, Game.objects.add(name="Suikoden")])
    assert ask(client, "rank/top-rpgs/1") == "#1 on Top RPGs: Chrono Trigger"
    assert ask(client, "rank/top-rpgs/%232") == "#2 on Top RPGs: Suikoden"
    assert ask(client, "rank/top-rpgs") == "Top RPGs: 1. Chrono Trigger, 2. Suikoden"
    assert ask(client, "rank/top-rpgs/9") == "Top RPGs has 2 games."
    assert ask(client, "rank/top-rpgs/first") == "Top RPGs has 2 games."
    assert "no list" in ask(client, "rank/nope/1")
    list_.visibility = Visibility.DRAFT
    list_.save()
    assert "no list" in ask(client, "rank/top-rpgs/1")


@pytest.mark.parametrize(
    "asked", ["chrono trigger", "Chrono", "crono triger", "CHRONO%20TRIGGER"]
)
def test_a_game_is_found_in_any_spelling(
    client: Client, chrono: Game, asked: str
) -> None:
    List.objects.create(name="Top RPGs").add_many([chrono])
    Game.objects.add(name="Chrono Trigger: Crimson Echoes")
    assert ask(client, f"game/{asked}") == (
        "Chrono Trigger (1995): finished twice, 5 of 5, 40.5 h, #1 on Top RPGs"
    )


def test_what_is_not_there_is_said_in_words(client: Client, db: None) -> None:
    assert ask(client, "game/Half-Life 3") == "“Half-Life 3” isn’t in the library."
    assert ask(client, "game/AC/DC") == "“AC/DC” isn’t in the library."
    assert ask(client, "last") == "Nothing has been finished yet."
    assert ask(client, "now", unknown="parameter")


def test_a_template_has_only_the_values_of_its_answer(
    client: Client, chrono: Game
) -> None:
    assert ask(client, "last", template="{secret_key}").startswith(
        "This answer has no {secret_key}. It has: {game}"
    )
    said = ask(client, "last", template="{game.name} {0.x} {game}")
    assert said == "{game.name} {0.x} Chrono Trigger"


def test_nothing_becomes_a_command_or_too_long(client: Client, db: None) -> None:
    game = Game.objects.add(name="/ban everyone\nplease")
    Playthrough.objects.create(edition=game.first_edition(), status="completed")
    assert ask(client, "last", template="{game}") == "ban everyone please"
    assert ask(client, "last", template="/me {game}").startswith("me ")
    assert ask(client, "last", template="word " * 200).endswith("word…")
