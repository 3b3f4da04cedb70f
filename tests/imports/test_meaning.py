"""Small lists of every kind that was once read wrongly, and what each must become.

A game is written as "title | status | more": its platforms, the hours, rating and dates
of its last run, its place on a list, its notes, as far as the case is about them. An
empty status is one that the list leaves open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from apps.imports.parsing import Parsed
from apps.imports.parsing import Row
from apps.imports.parsing import parse
from apps.library.models import Game
from tests.imports.conftest import Desk

FILES = Path(__file__).parent / "files" / "meaning"


def read(name: str) -> Parsed:
    return parse((FILES / name).read_text(), name=name)


def statuses(parsed: Parsed) -> dict[str, str | None]:
    return {row.title: row.status for row in parsed.rows}


def last_run(row: Row) -> tuple[str, str, str]:
    """When the last run of a row was finished, how long it took and its rating."""
    run = (row.runs or row.open_runs)[-1]
    return run.completed_at, run.playtime_hours, run.rating


NAMES = ["Amber Road", "Tin Parade", "Blue Tower", "Red Tower", "Grey Tower"]
PC, PS4 = "PC (Microsoft Windows)", "PlayStation 4"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-heading-negated.md", [None, "planned", "planned", None]),
        ("03-heading-german.md", ["completed", "dropped", "playing", "planned"]),
        ("05-heading-struck-word.md", ["playing"]),
        ("06-table-completed-column.md", ["completed", None, None, None]),
        (
            "07-csv-completed-yes-no.csv",
            ["completed", None, None, "completed", None],
        ),
        ("09-csv-status-words.csv", ["completed", None, None, "paused", "dropped"]),
        ("10-csv-status-words-de.csv", ["completed", "dropped", "playing"]),
        ("12-csv-short-rows.csv", ["completed"] * 4),
        ("14-bars-with-sentence.txt", ["completed", "dropped", "playing"]),
        ("18-csv-playtime-seconds.csv", ["completed", "planned", "dropped"]),
        (
            "37-status-after-colon.txt",
            ["completed", "playing", "dropped", "dropped", "completed"],
        ),
        ("40-de-table-markdown.md", ["dropped"]),
        ("24-front-matter.md", [None]),
        ("26-notes-and-legend.md", [None] * 2),
        ("28-heading-per-game.md", ["completed"] * 2),
    ],
)
def test_nothing_is_completed_that_the_list_does_not_call_so(
    name: str, expected: list[str | None]
) -> None:
    parsed = read(name)

    assert statuses(parsed) == dict(zip(NAMES, expected, strict=False))
    assert {row.series for row in parsed.rows} == {None}
    assert not parsed.not_understood


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("06-table-completed-column.md", [("2021-05", "", "4")]),
        ("10-csv-status-words-de.csv", [("2021-05-03", "40", "4")]),
        ("14-bars-with-sentence.txt", [("", "64", "3.5"), ("", "1.5", "")]),
        ("18-csv-playtime-seconds.csv", [("", "2", "3.5"), ("", "", "")]),
        (
            "20-csv-playtime-words.csv",
            [("", each, "") for each in ("1.5", "39.5", "20.6", "30", "40", "1234")],
        ),
        ("28-heading-per-game.md", [("", "12", "4")]),
        ("40-de-table-markdown.md", [("", "", "3.5")]),
        ("41-common-headers.csv", [("", "2", "3.5")]),
        ("43-date-with-number.csv", [("2021-03", "", "")] * 2),
        ("45-hltb-tick-marks.csv", [("", "8.2", "4.5"), ("2012", "6.5", "4.5")]),
    ],
)
def test_dates_hours_and_ratings_are_data(
    name: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = [row for row in read(name).rows if row.runs or row.open_runs]

    assert [last_run(row) for row in rows][: len(expected)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("15-csv-no-header.csv", [[PC], [PS4], ["Nintendo Switch"]]),
        ("16-table-img-cell.md", [[PC, "PlayStation 5"], ["Nintendo Switch"]]),
        (
            "27-platform-headings.md",
            [[PS4], ["Super Nintendo Entertainment System"], [PC], ["PlayStation"]],
        ),
        ("36-title-tails.md", [[PC]]),
        (
            "49-csv-two-platforms.csv",
            [[PC, "Xbox"], [PS4, "PlayStation 5"], [PC], [PS4]],
        ),
    ],
)
def test_platforms_are_found_wherever_they_stand(
    name: str, expected: list[list[str]]
) -> None:
    rows = read(name).rows

    assert [list(row.platforms) for row in rows][: len(expected)] == expected
    assert {row.series for row in rows} == {None}


@pytest.mark.parametrize(
    ("name", "ranked"),
    [
        ("30-bold-countdown.md", [["Blue Tower", "Tin Parade", "Amber Road"]]),
        (
            "31-plain-title-numbered.txt",
            [
                ["Red Tower", "Blue Tower", "Grey Tower"],
                ["Dust Tower", "Mud Tower", "Tin Tower"],
            ],
        ),
        ("33-csv-rank-column.csv", [["Amber Road", "Tin Parade", "Blue Tower"]]),
    ],
)
def test_ranks_make_ranked_lists_and_no_playthroughs(
    name: str, ranked: list[list[str]]
) -> None:
    parsed = read(name)

    assert all(found.is_ranked for found in parsed.lists)
    assert [[entry.title for entry in it.entries] for it in parsed.lists] == ranked
    assert {row.status for row in parsed.rows} == {None}


def test_what_follows_a_title_is_no_part_of_it() -> None:
    linked, tails = read("35-link-then-date.md"), read("36-title-tails.md")

    assert [row.title for row in linked.rows] == NAMES[:3]
    assert [row.title for row in tails.rows] == [
        *NAMES,
        "Dust Harbor",
        "Iron Bay",
    ]
    assert not any(row.aliases for row in tails.rows)


def test_notes_at_the_end_go_to_their_game() -> None:
    first, second = read("26-notes-and-legend.md").rows

    assert (first.notes, second.notes) == ("tried. Twice.", "")


def test_times_of_any_form_are_runs() -> None:
    rows = read("48-csv-times-x.csv").rows
    dated = read("43-date-with-number.csv").rows

    assert [len(row.runs) for row in rows] == [4, 3, 2, 3]
    assert [len(row.runs) for row in dated] == [1, 2]


def test_the_owners_shelves_and_lists_say_a_status() -> None:
    (grouvee,) = read("47-grouvee-own-shelves.csv").rows
    paused, completed = read("45-hltb-tick-marks.csv").rows

    assert grouvee.status == "dropped"
    assert (paused.status, completed.status) == ("paused", "completed")
    assert completed.lists == ("Cp",)


@pytest.mark.parametrize(
    "name", ["21-same-name-two-years.md", "23-grouvee-same-name.csv"]
)
def test_two_years_are_two_games(desk: Desk, name: str) -> None:
    desk.bring((FILES / name).read_text(), name)

    games = Game.objects.filter(name="Red Tower")
    assert sorted(game.original_release_year or 0 for game in games) == [2005, 2018]
