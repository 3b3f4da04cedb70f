"""`POST /import`: franchises, works and editions in one body, again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction

from apps.core.api.failures import problem_of_integrity
from apps.core.history import record_change
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.references import platform_called
from apps.library.schemas import BulkEditionSchema
from apps.library.schemas import BulkFranchiseSchema
from apps.library.schemas import BulkImportResultSchema
from apps.library.schemas import BulkImportSchema
from apps.library.schemas import BulkWorkSchema


class Unresolved(Exception):
    """The row names something that does not exist."""


class BulkImport:
    """One run over a body. A row whose slug exists is skipped, a bad one is named.

    A row that cannot be written leaves nothing behind; the others are written.
    """

    def __init__(self, body: BulkImportSchema, *, user: User) -> None:
        self.body = body
        self.user = user
        self.result = BulkImportResultSchema(
            franchises_created=0,
            franchises_skipped=0,
            works_created=0,
            works_skipped=0,
            editions_created=0,
            editions_skipped=0,
            errors=[],
        )
        self.platforms: dict[str, Platform | None] = {}
        # First editions, which are written together with their work.
        self.written: set[int] = set()

    @transaction.atomic
    def run(self) -> BulkImportResultSchema:
        self._load()
        for franchise in self.body.franchises:
            self._franchise(franchise)
        by_work: dict[str, list[BulkEditionSchema]] = defaultdict(list)
        for edition in self.body.editions:
            by_work[edition.work_slug].append(edition)
        for work in self.body.works:
            self._work(work, by_work[work.slug])
        for edition in self.body.editions:
            if id(edition) not in self.written:
                self._edition(edition)
        return self.result

    def _load(self) -> None:
        body = self.body
        franchises = {row.slug for row in body.franchises}
        franchises |= {work.franchise_slug or "" for work in body.works}
        works = {row.slug for row in body.works}
        works |= {edition.work_slug for edition in body.editions}
        editions = {row.slug for row in body.editions}
        self.franchises = _by_slug(Franchise.objects.filter(slug__in=franchises))
        self.works = _by_slug(Game.objects.filter(slug__in=works))
        self.editions = _by_slug(Edition.objects.filter(slug__in=editions))

    def _franchise(self, row: BulkFranchiseSchema) -> None:
        if row.slug in self.franchises:
            self.result.franchises_skipped += 1
            return

        def write() -> None:
            franchise = Franchise(name=row.name, slug=row.slug)
            franchise.full_clean()
            franchise.save()
            record_change(franchise, user=self.user, action="wagtail.create")
            self.franchises[row.slug] = franchise
            self.result.franchises_created += 1

        self._try(f"franchise {row.slug}", write)

    def _work(self, row: BulkWorkSchema, editions: list[BulkEditionSchema]) -> None:
        if row.slug in self.works:
            self.result.works_skipped += 1
            return

        def write() -> None:
            fields: dict[str, Any] = {
                "name": row.name,
                "slug": _given(row.slug),
                "franchise": self._franchise_of(row),
                "original_release_year": row.original_release_year,
            }
            first = self._first_edition(editions)
            game = Game.objects.add(**fields, edition=first and first[1])
            if first is not None:
                self._finish_edition(*first)
            record_change(game, user=self.user, action="wagtail.create")
            self.works[row.slug] = game
            self.result.works_created += 1

        self._try(f"work {row.slug}", write)

    def _edition(self, row: BulkEditionSchema) -> None:
        found = self.editions.get(row.slug)
        if found is not None and found.game_id == self._game_id(row):
            self.result.editions_skipped += 1
            return

        def write() -> None:
            if row.work_slug not in self.works:
                raise Unresolved(f"there is no work “{row.work_slug}”")
            edition = self._new_edition(row)
            edition.game = self.works[row.work_slug]
            edition.full_clean()
            edition.save()
            self._finish_edition(row, edition)

        self._try(f"edition {row.slug}", write)

    def _first_edition(
        self, rows: list[BulkEditionSchema]
    ) -> tuple[BulkEditionSchema, Edition] | None:
        """The first of a new work's editions that can be written, if any."""
        for row in rows:
            try:
                edition = self._new_edition(row)
                edition.full_clean(exclude=["game"])
            except (Unresolved, ValidationError):
                continue  # named when the editions have their turn
            return row, edition
        return None

    def _new_edition(self, row: BulkEditionSchema) -> Edition:
        missing = [n for n in row.platforms or () if self._platform(n) is None]
        if missing:
            raise Unresolved(f"there is no platform “{', '.join(missing)}”")
        fields: dict[str, Any] = row.model_dump(exclude={"work_slug", "platforms"})
        fields["summary"] = row.summary or ""
        fields["slug"] = _given(row.slug)
        return Edition(**fields)

    def _finish_edition(self, row: BulkEditionSchema, edition: Edition) -> None:
        found = [self._platform(name) for name in row.platforms or ()]
        edition.platforms.set([platform for platform in found if platform])
        record_change(edition, user=self.user, action="wagtail.create")
        self.editions[row.slug] = edition
        self.written.add(id(row))
        self.result.editions_created += 1

    def _franchise_of(self, row: BulkWorkSchema) -> Franchise | None:
        if row.franchise_slug is None:
            return None
        if row.franchise_slug not in self.franchises:
            raise Unresolved(f"there is no franchise “{row.franchise_slug}”")
        return self.franchises[row.franchise_slug]

    def _game_id(self, row: BulkEditionSchema) -> int | None:
        game = self.works.get(row.work_slug)
        return game.pk if game else None

    def _platform(self, name: str) -> Platform | None:
        if name not in self.platforms:
            self.platforms[name] = platform_called(name)
        return self.platforms[name]

    def _try(self, what: str, write: Callable[[], None]) -> None:
        before = self.result.model_copy()
        try:
            with transaction.atomic():
                write()
            return
        except Unresolved as error:
            reason = str(error)
        except ValidationError as error:
            reason = " ".join(error.messages)
        except IntegrityError as error:
            reason = problem_of_integrity(error).detail
        self.result = before
        self.result.errors.append(f"{what}: {reason}")


def _given(slug: str) -> str:
    if not slug.strip():
        raise ValidationError("A slug is needed: it tells what exists already.")
    return slug


def _by_slug(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows}
