"""What the owner has made since of the rows that an import wrote: an undo keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Min
from wagtail.models import ModelLogEntry

from apps.imports.applying.snapshots import LABELS
from apps.imports.applying.snapshots import LINK
from apps.imports.applying.snapshots import edited_fields
from apps.imports.applying.snapshots import protected_fields
from apps.imports.applying.snapshots import sets_of
from apps.imports.models import Change
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportStatus
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry
from apps.lists.models import Verb

EDITED = "You have edited it since ({fields})."
EDITED_SOMEHOW = "You have edited it since."
EDITION_EDITED = "You have edited its edition since ({fields})."
EDITIONS_CHANGED = "You have changed its editions since."
LATER_IMPORT = "A later import has changed it."
RERANKED = "You have re-ranked “{name}” since."
TAKEN_OFF = "You have removed games from “{name}” since."
MOVED = "You have moved it since."

_RELATED: dict[type[models.Model], tuple[str, ...]] = {
    Game: ("franchise",),
    Edition: ("game",),
    Playthrough: ("edition__game", "platform"),
    ListEntry: ("list", "game"),
}
# What only a log entry tells of who has linked it with IGDB.
_NAMES = (Franchise, Genre, Platform)
_CALLED = {
    LINK: "IGDB id",
    "twitch_category_id": "Twitch category",
    "cover_url": "cover",
    "is_public": "visibility",
}


class Edits:
    """The changes of an import, the rows as they are now, and why each must stay.

    With `lock` the rows stay as they are to the end of the transaction.
    """

    def __init__(self, import_: Import, *, lock: bool = False) -> None:
        self.import_ = import_
        self.changes = list(import_.changes.order_by("id"))
        self.rows = self._load(lock=lock)
        self._by_row = {(c.model, c.object_id): c for c in self.changes}
        # What was there before the undo removed any of `rows`.
        self._stored = frozenset(self.rows)
        self._own_lists = self.made(List)

    def of(
        self, model: type[models.Model], change: Change
    ) -> list[tuple[ImportChange, Any]]:
        """The changes of this kind of which the rows still exist."""
        label = model._meta.label_lower
        return [
            (noted, self.rows[label, noted.object_id])
            for noted in self.changes
            if noted.model == label
            and noted.change == change
            and (label, noted.object_id) in self.rows
        ]

    def made(self, model: type[models.Model]) -> set[int]:
        """The keys of the rows that the import made and that still exist."""
        return {row.pk for _, row in self.of(model, Change.CREATED)}

    def named(self) -> list[ImportChange]:
        """What the owner has edited since, each with its reason (`kept_because`)."""
        for model in LABELS.values():
            for change, row in self.of(model, Change.CHANGED):
                change.kept_because = self.of_changed(change, row)
            for change, row in self.of(model, Change.CREATED):
                change.kept_because = self._of_made(change, row)
        return [change for change in self.changes if change.kept_because]

    def _of_made(self, change: ImportChange, row: Any) -> str:
        if isinstance(row, Edition):
            return "" if row.pk in self.firsts.values() else self.of_row(change, row)
        if isinstance(row, Game):
            return self.of_game(change, row)
        if isinstance(row, ListEntry):
            return self.of_entry(change, row)
        if isinstance(row, List):
            return self.of_list(row) or self.of_row(change, row)
        return self.of_row(change, row)

    def of_row(
        self, change: ImportChange, row: models.Model, words: str = EDITED
    ) -> str:
        """Why a row is not as the import left it; empty when it is."""
        reason = self._reason(change, self._edited(change, row, change.after), words)
        if not reason and self._is_noted_in_part(change):
            return EDITED_SOMEHOW if self._was_edited(change) else ""
        return reason

    def of_changed(self, change: ImportChange, row: models.Model) -> str:
        """As `of_row`, of what the import has changed in a row that was there."""
        return self._reason(change, self.edited_of_changed(change, row))

    def edited_of_changed(self, change: ImportChange, row: models.Model) -> list[str]:
        """What the owner has edited since of what the import had changed."""
        written = {n: change.after[n] for n in change.before if n in change.after}
        return self._edited(change, row, written)

    def of_game(self, change: ImportChange, game: Game) -> str:
        """As `of_row`, with the edition that it came with, which goes with it."""
        reasons = [self.of_row(change, game)]
        first = self.firsts.get(game.pk)
        if first is None or game.pk in self._lost_an_edition:
            reasons.append(EDITIONS_CHANGED)
        if first is not None:
            edition = self.rows[Edition._meta.label_lower, first]
            noted = self.change_of(edition)
            reasons.append(self.of_row(noted, edition, EDITION_EDITED))
        return " ".join(dict.fromkeys(filter(None, reasons)))

    def of_entry(self, change: ImportChange, entry: ListEntry) -> str:
        of_list = self.of_list(entry.list)
        if of_list:
            return of_list
        if str(entry.game.uuid) in self._moved[entry.list_id]:
            return MOVED
        return self.of_row(change, entry)

    def of_list(self, found: List) -> str:
        """Why a list that the import made stays whole."""
        if found.pk not in self._own_lists:
            return ""
        if self._moved[found.pk]:
            return RERANKED.format(name=found)
        return TAKEN_OFF.format(name=found) if found.pk in self._shortened else ""

    def change_of(self, row: models.Model) -> ImportChange:
        return self._by_row[row._meta.label_lower, row.pk]

    @cached_property
    def firsts(self) -> dict[int, int]:
        """By game that the import made the edition that it came with, if it has it."""
        made = self.made(Edition)
        games = Game.objects.filter(pk__in=self.made(Game))
        firsts = games.annotate(first=Min("editions")).values_list("pk", "first")
        return {game: first for game, first in firsts if first in made}

    # How.

    def _edited(
        self, change: ImportChange, row: Any, written: dict[str, Any]
    ) -> list[str]:
        edited = edited_fields(row, written)
        if LINK in edited and isinstance(row, _NAMES) and written[LINK] is None:
            # A sync links names, too.
            if not self._was_edited(change):
                edited.remove(LINK)
        return edited

    def _reason(
        self, change: ImportChange, edited: list[str], words: str = EDITED
    ) -> str:
        if not edited:
            return ""
        if (change.model, change.object_id) in self._later:
            return LATER_IMPORT
        return words.format(fields=", ".join(map(_label, edited)))

    def _is_noted_in_part(self, change: ImportChange) -> bool:
        """Whether an earlier Questlog applied the import, which noted less."""
        names = protected_fields(LABELS[change.model])
        return change.change == Change.CREATED and not change.after.keys() >= {*names}

    def _was_edited(self, change: ImportChange) -> bool:
        """Whether the log tells of a person who has edited the row since."""
        return (change.model, str(change.object_id)) in self._edited_by_people

    @cached_property
    def _edited_by_people(self) -> set[tuple[str, str]]:
        types = ContentType.objects.get_for_models(*LABELS.values())
        labels = {kind.pk: model._meta.label_lower for model, kind in types.items()}
        entries = ModelLogEntry.objects.filter(
            content_type__in=labels,
            action="wagtail.edit",
            user__isnull=False,
            timestamp__gt=self.import_.applied_at,
        )
        keys = entries.values_list("content_type_id", "object_id")
        return {(labels[kind], pk) for kind, pk in keys}

    @cached_property
    def _later(self) -> set[tuple[str, int]]:
        """The rows that later imports have changed."""
        later = ImportChange.objects.filter(
            batch__status=ImportStatus.APPLIED, change=Change.CHANGED
        ).filter(id__gt=max((c.id for c in self.changes), default=0))
        return set(later.values_list("model", "object_id"))

    @cached_property
    def _moved(self) -> dict[int, set[str]]:
        """By list the uuids of the games that were moved after the import."""
        versions = {c.after["list"]: c.after["version"] for c in self._entries()}
        moved: dict[int, set[str]] = defaultdict(set)
        reorders = ListActivity.objects.filter(
            list__in=versions, verb=Verb.REORDERED
        ).values_list("list_id", "version", "moves")
        for list_id, version, moves in reorders:
            if version > versions[list_id]:
                moved[list_id] |= {move["game"] for move in moves}
        return moved

    @cached_property
    def _shortened(self) -> set[int]:
        """The lists that lack an entry which the import gave them."""
        return {
            change.after["list"]
            for change in self._entries()
            if (change.model, change.object_id) not in self._stored
        }

    @cached_property
    def _lost_an_edition(self) -> set[int]:
        """The games that lack an edition which the import gave them."""
        label = Edition._meta.label_lower
        made = (c for c in self.changes if c.model == label and "game_id" in c.after)
        return {
            change.after["game_id"]
            for change in made
            if change.change == Change.CREATED
            and (label, change.object_id) not in self._stored
        }

    def _entries(self) -> Iterator[ImportChange]:
        label = ListEntry._meta.label_lower
        return (change for change in self.changes if change.model == label)

    def _load(self, *, lock: bool) -> dict[tuple[str, int], models.Model]:
        ids: dict[str, list[int]] = defaultdict(list)
        for change in self.changes:
            ids[change.model].append(change.object_id)
        if lock:
            # Lists first, as every change of a list does.
            lists = {change.after["list"] for change in self._entries()}
            list(List.objects.select_for_update().filter(pk__in=lists).order_by("pk"))
        rows: dict[tuple[str, int], models.Model] = {}
        for label, pks in ids.items():
            found = self._rows_of(LABELS[label], pks, lock=lock)
            rows |= {(label, row.pk): row for row in found}
        return rows

    def _rows_of(
        self, model: type[models.Model], pks: list[int], *, lock: bool
    ) -> list[models.Model]:
        rows = model._default_manager.filter(pk__in=pks).order_by("pk")
        if related := _RELATED.get(model):
            rows = rows.select_related(*related)
        if lock:
            rows = rows.select_for_update(of=("self",), no_key=True)
        elif model in (Game, Edition):
            rows = rows.defer("igdb_data")
        primary = ("game_genres",) if model is Game else ()
        return list(rows.prefetch_related(*sets_of(model), *primary))


def _label(name: str) -> str:
    return _CALLED.get(name, name.removesuffix("_id").replace("_", " "))
