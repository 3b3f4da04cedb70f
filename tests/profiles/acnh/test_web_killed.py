"""The web process killed between a press and its answer: the press is there or not,
and the same press sent again settles it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.db import transaction
from django.test import Client

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from tests.profiles.acnh.conftest import villager
from tests.profiles.acnh.web_nursery import web_nursery
from tests.realtime.listeners import eventually
from tests.realtime.nursery import Nursery

PATIENCE = 30.0


@pytest.fixture(scope="module")
def _loaded_nursery(django_db_setup: None) -> Iterator[Nursery]:
    with web_nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(committed_db: None, _loaded_nursery: Nursery) -> Iterator[Nursery]:
    yield _loaded_nursery
    _loaded_nursery.kill_all()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Phone:
    """The hunt's page of somebody signed in, on a line that may break."""

    def __init__(self, port: int, hunt: Hunt, session: str) -> None:
        cookies = {settings.SESSION_COOKIE_NAME: session}
        self._client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", cookies=cookies, timeout=PATIENCE
        )
        self._path = f"/hunt/{hunt.uuid}/now/"

    def opens_the_page(self) -> bool:
        try:
            return self._client.get("/hunt/").status_code == 200
        except httpx.TransportError:
            return False

    def press(self, key: str) -> int | None:
        """The status of the answer, or None for none."""
        form = {"verb": "record", "villager": villager("Bob").number, "key": key}
        token = self._client.cookies["csrftoken"]
        try:
            answer = self._client.post(
                self._path, data=form, headers={"X-CSRFToken": token}
            )
        except httpx.TransportError:
            return None
        return answer.status_code


def is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        # For this test's own transaction: others wait for theirs.
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        (count,) = cursor.fetchone()
    return bool(count)


@pytest.mark.parametrize(
    ("lock", "recorded"),
    [
        # What the press needs to be written, and what only its answer reads.
        ("SELECT id FROM acnh_hunt FOR UPDATE", 0),
        ("LOCK TABLE acnh_island_residents IN ACCESS EXCLUSIVE MODE", 1),
    ],
    ids=["before it is written", "before it is answered"],
)
def test_a_press_is_there_once_or_not_at_all_and_a_repeat_settles_it(
    nursery: Nursery, port: int, owner_client: Client, lock: str, recorded: int
) -> None:
    hunt = Hunt.objects.start(Island.set_up()[0], target=villager("Raymond"))
    session = owner_client.cookies[settings.SESSION_COOKIE_NAME].value
    phone = Phone(port, hunt, session)
    server = nursery.start(str(port))
    assert eventually(phone.opens_the_page, patience=PATIENCE)
    answers: list[int | None] = []

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(lock)
        press = threading.Thread(target=lambda: answers.append(phone.press("one")))
        press.start()
        assert eventually(is_somebody_waiting, patience=PATIENCE)
        nursery.kill(server)
        press.join()
        assert (answers, Encounter.objects.count()) == ([None], recorded)

    server = nursery.start(str(port))
    assert eventually(phone.opens_the_page, patience=PATIENCE)
    for _ in range(2):
        answers.append(phone.press("one"))
    nursery.kill(server)

    assert answers == [None, 200, 200]
    assert list(Encounter.objects.values_list("position", "key")) == [(1, "one")]
