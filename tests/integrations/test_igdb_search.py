"""The right game for a title, in as few requests as the protocol allows."""

from __future__ import annotations

import json

import pytest

from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.igdb.search import Found
from apps.integrations.igdb.search import search_games
from apps.integrations.igdb.search import search_many
from apps.integrations.igdb.variants import spellings
from apps.integrations.igdb.variants import telling_words
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.settings import REPOSITORY

UNDERSTOOD = REPOSITORY / "tests" / "data" / "rpgs.gist.understood.json"


def found(title: str, **hints: object) -> Found:
    with IgdbClient() as igdb:
        return search_games(igdb, Wanted(title, **hints))  # type: ignore[arg-type]


SAME = [
    # The very name, in the spellings of people.
    ("Chrono Trigger", "Chrono Trigger"),
    ("chrono trigger", "Chrono Trigger"),
    ("Final Fantasy 6", "Final Fantasy VI"),
    ("Kingdom Hearts 2", "Kingdom Hearts II"),
    ("Octopath Traveler 2", "Octopath Traveler II"),
    ("Final Fantasy VII: Remake", "Final Fantasy VII Remake"),
    ("Pokemon Sword", "Pokémon Sword"),
    ("Mario and Luigi: Bowser’s Inside Story", "Mario & Luigi: Bowser's Inside Story"),
    ("CODE VEIN", "CODE VEIN"),
    ("Earth Bound", "EarthBound"),
    (".hack//Infection", ".hack//Infection"),
    # Abbreviations and names elsewhere.
    ("FF7", "Final Fantasy VII"),
    ("FFXIV", "Final Fantasy XIV Online"),
    ("FFVII Remake", "Final Fantasy VII Remake"),
    ("Trusty Bell: Chopin no Yume", "Eternal Sonata"),
    ("Illusion of Time", "Illusion of Gaia"),
    ("Mystic Quest Legend", "Final Fantasy Mystic Quest"),
    ("Super Mario RPG: Legend of the Seven Stars",) * 2,
    # Words left out, put otherwise, or mistyped.
    ("Phantasy Star IV", "Phantasy Star IV: The End of the Millennium"),
    (
        "Final Fantasy Tactics: War of the Lions",
        "Final Fantasy Tactics: The War of the Lions",
    ),
    (
        "Final Fantasy VII: Crisis Core Reunion",
        "Crisis Core: Final Fantasy VII Reunion",
    ),
    ("Chrono Chross", "Chrono Cross"),
    ("Wild AMS: Alter Code F", "Wild Arms Alter Code: F"),
    ("Tales of Zesteria", "Tales of Zestiria"),
    ("Earthbuond", "EarthBound"),
    ("crono triger", "Chrono Trigger"),
    (
        "Torna ~ The Golden Country",
        "Xenoblade Chronicles 2: Torna - The Golden Country",
    ),
    ("The Elder Scrolls IV Oblivion", "The Elder Scrolls IV: Oblivion"),
]


@pytest.mark.parametrize(("title", "name"), SAME)
def test_the_game_meant_comes_first(
    igdb_server: IgdbServer, title: str, name: str
) -> None:
    result = found(title)

    assert result.best is not None
    assert result.best.game.name == name
    assert result.best.score >= 80
    assert len(igdb_server.requests) <= 2


@pytest.mark.parametrize("title", ["Ys IV: The Ark of Naphistim", "Wild Arms 7"])
def test_another_number_is_another_game_and_never_sure(
    igdb_server: IgdbServer, title: str
) -> None:
    result = found(title)

    assert not result.is_sure
    assert result.best is None or result.best.score < 70


def test_what_is_doubtful_is_offered_all_the_same(igdb_server: IgdbServer) -> None:
    names = [each.game.name for each in found("Ys IV: The Ark of Naphistim").candidates]

    assert "Ys VI: The Ark of Napishtim" in names


@pytest.mark.parametrize("title", ["Zzyzx Qwerty", '"; fields *;', "   ", '"', "'"])
def test_what_is_no_game_finds_none(igdb_server: IgdbServer, title: str) -> None:
    assert found(title).best is None


def test_one_title_takes_one_request(igdb_server: IgdbServer) -> None:
    found("Chrono Trigger")

    (asked,) = igdb_server.requests
    assert asked.endpoint == "multiquery"
    assert asked.body.count("query ") == 4
    assert "category" not in asked.body


# Editions ---------------------------------------------------------------------


def test_the_main_game_comes_before_its_ports_of_the_same_name(
    igdb_server: IgdbServer,
) -> None:
    result = found("Chrono Trigger")
    main = igdb_server.game("Chrono Trigger")["id"]

    assert [each.game.year for each in result.candidates[:3]] == [1995, 2008, 2018]
    assert result.candidates[0].edition_of is None
    assert [each.edition_type for each in result.candidates[1:3]] == ["port", "port"]
    assert {each.work_id for each in result.candidates[:3]} == {main}
    assert result.is_sure


@pytest.mark.parametrize(
    ("title", "kind", "parent"),
    [
        (
            "Tales of Vesperia: Definitive Edition",
            "remaster",
            "Tales of Vesperia",
        ),
        ("Final Fantasy VII Remake", "remake", "Final Fantasy VII"),
        ("Tales of Graces f", "definitive", "Tales of Graces"),
        ("Final Fantasy V Advance", "port", "Final Fantasy V"),
        (
            "The Elder Scrolls IV: Oblivion - Game of the Year Edition",
            "definitive",
            "The Elder Scrolls IV: Oblivion",
        ),
    ],
)
def test_an_edition_is_proposed_as_one_of_its_game(
    igdb_server: IgdbServer, title: str, kind: str, parent: str
) -> None:
    best = found(title).best

    assert best is not None and best.edition_of is not None
    assert (best.edition_type, best.edition_of.name) == (kind, parent)


def test_an_expansion_is_no_edition(igdb_server: IgdbServer) -> None:
    best = found("Final Fantasy XIV: Endwalker").best

    assert best is not None
    assert (best.edition_of, best.edition_type) == (None, None)


def test_platform_and_year_say_which_edition(igdb_server: IgdbServer) -> None:
    def best(title: str, **hints: object) -> int | None:
        candidate = found(title, **hints).best
        return candidate.game.year if candidate else None

    assert best("Chrono Trigger", platforms=("NDS",)) == 2008
    assert best("Chrono Trigger", platforms=("Nintendo DS",)) == 2008
    assert best("Chrono Trigger", year=2018) == 2018
    assert best("Super Mario RPG", platforms=("SNES",)) == 1996
    assert best("Super Mario RPG", year=2023) == 2023
    # A name of another region leads there only with its platform.
    assert best("Final Fantasy III", platforms=("NES",)) == 1990


def test_two_games_of_one_name_are_not_sure(igdb_server: IgdbServer) -> None:
    twin = dict(igdb_server.game("Golden Sun"))
    igdb_server.tables["games"][5000] = {
        **twin,
        "id": 5000,
        "first_release_date": 1_600_000_000,
    }

    assert not found("Golden Sun").is_sure
    assert found("Golden Sun", year=2001).is_sure


# Many titles ------------------------------------------------------------------


def search_all(titles: list[str]) -> dict[str, Found]:
    with IgdbClient() as igdb:
        results = search_many(igdb, [Wanted(title) for title in titles])
        return {result.wanted.title: result for result in results}


def test_many_titles_find_what_each_finds_alone(igdb_server: IgdbServer) -> None:
    titles = [title for title, _ in SAME]

    together = search_all(titles)

    assert set(together) == set(titles)
    for title, name in SAME:
        best = together[title].best
        assert best is not None and best.game.name == name, title


def test_a_hundred_known_names_take_two_requests(igdb_server: IgdbServer) -> None:
    names = list({row["name"] for row in igdb_server.tables["games"].values()})[:100]
    assert len(names) == 100

    results = search_all(names)

    assert len(igdb_server.requests) == 2
    assert all(
        result.best and result.best.game.name == name
        for name, result in results.items()
    )
    assert max(len(body.encode()) for body in igdb_server.bodies) < 32 * 1024


def test_the_owners_gist_takes_four_requests(igdb_server: IgdbServer) -> None:
    rows = json.loads(UNDERSTOOD.read_text())["rows"]
    titles = list(dict.fromkeys(row["title"] for row in rows))
    assert len(titles) > 80

    results = search_all(titles)

    assert len(igdb_server.requests) <= 4
    doubtful = {title for title, result in results.items() if not result.is_sure}
    assert doubtful == {
        "Ys IV: The Ark of Naphistim",
        "Phantasy Star III",
        "Lightning Returns",
    }


def test_titles_that_are_no_name_share_requests_of_ten(igdb_server: IgdbServer) -> None:
    heads = [f"Nowhere Tale {word}" for word in "abcdefghijklmnopqrst"]

    search_all(heads)

    # One for the names, two for the search, six for what is misspelled.
    assert len(igdb_server.requests) == 1 + 2 + 6


def test_what_is_settled_is_told_before_the_rest_is_asked(
    igdb_server: IgdbServer,
) -> None:
    with IgdbClient() as igdb:
        results = search_many(igdb, [Wanted("Chrono Chross"), Wanted("Quest 64")])
        first = next(results)
        assert first.wanted.title == "Quest 64"
        assert len(igdb_server.requests) == 1

        igdb_server.answer_next(*[answered("gone", 503)] * 4)
        with pytest.raises(RemoteUnavailable):
            next(results)


def test_doubled_and_empty_titles_are_asked_once_or_never(
    igdb_server: IgdbServer,
) -> None:
    results = search_all(["Quest 64", "", "Quest 64", ' "" '])

    assert len(results) == 3
    assert len(igdb_server.requests) == 1


def test_a_name_whose_game_is_gone_does_no_harm(igdb_server: IgdbServer) -> None:
    names = igdb_server.tables["alternative_names"]
    names[900] = {"id": 900, "name": "Ghost Game"}
    names[901] = {"id": 901, "name": "Ghost Game", "game": 99_999}

    assert found("Ghost Game").best is None


# Spellings --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "spelling"),
    [
        ("Kingdom Hearts 2", "Kingdom Hearts II"),
        ("Final Fantasy VII: Remake", "Final Fantasy VII Remake"),
        ("Final Fantasy XIII-2", "Final Fantasy 13-II"),
        ("Torna ~ The Golden Country", "Torna - The Golden Country"),
        ("Mario and Luigi", "Mario & Luigi"),
        ("Pokémon", "Pokemon"),
        ("X", "X"),
    ],
)
def test_a_title_is_asked_for_in_other_spellings(title: str, spelling: str) -> None:
    found = spellings(title)

    assert found[0] == title
    assert spelling in found
    assert len(found) <= 8


def test_a_misspelled_title_is_found_by_its_longer_words() -> None:
    assert telling_words("Ys IV: The Ark of Naphistim") == ["ark", "naphistim"]
    assert telling_words("Final Fantasy VII") == ["final", "fantasy"]
    assert telling_words("64") == []
