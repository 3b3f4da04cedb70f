"""Which game of the library a title means."""

from __future__ import annotations

import time

import pytest

from apps.imports.matching.titles_to_games import Candidate
from apps.imports.matching.titles_to_games import Match
from apps.imports.matching.titles_to_games import Matcher

FF = "Final Fantasy"


def game(
    name: str,
    franchise: str | None = None,
    *,
    aliases: tuple[str, ...] = (),
    editions: tuple[str, ...] = (),
) -> Candidate:
    return Candidate(name, name, aliases, franchise, editions)


@pytest.fixture(scope="module")
def library() -> Matcher:
    """Games like the owner's, as a matcher."""
    numerals = "I II III IV V VI VII VIII IX X X-2 XII XIII XIII-2 XIV XV XVI".split()
    return Matcher(
        [
            *(game(f"Final Fantasy {numeral}", FF) for numeral in numerals),
            game("Final Fantasy VII: Remake", FF),
            game("Final Fantasy VII: Crisis Core Reunion", FF),
            game("Lightning Returns: Final Fantasy XIII", FF),
            game("Final Fantasy Tactics", FF),
            game("Final Fantasy Tactics: War of the Lions", FF),
            game("Chrono Cross"),
            game("Chrono Trigger"),
            game("Eternal Sonata", aliases=("Trusty Bell",)),
            game("Kingdom Hearts"),
            game("Kingdom Hearts II"),
            game("Mario & Luigi: Bowser's Inside Story"),
            game("Mega Man X"),
            game("Octopath Traveler"),
            game("Paper Mario"),
            game("Paper Mario: The Thousand-Year Door"),
            game("Phantasy Star III: Generations of Doom"),
            game("Pokémon Sword"),
            game("Pokémon X"),
            game("Tales of Graces f", "Tales of"),
            game("Tales of Xillia", "Tales of"),
            game("The Legend of Zelda"),
            game("The Legend of Zelda: Majora's Mask", "The Legend of Zelda"),
            game("The Legend of Zelda: Breath of the Wild", "The Legend of Zelda"),
            game("Trails in the Sky FC"),
            game("Wild ARMs"),
            game("Wild ARMs 2"),
            game("Wild ARMs: Alter Code F"),
            game("Xenoblade Chronicles", editions=("Definitive Edition", "Wii")),
            game("Xenoblade Chronicles 2: Torna ~ The Golden Country"),
            game("Xenoblade Chronicles 3"),
        ]
    )


def name_of(match: Match) -> str | None:
    return match.candidate.name if match.candidate else None


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Final Fantasy VII", "exact", "Final Fantasy VII"),
        ("final fantasy 7", "exact", "Final Fantasy VII"),
        ("Final Fantasy 10-2", "exact", "Final Fantasy X-2"),
        ("POKEMON SWORD", "exact", "Pokémon Sword"),
        (
            "Mario and Luigi: Bowser's Inside Story",
            "exact",
            "Mario & Luigi: Bowser's Inside Story",
        ),
        (
            "Xenoblade Chronicles 2: Torna - The Golden Country",
            "exact",
            "Xenoblade Chronicles 2: Torna ~ The Golden Country",
        ),
        ("Trusty Bell", "alias", "Eternal Sonata"),
        (
            "Xenoblade Chronicles: Definitive Edition",
            "alias",
            "Xenoblade Chronicles",
        ),
        ("Chrono Chross", "misspelling", "Chrono Cross"),
        ("Wild AMS: Alter Code F", "misspelling", "Wild ARMs: Alter Code F"),
        (
            "Paper Mario and the Thousand-Year Door",
            "misspelling",
            "Paper Mario: The Thousand-Year Door",
        ),
        ("Legend of Zelda", "misspelling", "The Legend of Zelda"),
        ("Octo Path Traveler", "misspelling", "Octopath Traveler"),
        ("Octopath Traveller", "misspelling", "Octopath Traveler"),
        (
            "Crisis Core: Final Fantasy VII Reunion",
            "misspelling",
            "Final Fantasy VII: Crisis Core Reunion",
        ),
        ("FFIV", "abbreviation", "Final Fantasy IV"),
        ("FF4", "abbreviation", "Final Fantasy IV"),
        ("FF IV", "abbreviation", "Final Fantasy IV"),
        ("FFXIV", "abbreviation", "Final Fantasy XIV"),
        ("FFXIII-2", "abbreviation", "Final Fantasy XIII-2"),
        ("FFX-2", "abbreviation", "Final Fantasy X-2"),
        ("FFVII Remake", "abbreviation", "Final Fantasy VII: Remake"),
        ("FF7R", "abbreviation", "Final Fantasy VII: Remake"),
        ("FFT", "abbreviation", "Final Fantasy Tactics"),
        ("BotW", "abbreviation", "The Legend of Zelda: Breath of the Wild"),
        ("KH2", "abbreviation", "Kingdom Hearts II"),
        (
            "Lightning Returns",
            "abbreviation",
            "Lightning Returns: Final Fantasy XIII",
        ),
    ],
)
def test_a_title_means_this_game(
    library: Matcher, title: str, kind: str, name: str
) -> None:
    match = library.match(title)

    assert (match.kind, name_of(match)) == (kind, name)
    assert match.is_automatic
    assert 90 <= match.score <= 100


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Phantasy Star III", "Phantasy Star III: Generations of Doom"),
        ("Tales of Graces", "Tales of Graces f"),
        ("Majora's Mask", "The Legend of Zelda: Majora's Mask"),
    ],
)
def test_a_doubtful_title_is_only_suggested(
    library: Matcher, title: str, name: str
) -> None:
    match = library.match(title)

    assert (match.kind, name_of(match)) == ("suggested", name)
    assert not match.is_automatic
    assert match.suggestions[0].candidate.name == name


@pytest.mark.parametrize(
    ("title", "series", "name"),
    [
        ("Phantasy Star III", None, "Phantasy Star III: Generations of Doom"),
        ("Breath of the Wild", None, "The Legend of Zelda: Breath of the Wild"),
        ("Majora's Mask", "Zelda", "The Legend of Zelda: Majora's Mask"),
        ("Tactics", "Final Fantasy", "Final Fantasy Tactics"),
    ],
)
def test_a_short_form_is_enough_where_the_game_must_exist(
    library: Matcher, title: str, series: str | None, name: str
) -> None:
    match = library.match(title, series=series, refers=True, is_same_source=True)

    assert (match.kind, name_of(match)) == ("abbreviation", name)


@pytest.mark.parametrize(
    "title",
    [
        "Final Fantasy XI",
        "Final Fantasy XVII",
        "Final Fantasy XVI-2",
        "FFXI",
        "Octopath Traveler II",
        "Octopath Traveler 0",
        "Kingdom Hearts III",
        "Wild ARMs 3",
        "Xenoblade Chronicles 4",
        "Tales of Xillia 2",
        "Mega Man 10",
        "Mega Man X4",
        "Pokémon Y",
        "Pokémon Shield",
        "Trails in the Sky SC",
        "Final Fantasy VII: Rebirth",
        "Final Fantasy VI: Remake",
        "Super Paper Mario",
        "The Legend of Zelda: A Link to the Past",
        "Golden Sun",
        "???",
        "",
    ],
)
def test_another_game_is_new(library: Matcher, title: str) -> None:
    match = library.match(title)

    assert (match.kind, match.candidate) == ("new", None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Final Fantasy Tactics", "Final Fantasy Tactics: War of the Lions"),
        ("Final Fantasy VII", "Final Fantasy VII: Remake"),
        ("Xenoblade Chronicles 3", "Xenoblade Chronicles 3: Future Redeemed"),
        ("Xenoblade Chronicles 3: Future Redeemed", "Xenoblade Chronicles 3"),
        ("Bomberman Hero", "Bomberman Zero"),
        ("Shining Wild", "Shining Wind"),
        ("Alien", "Aliens"),
        ("Alien vs. Predator", "Aliens vs. Predator"),
        ("Mega Man 2", "Mega Man X2"),
        ("Trails in the Sky", "Trails in the Sky SC"),
        ("Pokémon X", "Pokémon Y"),
        ("Ys", "Ys Origin"),
    ],
)
def test_a_title_is_never_joined_to_a_near_neighbour(title: str, name: str) -> None:
    match = Matcher([game(name)]).match(title)

    assert not match.is_automatic


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Halo 3", "Halo 3: ODST"),
        ("Final Fantasy XIII", "Lightning Returns: Final Fantasy XIII"),
        ("Devil May Cry", "DmC: Devil May Cry"),
    ],
)
def test_a_ranking_of_another_source_does_not_join_neighbours(
    title: str, name: str
) -> None:
    assert not Matcher([game(name)]).match(title, refers=True).is_automatic


@pytest.mark.parametrize("title", ["Final Fantasy VII", "Final Fantasy Tactics"])
def test_a_ranked_title_is_not_joined_to_a_remake(title: str) -> None:
    others = [f"{title}: Remake", "Final Fantasy Tactics: War of the Lions"]
    matcher = Matcher([game(name, FF) for name in others])

    found = matcher.match(title, refers=True, is_same_source=True)

    assert not found.is_automatic


def test_initials_of_two_series_are_only_suggested() -> None:
    matcher = Matcher([game("Mega Man 2"), game("Metal Max 3")])

    match = matcher.match("MM2")

    assert (match.kind, name_of(match)) == ("suggested", "Mega Man 2")


def test_several_games_of_one_name_are_told_apart_by_their_year() -> None:
    matcher = Matcher(
        [
            Candidate(1, "God of War", year=2005),
            Candidate(2, "God of War", year=2018),
        ]
    )

    by_year = matcher.match("God of War", year=2018)
    assert (by_year.kind, by_year.candidate and by_year.candidate.id) == ("exact", 2)
    unclear = matcher.match("God of War")
    assert (unclear.kind, len(unclear.suggestions)) == ("suggested", 2)


def test_another_name_of_the_row_finds_the_game(library: Matcher) -> None:
    match = library.match("Toraburu", aliases=("Chrono Trigger",))

    assert (match.kind, name_of(match)) == ("alias", "Chrono Trigger")


def test_a_library_of_fifty_thousand_games_is_matched_in_seconds() -> None:
    words = [f"{first}{second}" for first in "bdfgklmn" for second in "aeiourst"]
    names = [
        f"{words[number % 64]}{words[number // 64 % 64]} {words[number // 4096]} saga"
        for number in range(50_000)
    ]
    started = time.process_time()
    matcher = Matcher(Candidate(name, name) for name in names)

    exact = [matcher.match(name.upper()).kind for name in names[::500]]
    unknown = [matcher.match(f"Zq{number}x nothing").kind for number in range(100)]

    assert set(exact) == {"exact"}
    assert set(unknown) == {"new"}
    assert time.process_time() - started < 30
