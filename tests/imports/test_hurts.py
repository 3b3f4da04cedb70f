"""What hurts people who move between trackers, tried here as they would."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from apps.imports.applying.apply import apply_import
from apps.imports.igdb.enrichment import enrich
from apps.imports.intake.source import source_of
from apps.imports.intake.store import needs_columns
from apps.imports.intake.store import parse_with_columns
from apps.imports.models import Import
from apps.imports.parsing.tables.columns import guess_columns
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.imports.holdings import runs
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game

ADD = "/admin/imports/add/"
PC = "PC (Microsoft Windows)"
UNKNOWN = [
    game(9001, "Zzyx Quest", 600),
    game(9002, "Zzyx Quest II", 30, playtime_2weeks=30),
    game(9003, "Zzyx Quest"),
    game(9004, "Ünbekannt: Der Ballon™ Demo", 12, rtime_last_played=1_762_000_000),
    game(9005, "???"),
]


class Shelf:
    """The owner who reads their Steam library now and then."""

    def __init__(self, client: Client, server: SteamServer) -> None:
        self.client = client
        self.server = server

    def bring(self, *games: dict[str, object]) -> str:
        """Read, match and apply the library; what the review said of it."""
        self.server.games = [*games]
        self.client.post(ADD, {"steam": "on"})
        import_ = Import.objects.latest("pk")
        enrich(import_, at=timezone.now())
        page = self.client.get(f"/admin/imports/edit/{import_.pk}/").content.decode()
        import_.refresh_from_db()
        apply_import(
            import_, by=None, at=timezone.now(), expected_version=import_.version
        )
        return page


@pytest.fixture
def shelf(
    owner_client: Client, steam_server: SteamServer, igdb_server: IgdbServer
) -> Shelf:
    return Shelf(owner_client, steam_server)


def test_what_igdb_does_not_know_is_imported_once(shelf: Shelf) -> None:
    shelf.bring(*UNKNOWN, game(39140, "Final Fantasy VII", 2400))
    before, events = everything(), Event.objects.count()
    assert Game.objects.count() == 5 + 1 - 1  # two apps of one name are one game

    for _ in range(2):
        page = shelf.bring(*UNKNOWN, game(39140, "Final Fantasy VII", 2400))

        assert "Nothing new:" in page
        assert everything() == before
        assert Event.objects.count() == events


def test_a_dropped_game_that_was_played_on_gets_its_hours_alone(shelf: Shelf) -> None:
    shelf.bring(game(220, "Half-Life 2", 600, rtime_last_played=1_762_000_000))
    run = Playthrough.objects.get()
    run.change(status="dropped", rating=4, notes="The airboat made me sick.")
    before = Playthrough.objects.values().get()

    page = shelf.bring(
        game(
            220, "Half-Life 2", 1200, playtime_2weeks=9, rtime_last_played=1_763_000_000
        )
    )

    after = Playthrough.objects.values().get()
    changed = {name for name, _ in after.items() ^ before.items()}
    assert changed == {"playtime_hours", "updated_at", "latest_revision_id"}
    assert after["playtime_hours"] == 20
    assert "Playthrough: playtime 10.0 → 20" in page
    assert "1 playthrough" in page.partition("Applying changes")[2]


LIBRARY = "Title,Platform,Status,Hours,Rating\nHalf-Life 2,PC,{status},{hours},\n"


def table(desk: Desk, text: str) -> Import:
    """A table, its columns taken for what they are called."""
    import_ = desk.store_source(text, "games.csv")
    found = source_of(import_).table
    if needs_columns(import_) and found is not None:
        parse_with_columns(import_, guess_columns(found), by=desk.owner)
    return import_


@pytest.mark.parametrize("status", ["Playing", "Dropped"])
def test_so_it_is_with_the_export_of_another_tracker(
    desk: Desk, owner_client: Client, status: str
) -> None:
    desk.apply(table(desk, LIBRARY.format(status=status, hours="10")))
    run = Playthrough.objects.get()
    run.change(status="dropped", rating=4, notes="The airboat made me sick.")
    before = Playthrough.objects.values().get()

    import_ = table(desk, LIBRARY.format(status=status, hours="20.5"))
    page = owner_client.get(f"/admin/imports/edit/{import_.pk}/").content.decode()
    desk.apply(import_)

    after = Playthrough.objects.values().get()
    changed = {name for name, _ in after.items() ^ before.items()}
    assert changed == {"playtime_hours", "updated_at", "latest_revision_id"}
    assert "Playthrough: playtime 10.0 → 20.5" in page


@pytest.mark.parametrize("minutes", [0, 90], ids=["bought", "played"])
def test_a_game_known_on_a_console_and_bought_on_steam_gets_both(
    shelf: Shelf, minutes: int
) -> None:
    known = Game.objects.add(name="Lies of P")
    ps4 = Platform.objects.create(name="PlayStation 4")
    known.platforms.add(ps4)
    Playthrough.objects.create(
        edition=known.first_edition(), platform=ps4, status="completed"
    )

    shelf.bring(game(1627720, "Lies of P", minutes))
    shelf.bring(game(1627720, "Lies of P", minutes))

    status = "paused" if minutes else "planned"
    assert Game.objects.get() == known
    assert runs("Lies of P") == {
        ("Lies of P", "PlayStation 4", "completed"): 1,
        ("Lies of P", PC, status): 1,
    }
    names = set(known.platforms.values_list("name", flat=True))
    assert names == {"PlayStation 4", PC}
