"""Remembering what titles mean at IGDB, from one import to the next."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime

from apps.core.text import normalise
from apps.imports.models import ImportRow
from apps.imports.models import KnownTitle
from apps.imports.models.igdb import ANSWER_FIELDS

LONGEST_KEY = 500


def title_key(row: ImportRow) -> str:
    """The same for the same title, series and year, in any spelling."""
    parts = (normalise(row.title), normalise(row.series), str(row.year or ""))
    return "|".join(parts)[:LONGEST_KEY]


def recall(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Give rows the answers that are known for their titles; those that got one.

    Neither what was answered on a row already nor what another service's export says
    is touched.
    """
    unasked = [row for row in rows if not row.igdb_state and not says_igdb_id(row)]
    keys = [title_key(row) for row in unasked]
    known = {title.key: title for title in KnownTitle.objects.filter(key__in=set(keys))}
    recalled = []
    for row, key in zip(unasked, keys, strict=True):
        title = known.get(key)
        if title is not None:
            row.take_answer(title)
            recalled.append(row)
    return recalled


def remember(rows: Iterable[ImportRow], *, at: datetime) -> None:
    """Keep the answers on `rows` for later imports."""
    titles: dict[str, KnownTitle] = {}
    for row in rows:
        title = KnownTitle(key=title_key(row), title=row.title, updated_at=at)
        title.take_answer(row)
        titles[title.key] = title
    KnownTitle.objects.bulk_create(
        titles.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[*ANSWER_FIELDS, "title", "updated_at"],
        batch_size=500,
    )


def says_igdb_id(row: ImportRow) -> bool:
    """Whether the source itself says what IGDB calls the game."""
    return bool(row.external_ids.get("igdb"))
