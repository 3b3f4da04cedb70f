"""One event for each change of a game, through whichever door it came."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction
from django.test import Client

from apps.library.admin.forms import NewEditionForm
from apps.library.admin.forms import NewGameForm
from apps.library.events import WorkPayload
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.changes import read_states
from apps.library.models.changes import track_game_changes
from apps.realtime.catalogue import suppress_events
from apps.realtime.models import Event
from tests.admin.pages import address
from tests.admin.pages import save
from tests.api.client import ApiClient
from tests.api.client import data

pytestmark = pytest.mark.django_db

CREATE, UPDATE, DELETE = (
    f"questlog:work_{verb}" for verb in ("create", "update", "delete")
)


def told() -> list[tuple[str, list[str]]]:
    """The events so far: type and what they say has changed."""
    return [
        (event.type, event.payload.get("changed", []))
        for event in Event.objects.order_by("id")
    ]


def last_payload() -> dict[str, Any]:
    return Event.objects.order_by("id").last().payload  # type: ignore[union-attr]


@pytest.fixture
def snes(db: None) -> Platform:
    return Platform.objects.create(name="Super Nintendo", abbreviation="SNES")


@pytest.fixture
def rpg(db: None) -> Genre:
    return Genre.objects.create(name="RPG")


@pytest.fixture
def celeste(snes: Platform, rpg: Genre) -> Game:
    """A game whose own creation is not in the log any more."""
    game = Game.objects.add(name="Celeste", original_release_year=2018)
    game.platforms.add(snes)
    game.set_genres([rpg], primary=rpg)
    Event.objects.all().delete()
    return Game.objects.get()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


# Adding -----------------------------------------------------------------------


def test_adding_in_the_form_is_one_event_with_all_that_was_chosen(
    owner_client: Client, snes: Platform, rpg: Genre
) -> None:
    franchise = Franchise.objects.create(name="Chrono")

    save(
        owner_client,
        address(Game, "add"),
        name="Chrono Trigger",
        franchise=franchise.pk,
        original_release_year=1995,
        platforms=[snes.pk],
        primary_genre=rpg.pk,
    )

    game = Game.objects.get()
    edition = game.first_edition()
    [event] = Event.objects.all()
    assert (event.type, event.subject) == (CREATE, f"work:{game.uuid}")
    assert event.payload == {
        "id": str(game.uuid),
        "name": "Chrono Trigger",
        "slug": "chrono-trigger",
        "franchise": {
            "id": str(franchise.uuid),
            "name": "Chrono",
            "slug": "chrono",
        },
        "original_release_year": 1995,
        "genres": [
            {"id": str(rpg.uuid), "name": "RPG", "slug": "rpg", "is_primary": True}
        ],
        "platforms": [
            {
                "id": str(snes.uuid),
                "name": "Super Nintendo",
                "slug": "super-nintendo",
                "abbreviation": "SNES",
            }
        ],
        "release_date": None,
        "cover_url": None,
        "igdb_id": None,
        "editions": [
            {
                "id": str(edition.uuid),
                "name": "Chrono Trigger",
                "slug": "chrono-trigger",
                "edition_type": "original",
            }
        ],
        "edition_count": 1,
        "changed": [],
        "previous_slug": None,
        "version": 1,
    }


def test_adding_by_api_is_one_event(writer: ApiClient, snes: Platform) -> None:
    body = {"name": "Celeste", "platforms": [snes.slug], "release_date": "2018-01-25"}

    data(writer.post("/games", body), status=201)

    assert told() == [(CREATE, [])]
    assert last_payload()["platforms"][0]["slug"] == snes.slug
    assert last_payload()["edition_count"] == 1


@pytest.mark.parametrize(
    ("form_class", "sent"),
    [
        (NewGameForm, {"name": "Celeste"}),
        (NewEditionForm, {"game": "Celeste", "edition_type": "port"}),
    ],
)
def test_adding_in_a_chooser_is_one_event(form_class: Any, sent: Any) -> None:
    form = form_class(sent)
    assert form.is_valid(), form.errors
    form.save()

    assert told() == [(CREATE, [])]
    assert last_payload()["edition_count"] == 1


# Changing ---------------------------------------------------------------------


def rename(game: Game, **_: Any) -> None:
    game.name = "Celeste Classic"
    game.save()


def rename_one_field(game: Game, **_: Any) -> None:
    game.name = "Celeste Classic"
    game.save(update_fields=["name"])


def rename_a_stale_copy(game: Game, **_: Any) -> None:
    copy = Game.objects.get(pk=game.pk)
    game.summary = "A mountain."
    game.save()
    Event.objects.all().delete()
    copy.name, copy.summary = "Celeste Classic", "A mountain."
    copy.save()


def add_a_genre(game: Game, **_: Any) -> None:
    game.genres.add(Genre.objects.create(name="Platformer"))


def lose_the_genre(game: Game, **_: Any) -> None:
    game.game_genres.get().delete()


def lose_all_genres(game: Game, **_: Any) -> None:
    game.game_genres.all().delete()


def remove_a_genre(game: Game, **_: Any) -> None:
    game.genres.remove(game.genres.get())


def clear_the_genres(game: Game, **_: Any) -> None:
    game.genres.clear()


def remove_from_a_genre(game: Game, **_: Any) -> None:
    game.genres.get().games.remove(game)


def demote_the_genre(game: Game, **_: Any) -> None:
    game.set_genres(game.genres.all())


def add_a_platform(game: Game, **_: Any) -> None:
    game.platforms.add(Platform.objects.create(name="Switch"))


def add_to_a_platform(game: Game, **_: Any) -> None:
    Platform.objects.create(name="Switch").games.add(game)


def lose_its_platforms(game: Game, **_: Any) -> None:
    game.platforms.clear()


def clear_a_platform(game: Game, **_: Any) -> None:
    game.platforms.get().games.clear()


def add_a_platform_after_failing(game: Game, **_: Any) -> None:
    with pytest.raises(ValueError, match="expected a number"), transaction.atomic():
        game.platforms.add("no number")  # type: ignore[arg-type]
    add_a_platform(game)


def lose_one_platform(game: Game, **_: Any) -> None:
    game.platforms.get().delete()


def lose_a_platform_altogether(game: Game, **_: Any) -> None:
    Platform.objects.all().delete()


def add_an_edition(game: Game, **_: Any) -> None:
    Edition.objects.create(game=game, name="Farewell")


def describe_an_edition(game: Game, **_: Any) -> None:
    edition = game.first_edition()
    edition.summary = "The first."
    edition.save()


def port_an_edition(game: Game, **_: Any) -> None:
    game.first_edition().platforms.add(Platform.objects.create(name="Switch"))


def clear_a_platform_of_editions(game: Game, **_: Any) -> None:
    switch = Platform.objects.create(name="Switch")
    with suppress_events():
        game.first_edition().platforms.add(switch)
    switch.editions.clear()


def several_at_once(game: Game, **_: Any) -> None:
    with track_game_changes():
        rename(game)
        add_an_edition(game)
        add_a_platform(game)
        game.summary = "A mountain."
        game.save()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (rename, ["name"]),
        (rename_one_field, ["name"]),
        (rename_a_stale_copy, ["name"]),
        (add_a_genre, ["genres"]),
        (lose_the_genre, ["genres"]),
        (lose_all_genres, ["genres"]),
        (remove_a_genre, ["genres"]),
        (clear_the_genres, ["genres"]),
        (remove_from_a_genre, ["genres"]),
        (demote_the_genre, ["genres"]),
        (add_a_platform, ["platforms"]),
        (add_to_a_platform, ["platforms"]),
        (lose_its_platforms, ["platforms"]),
        (clear_a_platform, ["platforms"]),
        (add_a_platform_after_failing, ["platforms"]),
        (lose_one_platform, ["platforms"]),
        (lose_a_platform_altogether, ["platforms"]),
        (add_an_edition, ["editions"]),
        (describe_an_edition, ["editions"]),
        (port_an_edition, ["editions"]),
        (clear_a_platform_of_editions, ["editions"]),
        (several_at_once, ["name", "summary", "platforms", "editions"]),
    ],
)
def test_a_change_in_the_shell_is_one_event(
    celeste: Game, change: Callable[..., None], changed: list[str]
) -> None:
    change(celeste)

    assert told() == [(UPDATE, changed)]
    assert last_payload()["version"] == Game.objects.get().version


def test_saving_in_the_form_is_one_event(
    owner_client: Client, celeste: Game, rpg: Genre
) -> None:
    switch = Platform.objects.create(name="Switch")

    save(
        owner_client,
        address(Game, "edit", celeste.pk),
        name="Celeste Classic",
        slug="celeste-classic",
        aliases="The Mountain",
        platforms=[switch.pk],
        genres=[rpg.pk],
        primary_genre="",
    )

    changed = ["name", "slug", "aliases", "genres", "platforms"]
    assert told() == [(UPDATE, changed)]
    assert last_payload()["previous_slug"] == "celeste"
    assert last_payload()["slug"] == "celeste-classic"


def test_saving_an_edition_in_the_form_is_one_event(
    owner_client: Client, celeste: Game
) -> None:
    edition = celeste.first_edition()
    switch = Platform.objects.create(name="Switch")

    save(
        owner_client,
        address(Edition, "edit", edition.pk),
        name="Celeste for Switch",
        platforms=[switch.pk],
    )

    assert told() == [(UPDATE, ["editions"])]


def test_changing_by_api_is_one_event(writer: ApiClient, celeste: Game) -> None:
    body = {"name": "Celeste Classic", "genres": [], "platforms": []}

    data(writer.patch("/games/celeste", body))

    assert told() == [(UPDATE, ["name", "genres", "platforms"])]


def test_changing_genres_by_api_is_one_event(
    writer: ApiClient, celeste: Game, rpg: Genre
) -> None:
    platformer = Genre.objects.create(name="Platformer")
    body = {
        "genre_ids": [str(rpg.uuid), str(platformer.uuid)],
        "primary_genre_id": str(platformer.uuid),
    }

    data(writer.put("/works/celeste/genres", body))
    data(writer.put("/works/celeste/genres", body))

    assert told() == [(UPDATE, ["genres"])]


def test_adding_and_changing_an_edition_by_api_is_an_event_each(
    writer: ApiClient, celeste: Game, snes: Platform
) -> None:
    body = {
        "work_id": str(celeste.uuid),
        "name": "Farewell",
        "slug": "farewell",
        "edition_type": "definitive",
        "platforms": [snes.slug],
    }

    data(writer.post("/editions", body))
    data(writer.patch("/editions/farewell", {"name": "Farewell!", "platforms": []}))
    writer.delete("/editions/farewell")

    assert told() == [(UPDATE, ["editions"])] * 3
    assert last_payload()["edition_count"] == 1


def test_an_edition_that_moves_changes_both_games(celeste: Game) -> None:
    other = Game.objects.add(name="Towerfall")
    edition = Edition.objects.create(game=celeste, name="Farewell")
    Event.objects.all().delete()

    edition.game = other
    edition.save()

    subjects = Event.objects.order_by("subject").values_list("subject", flat=True)
    assert list(subjects) == sorted([f"work:{celeste.uuid}", f"work:{other.uuid}"])


# No change --------------------------------------------------------------------


def save_as_it_is(game: Game) -> None:
    game.save()


def touch_what_nobody_sees(game: Game) -> None:
    game.igdb_data = {"id": 1}
    game.save(update_fields=["igdb_data"])


def keep_a_revision(game: Game) -> None:
    game.save_revision()
    game.first_edition().save_revision()


def give_it_what_it_has(game: Game) -> None:
    game.platforms.add(*game.platforms.all())
    game.platforms.set(game.platforms.all())
    game.set_genres(game.genres.all(), primary=game.genres.get())
    game.first_edition().save()


def change_it_and_back(game: Game) -> None:
    with track_game_changes():
        game.name = "Summit"
        game.save()
        game.name = "Celeste"
        game.save()


def fail_to_change(game: Game) -> None:
    with pytest.raises(ValidationError), transaction.atomic(), track_game_changes():
        rename(game)
        game.first_edition().delete()
    game.refresh_from_db()
    game.save()


@pytest.mark.parametrize(
    "act",
    [
        save_as_it_is,
        touch_what_nobody_sees,
        keep_a_revision,
        give_it_what_it_has,
        change_it_and_back,
        fail_to_change,
    ],
)
def test_what_changes_nothing_tells_nothing(
    celeste: Game, act: Callable[[Game], None]
) -> None:
    act(celeste)

    assert told() == []


def test_saving_the_form_as_it_is_tells_nothing(
    owner_client: Client, celeste: Game
) -> None:
    assert save(owner_client, address(Game, "edit", celeste.pk)).status_code == 302

    assert told() == []


def test_what_is_deleted_silently_raises_no_version(celeste: Game) -> None:
    with suppress_events():
        Platform.objects.all().delete()
        celeste.game_genres.get().delete()

    assert told() == []
    assert Game.objects.get().version == celeste.version


def test_games_cannot_be_changed_in_bulk_unheard(celeste: Game) -> None:
    with pytest.raises(TypeError, match="one game at a time"):
        Game.objects.update(name="Celeste Classic")
    with pytest.raises(TypeError, match="one game at a time"):
        Game.objects.bulk_update([celeste], ["cover_url"])


# Deleting ---------------------------------------------------------------------


@pytest.mark.parametrize("door", ["shell", "queryset", "admin", "api"])
def test_deleting_a_game_is_one_event(
    celeste: Game, owner_client: Client, writer: ApiClient, door: str
) -> None:
    version = celeste.version
    if door == "shell":
        celeste.delete()
    elif door == "queryset":
        Game.objects.all().delete()
    elif door == "admin":
        owner_client.post(address(Game, "delete", celeste.pk))
    else:
        writer.delete("/games/celeste")

    assert not Game.objects.exists()
    assert told() == [(DELETE, [])]
    assert last_payload() == {
        "id": str(celeste.uuid),
        "name": "Celeste",
        "slug": "celeste",
        "version": version + 1,
        "merged_into": None,
    }


def test_deleting_an_edition_in_bulk_tells_each_game_once(celeste: Game) -> None:
    other = Game.objects.add(name="Towerfall")
    for game in (celeste, other):
        Edition.objects.create(game=game, name="Port 1")
        Edition.objects.create(game=game, name="Port 2")
    Event.objects.all().delete()

    Edition.objects.filter(name__startswith="Port").delete()

    assert told() == [(UPDATE, ["editions"])] * 2


# Many at once -----------------------------------------------------------------


def test_a_body_of_works_is_one_event_of_an_import(
    writer: ApiClient, celeste: Game
) -> None:
    version = celeste.version
    body = {
        "franchises": [{"name": "Chrono", "slug": "chrono"}],
        "works": [
            {"name": "Celeste", "slug": "celeste"},
            {"name": "Chrono Trigger", "slug": "chrono-trigger"},
        ],
        "editions": [
            {
                "work_slug": "celeste",
                "name": "Farewell",
                "slug": "farewell",
                "edition_type": "definitive",
            }
        ],
    }

    data(writer.post("/import", body))
    data(writer.post("/import", body))

    [event] = Event.objects.all()
    assert event.type == "questlog:import_complete"
    told = event.payload
    assert told["import_id"] is None
    assert (told["games"], told["editions"], told["franchises"]) == (1, 1, 1)
    assert told["already_there"] == 1
    celeste.refresh_from_db()
    assert celeste.version == version + 1


def test_two_who_change_one_game_at_once_are_both_told(committed_db: None) -> None:
    game = Game.objects.add(name="Celeste")
    Event.objects.all().delete()
    start = threading.Barrier(2)

    def change(field: str, value: Any) -> None:
        own = Game.objects.get(pk=game.pk)
        start.wait(timeout=60)
        setattr(own, field, value)
        own.save(update_fields=[field])
        connection.close()

    threads = [
        threading.Thread(target=change, args=args)
        for args in (("summary", "A mountain."), ("original_release_year", 2018))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    versions = [event.payload["version"] for event in Event.objects.order_by("id")]
    assert versions == [2, 3]
    assert (
        Event.objects.order_by("id")
        .last()
        .payload[  # type: ignore[union-attr]
            "original_release_year"
        ]
        == 2018
    )


def test_every_field_that_can_change_is_named_in_the_catalogue(celeste: Game) -> None:
    [(_, _, state)] = read_states([celeste.pk])

    changed = WorkPayload.model_json_schema()["properties"]["changed"]
    assert set(state) - {"id"} == set(changed["items"]["enum"])


def test_every_field_of_the_owners_is_told(celeste: Game) -> None:
    [(_, _, state)] = read_states([celeste.pk])

    assert set(state) - {"id", "editions"} == set(Game.field_table.edited)


def test_a_link_to_a_genre_saved_by_itself_is_one_event(celeste: Game) -> None:
    link = GameGenre.objects.get()
    link.is_primary = False
    link.save()

    assert told() == [(UPDATE, ["genres"])]
