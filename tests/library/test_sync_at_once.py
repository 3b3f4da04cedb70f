"""Syncs, owners and other programs at one game at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from apps.library.igdb.create import add_from_igdb
from apps.library.models import Game
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.integrations.igdb_server import IgdbServer

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


@pytest.fixture
def trigger(committed_db: None, igdb_server: IgdbServer) -> Game:
    """Chrono Trigger, of which IGDB says something else by now."""
    row = igdb_server.game("Chrono Trigger")
    game = add_from_igdb(row["id"], user=None).game
    row.update(summary="Time travel.", updated_at=row["updated_at"] + 1)
    Event.objects.all().delete()
    return game


def at_once(writer: ApiClient, *requests: tuple[str, str, Any]) -> list[int]:
    """The statuses of requests that are sent together."""

    def send(request: tuple[str, str, Any]) -> int:
        client = ApiClient()
        client.headers = writer.headers
        try:
            return int(client.send(*request).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return sorted(pool.map(send, requests))


def test_what_the_owner_writes_while_igdb_is_asked_stays(
    writer: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    edits: list[int] = []

    def edit_once() -> None:
        if not edits:
            edits.append(0)
            body = ("PATCH", "/games/chrono-trigger", {"summary": "Mine."})
            edits[0] = at_once(writer, body)[0]

    igdb_server.when_open = edit_once

    answer = data(writer.put("/games/chrono-trigger/sync"))

    assert (edits, answer["summary"]) == ([200], "Mine.")
    assert [offer["igdb"] for offer in answer["offers"]] == ["Time travel."]


def test_a_game_that_is_deleted_while_igdb_is_asked_stays_deleted(
    writer: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    def delete() -> None:
        at_once(writer, ("DELETE", "/games/chrono-trigger", None))

    igdb_server.when_open = delete

    assert writer.put("/games/chrono-trigger/sync").status_code == 404
    assert not Game.objects.exists()


def test_syncs_at_once_tell_one_change(
    writer: ApiClient, igdb_server: IgdbServer, trigger: Game
) -> None:
    sync = ("PUT", "/games/chrono-trigger/sync", None)

    assert at_once(writer, sync, sync, sync) == [200, 200, 200]

    assert [event.payload["changed"] for event in Event.objects.all()] == [
        ["summary", "editions"]
    ]


def test_a_game_that_two_add_at_once_is_there_once(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    body = {"igdb_id": igdb_server.game("Xenogears")["id"]}
    add = ("POST", "/games", body)

    assert at_once(writer, add, add, add) == [201, 409, 409]

    assert Game.objects.count() == 1
    assert Event.objects.count() == 1
