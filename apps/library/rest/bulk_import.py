"""`POST /import`: franchises, works and editions in one body, again and again."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.core.database.analyze import analyze_after_commit
from apps.core.database.bulk_writer import BulkWriter
from apps.library.events import IMPORT_COMPLETE
from apps.library.events import ImportPayload
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.platforms import PlatformNames
from apps.library.rest.bulk_schemas import BulkEditionSchema
from apps.library.rest.bulk_schemas import BulkFranchiseSchema
from apps.library.rest.bulk_schemas import BulkImportResultSchema
from apps.library.rest.bulk_schemas import BulkImportSchema
from apps.library.rest.bulk_schemas import BulkWorkSchema
from apps.library.tasks import fetch_covers_soon
from apps.realtime.catalogue import suppress_events

# Any number: two imports at once would both find the same slugs free.
ONE_AT_A_TIME = 7_176_001
# What a row says of its edition, beside its work, its slug, and its platforms.
FILLED_FIELDS = tuple(
    name
    for name in Edition.field_table.names
    if name in BulkEditionSchema.model_fields and name not in ("slug", "platforms")
)


class BulkImport:
    """One run over a body. A row whose slug exists is skipped, a bad one is named.

    All rows are checked first and written together afterwards, in a number of
    statements that does not grow with theirs.
    """

    def __init__(self, body: BulkImportSchema, *, user: User) -> None:
        self.body = body
        self.user = user
        self.writer = BulkWriter(by=user, at=timezone.now())
        self.result = BulkImportResultSchema(
            franchises_created=0,
            franchises_skipped=0,
            works_created=0,
            works_skipped=0,
            editions_created=0,
            editions_skipped=0,
            errors=[],
        )
        self.new_franchises: list[Franchise] = []
        self.new_works: list[Game] = []
        self.new_editions: list[tuple[Edition, list[Platform]]] = []
        # Placeholders that become the edition of the body with their slug.
        self.filled_editions: list[tuple[Edition, list[Platform]]] = []

    @transaction.atomic
    def run(self) -> BulkImportResultSchema:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        self._load()
        self.platforms = PlatformNames()
        for franchise in self.body.franchises:
            self._check(f"franchise {franchise.slug}", self._franchise, franchise)
        for work in self.body.works:
            self._check(f"work {work.slug}", self._work, work)
        for edition in self.body.editions:
            self._check(f"edition {edition.slug}", self._edition, edition)
        with suppress_events():
            self._write()
        made = [*self.new_franchises, *self.new_works, *self.new_editions]
        analyze_after_commit([Franchise, Game, Edition], rows=len(made))
        fetch_covers_soon()
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
        self._lock_placeholders(editions)
        self.editions = _by_slug(
            Edition.objects.filter(slug__in=editions).defer("igdb_data", "summary")
        )
        self.igdb_ids = set(
            Edition.objects.filter(igdb_id__in=igdb_ids).values_list(
                "igdb_id", flat=True
            )
        )

    def _lock_placeholders(self, slugs: set[str]) -> None:
        """Keep the owner from editing meanwhile what is about to be replaced."""
        placeholders = Edition.objects.filter(slug__in=slugs, is_placeholder=True)
        locked = placeholders.select_for_update(no_key=True).order_by("id")
        list(locked.values_list("id", flat=True))

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
            raise ValidationError("A franchise with this name already exists.")
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
        game.franchise = self.franchises.get(row.franchise_slug or "")
        self.works[row.slug] = game
        self.new_works.append(game)

    def _edition(self, row: BulkEditionSchema) -> None:
        game = self._known(self.works, row.work_slug, Game)
        found = self.editions.get(row.slug)
        # A game of this very body has no key yet, its editions hold it itself.
        is_of_game = found and (found.game_id or found.game) == (game.pk or game)
        if found is not None and not is_of_game:
            raise ValidationError(f"This is already an edition of “{found.game}”.")
        if found is not None and not found.is_placeholder:
            self.result.editions_skipped += 1
            return
        # A copy: a row that turns out bad must not change what the next ones find.
        edition = copy(found) if found else Edition()
        edition.game = game
        for name, value in _edition_values(row).items():
            setattr(edition, name, value)
        edition.clean_fields(exclude=["game"])
        if row.igdb_id in self.igdb_ids:
            raise ValidationError(
                f"Another edition already has the IGDB id {row.igdb_id}."
            )
        if row.igdb_id is not None:
            self.igdb_ids.add(row.igdb_id)
        self.editions[row.slug] = edition
        platforms = self.platforms.all_of(row.platforms, user=self.user)
        (self.new_editions if found is None else self.filled_editions).append(
            (edition, platforms)
        )

    def _known[Row](self, rows: dict[str, Row], slug: str, model: Any) -> Row:
        if slug not in rows:
            raise ValidationError(f"There is no {_noun(model)} “{slug}”.")
        return rows[slug]

    def _write(self) -> None:
        self.writer.create(self.new_franchises)
        self.writer.create(self.new_works)
        self._write_editions()
        self.result.franchises_created = len(self.new_franchises)
        self.result.works_created = len(self.new_works)
        self.result.editions_created = len(self.new_editions) + len(
            self.filled_editions
        )

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
            occurred_at=self.writer.at,
        )

    def _write_editions(self) -> None:
        has_edition = {edition.game.slug for edition, _ in self.new_editions}
        # A game without an edition cannot be: these get an original, uncounted.
        originals = [
            Edition(game=game, name=game.name, is_placeholder=True)
            for game in self.new_works
            if game.slug not in has_edition
        ]
        editions = [*(edition for edition, _ in self.new_editions), *originals]
        filled = [edition for edition, _ in self.filled_editions]
        self.writer.insert(editions)
        self._write_platforms()
        self.writer.note(editions, "wagtail.create")
        self.writer.update(filled, [*FILLED_FIELDS, "is_placeholder"])
        changed = {edition.game.pk for edition, _ in self.new_editions}
        changed |= {edition.game.pk for edition in filled}
        Game.objects.raise_versions(changed - {game.pk for game in self.new_works})

    def _write_platforms(self) -> None:
        through = Edition.platforms.through
        written = [each for each in self.filled_editions if each[1]]
        through._default_manager.filter(
            edition__in=[edition.pk for edition, _ in written]
        ).delete()
        through._default_manager.bulk_create(
            [
                through(edition=edition, platform=platform)
                for edition, platforms in (*self.new_editions, *written)
                for platform in dict.fromkeys(platforms)
            ],
            batch_size=1000,
        )


def _edition_values(row: BulkEditionSchema) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in FILLED_FIELDS}
    values["summary"] = row.summary or ""
    return {**values, "slug": _given(row.slug), "is_placeholder": False}


def _given(slug: str) -> str:
    if not slug.strip():
        raise ValidationError("A slug is required to recognize what already exists.")
    return slug


def _by_slug(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows}


def _noun(model: Any) -> str:
    return "work" if model is Game else str(model._meta.verbose_name)
