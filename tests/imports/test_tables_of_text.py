"""CSV in all its manners: delimiters, quotes, holes, sizes."""

from __future__ import annotations

import pytest

from apps.imports.parsing import BrokenTable
from apps.imports.parsing import MissingColumns
from apps.imports.parsing import SourceTooLarge
from apps.imports.parsing import parse
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.columns import guess_columns
from apps.imports.parsing.tables.delimited import read_table


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(delimiter: str) -> None:
    text = "Title,Platform,Notes\nIco,PS2,\nRez,DC,loud\n".replace(",", delimiter)

    table = read_table(text)

    assert table is not None
    assert table.columns == ("Title", "Platform", "Notes")
    assert [row.title for row in parse(text).rows] == ["Ico", "Rez"]


def test_excels_hint_says_the_delimiter() -> None:
    rows = parse("sep=;\nTitle;Platform\nIco, the game;PS2\n").rows

    assert [(row.title, row.line) for row in rows] == [("Ico, the game", 3)]


def test_quoted_line_breaks_keep_the_line_numbers_right() -> None:
    rows = parse('Title,Notes\nIco,"one\ntwo, ""three"""\n\nRez,\n').rows

    assert [(row.title, row.line) for row in rows] == [("Ico", 2), ("Rez", 5)]
    assert rows[0].notes == 'one\ntwo, "three"'
    assert rows[0].source == 'Ico,"one\ntwo, ""three"""'


def test_a_line_with_too_many_cells_is_reported() -> None:
    parsed = parse("Title,Platform\nIco,PS2\nRez,DC,loud\nOkami\nKen,PS1\n")

    assert [row.title for row in parsed.rows] == ["Ico", "Okami", "Ken"]
    assert [(x.line, "3 cells" in x.reason) for x in parsed.not_understood] == [
        (3, True)
    ]


def test_a_quotation_mark_never_closed_is_reported() -> None:
    parsed = parse('Title,Platform\nIco,PS2\nOkami,PS2\n"Rez,DC\nKen,PS1\n')

    assert [row.title for row in parsed.rows] == ["Ico", "Okami"]
    assert "never closes" in parsed.not_understood[0].reason


def test_a_line_without_a_title_is_reported() -> None:
    parsed = parse(f"Title,Platform\n,PS2\n{'x' * 201},PS2\nIco,PS2\n")

    assert [x.reason for x in parsed.not_understood] == [
        "This line has no title.",
        "The title is longer than 200 characters.",
    ]


def test_a_cell_of_millions_of_letters_is_an_error_that_names_its_line() -> None:
    text = f"Title,Platform\nIco,PS2\nRez,{'x' * 1_100_000}\n"

    with pytest.raises(BrokenTable, match="from line 3 on"):
        parse(text)


def test_more_lines_than_100_000_are_refused() -> None:
    with pytest.raises(SourceTooLarge, match="more than 100,000 lines"):
        parse("Title,Platform\n" + "Ico,PS2\n" * 100_001)


def test_a_table_without_titles_says_what_it_has() -> None:
    with pytest.raises(MissingColumns, match="The columns are: a, b"):
        parse("a,b\n1,2\n3,4\n", as_format="csv")


@pytest.mark.parametrize("text", ["", "Title,Platform\n", "Ico", "a,b\n"])
def test_no_table_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BrokenTable, match="This isn't a table"):
        parse(text, as_format="csv")


def test_two_columns_of_one_name_are_two() -> None:
    table = read_table("Title,Notes,Notes\nIco,a,b\n")

    assert table is not None
    assert table.keys == ("title", "notes", "notes (2)")


def test_the_meaning_of_columns_is_guessed_from_names_and_cells() -> None:
    table = read_table(
        "Nr.;Was;Konsole;Wertung;Beendet;Minutes Played;Foo\n"
        "1;Ico;PS2;88;03.04.2001;480;x\n"
        "2;Rez;DC;70;01/13/2002;300;y\n"
    )
    assert table is not None

    columns = guess_columns(table)

    assert columns.fields == {
        "nr.": "position",
        "was": "title",
        "konsole": "platform",
        "wertung": "rating",
        "beendet": "completed_at",
        "minutes played": "playtime_hours",
        "foo": "",
    }
    assert (columns.scale, columns.unit, columns.day_first) == (100, "m", False)


def test_a_table_is_read_as_its_owner_says() -> None:
    text = (
        "what,when,where,how,tags,no,x\n"
        'Ico,03/04/2002,PS2,9,"cosy, castles",2,blue\n'
        "Rez,04/2003,DC,soon,,1,\n"
    )
    columns = Columns(
        {
            "what": "title",
            "when": "completed_at",
            "where": "platform",
            "how": "rating",
            "tags": "list",
            "no": "position",
            "x": "keep",
        },
        scale=10,
        day_first=False,
    )

    parsed = parse(text, as_format="csv", columns=columns)

    ico, rez = parsed.rows
    assert (ico.runs[0].completed_at, ico.runs[0].rating) == ("2002-03-04", "4.5")
    assert ico.runs[0].notes == "x: blue"
    assert ico.lists == ("cosy", "castles")
    assert (rez.runs[0].completed_at, rez.runs[0].notes) == ("2003-04", "rating: soon")
    assert [found.is_ranked for found in parsed.lists] == [True, True]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("Beaten", ["completed"]),
        ("100%", ["completed"]),
        ("now playing", ["playing"]),
        ("On Hold", ["paused"]),
        ("Ongoing", ["ongoing"]),
        ("Endless", ["ongoing"]),
        ("Live Service", ["ongoing"]),
        ("never ends", ["ongoing"]),
        ("Abandoned", ["dropped"]),
        ("Backlog", ["planned"]),
        ("whatever", []),
    ],
)
def test_words_for_statuses_are_known(status: str, told: list[str]) -> None:
    columns = Columns({"title": "title", "status": "status"}, status="")
    text = f"Title,Status\nIco,{status}\n"

    row = parse(text, as_format="csv", columns=columns).rows[0]

    assert [run.status for run in row.runs] == told
    assert bool(row.notes) == (not told)
