"""A sync killed between two answers of Steam, and two syncs at the same moment."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_httpserver import HTTPServer

from apps.integrations.steam import OwnedGame
from apps.integrations.steam import OwnedLibrary
from apps.realtime.models import Event
from apps.steam.models import PlaySession
from apps.steam.models import PlaytimeSnapshot
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.syncing.library import store_library
from tests.integrations.steam_server import ID
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.realtime.nursery import Nursery
from tests.steam.sync_nursery import sync_nursery

GAMES = 12
# The requests before whose answer it dies, counted over all runs.
POINTS = (1, 4, 9, 15, 22)


@pytest.fixture(scope="module")
def _loaded_nursery(django_db_setup: None) -> Iterator[Nursery]:
    with sync_nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(committed_db: None, _loaded_nursery: Nursery) -> Iterator[Nursery]:
    yield _loaded_nursery
    _loaded_nursery.kill_all()


def test_killed_again_and_again_it_has_everything_once(
    nursery: Nursery, steam_server: SteamServer, httpserver: HTTPServer
) -> None:
    account = SteamAccount.set_up()
    account.follow(at=timezone.now())
    yesterday = timezone.now() - timedelta(days=1)
    numbers = range(1, GAMES + 1)
    before = [OwnedGame(n, f"Game {n}", 60, 0) for n in numbers]
    store_library(account, OwnedLibrary(before, whole=True), at=yesterday)
    more = {"has_community_visible_stats": True}
    steam_server.games = [game(n, f"Game {n}", 90, **more) for n in numbers]
    steam_server.achievements = {n: ["first", "second"] for n in numbers}
    base = httpserver.url_for("/").rstrip("/")
    running: list[int] = []

    def kill(count: int) -> None:
        if count in POINTS:
            os.kill(running[-1], signal.SIGKILL)

    steam_server.before_each = kill
    for _ in POINTS:
        running.append(nursery.start(base))
        assert nursery.wait(running[-1]) == signal.SIGKILL
    assert nursery.wait(nursery.start(base)) == 0

    assert SteamAchievement.objects.count() == 2 * GAMES
    sessions = PlaySession.objects.values_list("app__appid", "minutes")
    assert sorted(sessions) == [(n, 30) for n in numbers]
    assert PlaytimeSnapshot.objects.count() == 2 * GAMES
    asked = Counter(
        int(request.args["appid"])
        for request in steam_server.requests
        if "GetPlayerAchievements" in request.path
    )
    # Only that of the moment of death is asked again.
    assert sum(asked.values()) <= GAMES + len(POINTS)
    assert Event.objects.filter(type="questlog:steam_achievement").count() == 0


def test_two_syncs_of_one_moment_make_each_session_once(
    committed_db: None, steam_server: SteamServer
) -> None:
    now = timezone.now()
    account = SteamAccount.objects.create(steam_id=ID)
    games = [OwnedGame(n, f"Game {n}", 60, 0) for n in range(1, 200)]
    store_library(account, OwnedLibrary(games, whole=True), at=now - timedelta(days=1))
    later = [OwnedGame(n, f"Game {n}", 90, 30) for n in range(1, 200)]
    barrier = threading.Barrier(4)

    def look(number: int) -> None:
        try:
            barrier.wait(60)
            mine = SteamAccount.objects.get()
            at = now + timedelta(milliseconds=number)
            store_library(mine, OwnedLibrary(later, whole=True), at=at)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert PlaySession.objects.count() == 199
    assert set(PlaySession.objects.values_list("minutes", flat=True)) == {30}
