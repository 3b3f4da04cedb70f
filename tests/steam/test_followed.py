"""The library that a sync has fetched, where imports follow it, too."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.tasks import follow_in_background
from apps.jobs.progress import SILENT
from tests.integrations.steam_server import OWNED
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.steam.conftest import Look


def test_a_sync_brings_the_news_without_asking_twice(
    look: Look, steam_server: SteamServer, owner_client: Client
) -> None:
    steam_server.games = [game(220, "Half-Life 2", 912)]
    owner_client.post("/admin/imports/followed/", {"steam": "on"})
    waiting = Import.objects.get()
    steam_server.requests.clear()
    steam_server.games.append(game(620, "Portal 2", 60))

    look(f"{timezone.now():%Y-%m-%d %H:%M}")
    follow_in_background.run(SILENT)

    assert [each.path for each in steam_server.requests].count(OWNED) == 1
    assert sorted(row.title for row in waiting.rows.all()) == [
        "Half-Life 2",
        "Portal 2",
    ]
    assert FollowedSource.objects.get().news == {"games": 2, "lines": 0}
