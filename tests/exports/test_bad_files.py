"""Files that cannot be imported: each is told of with its place; nothing is written."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from apps.exports.file_format import FORMAT
from apps.exports.reading import BrokenExport
from apps.exports.restoring import NotEmpty
from apps.exports.restoring import held_rows
from apps.library.models import Game
from apps.realtime.models import Event
from tests.exports.conftest import Empty
from tests.exports.conftest import exported
from tests.exports.conftest import imported

pytestmark = pytest.mark.django_db

ID = "00000000-0000-4000-8000-00000000000{}"
NOW = "2026-01-01T00:00:00+00:00"
STAMPS = {"created_at": NOW, "updated_at": NOW}
type Rows = dict[str, list[dict[str, Any]]]


def game(number: int = 1, **fields: Any) -> dict[str, Any]:
    name = f"Game {number}"
    base = {"id": ID.format(number), "name": name, "slug": f"game-{number}"}

    return {**base, **STAMPS, **fields}


def edition(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {**game(number), "game": ID.format(number), **fields}


def ranked(*positions: int | None) -> Rows:
    """A ranked list of a game at each of `positions`."""
    places = list(enumerate(positions, start=1))
    top = {"id": ID.format(9), "name": "Top", "slug": "top", **STAMPS}
    return {
        "games": [game(number) for number, _ in places],
        "editions": [edition(number) for number, _ in places],
        "lists": [top],
        "list_entries": [
            {
                "id": ID.format(number),
                "list": ID.format(9),
                "game": ID.format(number),
                "position": position,
                **STAMPS,
            }
            for number, position in places
        ],
    }


def file_of(rows: Rows, **head: Any) -> bytes:
    """A file with these rows, as somebody might write it by hand."""
    counts = {name: len(found) for name, found in rows.items()}
    base = {"format": FORMAT, "version": 1, "counts": counts}
    return json.dumps({**base, **head, **rows}, indent=2).encode()


def refusal(content: bytes) -> str:
    """Why the file is refused; nothing may be written then."""
    with pytest.raises(BrokenExport) as caught:
        imported(content)
    assert held_rows() == {}
    assert caught.value.what_to_do
    return caught.value.message


WHOLE: Rows = {"games": [game(cover_url=None)], "editions": [edition()]}


def test_a_file_made_by_hand_is_read() -> None:
    assert imported(file_of(WHOLE)) == {"games": 1, "editions": 1}

    assert Game.objects.get().first_edition().game.name == "Game 1"


def test_it_goes_into_an_empty_questlog_only() -> None:
    Game.objects.add(name="Chrono Trigger")

    with pytest.raises(NotEmpty, match="isn't empty: it has 1 game, 1 edition") as told:
        imported(file_of(WHOLE))

    assert "QUESTLOG_DATA_DIR" in told.value.what_to_do
    assert Game.objects.count() == 1


def test_rows_that_were_here_before_are_refused() -> None:
    """Else a completion of theirs might be taken for one that was told already."""
    Event.objects.create(
        type="questlog:work_create",
        subject=f"work:{ID.format(1)}",
        dedupe_key="work:1",
        payload_json="{}",
        occurred_at=NOW,
    )

    assert "of these rows" in refusal(file_of(WHOLE))
    assert imported(file_of({"games": [game(2)], "editions": [edition(2)]}))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Questlog export"),
        (b"[]", "Questlog export"),
        (b'{"played": []}', "Questlog export"),
        (b'{"played": [{"name": "Xenogears"}]}', "Questlog export"),
        (b"# My games\n\n- Xenogears", "Questlog export"),
        (b"\xff\xfe\x00binary\x89", "Questlog export"),
        (b"PK\x03\x04", "Questlog export"),
        (file_of(WHOLE, format="other"), "Questlog export"),
        (file_of(WHOLE, version=2), "version 2.* reads version 1"),
        (file_of(WHOLE, version="1"), "version '1'"),
        (file_of(WHOLE, counts=None), '"counts"'),
        (file_of(WHOLE, counts={"games": 2, "editions": 1}), "2 rows in “games”"),
        (file_of(WHOLE, counts={"games": 1}), "0 rows in “editions”, but it has 1"),
        (file_of(WHOLE, checksum="sha256:0"), "changed or damaged"),
        (file_of({**WHOLE, "users": [{}]}), "doesn't know the part “users”"),
        (file_of(WHOLE, secret=1), "doesn't know the part “secret”"),
        (file_of({"editions": [edition()], "games": [game()]}), "comes after"),
        (file_of(WHOLE) + b"x", "after the end"),
        (b'{"format":"questlog-export" 1}', "Line 1: a comma"),
        (b'{"format":"questlog-export",\n\n1:2}', "Line 3: a key in quotes"),
        (file_of(WHOLE).replace(b"1", b"1,", 1), "Line 3: Expecting value"),
        (file_of(WHOLE).replace(b"null", b"NaN"), "valid number"),
        (file_of(WHOLE)[:-2] + b',"x":' + b"[" * 10**5, "doesn't know the part “x”"),
        (file_of(WHOLE)[:-2] + b',"x":{"y":' + b"[" * 10**5, "nested too deeply"),
    ],
)
def test_another_file_is_told_from_an_export(content: bytes, told: str) -> None:
    assert re.search(told, refusal(content))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"games": [game(), 3]}, "games, row 2: this isn't a row"),
        ({"games": [game(name=None)]}, "row 1 .*“name” can't be null"),
        ({"games": [game(name=7)]}, "“name” can't be “7”"),
        ({"games": [game(name="x" * 201)]}, "too long"),
        ({"games": [game(name="a\0b")]}, "NUL"),
        ({"games": [game(name="\ud800")]}, "valid text"),
        ({"games": [game(slug="")]}, "“slug” can't be empty"),
        ({"games": [game(id="7")]}, "“id” can't be “7”"),
        ({"games": [game(id=None)]}, "“id” can't be null"),
        ({"games": [game(cover="x")]}, "doesn't know “cover”"),
        ({"games": [game(created_at="yesterday")]}, "“created_at” can't be"),
        ({"games": [game(release_date="2003-13")]}, "“release_date” can't be"),
        ({"games": [game(original_release_year=True)]}, "can't be “True”"),
        ({"games": [game(original_release_year=1200)]}, "game_release_year_plausible"),
        ({"games": [game(original_release_year=10**9)]}, "out of range"),
        ({"games": [game(aliases="x")]}, "“aliases” can't be"),
        ({"games": [game(igdb_id=2**70)]}, "row 1"),
        ({"games": [game(), game(2), game(2)]}, r"row 3 \(“Game 2”\).*already exists"),
        ({"games": [game(), game(2, slug="game-1")]}, "row 2 .*slug.*already exists"),
        (
            {"games": [game(franchise=ID.format(7))]},
            "franchise .*7, which doesn't exist",
        ),
        (
            {"games": [game(platforms=[ID.format(7)])]},
            "platform .*7, which doesn't exist",
        ),
        ({"games": [game()]}, "has no edition"),
        (
            {"genres": [game(parent=ID.format(7))]},
            "“parent” refers to .*7, which isn't",
        ),
        (
            {"genres": [game(parent=ID.format(2)), game(2, parent=ID.format(1))]},
            "is its own ancestor",
        ),
        (
            {**WHOLE, "playthroughs": [{"id": ID.format(1), "edition": ID.format(1)}]},
            "“created_at” is missing",
        ),
        (ranked(1, 3), "positions on the ranked list “Top” must be 1, 2, 3"),
        (ranked(1, None), "positions on the ranked list “Top”"),
        (ranked(1, 1), "already exists"),
    ],
)
def test_a_row_that_does_not_fit_is_named(rows: Rows, told: str) -> None:
    assert re.search(told, refusal(file_of(rows)))


def test_a_bad_row_far_down_is_found() -> None:
    names: Rows = {
        "franchises": [
            game(n, id=f"{n:08}-0000-4000-8000-000000000000") for n in range(600)
        ]
    }
    names["franchises"][520]["name"] = "Game 7"

    assert "franchises, row 521 (“Game 7”)" in refusal(file_of(names))


@pytest.mark.parametrize("share", [0.0001, 0.02, 0.3, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_that_was_cut_off_is_refused(
    share: float, pack: Callable[[bytes], bytes]
) -> None:
    whole = pack(file_of(ranked(1, 2, 3)))

    assert refusal(whole[: int(len(whole) * share)])


def test_a_file_that_was_changed_is_refused(small_house: None, empty: Empty) -> None:
    changed = exported().replace(b"Chrono Trigger", b"Chrono Tricker")
    empty()

    assert "changed or damaged" in refusal(changed)
    without_checksum = changed[: changed.rindex(b',\n"checksum"')] + b"}"
    assert imported(without_checksum)["games"] == 5
