"""How long was played when, out of totals that are looked at once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.steam.models import PlaySession
from apps.steam.models import PlaytimeSnapshot
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.steam.conftest import Look
from tests.steam.conftest import seconds

pytestmark = pytest.mark.django_db


def sessions() -> list[tuple[str, int, str, str]]:
    rows = PlaySession.objects.order_by("until", "id").select_related("app")
    return [
        (
            each.app.name,
            each.minutes,
            f"{each.first_day:%m-%d}",
            f"{each.last_day:%m-%d}",
        )
        for each in rows
    ]


def hades(minutes: int, played_at: str = "", **more: object) -> list[dict[str, object]]:
    played = seconds(played_at) if played_at else 0
    return [game(1145360, "Hades", minutes, rtime_last_played=played, **more)]


def test_yesterday_evening_is_known(steam_server: SteamServer, look: Look) -> None:
    steam_server.games = hades(600, "2026-05-01 20:00")
    look("2026-05-02 04:00")
    assert sessions() == []

    steam_server.games = hades(750, "2026-05-02 23:10")
    assert "Hades: 2.5 h" in look("2026-05-03 04:00")

    assert sessions() == [("Hades", 150, "05-02", "05-02")]
    totals = PlaytimeSnapshot.objects.order_by("day").values_list("minutes", flat=True)
    assert list(totals) == [600, 750]
    assert look("2026-05-04 04:00") == []
    assert len(sessions()) == 1


def test_days_without_a_look_give_a_span(steam_server: SteamServer, look: Look) -> None:
    steam_server.games = hades(600)
    look("2026-05-03 04:00")

    steam_server.games = hades(1000, "2026-05-05 01:30")
    look("2026-05-09 04:00")

    assert sessions() == [("Hades", 400, "05-03", "05-05")]


@pytest.mark.parametrize(
    "played_at", ["", "2020-01-01 12:00", "2031-01-01 12:00", "2026-05-02 03:59"]
)
def test_a_last_time_that_does_not_fit_says_nothing(
    steam_server: SteamServer, look: Look, played_at: str
) -> None:
    steam_server.games = hades(600)
    look("2026-05-02 04:00")

    steam_server.games = hades(660, played_at)
    look("2026-05-03 04:00")

    assert sessions() == [("Hades", 60, "05-02", "05-03")]


def test_more_of_one_day_is_one_session_unless_it_was_added(
    steam_server: SteamServer, look: Look
) -> None:
    for minutes, when in ((0, "08:00"), (30, "12:00"), (90, "20:00")):
        steam_server.games = hades(minutes, f"2026-05-02 {when}" if minutes else "")
        look(f"2026-05-02 {when}")
    assert sessions() == [("Hades", 90, "05-02", "05-02")]
    assert PlaytimeSnapshot.objects.get().minutes == 90


def test_a_lower_total_and_a_clock_set_back_make_no_time(
    steam_server: SteamServer, look: Look
) -> None:
    steam_server.games = hades(600)
    look("2026-05-02 04:00")
    steam_server.games = hades(100)
    assert look("2026-05-03 04:00") == ["Hades: Steam now counts 1.7 h in total"]
    assert sessions() == []

    steam_server.games = hades(160)
    look("2026-05-01 04:00")

    assert sessions() == [("Hades", 60, "05-01", "05-03")]


def test_offline_time_is_longer_than_what_passed(
    steam_server: SteamServer, look: Look
) -> None:
    steam_server.games = hades(0)
    look("2026-05-02 04:00")
    steam_server.games = hades(3000, "2026-05-02 20:00")
    look("2026-05-03 04:00")

    session = PlaySession.objects.get()
    assert session.is_longer_than_possible
    session.minutes = 60
    session.until = session.after + timedelta(hours=1)
    assert not session.is_longer_than_possible


def test_a_new_game_has_a_session_only_if_all_of_it_is_new(
    steam_server: SteamServer, look: Look
) -> None:
    steam_server.games = hades(600)
    look("2026-05-02 04:00")
    at = seconds("2026-05-02 21:00")
    fresh = game(2, "Braid", 90, playtime_2weeks=90, rtime_last_played=at)
    shared = game(3, "Celeste", 900, playtime_2weeks=90, rtime_last_played=at)
    steam_server.games = [*hades(600), fresh, shared]

    changes = look("2026-05-03 04:00")

    assert "2 new games: Braid, Celeste" in changes
    assert sessions() == [("Braid", 90, "05-02", "05-02")]


def test_the_change_of_clocks_moves_no_day(
    steam_server: SteamServer, look: Look
) -> None:
    steam_server.games = hades(60)
    look("2026-03-28 23:30")
    steam_server.games = hades(120, "2026-03-29 03:30")
    look("2026-03-29 04:30")

    assert sessions() == [("Hades", 60, "03-28", "03-29")]
