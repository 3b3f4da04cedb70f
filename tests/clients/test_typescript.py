"""The client for TypeScript, as its users run it: Node, its compiler, and Astro."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from apps.browsing.models.year_review import YearReview
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.models import Event
from tests.clients.conftest import CLIENT
from tests.clients.conftest import Run
from tests.clients.conftest import WatchedServer
from tests.lists.conftest import store_games

# Bytes that a site ships to its readers: the core, bundled, minified, and gzipped.
LARGEST_CORE = 3_200


def test_what_is_generated_is_what_the_schemas_say(in_client: Run) -> None:
    if os.environ.get("UPDATE_SNAPSHOTS"):
        in_client("npm", "run", "generate")

    in_client("npm", "run", "generate", "--", "--check")


def test_types_allow_what_the_api_has_and_nothing_else(in_client: Run) -> None:
    in_client("npm", "run", "check")


def test_the_core_stays_small(in_client: Run) -> None:
    size = json.loads(in_client("npm", "run", "--silent", "size"))

    assert size["gzip"] < LARGEST_CORE


def test_the_client_against_a_running_questlog(
    in_client: Run, questlog: WatchedServer, api_token: str
) -> None:
    games = store_games([f"Game {number}" for number in range(1, 251)])
    Playthrough.objects.create(edition=games[6].first_edition(), is_public=False)

    done = in_client("npm", "test", QUESTLOG_URL=questlog.url, QUESTLOG_TOKEN=api_token)

    assert "# fail 0" in done
    assert "# skipped 0" in done


class Site:
    """The example site, in a folder of its own."""

    def __init__(self, folder: Path, in_client: Run, questlog: WatchedServer) -> None:
        self._folder = folder / "site"
        self._run = in_client
        self._questlog = questlog
        left_out = shutil.ignore_patterns("node_modules", "dist", ".astro", ".cache")
        shutil.copytree(CLIENT / "example", self._folder, ignore=left_out)
        (self._folder / "node_modules").symlink_to(CLIENT / "node_modules")

    def build(self) -> list[str]:
        """Build it; what Questlog was asked for, in alphabetical order."""
        self._questlog.asked.clear()
        self.log = self._run(
            "node_modules/.bin/astro",
            "build",
            cwd=self._folder,
            QUESTLOG_URL=self._questlog.url,
        )
        return sorted(self._questlog.asked)

    def page(self, path: str) -> str:
        return (self._folder / "dist" / path / "index.html").read_text()

    def pages(self) -> set[str]:
        dist = self._folder / "dist"
        return {str(page.parent.relative_to(dist)) for page in dist.rglob("*.html")}


@pytest.fixture
def site(tmp_path: Path, in_client: Run, questlog: WatchedServer) -> Site:
    return Site(tmp_path, in_client, questlog)


def delivered() -> None:
    """Wait until each event has its number, with which readers get it."""
    deadline = time.monotonic() + 10
    while Event.objects.filter(sequence=None).exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_example_site_builds_and_follows_what_changes(
    site: Site, questlog: WatchedServer
) -> None:
    chrono, ff4, suikoden = store_games(
        ["Chrono Trigger", "Final Fantasy IV", "Suikoden"]
    )
    top = List.objects.create(name="Top RPGs")
    top.add_many([ff4, chrono])
    secret = List.objects.create(name="Secret list", visibility="private")
    secret.add(suikoden)
    finish = {"status": "completed", "completed_at": "2025-03"}
    Playthrough.objects.create(edition=chrono.first_edition(), rating=5, **finish)
    Playthrough.objects.create(
        edition=suikoden.first_edition(), rating=4, is_public=False, **finish
    )
    YearReview.objects.create(year=2025, is_public=True)
    delivered()

    # The first build reads everything that is public.
    site.build()
    assert site.pages() == {
        ".",
        "games/chrono-trigger",
        "games/final-fantasy-iv",
        "games/suikoden",
        "lists/top-rpgs",
        "years/2025",
    }
    assert "5 stars" in site.page(".")
    assert "4 stars" not in site.page(".")
    assert "Secret" not in site.page(".")
    ranks = site.page("lists/top-rpgs")
    assert ranks.index("Final Fantasy IV") < ranks.index("Chrono Trigger")
    assert "Chrono Trigger" in site.page("years/2025")
    assert "Suikoden" not in site.page("years/2025")

    # Nothing has changed: one small request for each of the three collections. The
    # live collection is read as ever.
    assert site.build() == ["/api/events"] * 3 + ["/api/playthroughs"]
    assert "5 stars" in site.page(".")

    # What changes is read, what goes is gone.
    ff4.name = "Final Fantasy II (US)"
    ff4.save()
    top.visibility = "private"
    top.save()
    Game.objects.add(name="Xenogears")
    delivered()
    asked = site.build()
    assert "/api/games" not in asked
    assert "/api/games/xenogears" in asked
    assert "Final Fantasy II (US)" in site.page(".")
    assert "games/xenogears" in site.pages()
    assert "lists/top-rpgs" not in site.pages()

    # Questlog is down: the site is as it was, and the log says so.
    questlog.live.stop()
    before = site.pages()
    site.build()
    assert site.pages() == before
    assert "Xenogears" in site.page(".")
    assert "Building with what was read last time" in site.log
