"""What exports tell of each playthrough, from the file to the journal and back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from apps.imports.intake.source import source_of
from apps.imports.intake.store import needs_columns
from apps.imports.intake.store import parse_with_columns
from apps.imports.models import Import
from apps.imports.parsing import decode_source
from apps.imports.parsing.tables.columns import guess_columns
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.imports.holdings import runs

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
HEADER = "Title,Platform,Status,Rating,Started,Finished,Hours,Notes\n"


def bring(desk: Desk, file: str) -> Import:
    return desk.bring(decode_source((FILES / file).read_bytes()).text, file)


def bring_table(desk: Desk, *lines: str) -> Import:
    import_ = desk.store_source(HEADER + "\n".join(lines) + "\n", "games.csv")
    if needs_columns(import_):
        table = source_of(import_).table
        assert table is not None
        parse_with_columns(import_, guess_columns(table), by=desk.owner)
    return desk.apply(import_)


def run_of(game: str) -> Playthrough:
    return Playthrough.objects.get(edition__game__name=game)


def test_an_export_becomes_playthroughs_with_dates_hours_and_ratings(
    desk: Desk,
) -> None:
    bring(desk, "howlongtobeat.csv")

    resident = run_of("Resident Evil 7: Biohazard")
    assert (resident.status, resident.started_at) == ("completed", "2024-02-09")
    assert resident.completed_at == "2024-02-20"
    assert (resident.rating, resident.playtime_hours) == (
        Decimal("3.5"),
        Decimal("9.2"),
    )
    assert resident.platform is not None
    assert resident.platform.name == "PC (Microsoft Windows)"
    assert resident.completions == 1
    assert runs("Chrono Trigger") == {
        ("Chrono Trigger", "Super Nintendo Entertainment System", "completed"): 1,
        ("Chrono Trigger", "Nintendo DS", "completed"): 1,
    }
    assert List.objects.get(name="Custom-1").entries.count() == 1


@pytest.mark.parametrize(
    "file",
    [
        "howlongtobeat.csv",
        "grouvee.csv",
        "backloggery.csv",
        "infinite_backlog.csv",
        "yamtrack.csv",
        "igdb_played.csv",
    ],
)
def test_the_same_export_again_adds_nothing_and_undo_leaves_nothing(
    desk: Desk, file: str
) -> None:
    before = everything()
    first = bring(desk, file)
    held = everything()

    second = bring(desk, file)

    assert second.changes.count() == 0
    assert everything() == held
    desk.undo(second)
    assert desk.undo(first) == {}
    assert everything() == before


def test_what_the_owner_edited_is_known_again_and_kept(desk: Desk) -> None:
    bring_table(desk, "Ico,PS2,playing,,,,3,")
    run_of("Ico").complete(on="2024-05-01", rating=Decimal("4"))
    held = everything()

    again = bring_table(desk, "Ico,PS2,playing,,,,3,")

    assert again.changes.count() == 0
    assert everything() == held


def test_a_later_export_brings_an_unfinished_run_up_to_date(desk: Desk) -> None:
    bring_table(desk, "Ico,PS2,backlog,,,,,")

    changed = bring_table(desk, "Ico,PS2,beaten,8,2024-01-02,2024-02-03,7.5,Lovely")

    ico = run_of("Ico")
    assert (ico.status, ico.started_at, ico.completed_at) == (
        "completed",
        "2024-01-02",
        "2024-02-03",
    )
    assert (ico.rating, ico.playtime_hours, ico.notes) == (
        Decimal(4),
        Decimal("7.5"),
        "Lovely",
    )
    desk.undo(changed)
    ico.refresh_from_db()
    assert (ico.status, ico.completed_at, ico.rating) == ("planned", None, None)


@pytest.mark.parametrize("status", ["playing", "on hold"])
def test_a_service_that_knows_no_endless_games_leaves_them_ongoing(
    desk: Desk, status: str
) -> None:
    bring_table(desk, "Ico,PS2,ongoing,,,,3,")

    bring_table(desk, f"Ico,PS2,{status},,,,5,")

    assert run_of("Ico").status == "ongoing"


def test_what_was_ongoing_has_an_end_after_all(desk: Desk) -> None:
    bring_table(desk, "Ico,PS2,playing,,,,3,")
    bring_table(desk, "Ico,PS2,ongoing,,,,3,")
    assert run_of("Ico").status == "ongoing"

    bring_table(desk, "Ico,PS2,beaten,8,,2024-02-03,,")

    assert run_of("Ico").status == "completed"


def test_a_run_of_a_list_learns_its_date_and_rating_from_an_export(
    desk: Desk,
) -> None:
    desk.bring("# Beaten\n\n- Ico (PS2)\n")

    bring_table(desk, "Ico,PS2,beaten,8,,2002,,")

    ico = run_of("Ico")
    assert (ico.completed_at, ico.rating) == ("2002", Decimal(4))


def test_a_run_that_the_owner_made_is_not_filled_in(desk: Desk) -> None:
    game = Game.objects.add(name="Ico")
    Playthrough.objects.create(
        edition=game.first_edition(), status=Status.COMPLETED, notes="mine"
    )

    import_ = bring_table(desk, "Ico,,beaten,8,,2002,,")

    assert (run_of("Ico").rating, run_of("Ico").completed_at) == (None, None)
    assert import_.result["already_there"] == 1


def test_another_year_is_another_playthrough(desk: Desk) -> None:
    bring_table(desk, "Ico,PS2,beaten,,,2002,,")

    bring_table(desk, "Ico,PS2,beaten,,,2002,,", "Ico,PS2,beaten,,,2024-03,,")

    dates = Playthrough.objects.values_list("completed_at", flat=True)
    assert sorted(filter(None, dates)) == ["2002", "2024-03"]


def test_what_the_journal_cannot_hold_goes_into_the_notes(desk: Desk) -> None:
    bring_table(
        desk, "Ico,PS2,dropped,,,2002,,", "Rez,DC,beaten,,2003-02-01,2002-01-01,,"
    )

    assert (run_of("Ico").completed_at, run_of("Ico").notes) == (None, "finished 2002")
    assert run_of("Rez").completed_at == "2002-01-01"
    assert "started 2003-02-01" in run_of("Rez").notes


def test_igdb_ids_tell_games_apart_and_are_kept(desk: Desk) -> None:
    header = "media_id,source,media_type,title,season_number,episode_number,progress\n"
    two = "974,igdb,game,Resident Evil 4,,,\n132181,igdb,game,Resident Evil 4,,,\n"
    known = Game.objects.add(name="Another name of it", igdb_id=974)

    import_ = desk.store_source(header + two, "yamtrack.csv")
    desk.apply(import_)

    made = Game.objects.exclude(pk=known.pk).get()
    assert (made.name, made.igdb_id) == ("Resident Evil 4", 132181)
    assert list(import_.rows.values_list("match_kind", flat=True)) == ["exact", "new"]


def test_a_game_of_the_same_name_with_another_igdb_id_is_asked_about(
    desk: Desk,
) -> None:
    Game.objects.add(name="Resident Evil 4", igdb_id=974)
    header = "media_id,source,media_type,title,season_number,episode_number,progress\n"

    import_ = desk.store_source(
        header + "132181,igdb,game,Resident Evil 4,,,\n,igdb,game,Ico,,,\n", "y.csv"
    )

    assert import_.rows.get(title="Resident Evil 4").decision == "open"
