"""How headings and structure decide what the games of a document are."""

from __future__ import annotations

import random
import time
from textwrap import dedent

import pytest

from apps.imports.parsing import Parsed
from apps.imports.parsing import parse


def read(text: str) -> Parsed:
    return parse(dedent(text).lstrip("\n"))


def accounted_lines(parsed: Parsed) -> set[int]:
    groups = (parsed.rows, parsed.not_understood, parsed.other)
    return {item.line for group in groups for item in group}


def test_headings_name_series_but_catch_alls_and_the_title_do_not() -> None:
    parsed = read("""
        # My games
        - Ico
        ## Zelda
        - The Legend of Zelda
        - Majora's Mask
        ## Focus
        - Rez
        ## Everything Else
        - Okami
    """)

    assert [(row.title, row.series) for row in parsed.rows] == [
        ("Ico", None),
        ("The Legend of Zelda", "Zelda"),
        ("Majora's Mask", "Zelda"),
        # Nothing below says that "Focus" is a series: that is asked.
        ("Rez", None),
        ("Okami", None),
    ]


def test_counts_in_headings_are_no_part_of_the_name() -> None:
    parsed = read("# Games\n## Suikoden (5)\n- Suikoden II\n## 2023 [12 games]\n- Ys")

    assert [(row.series, row.notes) for row in parsed.rows] == [
        ("Suikoden", ""),
        (None, "2023"),
    ]


def test_first_level_headings_beside_each_other_are_series() -> None:
    parsed = read("""
        # Suikoden
        - Suikoden II
        # Lunar
        - Lunar 2
    """)

    assert [row.series for row in parsed.rows] == ["Suikoden", "Lunar"]


def test_setext_headings_bold_lines_and_colons_are_headings() -> None:
    parsed = read("""
        Suikoden
        --------
        - Suikoden II

        **Lunar**

        - Lunar 2

        Currently playing:
        - Ys
    """)

    assert [(row.series, row.status) for row in parsed.rows] == [
        ("Suikoden", None),
        ("Lunar", None),
        (None, "playing"),
    ]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("RPGs I've Beaten", "completed"),
        ("Finished in 2021", "completed"),
        ("Currently Playing", "playing"),
        ("Backlog", "planned"),
        ("Want to play", "planned"),
        ("Dropped", "dropped"),
        ("Never finished", "dropped"),
        ("On hold", "paused"),
        ("Ongoing", "playing"),
        ("Endless games", "ongoing"),
        ("Live service games", "ongoing"),
    ],
)
def test_headings_say_the_status(heading: str, status: str) -> None:
    (row,) = read(f"# Games\n## {heading}\n- Ico").rows

    assert (row.status, row.series) == (status, None)


def test_a_series_may_be_called_endless() -> None:
    (row,) = read("# Games\n## Endless Ocean\n- Endless Ocean").rows

    assert (row.status, row.series) == (None, "Endless Ocean")


def test_an_unchecked_game_has_the_status_of_its_section() -> None:
    parsed = read("""
        # Beaten
        - [ ] Ico
        ## Currently playing
        - [ ] Okami
        - [x] Ys
    """)

    assert [row.status for row in parsed.rows] == ["planned", "playing", "completed"]


@pytest.mark.parametrize(
    "heading",
    [
        "Top 25 RPGs",
        "Final Fantasy Favorites",
        "My favourites",
        "Ranking",
        "Top Ten",
        "Best RPGs",
        "All-time best",
    ],
)
def test_ranking_words_and_numbers_make_a_ranking(heading: str) -> None:
    parsed = read(f"# {heading}\n1. Ico\n2. Okami")

    (ranking,) = parsed.lists
    assert (ranking.name, ranking.is_ranked) == (heading, True)
    assert [(row.lists, row.position, row.status) for row in parsed.rows] == [
        ((heading,), 1, None),
        ((heading,), 2, None),
    ]


def test_a_numbered_series_is_no_ranking() -> None:
    parsed = read("# Beaten\n## Mario RPGs\n1. Paper Mario\n2. Super Paper Mario")

    assert parsed.lists == ()
    assert [row.status for row in parsed.rows] == ["completed", "completed"]


def test_favourites_with_bullets_are_a_list_without_ranks() -> None:
    parsed = read("# Favourites\n- Ico\n- Okami")

    assert [entry.position for entry in parsed.lists[0].entries] == [None, None]
    assert not parsed.lists[0].is_ranked


def test_positions_are_dense_whatever_numbers_were_written() -> None:
    parsed = read("# Top 10\n1. Ico\n1. Okami\n\nText\n\n7. Ys\n9. ~~Fez~~")

    assert [row.position for row in parsed.rows] == [1, 2, 3]
    assert parsed.not_understood[0].reason == ("Struck out, so not put on “Top 10”.")


def test_a_countdown_ends_with_the_best() -> None:
    parsed = read("# Top 3\n3. Ico\n2. Okami\n1. Ys")

    entries = [(entry.position, entry.title) for entry in parsed.lists[0].entries]
    assert entries == [(1, "Ys"), (2, "Okami"), (3, "Ico")]


def test_headings_under_a_ranking_continue_it_or_start_their_own() -> None:
    parsed = read("""
        # Top 4
        ## 1-2
        1. Ico
        2. Okami
        ## 3-4
        3. Ys
        ## Honorable mentions
        - Fez
        # Backlog
        - Myst
    """)

    assert [(row.lists, row.position, row.status) for row in parsed.rows] == [
        (("Top 4",), 1, None),
        (("Top 4",), 2, None),
        (("Top 4",), 3, None),
        (("Top 4: Honorable mentions",), None, None),
        ((), None, "planned"),
    ]


def test_a_platform_heading_gives_the_platform() -> None:
    parsed = read("# Games\n## SNES\n- Terranigma\n- Mother 3 (GBA)")

    assert [row.platforms for row in parsed.rows] == [
        ("Super Nintendo Entertainment System",),
        ("Game Boy Advance",),
    ]


def test_titles_are_completed_by_their_series() -> None:
    parsed = read("""
        # Games
        ## Tales of
        - Arise
        - Tales of Vesperia
        ## Final Fantasy
        - IV, V
        - VII Remake (PS4)
        - X-2
        - Mystic Quest
    """)

    assert [row.title for row in parsed.rows] == [
        "Tales of Arise",
        "Tales of Vesperia",
        "Final Fantasy IV",
        "Final Fantasy V",
        "Final Fantasy VII Remake",
        "Final Fantasy X-2",
        "Mystic Quest",
    ]


def test_a_nested_game_is_an_addition_to_the_one_above() -> None:
    parsed = read("""
        - Xenoblade Chronicles (Wii)
          - Future Connected (Switch)
        - Skyrim
          - finished on PC
          - PS4
          - Skyrim: Dawnguard
    """)

    titles = [(row.title, row.parent) for row in parsed.rows]
    assert titles == [
        ("Xenoblade Chronicles", None),
        ("Xenoblade Chronicles: Future Connected", "Xenoblade Chronicles"),
        ("Skyrim", None),
        ("Skyrim: Dawnguard", "Skyrim"),
    ]
    assert parsed.rows[1].platforms == ("Nintendo Switch",)
    assert parsed.rows[2].platforms == ("PC (Microsoft Windows)", "PlayStation 4")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- Suikoden:\n  - Suikoden II", ["Suikoden II"]),
        ("- Mass Effect\n  - 1\n  - 2 (360)", ["Mass Effect 1", "Mass Effect 2"]),
        ("- Lunar\n  - Lunar 1\n  - Lunar 2", ["Lunar 1", "Lunar 2"]),
    ],
)
def test_an_item_may_be_the_heading_of_those_below(
    text: str, titles: list[str]
) -> None:
    parsed = read(text)

    assert [row.title for row in parsed.rows] == titles
    assert parsed.other[0].kind == "heading"


@pytest.mark.parametrize(
    "text",
    [
        "* Ico\n* Okami",
        "+ Ico\n+ Okami",
        "-\tIco\n-\tOkami",
        "1) Ico\n2) Okami",
        "• Ico\n• Okami",
        "\u2013 Ico\n\u2013 Okami",
        "    - Ico\n    - Okami",
        "\t- Ico\n\t- Okami",
        "> - Ico\n> - Okami",
        "- 1. Ico\n- 2. Okami",
        "Ico\nOkami",
        "\ufeffIco\r\nOkami\r\n",
        "Ico\rOkami",
        "| Game |\n|---|\n| Ico |\n| Okami |",
    ],
)
def test_lists_come_in_many_forms(text: str) -> None:
    assert [row.title for row in parse(text).rows] == ["Ico", "Okami"]


def test_a_table_is_read_by_its_columns() -> None:
    parsed = read("""
        | # | Name | Console | Released | Status | Score | Notes |
        |---|------|---------|----------|--------|-------|-------|
        | 1 | Lunar | PS1, Sega CD | 1999 | dropped | 9 | lovely |
        | 2 | *Ys* | | | | | |
    """)

    first, second = parsed.rows
    assert (first.title, first.year, first.status) == ("Lunar", 1999, "dropped")
    assert first.platforms == ("PlayStation", "Sega CD")
    assert first.notes == "lovely"
    assert [run.rating for run in first.runs] == ["4.5"]
    assert (second.title, second.status) == ("Ys", None)


def test_a_table_without_titles_is_shown_as_not_understood() -> None:
    parsed = read("| Year | Hours |\n|---|---|\n| 1999 | 40 |")

    assert [missed.line for missed in parsed.not_understood] == [1, 2, 3]


def test_wrapped_brackets_and_indented_text_belong_to_the_item() -> None:
    parsed = read("""
        - Final Fantasy XIV (A Realm Reborn,
          Heavensward)
        - Ico

          a quiet one
    """)

    assert [row.notes for row in parsed.rows] == [
        "A Realm Reborn, Heavensward",
        "a quiet one",
    ]


def test_every_line_is_accounted_for() -> None:
    text = dedent("""
        # Games
        Some text about
        two lines.

        - Ico
        stray text
        -
        - (PS2)

        ```
        - not a game
        ```
        <div>
        html
        </div>

        [x]: https://example.com
        ***
        Setext
        ======
        1. Fez
           note
        ![image](x.png)
    """)

    parsed = parse(text)

    lines = text.split("\n")
    blank = {number for number, line in enumerate(lines, 1) if not line.strip()}
    assert accounted_lines(parsed) | blank == set(range(1, len(lines) + 1))
    assert [row.title for row in parsed.rows] == ["Ico", "Fez"]
    groups = (parsed.rows, parsed.not_understood, parsed.other)
    sources = {item.line: item.source for group in groups for item in group}
    assert all(lines[line - 1] == source for line, source in sources.items())


def test_no_text_breaks_the_parser_or_loses_a_line() -> None:
    pieces = (
        "- |* |1. |  |\t|# |\n|\n|\n|(|)|[|]|[ ] |~~|**|, | / | - |: |; |PS4|x4|IV|A|b"
    )
    pieces += (
        "|<b>|</b>|<script>|`|```\n|&|\\|> |---|===|http://a.b/|é|\u200b|Top 3|2023"
    )
    chance = random.Random(20_03)

    for _ in range(1_500):
        text = "".join(chance.choices(pieces.split("|"), k=chance.randint(1, 60)))
        parsed = parse(text)
        lines = text.split("\n")
        blank = {number for number, line in enumerate(lines, 1) if not line.strip()}
        assert accounted_lines(parsed) | blank == set(range(1, len(lines) + 1)), text
        assert all(row.title.strip() for row in parsed.rows), text


@pytest.mark.parametrize(
    "hostile",
    [
        "\n".join("  " * depth + "- x" for depth in range(300)),
        "\n".join(["- " + "(" * 900] * 500),
        "\n".join(["- " + "[a](" * 200] * 500),
        "\n".join(["- " + "A, " * 300] * 500),
        "\n".join(["- " + "~~**a" * 150] * 500),
        "- a (\n" + "  b\n" * 20_000,
        "- a\n" + "  - b c\n" * 9_000,
        "> " * 400 + "- x",
        "- " + "x" * 1_000_000,
        "<table>\n" + "</table>" * 40_000 + "x\n</table>",
        "<table><tr>" + "<td colspan=500 rowspan=500>x" * 3_000 + "</table>",
    ],
    ids=range(11),
)
def test_hostile_nesting_stays_linear(hostile: str) -> None:
    started = time.process_time()
    parsed = parse(hostile)

    assert time.process_time() - started < 4
    assert len(accounted_lines(parsed)) == len(hostile.strip().split("\n"))


def test_the_time_for_a_list_grows_with_its_lines_alone() -> None:
    def spent(count: int) -> float:
        lines = [f"- Game {number} (SNES, PS1 - Remix)" for number in range(count)]
        started = time.process_time()
        assert len(parse("\n".join(lines)).rows) == count
        return time.process_time() - started

    spent(100)  # what is made once

    # Four times as long for four times the lines; sixteen if it were their square.
    assert spent(10_000) < 8 * spent(2_500)
