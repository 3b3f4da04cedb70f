from __future__ import annotations

import pytest
from wagtail.models import ModelLogEntry
from wagtail.models import Revision

from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.journal.models import Playthrough
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List
from apps.realtime.models import Event
from tests.imports.conftest import GIST
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import counts
from tests.imports.holdings import everything
from tests.imports.holdings import ranking
from tests.imports.holdings import runs


def test_undoing_leaves_nothing_behind(desk: Desk) -> None:
    import_ = desk.bring(GIST)

    kept = desk.undo(import_)

    assert kept == {}
    assert set(counts().values()) == {0}
    assert Revision.objects.count() == 0
    assert list(Game.objects.matching("fantasy")) == []
    deletions = ModelLogEntry.objects.filter(action="wagtail.delete")
    assert deletions.filter(label="Chrono Trigger", deleted=True).exists()
    import_.refresh_from_db()
    assert import_.status == ImportStatus.UNDONE
    assert import_.undone_at is not None


def test_undoing_is_one_event(desk: Desk) -> None:
    import_ = desk.bring(SMALL)

    desk.undo(import_)

    events = Event.objects.order_by("id").values_list("type", flat=True)
    assert list(events) == ["questlog:import_complete", "questlog:import_undo"]


def test_undoing_restores_what_was_changed(desk: Desk) -> None:
    desk.bring_file("rpgs-beaten.json")
    before = everything()

    desk.undo(desk.bring(GIST))

    after = everything()
    for rows in (*before.values(), *after.values()):
        for row in rows:
            # Written anew, and each has a further revision.
            # The counters go on: what was told stays told.
            for name in (
                "updated_at",
                "latest_revision_id",
                "transitions",
                "version",
            ):
                row.pop(name, None)
    assert after == before


def test_imports_are_undone_one_after_the_other(desk: Desk) -> None:
    names = ("rpgs.gist.md", "rpgs-beaten.json", "top-20.json", "final-fantasy.json")
    batches = [desk.bring_file(name) for name in names]

    kept = [desk.undo(import_) for import_ in reversed(batches)]

    assert kept == [{}, {}, {}, {}]
    assert set(counts().values()) == {0}


def test_an_edited_game_is_kept_and_named(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    game = Game.objects.get(name="Chrono Trigger")
    game.summary = "The one with the frog."
    game.save()

    kept = desk.undo(import_)

    assert kept["Chrono Trigger"] == "You have edited it since (summary)."
    assert [g.name for g in Game.objects.all()] == ["Chrono Trigger"]
    assert game.editions.count() == 1
    assert Playthrough.objects.count() == 0


def test_an_edited_playthrough_is_kept_with_its_game(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    run = Playthrough.objects.get(edition__game__name="Wild ARMs 2")
    run.notes = "Lost the save."
    run.save()

    kept = desk.undo(import_)

    assert Playthrough.objects.get() == run
    assert Game.objects.get().name == "Wild ARMs 2"
    assert kept == {
        str(run): "You have edited it since (notes).",
        "Wild ARMs 2": "It has 1 playthrough.",
    }


def test_a_playthrough_of_the_owner_keeps_the_game(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    game = Game.objects.get(name="Chrono Trigger")
    Playthrough.objects.create(edition=game.first_edition(), status="playing")

    desk.undo(import_)

    assert Game.objects.get() == game
    assert Playthrough.objects.get().status == "playing"


def test_a_list_ranked_anew_is_kept_whole(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    found = List.objects.get()
    found.move(found.entries.get(game__name="Final Fantasy IV"), 1)

    kept = desk.undo(import_)

    assert ranking("Top RPGs") == ["Final Fantasy IV", "Chrono Trigger"]
    assert Game.objects.count() == 2
    assert "You have re-ranked “Top RPGs” since." in kept.values()


def test_entries_leave_a_list_that_was_there_before(desk: Desk) -> None:
    desk.bring(SMALL)
    import_ = desk.bring(SMALL.replace("1. Chrono", "1. Terranigma\n1. Chrono"))

    desk.undo(import_)

    assert ranking("Top RPGs") == ["Chrono Trigger", "Final Fantasy IV"]
    assert not Game.objects.filter(name="Terranigma").exists()


def test_a_finished_game_is_being_played_again(desk: Desk) -> None:
    desk.bring(SMALL)
    import_ = desk.bring("# Beaten\n\n- Metaphor: ReFantazio (PS5)")

    desk.undo(import_)

    name = "Metaphor: ReFantazio"
    assert runs(name) == {(name, "PlayStation 5", "playing"): 1}
    assert Playthrough.objects.get(status="playing").completions == 0


def test_what_a_later_import_uses_is_kept(desk: Desk) -> None:
    first = desk.bring(SMALL)
    desk.bring("# Top Games\n\n1. Chrono Trigger\n2. FFIV")

    kept = desk.undo(first)

    assert ranking("Top Games") == ["Chrono Trigger", "Final Fantasy IV"]
    assert "It has 1 list entry." in kept.values()


def test_names_that_the_owner_uses_are_kept(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    series = Franchise.objects.get(name="Final Fantasy")
    snes = Platform.objects.get(name__startswith="Super Nintendo")
    mine = Game.objects.add(name="Final Fantasy Legend", franchise=series)
    mine.platforms.add(snes)

    kept = desk.undo(import_)

    assert set(Game.objects.all()) == {mine}
    assert mine.franchise == series
    assert list(mine.platforms.all()) == [snes]
    assert kept == {
        "Final Fantasy": "It is still in use (1).",
        snes.name: "It is still in use (1).",
    }


def test_an_undone_import_is_not_undone_again(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    desk.undo(import_)

    with pytest.raises(ImportClosed, match="can't be undone because it is undone"):
        desk.undo(import_)


def test_an_undone_source_can_be_imported_again(desk: Desk) -> None:
    desk.undo(desk.bring(SMALL))

    again = desk.bring(SMALL)

    assert again.result["games"] == 5
    assert ranking("Top RPGs") == ["Chrono Trigger", "Final Fantasy IV"]
