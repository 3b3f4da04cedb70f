from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q
from django.utils import timezone
from wagtail.models import RevisionMixin
from wagtail.search import index

from apps.core.models import SluggedModel
from apps.library.models import Game
from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Move
from apps.lists.models.activity import Verb
from apps.lists.models.activity import replay
from apps.lists.models.entry import ListEntry
from apps.lists.models.entry import move_of


class Visibility(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"


class ListChanged(ValidationError):
    """Somebody else changed the list since the caller last read it."""

    def __init__(self) -> None:
        super().__init__(
            "This list was changed elsewhere in the meantime. Load it again.",
            code="changed",
        )


class ListQuerySet(models.QuerySet["List"]):
    def public(self) -> Self:
        return self.filter(visibility=Visibility.PUBLIC)


class List(index.Indexed, RevisionMixin, SluggedModel):
    """A curated collection of games; a ranked one gives each entry a position.

    Every change of its entries goes through the verbs below: each locks the list,
    raises `version`, writes one `ListActivity`, and keeps positions dense from 1.
    `expected_version` makes a verb refuse (`ListChanged`) when the caller's picture
    of the list is out of date.
    """

    description = models.TextField(blank=True, max_length=20_000)
    is_ranked = models.BooleanField(
        default=True, help_text="A ranked list gives each game a position."
    )
    visibility = models.CharField(
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text="Only public lists are served to the site and in events.",
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ListQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        index.FilterField("is_ranked"),
        index.FilterField("visibility"),
        index.FilterField("updated_at"),
    ]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="list_visibility_known",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a list that becomes ranked numbers its entries, and the reverse."""
        with transaction.atomic():
            stored = (
                List.objects.select_for_update()
                .filter(pk=self.pk)
                .values("is_ranked", "version")
                .first()
            )
            if stored:
                self.version = stored["version"]
            super().save(*args, **kwargs)
            if stored is None:
                self._write_activity(Verb.CREATED, [])
            elif stored["is_ranked"] != self.is_ranked:
                self._renumber_or_clear()

    @transaction.atomic
    def add(
        self,
        game: Game,
        *,
        position: int | None = None,
        notes: str = "",
        expected_version: int | None = None,
    ) -> ListEntry:
        """Add `game`, in a ranked list at `position` (from 1) or at the end.

        Raises `ValidationError` when it is listed already or the position is
        outside 1 … entries + 1.
        """
        self._lock(expected_version)
        if self.entries.filter(game=game).exists():
            raise ValidationError(f"{game} is on this list already.", code="listed")
        entry = ListEntry(
            list=self, game=game, notes=notes, position=self._make_room(position)
        )
        entry.full_clean(validate_constraints=False)
        entry.save()
        self._changed(Verb.ADDED, [move_of(entry, None, entry.position)])
        return entry

    @transaction.atomic
    def add_many(self, games: Sequence[Game]) -> list[ListEntry]:
        """Append those of `games` that are not listed yet, as one change."""
        self._lock()
        listed = set(self.entries.values_list("game_id", flat=True))
        new = [game for game in dict.fromkeys(games) if game.pk not in listed]
        if not new:
            return []
        start = len(listed) + 1
        entries = ListEntry.objects.bulk_create(
            ListEntry(
                list=self,
                game=game,
                position=start + offset if self.is_ranked else None,
            )
            for offset, game in enumerate(new)
        )
        self._changed(
            Verb.ADDED, [move_of(entry, None, entry.position) for entry in entries]
        )
        return entries

    @transaction.atomic
    def remove(
        self, entries: Iterable[ListEntry], *, expected_version: int | None = None
    ) -> None:
        """Take `entries` off the list; those below them close up."""
        self._lock(expected_version)
        gone = list(
            self.entries.filter(pk__in=[entry.pk for entry in entries]).select_related(
                "game"
            )
        )
        if not gone:
            return
        moves = [move_of(entry, entry.position, None) for entry in gone]
        self.entries.filter(pk__in=[entry.pk for entry in gone]).delete()
        if self.is_ranked:
            self._store_order(self._ordered_entries())
        self._changed(Verb.REMOVED, moves)

    @transaction.atomic
    def move(
        self, entry: ListEntry, to: int, *, expected_version: int | None = None
    ) -> None:
        """Move `entry` to position `to` (from 1); the others make room.

        Raises `ValidationError` in an unranked list or when `to` is outside the list.
        """
        self._lock(expected_version)
        self._require_ranked()
        entry = self._own_entry(entry)
        length = self.entries.count()
        if not 1 <= to <= length:
            raise ValidationError(
                f"Position {to} is outside this list: it goes from 1 to {length}.",
                code="position",
            )
        start = entry.position
        assert start is not None
        if start == to:
            return
        between = self.entries.filter(position__range=sorted((start, to)))
        between.update(position=F("position") + (1 if to < start else -1))
        self.entries.filter(pk=entry.pk).update(position=to)
        self._changed(Verb.REORDERED, [move_of(entry, start, to)])

    @transaction.atomic
    def reorder(
        self, entries: Sequence[ListEntry], *, expected_version: int | None = None
    ) -> None:
        """Put the whole list into the order of `entries`.

        Raises `ValidationError` unless `entries` are exactly the list's entries.
        """
        self._lock(expected_version)
        self._require_ranked()
        current = {entry.pk: entry for entry in self._ordered_entries()}
        order = [current.get(entry.pk) for entry in entries]
        ordered = [entry for entry in order if entry is not None]
        if len(ordered) != len(order) or {e.pk for e in ordered} != set(current):
            raise ValidationError(
                "The new order must hold each entry of the list once.", code="order"
            )
        moves = self._store_order(ordered)
        if moves:
            self._changed(Verb.REORDERED, moves)

    def order_on(self, moment: datetime) -> list[str]:
        """The uuids of the games as they stood at `moment`, first to last."""
        return replay(self.activities.filter(timestamp__lte=moment).order_by("id"))

    # Steps of the verbs; each needs the lock.

    def _lock(self, expected_version: int | None = None) -> None:
        fresh = List.objects.select_for_update().get(pk=self.pk)
        if expected_version is not None and expected_version != fresh.version:
            raise ListChanged
        self.version = fresh.version
        self.is_ranked = fresh.is_ranked

    def _require_ranked(self) -> None:
        if not self.is_ranked:
            raise ValidationError(
                "This list is not ranked: its entries have no order.", code="unranked"
            )

    def _own_entry(self, entry: ListEntry) -> ListEntry:
        return self.entries.select_related("game").get(pk=entry.pk)

    def _ordered_entries(self) -> list[ListEntry]:
        return list(
            self.entries.select_related("game").order_by(
                F("position").asc(nulls_last=True), "id"
            )
        )

    def _make_room(self, position: int | None) -> int | None:
        if not self.is_ranked:
            return position
        length = self.entries.count()
        if position is None:
            return length + 1
        if not 1 <= position <= length + 1:
            raise ValidationError(
                f"Position {position} is outside this list: choose 1 to {length + 1}.",
                code="position",
            )
        self.entries.filter(position__gte=position).update(position=F("position") + 1)
        return position

    def _store_order(self, ordered: Sequence[ListEntry]) -> list[Move]:
        moves, changed = [], []
        for position, entry in enumerate(ordered, start=1):
            if entry.position != position:
                moves.append(move_of(entry, entry.position, position))
                entry.position = position
                changed.append(entry)
        ListEntry.objects.bulk_update(changed, ["position"], batch_size=500)
        return moves

    def _renumber_or_clear(self) -> None:
        if self.is_ranked:
            moves = self._store_order(self._ordered_entries())
        else:
            moves = [
                move_of(entry, entry.position, None)
                for entry in self._ordered_entries()
            ]
            self.entries.update(position=None)
        if moves:
            self._changed(Verb.REORDERED, moves)

    def _changed(self, verb: Verb, moves: Sequence[Move]) -> None:
        self.version += 1
        self.updated_at = timezone.now()
        List.objects.filter(pk=self.pk).update(
            version=self.version, updated_at=self.updated_at
        )
        self._write_activity(verb, moves)

    def _write_activity(self, verb: Verb, moves: Sequence[Move]) -> None:
        ListActivity.objects.create(
            list=self,
            verb=verb,
            entries=[move["slug"] for move in moves],
            moves=list(moves),
            version=self.version,
        )
