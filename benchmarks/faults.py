"""What is lost, heard twice or heard though it never happened, fault by fault.

    uv run python -m benchmarks.faults [rounds] [words of ways and faults …]

Questlog and the obvious way (`naive_events`) go through the same faults; their web
servers, relays, PostgreSQL and Valkey are processes of this script's own. The truth is
the database: of each completed playthrough every client must have heard once.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from benchmarks import naive_events
from tests.realtime.clients import Client
from tests.realtime.clients import in_a_thread

CLIENTS = 10
PATIENCE = 60.0
# Seconds of silence after which the obvious way has said all it will.
SILENCE = 2.0


class BareClient(Client):
    """A client of the obvious way: it comes back, and that is all it can do."""

    def address(self) -> str:
        return self._address

    def take(self, text: str) -> None:
        self.heard.append(text)


@dataclass
class Way:
    """One way to tell of events."""

    name: str
    path: str
    client: type[Client]
    channel: str
    has_relay: bool


WAYS = [
    Way("Questlog", "/ws/questlog/", Client, "events:questlog", True),
    Way("obvious way", naive_events.PATH, BareClient, "questlog__group__events", False),
]


class Tally:
    """What came of the rounds of one fault."""

    def __init__(self) -> None:
        self.rounds = 0
        self.facts = 0
        self.lost = 0
        self.twice = 0
        self.untrue = 0
        self.failed_saves = 0
        self.slowest_save = 0.0
        self.differences: int | None = 0

    def line(self) -> str:
        return (
            f"{self.rounds:>6} {self.facts:>7} {self.lost:>7} {self.twice:>7} "
            f"{self.untrue:>7} {self.failed_saves:>7} {self.slowest_save:>9.0f} "
            f"{'-' if self.differences is None else self.differences:>6}"
        )


HEAD = (
    f"{'':42} rounds   facts    lost   twice  untrue  failed  slowest  audit\n"
    f"{'':42}                (by all clients)           saves  save, ms"
)


def main(rounds: int, words: list[str]) -> None:
    with own_servers() as (postgres, valkey):
        # Only now there are settings to import models with.
        from benchmarks.fault_stage import FAULTS
        from benchmarks.fault_stage import Stage

        moment = f"{time.strftime('%F %T')}, load {os.getloadavg()[0]:.1f}"
        print(f"{moment}, {rounds} rounds, {CLIENTS} clients")
        print(HEAD)
        for way in WAYS:
            with Stage(way, postgres, valkey) as stage:
                for name, fault, ways in FAULTS:
                    title = f"{way.name} {name}"
                    wanted = not words or any(word in title for word in words)
                    if wanted and way.name in ways:
                        tally = run_rounds(stage, fault, rounds)
                        print(f"{way.name:12} {name:29} {tally.line()}", flush=True)


def run_rounds(stage: Any, fault: Callable[[Any], None], rounds: int) -> Tally:
    tally = Tally()
    clients = [stage.way.client(stage.address, since="latest") for _ in range(CLIENTS)]
    with in_a_thread(clients):
        for _ in range(rounds):
            stage.make_whole(clients)
            stage.begin_round()
            before = [len(client.heard) for client in clients]
            fault(stage)
            stage.end_fault()
            true = stage.completed()
            settle(stage, clients, before, true)
            tally.rounds += 1
            tally.facts += len(true)
            for client, start in zip(clients, before, strict=True):
                count(tally, Counter(completions(client.heard[start:])), true)
            tally.failed_saves += stage.failed_saves
            tally.slowest_save = max(tally.slowest_save, stage.slowest_save)
        tally.differences = stage.audit()
    return tally


def count(tally: Tally, heard: Counter[str], true: set[str]) -> None:
    tally.lost += len(true - set(heard))
    tally.untrue += len(set(heard) - true)
    tally.twice += sum(times - 1 for times in heard.values())


def settle(
    stage: Any, clients: list[Client], before: list[int], true: set[str]
) -> None:
    """Wait until all have heard all; of the obvious way, until it falls silent."""
    deadline = time.monotonic() + (PATIENCE if stage.way.has_relay else SILENCE)
    total = -1
    while time.monotonic() < deadline:
        heard = [
            set(completions(client.heard[start:]))
            for client, start in zip(clients, before, strict=True)
        ]
        if all(true <= each for each in heard):
            # What is said twice may come a moment later.
            time.sleep(0.3)
            return
        if sum(map(len, heard)) > total and not stage.way.has_relay:
            deadline = time.monotonic() + SILENCE
        total = sum(map(len, heard))
        time.sleep(0.05)


def completions(texts: list[str]) -> Iterator[str]:
    """The playthroughs that `texts` say are completed, without repeated ids."""
    seen: set[str] = set()
    for text in texts:
        event = orjson.loads(text)
        if event["type"] != "questlog:playthrough_complete":
            continue
        if "id" in event:
            if event["id"] in seen:
                continue
            seen.add(event["id"])
        yield event["payload"]["playthrough_id"]


@contextmanager
def own_servers() -> Iterator[tuple[Any, Any]]:
    """A PostgreSQL as durable as in use and a Valkey, and Django set up on them."""
    from apps.server import embedded
    from apps.server.embedded.servers import EmbeddedServers

    folder = Path(tempfile.mkdtemp(prefix="questlog-faults-", dir="/tmp"))
    folder.chmod(0o755)
    from tests.realtime.valkey import OwnValkey

    valkey = OwnValkey()
    valkey.start()
    with EmbeddedServers(folder, valkey=False) as servers:
        os.environ["QUESTLOG_DATA_DIR"] = str(folder)
        os.environ["DATABASE_URL"] = embedded.database_url(folder)
        os.environ["REDIS_URL"] = valkey.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield servers.postgres, valkey
    valkey.remove()
    shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 5, [w for w in sys.argv[1:] if not w.isdigit()])
