"""How reads compare with a view that does nothing, and with the naive way.

    uv run python -m benchmarks.reads [rounds]

Fills a Questlog of its own under var/benchmark with 10,000 games, serves it with one
uvicorn process and asks for one address after the other, round by round. What counts
are ratios within a round; CPU is that of the web process and of PostgreSQL.
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

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark"
PORT = 7261
CONNECTIONS = 8
SECONDS = 2.0
GAMES = 10_000

ADDRESSES = {
    "constant, 8 kB": "/constant?size=8000",
    "constant, 300 kB": "/constant?size=300000",
    "games, 20": "/api/games?limit=20",
    "games, 20, naive": "/naive/games?limit=20",
    "games, 20, by rating": "/api/games?limit=20&ordering=-best_rating",
    "games, 20, searched": "/api/games?limit=20&q=iron",
    "one game": "/api/games/game-77",
    "playthroughs, 20": "/api/playthroughs?limit=20",
    "works, 2000": "/api/works?limit=2000",
    "works, 2000, naive": "/naive/works?limit=2000",
    "statistics": "/api/stats",
}
RATIOS = [
    ("games, 20", "constant, 8 kB"),
    ("games, 20", "games, 20, naive"),
    ("games, 20, by rating", "constant, 8 kB"),
    ("games, 20, searched", "constant, 8 kB"),
    ("one game", "constant, 8 kB"),
    ("playthroughs, 20", "constant, 8 kB"),
    ("works, 2000", "constant, 300 kB"),
    ("works, 2000", "works, 2000, naive"),
    ("statistics", "constant, 8 kB"),
]


def main(rounds: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0) as servers:
        assert servers.postgres is not None
        _fill()
        web = _serve()
        try:
            _report(_measured(web.pid, rounds))
        finally:
            web.terminate()
            web.wait(timeout=20)


def _fill() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from apps.library.models import Game
    from benchmarks.seed import seed

    if not Game.objects.exists():
        seed(GAMES)


def _serve() -> subprocess.Popen[bytes]:
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "questlog_site.asgi:application"),
            *("--port", str(PORT), "--log-level", "warning"),
        ],
        cwd=ROOT,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            _ask(_connect(), "/constant?size=1")
            return web
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


def _ask(connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status} {body[:300]!r}")
    return len(body)


def _measured(
    web: int, rounds: int
) -> dict[str, list[tuple[float, float, float, int]]]:
    """Per address and round: requests/s, CPU ms of web and PostgreSQL, bytes."""
    found = defaultdict(list)
    for _ in range(rounds):
        for name, address in ADDRESSES.items():
            _ask(_connect(), address)
            before = cpu(web), postgres_cpu(DATA)
            count, size = _closed_loop(address)
            after = cpu(web), postgres_cpu(DATA)
            spent = [(b - a) * 1000 / count for a, b in zip(before, after, strict=True)]
            found[name].append((count / SECONDS, spent[0], spent[1], size))
    return found


def _closed_loop(address: str) -> tuple[int, int]:
    counts: list[int] = []
    sizes: list[int] = []
    end = time.monotonic() + SECONDS

    def loop() -> None:
        connection = _connect()
        count = 0
        while time.monotonic() < end:
            sizes.append(_ask(connection, address))
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
    owner = int(next(data.rglob("postmaster.pid")).read_text().split()[0])
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
    for one, other in RATIOS:
        ratios = [a[0] / b[0] for a, b in zip(found[one], found[other], strict=True)]
        print(
            f"{one} / {other}: {statistics.median(ratios):.2f} "
            f"[{min(ratios):.2f}..{max(ratios):.2f}]"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
