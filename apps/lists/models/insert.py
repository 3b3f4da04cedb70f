"""Putting new entries where they ask to go; the list must be locked."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.order import insert_wishes

if TYPE_CHECKING:
    from apps.lists.models.list import List


def insert(ranking: List, entries: Sequence[ListEntry], *, at_end: bool = True) -> None:
    """Store new entries as one change; `position` of each is where it asks to go.

    `at_end`: without a position they are the last of an unranked list.
    """
    if not entries:
        return
    for entry in entries:
        entry.clean_fields(exclude=["list", "game"])
    if ranking.is_ranked:
        _insert_ranked(ranking, entries)
    else:
        _require_free(ranking, [entry.position for entry in entries])
        ListEntry.objects.bulk_create(entries)
        at_end = at_end and all(entry.position is None for entry in entries)
    ranking._changed(
        Verb.ADDED,
        [entry.way_from(None) for entry in entries],
        order=None if ranking.is_ranked or at_end else ranking._game_order(),
    )


def _insert_ranked(ranking: List, entries: Sequence[ListEntry]) -> None:
    order = ranking._entry_ids()
    wishes = [entry.position for entry in entries]
    for entry in entries:
        entry.position = None
    ListEntry.objects.bulk_create(entries)
    order = insert_wishes(order, [entry.pk for entry in entries], wishes)
    ranking._store_order(order)
    position = {pk: place for place, pk in enumerate(order, start=1)}
    for entry in entries:
        entry.position = position[entry.pk]


def _require_free(ranking: List, positions: Iterable[int | None]) -> None:
    asked = [position for position in positions if position is not None]
    taken = ranking.entries.filter(position__in=asked).select_related("game").first()
    if taken:
        raise ValidationError(
            f"Position {taken.position} is taken by {taken.game}.", code="position"
        )
    if len(set(asked)) != len(asked):
        raise ValidationError("Two games have the same position.", code="position")
