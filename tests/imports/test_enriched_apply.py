"""What applying writes of IGDB's games, and that undoing takes all of it back."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

from apps.imports.applying.plan import make_plan
from apps.imports.igdb.enrichment import enrich
from apps.imports.models import Import
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.imports.conftest import DATA
from tests.imports.conftest import GIST
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.imports.holdings import ranking
from tests.imports.holdings import runs
from tests.imports.test_enrichment import AT
from tests.integrations.igdb_server import IgdbServer

WAR = "Final Fantasy Tactics: The War of the Lions"
SHORT = """# Beaten

## My Final Fantasies

- Final Fantasy Tactics: War of the Lions (PSP)
- Chrono Chross (PS1)
"""


def matched(desk: Desk, text: str, file_name: str = "") -> Import:
    import_ = desk.store_source(text, file_name)
    enrich(import_, at=AT)
    return import_


def test_a_new_game_gets_what_igdb_knows(desk: Desk, igdb_server: IgdbServer) -> None:
    desk.apply(matched(desk, "# Beaten\n- Chrono Chross (PS1)\n"))

    game = Game.objects.get()
    known = igdb_server.game("Chrono Cross")
    edition = game.editions.get()
    assert (game.name, game.aliases) == ("Chrono Cross", ["Chrono Chross"])
    assert (game.igdb_id, edition.igdb_id) == (known["id"], known["id"])
    assert game.original_release_year == 1999
    assert game.summary == "About Chrono Cross."
    assert str(game.cover_url).endswith(f"/co{known['id']}.jpg")
    assert game.franchise is not None
    assert (game.franchise.name, game.provenance["franchise_id"]) == ("Chrono", "igdb")
    assert game.provenance["name"] == "igdb"
    assert [genre.name for genre in game.genres.all()] == ["Role-playing (RPG)"]
    assert [platform.name for platform in game.platforms.all()] == ["PlayStation"]
    assert game.last_synced is None


def test_a_year_is_not_told_as_its_last_day(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    """IGDB writes "some time in 1999" as that, and beside it how much is meant."""
    last_day = int(datetime(1999, 12, 31, tzinfo=UTC).timestamp())
    release = {"id": 1, "date": last_day, "date_format": 2, "y": 1999}
    igdb_server.tables["release_dates"] = {1: release}
    igdb_server.game("Chrono Cross").update(
        first_release_date=last_day, release_dates=[1]
    )

    desk.apply(matched(desk, "# Beaten\n- Chrono Chross\n"))

    assert str(Game.objects.get().release_date) == "1999"


def test_the_owners_series_and_year_win(desk: Desk, igdb_server: IgdbServer) -> None:
    desk.apply(matched(desk, SHORT))

    game = Game.objects.get(name="Final Fantasy Tactics")
    assert game.franchise is not None
    assert game.franchise.name == "My Final Fantasies"
    assert game.provenance["franchise_id"] == "owner"


def test_a_remaster_becomes_an_edition_of_the_right_game(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, SHORT))

    game = Game.objects.get(name="Final Fantasy Tactics")
    edition = game.editions.get(igdb_id=igdb_server.game(WAR, kind=9)["id"])
    assert game.igdb_id == igdb_server.game("Final Fantasy Tactics")["id"]
    assert (edition.name, edition.edition_type) == (WAR, "remaster")
    assert runs(game.name) == {(WAR, "PlayStation Portable", "completed"): 1}


def test_a_game_of_the_library_is_linked_and_filled_in(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    mine = Game.objects.add(name="Chrono Cross", summary="Mine.")

    desk.apply(matched(desk, "# Beaten\n- Chrono Cross (PS1)\n"))

    mine.refresh_from_db()
    assert Game.objects.count() == 1
    assert mine.igdb_id == igdb_server.game("Chrono Cross")["id"]
    assert (mine.summary, mine.original_release_year) == ("Mine.", 1999)
    assert mine.provenance["summary"] == "owner"


def test_the_game_of_the_library_with_the_id_is_taken(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    known = igdb_server.game("EarthBound")
    mine = Game.objects.add(name="Giygas", igdb_id=known["id"])

    desk.apply(matched(desk, "# Beaten\n- Mother 2 (SNES)\n"))

    assert Game.objects.get() == mine
    assert sum(runs("Giygas").values()) == 1


def test_two_lists_of_one_game_applied_one_after_the_other_make_one(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    first = matched(desk, "# Beaten\n- EarthBound\n")
    second = matched(desk, "# Beaten\n- Mother 2\n")

    desk.apply(first)
    desk.apply(second)

    assert Game.objects.count() == 1


def test_the_owners_lists_leave_nothing_new_when_they_come_again(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    names = ("final-fantasy.json", "rpgs-beaten.json", "top-20.json")
    lists = [(GIST, ""), *(((DATA / name).read_text(), name) for name in names)]
    for text, name in lists:
        desk.apply(matched(desk, text, name))
    before = everything()

    plans = [make_plan(desk.store_source(text, name)) for text, name in lists]

    assert [plan.is_empty for plan in plans] == [True] * 4
    assert everything() == before
    assert ranking("Top 25 RPGs")[:3] == [
        "Xenoblade Chronicles 3",
        "Phantasy Star IV: The End of the Millennium",
        "Final Fantasy IV",
    ]


def test_undoing_leaves_the_library_as_it_was(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    Game.objects.add(name="Chrono Cross", summary="Mine.")
    Platform.objects.create(name="Super Nintendo Entertainment System")
    Genre.objects.create(name="Role-playing (RPG)")
    Franchise.objects.create(name="Final Fantasy")
    before = everything()
    import_ = matched(desk, GIST)

    desk.apply(import_)
    kept = desk.undo(import_)

    assert kept == {}
    assert _without_traces(everything()) == _without_traces(before)


def test_what_a_sync_brings_is_no_edit_that_stops_an_undo(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    mine = Game.objects.add(name="Chrono Cross")
    import_ = desk.apply(matched(desk, SHORT))
    stored: list[Game | Edition] = [*Game.objects.all()]
    stored += Edition.objects.exclude(igdb_id=None)
    for row in stored:
        row.apply_remote({"summary": "New", "cover_url": None}, source="igdb")
        row.igdb_data, row.last_synced = {"id": row.igdb_id}, AT
        row.save()

    kept = desk.undo(import_)

    mine.refresh_from_db()
    assert kept == {}
    assert Game.objects.get() == mine
    assert (mine.igdb_id, mine.igdb_data, mine.last_synced) == (None, None, None)
    assert mine.summary == ""


def test_what_the_owner_edits_since_is_kept(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    game = Game.objects.get(name="Chrono Cross")
    game.summary = "The best one."
    game.save()

    kept = desk.undo(import_)

    assert "You have edited it since (summary)." in kept["Chrono Cross"]


def _without_traces(rows: dict[str, list[dict[str, object]]]) -> object:
    """Without what every save leaves behind: stamps, versions, revisions."""
    traces = {"updated_at", "version", "latest_revision_id", "provenance"}
    return {
        name: [{k: v for k, v in row.items() if k not in traces} for row in found]
        for name, found in rows.items()
    }
