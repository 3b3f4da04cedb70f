"""A huge list on its way in: parsing and matching CSV rows with a library.

    uv run python -m benchmarks.imports [games] [rows,…]

Fills a Questlog of its own under var/benchmark-imports with 50,000 games, and reads
lists of 25,000, 50,000 and 100,000 rows: half of them the library's names, a quarter in
another spelling, an eighth with a slip of the pen, an eighth unknown. Each list in a
process of its own, whose memory counts from when Django and the library's names are
loaded. Beside it the floor: `csv` and a dictionary of the names, which finds the very
names only. What one import stores is less (`understanding.MOST_ROWS`): this measures
what lies below that limit, the parser and the matcher. Lines are kept in
`benchmarks/results/imports.txt`.
"""

from __future__ import annotations

import csv
import ctypes
import gc
import io
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.seed import FIRST
from benchmarks.seed import ROMAN
from benchmarks.seed import SECOND

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark-imports"
RESULTS = ROOT / "benchmarks" / "results" / "imports.txt"
STATUSES = ("Completed", "Playing", "Dropped", "Backlog")


def main(games: int, sizes: list[int]) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0), RESULTS.open("a") as file:
        fill(games)
        load = os.getloadavg()[0]
        lines = [f"# {time.strftime('%F %T')}, {games:,} games, load {load:.1f}"]
        for size in sizes:
            command = [sys.executable, "-m", "benchmarks.imports", "one", str(size)]
            done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            lines.append(done.stdout.decode().splitlines()[-1])
        for line in lines:
            print(line)
            file.write(line + "\n")


def names(count: int) -> list[str]:
    """So many different names of games, always the same."""
    rng = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < count:
        name = f"{rng.choice(FIRST)} {rng.choice(SECOND)}{rng.choice(ROMAN)}"
        if rng.random() < 0.7:
            name += f": {rng.choice(FIRST)} {rng.choice(SECOND)}"
        found[name] = None
    return list(found)


def fill(count: int) -> None:
    import django
    from django.core.management import call_command
    from django.db import transaction

    django.setup()
    call_command("migrate", verbosity=0)

    from apps.library.models import Edition
    from apps.library.models import Game

    if Game.objects.count() == count:
        return
    assert not Game.objects.exists(), f"Remove {DATA}."
    games = [Game(name=name, slug=f"game-{n}") for n, name in enumerate(names(count))]
    for game in games:
        game.derive_fields()
    with transaction.atomic():
        Game.objects.bulk_create(games, batch_size=2_000)
        Edition.objects.bulk_create(
            [Edition(game=game, name=game.name, slug=game.slug) for game in games],
            batch_size=2_000,
        )


def written(count: int, known: list[str]) -> str:
    """A CSV file of so many rows."""
    rng = random.Random(count)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Title", "Status", "Platform", "Rating"])
    for number in range(count):
        name = rng.choice(known)
        match number % 8:
            case 4 | 5:
                name = name.upper().replace(":", " -")
            case 6:
                place = rng.randrange(1, len(name) - 1)
                name = name[:place] + name[place + 1 :]
            case 7:
                name = f"{rng.choice(SECOND)} of the {rng.choice(SECOND)} {number}"
        row = [name, rng.choice(STATUSES), "SNES", rng.randrange(1, 11)]
        writer.writerow(row)
    return text.getvalue()


def one(count: int) -> None:
    """Read one list, and print what it took."""
    import django

    django.setup()

    from apps.imports.matching.match import LibraryIndex
    from apps.imports.parsing import parse
    from apps.library.models import Game

    known = list(Game.objects.order_by("id").values_list("name", flat=True))
    text = written(count, known)
    forget_peak()
    before = memory()
    started = time.perf_counter()
    library = LibraryIndex.load()
    loaded = time.perf_counter()
    held = memory()
    parsed = parse(text, name="games.csv", known=library.known)
    read = time.perf_counter()
    kinds = Counter(
        library.matcher.match(row.title, year=row.year, aliases=row.aliases).kind
        for row in parsed.rows
    )
    matched = time.perf_counter()
    grown = memory() - before
    assert len(parsed.rows) == count, len(parsed.rows)
    floor = floor_of(text, known)
    took = matched - loaded
    print(
        f"{count:7,} rows: library {loaded - started:.1f} s, {held - before:.0f} MB; "
        f"parsed {read - loaded:.1f} s, matched {matched - read:.1f} s, "
        f"{count / took:,.0f} rows/s, floor {count / floor:,.0f} rows/s "
        f"({took / floor:.0f}x); memory +{grown:.0f} MB at most; "
        + ", ".join(f"{kinds[kind]:,} {kind}" for kind in sorted(kinds))
    )


def floor_of(text: str, known: list[str]) -> float:
    """Seconds that `csv` and a dictionary take."""
    started = time.perf_counter()
    keys = {name.casefold(): place for place, name in enumerate(known)}
    rows = list(csv.DictReader(io.StringIO(text)))
    found = [keys.get(row["Title"].casefold()) for row in rows]
    assert any(place is not None for place in found)
    return time.perf_counter() - started


def forget_peak() -> None:
    """Give back what writing the list has left, and let the peak begin anew."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")


def memory() -> float:
    """The most that this process has held so far, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmHWM")


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(int(sys.argv[2]))
    else:
        wanted = sys.argv[2] if len(sys.argv) > 2 else "25000,50000,100000"
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 50_000,
            [int(size) for size in wanted.split(",")],
        )
