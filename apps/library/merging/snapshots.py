"""A game or an edition as JSON, to make the very same row of it again."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models.changes import current_tracker
from apps.library.models.changes import track_game_changes

type Snapshot = dict[str, Any]

# Made otherwise: keys and histories by the database, sets beside the fields.
_APART = {"id", "latest_revision"}


def snapshot_of(row: Game | Edition) -> Snapshot:
    """All that is stored of `row`: a reference as the public id it refers to."""
    fields = {
        field.name: _stored(row, field)
        for field in row._meta.concrete_fields
        if field.name not in _APART
    }
    sets: dict[str, Any] = {"platforms": _ids(row.platforms)}
    if isinstance(row, Game):
        links = row.game_genres.order_by("id")
        sets["genres"] = [
            [str(uuid), is_primary]
            for uuid, is_primary in links.values_list("genre__uuid", "is_primary")
        ]
    return {"key": row.pk, "fields": fields, **sets}


def _ids(rows: Any) -> list[str]:
    return [str(uuid) for uuid in rows.order_by("id").values_list("uuid", flat=True)]


def _stored(row: Game | Edition, field: models.Field) -> Any:
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return str(value.uuid)  # type: ignore[attr-defined]
    if isinstance(value, datetime):
        return value.isoformat()  # Django's encoder would cut the microseconds
    # JSON may be changed in place later.
    return str(value) if isinstance(value, UUID) else deepcopy(value)


def field_value(
    model: type[Game] | type[Edition], name: str, stored: Any
) -> tuple[Any, bool]:
    """What a snapshot holds of the field, and whether what it refers to is gone."""
    field = model._meta.get_field(name)
    if stored is not None and isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(uuid=stored).first()
        return found, found is None
    assert isinstance(field, models.Field)
    return field.to_python(stored), False


def row_again(
    model: type[Game] | type[Edition],
    snapshot: Snapshot,
    *,
    has_key: bool,
    **values: Any,
) -> tuple[Any, list[str]]:
    """The unsaved row of a snapshot, with the labels of fields whose row is gone.

    `values` go before what it holds. `has_key`: it was taken here, so that its key is
    still its own; that of another Questlog may become anybody's.
    """
    lost, fields = [], dict(values)
    for name, stored in snapshot["fields"].items():
        if name in values:
            continue
        fields[name], is_gone = field_value(model, name, stored)
        if is_gone:
            lost.append(_label(model, name))
    row = model(**fields)
    if has_key:
        row.pk = snapshot["key"]
    row.derive_fields()
    return row, lost


def _label(model: type[Any], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


@track_game_changes()
def store_again(row: Game | Edition, snapshot: Snapshot) -> None:
    """Insert `row_again` as it was: nothing becomes the owner's, no date is new."""
    times = {"created_at": row.created_at, "updated_at": row.updated_at}
    type(row)._default_manager.bulk_create([row])
    if isinstance(row, Game) and (tracker := current_tracker()):
        tracker.note_new(row.pk)
    type(row)._default_manager.filter(pk=row.pk).update(**times)
    for name, value in times.items():
        setattr(row, name, value)
    platforms = row.platforms.model._default_manager
    row.platforms.set(platforms.filter(uuid__in=snapshot["platforms"]))
    if isinstance(row, Game):
        put_genres(row, snapshot["genres"])


def put_genres(game: Game, stored: list[tuple[str, bool]]) -> None:
    """Make these the game's genres, each with whether it is the primary one."""
    uuids = [UUID(uuid) for uuid, _ in stored]
    known = Genre.objects.in_bulk(uuids, field_name="uuid")
    game.game_genres.all().delete()
    GameGenre.objects.bulk_create(
        GameGenre(game=game, genre=known[UUID(uuid)], is_primary=is_primary)
        for uuid, is_primary in stored
        if UUID(uuid) in known
    )
