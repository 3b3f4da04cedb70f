"""How many requests it takes to match a hundred titles with IGDB.

    uv run python -m benchmarks.matching

Against IGDB on this machine, as the tests have it: a hundred of its games, every tenth
misspelled, are imported and matched; then the same list comes again. The minimum is
what the protocol allows: ten questions and 32 KB to a request, and three rounds, for
only who is no game's name is searched, and only who is not found is misspelled.
"""

from __future__ import annotations

import logging
import math
import os
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "benchmark"
TITLES = 100
EVERY = 10
MOST_BYTES = 32 * 1024
_QUERY = re.compile(r'query [^{]*\{(?:"[^"]*"|[^}"])*\};', re.S)


def main() -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "questlog_site.settings"
    DATA.mkdir(parents=True, exist_ok=True)
    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(DATA, redis_port=0):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        _measure()


def _measure() -> None:
    from django.conf import settings
    from pytest_httpserver import HTTPServer

    from apps.imports.models import FoundGame
    from apps.imports.models import KnownTitle
    from tests.integrations.igdb_server import IgdbServer

    KnownTitle.objects.all().delete()
    FoundGame.objects.all().delete()
    with HTTPServer(threaded=True) as http:
        server = IgdbServer(http, settings)  # type: ignore[arg-type]
        titles = _titles(server)
        print(f"{'':8} requests  minimum  ratio   matched, doubtful, not found")
        for name in ("new", "settled"):
            server.requests.clear()
            told = _match(titles)
            made, least = len(server.requests), _least(server.bodies)
            ratio = made / least if least else 1.0 + made
            print(f"{name:8} {made:8}  {least:7}  {ratio:5.2f}   {told}")


def _match(titles: list[str]) -> str:
    """Import and match the titles; how many were matched, doubtful and not found."""
    from django.utils import timezone

    from apps.imports.igdb.enrichment import enrich
    from apps.imports.intake.source import Source
    from apps.imports.intake.store import store_source

    text = "# Beaten\n" + "".join(f"- {title}\n" for title in titles)
    batch = store_source(Source.of_text(text), by=None)
    try:
        return str(enrich(batch, at=timezone.now()))
    finally:
        batch.delete()


def _titles(server: object) -> list[str]:
    rows = list(server.tables["games"].values())  # type: ignore[attr-defined]
    # Games first: an edition joins the game that it belongs to.
    rows.sort(key=lambda row: (row["game_type"], row["id"]))
    names = dict.fromkeys(row["name"] for row in rows if "/" not in row["name"])
    return [
        _misspelled(name) if place % EVERY == 0 else name
        for place, name in enumerate(list(names)[:TITLES], start=1)
    ]


def _misspelled(name: str) -> str:
    """Two letters in the middle change places."""
    middle = len(name) // 2
    swapped = name[middle] + name[middle - 1]
    return name[: middle - 1] + swapped + name[middle + 1 :]


def _least(bodies: list[str]) -> int:
    rounds: dict[str, list[str]] = defaultdict(list)
    for query in _QUERY.findall("".join(bodies)):
        rounds[_round(query)].append(query)
    return sum(
        max(math.ceil(len(every) / 10), math.ceil(len("".join(every)) / MOST_BYTES))
        for every in rounds.values()
    )


def _round(query: str) -> str:
    if 'search "' in query and "game_type = (" in query:
        return "searched"
    return "misspelled" if 'search "' in query or "*" in query else "named"


if __name__ == "__main__":
    main()
