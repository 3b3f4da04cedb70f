"""The plugin's own protocol over a real socket."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.receiver import server
from apps.profiles.ironmon.receiver.server import Receiver
from apps.realtime.models import Event

SECONDS = 20


@dataclass
class Listening:
    port: int
    lines: queue.Queue[str]

    def connect(self) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        assert self.line().endswith("connected.")
        return client

    def line(self) -> str:
        return self.lines.get(timeout=SECONDS)


@contextmanager
def listening(challenge: Challenge, **options: Any) -> Iterator[Listening]:
    lines: queue.Queue[str] = queue.Queue()
    receiver = Receiver(challenge, lines.put, **options)
    ready: queue.Queue[int] = queue.Queue()
    loop = asyncio.new_event_loop()
    stopped = asyncio.Event()

    async def serve() -> None:
        found = await receiver.start("127.0.0.1", 0)
        ready.put(found.sockets[0].getsockname()[1])
        async with found:
            await stopped.wait()
            found.close_clients()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        yield Listening(ready.get(timeout=SECONDS), lines)
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join(timeout=SECONDS)
        receiver.close()
        loop.close()


@pytest.fixture
def kaizo(committed_db: None) -> Challenge:
    IronmonProfile.set_up()
    return Challenge.objects.get(slug="kaizo")


@pytest.fixture
def receiver(kaizo: Challenge) -> Iterator[Listening]:
    with listening(kaizo) as found:
        yield found


def frame(kind: str, *, key: str = "data", **data: Any) -> bytes:
    content: dict[str, Any] = {"type": kind, key: data}
    if key == "data":
        content |= {"timestamp": 1_764_500_000, "frame": 1}
    text = json.dumps(content, ensure_ascii=False)
    return f"{len(text)} {text}".encode()


def battle(name: str, **values: Any) -> bytes:
    opponent = {"id": 305, "name": name, "level": 14, "hp": {"current": 40, "max": 40}}
    return frame("battle_started", **{"opponent": opponent, **values})


def lead(hp: int) -> bytes:
    pokemon = {"id": 1, "name": "Gible", "level": 12, "hp": {"current": hp, "max": 33}}
    return frame("team_update", slot=1, pokemon=pokemon)


RIVAL = {"isWild": False, "trainerId": 329, "trainer": {"fullName": "Rival Terry"}}


def test_version_2_records_a_run_by_itself(receiver: Listening) -> None:
    client = receiver.connect()

    client.sendall(frame("init", version="2.2", game=3) + frame("seed", attempt=213))
    assert receiver.line() == "Plugin 2.2, recording Kaizo."
    assert receiver.line() == "Seed 213 started."
    # A gym leader comes without a name: the trainer's id says who it was.
    client.sendall(frame("trainer_defeated", id=414, className="Leader"))
    assert receiver.line() == "Seed 213: Brock cleared."
    client.sendall(
        frame("trainer_defeated", id=999, isCheckpoint=True, checkpointName="RIVAL3")
        + frame("trainer_defeated", id=7)
        + frame("location", mapId=3, name="Route 24")
        + battle("Swellow", **RIVAL)
        + lead(0)
        + frame("battle_ended", outcome="Defeat", playerLost=True)
    )
    assert receiver.line() == "Seed 213: Rival 3 cleared."
    assert receiver.line() == "Seed 213: lost to Swellow of Rival Terry."
    client.sendall(frame("seed", attempt=213) + frame("seed", attempt=214.0))
    assert receiver.line() == "Seed 213 goes on."
    assert receiver.line() == "Seed 214 started."
    client.close()
    assert receiver.line().endswith("disconnected.")

    run = Run.objects.get(seed_number=213)
    assert run.defeated_by == {
        "pokemon": "Swellow",
        "pokemon_id": 305,
        "level": 14,
        "trainer": "Rival Terry",
        "is_wild": False,
    }
    assert (str(run.furthest), run.defeat_place) == ("Rival 3", "Route 24")
    assert Event.objects.filter(type="questlog:ironmon_start").count() == 2


def test_version_1_and_batches_are_understood(receiver: Listening) -> None:
    client = receiver.connect()
    events = [
        {"type": "seed", "data": {"value": 8, "attempt": 8}},
        {"type": "checkpoint", "data": {"name": "BROCK", "index": 4, "seed": 8}},
    ]
    batch = json.dumps({"type": "batch", "events": events, "count": 2})

    client.sendall(
        frame("seed", key="metadata", count=7)
        + frame("checkpoint", key="metadata", id=0, name="START", seed=7)
        + frame("checkpoint", key="metadata", id=1, name="RIVAL1", seed=7)
        + f"{len(batch)} {batch}\n".encode()
    )

    assert [receiver.line() for _ in range(4)] == [
        "Seed 7 started.",
        "Seed 7: Rival 1 cleared.",
        "Seed 8 started.",
        "Seed 8: Brock cleared.",
    ]


def test_messages_come_in_any_parts_and_letters(receiver: Listening) -> None:
    client = receiver.connect()
    sent = frame("seed", attempt=1) + battle("Flabébé ♀", isWild=True) + lead(0)

    for place in range(len(sent)):
        client.sendall(sent[place : place + 1])

    assert receiver.line() == "Seed 1 started."
    assert receiver.line() == "Seed 1: lost to wild Flabébé ♀."


def test_what_is_malformed_is_passed_over_or_cut_off(receiver: Listening) -> None:
    client = receiver.connect()

    client.sendall(b"5 {tru}" + b"2 []" + frame("seed") + frame("seed", attempt=2**31))
    for reason in ("isn’t valid JSON", "has no type", "whole number", "whole number"):
        assert reason in receiver.line()
    long = b"x" * 300_000
    client.sendall(b"300000 " + long[:100_000])
    assert receiver.line() == "A message of 300,000 bytes is passed over: too long."
    client.sendall(long[100_000:] + frame("checkpoint", name="BROCK"))
    assert "hasn’t sent a seed yet" in receiver.line()
    client.sendall(frame("seed", attempt=5) + frame("checkpoint", name="ROUTE 1"))
    assert receiver.line() == "Seed 5 started."
    assert "has no checkpoint “ROUTE 1”" in receiver.line()
    client.sendall(b"GET / HTTP/1.1\r\n\r\n")
    assert "begins no message of the plugin" in receiver.line()
    assert client.recv(10) == b""
    half = receiver.connect()
    half.sendall(b'40 {"type"')
    half.close()
    assert receiver.line().endswith("disconnected in the middle of a message.")

    assert Run.objects.count() == 1


def test_two_connections_keep_apart_and_double_nothing(receiver: Listening) -> None:
    one, two = receiver.connect(), receiver.connect()

    for client in (one, two):
        client.sendall(frame("seed", attempt=5))
    assert [receiver.line(), receiver.line()] == ["Seed 5 started.", "Seed 5 goes on."]
    one.sendall(battle("Onix", isWild=True))
    two.sendall(battle("Swellow", **RIVAL) + lead(0))
    assert receiver.line() == "Seed 5: lost to Swellow of Rival Terry."
    one.sendall(lead(0) + frame("checkpoint", name="RIVAL1"))
    assert receiver.line() == "Seed 5: Rival 1 cleared."

    assert Run.objects.get().defeat_pokemon == "Swellow"


def test_only_a_faint_in_battle_says_who_did_it(receiver: Listening) -> None:
    client = receiver.connect()

    def ended(seconds: int) -> bytes:
        text = frame("battle_ended", outcome="Victory").decode()
        moved = text.replace("1764500000", str(1_764_500_000 - seconds))
        return moved.encode()

    client.sendall(frame("seed", attempt=1) + battle("Onix") + ended(60) + lead(0))
    client.sendall(frame("seed", attempt=2) + battle("Onix") + ended(1) + lead(0))

    assert receiver.line() == "Seed 1 started."
    assert "nothing says to whom" in receiver.line()
    assert receiver.line() == "Seed 2 started."
    assert receiver.line() == "Seed 2: lost to Onix."


def test_where_the_party_decides_a_faint_is_no_defeat(kaizo: Challenge) -> None:
    with listening(kaizo, lead_decides=False) as receiver:
        client = receiver.connect()
        client.sendall(frame("seed", attempt=1) + battle("Onix") + lead(0))
        client.sendall(frame("battle_ended", outcome="Lost", playerLost=True))

        assert receiver.line() == "Seed 1 started."
        assert receiver.line() == "Seed 1: lost to Onix."


def test_no_more_connect_than_can_be_of_use(
    receiver: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 1)
    first = receiver.connect()

    extra = socket.create_connection(("127.0.0.1", receiver.port), timeout=SECONDS)

    assert "refused: 1 are connected already" in receiver.line()
    assert extra.recv(10) == b""
    first.close()


# The command ----------------------------------------------------------------------


class Lines(StringIO):
    """Standard output, whose lines another thread waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: queue.Queue[str] = queue.Queue()

    def write(self, text: str) -> int:
        self.lines.put(text)
        return len(text)


def test_the_command_listens_on_loopback_and_stops_when_asked(kaizo: Challenge) -> None:
    out = Lines()
    seen: list[str] = []

    def play() -> None:
        seen.append(out.lines.get(timeout=SECONDS))
        found = re.search(r"127\.0\.0\.1:(\d+), for Kaizo", seen[0])
        assert found is not None
        address = ("127.0.0.1", int(found[1]))
        with socket.create_connection(address, timeout=SECONDS) as client:
            client.sendall(frame("seed", attempt=5))
            seen.extend(out.lines.get(timeout=SECONDS) for _ in range(2))
            os.kill(os.getpid(), signal.SIGTERM)
            assert client.recv(10) == b""

    player = threading.Thread(target=play)
    player.start()
    call_command("ironmon_connect", port=0, stdout=out)
    player.join(timeout=SECONDS)

    assert "Seed 5 started." in seen[2]
    assert Run.objects.get().seed_number == 5


@pytest.mark.django_db
def test_the_command_says_what_is_missing(profile: IronmonProfile) -> None:
    with pytest.raises(CommandError, match="There is no challenge “nuzlocke”"):
        call_command("ironmon_connect", challenge="nuzlocke")
    with pytest.raises(CommandError, match="A port is from 0 to 65535"):
        call_command("ironmon_connect", port=70_000)
    with pytest.raises(CommandError, match=r"Can't listen on 192\.0\.2\.1:0"):
        call_command("ironmon_connect", host="192.0.2.1", port=0)
    IronmonProfile.objects.all().delete()
    with pytest.raises(CommandError, match="isn't set up yet"):
        call_command("ironmon_connect")
