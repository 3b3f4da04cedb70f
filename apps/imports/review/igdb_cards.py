"""What the review page shows of IGDB's games."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from django.conf import settings

from apps.imports.igdb.enrichment import IgdbCounts
from apps.imports.igdb.enrichment import count
from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.models.igdb import IgdbCandidate
from apps.imports.tasks import enrich_in_background
from apps.integrations.twitch import KEYS
from apps.jobs.models import Job
from apps.jobs.models import State


@dataclass(frozen=True)
class CandidateShown:
    """A game that a row may mean; `score` in hundredths."""

    game: FoundGame
    score: int
    is_chosen: bool


@dataclass
class IgdbShown:
    """What IGDB has for a row: `game` is what it means, an edition of `whole`."""

    row: ImportRow
    game: FoundGame | None = None
    whole: FoundGame | None = None
    candidates: list[CandidateShown] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        """Whether only the owner can say which one it is."""
        return self.row.igdb_state == IgdbState.DOUBTFUL

    @property
    def is_absent(self) -> bool:
        return self.row.igdb_state in (IgdbState.MISSING, IgdbState.REFUSED)

    @property
    def is_refused(self) -> bool:
        return self.row.igdb_state == IgdbState.REFUSED

    @property
    def has_editions(self) -> bool:
        return any(candidate.game.parent_id for candidate in self.candidates)

    @property
    def is_own_game(self) -> bool:
        """Whether what could be an edition is taken for a game in its own right."""
        return bool(self.game and self.game.parent_id and not self.row.is_edition)


def igdb_shown(rows: Iterable[ImportRow]) -> dict[int, IgdbShown]:
    """By the row's key what to show of it; two queries for all.

    The candidates are read here: of thousands of rows a page shows few.
    """
    rows = [row for row in rows if row.igdb_state]
    stored = ImportRow.objects.filter(pk__in=[row.pk for row in rows])
    candidates = dict(stored.values_list("pk", "igdb_candidates"))
    ids = {each["game"] for some in candidates.values() for each in some}
    ids |= {i for row in rows for i in (row.igdb_id, row.igdb_game_id) if i}
    found = FoundGame.objects.by_id(ids) if ids else {}
    return {row.pk: _shown(row, candidates[row.pk], found) for row in rows}


def _shown(
    row: ImportRow, candidates: list[IgdbCandidate], found: dict[int, FoundGame]
) -> IgdbShown:
    return IgdbShown(
        row,
        game=found.get(row.igdb_id or 0),
        whole=found.get(row.igdb_game_id or 0) if row.is_edition else None,
        candidates=[
            CandidateShown(
                found[each["game"]], round(each["score"]), each["game"] == row.igdb_id
            )
            for each in candidates
            if each["game"] in found
        ],
    )


@dataclass(frozen=True)
class IgdbPanel:
    """How far the matching of an import is, and what can be done about it."""

    counts: IgdbCounts
    job: Job | None
    missing_keys: list[str]

    @classmethod
    def of(cls, import_: Import, job: Job | None) -> IgdbPanel:
        about_igdb = job is not None and job.kind == enrich_in_background.name
        return cls(
            count(import_),
            job if about_igdb else None,
            [key for key in KEYS if not getattr(settings, key)],
        )

    @property
    def has_failed(self) -> bool:
        return self.job is not None and self.job.state == State.FAILED

    @property
    def was_cancelled(self) -> bool:
        return self.job is not None and self.job.state == State.CANCELLED
