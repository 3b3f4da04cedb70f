"""The exports of further services: their forms are as the parsers' docstrings say.

A game is written with the status that sums it up; None where the review asks for it or
where the export only says that the game is owned.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from apps.imports.parsing import BrokenJson
from apps.imports.parsing import MissingColumns
from apps.imports.parsing import Parsed
from apps.imports.parsing import Row
from apps.imports.parsing import SourceError
from apps.imports.parsing import parse
from apps.imports.parsing.formats import detect
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.imports.test_exports import read
from tests.imports.test_exports import text_of
from tests.imports.test_exports import told

PC, SWITCH = "PC (Microsoft Windows)", "Nintendo Switch"
KEYS = {
    "playnite.csv": "playnite",
    "gog_galaxy.csv": "gog_galaxy",
    "playstation_played.json": "playstation",
    "playstation_trophies.json": "playstation",
    "xbox.json": "xbox",
    "backloggd.csv": "backloggd",
    "backloggd.json": "backloggd",
    "gg.json": "gg",
    "rawg.json": "rawg",
    "rawg_collections.json": "rawg",
    "vgcollect.csv": "vgcollect",
    "diary.csv": "diary",
}


def statuses(parsed: Parsed) -> list[str | None]:
    return [row.status for row in parsed.rows]


def waiting(row: Row) -> dict[str, str]:
    """What waits for the status of a row."""
    (run,) = row.open_runs
    return told(run)


def asked(parsed: Parsed) -> list[str]:
    return [part.text for part in parsed.parts if part.certainty == "unknown"]


@pytest.mark.parametrize(("file", "key"), KEYS.items())
def test_a_service_is_known_by_its_columns(file: str, key: str) -> None:
    assert detect(text_of(file)).key == key
    assert detect(text_of(file), name="my games.txt").key == key


def test_playnite_tells_seconds_scores_and_tags_and_asks_what_played_means() -> None:
    parsed = read("playnite.csv")

    amber, tin, blue, *_, white = parsed.rows
    assert told(amber.runs[0]) == {
        "status": "completed",
        "platform": PC,
        "playtime_hours": "150",
        "rating": "5",
        "notes": "rated 95/100; Twice; last played 12/24/2023 8:15:00 PM; "
        "source: Steam",
    }
    assert (amber.series, amber.year) == ("Amber", 2017)
    assert amber.lists == ("Couch", "cozy", "Finished it", "Favorites")
    assert tin.platforms == (PC, "PlayStation 4")
    assert (blue.status, waiting(blue)["playtime_hours"]) == (None, "2")
    assert (white.status, white.platforms) == ("planned", ("Linux",))
    assert statuses(parsed)[3:5] == ["paused", "dropped"]
    assert asked(parsed) == ["Played"]


def test_answers_for_playnites_words_and_tags_count_before_its_columns() -> None:
    means = {("status", "played"): "completed", ("shelf", "cozy"): "dropped"}

    amber, _, blue, *_ = parse(text_of("playnite.csv"), means=means).rows

    assert (amber.status, amber.lists[1:]) == ("dropped", ("Finished it", "Favorites"))
    assert told(blue.runs[0])["playtime_hours"] == "2"
    assert blue.status == "completed"


def test_playnites_own_fields_as_scripts_write_them() -> None:
    game = {
        "Name": "Amber Road",
        "CompletionStatus": {"Name": "Beaten"},
        "Playtime": 7200,
        "Platforms": [{"Name": "Sony PlayStation 4"}],
        "UserScore": 80,
        "Tags": None,
    }

    parsed = parse(json.dumps([game]))

    assert told(parsed.rows[0].runs[0]) == {
        "status": "completed",
        "platform": "PlayStation 4",
        "playtime_hours": "2",
        "rating": "4",
    }
    (unit,) = [part for part in parsed.parts if part.kind == "column"]
    assert (unit.text, unit.meaning, unit.certainty) == (
        "Playtime",
        "seconds",
        "guessed",
    )
    hours = parse(json.dumps([game]), means={("column", "playtime"): "minutes"})
    assert hours.rows[0].runs[0].playtime_hours == "120"


def test_gog_galaxy_leaves_open_what_was_played() -> None:
    amber, tin, blue, red = read("gog_galaxy.csv").rows

    assert waiting(amber) == {
        "status": "completed",
        "platform": PC,
        "playtime_hours": "12.5",
    }
    assert (amber.lists, amber.year, tin.year) == (("cozy",), 2017, 2010)
    assert (tin.status, tin.open_runs, tin.platforms) == (None, (), (PC,))
    assert tin.notes == "bought at: PlayStation Network"
    assert (blue.status, blue.platforms) == ("completed", (PC, SWITCH))
    assert (red.platforms, red.notes) == ((), "play time: long")


def test_playstation_completes_nothing_not_even_with_a_platinum() -> None:
    played, trophies = (
        read("playstation_played.json"),
        read("playstation_trophies.json"),
    )

    amber, tin, blue = played.rows
    assert (amber.title, waiting(amber)) == (
        "Amber Road",
        {
            "status": "completed",
            "platform": "PlayStation 4",
            "started_at": "2019-04-20",
            "playtime_hours": "28.9",
            "notes": "last played 2019-06-01",
        },
    )
    assert waiting(tin)["playtime_hours"] == "26"
    assert (blue.open_runs, blue.notes) == ((), "play time: soon")
    assert played.warnings == ("Left out because they aren't games: 1 app.",)
    amber, tin = trophies.rows
    assert (amber.title, amber.platforms) == ("Amber Road", ("PlayStation 5", PC))
    assert waiting(amber)["notes"] == "trophies: 100 %, with the platinum"
    assert (tin.platforms, tin.open_runs) == (("PlayStation Vita",), ())
    assert {*statuses(played), *statuses(trophies)} == {None}


def test_xbox_tells_achievements_and_minutes() -> None:
    parsed = read("xbox.json")

    amber, tin = parsed.rows
    assert amber.platforms == ("Xbox 360", "Xbox One")
    assert waiting(amber)["notes"] == (
        "last played 2024-02-20; achievements: 59 of 60, gamerscore 1250"
    )
    assert (waiting(tin)["platform"], waiting(tin)["playtime_hours"]) == (PC, "2.5")
    assert [line.line for line in parsed.other] == [3]


def test_backloggds_statuses_backlog_and_stars() -> None:
    parsed = read("backloggd.csv")

    assert statuses(parsed) == [
        "completed",
        None,
        "paused",
        "dropped",
        None,
        "planned",
        "planned",
        "playing",
    ]
    assert parsed.rows[0].runs[0].rating == "4.5"
    assert parsed.rows[2].lists == ("Backlog",)
    assert asked(parsed) == ["Played", "Retired"]


def test_backloggds_playthroughs_each_count_for_what_they_say() -> None:
    amber, tin, blue, red, grey = read("backloggd.json").rows

    (run,) = amber.runs
    assert told(run) == {
        "status": "completed",
        "platform": PC,
        "started_at": "2024-08-02",
        "completed_at": "2024-08-09",
        "playtime_hours": "12.5",
        "rating": "4.5",
        "notes": "Fine; mastered; started 2025-01-01; replay; liked",
    }
    assert (tin.status, tin.runs[0].platform) == ("completed", SWITCH)
    assert (blue.status, waiting(blue)["playtime_hours"]) == (None, "3")
    assert [(run.status, run.completed_at) for run in red.runs] == [
        ("completed", "2020-02-02"),
        ("playing", ""),
    ]
    assert grey.status is None


def test_gg_tells_statuses_lists_and_stars() -> None:
    parsed = read("gg.json")

    assert statuses(parsed) == ["completed", "planned", "paused", "dropped", None]
    amber, *_, grey = parsed.rows
    assert (amber.lists, amber.runs[0].rating) == (("Cozy",), "4.5")
    assert amber.runs[0].notes == "Fine"
    assert waiting(grey) == {
        "status": "completed",
        "rating": "3",
        "notes": "status: Parked",
    }
    assert asked(parsed) == ["Parked"]


def test_rawg_tells_statuses_and_collections() -> None:
    games, collections = read("rawg.json"), read("rawg_collections.json")

    assert statuses(games) == [
        "completed",
        "planned",
        None,
        "planned",
        "dropped",
        None,
    ]
    amber, _, owned, *_ = games.rows
    assert (amber.runs[0].rating, amber.year) == ("4", 2017)
    assert amber.platforms == (PC, "Xbox Series X|S")
    assert owned.open_runs == ()
    assert asked(games) == ["archived"]
    assert [found.lists for found in collections.rows] == [
        ("Rainy days",),
        ("Rainy days",),
        (),
    ]
    assert statuses(collections) == [None, None, "completed"]


def test_vgcollect_tells_what_is_owned_and_no_more() -> None:
    parsed = read("vgcollect.csv")

    amber, tin = parsed.rows
    assert amber.platforms == ("Nintendo GameCube",)
    assert amber.notes == "Scratched; region: NA"
    assert (tin.platforms, tin.runs, tin.open_runs) == (("Nintendo 64",), (), ())
    wished = parse(text_of("vgcollect.csv"), name="vgcollect-wishlist.csv")
    assert {found.lists for found in wished.rows} == {("Wishlist",)}


def test_a_diary_like_letterboxds_holds_games_and_leaves_out_films() -> None:
    parsed = read("diary.csv")

    amber, tin = parsed.rows
    assert (amber.status, amber.lists) == ("dropped", ("cozy",))
    assert waiting(tin)["completed_at"] == "2024-03-01"
    assert parsed.warnings == ("Left out because they aren't games: 1 film.",)


@pytest.mark.parametrize("file", KEYS)
def test_every_line_is_accounted_for_and_half_a_file_is_no_crash(file: str) -> None:
    text = text_of(file)
    parsed = read(file)
    lines: list[Any] = [*parsed.rows, *parsed.not_understood, *parsed.other]
    found = sorted(line.line for line in lines)
    assert found == list(range(1, len(found) + 1))

    half = text[: len(text) * 2 // 3]
    if file.endswith(".json"):
        with pytest.raises(BrokenJson, match="invalid on line"):
            parse(half, name=file)
    else:
        assert parse(half, name=file).rows


@pytest.mark.parametrize("key", sorted({*KEYS.values()}))
def test_another_file_that_is_said_to_be_one_is_refused(key: str) -> None:
    with pytest.raises(MissingColumns, match="doesn't have the column") as refused:
        parse("Studio,Genre\nSomeone,Puzzle\n", as_format=key)

    assert refused.value.what_to_do


@pytest.mark.parametrize(
    "game",
    [
        {"name": None, "slug": [], "user_game": "[", "released": {}},
        {"name": ["x"], "titleId": {}, "playDuration": ["PT"], "category": 7},
        {"title": {}, "log": [[]], "playthroughs": [7, {}, {"rating": {}}]},
        {"title": "Ico", "log": {"status": {"a": 1}}, "playthroughs": {"a": 1}},
        {"trophyTitleName": "Ico", "progress": "x", "earnedTrophies": [1]},
        {"name": "Ico", "CompletionStatus": [[]], "Playtime": {}, "Platforms": {}},
        {"titleId": 1, "name": "Ico", "devices": {"a": 1}, "titleHistory": [1]},
        {"title": "Ico", "status": 7, "lists": {"a": 1}, "token": None},
    ],
)
def test_odd_values_are_reported_and_never_a_crash(game: dict[str, object]) -> None:
    try:
        parsed = parse(json.dumps({"results": [game, 7]}))
    except SourceError as error:
        assert error.what_to_do
    else:
        assert parsed.rows or parsed.not_understood


@pytest.mark.parametrize(
    ("file", "answer", "status"),
    [
        ("infinite_backlog.csv", ("shelf", "n64 shelf", "dropped"), "dropped"),
        ("infinite_backlog.csv", ("status", "played beaten", "playing"), "playing"),
        ("yamtrack.csv", ("status", "paused", "dropped"), "dropped"),
        ("backloggery.csv", ("status", "unfinished", "dropped"), "dropped"),
        ("igdb_played.csv", ("list", "igdb played", "dropped"), "dropped"),
    ],
)
def test_words_tags_and_lists_of_the_older_exports_can_be_answered(
    file: str, answer: tuple[str, str, str], status: str
) -> None:
    kind, text, meaning = answer

    before = read(file)
    after = parse(text_of(file), name=file, means={(kind, text): meaning})

    changed = [
        (one.title, other.status)
        for one, other in zip(before.rows, after.rows, strict=True)
        if one.status != other.status
    ]
    assert changed
    assert {found for _, found in changed} == {status}


def test_unknown_words_of_the_older_exports_are_asked() -> None:
    header, *_ = text_of("yamtrack.csv").splitlines()
    yamtrack = f'{header}\n"1","igdb","game","Ico","","","","8","2h","Parked"\n'
    header, game, *_ = text_of("infinite_backlog.csv").splitlines()
    backlog = f"{header}\n{game.replace('Played,Beaten', 'Parked,')}\n"

    for text in (yamtrack, backlog):
        parsed = parse(text)
        assert asked(parsed) == ["Parked"]
        assert statuses(parsed) == [None]
        assert parsed.rows[0].open_runs


@pytest.mark.parametrize("file", KEYS)
def test_an_export_twice_adds_nothing(desk: Desk, file: str) -> None:
    desk.bring(text_of(file), file)
    before = everything()

    desk.bring(text_of(file), file)

    assert before["Game"]
    assert everything() == before


@pytest.mark.parametrize(
    "text",
    [
        "Title,Rating,Status,Backlog,Platform\nIco,4,Completed,,PS2\n",
        "Name,Platforms,Source,Completion Status,Date Completed\n"
        "Ico,PS2,Disc,Beaten,2021-05-03\n",
        "Name,Year,Watched Date,Platform\nIco,2001,2021-05-03,PS2\n",
    ],
)
def test_somebodys_own_table_is_none_of_a_service(text: str) -> None:
    parsed = parse(text, name="mine.csv")

    assert detect(text, name="mine.csv").key == "csv"
    assert parsed.rows[0].platforms == ("PlayStation 2",)


def test_what_a_service_cannot_have_is_named() -> None:
    text = text_of("backloggd.csv").replace("Backlog\n", "Backlog,Mood\n", 1)
    text = text.replace("4.5,Completed,\n", "4.5,Completed,,calm\n", 1)

    parsed = parse(text)

    assert parsed.rows[0].status == "completed"
    assert "no field for it: mood." in parsed.warnings[0]
