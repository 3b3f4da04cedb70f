"""questlog-events.js in Chromium, against a Questlog that goes and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import redis
from django.db import connections
from playwright.sync_api import Page

from apps.realtime.models import EventStream
from tests.live import LiveServer
from tests.live import reserved_port
from tests.live import serve
from tests.realtime.listeners import eventually
from tests.realtime.listeners import happen

PATIENCE = 30.0
# Waits are a fiftieth of the shortest that the client would draw: tests are impatient.
HASTE = "Math.random = () => 0.02;"
# What the client tells, kept for the test to read.
START = """options => {
  const client = new QuestlogEvents(options);
  window.client = client;
  window.heard = [];
  window.told = [];
  client.addEventListener("event", ({ detail }) => heard.push(detail.payload.number));
  for (const name of ["hello", "reset", "state"])
    client.addEventListener(name, ({ detail }) => told.push([name, detail]));
}"""


class Questlog:
    """A server that can be stopped, and started again where it was."""

    def __init__(self, port: int) -> None:
        self.address = LiveServer(port=port)
        self._running = ExitStack()

    def start(self) -> None:
        self._running.enter_context(serve(port=self.address.port))

    def stop(self) -> None:
        self._running.close()


@pytest.fixture
def questlog(committed_db: None, redis_client: redis.Redis) -> Iterator[Questlog]:
    with reserved_port() as port:
        questlog = Questlog(port)
        questlog.start()
        yield questlog
        questlog.stop()
    connections.close_all()


@pytest.fixture
def live_server(questlog: Questlog) -> LiveServer:
    return questlog.address


@pytest.fixture
def page(page: Page) -> Page:
    """A page of Questlog's own with the client loaded, but not started."""
    page.add_init_script(HASTE)
    load(page)
    return page


def load(page: Page) -> None:
    page.goto("/events/")
    page.add_script_tag(url="/static/realtime/questlog-events.js")


def start(page: Page, **options: Any) -> None:
    page.evaluate(START, options)


def wait_for(page: Page, condition: str) -> None:
    # Not by `wait_for_function`: our content policy forbids its eval.
    assert eventually(lambda: bool(page.evaluate(condition)), patience=PATIENCE), (
        condition,
        page.evaluate("[told, heard]"),
    )


def wait_for_state(page: Page, state: str) -> None:
    wait_for(page, f"told.some(([name, detail]) => detail === '{state}')")


def wait_until_heard(page: Page, *numbers: int) -> None:
    wait_for(page, f"heard.length >= {len(numbers)}")
    assert page.evaluate("heard") == list(numbers)


def test_it_misses_nothing_when_questlog_goes_and_comes_back(
    page: Page, questlog: Questlog, browser_problems: list[str]
) -> None:
    start(page)
    wait_for_state(page, "open")
    happen(number=1)
    wait_until_heard(page, 1)

    questlog.stop()
    wait_for(page, "client.failures > 1")
    happen(number=2)
    questlog.start()
    wait_until_heard(page, 1, 2)
    happen(number=3)

    wait_until_heard(page, 1, 2, 3)
    assert page.evaluate("client.failures") == 0
    states = [detail for name, detail in page.evaluate("told") if name == "state"]
    assert states[:3] == ["open", "waiting", "connecting"]
    assert states[-1] == "open"
    # What Chromium says of each try that was refused.
    assert all("WebSocket connection" in problem for problem in browser_problems)
    browser_problems.clear()


def test_it_keeps_its_place_across_reloads_and_drops_what_it_had(page: Page) -> None:
    start(page, store="place")
    wait_for_state(page, "open")
    happen(number=1)
    wait_until_heard(page, 1)
    place = page.evaluate("localStorage.place")

    load(page)
    happen(number=2)
    start(page, store="place")
    wait_until_heard(page, 2)
    frame = {"type": "questlog:thing_done", "payload": {"number": 1}}
    epoch, _, sequence = place.partition(".")
    page.evaluate(
        "frame => client.receive(frame)",
        {**frame, "epoch": epoch, "sequence": int(sequence)},
    )

    assert page.evaluate("heard") == [2]
    assert page.evaluate("localStorage.place") == f"{epoch}.{int(sequence) + 1}"


def test_it_says_when_it_cannot_go_on_and_follows_from_there(page: Page) -> None:
    start(page, since="anotherlog.7")
    wait_for(page, "told.some(([name]) => name === 'reset')")
    happen(number=2)

    wait_until_heard(page, 2)
    resets = [detail for name, detail in page.evaluate("told") if name == "reset"]
    assert [reset["reason"] for reset in resets] == ["epoch"]
    assert page.evaluate("client.cursor").startswith(EventStream.objects.get().epoch)


def test_it_gives_up_where_trying_again_is_of_no_use(
    page: Page, questlog: Questlog, settings: Any
) -> None:
    settings.QUESTLOG_EVENTS_TOKENS = ["right"]
    for options in (
        {"token": "right", "types": ["No Type"]},  # 4400
        {"token": "wrong"},  # 4401
    ):
        start(page, **options)
        wait_for_state(page, "refused")

        assert page.evaluate("[client.failures, client.timer ?? null]") == [0, None]


def test_it_listens_to_some_types_with_a_token_until_it_is_closed(
    page: Page, settings: Any
) -> None:
    settings.QUESTLOG_EVENTS_TOKENS = ["right"]

    start(page, token="right", types=["questlog:hunt_*"])
    wait_for_state(page, "open")
    happen("thing_done", number=1)
    happen("hunt_encounter", number=2)
    wait_until_heard(page, 2)

    page.evaluate("client.close()")
    wait_for(page, "client.socket.readyState === WebSocket.CLOSED")
    assert page.evaluate("[client.failures, client.timer ?? null]") == [0, None]


def test_it_waits_longer_each_time_but_not_for_ever(page: Page) -> None:
    delays = page.evaluate(
        """() => {
          const client = new QuestlogEvents();
          client.close();
          client.stopped = false;
          const delays = [];
          window.setTimeout = (_, delay) => delays.push(delay);
          Math.random = () => 1;
          for (let failure = 0; failure < 9; failure += 1) client.closed(1006);
          client.receive({ type: "events:hello", payload: {} });
          client.closed(1006);
          return delays.filter((delay) => delay !== 75000);
        }"""
    )

    seconds = [delay / 1000 for delay in delays]
    assert seconds == [0.5, 1, 2, 4, 8, 16, 30, 30, 30, 0.5]


def test_a_silence_longer_than_questlog_keeps_ends_the_connection(page: Page) -> None:
    page.clock.install()
    load(page)
    start(page)
    wait_for_state(page, "open")
    happen(number=1)
    wait_until_heard(page, 1)

    # Nothing reaches the page any more, though its socket stays open.
    page.evaluate("client.socket.onmessage = null")
    page.clock.fast_forward(76_000)
    wait_for_state(page, "waiting")
    page.clock.fast_forward(1_000)
    happen(number=2)

    wait_until_heard(page, 1, 2)
