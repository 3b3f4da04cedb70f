"""Taking an import back, without touching what the owner made of it since."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db import transaction
from wagtail.log_actions import log

from apps.imports.apply import take_turn
from apps.imports.events import IMPORT_UNDO
from apps.imports.events import ImportUndoPayload
from apps.imports.known_games import forget_games
from apps.imports.models import Change
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.imports.snapshots import LABELS
from apps.imports.snapshots import LINK
from apps.imports.snapshots import edited_fields
from apps.imports.stepping import SteppedTrail
from apps.imports.usage import held
from apps.imports.usage import number
from apps.imports.usage import other_users
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
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry
from apps.lists.models import Verb
from apps.realtime.catalogue import told_as_one

EDITED = "You have edited it since ({fields})."
WITH_ITS_GAME = "Its game is kept."
LATER_IMPORT = "A later import has changed it."


@transaction.atomic
def undo_import(
    batch: Import,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    progress: Progress = SILENT,
) -> list[ImportChange]:
    """Remove what `batch` made and restore what it changed, all or nothing.

    Returns the changes that were kept, each with its reason (`kept_because`): what
    the owner has edited, or uses elsewhere. Raises `ImportClosed` unless the import
    is applied and not yet undone.
    """
    take_turn()
    batch = batch.lock()
    if batch.status != ImportStatus.APPLIED:
        state = batch.get_status_display().lower()
        raise ImportClosed(f"“{batch}” cannot be undone: it is {state}.")
    progress.begin(message="Comparing with the library")
    undoing = _Undo(batch, SteppedTrail(by=by, at=at, progress=progress))
    progress.begin(len(undoing.changes))
    with told_as_one():
        undoing.run()
    kept = [change for change in undoing.changes if is_worth_telling(change)]
    counts = {"removed": undoing.removed, "restored": undoing.restored}
    batch.status = ImportStatus.UNDONE
    batch.undone_at = at
    batch.result = {**batch.result, **counts, "kept": len(kept)}
    batch.save()
    log(batch, "questlog.import_undo", user=by, data={**counts, "kept": len(kept)})
    IMPORT_UNDO.record(
        ImportUndoPayload(
            import_id=str(batch.uuid), title=batch.title, **counts, kept=len(kept)
        ),
        subject=f"import:{batch.uuid}",
        dedupe_key=f"import:{batch.uuid}:undo",
        occurred_at=at,
    )
    return kept


def is_worth_telling(change: ImportChange) -> bool:
    """Whether the owner should read of it: kept, and not only along with its game."""
    return change.kept_because not in ("", WITH_ITS_GAME)


class _Undo:
    def __init__(self, batch: Import, trail: SteppedTrail) -> None:
        self.batch = batch
        self.trail = trail
        self.removed = 0
        self.restored = 0
        self.changes = list(batch.changes.order_by("id"))
        self.rows = self._load()
        self.later = self._changed_by_later_imports()

    def run(self) -> None:
        """From what depends on others to what others depend on."""
        editions = self._of(Edition, Change.CREATED)
        games = {edition.game_id for _, edition in editions}
        games |= {game.pk for _, game in self._of(Game, Change.CHANGED)}
        forget_games(self.batch)
        self._restore(Playthrough)
        self._remove(Playthrough, self._edit_of)
        self._remove_entries()
        self._remove(List, self._why_keep_list)
        self._remove_editions()
        self._restore(Game)
        self._remove_games()
        for named in (Franchise, Genre, Platform):
            self._restore(named)
            self._remove_names(named)
        Game.objects.raise_versions(games)
        ImportChange.objects.bulk_update(self.changes, ["kept_because"], batch_size=500)

    # What there is.

    def _load(self) -> dict[tuple[str, int], models.Model]:
        ids: dict[str, list[int]] = defaultdict(list)
        for change in self.changes:
            ids[change.model].append(change.object_id)
        # Lists first, as every change of a list does.
        lists = {c.after["list"] for c in self.changes if "list" in c.after}
        list(List.objects.select_for_update().filter(pk__in=lists).order_by("pk"))
        rows: dict[tuple[str, int], models.Model] = {}
        for label, pks in ids.items():
            related = _RELATED.get(LABELS[label], ())
            found = LABELS[label]._default_manager.filter(pk__in=pks).order_by("pk")
            if related:
                found = found.select_related(*related)
            for row in found.select_for_update(of=("self",), no_key=True):
                rows[label, row.pk] = row
        games = [row for row in rows.values() if isinstance(row, Game)]
        models.prefetch_related_objects(games, "platforms")
        return rows

    def _changed_by_later_imports(self) -> set[tuple[str, int]]:
        later = ImportChange.objects.filter(
            batch__status=ImportStatus.APPLIED, change=Change.CHANGED
        ).filter(id__gt=max((c.id for c in self.changes), default=0))
        return set(later.values_list("model", "object_id"))

    def _of(
        self, model: type[models.Model], change: Change
    ) -> list[tuple[ImportChange, Any]]:
        """The changes of this kind whose rows still exist."""
        label = model._meta.label_lower
        return [
            (noted, self.rows[label, noted.object_id])
            for noted in self.changes
            if noted.model == label
            and noted.change == change
            and (label, noted.object_id) in self.rows
        ]

    def _edit_of(self, change: ImportChange, row: models.Model) -> str:
        """Why the row is not as the import left it; empty when it is."""
        edited = edited_fields(row, change.after)
        if not edited:
            return ""
        if (change.model, change.object_id) in self.later:
            return LATER_IMPORT
        return EDITED.format(fields=", ".join(map(_label, edited)))

    # Restoring and removing.

    def _restore(self, model: type[models.Model]) -> None:
        restored, fields = [], set()
        for change, row in self._of(model, Change.CHANGED):
            edited = edited_fields(row, {n: change.after[n] for n in change.before})
            if edited:
                change.kept_because = self._edit_of(change, row)
            taken_back = self._take_platforms_back(change, row)
            taken_back |= _take_genres_back(change, row)
            if set(edited) == set(change.before) and not taken_back:
                continue
            for name, value in change.before.items():
                if name not in edited:
                    self._restore_field(row, name, value)
                    fields.add(name)
            restored.append(row)
        self.restored += len(restored)
        if LINK in fields and model is Game:
            fields |= {"igdb_data", "last_synced"}
        self.trail.update(restored, sorted(_column(name) for name in fields))

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

    def _take_platforms_back(self, change: ImportChange, row: Any) -> bool:
        added = change.after.get("platforms")
        if not added:
            return False
        used = Playthrough.objects.filter(
            edition__game=row, platform__in=added
        ).values_list("platform_id", flat=True)
        row.platforms.remove(*(set(added) - set(used)))
        return True

    def _remove(self, model: type[models.Model], why_keep: Any) -> None:
        gone = []
        for change, row in self._of(model, Change.CREATED):
            change.kept_because = why_keep(change, row)
            if not change.kept_because:
                gone.append(row)
        self._delete(gone)

    def _delete(self, rows: list[Any]) -> None:
        self.trail.delete(rows)
        self.removed += len(rows)
        for row in rows:
            # `delete` of a queryset leaves our instances as they were.
            self.rows.pop((row._meta.label_lower, row.pk))

    def _remove_entries(self) -> None:
        """Take the entries off their lists, each list's as one silent change."""
        ranked_since = self._ranked_since()
        by_list: dict[int, list[ListEntry]] = defaultdict(list)
        for change, entry in self._of(ListEntry, Change.CREATED):
            found = entry.list
            if self._is_own(List, found.pk) and ranked_since[found.pk]:
                change.kept_because = f"You have re-ranked “{found}” since."
            elif str(entry.game.uuid) in ranked_since[found.pk]:
                change.kept_because = "You have moved it since."
            else:
                change.kept_because = self._edit_of(change, entry)
            if not change.kept_because:
                by_list[found.pk].append(entry)
        for entries in by_list.values():
            changed = entries[0].list
            changed.remove(entries)
            self.removed += len(entries)
            self.trail.progress.step(len(entries), "Taking off lists")
            for entry in entries:
                self.rows.pop((entry._meta.label_lower, entry.pk))
            if not self._is_own(List, changed.pk):
                self.trail.note([changed], "wagtail.edit")

    def _ranked_since(self) -> dict[int, set[str]]:
        """By list the uuids of the games that were moved after the import."""
        versions = {
            change.after["list"]: change.after["version"]
            for change in self.changes
            if change.model == ListEntry._meta.label_lower
        }
        moved: dict[int, set[str]] = defaultdict(set)
        reorders = ListActivity.objects.filter(
            list__in=versions, verb=Verb.REORDERED
        ).values_list("list_id", "version", "moves")
        for list_id, version, moves in reorders:
            if version > versions[list_id]:
                moved[list_id] |= {move["game"] for move in moves}
        return moved

    def _why_keep_list(self, change: ImportChange, row: List) -> str:
        left = row.entries.count()
        if left:
            return f"It still has {number(left, 'entry')}."
        return self._edit_of(change, row)

    def _remove_editions(self) -> None:
        """The further editions; a first one goes with its game."""
        played = held(Playthrough, "edition_id", self._pks_of(Edition))
        first = models.Min("editions")
        own_games = Game.objects.filter(pk__in=self._pks_of(Game)).annotate(first=first)
        firsts = set(own_games.values_list("first", flat=True))
        gone = []
        for change, edition in self._of(Edition, Change.CREATED):
            if edition.pk in firsts:
                continue
            change.kept_because = (
                f"It has {number(played[edition.pk], 'playthrough')}."
                if played[edition.pk]
                else self._edit_of(change, edition)
            )
            if not change.kept_because:
                gone.append(edition)
        self._delete(gone)

    def _remove_games(self) -> None:
        games = self._pks_of(Game)
        runs = held(Playthrough, "edition__game_id", games)
        entries = held(ListEntry, "game_id", games)
        editions = held(Edition, "game_id", games)
        users = other_users(games)
        firsts = {e.game_id: (c, e) for c, e in self._of(Edition, Change.CREATED)}
        gone = []
        for change, game in self._of(Game, Change.CREATED):
            holds = [
                number(runs[game.pk], "playthrough"),
                number(entries[game.pk], "list entry"),
                number(max(editions[game.pk] - 1, 0), "further edition"),
                users.get(game.pk, ""),
            ]
            change.kept_because = (
                f"It has {', '.join(filter(None, holds))}."
                if any(holds)
                else self._edit_of(change, game)
                or self._platform_edit_of(change, game)
                or self._edit_of(*firsts[game.pk])
            )
            if change.kept_because:
                firsts[game.pk][0].kept_because = WITH_ITS_GAME
            else:
                gone.append(game)
        # One by one with their games they would cost queries each.
        self._delete([firsts[game.pk][1] for game in gone])
        self._delete(gone)

    def _platform_edit_of(self, change: ImportChange, game: Game) -> str:
        if game.last_synced:
            return ""  # a sync may have brought others
        present = {platform.pk for platform in game.platforms.all()}
        same = present == set(change.after.get("platforms", ()))
        return "" if same else EDITED.format(fields="platforms")

    def _remove_names(
        self, model: type[Franchise] | type[Genre] | type[Platform]
    ) -> None:
        """The franchises, genres or platforms that nothing uses any more."""
        users: dict[int, int] = defaultdict(int)
        pks = self._pks_of(model)
        for relation in model._meta.related_objects:
            user: Any = relation.related_model
            for pk, count in held(user, relation.field.name, pks).items():
                users[pk] += count

        def why_keep(change: ImportChange, row: models.Model) -> str:
            if users[row.pk]:
                return f"It is still used ({users[row.pk]})."
            return self._edit_of(change, row)

        self._remove(model, why_keep)

    def _is_own(self, model: type[models.Model], pk: int) -> bool:
        label = model._meta.label_lower
        return any(
            c.model == label and c.object_id == pk and c.change == Change.CREATED
            for c in self.changes
        )

    def _pks_of(self, model: type[models.Model]) -> set[int]:
        return {row.pk for _, row in self._of(model, Change.CREATED)}


_RELATED: dict[type[models.Model], tuple[str, ...]] = {
    Game: ("franchise",),
    Edition: ("game",),
    Playthrough: ("edition__game", "platform"),
    ListEntry: ("list", "game"),
}


def _label(name: str) -> str:
    return _without_id(name).replace("_", " ")


def _column(name: str) -> str:
    return name if name == LINK else _without_id(name)


def _without_id(name: str) -> str:
    return name.removesuffix("_id")


def _take_genres_back(change: ImportChange, game: Any) -> bool:
    added = change.after.get("genres")
    if not added:
        return False
    GameGenre.objects.filter(game=game, genre__in=added).delete()
    return True
