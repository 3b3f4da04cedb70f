"""`POST /import`: franchises, works and editions in one body, again and again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.core.analyze import analyze_after_commit
from apps.core.trail import Trail
from apps.library.events import IMPORT_COMPLETE
from apps.library.events import ImportPayload
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
from apps.realtime.catalogue import told_as_one

# Any number: two imports at once would both find the same slugs free.
ONE_AT_A_TIME = 7_176_001


class BulkImport:
    """One run over a body. A row whose slug exists is skipped, a bad one is named.

    All rows are checked first and written together afterwards, in a number of
    statements that does not grow with theirs.
    """

    def __init__(self, body: BulkImportSchema, *, user: User) -> None:
        self.body = body
        self.trail = Trail(by=user, at=timezone.now())
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
        self.new_franchises: list[Franchise] = []
        self.new_works: list[Game] = []
        self.new_editions: list[tuple[Edition, list[Platform]]] = []

    @transaction.atomic
    def run(self) -> BulkImportResultSchema:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        self._load()
        for franchise in self.body.franchises:
            self._check(f"franchise {franchise.slug}", self._franchise, franchise)
        for work in self.body.works:
            self._check(f"work {work.slug}", self._work, work)
        for edition in self.body.editions:
            self._check(f"edition {edition.slug}", self._edition, edition)
        with told_as_one():
            self._write()
        made = [*self.new_franchises, *self.new_works, *self.new_editions]
        analyze_after_commit([Franchise, Game, Edition], rows=len(made))
        self._tell()
        return self.result

    def _load(self) -> None:
        """What the body names and the library has, by slug."""
        body = self.body
        franchises = {row.slug for row in body.franchises}
        franchises |= {work.franchise_slug or "" for work in body.works}
        works = {row.slug for row in body.works}
        works |= {edition.work_slug for edition in body.editions}
        editions = {row.slug for row in body.editions}
        igdb_ids = {row.igdb_id for row in body.editions if row.igdb_id is not None}
        self.franchises = _by_slug(Franchise.objects.filter(slug__in=franchises))
        self.franchise_names = {
            name.lower() for name in Franchise.objects.values_list("name", flat=True)
        }
        self.works = _by_slug(Game.objects.filter(slug__in=works))
        self.editions = _by_slug(
            Edition.objects.filter(slug__in=editions).defer("igdb_data", "summary")
        )
        self.igdb_ids = set(
            Edition.objects.filter(igdb_id__in=igdb_ids).values_list(
                "igdb_id", flat=True
            )
        )

    def _check(self, what: str, check: Any, row: Any) -> None:
        try:
            check(row)
        except ValidationError as error:
            self.result.errors.append(f"{what}: {' '.join(error.messages)}")

    def _franchise(self, row: BulkFranchiseSchema) -> None:
        if row.slug in self.franchises:
            self.result.franchises_skipped += 1
            return
        franchise = Franchise(name=row.name, slug=_given(row.slug))
        franchise.clean_fields()
        if row.name.lower() in self.franchise_names:
            raise ValidationError("There is a franchise of this name already.")
        self.franchise_names.add(row.name.lower())
        self.franchises[row.slug] = franchise
        self.new_franchises.append(franchise)

    def _work(self, row: BulkWorkSchema) -> None:
        if row.slug in self.works:
            self.result.works_skipped += 1
            return
        game = Game(
            name=row.name,
            slug=_given(row.slug),
            original_release_year=row.original_release_year,
        )
        game.clean_fields()
        if row.franchise_slug is not None:
            game.franchise = self._known(self.franchises, row.franchise_slug, Franchise)
        self.works[row.slug] = game
        self.new_works.append(game)

    def _edition(self, row: BulkEditionSchema) -> None:
        game = self._known(self.works, row.work_slug, Game)
        found = self.editions.get(row.slug)
        # A game of this very body has no key yet, its editions hold it itself.
        if found is not None and (found.game_id or found.game) == (game.pk or game):
            self.result.editions_skipped += 1
            return
        if found is not None:
            raise ValidationError(f"This is an edition of “{found.game}” already.")
        fields: dict[str, Any] = row.model_dump(exclude={"work_slug", "platforms"})
        fields["summary"] = row.summary or ""
        fields["slug"] = _given(row.slug)
        edition = Edition(game=game, **fields)
        edition.clean_fields(exclude=["game"])
        platforms = [self._platform(name) for name in row.platforms or ()]
        if row.igdb_id in self.igdb_ids:
            raise ValidationError(f"Another edition has the IGDB id {row.igdb_id}.")
        if row.igdb_id is not None:
            self.igdb_ids.add(row.igdb_id)
        self.editions[row.slug] = edition
        self.new_editions.append((edition, platforms))

    def _platform(self, name: str) -> Platform:
        if name not in self.platforms:
            self.platforms[name] = platform_called(name)
        platform = self.platforms[name]
        if platform is None:
            raise ValidationError(f"There is no platform “{name}”.")
        return platform

    def _known[Row](self, rows: dict[str, Row], slug: str, model: Any) -> Row:
        if slug not in rows:
            raise ValidationError(f"There is no {_noun(model)} “{slug}”.")
        return rows[slug]

    def _write(self) -> None:
        self.trail.create(self.new_franchises)
        self.trail.create(self.new_works)
        self._write_editions()
        self.result.franchises_created = len(self.new_franchises)
        self.result.works_created = len(self.new_works)
        self.result.editions_created = len(self.new_editions)

    def _tell(self) -> None:
        """One event for all of it; those who add nothing tell nothing."""
        result = self.result
        counts = {
            "games": result.works_created,
            "editions": result.editions_created,
            "franchises": result.franchises_created,
        }
        if not any(counts.values()):
            return
        run = uuid4()
        IMPORT_COMPLETE.record(
            ImportPayload(
                import_id=None,
                already_there=result.works_skipped,
                skipped=len(result.errors),
                **counts,
            ),
            subject=f"import:{run}",
            dedupe_key=f"import:{run}:complete",
            occurred_at=self.trail.at,
        )

    def _write_editions(self) -> None:
        has_edition = {edition.game.slug for edition, _ in self.new_editions}
        # A game without an edition cannot be: these get an original, uncounted.
        originals = [
            Edition(game=game, name=game.name)
            for game in self.new_works
            if game.slug not in has_edition
        ]
        editions = [*(edition for edition, _ in self.new_editions), *originals]
        self.trail.insert(editions)
        Edition.platforms.through._default_manager.bulk_create(
            [
                Edition.platforms.through(edition=edition, platform=platform)
                for edition, platforms in self.new_editions
                for platform in dict.fromkeys(platforms)
            ],
            batch_size=1000,
        )
        self.trail.note(editions, "wagtail.create")
        Game.objects.raise_versions(
            {edition.game.pk for edition, _ in self.new_editions}
            - {game.pk for game in self.new_works}
        )


def _given(slug: str) -> str:
    if not slug.strip():
        raise ValidationError("A slug is needed: it tells what exists already.")
    return slug


def _by_slug(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows}


def _noun(model: Any) -> str:
    return "work" if model is Game else str(model._meta.verbose_name)
