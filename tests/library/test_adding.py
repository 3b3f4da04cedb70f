"""Games that come into the library from IGDB: once, whole, beside what was there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry
from werkzeug import Response

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.igdb.client import IgdbClient
from apps.library.igdb.create import Added
from apps.library.igdb.create import add_from_igdb
from apps.library.igdb.create import fetch
from apps.library.igdb.create import rows_of
from apps.library.igdb.create import write_game
from apps.library.igdb.names import IgdbNames
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

pytestmark = pytest.mark.django_db


def names(rows: object) -> list[str]:
    return [row.name for row in rows.all()]  # type: ignore[attr-defined]


def test_a_game_comes_with_all_that_igdb_knows(
    igdb_server: IgdbServer, owner: User
) -> None:
    row = igdb_server.game("Chrono Trigger")

    added = add_from_igdb(row["id"], user=owner)

    game = Game.objects.get()
    assert added == Added(game=game, edition=Edition.objects.get(), is_new=True)
    assert (game.slug, game.original_release_year) == ("chrono-trigger", 1995)
    assert (game.release_date, game.summary) == ("1995-06-15", "About Chrono Trigger.")
    assert game.cover_url and game.cover_url.endswith(f"t_cover_big/co{row['id']}.jpg")
    assert game.franchise and game.franchise.name == "Chrono"
    assert names(game.genres) == ["Role-playing (RPG)"]
    assert game.game_genres.get().is_primary
    assert names(game.platforms) == ["Super Nintendo Entertainment System"]
    assert names(game.editions.get().platforms) == names(game.platforms)
    assert game.igdb_data
    assert game.igdb_data["external_games"][0]["uid"] == "8645"
    assert game.last_synced is not None
    assert set(game.provenance.values()) == {"igdb"}
    edition = game.editions.get()
    assert (edition.edition_type, edition.igdb_id) == ("original", row["id"])
    assert edition.twitch_category_id == "8645"
    assert [event.type for event in Event.objects.all()] == ["questlog:work_create"]
    entry = ModelLogEntry.objects.for_instance(game).get()
    assert (entry.action, entry.user) == ("wagtail.create", owner)


def test_an_edition_comes_with_its_game(igdb_server: IgdbServer) -> None:
    port = igdb_server.game("Chrono Trigger", kind=11)

    added = add_from_igdb(port["id"], user=None)

    game = Game.objects.get()
    assert game.igdb_id == igdb_server.game("Chrono Trigger")["id"]
    assert [
        (edition.name, edition.edition_type) for edition in game.editions.order_by("id")
    ] == [("Chrono Trigger", "original"), ("Chrono Trigger (NDS)", "port")]
    assert added.is_new and added.edition.igdb_id == port["id"]
    assert Event.objects.count() == 1


def test_an_edition_joins_the_game_that_is_there(igdb_server: IgdbServer) -> None:
    game = add_from_igdb(igdb_server.game("Final Fantasy XV")["id"], user=None).game
    royal = igdb_server.game("Final Fantasy XV: Royal Edition")

    added = add_from_igdb(royal["id"], user=None)

    assert (added.game, added.is_new) == (game, True)
    assert added.edition.edition_type == EditionType.DEFINITIVE
    assert game.editions.count() == 2
    assert [event.type for event in Event.objects.order_by("id")] == [
        "questlog:work_create",
        "questlog:work_update",
    ]


def test_a_remake_may_be_a_game_of_its_own(igdb_server: IgdbServer) -> None:
    remake = igdb_server.game("Final Fantasy VII Remake", kind=8)

    added = add_from_igdb(remake["id"], user=None, as_own_game=True)

    assert Game.objects.get().name == "Final Fantasy VII Remake"
    assert added.edition.edition_type == EditionType.ORIGINAL
    # What IGDB calls an edition of FFVII goes to that game all the same.
    of_game = igdb_server.game("Final Fantasy VII Remake Intergrade", kind=10)
    igdb_server.tables["games"][of_game["id"]]["parent_game"] = remake["id"]
    assert add_from_igdb(of_game["id"], user=None).game == added.game


def test_an_edition_of_an_edition_belongs_to_the_game(igdb_server: IgdbServer) -> None:
    games = igdb_server.tables["games"]
    remake = igdb_server.game("Final Fantasy VII Remake", kind=8)
    expanded = igdb_server.game("Final Fantasy VII Remake Intergrade", kind=10)
    games[expanded["id"]]["parent_game"] = remake["id"]

    added = add_from_igdb(expanded["id"], user=None)

    assert added.game.igdb_id == igdb_server.game("Final Fantasy VII")["id"]


def test_parents_in_a_circle_or_gone_make_a_game(igdb_server: IgdbServer) -> None:
    games = igdb_server.tables["games"]
    first = igdb_server.game("Final Fantasy VII Remake", kind=8)
    second = igdb_server.game("Final Fantasy VII Remake Intergrade", kind=10)
    games[first["id"]]["parent_game"] = second["id"]
    games[second["id"]]["parent_game"] = first["id"]
    alone = igdb_server.game("Wild Arms Alter Code: F", kind=8)
    games[alone["id"]]["parent_game"] = 999_999

    circled = add_from_igdb(first["id"], user=None)
    orphan = add_from_igdb(alone["id"], user=None)

    assert circled.edition.igdb_id == first["id"]
    assert orphan.game.name == "Wild Arms Alter Code: F"


def test_what_is_there_is_returned_without_a_request(igdb_server: IgdbServer) -> None:
    number = igdb_server.game("Chrono Cross")["id"]
    added = add_from_igdb(number, user=None)
    asked = len(igdb_server.requests)

    again = add_from_igdb(number, user=None)

    assert again == Added(game=added.game, edition=added.edition, is_new=False)
    assert len(igdb_server.requests) == asked
    assert Event.objects.count() == 1


def test_a_game_without_an_id_is_linked_and_its_owners_words_stay(
    igdb_server: IgdbServer, owner: User
) -> None:
    game = Game.objects.add(
        name="The Elder Scrolls 4: Oblivion",
        original_release_year=2006,
        summary="Never finished.",
    )
    own = Genre.objects.create(name="Open world")
    game.set_genres([own])

    added = add_from_igdb(
        igdb_server.game("The Elder Scrolls IV: Oblivion")["id"], user=owner
    )

    game = Game.objects.get()
    assert added == Added(game=game, edition=Edition.objects.get(), is_new=False)
    assert (game.name, game.summary) == (
        "The Elder Scrolls 4: Oblivion",
        "Never finished.",
    )
    assert (game.release_date, names(game.genres)) == ("2006-06-15", ["Open world"])
    assert game.provenance["name"] == game.provenance["summary"] == "owner"
    assert game.provenance["release_date"] == "igdb"
    assert Edition.objects.get().igdb_id == game.igdb_id


@pytest.mark.parametrize(
    ("years", "linked"),
    [
        ([1996], True),
        ([None], True),
        ([1995, 2008], True),
        ([2008], False),
        ([None, None], False),
    ],
)
def test_only_the_very_game_is_linked(
    igdb_server: IgdbServer, years: list[int | None], linked: bool
) -> None:
    for year in years:
        Game.objects.add(name="CHRONO TRIGGER", original_release_year=year)

    added = add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None)

    assert added.is_new is not linked
    assert Game.objects.count() == len(years) + (not linked)


def test_an_edition_written_by_hand_is_linked(igdb_server: IgdbServer) -> None:
    game = add_from_igdb(igdb_server.game("Chrono Cross")["id"], user=None).game
    written = game.editions.create(
        name="The Radical Dreamers Edition", edition_type=EditionType.REMASTER
    )
    row = igdb_server.game("Chrono Cross: The Radical Dreamers Edition", kind=9)

    added = add_from_igdb(row["id"], user=None)

    assert (added.edition, added.is_new) == (written, False)
    assert added.edition.name == "The Radical Dreamers Edition"
    assert len(names(added.edition.platforms)) == 3


def test_an_unknown_id_is_said_so(igdb_server: IgdbServer) -> None:
    with pytest.raises(RemoteNotFound, match="a game with the id 7"):
        add_from_igdb(7, user=None)

    assert not Game.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        answered("<html>", 502),
        answered("<html>"),
        answered({"message": "Too Many Requests"}, 429),
        answered({"games": 3}),
        answered([{"id": 1001, "name": ""}]),
    ],
)
def test_an_igdb_that_fails_adds_nothing(
    igdb_server: IgdbServer, answer: Response
) -> None:
    igdb_server.answer_next(*[answer] * 12)

    with pytest.raises(RemoteError):
        add_from_igdb(1001, user=None)

    assert not Game.objects.exists() and not Platform.objects.exists()


def test_what_the_database_cannot_keep_is_left_out(igdb_server: IgdbServer) -> None:
    row = igdb_server.game("Quest 64")
    row["name"] = " Quest\x00 64 " + "x" * 300
    row["summary"] = "half a pair: \ud83d"
    row["first_release_date"] = -(10**12)

    game = add_from_igdb(row["id"], user=None).game

    assert game.name.startswith("Quest 64 xx") and len(game.name) == 200
    assert game.summary == "half a pair: ?"
    assert (game.release_date, game.original_release_year) == (None, None)


def test_two_at_once_add_one_game(committed_db: None, igdb_server: IgdbServer) -> None:
    number = igdb_server.game("Chrono Trigger", kind=11)["id"]

    def add(_: int) -> bool:
        try:
            return add_from_igdb(number, user=None).is_new
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        new = sorted(pool.map(add, range(4)))

    assert new == [False, False, False, True]
    assert (Game.objects.count(), Edition.objects.count()) == (1, 2)


# Names ------------------------------------------------------------------------


def test_names_that_are_there_are_found_and_get_their_id(
    igdb_server: IgdbServer,
) -> None:
    series = Franchise.objects.create(name="final fantasy")
    snes = Platform.objects.create(name="Super Nintendo", abbreviation="snes")
    ps1 = Platform.objects.create(name="PSX", aliases=["PlayStation"])
    genre = Genre.objects.create(name="RPG", igdb_id=12)

    for title in ("Final Fantasy VI", "Final Fantasy IX"):
        add_from_igdb(igdb_server.game(title)["id"], user=None)

    assert [row.pk for row in Franchise.objects.all()] == [series.pk]
    assert {row.pk for row in Platform.objects.all()} == {snes.pk, ps1.pk}
    assert [row.pk for row in Genre.objects.all()] == [genre.pk]
    assert Franchise.objects.get().igdb_id is not None
    assert set(Platform.objects.values_list("igdb_id", flat=True)) == {19, 7}


def test_a_platform_of_another_id_is_not_taken_by_its_short_name(
    igdb_server: IgdbServer,
) -> None:
    Platform.objects.create(name="Super Famicom", abbreviation="SNES", igdb_id=58)

    game = add_from_igdb(igdb_server.game("EarthBound")["id"], user=None).game

    assert names(game.platforms) == ["Super Nintendo Entertainment System"]


def test_a_series_is_made_of_a_collection_where_there_is_no_franchise(
    igdb_server: IgdbServer,
) -> None:
    row = igdb_server.game("Quest 64")
    row["collections"] = [{"id": 5, "name": "Quest"}]

    game = add_from_igdb(row["id"], user=None).game

    assert game.franchise and game.franchise.name == "Quest"
    assert game.franchise.igdb_id is None


def test_names_of_many_games_take_few_queries(
    igdb_server: IgdbServer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = igdb_server.tables["games"].values()
    ids = [
        row["id"]
        for row in rows
        if not row["game_type"] and "version_parent" not in row
    ]
    with IgdbClient() as igdb:
        families = fetch(igdb, ids[:90])
    whole = list(chain.from_iterable(map(rows_of, families.values())))
    IgdbNames.of(whole)

    with django_assert_num_queries(3):
        names = IgdbNames.of(whole)
    for family in families.values():
        write_game(family, user=None, at=timezone.now(), names=names)

    assert Game.objects.count() == 90
    assert len(igdb_server.requests) <= 2
