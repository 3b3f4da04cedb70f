"""What an owner may change of a row, as JSON: to tell later edits apart.

All of it is protected when an import is undone. What that is comes from the models'
field tables; only the exceptions are written down here.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models

from apps.core.models.field_table import field_table_of
from apps.core.models.provenance import OWNER
from apps.core.models.provenance import SourcedFields
from apps.imports.models import Change
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportRow
from apps.journal.models import Playthrough
from apps.library.igdb.apply import is_owners_set
from apps.library.igdb.apply import row_of
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.rows import IGDB
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry

MODELS: tuple[type[models.Model], ...] = (
    Franchise,
    Genre,
    Platform,
    Game,
    Edition,
    Playthrough,
    List,
    ListEntry,
)
# All that applying and undoing writes, notes of it included.
WRITTEN: tuple[type[models.Model], ...] = (
    *MODELS,
    GameGenre,
    ListActivity,
    ImportChange,
    ImportRow,
)
LABELS = {model._meta.label_lower: model for model in MODELS}
LINK = "igdb_id"
# Which of the genres is the primary one stands in `GameGenre`.
PRIMARY_GENRE = "primary_genre"
# The journal counts them itself: one more is a run that was completed again.
_COUNTED: dict[type[models.Model], tuple[str, ...]] = {Playthrough: ("completions",)}
# Others move an entry, too; a re-rank is seen in the list's activity.
_SEEN_ELSEWHERE: dict[type[models.Model], tuple[str, ...]] = {ListEntry: ("position",)}


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of `model` that the owner may change."""
    names = {*field_table_of(model).edited, *_COUNTED.get(model, ())}
    names -= {*_SEEN_ELSEWHERE.get(model, ())}
    return tuple(
        field.attname for field in model._meta.concrete_fields if field.name in names
    )


def sets_of(model: type[models.Model]) -> tuple[str, ...]:
    """The many-to-many fields of `model` that the owner may change."""
    edited = field_table_of(model).edited
    return tuple(f.name for f in model._meta.many_to_many if f.name in edited)


def protected_fields(model: type[models.Model]) -> tuple[str, ...]:
    """All of a row that an undo protects once the owner has changed it."""
    primary = (PRIMARY_GENRE,) if model is Game else ()
    return (*columns_of(model), *sets_of(model), *primary)


def related_models() -> dict[str, type[models.Model]]:
    """The model of the keys that snapshots hold, by their names: `franchise_id`, …"""
    related: dict[str, type[models.Model]] = {PRIMARY_GENRE: Genre}
    for model in MODELS:
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            name = getattr(field, "attname", field.name)
            other = field.related_model
            if name in protected_fields(model) and isinstance(other, type):
                related[name] = other
    return related


# Taking them -------------------------------------------------------------------


def snapshot(row: models.Model, columns: Sequence[str] = ()) -> dict[str, Any]:
    """`columns` of `row`, or all that an owner may change, as JSON values."""
    names = columns or columns_of(type(row))
    return {name: as_json(getattr(row, name)) for name in names}


def snapshot_of_new(row: models.Model) -> dict[str, Any]:
    """As `snapshot`, with whose word each value is; see `note_sets` for the rest."""
    sources = (
        {"provenance": {**row.provenance}} if isinstance(row, SourcedFields) else {}
    )
    return {**snapshot(row), **sources}


class Noted:
    """Gathers what an undo needs to know of what an import writes, by model and key."""

    def __init__(self, import_: Import) -> None:
        self.import_ = import_
        self.changes: dict[tuple[str, int], ImportChange] = {}

    def of(self, row: models.Model) -> ImportChange | None:
        """What is noted of `row`."""
        return self.changes.get((row._meta.label_lower, row.pk))

    def note(
        self,
        change: Change,
        row: models.Model,
        cause: ImportRow | None = None,
        after: dict[str, Any] | None = None,
        *,
        before: dict[str, Any] | None = None,
    ) -> None:
        """Remember what was written to `row` and for which row of the source."""
        written = snapshot_of_new(row) if change == Change.CREATED else {}
        label = row._meta.label_lower
        self.changes[label, row.pk] = ImportChange(
            batch=self.import_,
            row=cause,
            change=change,
            model=label,
            object_id=row.pk,
            name=str(row)[:500],
            before=before or {},
            after={**written, **(after or {})},
        )

    def save(self) -> list[ImportChange]:
        """Store the changes, now that all is written."""
        changes = list(self.changes.values())
        note_sets(changes)
        return ImportChange.objects.bulk_create(changes, batch_size=500)


def note_sets(changes: Sequence[ImportChange]) -> None:
    """Put into `after` what the many-to-many fields hold, now that all is written.

    Of rows that were made, and of others where `before` has the field.
    """
    for model in MODELS:
        label = model._meta.label_lower
        mine = {c.object_id: c for c in changes if c.model == label}
        for name in sets_of(model):
            noted = {pk: c for pk, c in mine.items() if _is_noted(c, name)}
            for change in noted.values():
                change.after[name] = []
            for pk, other in _links(model, name, noted):
                noted[pk].after[name].append(other)
    _note_primary_genres(changes)


def _is_noted(change: ImportChange, name: str) -> bool:
    return change.change == Change.CREATED or name in change.before


def _links(
    model: type[models.Model], name: str, pks: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Each pair of keys of the field `name`, in order."""
    field: Any = model._meta.get_field(name)
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._default_manager.filter(
        **{f"{owner}__in": list(pks)}
    )
    columns = f"{owner}_id", f"{other}_id"
    yield from rows.order_by(*columns).values_list(*columns)


def _note_primary_genres(changes: Sequence[ImportChange]) -> None:
    label = Game._meta.label_lower
    noted = {
        c.object_id: c for c in changes if c.model == label and _is_noted(c, "genres")
    }
    for change in noted.values():
        change.after[PRIMARY_GENRE] = None
    primary = GameGenre.objects.filter(game__in=list(noted), is_primary=True)
    for game, genre in primary.values_list("game_id", "genre_id"):
        noted[game].after[PRIMARY_GENRE] = genre


# Comparing ---------------------------------------------------------------------


def edited_fields(row: models.Model, written: dict[str, Any]) -> list[str]:
    """What of `row` no longer holds what was `written`, by the owner's doing.

    A value that a sync has brought since does not count: it is nobody's edit.
    """
    return [
        name
        for name in protected_fields(type(row))
        if name in written
        and _current(row, name) != _in_order(written[name], name)
        and not _is_a_syncs(row, name, written)
    ]


def as_json(value: Any) -> Any:
    """A field's value as it is kept in an `ImportChange`."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return list(value)
    return str(value)


def _current(row: Any, name: str) -> Any:
    if name == PRIMARY_GENRE:
        return _primary_genre(row)
    if name in sets_of(type(row)):
        return _current_set(row, name)
    return as_json(getattr(row, name))


def _current_set(row: Any, name: str) -> list[int]:
    return sorted(other.pk for other in getattr(row, name).all()) if row.pk else []


def _primary_genre(game: Any) -> int | None:
    every = game.game_genres.all()
    return next((each.genre_id for each in every if each.is_primary), None)


def _in_order(value: Any, name: str) -> Any:
    return sorted(value) if name in ("genres", "platforms") else value


def _is_a_syncs(row: Any, name: str, written: dict[str, Any]) -> bool:
    """Whether a sync, and not the owner, has brought what `name` holds."""
    if name == PRIMARY_GENRE:
        # It goes with the genres: with others there is another first one.
        is_other = _current(row, "genres") != _in_order(written["genres"], "genres")
        return is_other and _is_a_syncs(row, "genres", written)
    if name == LINK:
        return _is_linked_by_itself(row, written[LINK])
    if written.get("provenance", {}).get(name) == OWNER:
        return False  # the owner has taken what a sync may only offer
    if name in sets_of(type(row)):
        return _is_igdbs_set(row, name)
    return bool(getattr(row, "provenance", {}).get(name, OWNER) != OWNER)


def _is_igdbs_set(row: Any, name: str) -> bool:
    if row.provenance.get(name) != IGDB:
        return False
    last = row_of(row)
    names = IgdbNames.known([last] if last else [])
    current = set(_current_set(row, name))
    return not is_owners_set(row, name, current, last, names)


def _is_linked_by_itself(row: Any, before: int | None) -> bool:
    """Whether a sync has linked an edition, because its game is linked."""
    is_new = before is None and row.igdb_id is not None
    return is_new and isinstance(row, Edition) and row.igdb_id == row.game.igdb_id
