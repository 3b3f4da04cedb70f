"""What the owner has edited since an import stays when it is undone, and is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.test import Client

from apps.core.history import record_change
from apps.core.models.field_table import field_table_of
from apps.imports.applying.snapshots import MODELS
from apps.imports.applying.snapshots import protected_fields
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListEntry
from tests.api.client import ApiClient
from tests.api.client import data
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.test_enriched_apply import SHORT
from tests.imports.test_enriched_apply import matched
from tests.integrations.igdb_server import IgdbServer

# A re-rank is read from the list's activity.
IN_ACTIVITY: dict[type[models.Model], set[str]] = {ListEntry: {"position"}}
# Not edited, and yet protected: one more is a run that was completed again.
COUNTED: dict[type[models.Model], set[str]] = {Playthrough: {"completions"}}


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_and_relation_stands_in_exactly_one_group(
    model: type[models.Model],
) -> None:
    protected = set(protected_fields(model)) - {"primary_genre"}
    groups = [
        protected,
        _unedited(model) - COUNTED.get(model, set()),
        _relations_from_elsewhere(model),
        IN_ACTIVITY.get(model, set()),
    ]
    names = [name for group in groups for name in group]
    found = {
        _name(field) for field in model._meta.get_fields() if not _is_wagtails(field)
    }

    assert len(names) == len(set(names))
    assert set(names) == found


def _unedited(model: type[models.Model]) -> set[str]:
    table = field_table_of(model)
    names = (*table.service, *table.counter, *table.internal)
    return {_name(model._meta.get_field(name)) for name in names}


def _relations_from_elsewhere(model: type[models.Model]) -> set[str]:
    """What holds a row, or goes along with it."""
    return {
        _name(field)
        for field in model._meta.get_fields()
        if field.auto_created and not field.concrete
    }


def _name(field: Any) -> str:
    if field.auto_created and not field.concrete:
        return str(field.get_accessor_name())
    return str(getattr(field, "attname", field.name))


def _is_wagtails(field: Any) -> bool:
    """Revisions and entries of the search index."""
    return isinstance(field, GenericRelation)


def test_what_an_earlier_questlog_imported_is_protected_by_the_log(
    desk: Desk, igdb_server: IgdbServer, writer: ApiClient
) -> None:
    """It noted less of what it wrote."""
    import_ = desk.apply(matched(desk, SHORT))
    for note in ImportChange.objects.all():
        for name in ("igdb_id", "genres", "primary_genre", "twitch_category_id"):
            note.after.pop(name, None)
        note.save()
    data(writer.patch(GAME, {"genres": []}))

    kept = desk.undo(import_)

    assert kept["Chrono Cross"] == "You have edited it since."
    assert [game.name for game in Game.objects.all()] == ["Chrono Cross"]


def test_an_import_notes_all_that_it_protects(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, SMALL))

    notes = ImportChange.objects.filter(change="created")
    assert {note.model for note in notes} == {
        model._meta.label_lower for model in MODELS
    }
    by_label = {model._meta.label_lower: model for model in MODELS}
    for note in notes:
        assert set(protected_fields(by_label[note.model])) <= set(note.after)


type Edit = Callable[[ApiClient], Any]


def _patch(path: str, **body: Any) -> Edit:
    return lambda writer: data(writer.patch(path, body))


def _genres(writer: ApiClient) -> Any:
    genre = Genre.objects.create(name="Time travel")
    body = {"genre_ids": [str(genre.uuid)], "primary_genre_id": None}
    return data(writer.put("/works/chrono-cross/genres", body))


GAME = "/games/chrono-cross"
EDITION = "/editions/chrono-cross"
WAR = "/editions/final-fantasy-tactics-the-war-of-the-lions"
FURTHER = "Final Fantasy Tactics (Final Fantasy Tactics: The War of the Lions)"


@pytest.mark.parametrize(
    ("edit", "fields"),
    [
        (_patch(GAME, name="Chrono Trigger 2"), "name"),
        (_patch(GAME, slug="radical-dreamers"), "slug"),
        (_patch(GAME, aliases=["CC"]), "aliases"),
        (_patch(GAME, franchise=None), "franchise"),
        (_patch(GAME, original_release_year=2000), "original release year"),
        (_patch(GAME, release_date="2000"), "release date"),
        (_patch(GAME, summary="Mine."), "summary"),
        (_patch(GAME, cover_url="https://example.org/c.jpg"), "cover"),
        (_patch(GAME, genres=[]), "genres, primary genre"),
        (_patch(GAME, primary_genre=None), "primary genre"),
        (_genres, "genres, primary genre"),
        (_patch(GAME, platforms=[]), "platforms"),
    ],
)
def test_each_edit_of_a_game_keeps_and_names_it(
    desk: Desk, igdb_server: IgdbServer, writer: ApiClient, edit: Edit, fields: str
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    edit(writer)

    kept = desk.undo(import_)

    game = Game.objects.get()
    assert kept[_named(kept, "Chrono")] == f"You have edited it since ({fields})."
    assert game.editions.count() == 1


def test_another_igdb_id_keeps_a_game_and_its_edition(
    desk: Desk, igdb_server: IgdbServer, writer: ApiClient
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    data(writer.patch(GAME, {"igdb_id": 4242}))

    kept = desk.undo(import_)

    assert Game.objects.get().igdb_id == 4242
    assert kept["Chrono Cross"] == (
        "You have edited it since (IGDB id). "
        "You have edited its edition since (IGDB id)."
    )


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"name": "On a disc"}, "name"),
        ({"slug": "cross-on-a-disc"}, "slug"),
        ({"edition_type": "port"}, "edition type"),
        ({"igdb_id": None}, "IGDB id"),
        ({"twitch_category_id": "4242"}, "Twitch category"),
        ({"cover_url": "https://example.org/c.jpg"}, "cover"),
        ({"release_date": "2000"}, "release date"),
        ({"summary": "Mine."}, "summary"),
        ({"platforms": []}, "platforms"),
    ],
)
def test_each_edit_of_an_edition_keeps_it_and_its_game(
    desk: Desk,
    igdb_server: IgdbServer,
    writer: ApiClient,
    body: dict[str, Any],
    fields: str,
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    data(writer.patch(EDITION, body))
    data(
        writer.patch(WAR, {n: f"{v}-2" if n == "slug" else v for n, v in body.items()})
    )

    kept = desk.undo(import_)

    first = f"You have edited its edition since ({fields})."
    assert set(Game.objects.values_list("name", flat=True)) == {
        "Chrono Cross",
        "Final Fantasy Tactics",
    }
    assert kept["Chrono Cross"] == first
    assert f"You have edited it since ({fields})." in kept.values()
    assert kept["Final Fantasy Tactics"] == "It has 1 further edition."


def test_editions_given_and_taken_keep_the_game(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    cross = Game.objects.get(name="Chrono Cross")
    own = Edition.objects.create(game=cross, name="The Radical Dreamers Edition")
    Playthrough.objects.filter(edition__game=cross).delete()
    cross.editions.exclude(pk=own.pk).get().delete()

    kept = desk.undo(import_)

    assert list(cross.editions.all()) == [own]
    assert kept["Chrono Cross"] == "You have changed its editions since."


def test_names_that_the_owner_has_edited_are_kept(desk: Desk, owner: User) -> None:
    import_ = desk.bring(SMALL)
    series = Franchise.objects.get(name="Final Fantasy")
    series.igdb_id = 39
    snes = Platform.objects.get(name__startswith="Super Nintendo")
    snes.aliases = ["Super Famicom"]
    for row in (series, snes):
        row.save()
        record_change(row, user=owner)

    kept = desk.undo(import_)

    assert kept == {
        "Final Fantasy": "You have edited it since (IGDB id).",
        snes.name: "You have edited it since (aliases).",
    }


def test_a_name_that_a_sync_has_linked_is_removed(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    series = Franchise.objects.get(name="Final Fantasy")
    series.igdb_id = 39
    series.save()
    record_change(series, user=None)

    assert desk.undo(import_) == {}


def test_a_list_that_games_were_taken_off_is_kept(desk: Desk) -> None:
    import_ = desk.bring(SMALL)
    found = List.objects.get()
    found.remove([found.entries.get(position=2)])

    kept = desk.undo(import_)

    assert found.entries.count() == 1
    assert kept["Top RPGs"] == "You have removed games from “Top RPGs” since."


@pytest.mark.parametrize(
    ("values", "fields"),
    [({"is_public": False}, "visibility"), ({"rating": 4}, "rating")],
)
def test_an_edited_playthrough_is_named(
    desk: Desk, values: dict[str, Any], fields: str
) -> None:
    import_ = desk.bring(SMALL)
    run = Playthrough.objects.get(edition__game__name="Wild ARMs 2")
    run.change(**values)

    assert desk.undo(import_)[str(run)] == f"You have edited it since ({fields})."


def test_platforms_chosen_since_stay_on_a_game_that_was_there(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    mine = Game.objects.add(name="Chrono Cross")
    import_ = desk.apply(matched(desk, SHORT))
    vita = Platform.objects.create(name="PlayStation Vita")
    mine.platforms.add(vita)

    kept = desk.undo(import_)

    assert {p.name for p in mine.platforms.all()} == {"PlayStation", vita.name}
    assert mine.genres.count() == 0
    assert kept["Chrono Cross"] == "You have edited it since (platforms)."


def test_the_confirmation_names_what_stays(
    desk: Desk, igdb_server: IgdbServer, writer: ApiClient, owner_client: Client
) -> None:
    import_ = desk.apply(matched(desk, SHORT))
    data(writer.patch(GAME, {"igdb_id": 4242}))
    data(writer.patch(WAR, {"twitch_category_id": "4242"}))

    page = _confirmation(import_, owner_client)

    assert "Chrono Cross: You have edited it since (IGDB id)." in page
    assert f"{FURTHER}: You have edited it since (Twitch category)." in page
    assert Game.objects.count() == 2


def test_the_confirmation_names_nothing_where_nothing_was_edited(
    desk: Desk, igdb_server: IgdbServer, owner_client: Client
) -> None:
    import_ = desk.apply(matched(desk, SHORT))

    page = _confirmation(import_, owner_client)

    assert "You have edited this since" not in page


def _confirmation(import_: Import, client: Client) -> str:
    return client.get(f"/admin/imports/{import_.pk}/undo/").content.decode()


def _named(kept: dict[str, str], start: str) -> str:
    return next(name for name in kept if name.startswith(start))
