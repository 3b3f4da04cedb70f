"""Syncs killed at any point, and two at once: each part is there once or not at all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from apps.profiles.ffxiv.audit import differences
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import LevelChange
from apps.profiles.ffxiv.models import Unlock
from apps.realtime.models import Event
from tests.profiles.ffxiv.eorzea import Eorzea
from tests.profiles.ffxiv.sync_nursery import sync_nursery
from tests.realtime.nursery import Nursery

# Requests before whose answer it dies, and statements after which it does.
REQUESTS = ("api/mounts", "class_job", "achievement/?page=2")
STATEMENTS = (
    'INSERT INTO "ffxiv_levelchange"',
    "INSERT INTO ffxiv_unlock",
    'INSERT INTO "profiles_profilesnapshot"',
)


@pytest.fixture(scope="module")
def _loaded_nursery(django_db_setup: None) -> Iterator[Nursery]:
    with sync_nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(committed_db: None, _loaded_nursery: Nursery) -> Iterator[Nursery]:
    yield _loaded_nursery
    _loaded_nursery.kill_all()


def stored() -> dict[str, int]:
    return {
        "catalogue": Collectable.objects.count(),
        "paladin": JobLevel.objects.get(job="Paladin").level,
        "changes": LevelChange.objects.filter(job_level__job="Paladin").count(),
        "unlocks": Unlock.objects.count(),
        "level_ups": Event.objects.filter(type="questlog:ffxiv_level_up").count(),
        "syncs": Event.objects.filter(type="questlog:profile_synced").count(),
    }


def test_killed_six_times_it_has_each_part_once(
    nursery: Nursery, character: Character, eorzea: Eorzea, httpserver: HTTPServer
) -> None:
    base = httpserver.url_for("/").rstrip("/")
    eorzea.who.levels["Paladin"] = 92
    eorzea.who.achievements = [5, 4, 3, 2, 1]
    eorzea.who.knows_collect = False
    seen: dict[str, dict[str, int]] = {}
    running: list[int] = []

    for point in REQUESTS:

        def kill(path: str, point: str = point) -> None:
            if point in path:
                os.kill(running[-1], signal.SIGKILL)

        eorzea.before_each = kill
        running.append(nursery.start(base))
        assert nursery.wait(running[-1]) == signal.SIGKILL
        seen[point] = stored()
    eorzea.before_each = lambda path: None
    eorzea.who.levels["Paladin"] = 93
    eorzea.who.mounts.append("Parasol Lanner")
    for statement in STATEMENTS:
        assert nursery.wait(nursery.start(f"{base} {statement}")) == signal.SIGKILL
        seen[statement] = stored()
    assert nursery.wait(nursery.start(base)) == 0

    rows = [tuple(each.values()) for each in (*seen.values(), stored())]
    assert rows == [
        # Only the first list of the catalogue; all of it; the jobs, what Collect
        # doesn't know, and one page of two achievements.
        (5, 90, 1, 0, 0, 0),
        (11, 90, 1, 0, 0, 0),
        (11, 92, 2, 5, 1, 0),
        # Nothing of the jobs; the jobs; all but that the sync has ended.
        (11, 92, 2, 5, 1, 0),
        (11, 93, 3, 5, 2, 0),
        (11, 93, 3, 9, 2, 0),
        (11, 93, 3, 9, 2, 0),
    ]
    assert list(differences()) == []


def test_two_at_once_store_and_announce_once(
    nursery: Nursery, character: Character, eorzea: Eorzea, httpserver: HTTPServer
) -> None:
    base = httpserver.url_for("/").rstrip("/")
    eorzea.who.levels |= {"Paladin": 92, "Viper": 80}

    both = [nursery.start(base) for _ in range(2)]

    assert [nursery.wait(pid) for pid in both] == [0, 0]
    found = stored()
    assert (found["catalogue"], found["unlocks"]) == (11, 6)
    assert (found["paladin"], found["changes"], found["level_ups"]) == (92, 2, 2)
    assert list(differences()) == []
