"""Games brought up to date: the owner's words stay, and the difference is offered."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry
from werkzeug import Response

from apps.library.igdb.create import add_from_igdb
from apps.library.igdb.differences import accept_difference
from apps.library.igdb.differences import decline_difference
from apps.library.igdb.differences import differences_of
from apps.library.igdb.sync import outdated_games
from apps.library.igdb.sync import sync_games
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


@pytest.fixture
def cross(igdb_server: IgdbServer) -> Game:
    """Chrono Cross as IGDB had it long ago, with its remaster; no events yet."""
    row = igdb_server.game("Chrono Cross: The Radical Dreamers Edition", kind=9)
    game = add_from_igdb(row["id"], user=None).game
    for rows in (Game.objects, Edition.objects):
        rows.update(last_synced=LONG_AGO)
    Event.objects.all().delete()
    igdb_server.requests.clear()
    return Game.objects.get(pk=game.pk)


def change(
    igdb_server: IgdbServer, title: str, kind: int = 0, /, **values: Any
) -> None:
    row = igdb_server.game(title, kind=kind)
    row.update(values, updated_at=row["updated_at"] + 1)


def offered(game: Game) -> list[tuple[str, str, str]]:
    fresh = Game.objects.get(pk=game.pk)
    return [(offer.name, offer.yours, offer.igdb) for offer in differences_of(fresh)]


def test_a_sync_brings_what_igdb_changed_as_one_event(
    writer: ApiClient, igdb_server: IgdbServer, cross: Game
) -> None:
    change(igdb_server, "Chrono Cross", summary="Two worlds.", platforms=[7, 38])
    remaster = "Chrono Cross: The Radical Dreamers Edition"
    change(igdb_server, remaster, 9, summary="In HD.")

    answer = data(writer.put("/games/chrono-cross/sync"))

    assert answer["summary"] == "Two worlds."
    assert [platform["abbreviation"] for platform in answer["platforms"]] == [
        "PS1",
        "PSP",
    ]
    assert answer["editions"][1]["summary"] == "In HD."
    assert (answer["offers"], answer["gone_since"]) == ([], None)
    assert answer["last_synced"] > "2026-01-02"
    assert [event.payload["changed"] for event in Event.objects.all()] == [
        ["summary", "platforms", "editions"]
    ]
    entry = ModelLogEntry.objects.for_instance(cross).latest("timestamp")
    assert (entry.action, entry.user.username) == ("wagtail.edit", "owner")


def test_a_sync_without_news_leaves_no_trace_but_the_date(
    igdb_server: IgdbServer, cross: Game
) -> None:
    entries = ModelLogEntry.objects.count()

    synced = sync_games([cross.pk])

    assert (synced.changed, synced.unchanged) == (0, 1)
    assert not Event.objects.exists()
    assert ModelLogEntry.objects.count() == entries
    game = Game.objects.get(pk=cross.pk)
    assert game.last_synced and game.last_synced > LONG_AGO
    assert game.updated_at == cross.updated_at


def test_the_owners_words_stay_and_the_difference_is_offered(
    writer: ApiClient, igdb_server: IgdbServer, cross: Game
) -> None:
    own = Platform.objects.create(name="PlayStation Classic")
    Franchise.objects.create(name="Square")
    Genre.objects.create(name="JRPG")
    mine = {"name": "Chrono Cross (PAL)", "franchise": "square", "genres": ["jrpg"]}
    data(writer.patch("/games/chrono-cross", mine))
    cross.editions.order_by("id")[0].platforms.set([own])
    change(igdb_server, "Chrono Cross", summary="Two worlds.")

    answer = data(writer.put("/games/chrono-cross/sync"))

    assert answer["name"] == "Chrono Cross (PAL)"
    assert answer["franchise"]["slug"] == "square"
    assert [genre["name"] for genre in answer["genres"]] == ["JRPG"]
    assert answer["summary"] == "Two worlds."
    assert answer["offers"] == [
        {
            "field": "name",
            "edition": None,
            "yours": "Chrono Cross (PAL)",
            "igdb": "Chrono Cross",
        },
        {"field": "franchise", "edition": None, "yours": "Square", "igdb": "Chrono"},
        {
            "field": "genres",
            "edition": None,
            "yours": "JRPG",
            "igdb": "Role-playing (RPG)",
        },
        {
            "field": "platforms",
            "edition": "chrono-cross",
            "yours": "PlayStation Classic",
            "igdb": "PlayStation",
        },
    ]


def test_a_set_that_the_owner_chose_stays_theirs_when_igdb_comes_to_agree(
    igdb_server: IgdbServer, cross: Game
) -> None:
    cross.platforms.add(Platform.objects.create(name="PSP", igdb_id=38))
    change(igdb_server, "Chrono Cross", platforms=[7, 38])
    sync_games([cross.pk])
    change(igdb_server, "Chrono Cross", platforms=[7, 38, 48])

    sync_games([cross.pk])

    assert cross.platforms.count() == 2
    assert [field for field, *_ in offered(cross)] == ["platforms"]


def test_the_owners_primary_genre_survives_new_genres(
    igdb_server: IgdbServer, cross: Game
) -> None:
    igdb_server.tables["genres"][31] = {"id": 31, "name": "Adventure"}
    change(igdb_server, "Chrono Cross", genres=[31, 12])
    sync_games([cross.pk])

    links = {link.genre.name: link.is_primary for link in cross.game_genres.all()}
    assert links == {"Role-playing (RPG)": True, "Adventure": False}


def test_an_accepted_offer_is_igdbs_word_from_now_on(
    igdb_server: IgdbServer, cross: Game, owner: User
) -> None:
    cross.name = "CC"
    cross.save()
    cross.set_genres([Genre.objects.create(name="JRPG")])
    for offer in differences_of(cross):
        accept_difference(
            cross.pk, edition=None, field=offer.field, seen=offer.seen, user=owner
        )

    game = Game.objects.get(pk=cross.pk)
    assert (game.name, offered(game)) == ("Chrono Cross", [])
    assert [genre.name for genre in game.genres.all()] == ["Role-playing (RPG)"]

    igdb_server.tables["genres"][31] = {"id": 31, "name": "Adventure"}
    change(igdb_server, "Chrono Cross", name="Chrono Cross!", genres=[12, 31])
    sync_games([cross.pk])

    game = Game.objects.get(pk=cross.pk)
    assert (game.name, game.genres.count()) == ("Chrono Cross!", 2)


def test_a_declined_offer_comes_back_only_with_another_value(
    igdb_server: IgdbServer, cross: Game, owner: User
) -> None:
    edition = cross.editions.order_by("id")[1]
    edition.name = "Radical Dreamers"
    edition.save()
    (offer,) = differences_of(cross)
    decline_difference(
        cross.pk, edition=edition.pk, field="name", seen=offer.seen, user=owner
    )
    sync_games([cross.pk])
    assert offered(cross) == []

    remaster = "Chrono Cross: The Radical Dreamers Edition"
    change(igdb_server, remaster, 9, name="Chrono Cross: RDE")
    sync_games([cross.pk])

    assert offered(cross) == [("name", "Radical Dreamers", "Chrono Cross: RDE")]
    edition.refresh_from_db()
    assert edition.name == "Radical Dreamers"


def test_what_igdb_leaves_out_stays(igdb_server: IgdbServer, cross: Game) -> None:
    row = igdb_server.game("Chrono Cross")
    for key in ("summary", "cover", "first_release_date", "genres", "platforms"):
        del row[key]
    row["updated_at"] += 1

    sync_games([cross.pk])

    game = Game.objects.get(pk=cross.pk)
    assert game.summary == "About Chrono Cross."
    assert (game.release_date, game.cover_url) == (cross.release_date, cross.cover_url)
    assert game.genres.count() == game.platforms.count() == 1


def test_a_game_that_igdb_has_no_more_stays_and_says_so(
    writer: ApiClient, igdb_server: IgdbServer, cross: Game
) -> None:
    number = cross.igdb_id
    row = igdb_server.tables["games"].pop(number or 0)

    answer = data(writer.put("/games/chrono-cross/sync"))

    assert answer["gone_since"] is not None
    assert answer["last_synced"].startswith("2026-01-01")
    assert answer["summary"] == "About Chrono Cross."
    assert not Event.objects.exists()
    igdb_server.tables["games"][number or 0] = row
    assert data(writer.put("/games/chrono-cross/sync"))["gone_since"] is None


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (answered(TOO_MANY, 429), 429),
        (answered("<html>", 503), 502),
        (answered("<html>"), 502),
        (answered({"games": []}), 502),
        (answered([{"title": "Request Timeout", "status": 408}], 408), 504),
    ],
)
def test_an_igdb_that_fails_changes_nothing(
    writer: ApiClient,
    igdb_server: IgdbServer,
    cross: Game,
    answer: Response,
    status: int,
) -> None:
    before = Game.objects.values().get()
    igdb_server.answer_next(*[answer] * 12)

    failed = writer.put("/games/chrono-cross/sync")

    assert "IGDB" in problem(failed, status=status)["detail"]
    assert Game.objects.values().get() == before


# Games without an id ----------------------------------------------------------


def test_a_game_without_an_id_is_found_by_its_name(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    Game.objects.add(name="Super Mario RPG", original_release_year=2023)
    Game.objects.add(name="Kingdom Hearts 2", summary="Mine.")

    remake = data(writer.put("/games/super-mario-rpg/sync"))
    kh2 = data(writer.put("/games/kingdom-hearts-2/sync"))

    assert remake["igdb_id"] == igdb_server.game("Super Mario RPG", kind=8)["id"]
    assert remake["editions"][0]["igdb_id"] == remake["igdb_id"]
    assert (kh2["name"], kh2["summary"]) == ("Kingdom Hearts 2", "Mine.")
    assert [offer["igdb"] for offer in kh2["offers"]] == [
        "Kingdom Hearts II",
        "About Kingdom Hearts II.",
        "Kingdom Hearts II",  # the edition is called so, too
    ]


def test_a_doubtful_name_lists_candidates(
    writer: ApiClient, igdb_server: IgdbServer
) -> None:
    game = Game.objects.add(name="Super Mario RPG")
    strange = Game.objects.add(name="My first roguelike")

    doubtful = problem(writer.put(f"/games/{game.slug}/sync"), status=409)
    unknown = problem(writer.put(f"/games/{strange.slug}/sync"), status=409)

    assert {each["year"] for each in doubtful["candidates"]} >= {1996, 2023}
    assert "PATCH" in doubtful["detail"] and unknown["candidates"] == []
    # Told which one, it needs no guess.
    number = doubtful["candidates"][0]["igdb_id"]
    data(writer.patch(f"/games/{game.slug}", {"igdb_id": number}))
    assert data(writer.put(f"/games/{game.slug}/sync"))["last_synced"]


def test_a_game_that_another_one_is_already_is_refused(
    writer: ApiClient, igdb_server: IgdbServer, cross: Game
) -> None:
    twin = Game.objects.add(name="Chrono Cross")

    refused = problem(writer.put(f"/games/{twin.slug}/sync"), status=409)

    assert "chrono-cross" in refused["detail"]
    twin.refresh_from_db()
    assert twin.igdb_id is None


def test_another_id_forgets_what_was_of_the_old_one(
    writer: ApiClient, igdb_server: IgdbServer, cross: Game
) -> None:
    trigger = igdb_server.game("Chrono Trigger")["id"]

    data(writer.patch("/games/chrono-cross", {"igdb_id": trigger}))

    game = Game.objects.get(pk=cross.pk)
    assert (game.igdb_data, game.last_synced, game.time_to_beat) == (None, None, None)
    sync_games([cross.pk])
    assert Game.objects.get(pk=cross.pk).name == "Chrono Trigger"


# Many -------------------------------------------------------------------------


def test_many_games_take_few_requests_and_queries(
    igdb_server: IgdbServer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = igdb_server.tables["games"].values()
    main = [r["id"] for r in rows if r["game_type"] == 0 and "version_parent" not in r]
    for number in main[:40]:
        game = Game.objects.add(name=f"Game {number}")
        game.igdb_id = number
        game.save()
    pks = list(Game.objects.values_list("pk", flat=True))
    sync_games(pks)
    igdb_server.requests.clear()

    with django_assert_max_num_queries(40 * 11 + 20):
        synced = sync_games(pks)

    assert synced.unchanged == 40
    assert [asked.endpoint for asked in igdb_server.requests] == [
        "game_time_to_beats",
        "games",
    ]


def test_only_what_igdb_has_changed_is_outdated(
    igdb_server: IgdbServer, cross: Game
) -> None:
    trigger = add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None).game
    never = Game.objects.add(name="Quest 64")
    never.igdb_id = igdb_server.game("Quest 64")["id"]
    never.save()
    Game.objects.add(name="My first roguelike")
    Game.objects.update(last_synced=LONG_AGO)
    igdb_server.requests.clear()
    change(igdb_server, "Chrono Cross: The Radical Dreamers Edition", 9, summary="!")

    assert outdated_games() == sorted([cross.pk, never.pk])

    assert len(igdb_server.requests) == 1
    assert "summary" not in igdb_server.bodies[0]
    trigger.refresh_from_db()
    assert trigger.last_synced and trigger.last_synced > LONG_AGO
    sync_games(outdated_games())
    assert outdated_games() == []
    del igdb_server.tables["games"][trigger.igdb_id or 0]
    assert outdated_games() == [trigger.pk]
    sync_games([trigger.pk])
    assert outdated_games() == []
