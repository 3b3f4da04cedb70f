"""The fields of a row that an owner may edit, as JSON: to tell later edits apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListEntry

EDITABLE: dict[type[models.Model], tuple[str, ...]] = {
    Franchise: ("name", "slug"),
    Genre: ("name", "slug", "parent_id"),
    Platform: ("name", "slug", "abbreviation", "aliases"),
    Game: (
        "name",
        "slug",
        "aliases",
        "franchise_id",
        "original_release_year",
        "release_date",
        "summary",
        "cover_url",
    ),
    Edition: (
        "name",
        "slug",
        "game_id",
        "edition_type",
        "release_date",
        "summary",
        "cover_url",
    ),
    Playthrough: (
        "edition_id",
        "platform_id",
        "status",
        "completions",
        "started_at",
        "completed_at",
        "playtime_hours",
        "rating",
        "notes",
        "is_public",
    ),
    List: ("name", "slug", "description", "is_ranked", "visibility"),
    # Not `position`: others move it; a re-rank is seen in the list's activity.
    ListEntry: ("notes",),
}
# Written by whoever links a row with IGDB, the owner or a sync: one that is linked
# otherwise since was edited only where it was linked before.
LINK = "igdb_id"
LABELS = {model._meta.label_lower: model for model in EDITABLE}


def snapshot(row: models.Model, fields: Sequence[str] = ()) -> dict[str, Any]:
    """`fields` of `row`, or all that an owner may edit, as JSON values."""
    names = fields or EDITABLE[type(row)]
    return {name: as_json(getattr(row, name)) for name in names}


def edited_fields(row: models.Model, written: dict[str, Any]) -> list[str]:
    """The fields of `row` that no longer hold what was `written`.

    A value that a sync has brought since does not count: it is nobody's edit.
    """
    provenance = getattr(row, "provenance", {})
    return [
        name
        for name, value in written.items()
        if (name in EDITABLE[type(row)] or name == LINK)
        and as_json(getattr(row, name)) != value
        and provenance.get(name, "owner") == "owner"
    ]


def as_json(value: Any) -> Any:
    """A field's value as it is kept in an `ImportChange`."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return list(value)
    return str(value)
