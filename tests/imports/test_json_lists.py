"""Lists of games as JSON, the owner's own among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apps.imports.parsing import BrokenJson
from apps.imports.parsing import parse

DATA = Path(__file__).parent.parent / "data"


def test_a_played_list_holds_completed_games() -> None:
    parsed = parse((DATA / "rpgs-beaten.json").read_text())

    assert len(parsed.rows) == 86
    assert {row.status for row in parsed.rows} == {"completed"}
    assert parsed.lists == ()
    sonata = next(row for row in parsed.rows if row.title == "Eternal Sonata")
    assert (sonata.line, sonata.aliases) == (11, ("Trusty Bell",))
    assert sonata.source == '{ "name": "Eternal Sonata (Trusty Bell)" }'


def test_a_top_list_is_a_ranking_called_after_its_file() -> None:
    parsed = parse((DATA / "final-fantasy.json").read_text(), name="final-fantasy.json")

    (ranking,) = parsed.lists
    assert (ranking.name, ranking.is_ranked) == ("Final Fantasy", True)
    assert [entry.position for entry in ranking.entries] == list(range(1, 20))
    first, second = parsed.rows[:2]
    assert (first.title, first.year, first.status) == ("Final Fantasy IV", 1991, None)
    assert first.platforms == (
        "Super Nintendo Entertainment System",
        "PlayStation",
        "PlayStation Portable",
        "Nintendo 3DS",
    )
    assert first.notes == "is complicated"
    assert second.notes.startswith("expansions: Shadowbringers, Heavensward")


def test_a_pasted_favourites_list_is_called_after_its_key() -> None:
    parsed = parse((DATA / "top-20.json").read_text())

    assert parsed.lists[0].name == "Favorites"
    assert parsed.rows[0].line == 3


@pytest.mark.parametrize(
    "text",
    [
        '["Ico", "Okami"]',
        '[{"name": "Ico"}, {"title": "Okami"}]',
        '{"games": ["Ico", {"game": "Okami"}]}',
        '{"a": 1, "finished": ["Ico"], "currently_playing": ["Okami"]}',
    ],
)
def test_json_lists_come_in_many_forms(text: str) -> None:
    assert [row.title for row in parse(text).rows] == ["Ico", "Okami"]


def test_fields_become_the_rows_and_unknown_ones_are_kept() -> None:
    item = {
        "name": "Ico",
        "platform": "PS2",
        "platforms_owned": ["PS3"],
        "series": "Team Ico",
        "status": "dropped",
        "release_date": "2001-09-24",
        "note": "quiet",
        "rating": 4.5,
        "loved": True,
        "hated": False,
    }
    (row,) = parse(json.dumps({"played": [item]})).rows

    assert (row.series, row.status, row.year) == ("Team Ico", "dropped", 2001)
    assert row.platforms == ("PlayStation 2",)
    assert row.notes == "platforms owned: PS3; quiet; loved"
    assert row.runs[0].rating == "4.5"


def test_items_that_are_no_games_are_reported_with_their_line() -> None:
    text = """{"played": [
        {"name": "Ico"},
        {"year": 1999},
        7,
        null,
        {"name": ["x"]},
        {"name": "Nul \\u0000 byte"},
        {"name": "Half \\ud83d emoji"}
    ], "version": 2}"""

    parsed = parse(text)

    assert [row.title for row in parsed.rows] == ["Ico"]
    assert [missed.line for missed in parsed.not_understood] == [3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"played": [{"name": "Ico"}', "line 1"),
        ('{"played": [\n{"name": Ico}]}', "line 2"),
        ('{"played": {}}{', "line 1"),
        ("{}", "a list of games"),
        ('{"played": []}', "a list of games"),
        ('{"a": ' + "[" * 100_000, "JSON"),
        ('{"a": [' + "1" * 10_000 + "]}", "number"),
    ],
)
def test_broken_json_is_refused_with_advice(text: str, message: str) -> None:
    with pytest.raises(BrokenJson, match=message) as refused:
        parse(text)

    assert refused.value.what_to_do


@pytest.mark.parametrize(
    "text", ["[Ico](https://example.com)", "[x] Ico", "[ ] Ico", "- [ ] Ico"]
)
def test_markdown_that_begins_with_a_bracket_is_no_json(text: str) -> None:
    assert [row.title for row in parse(text).rows] == ["Ico"]


def test_keys_are_read_like_columns_in_any_language_with_their_units() -> None:
    text = """{"spiele": [
        {"titel": "Ico", "plattform": {"name": "PS2"}, "spielzeitMinuten": 750,
         "bewertung": 8, "beendet": "2021-05-03", "mood": "calm", "tags": ["cozy"]},
        {"titel": "Okami", "plattform": ["PS2", "Wii"], "bewertung": 10,
         "zustand": "abgebrochen", "anzahl": 2, "gestartet": "2020"},
        {"titel": "Rez", "zustand": "geparkt", "bewertung": "B+", "jahr": 2001}
    ]}"""

    parsed = parse(text)

    ico, okami, rez = parsed.rows
    (run,) = ico.runs
    assert (run.status, run.platform) == ("completed", "PlayStation 2")
    assert (run.completed_at, run.playtime_hours, run.rating) == (
        "2021-05-03",
        "12.5",
        "4",
    )
    assert ico.notes == "mood: calm; tags: cozy"
    assert (okami.status, okami.platforms) == ("dropped", ("PlayStation 2", "Wii"))
    assert (rez.status, rez.year) == (None, 2001)
    assert rez.notes == "status: geparkt; bewertung: B+"
    assert [part.text for part in parsed.parts if part.certainty == "unknown"] == [
        "geparkt"
    ]


@pytest.mark.parametrize(
    ("key", "value", "hours"),
    [
        ("playtimeSeconds", 7200, "2"),
        ("playtime_minutes", 120, "2"),
        ("hoursPlayed", 2, "2"),
        ("tempo de jogo", "2:00", "2"),
        ("プレイ時間", "2時間", "2"),
        ("heures", 0, ""),
    ],
)
def test_a_time_has_the_unit_of_its_key(key: str, value: object, hours: str) -> None:
    text = json.dumps({"played": [{"name": "Ico", key: value, "rating": 4}]})

    assert parse(text).rows[0].runs[0].playtime_hours == hours


def test_yes_and_no_and_dates_say_what_the_list_leaves_open() -> None:
    text = """[{"name": "Ico", "isFinished": true},
      {"name": "Rez", "isFinished": false}, {"name": "Okami", "isFinished": null}]"""

    assert [row.status for row in parse(text).rows] == ["completed", None, None]
    dated = parse('[{"name": "Ico", "dateFinished": "2021"}, {"name": "Rez"}]')
    assert [row.status for row in dated.rows] == ["completed", None]
    wished = parse('{"wishlist": [{"name": "Ico", "finished": "2021"}]}').rows[0]
    assert (wished.status, wished.runs[0].notes) == ("planned", "finished: 2021")


def test_a_key_that_nobody_knows_can_be_answered() -> None:
    text = '[{"label": "Ico", "mood": 7}, {"label": "Rez", "mood": 9}]'

    asked = parse(text)
    answers = {("column", "label"): "title", ("column", "mood"): "rating"}
    answered = parse(text, means=answers)

    assert len(asked.not_understood) == 2
    assert [(p.text, p.certainty) for p in asked.parts] == [
        ("label", "unknown"),
        ("mood", "guessed"),
    ]
    assert [(row.title, row.open_runs[0].rating) for row in answered.rows] == [
        ("Ico", "3.5"),
        ("Rez", "4.5"),
    ]
    assert not answered.not_understood
    ignored = parse(
        '[{"name": "Ico", "mood": 7}]', means={("column", "mood"): "nothing"}
    )
    assert ignored.rows[0].notes == ""
