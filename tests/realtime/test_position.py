"""Reads tell their place in the stream: state first, then `since`, and no gap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import redis
from django.db import connection
from django.db import connections
from django.db import transaction
from django.db.models import QuerySet

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from tests.live import LiveServer
from tests.realtime.listeners import happen

HEADER = "Questlog-Event-Position"
WRITERS = 4
EACH = 25


def place_of(answer: httpx.Response) -> int:
    return int(answer.headers[HEADER].partition(".")[2])


READS = ["/games", "/games/", "/works", "/stats", "/games/none"]


def test_every_read_tells_its_place(server: LiveServer, epoch: str) -> None:
    for address in (f"{server.url}/api{path}" for path in READS):
        for answer in (httpx.get(address), httpx.head(address)):
            assert answer.headers[HEADER] == f"{epoch}.5"


def test_a_write_and_the_admin_tell_none(server: LiveServer) -> None:
    assert HEADER not in httpx.post(server.url + "/api/games", json={}).headers
    assert HEADER not in httpx.get(server.url + "/admin/login/").headers


def test_an_answer_that_has_not_changed_tells_a_place_that_is_not_ahead(
    server: LiveServer, epoch: str
) -> None:
    address = server.url + "/api/games"
    Game.objects.add(name="Chrono Trigger")
    first = httpx.get(address)
    happen(number=6)
    feed = {"since": first.headers[HEADER], "wait": "30"}
    httpx.get(server.url + "/api/events", params=feed, timeout=60)

    again = httpx.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.headers["ETag"]) == (304, first.headers["ETag"])
    # It is kept, and its place with it.
    assert again.headers[HEADER] == first.headers[HEADER]
    QuerySet(Game).update(name="Chrono Cross")
    changed = httpx.get(address)
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert place_of(changed) > place_of(first)


def complete_some(edition: Edition) -> None:
    try:
        for _ in range(EACH):
            with transaction.atomic(), connection.cursor() as cursor:
                Playthrough.objects.create(edition=edition, status="completed")
                # Commits come in another order than what they hold was written.
                cursor.execute("SELECT pg_sleep(random() * 0.01)")
    finally:
        connections.close_all()


def test_state_and_then_events_have_no_gap_while_others_write(
    redis_client: redis.Redis, live_server: LiveServer
) -> None:
    edition = Game.objects.add(name="Chrono Trigger").first_edition()
    reads: list[tuple[int, set[str]]] = []
    with (
        ThreadPoolExecutor(WRITERS) as executor,
        httpx.Client(base_url=live_server.url, timeout=60) as client,
    ):
        writers = [executor.submit(complete_some, edition) for _ in range(WRITERS)]
        while not all(writer.done() for writer in writers):
            answer = client.get("/api/playthroughs", params={"limit": 200})
            reads.append(
                (place_of(answer), {one["id"] for one in answer.json()["items"]})
            )
        for writer in writers:
            writer.result()

        events: list[tuple[int, str]] = []
        feed = {"types": "questlog:playthrough_complete", "limit": "500", "wait": "30"}
        since = "earliest"
        while len(events) < WRITERS * EACH:
            page = client.get("/api/events", params={"since": since, **feed}).json()
            since = page["next"]
            for event in page["events"]:
                events.append((event["sequence"], event["payload"]["playthrough_id"]))

    everything = {playthrough for _, playthrough in events}
    assert len(everything) == WRITERS * EACH
    for place, state in reads:
        followed = {playthrough for sequence, playthrough in events if sequence > place}
        assert state | followed == everything
    assert len({place for place, _ in reads}) > 3
