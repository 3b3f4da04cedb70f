"""Syncs that are killed between two answers of Bungie, or run two at once: each
activity is there once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models import ReportEntry
from tests.integrations.bungie_server import HUNTER
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import activity
from tests.profiles.destiny.sync_nursery import sync_nursery
from tests.realtime.nursery import Nursery

# The request before whose answer it dies: the second page, the first of the next
# character, a report.
POINTS = ("page=1", f"{HUNTER}/Stats/Activities", "PostGameCarnageReport/15432100001")


@pytest.fixture(scope="module")
def _loaded_nursery(django_db_setup: None) -> Iterator[Nursery]:
    with sync_nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(committed_db: None, _loaded_nursery: Nursery) -> Iterator[Nursery]:
    yield _loaded_nursery
    _loaded_nursery.kill_all()


def test_killed_three_times_it_still_has_each_activity_once(
    nursery: Nursery,
    guardian: DestinyProfile,
    history: BungieServer,
    httpserver: HTTPServer,
) -> None:
    history.histories[TITAN] += [activity(n) for n in range(100, 700)]
    base = httpserver.url_for("/").rstrip("/")
    running: list[int] = []

    for point in POINTS:

        def kill(path: str, point: str = point) -> None:
            if point in path:
                os.kill(running[-1], signal.SIGKILL)

        history.before_each = kill
        running.append(nursery.start(base))
        assert nursery.wait(running[-1]) == signal.SIGKILL
    history.before_each = lambda path: None
    assert nursery.wait(nursery.start(base)) == 0

    assert Activity.objects.count() == 607
    assert Activity.objects.values("instance_id").distinct().count() == 607
    assert Report.objects.exclude(fetched_at=None).count() == 3
    pages = f"{TITAN}/Stats/Activities/?count=250&page="
    # 0, 1 (killed), 1, 2; later ones only look at 0 for what is new.
    assert [history.asked(f"{pages}{page}") for page in (1, 2)] == [2, 1]


def test_two_at_once_store_each_activity_once(
    nursery: Nursery,
    guardian: DestinyProfile,
    history: BungieServer,
    httpserver: HTTPServer,
) -> None:
    history.histories[TITAN] += [activity(n) for n in range(100, 700)]
    base = httpserver.url_for("/").rstrip("/")

    running = [nursery.start(base) for _ in range(2)]
    assert [nursery.wait(each) for each in running] == [0, 0]

    assert Activity.objects.count() == 607
    assert Activity.objects.values("instance_id").distinct().count() == 607
    assert Report.objects.exclude(fetched_at=None).count() == 3
    assert ReportEntry.objects.count() == 9
    assert guardian.titles.count() == 1
