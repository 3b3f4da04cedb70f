"""Play time that clients of RomM report, and the page where its games are said."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from apps.romm.models import PlayReport
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.browsing.sessions.people import viewer

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 3, 20, 0, tzinfo=UTC)
PAGE = "/admin/romm/"


@pytest.fixture
def romm(api_token: str) -> ApiClient:
    return ApiClient(api_token)


def played(*, rom: int | None = 12, hour: int = 0, minutes: int = 90) -> dict[str, Any]:
    start = START + timedelta(hours=hour, microseconds=1234)
    end = start + timedelta(hours=2)
    return {
        "rom_id": rom,
        "save_slot": None,
        "start_time": start.isoformat(),
        "end_time": end.isoformat(),
        "duration_ms": minutes * 60_000,
    }


def report(api: ApiClient, *sessions: dict[str, Any], device: str = "deck") -> Any:
    body = {"device_id": device, "sessions": list(sessions)}
    answer = data(api.post("/play-sessions", body), status=201)
    return [each["status"] for each in answer["results"]]


def link(client: Client, game: Game | None, rom: int = 12) -> str:
    prefix = f"rom-{rom}"
    sent: dict[str, Any] = {"rom": prefix, f"{prefix}-rom_id": rom}
    sent |= {"leave_out": "on"} if game is None else {f"{prefix}-game": game.pk}
    return text_of(client.post(PAGE, sent, follow=True))


def test_reports_wait_until_their_game_is_known_and_count_once(
    romm: ApiClient, owner_client: Client
) -> None:
    ico = Game.objects.add(name="Ico")

    first = report(romm, played(), played(hour=3))
    again = report(romm, played(), played(hour=3))
    waiting = text_of(owner_client.get(PAGE))
    said = link(owner_client, ico)
    later = report(romm, played(hour=6, minutes=30), played())

    assert (first, again) == (["created"] * 2, ["duplicate"] * 2)
    assert "ROM 12" in waiting and "2 sessions, 3 h" in waiting
    assert "Ico: 2 sessions added" in said and "Nothing is waiting" in said
    assert later == ["created", "duplicate"]
    run = Playthrough.objects.get()
    assert (run.edition.game, run.status, str(run.playtime_hours)) == (
        ico,
        "playing",
        "3.5",
    )
    assert set(Session.objects.values_list("source", flat=True)) == {"romm"}


def test_a_deleted_session_does_not_come_back(
    romm: ApiClient, owner_client: Client
) -> None:
    report(romm, played())
    link(owner_client, Game.objects.add(name="Ico"))
    Session.objects.get().delete()

    assert report(romm, played()) == ["duplicate"]
    assert not Session.objects.exists()


def test_what_cannot_be_a_session_waits_with_its_reason(
    romm: ApiClient, owner_client: Client
) -> None:
    link(owner_client, Game.objects.add(name="Ico"))

    assert report(romm, played(), played(hour=1)) == ["created", "created"]

    assert Session.objects.count() == 1
    assert "overlaps" in text_of(owner_client.get(PAGE))
    link(owner_client, None)
    assert not PlayReport.objects.waiting().exists()


def test_a_rom_that_was_left_out_stays_out(
    romm: ApiClient, owner_client: Client
) -> None:
    report(romm, played())
    link(owner_client, None)
    report(romm, played(hour=3))

    assert not PlayReport.objects.waiting().exists()
    assert not Session.objects.exists()


def test_bad_reports_are_refused(romm: ApiClient, owner_client: Client) -> None:
    backward = {**played(), "end_time": (START - timedelta(hours=1)).isoformat()}
    for sessions in ([], [played()] * 101, [backward]):
        problem(romm.post("/play-sessions", {"sessions": sessions}), status=422)
    start = timezone.now() + timedelta(days=1)
    end = (start + timedelta(hours=1)).isoformat()
    future = {**played(), "start_time": start.isoformat(), "end_time": end}

    assert report(romm, future) == ["error"]
    assert not PlayReport.objects.exists()
    assert viewer().get(PAGE).status_code == 302
    refused = owner_client.post(PAGE, {"rom": "rom-12", "rom-12-rom_id": 12})
    assert refused.status_code == 422 and not Session.objects.exists()
