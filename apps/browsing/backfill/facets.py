"""What each filter of the grid can be set to, and how many rows that leaves."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.db.models import QuerySet
from django.db.models import Value
from django.db.models.functions import Left

from apps.browsing.admin.facets import FacetValue
from apps.browsing.admin.facets import count_all
from apps.browsing.backfill.filters import VISIBILITY
from apps.browsing.backfill.filters import Missing
from apps.browsing.backfill.filters import is_missing
from apps.journal.models import Playthrough
from apps.journal.models import Status

type Rows = QuerySet[Playthrough]


def counter(rows: Rows) -> QuerySet[Any]:
    """A query for `count_all`: how many `rows` there are."""
    return rows.order_by().values(_=Value(1)).annotate(n=Count("pk"))


def _missing(rows: Rows) -> Iterator[FacetValue]:
    counts = count_all(
        {each: counter(rows.filter(is_missing(each))) for each in Missing.values}
    )
    for each in Missing:
        if counts[each]:
            yield FacetValue(value=each.value, label=each.label, count=counts[each])


def _statuses(rows: Rows) -> Iterator[FacetValue]:
    counts = dict(rows.order_by().values_list("status").annotate(n=Count("pk")))
    for each in Status:
        if each.value in counts:
            yield FacetValue(
                value=each.value, label=each.label, count=counts[each.value]
            )


def _platforms(rows: Rows) -> Iterator[FacetValue]:
    found = rows.filter(platform__isnull=False).order_by("platform__sort_key")
    named = found.values_list("platform", "platform__name", "platform__sort_key")
    for pk, name, _, count in named.annotate(n=Count("pk")):
        yield FacetValue(value=str(pk), label=name, count=count)


def _years(rows: Rows) -> Iterator[FacetValue]:
    dated = rows.filter(completed_at__isnull=False).order_by()
    years = dated.annotate(year=Left("completed_at", 4)).values_list("year")
    for year, count in years.annotate(n=Count("pk")).order_by("-year"):
        yield FacetValue(value=year, label=year, count=count)


def _franchises(rows: Rows) -> Iterator[FacetValue]:
    path = "edition__game__franchise"
    named = (
        rows.filter(edition__game__franchise__isnull=False)
        .order_by()
        .values_list(path, f"{path}__name", f"{path}__sort_key")
    )
    found = named.annotate(n=Count("pk")).order_by("-n", f"{path}__sort_key")
    for pk, name, _, count in found:
        yield FacetValue(value=str(pk), label=name, count=count)


def _visibility(rows: Rows) -> Iterator[FacetValue]:
    counts = dict(rows.order_by().values_list("is_public").annotate(n=Count("pk")))
    for value, label in VISIBILITY:
        count = counts.get(value == "public", 0)
        if count:
            yield FacetValue(value=value, label=label, count=count)


VALUES: dict[str, Callable[[Rows], Iterator[FacetValue]]] = {
    "missing": _missing,
    "status": _statuses,
    "platform": _platforms,
    "year": _years,
    "franchise": _franchises,
    "visibility": _visibility,
}
