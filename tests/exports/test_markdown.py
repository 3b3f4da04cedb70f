"""Markdown that people read and the import reads back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import User

from apps.exports.markdown import write_markdown
from apps.imports.models import Decision
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.exports.conftest import LATER
from tests.exports.conftest import Empty
from tests.imports.conftest import Desk

AWKWARD = (
    "Persona 4 (Golden)",
    "Tales of Graces f",
    "Castlevania - dropped",
    "Mega Man x4",
    "Pokémon Sword, Pokémon Shield",
    "Bravely Default / Bravely Second",
    "A | B `quoted` *starred* _under_ <b>html</b> & amp",
    "`whole`",
    "~~struck~~ out",
    "[link](https://example.org)",
    "1942",
    "2003",
    "SNES",
    "Finished",
    "x4 Racing",
    "ポケットモンスター 赤",
    "# Heading",
    "- item",
    "=1+1",
    "\\backslash\\",
    '"Quoted"',
    "replay",
    "Tetris (PS5, JP version) - NG+ again",
    "List: of games",
)


def markdown(**options: Any) -> str:
    out = io.BytesIO()
    write_markdown(out, at=LATER, **options)
    return out.getvalue().decode()


def told() -> dict[str, Any]:
    """What Markdown can carry: games, how each was played, lists with their orders."""
    runs: dict[str, list[str]] = {name: [] for name in _names(Game.objects.all())}
    for run in Playthrough.objects.select_related("edition__game"):
        runs[run.edition.game.name].append(run.status)
    return {
        "games": {name: sorted(statuses) for name, statuses in sorted(runs.items())},
        "lists": {
            list_.name: (
                list_.is_ranked,
                [
                    (entry.position, entry.game.name, entry.notes)
                    for entry in list_.entries.select_related("game")
                ],
            )
            for list_ in List.objects.order_by("name")
        },
        "years": sorted(
            Game.objects.exclude(original_release_year=None).values_list(
                "name", "original_release_year"
            )
        ),
    }


def _names(games: Any) -> list[str]:
    return list(games.values_list("name", flat=True))


def reread(text: str, empty: Empty) -> None:
    """Import `text` into a second Questlog; every row of it is sure of its game."""
    empty()
    owner = User.objects.create_superuser("owner")
    batch = Desk(owner).bring(text)
    open_rows = batch.rows.filter(decision=Decision.OPEN)
    assert list(open_rows.values_list("title", flat=True)) == []
    left_over = batch.other_lines.filter(kind="not_understood")
    assert list(left_over.values_list("source", flat=True)) == []


def test_the_owners_lists_come_back(
    committed_db: None, owner: User, empty: Empty
) -> None:
    for name in (
        "rpgs.gist.md",
        "rpgs-beaten.json",
        "top-20.json",
        "final-fantasy.json",
    ):
        Desk(owner).bring_file(name)
    List.objects.get(slug="top-25-rpgs").entries.get(position=1).move_to(9)
    franchises = sorted(Game.objects.values_list("name", "franchise__name"))
    text, before = markdown(), told()

    reread(text, empty)

    assert told() == before
    assert sorted(Game.objects.values_list("name", "franchise__name")) == franchises
    assert markdown() == text


def test_awkward_titles_come_back(committed_db: None, empty: Empty) -> None:
    games = [Game.objects.add(name=name) for name in AWKWARD]
    for game in games[::2]:
        Playthrough.objects.create(edition=game.first_edition(), status="completed")
    shelf = List.objects.create(name="Shelf", is_ranked=False)
    shelf.add_many(games[:3], notes={games[0]: "Lent to nobody (yet)."})
    for name in ("Top 3 games", "An order", "Top: unordered", "Finished", "Xbox"):
        is_ranked = name != "Top: unordered"
        List.objects.create(name=name, is_ranked=is_ranked).add_many(games[::-1])
    text, before = markdown(), told()

    reread(text, empty)

    assert told() == before
    assert markdown() == text


@pytest.mark.parametrize("private", [False, True])
def test_what_is_private_stays_out_unless_asked_for(
    small_house: None, private: bool
) -> None:
    List.objects.create(name="Secret plans", visibility="draft").add(
        Game.objects.get(slug="chrono-trigger")
    )
    for playthrough in Playthrough.objects.all():
        playthrough.is_public = False
        playthrough.save()

    text = markdown(private=private)

    assert ("Secret plans" in text) is private
    assert ("completed" in text) is private
    assert "Chrono Trigger" in text


def test_runs_are_told_with_times_platforms_and_editions(small_house: None) -> None:
    text = markdown()

    assert "## Final Fantasy" in text
    assert "| Final Fantasy IV | completed | 2 | SNES; DS |  |" in text
    assert (
        "| Final Fantasy XII | completed | 2 | PS2; PS4 - The Zodiac Age |  |" in text
    )
    assert "| Chrono Trigger | completed | 4 | SNES |  |" in text
    assert "| Wild ARMs 2 | dropped |  |  |  |" in text
    assert "## Top RPGs\n\n| # | Game |\n| --- | --- |\n| 1 | Chrono Trigger |" in text
