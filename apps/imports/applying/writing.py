"""What every writer of an import does: names to rows, and a note of what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from django.db import models

from apps.core.text import normalise
from apps.imports.applying.plan import Plan
from apps.imports.applying.planned import GamePlan
from apps.imports.applying.progress_writer import ProgressBulkWriter
from apps.imports.applying.snapshots import snapshot
from apps.imports.applying.snapshots import snapshot_of_new
from apps.imports.igdb.writing import IgdbWriting
from apps.imports.models import Change
from apps.imports.models import FoundGame
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportRow
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform


class Writing:
    """Makes the franchises, genres and platforms of a plan, and finds them by name.

    `noted` gathers what an undo needs to know, by model and key.
    """

    def __init__(self, batch: Import, plan: Plan, trail: ProgressBulkWriter) -> None:
        self.batch = batch
        self.plan = plan
        self.trail = trail
        self.igdb = IgdbWriting(plan)
        self.noted: dict[tuple[str, int], ImportChange] = {}
        self.franchises = dict(plan.holdings.franchises)
        self.platforms = dict(plan.holdings.platforms)

    def _create_names(self) -> None:
        self._write_series()
        self._make_igdb_names()
        platforms = [Platform(name=name) for name in self.plan.names.own_platforms]
        self.trail.create(platforms)
        self.platforms |= {normalise(p.name): p for p in platforms}
        for platform in platforms:
            self._note(Change.CREATED, platform)

    def _write_series(self) -> None:
        """Make the owner's series, or link and rename the franchises that they are."""
        names = self.plan.names
        self.trail.create(names.new_series)
        for franchise in names.new_series:
            self._note(Change.CREATED, franchise)
        changed = names.changed_series
        fields = ["name", "aliases", "igdb_id"]
        self.trail.update([series.franchise for series in changed], fields)
        for series in changed:
            after = snapshot(series.franchise, [*series.before])
            self._note(
                Change.CHANGED, series.franchise, after=after, before=series.before
            )
        made = {key: series.franchise for key, series in names.series.items()}
        self.franchises |= made

    def _make_igdb_names(self) -> None:
        for made in self.igdb.make_names():
            row = made.row
            noted = self.noted.get((row._meta.label_lower, row.pk))
            if noted is not None:
                # A series of the owner's that is linked with IGDB besides.
                noted.after["igdb_id"] = row.igdb_id
                if noted.change == Change.CHANGED:
                    noted.before.setdefault("igdb_id", None)
            elif made.is_new:
                self._note(Change.CREATED, row)
            else:
                ids = {"igdb_id": row.igdb_id}
                self._note(Change.CHANGED, row, after=ids, before={"igdb_id": None})
            if isinstance(row, Platform):
                self.platforms.setdefault(normalise(row.name), row)

    def _franchise(self, plan: GamePlan) -> Franchise | None:
        return self.franchises[normalise(plan.franchise)] if plan.franchise else None

    def _platform(self, name: str) -> Platform | None:
        return self.platforms[normalise(name)] if name else None

    def _pks(self, names: Iterable[str]) -> list[int]:
        return [self.platforms[normalise(name)].pk for name in names]

    def _igdb_pks(self, found: FoundGame | None) -> list[int]:
        return [platform.pk for platform in self.igdb.platforms(found)]

    def _create_with_platforms(
        self, editions: list[tuple[Edition, list[int], FoundGame | None]]
    ) -> None:
        """Create editions on the platforms beside them, and on IGDB's."""
        every = [(row, pks + self._igdb_pks(found)) for row, pks, found in editions]
        for (row, pks), (_, _, found) in zip(every, editions, strict=True):
            self.igdb.note_platforms(row, pks, found)
        self.trail.create([row for row, _ in every])
        self._add_platforms(every)

    def _add_platforms(
        self, rows: Iterable[tuple[Game | Edition, Sequence[int]]]
    ) -> None:
        """Put each row on the platforms beside it, all in one statement."""
        links: dict[type[models.Model], list[models.Model]] = {}
        for row, platforms in rows:
            through: Any = type(row).platforms.through
            owner = f"{type(row)._meta.model_name}_id"
            links.setdefault(through, []).extend(
                through(**{owner: row.pk, "platform_id": pk})
                for pk in dict.fromkeys(platforms)
            )
        for through, rows_to_add in links.items():
            through._default_manager.bulk_create(
                rows_to_add, ignore_conflicts=True, batch_size=500
            )

    def _note(
        self,
        change: Change,
        row: models.Model,
        cause: ImportRow | None = None,
        after: dict[str, Any] | None = None,
        *,
        before: dict[str, Any] | None = None,
    ) -> None:
        """Remember for an undo what was written to `row` and for which source row."""
        written = snapshot_of_new(row) if change == Change.CREATED else {}
        label = row._meta.label_lower
        self.noted[label, row.pk] = ImportChange(
            batch=self.batch,
            row=cause,
            change=change,
            model=label,
            object_id=row.pk,
            name=str(row)[:500],
            before=before or {},
            after={**written, **(after or {})},
        )


def names_in(changes: list[ImportChange]) -> dict[str, int]:
    """How many names were made and changed, as `Plan.counts` promised."""
    counted = Counter((change.change, change.model) for change in changes)
    models = {"franchises": Franchise, "genres": Genre, "platforms": Platform}
    labels = {noun: model._meta.label_lower for noun, model in models.items()}
    made = {noun: counted[Change.CREATED, label] for noun, label in labels.items()}
    changed = sum(counted[Change.CHANGED, label] for label in labels.values())
    return {**made, "names_changed": changed}
