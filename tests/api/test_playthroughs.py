from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.api.conftest import played
from tests.live import LiveServer

RUNS = "/games/chrono-trigger/playthroughs"


def events() -> list[str]:
    told = Event.objects.filter(type__startswith="questlog:playthrough_")
    types = told.order_by("id").values_list("type", flat=True)
    return [name.removeprefix("questlog:playthrough_") for name in types]


@pytest.fixture
def run(chrono_trigger: Game) -> Playthrough:
    """Being played since May 1996."""
    return played(chrono_trigger, started_at="1996-05")


def test_a_run_needs_nothing_and_goes_to_the_first_edition(
    writer: ApiClient, chrono_trigger: Game
) -> None:
    Edition.objects.create(game=chrono_trigger, name="DS", edition_type="port")

    answer = writer.post(RUNS, {})

    made = data(answer, status=201)
    assert made["edition"]["slug"] == "chrono-trigger"
    assert (made["status"], made["is_public"]) == ("playing", True)
    assert made["game"]["slug"] == "chrono-trigger"
    assert answer.headers["Location"] == f"/api/playthroughs/{made['id']}"
    assert data(writer.get(f"/playthroughs/{made['id']}")) == made


def test_a_completed_run_holds_everything_and_tells_once(
    reader: ApiClient, writer: ApiClient, chrono_trigger: Game, snes: Platform
) -> None:
    Edition.objects.create(
        game=chrono_trigger, name="DS", slug="ct-ds", edition_type="port"
    )

    made = data(
        writer.post(
            RUNS,
            {
                "edition": "ct-ds",
                "platform": "snes",
                "status": "completed",
                "started_at": "2008",
                "completed_at": "2008-12-25",
                "playtime_hours": 31.5,
                "rating": 5,
                "notes": "<b>All</b> endings",
                "review": "The best of <b>all</b>",
            },
        ),
        status=201,
    )

    assert made["edition"] == {
        "id": made["edition"]["id"],
        "name": "DS",
        "slug": "ct-ds",
        "edition_type": "port",
    }
    assert made["platform"]["abbreviation"] == "SNES"
    assert (made["playtime_hours"], made["rating"]) == (31.5, 5)
    assert (made["started_at"], made["completed_at"]) == ("2008", "2008-12-25")
    assert made["notes"] == "<b>All</b> endings"
    assert made["review"] == "The best of <b>all</b>"
    # Notes are to oneself, a review is for others.
    assert data(reader.get(RUNS))["items"] == [{**made, "notes": ""}]
    assert events() == ["complete"]
    assert Event.objects.latest("id").payload["rating"] == 5.0


def test_a_completion_date_alone_means_completed(
    writer: ApiClient, chrono_trigger: Game
) -> None:
    made = data(writer.post(RUNS, {"completed_at": "2003"}), status=201)

    assert (made["status"], made["completed_at"]) == ("completed", "2003")


def test_completing_by_patch_is_one_event_with_all_that_was_sent(
    writer: ApiClient, run: Playthrough, snes: Platform
) -> None:
    Event.objects.all().delete()
    path = f"/playthroughs/{run.uuid}"
    body = {
        "status": "completed",
        "completed_at": "1996-08",
        "rating": 4.5,
        "playtime_hours": 40,
        "platform": "snes",
    }

    done = data(writer.patch(path, body))

    assert (done["status"], done["completed_at"]) == ("completed", "1996-08")
    payload = Event.objects.get().payload
    assert payload["work"] == "Chrono Trigger"
    assert payload["platform"] == "Super Nintendo Entertainment System"
    assert (payload["rating"], payload["playtime_hours"]) == (4.5, 40.0)

    data(writer.patch(path, body))
    data(writer.patch(path, {"notes": "saved again"}))
    assert events() == ["complete"]


def test_an_endless_game_is_ongoing_until_it_is_paused(
    writer: ApiClient, run: Playthrough
) -> None:
    Event.objects.all().delete()
    path = f"/playthroughs/{run.uuid}"

    ongoing = data(writer.patch(path, {"status": "ongoing"}))
    listed = data(writer.get("/playthroughs", status="ongoing"))["items"]
    refused = writer.patch(path, {"completed_at": "2020"})
    data(writer.patch(path, {"status": "paused"}))

    assert (ongoing["status"], ongoing["completed_at"]) == ("ongoing", None)
    assert [item["id"] for item in listed] == [str(run.uuid)]
    problem(refused, status=422)
    assert events() == ["ongoing", "pause"]


def test_a_completed_run_is_reopened_before_it_is_ongoing(
    writer: ApiClient, run: Playthrough
) -> None:
    run.complete(on="1996-08")
    path = f"/playthroughs/{run.uuid}"

    problem(writer.patch(path, {"status": "ongoing"}), status=409)

    assert data(writer.get(path))["completed_at"] == "1996-08"


def test_reopening_clears_the_date_and_completing_again_tells_again(
    writer: ApiClient, run: Playthrough
) -> None:
    Event.objects.all().delete()
    path = f"/playthroughs/{run.uuid}"

    data(writer.patch(path, {"status": "completed", "completed_at": "1996-08"}))
    reopened = data(writer.patch(path, {"status": "playing"}))
    data(writer.patch(path, {"status": "completed"}))

    assert reopened["completed_at"] is None
    assert events() == ["complete", "resume", "complete"]


def test_dates_move_together_with_the_status(
    writer: ApiClient, run: Playthrough
) -> None:
    done = data(
        writer.patch(
            f"/playthroughs/{run.uuid}",
            {"status": "completed", "started_at": "1990", "completed_at": "1991"},
        )
    )

    assert (done["started_at"], done["completed_at"]) == ("1990", "1991")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("playing", "planned"),
        ("planned", "paused"),
        ("dropped", "paused"),
        ("completed", "paused"),
        ("completed", "dropped"),
    ],
)
def test_a_status_that_cannot_follow_is_a_conflict(
    before: str, after: str, writer: ApiClient, chrono_trigger: Game
) -> None:
    run = played(chrono_trigger, status=before)
    seen = events()

    found = problem(
        writer.patch(f"/playthroughs/{run.uuid}", {"status": after}), status=409
    )

    assert before in found["detail"]
    run.refresh_from_db()
    assert run.status == before
    assert events() == seen


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "finished"}, "status"),
        ({"status": None}, "status"),
        ({"rating": 0}, "rating"),
        ({"rating": 5.5}, "rating"),
        ({"rating": "5"}, "rating"),
        ({"rating": 4.3}, "rating"),
        ({"playtime_hours": -1}, "playtime_hours"),
        ({"playtime_hours": 1.25}, "playtime_hours"),
        ({"playtime_hours": 1e300}, "playtime_hours"),
        ({"started_at": "2003-02-31"}, "started_at"),
        ({"started_at": "31.02.2003"}, "started_at"),
        ({"started_at": 2003}, "started_at"),
        ({"started_at": "0000"}, "started_at"),
        ({"completed_at": "1996-06"}, "completed_at"),
        ({"status": "completed", "completed_at": "1996-04"}, "completed_at"),
        ({"status": "playing", "completed_at": "1996-06"}, "completed_at"),
        ({"edition": "final-fantasy-vii"}, "edition"),
        ({"platform": "nope"}, "platform"),
        ({"notes": "x" * 50_001}, "notes"),
        ({"notes": None}, "notes"),
        ({"is_public": "yes"}, "is_public"),
        ({"is_public": 1}, "is_public"),
        ({"game": "chrono-trigger"}, "game"),
        ({"completions": 9}, "completions"),
    ],
    ids=str,
)
def test_a_bad_value_is_named_and_nothing_is_written(
    body: dict[str, Any], field: str, writer: ApiClient, run: Playthrough, ff7: Game
) -> None:
    seen = events()
    before = data(writer.get(f"/playthroughs/{run.uuid}"))

    found = problem(writer.patch(f"/playthroughs/{run.uuid}", body), status=422)
    if "completed_at" not in body or "status" in body:
        created = problem(
            writer.post(RUNS, {"started_at": "1996-05", **body}), status=422
        )
        assert created["errors"][0]["field"] == field

    assert found["errors"][0]["field"] == field
    assert data(writer.get(f"/playthroughs/{run.uuid}")) == before
    assert Playthrough.objects.count() == 1
    assert events() == seen


def test_runs_are_filtered_and_ordered(
    reader: ApiClient, ff7: Game, chrono_trigger: Game, snes: Platform
) -> None:
    played(chrono_trigger, status="completed", completed_at="1996-08", platform=snes)
    played(chrono_trigger, status="dropped", started_at="2001")
    played(ff7, status="completed", completed_at="1998", rating="5")
    played(ff7, status="completed", rating="3", playtime_hours="12")

    def found(**query: Any) -> list[str | None]:
        items = data(reader.get("/playthroughs", **query))["items"]
        return [f"{i['game']['slug'][:2]} {i['completed_at']}" for i in items]

    assert found() == ["fi 1998", "ch 1996-08", "fi None", "ch None"]
    assert found(status="completed") == ["fi 1998", "ch 1996-08", "fi None"]
    assert found(platform="snes") == ["ch 1996-08"]
    assert found(game="final-fantasy-vii") == ["fi 1998", "fi None"]
    assert found(year=1996) == ["ch 1996-08"]
    assert found(year=2001) == ["ch None"]
    assert found(ordering="completed_at")[:2] == ["ch 1996-08", "fi 1998"]
    assert found(ordering="-rating")[:2] == ["fi 1998", "fi None"]
    assert found(ordering="game", limit=1, offset=2) == ["fi 1998"]
    for bad in ({"game": "nope"}, {"platform": "nope"}, {"year": 1}, {"rating": 5}):
        problem(reader.get("/playthroughs", **bad), status=422)


def test_runs_page_by_cursor_past_those_without_a_date(
    reader: ApiClient, chrono_trigger: Game
) -> None:
    for completed_at in ("2003", "2003-11", None, None, "2003"):
        played(chrono_trigger, status="completed", completed_at=completed_at)
    whole = data(reader.get("/playthroughs"))["items"]

    paged: list[Any] = []
    cursor = None
    while True:
        query: dict[str, Any] = {"cursor": cursor} if cursor else {}
        page = data(reader.get("/playthroughs", limit=2, **query))
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert paged == whole
    assert [item["completed_at"] for item in whole] == [
        "2003-11",
        "2003",
        "2003",
        None,
        None,
    ]


def test_a_private_run_is_unseen_and_untold(
    reader: ApiClient, writer: ApiClient, chrono_trigger: Game
) -> None:
    made = data(
        writer.post(RUNS, {"status": "completed", "is_public": False}), status=201
    )
    path = f"/playthroughs/{made['id']}"

    assert data(reader.get(RUNS))["count"] == 0
    assert data(reader.get("/playthroughs"))["items"] == []
    problem(reader.get(path), status=404)
    problem(writer.get(path), status=404)
    assert data(writer.get(path, include="private")) == made
    assert data(writer.get("/playthroughs", include="private"))["count"] == 1
    assert events() == []


def test_a_run_is_deleted(writer: ApiClient, run: Playthrough) -> None:
    assert writer.delete(f"/playthroughs/{run.uuid}").status_code == 204

    problem(writer.delete(f"/playthroughs/{run.uuid}"), status=404)
    assert not Playthrough.objects.exists()


@pytest.mark.parametrize("name", ["1", "nope", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_run_is_404(name: str, writer: ApiClient) -> None:
    problem(writer.get(f"/playthroughs/{name}"), status=404)
    problem(writer.patch(f"/playthroughs/{name}", {}), status=404)
    problem(writer.post("/games/nope/playthroughs", {}), status=404)
    problem(writer.get("/games/nope/playthroughs"), status=404)


def test_many_who_complete_a_run_at_once_tell_once(
    live_server: LiveServer, api_token: str, chrono_trigger: Game
) -> None:
    run = played(chrono_trigger)
    Event.objects.all().delete()
    start = threading.Barrier(4)
    statuses: list[int] = []

    def complete() -> None:
        with httpx.Client(headers={"Authorization": f"Bearer {api_token}"}) as client:
            start.wait()
            answer = client.patch(
                f"{live_server.url}/api/playthroughs/{run.uuid}",
                json={"status": "completed"},
            )
            statuses.append(answer.status_code)

    threads = [threading.Thread(target=complete) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * 4
    assert events() == ["complete"]
