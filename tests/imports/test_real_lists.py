"""Shapes that other people's lists have, each as a small list, and what they become.

Expected is each game's status and platforms in the list's order; None where the list
leaves the status open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from apps.imports.parsing import parse
from apps.imports.parsing.source import BrokenJson

FILES = Path(__file__).parent / "files" / "lists"
PC, PS4, PS5 = "PC (Microsoft Windows)", "PlayStation 4", "PlayStation 5"
SWITCH = "Nintendo Switch"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "01-completed-column-under-playing.md",
            {
                "Amber Road": ("playing", PC),
                "Tin Parade": ("completed", PS5),
                "Blue Tower": (None, PS5),
            },
        ),
        (
            "02-uneven-rule.md",
            {
                "Amber Road": ("planned", PS5),
                "Tin Parade": ("completed", SWITCH),
                "Blue Tower": (None, SWITCH),
            },
        ),
        (
            "03-shops-and-boxes.md",
            {"Amber Road": ("completed", PC), "Tin Parade": (None, PC)},
        ),
        ("04-sentence-above.md", {"Amber Road": ("completed", "")}),
        (
            "05-html-list.md",
            {"Amber Road": ("dropped", PS4), "Tin Parade": ("dropped", "")},
        ),
        (
            "06-code.ts",
            {
                "Amber Road": ("playing", PC),
                "Tin Parade: The Baker's Dozen": ("completed", ""),
            },
        ),
        ("07-title-of-page.md", {"Amber Road": ("completed", "")}),
        (
            "08-bars-without-header.md",
            {"Amber Road": ("playing", PC), "Avenue of Tin": (None, PC)},
        ),
        (
            "09-looking-forward.md",
            {
                "Amber Road": ("planned", PC),
                "Tin Parade 2: Complete Story": ("planned", ""),
            },
        ),
    ],
)
def test_a_list_of_this_shape_is_read_rightly(
    name: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    parsed = parse((FILES / name).read_text(), name=name)

    found = {row.title: (row.status, ", ".join(row.platforms)) for row in parsed.rows}
    assert found == expected


def test_code_without_data_is_refused_and_no_line_of_it_becomes_a_game() -> None:
    code = "export const games = load();\nadd('Ico', 'PS2');\n"

    with pytest.raises(BrokenJson, match="file of code") as refused:
        parse(code, name="games.js")

    assert "Save the list as JSON" in refused.value.what_to_do


def test_a_log_of_changes_in_code_is_read_with_the_newest_values() -> None:
    code = """
prepend("a1", "status", "Beaten");

prepend("b2", "status", "UnplayedUnreleased");
prepend("b2", "name", "Tin Parade");
prepend("a1", "status", "Unplayed");
prepend("a1", "name", "Amber Road");
"""

    parsed = parse(code, name="games.js")

    found = {row.title: row.status for row in parsed.rows}
    assert found == {"Amber Road": "completed", "Tin Parade": "planned"}


def told(text: str, name: str) -> dict[str, str | None]:
    return {row.title: row.status for row in parse(text, name=name).rows}


def test_a_date_completes_a_game_only_where_it_says_of_what_it_is() -> None:
    dated = '[{"name": "Ico", "date": "2021-03-04"}]'
    denied = '[{"name": "Ico", "end": "2021-03-04", "finished": 0},'
    denied += ' {"name": "Rez", "finished": 1}]'
    table = "Game,Date\nIco,2021-03-04\nRez,2021-03-05\n"

    assert told(dated, "a.json") == {"Ico": None}
    assert told(denied, "a.json") == {"Ico": None, "Rez": "completed"}
    assert told(table, "a.csv") == {"Ico": None, "Rez": None}
    finished = table.replace("Date", "Finished")
    assert told(finished, "a.csv") == {"Ico": "completed", "Rez": "completed"}


def test_a_column_of_platforms_is_one_whatever_it_is_called() -> None:
    text = '[{"nome": "Ico", "versao": "PS2"}, {"nome": "Rez", "versao": "PC"}]'

    rows = parse(text, name="a.json").rows

    assert [row.versions[0].platform for row in rows] == ["PlayStation 2", PC]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "| Game | Started | Finished | Dropped |\n|---|---|---|---|\n"
            "| Ico | x | | |\n| Nier | x | x | |\n| Rez | x | | x |\n| Okami | | | |\n",
            "a.md",
        ),
        ("Game,Started,Finished,Dropped\nIco,x,,\nNier,x,x,\nRez,x,,x\nOkami,,,\n", ""),
        (
            '[{"name": "Ico", "started": true, "finished": false},'
            ' {"name": "Nier", "started": true, "finished": true},'
            ' {"name": "Rez", "started": true, "finished": false, "dropped": true},'
            ' {"name": "Okami", "finished": false}]',
            "a.json",
        ),
    ],
    ids=["markdown", "csv", "json"],
)
def test_columns_of_ticks_say_the_status_that_they_are_called(
    text: str, name: str
) -> None:
    assert told(text, name) == {
        "Ico": "playing",
        "Nier": "completed",
        "Rez": "dropped",
        "Okami": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "## Finished this year, unfortunately not these\n- Ico\n",
        "Game,Status\nIco,Played\n",
        "Game,Played,Platform\nIco,yes,PS2\n",
        "| Game | Played |\n|---|---|\n| Ico | ✅ |\n",
        '[{"name": "Ico", "played": true}]',
        "ゲーム,状態\nIco,積んだ\n",
    ],
)
def test_what_may_not_be_completed_is_asked(text: str) -> None:
    parsed = parse(text, name="a.json" if text.startswith("[") else "")

    assert [row.status for row in parsed.rows] == [None]
    assert "unknown" in {part.certainty for part in parsed.parts}


def test_a_heading_that_only_says_played_is_a_guess_to_be_seen() -> None:
    (part,) = parse("## What I played in 2023\n- Ico\n").parts

    assert (part.meaning, part.certainty) == ("completed", "guessed")


def test_numbers_and_tags_are_no_part_of_a_title() -> None:
    rows = parse("#2. Nier #rpg\n#1. Ico\n").rows

    assert [(row.title, row.notes) for row in rows] == [("Nier", "#rpg"), ("Ico", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Legend: 🚪 gave up, ⭐ favorite, 🏁 finished\n\n"
        "- Ico 🚪\n- 🏁 Nier\n- Rez 🏁⭐\n- Okami ⭐\n",
        "# Games\n- Ico (D)\n- Nier (F)\n- [F] Rez\n- Okami\n\n"
        "# Key\n- D = dropped\n- (F): finished\n- K = kept\n",
        "| Sign | Meaning |\n|---|---|\n| 🟢 | Finished |\n| 🔴 | Dropped |\n\n"
        "| Game | Status |\n|---|---|\n| Ico | 🔴 |\n| Nier | 🟢 |\n| Rez | 🟢 |\n"
        "| Okami | |\n",
    ],
    ids=["line", "letters", "table"],
)
def test_signs_mean_what_the_list_says_of_them(text: str) -> None:
    assert told(text, "a.md") == {
        "Ico": "dropped",
        "Nier": "completed",
        "Rez": "completed",
        "Okami": None,
    }


def test_a_tick_that_the_list_explains_as_something_else_completes_nothing() -> None:
    text = "Key:\n- ✅ owned\n- ☑ lent\n\n## PS2\n- ✅ Ico\n"

    assert told(text, "a.md") == {"Ico": None}


def test_a_table_in_html_is_read_as_one_in_markdown() -> None:
    text = """# Games
<div align="center"><table>
  <tr><th>Game</th><th>Platform</th><th>Finished</th></tr>
  <tr>
    <td><a href="https://example.com/ico">Ico</a></td>

    <td rowspan="2">PS2</td>
    <td><input type="checkbox" checked></td>
  </tr>
  <tr><td>Rez <del>HD</del></td><td></td></tr>
  <tr><td colspan="3">Dropped</td></tr><tr><td>Nier</td><td>PC</td><td></td></tr>
</table></div>

- Okami
"""

    parsed = parse(text, name="a.md")

    assert [(row.title, row.platforms, row.status) for row in parsed.rows] == [
        ("Ico", ("PlayStation 2",), "completed"),
        ("Rez", ("PlayStation 2",), None),
        ("Nier", (PC,), "dropped"),
        ("Okami", (), None),
    ]
    assert parsed.rows[0].urls == ("https://example.com/ico",)
    assert not parsed.not_understood


def test_a_title_may_have_a_bar_or_brackets_of_its_own() -> None:
    text = "- Ico | Castle in the Mist\n- Rez | loved it\n- Locke(d)\n- Nier(PS4)\n"

    titles = [row.title for row in parse(text).rows]

    assert titles == ["Ico | Castle in the Mist", "Rez", "Locke(d)", "Nier"]


def test_what_follows_a_title_is_no_part_of_it_where_it_is_a_sentence() -> None:
    text = "1. Ico (5:30:00): I found it in a box under the stairs.\n"
    text += "2. Rez: This is the one that Dan told me about.\n3. Nier: Automata\n"

    rows = parse(text).rows

    assert [row.title for row in rows] == ["Ico", "Rez", "Nier: Automata"]
    assert "I found it in a box" in rows[0].notes


def test_a_day_without_a_year_is_no_rating() -> None:
    (row,) = parse("- Rez (PC) – Completed on 02/20\n").rows

    assert (row.title, row.status) == ("Rez", "completed")
    assert not any(run.rating for run in row.runs)
    assert "Completed on 02/20" in row.notes


def test_dates_in_code_and_platforms_in_japanese_are_read() -> None:
    code = """export const played = [
  { title: "Ico", playedAt: new Date("2007-02"), platform: "ゲームキューブ" },
  { title: "Rez", playedAt: new Date('2008'), platform: "プレイステーション2" },
];
"""

    rows = parse(code, name="games.ts").rows

    assert [(row.title, *row.platforms) for row in rows] == [
        ("Ico", "Nintendo GameCube"),
        ("Rez", "PlayStation 2"),
    ]
