"""Writing the franchises, genres and platforms that an import names."""

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
from apps.imports.applying.snapshots import Noted
from apps.imports.applying.snapshots import snapshot
from apps.imports.igdb.writing import IgdbWriting
from apps.imports.models import Change
from apps.imports.models import ImportChange
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform


class NameWriter:
    """Makes the franchises, genres and platforms of a plan, and finds them by name."""

    def __init__(
        self, plan: Plan, writer: ProgressBulkWriter, igdb: IgdbWriting, noted: Noted
    ) -> None:
        self.names = plan.names
        self.writer = writer
        self.igdb = igdb
        self.noted = noted
        self.franchises = dict(plan.library.franchises)
        self.platforms = dict(plan.library.platforms)

    def write(self) -> None:
        self._write_series()
        self._make_igdb_names()
        platforms = [Platform(name=name) for name in self.names.own_platforms]
        self.writer.create(platforms)
        self.platforms |= {normalise(p.name): p for p in platforms}
        for platform in platforms:
            self.noted.note(Change.CREATED, platform)

    def _write_series(self) -> None:
        """Make the owner's series, or link and rename the franchises that they are."""
        names = self.names
        self.writer.create(names.new_series)
        for franchise in names.new_series:
            self.noted.note(Change.CREATED, franchise)
        changed = names.changed_series
        fields = ["name", "aliases", "igdb_id"]
        self.writer.update([series.franchise for series in changed], fields)
        for series in changed:
            after = snapshot(series.franchise, [*series.before])
            self.noted.note(
                Change.CHANGED, series.franchise, after=after, before=series.before
            )
        made = {key: series.franchise for key, series in names.series.items()}
        self.franchises |= made

    def _make_igdb_names(self) -> None:
        for made in self.igdb.make_names():
            row = made.row
            noted = self.noted.of(row)
            if noted is not None:
                # A series of the owner's that is linked with IGDB besides.
                noted.after["igdb_id"] = row.igdb_id
                if noted.change == Change.CHANGED:
                    noted.before.setdefault("igdb_id", None)
            elif made.is_new:
                self.noted.note(Change.CREATED, row)
            else:
                ids = {"igdb_id": row.igdb_id}
                self.noted.note(
                    Change.CHANGED, row, after=ids, before={"igdb_id": None}
                )
            if isinstance(row, Platform):
                self.platforms.setdefault(normalise(row.name), row)

    def franchise(self, plan: GamePlan) -> Franchise | None:
        return self.franchises[normalise(plan.franchise)] if plan.franchise else None

    def platform(self, name: str) -> Platform | None:
        return self.platforms[normalise(name)] if name else None

    def pks(self, names: Iterable[str]) -> list[int]:
        return [self.platforms[normalise(name)].pk for name in names]


def add_platforms(rows: Iterable[tuple[Game | Edition, Sequence[int]]]) -> None:
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


def names_in(changes: list[ImportChange]) -> dict[str, int]:
    """How many names were made and changed, as `Plan.counts` promised."""
    counted = Counter((change.change, change.model) for change in changes)
    models = {"franchises": Franchise, "genres": Genre, "platforms": Platform}
    labels = {noun: model._meta.label_lower for noun, model in models.items()}
    made = {noun: counted[Change.CREATED, label] for noun, label in labels.items()}
    changed = sum(counted[Change.CHANGED, label] for label in labels.values())
    return {**made, "names_changed": changed}
