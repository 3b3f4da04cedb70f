"""What applying an import would do, worked out without writing anything.

The review page shows it, `apply` carries it out, and an import whose plan is empty
has nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from apps.core.text import normalise
from apps.imports.applying.names import Counts
from apps.imports.applying.names import NamesPlan
from apps.imports.applying.planned import GamePlan
from apps.imports.applying.planned import JournalPlan
from apps.imports.applying.planned import ListPlan
from apps.imports.applying.playthroughs import plan_playthroughs
from apps.imports.igdb.plan import IgdbRows
from apps.imports.igdb.plan import add_editions
from apps.imports.igdb.plan import igdb_ids_of
from apps.imports.igdb.plan import with_edition
from apps.imports.matching.library_state import LibraryState
from apps.imports.models import Decision
from apps.imports.models import FoundGame
from apps.imports.models import Import
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR
from apps.lists.models import List
from apps.lists.models import ListEntry


@dataclass
class Plan:
    games: list[GamePlan]
    lists: list[ListPlan]
    skipped: list[ImportRow]
    undecided: list[ImportRow]
    library: LibraryState
    by_row: dict[int, GamePlan]  # by primary key of the row

    @property
    def is_empty(self) -> bool:
        return all(game.is_empty for game in self.games) and not any(
            found.is_new for found in self.lists
        )

    @cached_property
    def names(self) -> NamesPlan:
        """The franchises, genres and platforms to make or change."""
        return NamesPlan(self.games, self.library)

    def counts(self) -> dict[str, int]:
        """What applying would do, as noun to number; the keys of `Import.result`."""
        names, renamed = self.names.made(), self.names.changed()
        made = [run for plan in self.games for run in plan.journal.new]
        changed = [run for plan in self.games for run in plan.journal.changed]
        return {
            "games": sum(plan.is_new for plan in self.games),
            "games_changed": sum(plan.changes_game for plan in self.games),
            "editions": sum(len(plan.journal.new_editions) for plan in self.games),
            "playthroughs": len(made),
            "completions": sum(run.status == "completed" for run in made)
            + sum(run.completes for run in changed),
            "playthroughs_changed": len(changed),
            "franchises": names[Franchise],
            "genres": names[Genre],
            "platforms": names[Platform],
            "names_changed": sum(renamed.values()),
            "lists": sum(found.is_new for found in self.lists),
            "entries": sum(len(found.missing) for found in self.lists),
            "already_there": sum(plan.is_empty for plan in self.games),
            "skipped": len(self.skipped),
            "undecided": len(self.undecided),
        }

    def made(self) -> Counts:
        """How many rows applying makes, by model; each new game has an edition."""
        counts, names = self.counts(), self.names.made()
        return {
            Game: counts["games"],
            Edition: counts["games"] + counts["editions"],
            Playthrough: counts["playthroughs"],
            List: counts["lists"],
            ListEntry: counts["entries"],
            **names,
        }

    def changed(self) -> Counts:
        """How many stored rows applying changes, by model."""
        counts, names = self.counts(), self.names.changed()
        return {
            Game: counts["games_changed"],
            Playthrough: counts["playthroughs_changed"],
            **names,
        }

    def steps(self) -> int:
        """How many rows applying writes; each new game comes with its edition."""
        counts, names = self.counts(), self.names
        made = ("games", "editions", "playthroughs", "entries")
        nouns = (*made, "games_changed", "playthroughs_changed")
        series = len(names.new_series) + len(names.changed_series)
        of_names = series + len(names.own_platforms)
        return counts["games"] + of_names + sum(counts[noun] for noun in nouns)


def make_plan(
    import_: Import, *, of: QuerySet[ImportRow] | None = None, lock: bool = False
) -> Plan:
    """Compare the rows of `import_` as decided now with the library as it is now.

    Only the rows `of` a few games, where they are given. With `lock` the games and
    playthroughs stay as they are to the end of the transaction.
    """
    wanted = import_.rows.all() if of is None else of
    rows = list(wanted.defer("igdb_candidates").order_by("number"))
    lists = list(import_.lists.filter(skipped_at__isnull=True).order_by("number"))
    return _Planner(rows, lists, lock=lock).plan()


class _Planner:
    def __init__(
        self, rows: list[ImportRow], lists: list[ImportList], *, lock: bool
    ) -> None:
        self.rows = rows
        self.lists = lists
        self.by_pk = {row.pk: row for row in rows}
        wanted = [row for row in rows if self._is_wanted(row)]
        self.library = LibraryState.load(
            games=[row.game_id for row in wanted if row.game_id],
            titles=[row.title for row in wanted if self._is_creation(row)],
            lists=[found.target_name for found in lists],
            igdb_ids={number for row in wanted for number in igdb_ids_of(row)},
            lock=lock,
        )
        self.igdb = IgdbRows(wanted, self.library)

    def plan(self) -> Plan:
        games = self._group()
        by_row = {row.pk: plan for plan in games for row in plan.rows}
        for plan in games:
            self._fill(plan)
        lists = [self._plan_list(found, by_row) for found in self.lists]
        return Plan(
            games=games,
            lists=lists,
            skipped=[r for r in self.rows if self._fate(r) == Decision.SKIP],
            undecided=[r for r in self.rows if self._fate(r) == Decision.OPEN],
            library=self.library,
            by_row=by_row,
        )

    def _fate(self, row: ImportRow) -> str:
        """The decision of the row, or of the one that it is merged into."""
        target = self.by_pk.get(row.merged_into_id or 0)
        decided = target if target else row
        if decided.decision == Decision.MATCH and decided.game_id is None:
            return Decision.OPEN  # the game has been deleted since
        return decided.decision

    def _is_wanted(self, row: ImportRow) -> bool:
        return self._fate(row) in (Decision.MATCH, Decision.CREATE)

    def _is_creation(self, row: ImportRow) -> bool:
        return row.decision == Decision.CREATE

    def _group(self) -> list[GamePlan]:
        """One plan per game, however many rows name it."""
        plans: dict[object, GamePlan] = {}
        heads: dict[int, GamePlan] = {}
        years: dict[str, int | None] = {}
        for row in self.rows:
            if row.merged_into_id or not self._is_wanted(row):
                continue
            game = self._game_of(row)
            title = normalise(row.title)
            # Another year is another game of the same name.
            year = row.year or years.get(title)
            years.setdefault(title, year)
            key: object = game.pk or ("new", game.igdb_id or (title, year))
            plan = plans.setdefault(key, GamePlan([], game, game.pk is None))
            plan.rows.append(row)
            heads[row.pk] = plan
        for row in self.rows:
            if row.merged_into_id in heads:
                heads[row.merged_into_id].rows.append(row)
        return list(plans.values())

    def _game_of(self, row: ImportRow) -> Game:
        if row.decision == Decision.MATCH and row.game_id:
            return self.library.games[row.game_id]
        # Another import may have made the game since this row was understood.
        linked = self.igdb.game_of(row)
        if linked and not row.decided_at:
            return linked
        known = None if row.decided_at else self.library.game_named(row.title)
        if known and row.year and known.original_release_year:
            if abs(row.year - known.original_release_year) > 1:
                known = None  # another game of the same name
        igdb_id = None if linked else next(reversed(igdb_ids_of(row)), None)
        if known and not (igdb_id and known.igdb_id):
            return known
        found = self.igdb.found_game([row]) if igdb_id else None
        return Game(name=found.name if found else row.title, igdb_id=igdb_id)

    def _fill(self, plan: GamePlan) -> None:
        game, head = plan.game, plan.rows[0]
        plan.found = self._link_of(plan)
        series = _first(row.series for row in plan.rows)
        if series and game.franchise_id is None and _is_unclaimed(game, "franchise_id"):
            plan.franchise = series
        year = _first(row.year for row in plan.rows)
        if _is_plausible(year) and game.original_release_year is None:
            if _is_unclaimed(game, "original_release_year"):
                plan.year = year
        plan.aliases = _new_aliases(plan, head)
        plan.journal = self._plan_journal(plan)
        plan.platforms = self._new_platforms(plan)

    def _link_of(self, plan: GamePlan) -> FoundGame | None:
        """What IGDB has of a game that nobody has linked with it yet."""
        found = self.igdb.found_game(plan.rows)
        if found is None:
            return None
        if plan.is_new:
            return found if found.igdb_id == plan.game.igdb_id else None
        is_free = found.igdb_id not in self.library.linked_games
        return found if is_free and plan.game.igdb_id is None else None

    def _plan_journal(self, plan: GamePlan) -> JournalPlan:
        """The playthroughs, each of the edition that its row means at IGDB."""
        igdb_id = plan.found.igdb_id if plan.found else plan.game.igdb_id
        editions = [self.igdb.edition_of(r, plan.game, igdb_id) for r in plan.rows]
        pairs = zip(plan.rows, editions, strict=True)
        journal = plan_playthroughs(
            [with_edition(row, edition) for row, edition in pairs],
            game=plan.game,
            library=self.library,
        )
        add_editions(journal, filter(None, editions))
        return journal

    def _new_platforms(self, plan: GamePlan) -> list[str]:
        """All that a game without platforms is said to run on; else what is needed."""
        present = {p.pk for p in self.library.platforms_of(plan.game)}
        named = (
            plan.journal.platforms
            if present
            else [name for row in plan.rows for name in row.platforms]
        )
        return [
            name
            for name in dict.fromkeys(named)
            if not self.library.is_platform_among(name, present)
        ]

    def _plan_list(self, found: ImportList, by_row: dict[int, GamePlan]) -> ListPlan:
        rows = [r for r in self.rows if found.name in r.lists and r.pk in by_row]
        rows.sort(key=lambda row: (row.position or row.number, row.number))
        target = self.library.list_named(found.target_name)
        games: dict[GamePlan, None] = {}  # in order
        notes: dict[int, str] = {}
        for row in rows:
            plan = by_row[row.pk]
            if plan not in games:
                if not row.status and row.remarks:
                    notes[len(games)] = row.remarks
                games[plan] = None
        listed = set(self.library.listed_on(target))
        missing = [plan for plan in games if plan.game.pk not in listed]
        for plan in missing:
            plan.list_names.append(target.name if target else found.target_name)
        return ListPlan(found, target, list(games), missing, notes)


def _first[T](values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value), None)


def _is_unclaimed(game: Game, name: str) -> bool:
    """Whether an empty field is empty because nobody filled it in.

    The owner who emptied a field wants it empty.
    """
    return game.provenance.get(name) is None


def _is_plausible(year: int | None) -> bool:
    return year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR


def _new_aliases(plan: GamePlan, head: ImportRow) -> list[str]:
    """Names to remember: those the source gives a new game, and a confirmed match.

    What the owner once said is the same game is then found without asking.
    """
    named = {normalise(name) for name in (plan.game.name, *plan.game.aliases)}
    given: list[str] = [*head.aliases] if plan.is_new else []
    if plan.found and plan.is_new:
        # The game gets IGDB's name; what its owner calls it must find it, too.
        given += [row.title for row in plan.rows if row.igdb_id]
    confirmed = [
        row.title
        for row in plan.rows
        if row.decision == Decision.MATCH
        and row.decided_at
        and row.match_kind in ("suggested", "new")
    ]
    names: dict[str, str] = {}
    for name in (*given, *confirmed):
        if normalise(name) not in named:
            names.setdefault(normalise(name), name)
    return list(names.values())
