"""The exports of other services, read from small files in `files/`.

Their forms are as the parsers' docstrings say, their lines invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apps.imports.parsing import MissingColumns
from apps.imports.parsing import Parsed
from apps.imports.parsing import Row
from apps.imports.parsing import SourceError
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing import decode_source
from apps.imports.parsing import parse
from apps.imports.parsing.formats import detect

FILES = Path(__file__).parent / "files"


def text_of(file: str) -> str:
    return decode_source((FILES / file).read_bytes()).text


def read(file: str, name: str = "") -> Parsed:
    return parse(text_of(file), name=name or file)


def row(parsed: Parsed, title: str) -> Row:
    return next(row for row in parsed.rows if row.title == title)


def told(run: SourcePlaythrough) -> dict[str, str]:
    """What the run tells, without what it leaves empty."""
    named = {name: getattr(run, name) for name in SourcePlaythrough.__slots__}
    return {name: value for name, value in named.items() if value}


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("grouvee.csv", "grouvee"),
        ("howlongtobeat.csv", "howlongtobeat"),
        ("igdb_played.csv", "igdb"),
        ("backloggery.csv", "backloggery"),
        ("backloggery.json", "backloggery"),
        ("infinite_backlog.csv", "infinite_backlog"),
        ("yamtrack.csv", "yamtrack"),
        ("plain_semicolons.csv", "csv"),
        ("plain_shift_jis.csv", "csv"),
        ("plain_utf16.tsv", "csv"),
    ],
)
def test_a_format_is_known_by_its_content_alone(file: str, key: str) -> None:
    assert detect(text_of(file)).key == key
    assert detect(text_of(file), name="my games.txt").key == key


@pytest.mark.parametrize(
    "text",
    [
        "Suikoden, Grandia\nIco, Rez\n",
        "# Games\n\n- Ico; PS2\n- Rez; DC\n",
        "| Game | Platform |\n|---|---|\n| Ico | PS2 |\n",
        "Title: my games\nIco\n",
        "Ico",
        "",
    ],
)
def test_what_people_write_is_no_table(text: str) -> None:
    assert detect(text).key == "text"


def test_howlongtobeat_tells_each_playthrough() -> None:
    parsed = read("howlongtobeat.csv")

    assert told(row(parsed, "Resident Evil 7: Biohazard").runs[0]) == {
        "status": "completed",
        "platform": "PC (Microsoft Windows)",
        "started_at": "2024-02-09",
        "completed_at": "2024-02-20",
        "playtime_hours": "9.2",
        "rating": "3.5",
        "notes": "Tense; Main story: Madhouse next; storefront: Steam",
    }
    trigger = [row for row in parsed.rows if row.title == "Chrono Trigger"]
    assert [(r.line, r.runs[0].completed_at) for r in trigger] == [
        (3, "1996"),
        (5, "2009-04"),
    ]
    assert trigger[0].runs[0].notes == 'With "Crono"\nand Marle; rated 95/100'
    assert trigger[0].lists == ("Custom-1",)
    assert [run.status for run in row(parsed, "Celeste").runs] == [
        "completed",
        "playing",
    ]
    assert row(parsed, "Hollow Knight").runs[0].status == "dropped"
    assert row(parsed, "Metaphor: ReFantazio").runs[0].status == "planned"
    assert parsed.not_understood == ()


def test_text_that_looks_like_a_formula_stays_text() -> None:
    found = row(read("howlongtobeat.csv"), "-KLAUS-")

    assert found.runs[0].notes == "=1+1"


def test_our_own_disarmed_formulas_are_read_back() -> None:
    parsed = parse("Title,Platform\n'-KLAUS-,PS4\n'Allo 'Allo,PC\n'=1,PC\n")

    assert [row.title for row in parsed.rows] == ["-KLAUS-", "'Allo 'Allo", "=1"]


def test_yamtrack_gives_its_games_and_counts_the_rest() -> None:
    parsed = read("yamtrack.csv")

    assert parsed.warnings == ("Left out because they aren't games: 2 episode, 1 tv.",)
    assert [line.line for line in parsed.other] == [1, 2, 3, 4]
    resident = row(parsed, "Resident Evil 7: Biohazard")
    assert resident.external_ids == {"igdb": "19562"}
    assert told(resident.runs[0]) == {
        "status": "completed",
        "started_at": "2024-02-09",
        "completed_at": "2024-02-20",
        "playtime_hours": "9.2",
        "rating": "4",
        "notes": "Tense; rated 7.5/10",
    }
    assert row(parsed, "My own homebrew").external_ids == {}
    assert row(parsed, "Hollow Knight").runs[0].status == "paused"


def test_infinite_backlog_tells_status_hours_tags_and_igdb_ids() -> None:
    parsed = read("infinite_backlog.csv")

    ocarina = row(parsed, "The Legend of Zelda: Ocarina of Time")
    assert [run.status for run in ocarina.runs] == ["completed"] * 3
    assert (ocarina.year, ocarina.external_ids) == (1998, {"igdb": "1029"})
    kong = row(parsed, "Donkey Kong 64")
    assert told(kong.runs[0]) == {
        "status": "completed",
        "platform": "Nintendo 64",
        "completed_at": "2025-06",
        "playtime_hours": "44.3",
        "rating": "3.5",
        "notes": "All bananas saved, haha.; ratings of 10: gameplay 7, sound 7, "
        "story 6, visual 8, accessibility 4",
    }
    assert kong.lists == ("co-op night", "N64 shelf")
    statuses = {r.title[:7]: [run.status for run in r.runs] for r in parsed.rows[2:]}
    assert statuses == {
        "Yoshi's": ["playing", "completed"],
        "Banjo-T": ["paused"],
        "A Bug's": ["dropped"],
        "Amnesia": ["planned"],
        "Anodyne": [],
        "Teenage": ["completed"],
        "Unchart": [],
    }
    assert row(parsed, "Uncharted 4: A Thief's End").lists == ("Wishlist",)
    edition = parsed.rows[7].runs[0]
    assert edition.edition.endswith("Limited Edition")
    assert "amount paid" in parsed.warnings[0]


@pytest.mark.parametrize(
    ("name", "statuses", "lists"),
    [
        ("played.csv", ["completed"], []),
        ("played (1).csv", ["completed"], []),
        ("want-to-play.csv", ["planned"], []),
        ("Couch_games.csv", [], ["Couch games"]),
    ],
)
def test_an_igdb_list_is_what_its_file_is_called(
    name: str, statuses: list[str], lists: list[str]
) -> None:
    parsed = read("igdb_played.csv", name)

    streets = parsed.rows[0]
    assert [run.status for run in streets.runs] == statuses
    assert [found.name for found in parsed.lists] == lists
    assert (streets.year, streets.external_ids) == (2020, {"igdb": "107262"})
    assert streets.platforms == ("Mac", "PC (Microsoft Windows)", "Nintendo Switch")
    assert all(not run.rating for row in parsed.rows for run in row.runs)


def test_grouvee_tells_shelves_dates_and_status_updates() -> None:
    parsed = read("grouvee.csv")

    darksiders = row(parsed, "Darksiders III")
    assert (darksiders.series, darksiders.lists) == ("Darksiders", ("Couch co-op",))
    assert told(darksiders.runs[0]) == {
        "status": "completed",
        "platform": "PC (Microsoft Windows)",
        "rating": "1",
    }
    assert [told(run) for run in row(parsed, "Chrono Trigger").runs] == [
        {
            "status": "completed",
            "started_at": "1996-01-02",
            "completed_at": "1996-02-03",
            "playtime_hours": "22.5",
            "notes": "Main Story",
        },
        {
            "status": "completed",
            "completed_at": "2009-04-05",
            "rating": "5",
            "notes": '100% Completion; The best, "ever".\nTruly.; '
            "2025-03-10: Lavos again",
        },
        {"status": "playing"},
    ]
    assert row(parsed, "Metaphor: ReFantazio").runs[0].status == "planned"
    assert row(parsed, "Hades II").lists == ("Wish List",)
    assert [(x.line, x.reason) for x in parsed.not_understood] == [
        (7, "One of its cells contains invalid JSON.")
    ]


def test_grouvee_as_json_is_the_same_with_its_cells_unfolded() -> None:
    text = """[{"id": 1, "name": "Chrono Trigger", "rating": 5, "review": null,
      "shelves": {"Played": {"date_added": "2015-03-09T14:54:40Z"}},
      "platforms": [{"name": "Nintendo DS"}], "statuses": [],
      "dates": [{"date_finished": "2009-04-05", "seconds_played": 3600}]}]"""

    parsed = parse(text)

    assert detect(text).key == "grouvee"
    assert told(parsed.rows[0].runs[0]) == {
        "status": "completed",
        "platform": "Nintendo DS",
        "completed_at": "2009-04-05",
        "playtime_hours": "1",
        "rating": "5",
    }


def test_backloggery_is_read_in_words_and_in_its_own_numbers() -> None:
    words, numbers = read("backloggery.csv"), read("backloggery.json")

    assert [[run.status for run in r.runs] for r in words.rows] == [
        ["completed"],
        ["completed"],
        ["playing"],
        ["paused"],
        [],
        ["planned"],
    ]
    assert told(words.rows[0].runs[0])["rating"] == "5"
    assert words.rows[1].runs[0].notes == "in Super Mario All-Stars"
    assert [[run.status for run in r.runs] for r in numbers.rows] == [
        ["completed"],
        ["dropped"],
        ["planned"],
    ]
    assert numbers.rows[0].runs[0].rating == "4.5"
    assert numbers.rows[2].lists == words.rows[5].lists == ("Wishlist",)


@pytest.mark.parametrize(
    ("status", "playing", "told"),
    [
        ("Endless", "true", ("ongoing", "")),
        ("Endless", "false", ("ongoing", "")),
        ("Endless", "shelved", ("dropped", "endless")),
        ("Unfinished", "ongoing", ("ongoing", "")),
    ],
)
def test_backloggerys_endless_games_are_ongoing(
    status: str, playing: str, told: tuple[str, str]
) -> None:
    header = text_of("backloggery.csv").splitlines()[0]
    game = f"Tetris,,GB,,default,Owned,{status},,,,,,,{playing}"

    (row,) = parse(f"{header}\n{game}\n").rows

    (run,) = row.runs
    assert (run.status, run.notes) == told


def test_infinite_backlogs_continuous_games_are_ongoing_while_played() -> None:
    header, game, *_ = text_of("infinite_backlog.csv").splitlines()
    playing = game.replace("Played,Beaten", "Playing,Continuous")
    played = game.replace("Played,Beaten", "Played,Continuous")

    rows = parse("\n".join([header, playing, played])).rows

    runs = [run for row in rows for run in row.runs]
    assert [(run.status, run.notes) for run in runs] == [
        ("ongoing", ""),
        ("paused", "endless"),
    ]


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    text = text_of("howlongtobeat.csv").replace('"Title"', '"Nope"', 1)

    with pytest.raises(MissingColumns) as error:
        parse(text)

    assert (
        "HowLongToBeat, but it doesn't have the column “title”" in error.value.message
    )
    assert "Its columns are: nope, platform, playing" in error.value.message


def test_another_format_can_be_asked_for() -> None:
    text = text_of("howlongtobeat.csv")

    assert parse(text, as_format="csv").rows[0].title == "Resident Evil 7: Biohazard"
    with pytest.raises(MissingColumns, match="the column “name”"):
        parse(text, as_format="grouvee")


@pytest.mark.parametrize(
    "text",
    [
        "[{}]",
        '{"games": 7}',
        '[{"shelves": 7, "dates": {"a": 1}, "statuses": "[", "name": "Ico"}]',
        '[{"shelves": [[]], "dates": [[]], "statuses": [7], "name": ["Ico"]}]',
        '[{"shelves": {"a": null}, "dates": "{}", "statuses": "0", "name": null}, 7]',
        '[{"game_inst_id":1,"platform_title":{},"priority":[],"phys_digi":1,"title":2}]',
        '{"questlog": "steam library", "games": [7, {}, {"name": "Ico"}]}',
        '{"questlog": "steam library", "games": {}}',
    ],
)
def test_odd_json_is_reported_and_never_a_crash(text: str) -> None:
    try:
        parsed = parse(text)
    except SourceError as error:
        assert error.what_to_do
    else:
        assert parsed.rows or parsed.not_understood


def test_every_line_is_accounted_for() -> None:
    for path in sorted(FILES.glob("*.csv")):
        parsed = read(path.name)
        lines: list[Any] = [*parsed.rows, *parsed.not_understood, *parsed.other]
        found = sorted(line.line for line in lines)

        assert found[0] == 1, path.name
        assert len(found) == len(set(found)), path.name
