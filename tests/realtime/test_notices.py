"""What changes elsewhere shows on the open pages of the admin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect
from websockets.typing import Origin

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import Visibility
from apps.realtime.live import notices
from tests.live import LiveServer

pytestmark = pytest.mark.usefixtures("committed_db", "redis_client")

PATIENCE = 60


@contextmanager
def listening(
    server: LiveServer, client: Client | None, *topics: str, origin: str = ""
) -> Iterator[ClientConnection]:
    cookies = client.cookies.output(attrs=[], header="", sep=";") if client else ""
    with connect(
        server.ws_url + "/ws/admin/",
        origin=Origin(origin or server.url),
        additional_headers={"Cookie": cookies.strip()} if cookies else {},
    ) as socket:
        socket.send(orjson.dumps({"op": "subscribe", "topics": topics}), text=True)
        yield socket


def heard(socket: ClientConnection) -> Any:
    return orjson.loads(socket.recv(timeout=PATIENCE))


@pytest.fixture
def run() -> Playthrough:
    game = Game.objects.add(name="Chrono Trigger")
    return Playthrough.objects.create(edition=game.first_edition())


def test_a_page_hears_of_its_topics_only(
    live_server: LiveServer, owner_client: Client, run: Playthrough
) -> None:
    top = List.objects.create(name="Top", visibility=Visibility.PUBLIC)
    with listening(live_server, owner_client, "session", f"list.{top.pk}") as socket:
        subscribed = heard(socket)["subscribed"]
        run.pause()
        Session.log(run, minutes=30)
        topics = set()
        while "session" not in topics:
            topics |= {*heard(socket)["topics"]}
        top.name = "Best"
        top.save()
        again = heard(socket)["topics"]

    assert subscribed == [f"list.{top.pk}", "session"]
    assert topics <= {*subscribed}
    assert again == [f"list.{top.pk}"]


def test_many_changes_are_few_notices(
    live_server: LiveServer, owner_client: Client, run: Playthrough
) -> None:
    with listening(live_server, owner_client, "journal", "session") as socket:
        heard(socket)
        for _ in range(40):
            run.save()
        Session.start(run)
        notices_heard = [heard(socket)]
        while "session" not in notices_heard[-1]["topics"]:
            notices_heard.append(heard(socket))

    assert len(notices_heard) < 20


@pytest.mark.parametrize("who", ["nobody", "a stranger’s page"])
def test_others_hear_nothing(
    live_server: LiveServer, owner_client: Client, who: str
) -> None:
    client = None if who == "nobody" else owner_client
    origin = "" if who == "nobody" else "https://elsewhere.example"
    with (
        pytest.raises(ConnectionClosed) as closed,
        listening(live_server, client, "journal", origin=origin) as socket,
    ):
        heard(socket)

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def test_logging_out_closes_the_socket(
    live_server: LiveServer, owner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "LOGIN_CHECK", 0.1)
    with (
        pytest.raises(ConnectionClosed) as closed,
        listening(live_server, owner_client, "journal") as socket,
    ):
        heard(socket)
        owner_client.logout()
        heard(socket)

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def test_two_windows_show_the_same_list(
    admin_page: Page, run: Playthrough, browser_problems: list[str]
) -> None:
    games = [run.edition.game, *(Game.objects.add(name=n) for n in ("Ico", "Rez"))]
    top = List.objects.create(name="Top", is_ranked=True)
    top.add_many(games)
    second = admin_page.context.new_page()
    for page in (admin_page, second):
        page.goto(f"/admin/lists/rank/{top.pk}/")
        expect(page.locator(".rank-row")).to_have_count(3)
    admin_page.goto("/admin/")
    expect(admin_page.locator("#dashboard-now-playing")).to_contain_text("Chrono")

    top.move(top.entries.get(game__name="Rez"), 1)
    first_row = second.locator(".rank-row__name").first
    expect(first_row).to_have_text("Rez", timeout=PATIENCE * 1000)
    expect(second.locator(".rank-toast")).to_contain_text("changed elsewhere")
    run.drop()

    playing = admin_page.locator("#dashboard-now-playing")
    expect(playing).not_to_contain_text("Chrono", timeout=PATIENCE * 1000)
