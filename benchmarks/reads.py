"""How reads compare with a view that does nothing, and with the naive way.

    uv run python -m benchmarks.reads [rounds] [games]

Fills a Questlog of its own under var/ with 10,000 games, serves it with one uvicorn
process and asks for one address after the other, round by round. What counts are
ratios within a round, of CPU per request in the web process and in PostgreSQL: the
clients take a core for themselves. "Kept" answers come before Django is asked; all
others carry a cookie that is no login, so that Django answers each of them.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark"
PORT = 7261
CONNECTIONS = 8
SECONDS = 2.0
GAMES = 10_000

COOKIE = {"Cookie": "no=login"}


class Read(NamedTuple):
    """What is asked for, and how: straight, through Django, or with its own ETag."""

    address: str
    headers: dict[str, str] = {}
    conditional: bool = False


def django(address: str) -> Read:
    return Read(address, COOKIE)


READS = {
    "ASGI constant, 8 kB": Read("/floor?size=8000"),
    "ASGI constant, 300 kB": Read("/floor?size=300000"),
    "constant, 8 kB": django("/constant?size=8000"),
    "constant, 300 kB": django("/constant?size=300000"),
    "kept games, 20": Read("/api/games?limit=20"),
    "kept games, 20, packed": Read("/api/games?limit=20", {"Accept-Encoding": "gzip"}),
    "kept games, 20, unchanged": Read("/api/games?limit=20", conditional=True),
    "kept works, 2000": Read("/api/works?limit=2000"),
    "kept statistics": Read("/api/stats"),
    "games, 20": django("/api/games?limit=20"),
    "games, 20, naive": django("/naive/games?limit=20"),
    "games, 20, by rating": django("/api/games?limit=20&ordering=-best_rating"),
    "games, 20, searched": django("/api/games?limit=20&q=iron"),
    "one game": django("/api/games/game-77"),
    "ranked list of 1000": django("/api/lists/a-thousand-games"),
    "playthroughs, 20": django("/api/playthroughs?limit=20"),
    "works, 2000": django("/api/works?limit=2000"),
    "works, 2000, naive": django("/naive/works?limit=2000"),
    "statistics": django("/api/stats"),
}
RATIOS = [
    ("kept games, 20", "ASGI constant, 8 kB"),
    ("kept games, 20, packed", "ASGI constant, 8 kB"),
    ("kept games, 20, unchanged", "ASGI constant, 8 kB"),
    ("kept works, 2000", "ASGI constant, 300 kB"),
    ("kept games, 20", "constant, 8 kB"),
    ("kept games, 20", "games, 20, naive"),
    ("games, 20", "constant, 8 kB"),
    ("games, 20", "games, 20, naive"),
    ("games, 20, by rating", "constant, 8 kB"),
    ("games, 20, searched", "constant, 8 kB"),
    ("one game", "constant, 8 kB"),
    ("ranked list of 1000", "constant, 300 kB"),
    ("playthroughs, 20", "constant, 8 kB"),
    ("works, 2000", "constant, 300 kB"),
    ("works, 2000", "works, 2000, naive"),
    ("statistics", "constant, 8 kB"),
]


def main(rounds: int, games: int) -> None:
    data = DATA if games == GAMES else DATA.with_name(f"benchmark-{games}")
    os.environ["QUESTLOG_DATA_DIR"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    data.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(data, redis_port=0) as servers:
        assert servers.postgres is not None
        _fill(games)
        web = _serve()
        try:
            _report(_measured(web.pid, rounds, data))
        finally:
            web.terminate()
            web.wait(timeout=20)


def _fill(games: int = GAMES) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from apps.library.models import Game
    from benchmarks.seed import seed

    if not Game.objects.exists():
        seed(games)


def _serve() -> subprocess.Popen[bytes]:
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "benchmarks.floor:application"),
            *("--port", str(PORT), "--log-level", "warning"),
        ],
        cwd=ROOT,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            _ask(_connect(), Read("/floor?size=1"))
            return web
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


def _ask(
    connection: http.client.HTTPConnection, read: Read, etag: str = ""
) -> tuple[int, str]:
    """Bytes and ETag of the answer."""
    held = {"If-None-Match": etag} if etag else {}
    connection.request("GET", read.address, headers={**read.headers, **held})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != (304 if etag else 200):
        raise RuntimeError(f"{read.address}: {answer.status} {body[:300]!r}")
    return len(body), answer.headers.get("ETag", "")


def _measured(
    web: int, rounds: int, data: Path
) -> dict[str, list[tuple[float, float, float, int]]]:
    """Per address and round: requests/s, CPU ms of web and PostgreSQL, bytes."""
    found = defaultdict(list)
    for _ in range(rounds):
        for name, read in READS.items():
            etag = _ask(_connect(), read)[1] if read.conditional else ""
            _ask(_connect(), read, etag)
            before = cpu(web), postgres_cpu(data)
            count, size = _closed_loop(read, etag)
            after = cpu(web), postgres_cpu(data)
            spent = [(b - a) * 1000 / count for a, b in zip(before, after, strict=True)]
            found[name].append((count / SECONDS, spent[0], spent[1], size))
    return found


def _closed_loop(read: Read, etag: str) -> tuple[int, int]:
    counts: list[int] = []
    sizes: list[int] = []
    end = time.monotonic() + SECONDS

    def loop() -> None:
        connection = _connect()
        count = 0
        while time.monotonic() < end:
            sizes.append(_ask(connection, read, etag)[0])
            count += 1
        counts.append(count)
        connection.close()

    threads = [threading.Thread(target=loop) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), sizes[0]


def cpu(pid: int) -> float:
    """Seconds of CPU that a process and its ended children took."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def postgres_cpu(data: Path) -> float:
    # A link, where they run as another user.
    files = data.rglob("postmaster.pid", recurse_symlinks=True)
    owner = int(next(files).read_text().split()[0])
    children = subprocess.run(
        ["pgrep", "-P", str(owner)], capture_output=True, text=True, check=True
    )
    total = cpu(owner)
    for pid in children.stdout.split():
        try:
            total += cpu(int(pid))
        except OSError:
            continue  # it has ended: its parent counts it
    return total


def _report(found: dict[str, list[tuple[float, float, float, int]]]) -> None:
    print(f"{'':24}{'req/s':>8}{'web ms':>8}{'PG ms':>8}{'bytes':>9}")
    for name, rounds in found.items():
        rate, web, postgres, size = map(statistics.median, zip(*rounds, strict=True))
        print(f"{name:24}{rate:8.0f}{web:8.2f}{postgres:8.2f}{size:9.0f}")
    print("\nCPU per request, and requests/s, as shares of the other's:")
    for one, other in RATIOS:
        pairs = list(zip(found[one], found[other], strict=True))
        less = [(b[1] + b[2]) / (a[1] + a[2]) for a, b in pairs]
        faster = [a[0] / b[0] for a, b in pairs]
        print(f"{one} / {other}: {_range(less)} of its work, {_range(faster)} of rate")


def _range(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f}x [{min(ratios):.2f}..{max(ratios):.2f}]"


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*(asked + [5, GAMES][len(asked) :]))
