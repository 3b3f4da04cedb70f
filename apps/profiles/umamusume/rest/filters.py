"""Which careers a request asks for."""

from __future__ import annotations

from datetime import date as Date

from django.db.models import QuerySet

from apps.core.api.auth import Include
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import orderings
from apps.core.api.problems import invalid_field
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models.rules import grade_value
from apps.profiles.umamusume.models.rules import rank_of_letter
from apps.profiles.umamusume.models.run import CareerRunQuerySet
from apps.profiles.umamusume.models.vocabulary import search_name
from apps.profiles.umamusume.rest.schemas import CareerFilters

ORDERINGS = orderings(
    finished_on=Ordering("finished_on", nullable=True),
    score=Ordering("score", nullable=True),
    stat_total=Ordering("stat_total", nullable=True),
    fans=Ordering("fans", nullable=True),
    wins=Ordering("wins", nullable=True),
    created_at=Ordering("created_at"),
)


def visible_runs(include: Include) -> CareerRunQuerySet:
    rows = CareerRun.objects.all()
    return rows if include == "private" else rows.public()


def matching_runs(filters: CareerFilters, include: Include) -> QuerySet[CareerRun]:
    """The careers that match all of `filters`. Raises a 422 problem."""
    rows = visible_runs(include)
    rows = rows.drafts() if filters.draft else rows.finished()
    if filters.trainee is not None:
        rows = rows.filter(trainee=_trainee_id(filters.trainee))
    if filters.outfit is not None:
        rows = rows.filter(outfit=filters.outfit)
    if filters.scenario is not None:
        rows = rows.filter(scenario=scenario_id(filters.scenario))
    if filters.rank is not None:
        rows = rows.filter(rank__gte=_rank(filters.rank))
    at_least = grade_value(filters.grade) or 1
    for kind in (filters.surface, filters.distance, filters.style):
        if kind is not None:
            rows = rows.with_aptitude(kind, at_least)
    if filters.spark is not None:
        rows = rows.with_spark(filters.spark, filters.stars)
    if filters.skill is not None:
        rows = rows.with_skill(filters.skill)
    if filters.tag:
        rows = rows.filter(tags__contains=filters.tag)
    if filters.kept is not None:
        rows = rows.filter(is_kept=filters.kept)
    if filters.favorite is not None:
        rows = rows.filter(is_favorite=filters.favorite)
    return _in_span(rows, filters.since, filters.until)


def scenario_id(given: str | None) -> int | None:
    """The game's id of the scenario that a request names. Raises a 422 problem."""
    if given is None:
        return None
    rows = Scenario.objects.called(given)
    row = rows.first() or next(
        (
            each
            for each in Scenario.objects.all()
            if search_name(given)
            in {search_name(name) for name in (each.short_name, *each.other_names)}
        ),
        None,
    )
    if row is None:
        raise invalid_field(
            "scenario", f"There is no scenario “{given}”.", where="query"
        )
    return row.game_id


def _trainee_id(given: str) -> int:
    if given.strip().removeprefix("-").isdecimal():
        return int(given.strip()[:12])
    row = Trainee.objects.called(given).first()
    if row is None:
        raise invalid_field("trainee", f"There is no trainee “{given}”.", where="query")
    return row.game_id


def _rank(letter: str) -> int:
    rank = rank_of_letter(letter)
    if rank is None:
        raise invalid_field("rank", f"“{letter}” isn’t a rank.", where="query")
    return rank


def _in_span(
    rows: QuerySet[CareerRun], since: Date | None, until: Date | None
) -> QuerySet[CareerRun]:
    if since is not None:
        rows = rows.filter(finished_on__gte=since)
    if until is not None:
        rows = rows.filter(finished_on__lte=until)
    return rows
