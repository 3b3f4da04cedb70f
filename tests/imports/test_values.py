"""Dates, hours, ratings and repeats: data wherever a list has them, or a question."""

from __future__ import annotations

import pytest

from apps.imports.parsing import Row
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing import parse

FINISHED = "## Finished\n\n"


def game(line: str, heading: str = FINISHED) -> Row:
    (row,) = parse(f"{heading}- {line}\n").rows
    assert row.title == "Ico"
    return row


def facts(row: Row) -> tuple[str, str, str, str, int]:
    run = row.runs[-1] if row.runs else SourcePlaythrough("completed")
    return (
        run.started_at,
        run.completed_at,
        run.playtime_hours,
        run.rating,
        row.repeats,
    )


def values(*lines: str, heading: str = FINISHED) -> list[str]:
    """The part, certainty and meaning of what the lines' numbers mean."""
    parsed = parse(heading + "".join(f"- {line}\n" for line in lines))
    return [
        f"{part.kind} {part.text}: {part.meaning}, {part.certainty}, {part.rows}"
        for part in parsed.parts
        if part.kind in ("scale", "grade", "dates")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ico (finished May 2021)", ("", "2021-05", "", "", 1)),
        ("Ico - finished May 3, 2021", ("", "2021-05-03", "", "", 1)),
        ("Ico finished May 2021", ("", "2021-05", "", "", 1)),
        ("Ico (PS2, 3.5.21)", ("", "2021-05-03", "", "", 1)),
        ("Ico - started 2019, finished 2021", ("2019", "2021", "", "", 1)),
        ("Ico (2019-2021)", ("2019", "2021", "", "", 1)),
        ("Ico (May to June 2021)", ("2021-05", "2021-06", "", "", 1)),
        ("Ico (45h)", ("", "", "45", "", 1)),
        ("Ico - 45:30", ("", "", "45.5", "", 1)),
        ("Ico | 1h30 | 8/10", ("", "", "1.5", "4", 1)),
        ("Ico - about 40 hours, 4/5", ("", "", "40", "4", 1)),
        ("Ico (12,5 Std.)", ("", "", "12.5", "", 1)),
        ("Ico - durchgespielt im Mai 2021, 40 Std.", ("", "2021-05", "40", "", 1)),
        ("Ico - terminé en mai 2021", ("", "2021-05", "", "", 1)),
        ("Ico - terminado en 2020, 9 de 10", ("", "2020", "", "4.5", 1)),
        ("Ico - zerado em maio de 2021", ("", "2021-05", "", "", 1)),
        ("Ico - finito nel 2020 (due volte)", ("", "2020", "", "", 2)),
        ("Ico (クリア 2021年5月3日, 約40時間)", ("", "2021-05-03", "40", "", 1)),
        ("Ico ★★★½", ("", "", "", "3.5", 1)),
        ("Ico - 4 stars", ("", "", "", "4", 1)),
        ("Ico (85/100)", ("", "", "", "4.5", 1)),
        ("Ico (A-)", ("", "", "", "4", 1)),
        ("Ico - S tier", ("", "", "", "5", 1)),
        ("Ico - zweimal durchgespielt", ("", "", "", "", 2)),
        ("Ico - finished twice, 2021", ("", "2021", "", "", 2)),
        ("Ico (replayed 2019)", ("", "2019", "", "", 2)),
    ],
)
def test_what_a_line_says_is_data(
    line: str, expected: tuple[str, str, str, str, int]
) -> None:
    row = game(line)

    assert row.status == "completed"
    assert facts(row) == expected


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Ico - half of it took 40 hours", "half of it took 40 hours"),
        ("Ico (20-25 hours)", "20-25 hours"),
        ("Ico - 100%", "100%"),
        ("Ico (played 2021)", "played 2021"),
        ("Ico (1.234 Stunden)", "1.234 Stunden"),
    ],
)
def test_what_is_not_sure_stays_a_note(line: str, note: str) -> None:
    row = game(line)

    assert (row.runs, row.notes) == ((), note)


def test_data_never_finishes_a_game() -> None:
    planned = game("Ico (40h, 9/10)", "## Backlog\n\n")
    dropped = game("Ico - dropped in 2021 after 10 hours")
    open_ = game("Ico - 9/10, May 2021", "")

    assert planned.status == "planned"
    assert (dropped.status, dropped.runs[-1].completed_at) == ("dropped", "")
    assert dropped.runs[-1].playtime_hours == "10"
    assert (open_.status, open_.open_runs[-1].rating) == (None, "4.5")


def test_the_scale_of_ratings_is_decided_over_all_of_them() -> None:
    assert values("Ico: 4", "Rez: 3.5") == ["scale Ratings: out_of_5, guessed, 2"]
    assert values("Ico: 4", "Rez: 9") == ["scale Ratings: out_of_10, guessed, 2"]
    assert values("Ico (4/5)", "Rez (9/10)") == []
    assert values("Ico (85%)", "Rez (40%)") == [
        "scale Percentages: out_of_100, guessed, 2"
    ]
    assert values("Ico (100%)", "Rez (40%)") == ["scale Percentages: notes, guessed, 2"]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Rating", ["4", "5"], "out_of_5 guessed"),
        ("Rating", ["4", "85"], "out_of_100 guessed"),
        ("Rating (0-100)", ["4", "5"], "out_of_100 known"),
        ("Score /20", ["4", "5"], "out_of_20 known"),
        ("Note", ["1.5", "4"], "notes unknown"),
    ],
)
def test_a_column_of_ratings_says_its_scale_or_is_asked_about(
    header: str, cells: list[str], expected: str
) -> None:
    rows = list(enumerate(cells))
    csv = f"Game,Platform,{header}\n" + "".join(f"Ico {n},PC,{c}\n" for n, c in rows)
    bars = f"| Game | {header} |\n|--|--|\n"
    bars += "".join(f"| Ico {n} | {c} |\n" for n, c in rows)

    for text in (csv, bars) if header != "Note" else ():
        parts = parse(text).parts
        assert [
            f"{part.meaning} {part.certainty}" for part in parts if part.kind == "scale"
        ] == [expected]
    if header == "Note":
        said = {("column", "note"): "rating"}
        part = next(it for it in parse(csv, means=said).parts if it.kind == "scale")
        assert f"{part.meaning} {part.certainty}" == expected


def test_grades_are_stars_by_a_table_that_can_be_changed() -> None:
    table = "Game,Platform,Grade\nIco,PS2,A\nRez,DC,B+\nOkami,PS2,A\n"

    before = parse(table)
    after = parse(table, means={("grade", "A"): "5", ("grade", "a"): "5"})

    rated = [(row.runs or row.open_runs)[-1].rating for row in before.rows]
    assert rated == ["4.5", "4", "4.5"]
    assert [(p.text, p.meaning, p.rows) for p in before.parts if p.kind == "grade"] == [
        ("A", "4.5", 2),
        ("B+", "4", 1),
    ]
    assert [(r.runs or r.open_runs)[-1].rating for r in after.rows] == ["5", "4", "5"]


OPEN = "Game,Platform,Completed on\nIco,PS2,03/04/2020\n"


@pytest.mark.parametrize(
    ("more", "said", "completed_at", "part"),
    [
        ("", "", "2020", "year unknown"),
        ("", "month_first", "2020-03-04", "month_first known"),
        ("Rez,DC,25/12/2020\n", "", "2020-04-03", "day_first known"),
        ("Rez,DC,12/25/2020\n", "", "2020-03-04", "month_first known"),
        ("Rez,DC,12/25/2020\nOkami,PS2,25/12/2020\n", "", "2020", "year unknown"),
    ],
)
def test_the_order_of_dates_is_decided_over_all_of_them(
    more: str, said: str, completed_at: str, part: str
) -> None:
    means = {("dates", "dates"): said} if said else {}
    words = "".join(
        f"- {name} (finished {date})\n"
        for name, _, date in (
            line.split(",") for line in (OPEN + more).split("\n")[1:-1]
        )
    )

    for text in (OPEN + more, FINISHED + words):
        parsed = parse(text, means=means)
        row, *_ = parsed.rows
        dates = [it for it in parsed.parts if it.kind == "dates"]
        assert row.runs[-1].completed_at == completed_at
        assert [f"{it.meaning} {it.certainty}" for it in dates] == [part]
        if completed_at == "2020":
            assert "03/04/2020" in row.notes + row.runs[-1].notes
