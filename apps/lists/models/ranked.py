from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import models
from django.dispatch import Signal
from django.utils import timezone

from apps.core.models.base import SluggedModel
from apps.lists.models.activity import CHECKPOINT_INTERVAL
from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Verb
from apps.lists.models.order import Move
from apps.realtime.catalogue import are_events_suppressed

if TYPE_CHECKING:
    from apps.lists.models.list import List

PUBLIC = "public"

# Sent with `ranking`, `verb` and `games` (slugs), in the transaction of the change.
changed_without_activity = Signal()

STORE_ORDER = """
UPDATE lists_listentry AS entry
SET position = placed.position
FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed (id, position)
WHERE entry.id = placed.id
  AND entry.list_id = %s
  AND entry.position IS DISTINCT FROM placed.position
"""


class ListChanged(ValidationError):
    """Somebody else changed the list since the caller last read it."""

    def __init__(self) -> None:
        super().__init__(
            "This list was changed elsewhere in the meantime. Reload it.",
            code="changed",
        )


class RankedModel(SluggedModel):
    """The steps that the verbs of `List` are made of; each needs the lock."""

    is_ranked = models.BooleanField(
        "ranked", default=True, help_text="A ranked list gives each game a position."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    if TYPE_CHECKING:
        objects: Any
        entries: Any
        visibility: Any

    class Meta:
        abstract = True

    def _lock(self, expected_version: int | None = None) -> None:
        locked = type(self).objects.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=locked)
        if expected_version is not None and expected_version != self.version:
            raise ListChanged

    def _require_ranked(self) -> None:
        if not self.is_ranked:
            raise ValidationError(
                "This list isn't ranked, so its entries have no order.", code="unranked"
            )

    def _require_position(self, position: int, last: int) -> None:
        if not 1 <= position <= last:
            raise ValidationError(
                f"Position {position} is outside this list. Choose 1 to {last}.",
                code="position",
            )

    def _entry_ids(self) -> list[int]:
        return list(self.entries.values_list("id", flat=True))

    def _store_order(self, order: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(STORE_ORDER, [list(order), self.pk])

    def _game_order(self) -> list[str]:
        return [str(uuid) for uuid in self.entries.values_list("game__uuid", flat=True)]

    def _touch(self) -> None:
        self.version += 1
        self.updated_at = timezone.now()
        type(self).objects.filter(pk=self.pk).update(
            version=self.version, is_ranked=self.is_ranked, updated_at=self.updated_at
        )

    def _changed(
        self, verb: Verb, moves: Sequence[Move], *, order: list[str] | None = None
    ) -> None:
        self._touch()
        if order is None and self.version % CHECKPOINT_INTERVAL == 0:
            order = self._game_order()
        self._write_activity(verb, moves, order=order)

    def _write_activity(
        self, verb: Verb, moves: Sequence[Move], *, order: list[str] | None = None
    ) -> None:
        ListActivity.objects.create(
            list=cast("List", self),
            verb=verb,
            entries=[move["slug"] for move in moves],
            moves=list(moves),
            order=order,
            is_ranked=self.is_ranked,
            version=self.version,
            is_told=self._is_told(),
        )

    def _is_told(self) -> bool:
        """Whether what changes now is for everybody to know."""
        return self.visibility == PUBLIC and not are_events_suppressed()

    def _annotated(self, games: Sequence[str]) -> None:
        """Note that the notes on these games (slugs) changed: no activity."""
        self._touch()
        changed_without_activity.send(
            sender=type(self), ranking=self, verb="annotated", games=games
        )
