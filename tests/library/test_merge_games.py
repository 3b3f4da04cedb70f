"""Two games become one, and two again: nothing is lost on the way."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection

from apps.browsing.models import Finish
from apps.imports.matching.known_games import remember_game
from apps.imports.models import KnownGame
from apps.journal.models import Playthrough
from apps.library.merging.merge import EDITION_RELATIONS
from apps.library.merging.merge import GAME_RELATIONS
from apps.library.merging.merge import merge_games
from apps.library.merging.movers import movers
from apps.library.merging.undo import undo_merge
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import Versus
from apps.profiles.acnh.models import Island
from apps.realtime.audit import differences
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.exports.conftest import exported
from tests.exports.conftest import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


@pytest.fixture
def twins(db: None) -> tuple[Game, Game]:
    """Chrono Trigger, as IGDB has it and as its owner once typed it."""
    snes = Platform.objects.create(name="Super Nintendo", abbreviation="SNES")
    ds = Platform.objects.create(name="Nintendo DS", abbreviation="DS")
    rpg, jrpg = (Genre.objects.create(name=name) for name in ("RPG", "JRPG"))
    stays = Game.objects.add(
        name="Chrono Trigger", original_release_year=1995, igdb_id=1051
    )
    stays.platforms.add(snes)
    stays.set_genres([rpg], primary=rpg)
    goes = Game.objects.add(
        name="Chrono Triger",
        aliases=["Kurono Torigā"],
        summary="My first RPG.",
        franchise=Franchise.objects.create(name="Chrono"),
    )
    goes.platforms.add(snes, ds)
    goes.set_genres([jrpg, rpg], primary=jrpg)
    edition = Edition(game=goes, name="DS version", edition_type="port")
    edition.save()
    edition.platforms.add(ds)
    return goes, stays


def play(game: Game, **values: Any) -> Playthrough:
    return Playthrough.objects.create(edition=game.first_edition(), **values)


def merge(writer: ApiClient, goes: Game, stays: Game, **body: Any) -> Any:
    path = f"/games/{goes.slug}/merge"
    return data(writer.post(path, {"into": stays.slug, **body}))


def undo(writer: ApiClient, merged: Any) -> Any:
    path = f"/games/{merged['into']['slug']}/merges/{merged['id']}/undo"
    return data(writer.post(path))


def ranks(list_: List) -> list[tuple[str, int | None, str]]:
    rows = list_.entries.order_by("position", "added_at")
    return list(rows.values_list("game__name", "position", "notes"))


# What moves -------------------------------------------------------------------


def test_every_relation_to_a_game_or_an_edition_has_a_mover() -> None:
    known = {
        Game: GAME_RELATIONS | {each for m in movers().values() for each in m.games},
        Edition: EDITION_RELATIONS
        | {each for m in movers().values() for each in m.editions},
    }

    for model, relations in known.items():
        meta: Any = model._meta
        found = {
            f"{relation.related_model._meta.label_lower}.{relation.field.name}"
            for relation in meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete
        }
        assert found == relations


def test_playthroughs_editions_and_names_go_to_the_game_that_stays(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    run = play(goes, status="completed", rating=5)
    port = Playthrough.objects.create(edition=goes.editions.get(name="DS version"))

    merged = merge(writer, goes, stays)

    assert not Game.objects.filter(pk=goes.pk).exists()
    game = Game.objects.get()
    assert (game.name, game.slug) == ("Chrono Trigger", "chrono-trigger")
    assert game.aliases == ["Chrono Triger", "Kurono Torigā"]
    # What it has itself stays; what it lacks comes from the other.
    assert (game.igdb_id, game.original_release_year) == (1051, 1995)
    assert (game.summary, str(game.franchise)) == ("My first RPG.", "Chrono")
    assert game.provenance["summary"] == "owner"
    assert {p.abbreviation for p in game.platforms.all()} == {"SNES", "DS"}
    genres = game.game_genres.order_by("genre__name")
    assert list(genres.values_list("genre__name", "is_primary")) == [
        ("JRPG", False),
        ("RPG", True),
    ]
    # Both were made only for their games: one of them is left.
    assert [e.name for e in game.editions.all()] == ["Chrono Trigger", "DS version"]
    run.refresh_from_db()
    port.refresh_from_db()
    assert (run.edition.name, port.edition.name) == ("Chrono Trigger", "DS version")
    assert merged["merged"]["slug"] == "chrono-triger"
    listed = data(ApiClient().get("/games/chrono-trigger/merges"))
    assert [each["id"] for each in listed] == [merged["id"]]


def test_fields_are_taken_as_chosen(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins

    merge(writer, goes, stays, take=["name"])

    game = Game.objects.get()
    assert (game.name, game.slug) == ("Chrono Triger", "chrono-trigger")
    assert game.aliases == ["Chrono Trigger", "Kurono Torigā"]
    assert (game.summary, game.franchise) == ("", None)


def test_a_game_that_igdb_has_as_an_edition_becomes_that_edition(
    writer: ApiClient,
) -> None:
    stays = Game.objects.add(name="Final Fantasy VII Remake", igdb_id=11169)
    port = Edition(game=stays, name="Intergrade", edition_type="port", igdb_id=144765)
    port.save()
    goes = Game.objects.add(name="FFVII Remake Intergrade", igdb_id=144765)
    run = play(goes)

    merge(writer, goes, stays)

    run.refresh_from_db()
    assert run.edition == port
    assert Game.objects.get().igdb_id == 11169
    assert Edition.objects.count() == 2


def test_a_port_that_moves_keeps_the_id_that_igdb_knows_it_by(
    writer: ApiClient,
) -> None:
    stays = Game.objects.add(name="Chrono Cross", igdb_id=1)
    goes = Game.objects.add(name="Chrono Cross: Radical Dreamers Edition", igdb_id=2)

    merge(writer, goes, stays)

    ids = Edition.objects.order_by("id").values_list("name", "igdb_id")
    assert dict(ids) == {
        "Chrono Cross": None,
        "Chrono Cross: Radical Dreamers Edition": 2,
    }


def test_on_lists_the_better_rank_stays_with_both_notes(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    others = [Game.objects.add(name=name) for name in ("Earthbound", "Okami")]
    both = List.objects.create(name="RPGs")
    both.add(others[0])
    both.add(goes, notes="Played it first.")
    both.add(others[1])
    both.add(stays, notes="The best.")
    one = List.objects.create(name="SNES")
    for game in (goes, others[0]):
        one.add(game)
    Event.objects.all().delete()

    merge(writer, goes, stays)

    assert ranks(both) == [
        ("Earthbound", 1, ""),
        ("Chrono Trigger", 2, "The best.\n\nPlayed it first."),
        ("Okami", 3, ""),
    ]
    assert ranks(one) == [("Chrono Trigger", 1, ""), ("Earthbound", 2, "")]
    # One change of each list, which its history and listeners can follow.
    for list_ in (both, one):
        latest = list_.activities.order_by("-id")[0]
        assert latest.verb == "merged"
        assert list_.activities.all().order() == [
            str(entry.game.uuid) for entry in list_.entries.select_related("game")
        ]
    told = Event.objects.filter(type="questlog:list_updated")
    assert [event.payload["verb"] for event in told] == ["merged", "merged"]
    assert data(ApiClient().get(f"/lists/{both.slug}/activity"))[0]["metadata"][
        "moves"
    ] == [
        {"work": "Chrono Triger", "work_slug": "chrono-triger", "from": 2, "to": None},
        {"work": "Chrono Trigger", "work_slug": "chrono-trigger", "from": 4, "to": 2},
    ]


def test_a_list_restored_later_has_the_game_that_it_became(
    writer: ApiClient, twins: tuple[Game, Game], owner: User
) -> None:
    goes, stays = twins
    list_ = List.objects.create(name="RPGs")
    with list_.edited_by(owner):
        list_.add(goes, notes="Old.")
    revision = list_.latest_revision
    with list_.edited_by(owner):
        list_.remove(list_.entries.all())
    list_.add(Game.objects.add(name="Okami"))
    deleted_from = List.objects.get(pk=list_.pk)
    merge(writer, goes, stays)

    assert deleted_from.restore(revision) == []

    assert ranks(list_) == [("Chrono Trigger", 1, "Old.")]


# The way there ----------------------------------------------------------------


def test_the_former_address_leads_to_the_game(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    placeholder = goes.first_edition()
    merge(writer, goes, stays)
    reader = ApiClient()

    for path, now in (
        ("/games/chrono-triger", "/api/games/chrono-trigger"),
        ("/games/chrono-triger/", "/api/games/chrono-trigger"),
        ("/works/chrono-triger", "/api/works/chrono-trigger"),
        ("/games/chrono-triger/merges", "/api/games/chrono-trigger/merges"),
        (f"/editions/{placeholder.slug}", "/api/editions/chrono-trigger"),
    ):
        response = reader.get(path)
        assert (response.status_code, response["Location"]) == (308, now), path

    moved = reader.get("/games/chrono-triger", include="private")
    assert moved.status_code == 401
    patched = writer.patch("/games/chrono-triger", {"sort_name": "Chrono 1"})
    assert patched["Location"] == "/api/games/chrono-trigger"
    assert problem(reader.get("/games/chrono"), status=404)
    # After a new address of the game, too, and in the body of a request.
    data(writer.patch("/games/chrono-trigger", {"slug": "chrono-1"}))
    assert reader.get("/works/chrono-triger")["Location"] == "/api/works/chrono-1"
    third = Game.objects.add(name="Chrono Trigger DS")
    data(writer.post(f"/games/{third.slug}/merge", {"into": "chrono-triger"}))
    assert Game.objects.get().slug == "chrono-1"
    # A new game that takes the address has it.
    data(writer.post("/games", {"name": "Other", "slug": "chrono-triger"}), status=201)
    assert data(reader.get("/games/chrono-triger"))["name"] == "Other"


def test_listeners_hear_where_the_game_went_and_of_its_return(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    Event.objects.all().delete()

    merged = merge(writer, goes, stays)

    ended, changed = Event.objects.order_by("id")
    assert (ended.type, changed.type) == (
        "questlog:work_delete",
        "questlog:work_update",
    )
    assert ended.payload["merged_into"] == {
        "id": str(stays.uuid),
        "name": "Chrono Trigger",
        "slug": "chrono-trigger",
    }
    assert set(changed.payload["changed"]) >= {"aliases", "editions", "summary"}

    Event.objects.all().delete()
    undo(writer, merged)

    told = Event.objects.order_by("id")
    assert {event.type: event.payload["slug"] for event in told} == {
        "questlog:work_create": "chrono-triger",
        "questlog:work_update": "chrono-trigger",
    }
    assert list(differences()) == []


# And back ---------------------------------------------------------------------

# What a change and its undoing leave behind. When an entry was added is `added_at`,
# which stays.
COUNTED = {"version", "updated_at"}
NEW_ROWS = {"list_entries": {"created_at"}, "versus": {"created_at"}}


def state() -> dict[str, Any]:
    """The export without what tells of changes."""
    content = parsed(exported())
    for name in ("list_activities", "game_merges", "made_at", "counts"):
        content.pop(name, None)
    return {
        name: sorted(
            (
                {
                    key: value
                    for key, value in row.items()
                    if key not in COUNTED | NEW_ROWS.get(name, set())
                }
                for row in rows
            ),
            key=str,
        )
        for name, rows in content.items()
        if isinstance(rows, list)
    }


@pytest.mark.usefixtures("committed_db")
def test_after_undo_all_is_as_it_was(
    writer: ApiClient, twins: tuple[Game, Game], owner: User
) -> None:
    goes, stays = twins
    play(goes, status="completed", notes="2003")
    play(stays, status="playing")
    Playthrough.objects.create(edition=goes.editions.get(name="DS version"))
    others = [Game.objects.add(name=f"Other {number}") for number in range(4)]
    ranked = List.objects.create(name="RPGs")
    ranked.add_many([others[0], goes, others[1], stays, others[2]])
    loose = List.objects.create(name="Wishlist", is_ranked=False)
    loose.add_many([others[3], goes, stays])
    only = List.objects.create(name="SNES")
    only.add_many([goes, others[0]])
    for list_, game in ((ranked, goes), (ranked, stays), (ranked, None), (only, None)):
        Versus.begin(list_, game)
    remember_game("steam", "613830", goes)
    Island.objects.create(game=goes)
    Finish.objects.create(
        token="6f1f7b7e-8f5c-4f0e-9d38-0f1f1b7b7e8f", user=owner, added_game=goes
    )
    former = Game.objects.add(name="Chrono Trigger (USA)")
    merge(writer, former, goes)
    goes.refresh_from_db()
    before, key = state(), goes.pk
    goes.save_revision(user=owner)

    merged = merge(writer, goes, stays)

    assert state() != before
    assert KnownGame.objects.get().game == stays
    assert Island.objects.get().game == stays
    assert (
        ApiClient()
        .get("/games/chrono-trigger-usa")["Location"]
        .endswith("/chrono-trigger")
    )

    undone = undo(writer, merged)

    assert undone == {
        "game": {
            "id": str(goes.uuid),
            "name": "Chrono Triger",
            "slug": "chrono-triger",
        },
        "kept": [],
    }
    assert state() == before
    goes = Game.objects.get(uuid=goes.uuid)
    assert goes.pk == key
    assert goes.revisions.exists() and goes.latest_revision is not None
    assert Finish.objects.get().added_game == goes
    assert list(differences()) == []
    again = writer.post(f"/games/chrono-trigger/merges/{merged['id']}/undo")
    assert "already undone" in problem(again, status=409)["detail"]
    # It may be merged once more.
    merge(writer, goes, stays)


def test_undo_leaves_what_was_changed_since(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    others = [Game.objects.add(name=f"Other {number}") for number in range(3)]
    list_ = List.objects.create(name="RPGs")
    list_.add_many([goes, others[0], stays, others[1]])
    gone = List.objects.create(name="Gone")
    gone.add(goes)
    merged = merge(writer, goes, stays)
    data(
        writer.patch(
            "/games/chrono-trigger",
            {"summary": "Mine.", "aliases": ["Chrono Triger", "CT"]},
        )
    )
    list_.add(others[2], position=1)
    gone.delete()
    Game.objects.filter(pk=others[0].pk).get()
    taken = Game.objects.add(name="New", slug="chrono-triger")
    run = Playthrough.objects.create(edition=Edition.objects.get(name="DS version"))

    undone = undo(writer, merged)

    stays.refresh_from_db()
    assert (stays.summary, stays.aliases) == ("Mine.", ["CT"])
    goes = Game.objects.get(uuid=goes.uuid)
    assert goes.slug == "chrono-triger-2"
    assert goes.summary == "My first RPG."
    # What was played on an edition of its own goes back with it.
    run.refresh_from_db()
    assert run.edition.game == goes
    assert [name for name, _, _ in ranks(list_)] == [
        "Chrono Triger",
        "Other 2",
        "Chrono Trigger",
        "Other 0",
        "Other 1",
    ]
    assert undone["kept"] == [
        "Chrono Trigger keeps what was changed: summary.",
        "Its address “chrono-triger” is taken now, so it is at “chrono-triger-2”.",
        "RPGs was changed since, so the other places on it stay.",
        "The list “Gone” was deleted since.",
    ]
    assert taken.slug == "chrono-triger"


def test_the_last_merge_is_undone_first(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins
    list_ = List.objects.create(name="RPGs")
    third = Game.objects.add(name="Chrono Trigger HD")
    list_.add_many([goes, stays, third])
    before = ranks(list_)
    first = merge(writer, goes, stays)
    second = merge(writer, third, stays)

    path = f"/games/chrono-trigger/merges/{first['id']}/undo"
    refused = problem(writer.post(path), status=409)
    assert refused["detail"] == (
        "Chrono Trigger HD was merged into Chrono Trigger after this. Undo that merge "
        "first."
    )
    undo(writer, second)
    undo(writer, first)

    assert ranks(list_) == before
    # Nor one of a game that went on into another.
    first = merge(writer, goes, stays)
    onward = merge(writer, stays, third)
    path = f"/games/{third.slug}/merges/{first['id']}/undo"
    detail = problem(writer.post(path), status=409)["detail"]
    assert "Undo that merge first." in detail
    undo(writer, onward)
    undo(writer, first)
    assert Game.objects.count() == 3


# What isn't possible ----------------------------------------------------------


def test_what_cannot_be_merged_is_refused_with_the_reason(
    writer: ApiClient, twins: tuple[Game, Game]
) -> None:
    goes, stays = twins

    def refusal(slug: str, into: str, *, status: int) -> str:
        response = writer.post(f"/games/{slug}/merge", {"into": into})
        return str(problem(response, status=status)["detail"])

    assert "with itself" in refusal(stays.slug, stays.slug, status=409)
    assert "no game “nothing”" in refusal(stays.slug, "nothing", status=422)
    assert "no game “nothing”" in refusal("nothing", stays.slug, status=404)
    list_ = List.objects.create(name="RPGs")
    for game in (goes, stays):
        list_.add(game, notes=game.name + "x" * 9_000)
    assert "on the list “RPGs” are too long" in refusal(
        goes.slug, stays.slug, status=409
    )
    list_.delete()
    strangers = ApiClient().post(f"/games/{goes.slug}/merge", {"into": stays.slug})
    assert strangers.status_code == 401
    assert Game.objects.count() == 2
    # Named by an object read before: what became of it is said.
    merge(writer, goes, stays)
    third = Game.objects.add(name="Third")
    with pytest.raises(ValidationError, match="already merged into Chrono Trigger"):
        merge_games(goes, third, by=None)


@pytest.mark.usefixtures("committed_db")
def test_two_who_merge_the_same_games_at_once() -> None:
    first, second = (Game.objects.add(name=name) for name in ("One", "Two"))
    list_ = List.objects.create(name="RPGs")
    list_.add_many([first, second])
    start = threading.Barrier(2)
    failures: list[str] = []

    def merge_now(goes: Game, stays: Game) -> None:
        start.wait()
        try:
            merge_games(goes, stays, by=None)
        except ValidationError as error:
            failures.extend(error.messages)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=merge_now, args=pair)
        for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    left = Game.objects.get()
    assert list(list_.entries.values_list("game_id", flat=True)) == [left.pk]
    merge = GameMerge.objects.get()
    assert failures == [f"{merge.merged_name} was already merged into {left.name}."]
    undo_merge(merge, by=None)
    assert Game.objects.count() == 2
    assert ListActivity.objects.filter(verb="merged").count() == 1
