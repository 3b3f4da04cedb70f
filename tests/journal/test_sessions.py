"""Sessions: the timer, what is logged afterwards, and the hours they add up to."""

from __future__ import annotations

import threading
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Playthrough:
    game = Game.objects.add(name="Chrono Trigger")
    return Playthrough.objects.create(edition=game.first_edition())


@pytest.fixture
def owner_api(api_token: str) -> ApiClient:
    return ApiClient(api_token)


def log(api: ApiClient, run: Playthrough, *, status: int = 201, **body: Any) -> Any:
    answer = api.post(f"/playthroughs/{run.uuid}/sessions", body)
    return (
        problem(answer, status=status) if status >= 400 else data(answer, status=status)
    )


def hours(run: Playthrough) -> Decimal | None:
    run.refresh_from_db()
    return run.playtime_hours


def told() -> list[str]:
    names = Event.objects.order_by("id").values_list("type", flat=True)
    return [name.removeprefix("questlog:") for name in names if ":session" in name]


# Hours -------------------------------------------------------------------------


def test_sessions_add_up_to_the_hours(owner_api: ApiClient, run: Playthrough) -> None:
    first = log(owner_api, run, day="1996-05-01", minutes=50)
    log(owner_api, run, day="1996-05-02", minutes=50)
    both = hours(run)
    data(owner_api.patch(f"/sessions/{first['id']}", {"minutes": 110}))
    changed = hours(run)
    assert owner_api.delete(f"/sessions/{first['id']}").status_code == 204

    assert (both, changed, hours(run)) == (
        Decimal("1.7"),
        Decimal("2.7"),
        Decimal("0.8"),
    )


def test_hours_that_the_owner_typed_stay(
    owner_api: ApiClient, run: Playthrough
) -> None:
    log(owner_api, run, day="1996-05-01", minutes=60)
    data(owner_api.patch(f"/playthroughs/{run.uuid}", {"playtime_hours": 40}))
    log(owner_api, run, day="1996-05-02", minutes=60)
    typed = hours(run)
    log(owner_api, run, day="1996-05-03", minutes=30, counted=True)
    added = hours(run)
    data(owner_api.patch(f"/playthroughs/{run.uuid}", {"playtime_hours": None}))

    assert (typed, added, hours(run)) == (Decimal(40), Decimal("40.5"), Decimal("2.5"))


# What is refused ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "how long it was"),
        ({"minutes": 0}, "greater than or equal to 1"),
        (
            {"started_at": "2020-05-01T20:00:00Z", "ended_at": "2020-05-01T19:00:00Z"},
            "can’t end before it starts",
        ),
        (
            {"started_at": "2020-05-01T20:00:00Z", "ended_at": "2020-05-04T20:00:00Z"},
            "72 hours; a session can last at most 48 hours",
        ),
        ({"day": "2020-05-01", "minutes": 3000}, "50 hours"),
        ({"day": "2999-01-01", "minutes": 30}, "in the future"),
        ({"started_at": "2020-05-01T20:00:00", "minutes": 30}, "timezone"),
        ({"ended_at": "2020-05-01T20:00:00Z", "minutes": 30}, "when it started"),
        ({"minutes": 30, "vod_url": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_cannot_be_is_refused(
    owner_api: ApiClient, run: Playthrough, body: Any, words: str
) -> None:
    answer = log(owner_api, run, status=422, **body)

    assert words in answer["detail"]
    assert (Session.objects.count(), hours(run)) == (0, None)


def test_two_sessions_of_a_playthrough_do_not_overlap(
    owner_api: ApiClient, run: Playthrough
) -> None:
    log(owner_api, run, started_at="2020-05-01T20:00:00Z", minutes=60)

    answer = log(
        owner_api, run, status=422, started_at="2020-05-01T20:30:00Z", minutes=60
    )
    log(owner_api, run, started_at="2020-05-01T21:00:00Z", minutes=60)

    assert "overlaps" in answer["detail"]


def test_a_change_of_clocks_counts_real_time(
    owner_api: ApiClient, run: Playthrough
) -> None:
    """In Berlin the hour from two to three came twice that night."""
    session = log(
        owner_api,
        run,
        started_at="2020-10-25T01:30:00+02:00",
        ended_at="2020-10-25T03:30:00+01:00",
    )

    assert session["minutes"] == 180


def test_the_same_id_logs_it_once(owner_api: ApiClient, run: Playthrough) -> None:
    key = str(uuid4())

    first = log(owner_api, run, id=key, minutes=30)
    second = log(owner_api, run, status=200, id=key, minutes=30)

    assert first == second
    assert (first["id"], Session.objects.count()) == (key, 1)


# The timer ---------------------------------------------------------------------


def test_the_timer_runs_through_a_pause(run: Playthrough) -> None:
    eight = datetime(2020, 5, 1, 20, tzinfo=UTC)
    session = Session(
        playthrough=run, day=eight.date(), started_at=eight, source="timer"
    )
    session.save()

    session.pause(at=eight + timedelta(minutes=30))
    paused = session.played_seconds(at=eight + timedelta(minutes=50))
    session.resume(at=eight + timedelta(minutes=60))
    session.end(at=eight + timedelta(minutes=90))

    assert paused == 1800
    assert (session.minutes, session.ended_at) == (60, eight + timedelta(minutes=90))
    assert hours(run) == 1


def test_the_timer_over_the_api(owner_api: ApiClient, run: Playthrough) -> None:
    run.pause()
    start = timezone.now() - timedelta(hours=2)
    path = f"/playthroughs/{run.uuid}/sessions/start"
    running = data(owner_api.post(path, {"at": start.isoformat()}), status=201)
    one = f"/sessions/{running['id']}"
    run.refresh_from_db()

    second = problem(owner_api.post(path, {}), status=409)
    shown = data(ApiClient().get("/sessions", running="true"))["items"]
    data(owner_api.post(f"{one}/pause", {}))
    again = problem(owner_api.post(f"{one}/pause", {}), status=409)
    data(owner_api.post(f"{one}/resume", {}))
    ended = data(owner_api.post(f"{one}/end", {"note": "Magus is down."}))
    twice = problem(owner_api.post(f"{one}/end", {}), status=409)

    assert run.status == "playing"
    assert "is running. End it first" in second["detail"]
    assert [each["is_running"] for each in shown] == [True]
    assert "paused already" in again["detail"]
    assert "ended already" in twice["detail"]
    assert (ended["minutes"], ended["note"]) == (120, "Magus is down.")
    assert told() == ["session_start", "session_pause", "session_resume", "session_end"]


@pytest.mark.django_db(transaction=True)
def test_of_two_timers_at_once_one_starts(run: Playthrough) -> None:
    other = Playthrough.objects.create(
        edition=Game.objects.add(name="Xenogears").first_edition()
    )
    outcomes: list[str] = []

    def start(playthrough: Playthrough) -> None:
        try:
            Session.start(playthrough)
            outcomes.append("started")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=[each]) for each in (run, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "started"]


# Who sees it -------------------------------------------------------------------


def test_what_is_private_stays_so(owner_api: ApiClient, run: Playthrough) -> None:
    session = log(owner_api, run, minutes=30, note="To myself.")
    public = data(ApiClient().get(f"/sessions/{session['id']}"))
    run.change(is_public=False)

    assert public["note"] is None
    assert data(ApiClient().get("/sessions"))["count"] == 0
    problem(ApiClient().get(f"/sessions/{session['id']}"), status=404)
    private = data(owner_api.get("/sessions", include="private"))["items"]
    assert [each["note"] for each in private] == ["To myself."]
    past = Event.objects.filter(subject=f"session:{session['id']}")
    assert [each.payload for each in past] == [{}]


def test_a_deleted_session_is_gone_from_the_log(
    owner_api: ApiClient, run: Playthrough
) -> None:
    session = log(owner_api, run, minutes=30)

    owner_api.delete(f"/sessions/{session['id']}")

    events = Event.objects.filter(subject=f"session:{session['id']}").order_by("id")
    assert [(each.type, each.payload) for each in events] == [
        ("questlog:session_log", {}),
        ("questlog:session_delete", {"session_id": session["id"]}),
    ]


def test_strangers_write_nothing(run: Playthrough) -> None:
    answer = ApiClient().post(f"/playthroughs/{run.uuid}/sessions", {"minutes": 30})

    problem(answer, status=401)
