"""Finding the games of an import at IGDB: many titles in few requests, once each."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models import QuerySet

from apps.imports.igdb.known_titles import recall
from apps.imports.igdb.known_titles import remember
from apps.imports.igdb.known_titles import title_key
from apps.imports.igdb.matching import keep_found
from apps.imports.igdb.matching import merge_twins
from apps.imports.igdb.matching import settle_with_library
from apps.imports.igdb.matching import take_found
from apps.imports.models import Decision
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportRow
from apps.imports.models.igdb import ANSWER_FIELDS
from apps.imports.models.igdb import MATCHED
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.igdb.search import Found
from apps.integrations.igdb.search import search_many
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress

_NO_ID = ~Q(external_ids__has_key="igdb") & Q(game__igdb_id__isnull=True)
CHANGED_FIELDS = (
    *ANSWER_FIELDS,
    "decision",
    "game",
    "match_kind",
    "merged_into",
    "understood",
    "version",
)


@dataclass
class IgdbCounts:
    """How many games of an import are matched, doubtful, …"""

    by_state: dict[str, int] = field(default_factory=dict)
    # Those that the source or the library has IGDB's id of.
    known: int = 0

    @property
    def matched(self) -> int:
        return self.known + sum(self.by_state.get(state, 0) for state in MATCHED)

    @property
    def doubtful(self) -> int:
        return self.by_state.get(IgdbState.DOUBTFUL, 0)

    @property
    def missing(self) -> int:
        absent = (IgdbState.MISSING, IgdbState.REFUSED)
        return sum(self.by_state.get(state, 0) for state in absent)

    @property
    def to_ask(self) -> int:
        return self.by_state.get(IgdbState.UNASKED, 0)

    @property
    def is_begun(self) -> bool:
        return any(count for state, count in self.by_state.items() if state)

    def __str__(self) -> str:
        return in_words(self.matched, self.doubtful, self.missing)


def count(import_: Import) -> IgdbCounts:
    """How far the matching of an import is, in two queries."""
    rows = _games_of(import_)
    by_state = Counter(rows.filter(_NO_ID).values_list("igdb_state", flat=True))
    return IgdbCounts(dict(by_state), rows.count() - by_state.total())


def enrich(import_: Import, *, at: datetime, progress: Progress = SILENT) -> IgdbCounts:
    """Match the games of an open import with IGDB, as far as they are not yet.

    Each answer is written as it comes: whatever breaks off later, it stands, and a
    further call asks only for the rest. What earlier imports have asked is not asked
    again. Raises `ImportClosed` where the import is not open, and `RemoteError`.
    """
    enriching = _Enriching(import_, at, progress)
    enriching.recall()
    try:
        enriching.ask()
    finally:
        # Also of half the answers; not where the import has been closed meanwhile.
        enriching.conclude()
    return count(import_)


class _Enriching:
    def __init__(self, import_: Import, at: datetime, progress: Progress) -> None:
        self.import_ = import_
        self.at = at
        self.progress = progress
        self.found = Counter[str]()
        self.keys: dict[int, str] = {}  # of the rows that were asked about

    @transaction.atomic
    def recall(self) -> None:
        """Answer what is known already."""
        import_ = _open(self.import_)
        rows = list(to_ask(import_).select_for_update(of=("self",)))
        _save(import_, recall(rows))

    def ask(self) -> None:
        """Ask IGDB for the rest."""
        wanted = self._wanted()
        self.progress.begin(len(wanted), "Searching IGDB")
        if not wanted:
            return
        with IgdbClient() as igdb:
            for found in search_many(igdb, wanted):
                self._settle(wanted[found.wanted], found)
                self.progress.step(1, self._message())

    def _wanted(self) -> dict[Wanted, list[int]]:
        """What to ask, with the primary keys of the rows that ask it."""
        by_key: dict[str, Wanted] = {}
        wanted: dict[Wanted, list[int]] = defaultdict(list)
        for row in to_ask(self.import_).select_related("game"):
            key = self.keys[row.pk] = title_key(row)
            asked = by_key.setdefault(key, _wanted_for(row))
            wanted[asked].append(row.pk)
        return wanted

    @transaction.atomic
    def _settle(self, pks: Sequence[int], found: Found) -> None:
        import_ = _open(self.import_)
        keep_found([found])
        # The owner may have changed or settled one of them in the meantime.
        asking = to_ask(import_).filter(pk__in=pks).select_for_update(of=("self",))
        rows = [row for row in asking if title_key(row) == self.keys[row.pk]]
        for row in rows:
            take_found(row, found)
            self.found[row.igdb_state] += 1
        remember(rows, at=self.at)
        _save(import_, rows)

    def _message(self) -> str:
        found = self.found
        return in_words(
            found[IgdbState.SURE], found[IgdbState.DOUBTFUL], found[IgdbState.MISSING]
        )

    @transaction.atomic
    def conclude(self) -> None:
        """Draw what follows from the answers for the rows among themselves."""
        import_ = self.import_.lock()
        if import_.is_open:
            conclude(import_)


def conclude(import_: Import, *, about: ImportRow | None = None) -> list[ImportRow]:
    """Settle and merge what IGDB's ids settle and merge; the rows that changed.

    Only what follows from the answer on one row, where it is given. The caller holds
    the lock of the import.
    """
    concerned = import_.rows.all() if about is None else _concerned(import_, about)
    rows = _locked(concerned)
    numbers = {each["row"] for row in rows for each in row.suggestions if each["row"]}
    others = numbers - {row.number for row in rows}
    suggested = import_.rows.filter(number__in=others)
    by_number = {row.number: row for row in (*rows, *suggested)}
    changed = settle_with_library(rows, by_number)
    changed += merge_twins(rows)
    saved = list({row.pk: row for row in changed}.values())
    _save(import_, saved)
    return saved


def _concerned(import_: Import, row: ImportRow) -> QuerySet[ImportRow]:
    """The rows that may be one game with `row`, now that it means one of IGDB's."""
    asking = Q(pk=row.pk) | Q(suggestions__contains=[{"row": row.number}])
    ids = import_.rows.filter(asking, igdb_game_id__isnull=False).values("igdb_game_id")
    heads = import_.rows.filter(asking | Q(igdb_game_id__in=ids))
    return import_.rows.filter(Q(pk__in=heads) | Q(merged_into__in=heads))


def _locked(concerned: QuerySet[ImportRow]) -> list[ImportRow]:
    """The rows, locked; what is merged into one of them has that very object."""
    rows = list(
        concerned.select_related("game", "merged_into")
        .select_for_update(of=("self",))
        .order_by("number")
    )
    by_pk = {row.pk: row for row in rows}
    for row in rows:
        if row.merged_into_id in by_pk:
            row.merged_into = by_pk[row.merged_into_id]
    return rows


def to_ask(import_: Import) -> QuerySet[ImportRow]:
    """The rows that nobody knows IGDB's id of, and IGDB has not been asked about."""
    rows = _games_of(import_).filter(_NO_ID, igdb_state=IgdbState.UNASKED)
    return rows.order_by("number")


def in_words(matched: int, doubtful: int, missing: int) -> str:
    return f"{matched} matched, {doubtful} doubtful, {missing} not found"


def _games_of(import_: Import) -> QuerySet[ImportRow]:
    """One row for each game that is taken in."""
    rows = ImportRow.objects.filter(batch=import_, merged_into__isnull=True)
    return rows.exclude(decision=Decision.SKIP)


def _wanted_for(row: ImportRow) -> Wanted:
    names = [*row.aliases, *([row.game.name] if row.game else [])]
    aliases = tuple(name for name in dict.fromkeys(names) if name != row.title)
    return Wanted(row.title, row.year, tuple(row.platforms), aliases)


def _open(import_: Import) -> Import:
    """The import, locked to the end of the transaction."""
    fresh = import_.lock()
    if not fresh.is_open:
        state = fresh.get_status_display().lower()
        raise ImportClosed(f"“{fresh}” can no longer be matched because it is {state}.")
    return fresh


def _save(import_: Import, rows: list[ImportRow]) -> None:
    if not rows:
        return
    for row in rows:
        row.version += 1
    ImportRow.objects.bulk_update(rows, CHANGED_FIELDS, batch_size=500)
    import_.raise_version()
