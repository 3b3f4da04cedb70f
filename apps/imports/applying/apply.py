"""Carrying out the plan of an import: all of it, or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db import transaction
from wagtail.log_actions import log

from apps.core.database.analyze import analyze_after_commit
from apps.imports.applying.exported_playthroughs import CHANGED_FIELDS
from apps.imports.applying.exported_playthroughs import field_value
from apps.imports.applying.exported_playthroughs import source_notes
from apps.imports.applying.exported_playthroughs import source_values
from apps.imports.applying.name_writer import NameWriter
from apps.imports.applying.name_writer import add_platforms
from apps.imports.applying.name_writer import names_in
from apps.imports.applying.names import is_emptied
from apps.imports.applying.plan import Plan
from apps.imports.applying.plan import make_plan
from apps.imports.applying.planned import GamePlan
from apps.imports.applying.planned import ListPlan
from apps.imports.applying.planned import NewEdition
from apps.imports.applying.planned import PlannedPlaythrough
from apps.imports.applying.progress_writer import ProgressBulkWriter
from apps.imports.applying.snapshots import PRIMARY_GENRE
from apps.imports.applying.snapshots import WRITTEN
from apps.imports.applying.snapshots import Noted
from apps.imports.applying.snapshots import snapshot
from apps.imports.igdb.writing import IgdbWriting
from apps.imports.matching.known_games import remember_games
from apps.imports.models import Change
from apps.imports.models import FoundGame
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportRow
from apps.imports.models import ImportStatus
from apps.imports.models.import_ import OPEN_STATUSES
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.events import IMPORT_COMPLETE
from apps.library.events import ImportPayload
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Game
from apps.library.rest.bulk_import import ONE_AT_A_TIME
from apps.library.tasks import fetch_covers_soon
from apps.lists.models import List
from apps.lists.models import Visibility
from apps.realtime.catalogue import suppress_events

# What an import may fill in of a game that is in the library.
FILLED_FIELDS = tuple(
    name
    for name in (*Game.field_table.sourced, "aliases", *Game.field_table.linked)
    if name != "name"
)


class ApplyFailed(Exception):
    """Applying broke off; nothing was written, and the import says what happened."""


def apply_import(
    import_: Import,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    expected_version: int | None = None,
    progress: Progress = SILENT,
) -> Import:
    """Write what the rows of `import_` add to the library, journal and lists.

    All of it or nothing. Raises `ImportClosed` when it has been applied already or
    its rows are not those of `expected_version`, and `ApplyFailed` when anything else
    goes wrong.
    """
    try:
        writer = ProgressBulkWriter(by=by, at=at, progress=progress)
        return _apply(import_, writer, expected_version)
    except ImportClosed:
        raise
    except Exception as error:
        Import.objects.filter(pk=import_.pk, status__in=OPEN_STATUSES).update(
            status=ImportStatus.FAILED, error=str(error)[:2000], updated_at=at
        )
        raise ApplyFailed(
            f"“{import_}” couldn't be applied; nothing was written. {error}"
        ) from error


@transaction.atomic
def _apply(
    import_: Import, writer: ProgressBulkWriter, expected_version: int | None
) -> Import:
    take_turn()
    import_ = import_.lock()
    if not import_.is_open or import_.status == ImportStatus.DRAFT:
        state = import_.get_status_display().lower()
        raise ImportClosed(f"“{import_}” can't be applied because it is {state}.")
    if expected_version not in (None, import_.version):
        raise ImportClosed(
            "The rows were changed elsewhere in the meantime. Review them again, "
            "then apply."
        )
    writer.progress.begin(message="Comparing with the library")
    plan = make_plan(import_, lock=True)
    counts = plan.counts()
    writer.progress.begin(plan.steps())
    with suppress_events():
        applying = _Applying(import_, plan, writer)
        counts |= applying.write()
    analyze_after_commit(WRITTEN, rows=plan.steps())
    fetch_covers_soon()
    import_.status = ImportStatus.APPLIED
    import_.applied_at = writer.at
    import_.result = counts
    import_.error = ""
    import_.save()
    log(import_, "questlog.import_apply", user=writer.by, data=counts)
    if applying.noted.changes:
        _record_event(import_, counts, at=writer.at)
    return import_


def _record_event(import_: Import, counts: dict[str, int], *, at: datetime) -> None:
    IMPORT_COMPLETE.record(
        ImportPayload(import_id=str(import_.uuid), **counts),
        subject=f"import:{import_.uuid}",
        dedupe_key=f"import:{import_.uuid}:complete",
        occurred_at=at,
    )


def take_turn() -> None:
    """Wait until no other import is being applied or undone, `POST /import` included.

    Each plans on what the other wrote; the turn ends with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


class _Applying:
    def __init__(self, import_: Import, plan: Plan, writer: ProgressBulkWriter) -> None:
        self.import_ = import_
        self.plan = plan
        self.writer = writer
        self.noted = Noted(import_)
        self.igdb = IgdbWriting(plan)
        self.names = NameWriter(plan, writer, self.igdb, self.noted)
        self.editions: dict[NewEdition, Edition] = {}
        self.first_editions: dict[GamePlan, Edition] = {}

    def write(self) -> dict[str, int]:
        """Write all of it; how many names were made, as `Import.result` has them."""
        self.names.write()
        self._create_games()
        self._create_editions()
        self._change_games()
        self._create_playthroughs()
        self._change_playthroughs()
        Game.objects.raise_versions(
            plan.game.pk
            for plan in self.plan.games
            if not plan.is_new and (plan.changes_game or plan.journal.new_editions)
        )
        for found in self.plan.lists:
            self._write_list(found)
        self._link_rows()
        remember_games(self.plan, self.import_)
        return names_in(self.noted.save())

    def _create_games(self) -> None:
        new = [plan for plan in self.plan.games if plan.is_new]
        for plan in new:
            if plan.found:
                self.igdb.fill_new_game(plan.game, plan.found)
            if plan.franchise:
                plan.game.franchise = self.names.franchise(plan)
            if plan.year:
                plan.game.original_release_year = plan.year
            plan.game.aliases = plan.aliases
            self.igdb.note_platforms(plan.game, self._platforms_of(plan), plan.found)
        games = [plan.game for plan in new]
        self.writer.create(games)
        self.igdb.add_genres((plan.game, plan.found) for plan in new if plan.found)
        add_platforms((plan.game, self._platforms_of(plan)) for plan in new)
        firsts = [self._first_edition(plan) for plan in new]
        self._create_with_platforms(
            [
                (first, self.names.pks(_platforms_of_first(plan)), plan.found)
                for first, plan in zip(firsts, new, strict=True)
            ]
        )
        for first, plan in zip(firsts, new, strict=True):
            self.first_editions[plan] = first
            self.noted.note(Change.CREATED, plan.game, plan.rows[0])
            self.noted.note(Change.CREATED, first, plan.rows[0])

    def _first_edition(self, plan: GamePlan) -> Edition:
        if plan.found:
            return self.igdb.first_edition(plan.game, plan.found)
        return Edition(name=plan.game.name, game=plan.game, is_placeholder=True)

    def _link_rows(self) -> None:
        """Let each row tell which game it became."""
        rows = [(row, plan.game) for plan in self.plan.games for row in plan.rows]
        changed = [(row, game) for row, game in rows if row.game_id != game.pk]
        for row, game in changed:
            row.game = game
        ImportRow.objects.bulk_update(
            [row for row, _ in changed], ["game"], batch_size=500
        )

    def _create_editions(self) -> None:
        new = [(plan, e) for plan in self.plan.games for e in plan.journal.new_editions]
        editions = [
            Edition(name=e.name, game=plan.game, edition_type=_edition_type(e))
            for plan, e in new
        ]
        for edition, (_, planned) in zip(editions, new, strict=True):
            if planned.found:
                self.igdb.fill_edition(edition, planned.found)
        self._create_with_platforms(
            [
                (edition, self.names.pks(e.platforms), e.found)
                for edition, (_, e) in zip(editions, new, strict=True)
            ]
        )
        for edition, (plan, planned) in zip(editions, new, strict=True):
            self.editions[planned] = edition
            self.noted.note(Change.CREATED, edition, plan.rows[0])

    def _change_games(self) -> None:
        changed = [plan for plan in self.plan.games if plan.changes_game]
        genres = self.igdb.add_genres(
            (plan.game, plan.found) for plan in changed if plan.found
        )
        for plan in changed:
            before = snapshot(plan.game, FILLED_FIELDS)
            if plan.found:
                self.igdb.fill_game(plan.game, plan.found)
                added = self._platforms_of(plan)
                self.igdb.note_platforms(plan.game, added, plan.found)
            if plan.franchise:
                plan.game.franchise = self.names.franchise(plan)
            plan.game.original_release_year = (
                plan.year or plan.game.original_release_year
            )
            plan.game.aliases = [*plan.game.aliases, *plan.aliases]
            after = _differences(before, snapshot(plan.game, FILLED_FIELDS))
            self.noted.note(
                Change.CHANGED,
                plan.game,
                plan.rows[0],
                after=after,
                before={name: before[name] for name in after}
                | self._sets_before(plan, adds_genres=plan.game.pk in genres),
            )
        add_platforms((plan.game, self._platforms_of(plan)) for plan in changed)
        self.writer.update(
            [plan.game for plan in changed],
            [
                name.removesuffix("_id") if name == "franchise_id" else name
                for name in (*FILLED_FIELDS, "igdb_data")
            ],
        )

    def _sets_before(self, plan: GamePlan, *, adds_genres: bool) -> dict[str, Any]:
        """What a game holds of the sets that the import adds to."""
        held: dict[str, Any] = {}
        if self._platforms_of(plan):
            platforms = self.plan.library.platforms_of(plan.game)
            held["platforms"] = sorted(platform.pk for platform in platforms)
        if adds_genres:  # to games without any
            held |= {"genres": [], PRIMARY_GENRE: None}
        return held

    def _create_playthroughs(self) -> None:
        new = [(plan, run) for plan in self.plan.games for run in plan.journal.new]
        playthroughs = [self._playthrough(plan, run) for plan, run in new]
        self.writer.create(playthroughs)
        for playthrough, (plan, run) in zip(playthroughs, new, strict=True):
            self.noted.note(
                Change.CREATED, playthrough, plan.rows[0], source_notes(run)
            )

    def _playthrough(self, plan: GamePlan, run: PlannedPlaythrough) -> Playthrough:
        return Playthrough(
            edition=self._edition(plan, run.edition),
            platform=self.names.platform(run.platform),
            status=run.status,
            notes=run.source.notes,
            **source_values(run.source),
            # As `save` counts them, so that a later completion is told apart.
            completions=int(run.status == Status.COMPLETED),
            transitions=1,
        )

    def _change_playthroughs(self) -> None:
        changed = [(plan, c) for plan in self.plan.games for c in plan.journal.changed]
        for plan, change in changed:
            before = snapshot(change.stored)
            self._change_playthrough(plan, change)
            after = _differences(before, snapshot(change.stored))
            self.noted.note(
                Change.CHANGED,
                change.stored,
                plan.rows[0],
                after={**after, **source_notes(change)},
                before={name: before[name] for name in after},
            )
        self.writer.update([c.stored for _, c in changed], CHANGED_FIELDS)

    def _change_playthrough(self, plan: GamePlan, change: PlannedPlaythrough) -> None:
        playthrough = change.stored
        playthrough.completions += change.completes
        playthrough.transitions += playthrough.status != change.status
        playthrough.status = change.status
        if change.platform:
            playthrough.platform = self.names.platform(change.platform)
        if change.edition is not None:
            playthrough.edition = self._edition(plan, change.edition)
        for name, value in change.values.items():
            setattr(playthrough, name, field_value(name, value))

    def _write_list(self, found: ListPlan) -> None:
        if not found.is_new and not found.missing:
            return
        target = found.target or self._create_list(found)
        order = found.order(self.plan.library.listed_on(found.target))
        positions = {pk: place for place, pk in enumerate(order, start=1)}
        games = [plan.game for plan in found.missing]
        entries = target.add_many(
            games,
            positions={game: positions[game.pk] for game in games}
            if target.is_ranked
            else None,
            notes={found.games[p].game: text for p, text in found.notes.items()},
        )
        self.writer.note([target], "wagtail.edit" if found.target else "wagtail.create")
        self.writer.progress.step(len(entries), "Adding to lists")
        rows = {plan.game.pk: plan.rows[0] for plan in found.missing}
        for entry in entries:
            self.noted.note(
                Change.CREATED,
                entry,
                rows[entry.game_id],
                {"list": target.pk, "game": entry.game_id, "version": target.version},
            )

    def _create_list(self, found: ListPlan) -> List:
        created = List(
            name=found.name,
            is_ranked=found.source.is_ranked,
            visibility=Visibility.PUBLIC,
        )
        created.save()
        self.noted.note(Change.CREATED, created)
        return created

    def _create_with_platforms(
        self, editions: list[tuple[Edition, list[int], FoundGame | None]]
    ) -> None:
        """Create editions on the platforms beside them, and on IGDB's."""
        every = [(row, pks + self._igdb_pks(found)) for row, pks, found in editions]
        for (row, pks), (_, _, found) in zip(every, editions, strict=True):
            self.igdb.note_platforms(row, pks, found)
        self.writer.create([row for row, _ in every])
        add_platforms(every)

    def _igdb_pks(self, found: FoundGame | None) -> list[int]:
        return [platform.pk for platform in self.igdb.platforms(found)]

    def _platforms_of(self, plan: GamePlan) -> list[int]:
        """The platforms that a game gets: those named, and IGDB's where it has none."""
        named = self.names.pks(plan.platforms)
        has_some = self.plan.library.platforms_of(plan.game) if not plan.is_new else []
        if has_some or is_emptied(plan.game, "platforms"):
            return named
        return list(dict.fromkeys(named + self._igdb_pks(plan.found)))

    def _edition(self, plan: GamePlan, wanted: Edition | NewEdition | None) -> Edition:
        if isinstance(wanted, Edition):
            return wanted
        if wanted is not None:
            return self.editions[wanted]
        first = self.first_editions.get(plan)
        return first or self.plan.library.editions_of(plan.game)[0]


def _platforms_of_first(plan: GamePlan) -> list[str]:
    """The platforms of the game but those that only a further edition runs on."""
    elsewhere = {name for e in plan.journal.new_editions for name in e.platforms}
    played = {run.platform for run in plan.journal.new if run.edition is None}
    return [p for p in plan.platforms if p not in elsewhere or p in played]


def _edition_type(edition: NewEdition) -> str:
    known = edition.edition_type in EditionType.values
    return edition.edition_type if known else EditionType.PORT


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in after.items() if before[name] != value}
