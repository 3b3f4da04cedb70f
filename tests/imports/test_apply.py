from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.models import Revision

from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.realtime.models import Event
from tests.imports.conftest import GIST
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import ranking
from tests.imports.holdings import runs

SNES = "Super Nintendo Entertainment System"


def test_games_come_with_their_series_and_first_edition(desk: Desk) -> None:
    desk.bring(SMALL)

    game = Game.objects.get(name="Final Fantasy IV")
    assert game.slug == "final-fantasy-iv"
    assert game.franchise == Franchise.objects.get(name="Final Fantasy")
    assert {p.name for p in game.platforms.all()} == {SNES, "Nintendo DS"}
    assert [e.name for e in game.editions.all()] == ["Final Fantasy IV"]
    assert game.search_key == "final fantasy 4"
    assert game.provenance["name"] == "owner"


def test_each_platform_is_a_playthrough(desk: Desk) -> None:
    desk.bring(SMALL)

    name = "Final Fantasy IV"
    assert runs(name) == {
        (name, SNES, "completed"): 1,
        (name, "Nintendo DS", "completed"): 1,
    }


def test_a_named_version_becomes_an_edition(desk: Desk) -> None:
    desk.bring(SMALL)

    assert runs("Final Fantasy XII") == {
        ("Final Fantasy XII", "PlayStation 2", "completed"): 1,
        ("The Zodiac Age", "PlayStation 4", "completed"): 1,
    }
    first, second = Edition.objects.filter(game__name="Final Fantasy XII").order_by(
        "id"
    )
    assert [p.name for p in first.platforms.all()] == ["PlayStation 2"]
    assert [p.name for p in second.platforms.all()] == ["PlayStation 4"]


def test_repeats_are_playthroughs(desk: Desk) -> None:
    desk.bring(SMALL)

    assert runs("Chrono Trigger") == {("Chrono Trigger", SNES, "completed"): 4}


def test_unfinished_games_are_not_completed(desk: Desk) -> None:
    desk.bring(SMALL)

    dropped = Playthrough.objects.get(edition__game__name="Wild ARMs 2")
    playing = Playthrough.objects.get(edition__game__name="Metaphor: ReFantazio")
    assert (dropped.status, dropped.notes) == ("dropped", "dropped, disc two")
    assert (playing.status, playing.completed_at) == ("playing", None)
    assert (dropped.completions, dropped.transitions) == (0, 1)


def test_a_ranking_becomes_a_public_list_in_its_order(desk: Desk) -> None:
    desk.bring(SMALL)

    found = List.objects.get()
    assert (found.name, found.visibility, found.is_ranked) == (
        "Top RPGs",
        "public",
        True,
    )
    assert ranking("Top RPGs") == ["Chrono Trigger", "Final Fantasy IV"]
    assert [a.verb for a in ListActivity.objects.order_by("id")] == ["created", "added"]
    assert found.order_on(timezone.now()) == [
        str(uuid)
        for uuid in found.entries.order_by("position").values_list(
            "game__uuid", flat=True
        )
    ]


def test_an_import_is_one_event(desk: Desk) -> None:
    import_ = desk.bring(SMALL)

    event = Event.objects.get()
    assert event.type == "questlog:import_complete"
    assert event.subject == f"import:{import_.uuid}"
    assert event.payload["games"] == 5
    assert event.payload["playthroughs"] == 10
    assert event.payload["completions"] == 8
    assert event.payload["entries"] == 2


def test_events_do_not_tell_the_name_of_the_owners_file(desk: Desk) -> None:
    import_ = desk.bring(SMALL, "therapy-homework.md")
    desk.undo(import_)

    assert import_.title == "therapy-homework.md"
    for event in Event.objects.all():
        assert "therapy" not in event.payload_json
        assert "title" not in event.payload


def test_what_it_made_can_be_searched_and_has_a_history(desk: Desk) -> None:
    desk.bring(SMALL)

    game = Game.objects.get(name="Final Fantasy IV")
    found = Game.objects.matching("final fantasy iv")
    assert list(found) == [game]
    for model in (Game, Edition, Playthrough):
        for row in model._default_manager.all():
            entry = ModelLogEntry.objects.for_instance(row).get()
            assert (entry.action, entry.user) == ("wagtail.create", desk.owner)
            assert row.latest_revision == Revision.objects.for_instance(row).get()
            assert row.latest_revision.as_object().pk == row.pk


def test_the_search_key_is_the_one_that_saving_would_make(desk: Desk) -> None:
    desk.bring(SMALL)
    game = Game.objects.get(name="Chrono Trigger")
    by_import = game.search_key

    game.save()

    assert game.search_key == by_import != ""


def test_the_whole_gist(desk: Desk) -> None:
    import_ = desk.bring(GIST)

    assert import_.result["games"] == Game.objects.count() == 86
    assert import_.result["playthroughs"] == Playthrough.objects.count() == 98
    assert ranking("Top 25 RPGs")[:3] == [
        "Xenoblade Chronicles 3",
        "Phantasy Star IV",
        "Final Fantasy IV",
    ]
    assert len(ranking("Top 25 RPGs")) == 20
    assert ranking("Final Fantasy Favorites") == [
        "Final Fantasy IV",
        "Final Fantasy XIV",
        "Final Fantasy XVI",
        "Final Fantasy VII: Remake",
        "Final Fantasy XV",
        "Final Fantasy XIII-2",
        "Lightning Returns: Final Fantasy XIII",
        "Final Fantasy XII",
        "Final Fantasy XIII",
        "Final Fantasy VIII",
    ]
    star = runs("Phantasy Star III: Generations of Doom")
    assert sorted(status for _, _, status in star) == ["completed", "playing"]


def test_statements_do_not_grow_with_the_list(desk: Desk) -> None:
    def statements(games: range) -> int:
        text = "\n".join(f"- The Saga of Number {n} (SNES)" for n in games)
        import_ = desk.store_source(text)
        with CaptureQueriesContext(connection) as queries:
            desk.apply(import_)
        return len(queries)

    statements(range(1, 3))  # makes the platform

    assert statements(range(100, 160)) <= statements(range(10, 14)) + 2


def test_an_applied_import_is_not_applied_again(desk: Desk) -> None:
    import_ = desk.bring(SMALL)

    with pytest.raises(ImportClosed, match="can't be applied"):
        desk.apply(import_)

    assert import_.status == ImportStatus.APPLIED
    assert Event.objects.count() == 1
