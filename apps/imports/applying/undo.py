"""Taking an import back, without touching what the owner made of it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db import transaction
from wagtail.log_actions import log

from apps.core.database.analyze import analyze_after_commit
from apps.core.plurals import counted
from apps.imports.applying.apply import take_turn
from apps.imports.applying.edits import Edits
from apps.imports.applying.progress_writer import ProgressBulkWriter
from apps.imports.applying.snapshots import LINK
from apps.imports.applying.snapshots import PRIMARY_GENRE
from apps.imports.applying.snapshots import WRITTEN
from apps.imports.applying.snapshots import columns_of
from apps.imports.applying.snapshots import sets_of
from apps.imports.events import IMPORT_UNDO
from apps.imports.events import ImportUndoPayload
from apps.imports.matching.known_games import forget_games
from apps.imports.models import Change
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import GameGenre
from apps.lists.models import List
from apps.lists.models import ListEntry
from apps.realtime.catalogue import suppress_events

WITH_ITS_GAME = "Its game is kept."
# Relations to a game that are counted by name or go along with it.
_KNOWN = {"editions", "list_entries", "game_genres", "genres", "platforms"}


@transaction.atomic
def undo_import(
    import_: Import,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    progress: Progress = SILENT,
) -> list[ImportChange]:
    """Remove what `import_` made and restore what it changed, all or nothing.

    Returns the changes that were kept, each with its reason (`kept_because`): what
    the owner has edited, or uses elsewhere. Raises `ImportClosed` unless the import
    is applied and not yet undone.
    """
    take_turn()
    import_ = import_.lock()
    if import_.status != ImportStatus.APPLIED:
        state = import_.get_status_display().lower()
        raise ImportClosed(f"“{import_}” can't be undone because it is {state}.")
    progress.begin(message="Comparing with the library")
    edits = Edits(import_, lock=True)
    undoing = _Undo(edits, ProgressBulkWriter(by=by, at=at, progress=progress))
    progress.begin(len(edits.changes))
    with suppress_events():
        undoing.run()
    analyze_after_commit(WRITTEN, rows=len(edits.changes))
    kept = [change for change in edits.changes if is_worth_telling(change)]
    counts = {"removed": undoing.removed, "restored": undoing.restored}
    import_.status = ImportStatus.UNDONE
    import_.undone_at = at
    import_.result = {**import_.result, **counts, "kept": len(kept)}
    import_.save()
    log(import_, "questlog.import_undo", user=by, data={**counts, "kept": len(kept)})
    IMPORT_UNDO.record(
        ImportUndoPayload(import_id=str(import_.uuid), **counts, kept=len(kept)),
        subject=f"import:{import_.uuid}",
        dedupe_key=f"import:{import_.uuid}:undo",
        occurred_at=at,
    )
    return kept


def is_worth_telling(change: ImportChange) -> bool:
    """Whether the owner should read of it: kept, and not only along with its game."""
    return change.kept_because not in ("", WITH_ITS_GAME)


class _Undo:
    def __init__(self, edits: Edits, writer: ProgressBulkWriter) -> None:
        self.edits = edits
        self.writer = writer
        self.removed = 0
        self.restored = 0

    def run(self) -> None:
        """From what depends on others to what others depend on."""
        editions = self.edits.of(Edition, Change.CREATED)
        games = {edition.game_id for _, edition in editions}
        games |= {game.pk for _, game in self.edits.of(Game, Change.CHANGED)}
        forget_games(self.edits.import_)
        self._restore(Playthrough)
        self._remove(Playthrough, self.edits.of_row)
        self._remove_entries()
        self._remove(List, self._why_keep_list)
        self._remove_editions()
        self._restore(Game)
        self._remove_games()
        for named in (Franchise, Genre, Platform):
            self._restore(named)
            self._remove_names(named)
        Game.objects.raise_versions(games)
        ImportChange.objects.bulk_update(
            self.edits.changes, ["kept_because"], batch_size=500
        )

    # Restoring and removing.

    def _restore(self, model: type[models.Model]) -> None:
        restored, columns = [], set()
        for change, row in self.edits.of(model, Change.CHANGED):
            edited = self.edits.edited_of_changed(change, row)
            change.kept_because = self.edits.of_changed(change, row)
            names = change.before.keys() & set(columns_of(model)) - {*edited}
            taken_back = model is Game and self._take_sets_back(change, row, edited)
            if not names and not taken_back:
                continue
            for name in names:
                self._restore_field(row, name, change.before[name])
            columns |= names
            restored.append(row)
        self.restored += len(restored)
        if LINK in columns and model is Game:
            columns |= {"igdb_data", "last_synced"}
        self.writer.update(restored, sorted(_field(model, name) for name in columns))

    def _restore_field(self, row: Any, name: str, value: Any) -> None:
        setattr(row, name, value)
        if name == LINK and isinstance(row, Game):
            # What a sync has brought for the id goes with it.
            row.igdb_data = row.last_synced = None
        provenance = getattr(row, "provenance", None)
        if provenance is not None and value in (None, ""):
            # Nobody's again: not a field that the owner emptied.
            provenance.pop(name, None)
            row._loaded = {**row._loaded, name: value}

    def _take_sets_back(
        self, change: ImportChange, game: Game, edited: list[str]
    ) -> bool:
        """Remove the platforms and genres that were added, unless edited since."""
        added = {
            name: set(change.after.get(name, ())) - set(change.before.get(name, ()))
            for name in sets_of(Game)
            if name not in edited
        }
        if PRIMARY_GENRE in edited:
            added.pop("genres", None)
        played = Playthrough.objects.filter(edition__game=game)
        used = played.values_list("platform_id", flat=True)
        game.platforms.remove(*(added.get("platforms", set()) - set(used)))
        GameGenre.objects.filter(game=game, genre__in=added.get("genres", ())).delete()
        for name in added:
            game.provenance.pop(name, None)
        return any(added.values())

    def _remove(self, model: type[models.Model], why_keep: Any) -> None:
        gone = []
        for change, row in self.edits.of(model, Change.CREATED):
            change.kept_because = why_keep(change, row)
            if not change.kept_because:
                gone.append(row)
        self._delete(gone)

    def _delete(self, rows: list[Any]) -> None:
        self.writer.delete(rows)
        self.removed += len(rows)
        for row in rows:
            # `delete` of a queryset leaves our instances as they were.
            self.edits.rows.pop((row._meta.label_lower, row.pk))

    def _remove_entries(self) -> None:
        """Take the entries off their lists, each list's as one silent change."""
        by_list: dict[int, list[ListEntry]] = defaultdict(list)
        for change, entry in self.edits.of(ListEntry, Change.CREATED):
            change.kept_because = self.edits.of_entry(change, entry)
            if not change.kept_because:
                by_list[entry.list_id].append(entry)
        own = self.edits.made(List)
        for entries in by_list.values():
            changed = entries[0].list
            changed.remove(entries)
            self.removed += len(entries)
            self.writer.progress.step(len(entries), "Removing from lists")
            for entry in entries:
                self.edits.rows.pop((entry._meta.label_lower, entry.pk))
            if changed.pk not in own:
                self.writer.note([changed], "wagtail.edit")

    def _why_keep_list(self, change: ImportChange, row: List) -> str:
        edit = self.edits.of_list(row) or self.edits.of_row(change, row)
        left = _number(row.entries.count(), "entry")
        return edit or (f"It still has {left}." if left else "")

    def _remove_editions(self) -> None:
        """The further editions; a first one goes with its game."""
        played = _held(Playthrough, "edition_id", self.edits.made(Edition))
        firsts = set(self.edits.firsts.values())
        gone = []
        for change, edition in self.edits.of(Edition, Change.CREATED):
            if edition.pk in firsts:
                continue
            change.kept_because = self.edits.of_row(change, edition)
            if not change.kept_because and played[edition.pk]:
                runs = _number(played[edition.pk], "playthrough")
                change.kept_because = f"It has {runs}."
            if not change.kept_because:
                gone.append(edition)
        self._delete(gone)

    def _remove_games(self) -> None:
        games = self.edits.made(Game)
        why = _Holders(games)
        gone, firsts = [], []
        for change, game in self.edits.of(Game, Change.CREATED):
            change.kept_because = self.edits.of_game(change, game) or why.of(game.pk)
            key = Edition._meta.label_lower, self.edits.firsts.get(game.pk, 0)
            first = self.edits.rows.get(key)
            if not change.kept_because:
                gone.append(game)
                firsts.append(first)
            elif first is not None:
                self.edits.change_of(first).kept_because = WITH_ITS_GAME
        # One by one with their games they would cost queries each.
        self._delete(firsts)
        self._delete(gone)

    def _remove_names(
        self, model: type[Franchise] | type[Genre] | type[Platform]
    ) -> None:
        """The franchises, genres or platforms that nothing uses any more."""
        users: dict[int, int] = defaultdict(int)
        pks = self.edits.made(model)
        for relation in model._meta.related_objects:
            user: Any = relation.related_model
            for pk, count in _held(user, relation.field.name, pks).items():
                users[pk] += count

        def why_keep(change: ImportChange, row: models.Model) -> str:
            used = users[row.pk]
            edit = self.edits.of_row(change, row)
            return edit or (f"It is still in use ({used})." if used else "")

        self._remove(model, why_keep)


class _Holders:
    """What holds each of these games, beside what goes along with it."""

    def __init__(self, games: set[int]) -> None:
        self.runs = _held(Playthrough, "edition__game_id", games)
        self.entries = _held(ListEntry, "game_id", games)
        self.editions = _held(Edition, "game_id", games)
        self.users = _other_users(games)

    def of(self, game: int) -> str:
        holds = [
            _number(self.runs[game], "playthrough"),
            _number(self.entries[game], "list entry"),
            _number(max(self.editions[game] - 1, 0), "further edition"),
            self.users.get(game, ""),
        ]
        return f"It has {', '.join(filter(None, holds))}." if any(holds) else ""


def _field(model: type[models.Model], column: str) -> str:
    return next(
        f.name for f in model._meta.concrete_fields if column in (f.name, f.attname)
    )


def _held(model: type[models.Model], path: str, pks: Collection[int]) -> dict[int, int]:
    """How many rows of `model` hold each of `pks` by `path`."""
    counts: dict[int, int] = defaultdict(int)
    found = model._default_manager.filter(**{f"{path}__in": pks})
    for held, count in found.order_by().values_list(path).annotate(models.Count("pk")):
        counts[held] = count
    return counts


def _other_users(games: Collection[int]) -> dict[int, str]:
    """By game what else refers to it, such as a profile, by its model's name.

    Relations without a name of their own count where they hold the game.
    """
    users: dict[int, str] = {}
    meta: Any = Game._meta
    for relation in meta.get_fields(include_hidden=True):
        if relation.concrete or not relation.auto_created:
            continue
        if relation.get_accessor_name() in _KNOWN:
            continue
        if relation.on_delete is models.SET_NULL:
            continue
        if relation.hidden and relation.on_delete is not models.PROTECT:
            continue
        model = relation.related_model
        for pk, count in _held(model, f"{relation.field.name}_id", games).items():
            users[pk] = _number(count, str(model._meta.verbose_name))
    return users


def _number(count: int, noun: str) -> str:
    return counted(count, noun) if count else ""
