from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from apps.imports.models import MatchKind
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.models import Event
from tests.imports.conftest import GIST
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import counts
from tests.imports.holdings import everything
from tests.imports.holdings import ranking
from tests.imports.holdings import runs

SNES = "Super Nintendo Entertainment System"
ZELDAS = {
    "The Legend of Zelda: A Link to the Past",
    "The Legend of Zelda: Breath of the Wild",
}


def test_the_same_gist_twice_changes_nothing(desk: Desk) -> None:
    desk.bring(GIST)
    before = everything()

    again = desk.bring(GIST)

    assert everything() == before
    assert again.result["already_there"] == 86
    assert Event.objects.filter(type="questlog:import_complete").count() == 1


def test_a_grown_gist_adds_only_what_is_new(desk: Desk) -> None:
    desk.bring(SMALL)
    before = everything()

    grown = desk.bring(
        SMALL.replace("x4", "x5")
        .replace("- ~~Wild", "- Terranigma (SNES)\n- ~~Wild")
        .replace("1. Chrono", "1. Terranigma\n1. Chrono")
    )

    assert grown.result["games"] == 1
    assert grown.result["playthroughs"] == 2
    assert runs("Chrono Trigger")["Chrono Trigger", SNES, "completed"] == 5
    assert ranking("Top RPGs") == ["Terranigma", "Chrono Trigger", "Final Fantasy IV"]
    after = everything()
    assert after["Playthrough"][: len(before["Playthrough"])] == before["Playthrough"]
    assert after["Game"][: len(before["Game"])] == before["Game"]


def test_a_game_that_was_being_played_is_finished(desk: Desk) -> None:
    desk.bring(SMALL)

    desk.bring("# Beaten\n\n- Metaphor: ReFantazio (PS5)")

    name = "Metaphor: ReFantazio"
    assert runs(name) == {(name, "PlayStation 5", "completed"): 1}
    assert Event.objects.filter(type="questlog:playthrough_complete").count() == 0


def test_a_game_that_the_owner_finished_is_not_begun_again(desk: Desk) -> None:
    desk.bring(SMALL)
    playing = Playthrough.objects.get(status="playing")
    playing.complete(on="2026-11-20")
    before = everything()

    desk.bring(SMALL)

    assert everything() == before


def test_a_game_on_its_second_run_is_begun(desk: Desk) -> None:
    desk.bring(SMALL)

    desk.bring("# Currently Playing\n\n- [ ] Chrono Trigger (DS)")

    assert runs("Chrono Trigger")["Chrono Trigger", "Nintendo DS", "playing"] == 1


def test_the_owners_edits_stay(desk: Desk) -> None:
    desk.bring(SMALL)
    game = Game.objects.get(name="Final Fantasy IV")
    game.name, game.franchise = "Final Fantasy II (US)", None
    game.aliases = ["Final Fantasy IV"]
    game.save()
    Playthrough.objects.filter(edition__game=game).update(notes="Mine", platform=None)
    before = everything()

    desk.bring(SMALL)

    assert everything() == before


def test_the_owners_ranking_stays(desk: Desk) -> None:
    desk.bring(SMALL)
    found = List.objects.get()
    found.move(found.entries.get(game__name="Final Fantasy IV"), 1)

    desk.bring(SMALL + "3. Final Fantasy XII\n")

    assert ranking("Top RPGs") == [
        "Final Fantasy IV",
        "Final Fantasy XII",
        "Chrono Trigger",
    ]


def test_a_platform_that_the_owner_named_shortly_is_found(desk: Desk) -> None:
    call_command("shell", command=PLATFORM, verbosity=0)

    desk.bring(SMALL)

    assert runs("Chrono Trigger") == {("Chrono Trigger", "SNES", "completed"): 4}


PLATFORM = """
from apps.library.models import Platform
Platform.objects.create(name="SNES")
"""


def test_the_lists_of_the_site_match_the_gist(desk: Desk) -> None:
    desk.bring(GIST)
    names = set(Game.objects.values_list("name", flat=True))

    for name in ("rpgs-beaten.json", "top-20.json", "final-fantasy.json"):
        desk.bring_file(name)

    assert set(Game.objects.values_list("name", flat=True)) - names == ZELDAS
    assert ranking("Top 20") == ranking("Top 25 RPGs")
    assert len(ranking("Final Fantasy")) == 19
    assert counts()["Playthrough"] == 98 + len(ZELDAS)


def test_the_sites_titles_mean_games_of_the_gist(desk: Desk) -> None:
    desk.bring(GIST)

    import_ = desk.store_source(json.dumps({"played": list(SAME)}), "site.json")

    found = {}
    for row in import_.rows.all():
        assert row.match_kind != MatchKind.NEW
        game = row.game or Game.objects.get(pk=row.suggestions[0]["game"])
        found[row.title] = game.name
    assert found == SAME


SAME = {
    "Chrono Chross": "Chrono Chross",
    "Wild AMS: Alter Code F": "Wild AMS: Alter Code F",
    "Tales of Graces": "Tales of Graces f",
    "Phantasy Star III": "Phantasy Star III: Generations of Doom",
    "Mario and Luigi: Bowser's Inside Story": "Mario & Luigi: Bowser's Inside Story",
    "Xenoblade Chronicles: Future Connected": "Xenoblade Chronicles: Future Connected",
}


@pytest.mark.parametrize(
    "order",
    [
        ("final-fantasy.json", "top-20.json", "rpgs-beaten.json", "rpgs.gist.md"),
        ("rpgs-beaten.json", "rpgs.gist.md", "top-20.json", "final-fantasy.json"),
        ("top-20.json", "rpgs.gist.md", "final-fantasy.json", "rpgs-beaten.json"),
    ],
)
def test_any_order_ends_with_the_same_games(desk: Desk, order: tuple[str, ...]) -> None:
    for name in order:
        desk.bring_file(name)

    assert counts()["Game"] == 88
    assert counts()["Playthrough"] == 100
    before = everything()
    for name in order:
        desk.bring_file(name)
    assert everything() == before
