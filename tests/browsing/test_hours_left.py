"""Hours to finish: IGDB's time less what was played, sorted, filtered, summed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.journal.models import Status
from apps.library.models import Game
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.browsing.conftest import finish

pytestmark = pytest.mark.django_db

GAMES = "/admin/games/"


def beatable(name: str, *, count: int = 10, **hours: float) -> Game:
    game = Game.objects.add(name=name)
    seconds = {pace: int(each * 3600) for pace, each in hours.items()}
    game.time_to_beat = {"count": count, **seconds}
    game.save()
    return game


@pytest.fixture
def backlog(db: None) -> dict[str, Game]:
    """What is left: 20 h, 4.5 h (of one of two runs), nothing, and thrice unknown."""
    games = {
        "Celeste": beatable("Celeste", normally=20, hastily=8),
        "Lufia": beatable("Lufia", hastily=30),
        "Tunic": beatable("Tunic", normally=12),
        "Rare": beatable("Rare", normally=12, count=2),
        "Obscure": Game.objects.add(name="Obscure"),
        "Endless": beatable("Endless", normally=40),
        "Done": beatable("Done", normally=40),
    }
    finish(games["Celeste"], status=Status.PLANNED)
    # Finished once already; that time does not count for the second run.
    finish(games["Lufia"], playtime_hours="28")
    finish(games["Lufia"], status=Status.PLAYING, playtime_hours="25.5")
    finish(games["Tunic"], status=Status.PAUSED, playtime_hours="15")
    finish(games["Rare"], status=Status.PLANNED)
    finish(games["Obscure"], status=Status.PLANNED)
    finish(games["Endless"], status=Status.ONGOING)
    finish(games["Done"])
    return games


def shown(client: Client, query: str) -> list[str]:
    response = client.get(f"{GAMES}?layout=table&{query}")
    return [link.get_text() for link in page(response).select("tbody a.q-name")]


def test_the_backlog_is_sorted_by_the_hours_left(
    owner_client: Client, backlog: dict[str, Game]
) -> None:
    three = "played=planned&played=playing&played=paused"

    least_first = shown(owner_client, f"{three}&ordering=hours_left")
    most_first = shown(owner_client, f"{three}&ordering=-hours_left")

    assert least_first == ["Tunic", "Lufia", "Celeste", "Rare", "Obscure"]
    assert most_first[:3] == ["Celeste", "Lufia", "Tunic"]


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ("5", ["Lufia", "Tunic"]),
        ("10", []),
        ("40", ["Celeste"]),
        ("unknown", ["Obscure", "Rare"]),
    ],
)
def test_it_is_filtered_by_them(
    owner_client: Client, backlog: dict[str, Game], left: str, found: list[str]
) -> None:
    assert shown(owner_client, f"left={left}") == found


def test_they_are_shown_and_summed_for_the_filter(
    owner_client: Client, backlog: dict[str, Game]
) -> None:
    table = owner_client.get(f"{GAMES}?layout=table&ordering=hours_left")
    wall = owner_client.get(f"{GAMES}?layout=wall&played=planned")
    plain = owner_client.get(f"{GAMES}?layout=wall&stars=never")

    cells = [each.get_text() for each in page(table).select("td.q-col-left")]
    assert cells[:3] == ["0 h", "4.5 h", "20 h"]
    assert "24.5 h to finish 3 games" in text_of(table)
    assert "20 h left" in text_of(wall)
    assert "20 h to finish 1 game" in text_of(wall)
    assert "h to finish" not in text_of(plain)


def test_the_menu_counts_each_range(
    owner_client: Client, backlog: dict[str, Game]
) -> None:
    text = text_of(owner_client.get(f"{GAMES}values/more/"))

    assert "Under 5 h to finish 2" in text
    assert "20 to 40 h to finish 1" in text
    assert "Unfinished, time unknown 2" in text
    assert "5 to 10 h" not in text


def test_a_random_one_is_picked_within_the_filter(
    owner_client: Client, backlog: dict[str, Game]
) -> None:
    picked: Any = owner_client.get(f"{GAMES}pick/?left=40")

    assert f"/admin/games/inspect/{backlog['Celeste'].pk}/" in picked["Location"]


def test_games_are_checked_for_platforms_and_double_names(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    Game.objects.add(name="LUFIA")

    assert shown(owner_client, "check=name") == ["Lufia", "LUFIA"]
    assert "Chrono Trigger" not in shown(owner_client, "check=platform")
    assert "Celeste" in shown(owner_client, "check=platform")
