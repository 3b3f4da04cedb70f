"""What one line of a list says: titles, versions, remarks, several games."""

from __future__ import annotations

import pytest

from apps.imports.parsing import Row
from apps.imports.parsing import Version
from apps.imports.parsing import parse

SNES = "Super Nintendo Entertainment System"
PC = "PC (Microsoft Windows)"


def read(line: str, *, known: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """The rows of a document whose only list item is `line`."""
    parsed = parse(f"- {line}\n", known=known)
    assert not parsed.not_understood
    return parsed.rows


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (".hack//Infection", ".hack//Infection"),
        ("S.T.A.L.K.E.R.", "S.T.A.L.K.E.R."),
        ("Torna ~ The Golden Country", "Torna ~ The Golden Country"),
        ("**Chrono Trigger**", "Chrono Trigger"),
        ("*Chrono* `Trigger`", "Chrono Trigger"),
        ("“Chrono Trigger”", "Chrono Trigger"),
        ("Steins;Gate", "Steins;Gate"),
        ("Mega Man X4", "Mega Man X4"),
        ("Mega Man x4", "Mega Man x4"),
        ("Castlevania - Symphony of the Night", "Castlevania - Symphony of the Night"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("Me, Myself and I (PC)", "Me, Myself and I"),
        ("Warhammer 40,000: Space Marine", "Warhammer 40,000: Space Marine"),
        ("Papers, Please", "Papers, Please"),
        ("Pokémon: Let's Go, Pikachu!", "Pokémon: Let's Go, Pikachu!"),
        ("I Have No Mouth, and I Must Scream", "I Have No Mouth, and I Must Scream"),
        ("Good Pizza, Great Pizza", "Good Pizza, Great Pizza"),
        ("Love, Money, Rock'n'Roll", "Love, Money, Rock'n'Roll"),
        ("Pokémon Red / Blue", "Pokémon Red / Blue"),
        ("Ys I & II", "Ys I & II"),
        ("1942", "1942"),
        (
            "Phantasy Star Portable 2 (PSP): Infinity",
            "Phantasy Star Portable 2: Infinity",
        ),
        ("(PS4) Nioh", "Nioh"),
        ("Tears of the Kingdom - Switch, 2023 - 100%", "Tears of the Kingdom"),
        ("Final Fantasy XVI :heart:", "Final Fantasy XVI"),
        ("Tunic \u2714", "Tunic"),
        ("Suikoden [PS1]", "Suikoden"),
        ("Total War: Rome II", "Total War: Rome II"),
    ],
)
def test_a_line_is_one_game_with_this_title(line: str, title: str) -> None:
    assert [row.title for row in read(line)] == [title]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        (
            "Bravely Default (3DS), Bravely Default II (Switch)",
            ["Bravely Default", "Bravely Default II"],
        ),
        ("Earthbound (SNES) / Mother 3 (GBA)", ["Earthbound", "Mother 3"]),
        ("Earthbound / Mother 3", ["Earthbound", "Mother 3"]),
        ("Pokémon Sword, Pokémon Violet", ["Pokémon Sword", "Pokémon Violet"]),
        ("Portal, Portal 2", ["Portal", "Portal 2"]),
        ("A (PS1), B (PS2), and C (PS3)", ["A", "B", "C"]),
        ("A (PS1) and B (PS2)", ["A", "B"]),
        ("Suikoden (PS1), No Man's Sky", ["Suikoden", "No Man's Sky"]),
        (
            "Warhammer 40,000 (360), Papers, Please (PC)",
            ["Warhammer 40,000", "Papers, Please"],
        ),
        (
            "Final Fantasy IV, V and VI (SNES)",
            ["Final Fantasy IV", "Final Fantasy V", "Final Fantasy VI"],
        ),
        (
            "Persona 5 Royal (PS4), Persona 4 Golden (Vita)",
            ["Persona 5 Royal", "Persona 4 Golden"],
        ),
    ],
)
def test_a_line_may_hold_several_games(line: str, titles: list[str]) -> None:
    assert [row.title for row in read(line)] == titles


def test_games_that_exist_settle_what_a_comma_means() -> None:
    line = "Suikoden, Grandia"

    assert [row.title for row in read(line)] == ["Suikoden, Grandia"]
    known = frozenset({"suikoden", "grandia"})
    assert [row.title for row in read(line, known=known)] == ["Suikoden", "Grandia"]
    twins = "Portal, Portal 2"
    assert [row.title for row in read(twins, known=frozenset({"portal portal 2"}))] == [
        twins
    ]


@pytest.mark.parametrize(
    ("brackets", "versions"),
    [
        ("SNES", [Version(SNES)]),
        ("Super Nintendo", [Version(SNES)]),
        ("PS1, DS", [Version("PlayStation"), Version("Nintendo DS")]),
        ("PS4/PS5", [Version("PlayStation 4"), Version("PlayStation 5")]),
        ("PS4 & PS5", [Version("PlayStation 4"), Version("PlayStation 5")]),
        (
            "SNES as FFII, GC",
            [Version(SNES, note="as FFII"), Version("Nintendo GameCube")],
        ),
        (
            "PS2; PS4 - The Zodiac Age",
            [Version("PlayStation 2"), Version("PlayStation 4", "The Zodiac Age")],
        ),
        (
            "Wii, Switch - Definitive Edition",
            [
                Version("Wii"),
                Version("Nintendo Switch", "Definitive Edition", "definitive"),
            ],
        ),
        (
            "PS2, JP version; 3DS",
            [Version("PlayStation 2", "JP version"), Version("Nintendo 3DS")],
        ),
        ("360, PS3 - NG+", [Version("Xbox 360"), Version("PlayStation 3", note="NG+")]),
        ("GBA, Dawn of Souls", [Version("Game Boy Advance", "Dawn of Souls")]),
        ("GBA, fan translation", [Version("Game Boy Advance", "fan translation")]),
        ("PS2 JP", [Version("PlayStation 2", "JP")]),
        ("PC port", [Version(PC, "port", "port")]),
        ("DS version", [Version("Nintendo DS")]),
        ("SNES via Switch", [Version(SNES, note="via Switch")]),
        ("played on PS4", [Version("PlayStation 4")]),
        ("SNES (JP)", [Version(SNES, "JP")]),
        ("Steam", [Version(PC, note="Steam")]),
        ("PS2, with my brother", [Version("PlayStation 2", note="with my brother")]),
        ("HD Remaster", [Version(None, "HD Remaster", "remaster")]),
        ("remake, PS4", [Version("PlayStation 4", "remake", "remake")]),
        ("Prepare to Die Edition", [Version(None, "Prepare to Die Edition")]),
        ("PS1, then PC", [Version("PlayStation"), Version(PC)]),
        (
            "PS3 \u2192 PS4 - Reload",
            [Version("PlayStation 3"), Version("PlayStation 4", "Reload", "remake")],
        ),
        ("Reignited on PS4", [Version("PlayStation 4", "Reignited")]),
        ("SNES 1995", [Version(SNES, note="1995")]),
    ],
)
def test_brackets_name_platforms_and_versions(
    brackets: str, versions: list[Version]
) -> None:
    (row,) = read(f"Some Game ({brackets})")

    assert row.title == "Some Game"
    assert list(row.versions) == versions
    assert row.notes == ""


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("Zelda (yes, I count it)", "yes, I count it"),
        ("Ys IV (it's VI, I know)", "it's VI, I know"),
        ("FFXIV (A Realm Reborn, Heavensward)", "A Realm Reborn, Heavensward"),
        ("Vagrant Story - best game on the console!", "best game on the console!"),
        ("Some Game (Hard Mode)", "Hard Mode"),
        ("Some Game (Game Pass)", "Game Pass"),
        ("Some Game - 9/10", "rated 4.5/5"),
        ("~~Final Fantasy XIII~~ Final Fantasy XII", "struck out: Final Fantasy XIII"),
    ],
)
def test_comments_are_kept_as_notes(line: str, notes: str) -> None:
    (row,) = read(line)

    assert row.notes == notes
    assert row.status is None


def test_another_name_in_brackets_is_an_alias() -> None:
    (row,) = read("Eternal Sonata (Trusty Bell)")

    assert (row.title, row.aliases, row.notes) == (
        "Eternal Sonata",
        ("Trusty Bell",),
        "",
    )


@pytest.mark.parametrize(
    ("line", "repeats"),
    [
        ("Chrono Trigger (SNES, DS) **x4**", 4),
        ("Chrono Trigger **X4**", 4),
        ("Chrono Trigger x4", 4),
        ("Chrono Trigger \u00d74", 4),
        ("Chrono Trigger 4x", 4),
        ("Chrono Trigger (x4)", 4),
        ("Chrono Trigger (SNES, x4)", 4),
        ("Chrono Trigger - finished twice", 2),
        ("Chrono Trigger", 1),
    ],
)
def test_repeats_are_counted(line: str, repeats: int) -> None:
    (row,) = read(line)

    assert (row.title, row.repeats) == ("Chrono Trigger", repeats)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Game", None),
        ("[x] Game", "completed"),
        ("[ ] Game", "planned"),
        ("[-] Game", "dropped"),
        ("[/] Game", "playing"),
        ("~~Game~~ (dropped, disc two)", "dropped"),
        ("~~Game (PS1)~~", "dropped"),
        ("<del>Game</del>", "dropped"),
        ("[x] ~~Game~~", "dropped"),
        ("Game (dropped)", "dropped"),
        ("Game — abandoned in act 3", "dropped"),
        ("Game (PS1, in progress)", "playing"),
        ("Game (on hold)", "paused"),
        ("Game (ongoing)", "ongoing"),
        ("Game (PC, endless)", "ongoing"),
        ("Game (live service)", "ongoing"),
        ("Game - never ends", "ongoing"),
    ],
)
def test_what_was_not_finished_is_not_completed(line: str, status: str | None) -> None:
    (row,) = read(line)

    assert (row.title, row.status) == ("Game", status)


def test_a_title_with_endless_in_it_stays_a_title() -> None:
    (row,) = read("Super Robot Taisen - Endless Frontier")

    assert row.status is None


def test_a_strike_over_two_games_strikes_both() -> None:
    rows = read("~~Suikoden (PS1), Grandia (PS1)~~")

    assert [(row.title, row.status) for row in rows] == [
        ("Suikoden", "dropped"),
        ("Grandia", "dropped"),
    ]


@pytest.mark.parametrize(
    "line", ["Lies of P - 2023", "Lies of P (2023)", "Lies of P (PS5, 2023)"]
)
def test_a_year_beside_the_title_is_the_year(line: str) -> None:
    (row,) = read(line)

    assert (row.title, row.year) == ("Lies of P", 2023)


@pytest.mark.parametrize(
    "line",
    [
        "Phantasy Star III replay",
        "Replaying Phantasy Star III",
        "Phantasy Star III (replay)",
    ],
)
def test_a_replay_is_marked(line: str) -> None:
    (row,) = read(line)

    assert (row.title, row.is_replay) == ("Phantasy Star III", True)
    assert row.remarks == "replay"


def test_links_give_their_text_and_keep_their_address() -> None:
    (row,) = read("[The Legend of Zelda](https://example.com/Zelda_(game)) (NES)")

    assert row.title == "The Legend of Zelda"
    assert row.urls == ("https://example.com/Zelda_(game)",)
    assert row.platforms == ("Nintendo Entertainment System",)


def test_all_remarks_of_a_row_can_be_had_as_one_text() -> None:
    (row,) = read("Game (SNES as FFII, PS4 - The Zodiac Age) - never again!")

    assert row.remarks == (
        f"{SNES}: as FFII; PlayStation 4: The Zodiac Age; never again!"
    )


@pytest.mark.parametrize(
    "line",
    [
        "(PS4)",
        "**x4**",
        "???",
        "<script>alert(1)</script> Game",
        "a" * 300,
        "Game" + " (a)" * 60,
        "Total: 45 games",
    ],
)
def test_a_line_without_a_usable_title_is_not_understood(line: str) -> None:
    parsed = parse(f"- {line}\n")

    assert parsed.rows == ()
    (missed,) = parsed.not_understood
    assert (missed.line, missed.source) == (1, f"- {line}")
    assert missed.reason.endswith(".")
