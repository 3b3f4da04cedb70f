"""The address of the games: which filters, search, order and layout it names."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict

from apps.browsing.admin.filters import GameFilters

WALL = "wall"
TABLE = "table"
LAYOUTS = (WALL, TABLE)


def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters of the filter `name`."""
    if isinstance(GameFilters.base_filters[name], django_filters.RangeFilter):
        return (f"{name}_min", f"{name}_max")
    return (name,)


FILTERING = tuple(
    key for name in GameFilters.base_filters for key in parameters_of(name)
)
NARROWING = (*FILTERING, "q")
KEPT = (*NARROWING, "ordering", "layout")


def query_of(params: QueryDict, *, without: Iterable[str] = ()) -> str:
    """`params` in one spelling: what the games have no use for is left out."""
    keys = [key for key in KEPT if key not in set(without)]
    pairs = [(key, value) for key in keys for value in params.getlist(key) if value]
    return urlencode(pairs)


def query_with(params: QueryDict, name: str, values: Iterable[str]) -> str:
    """`params` with these values of the filter `name` instead of its present ones."""
    changed = params.copy()
    for key in parameters_of(name):
        changed.pop(key, None)
    changed.setlist(parameters_of(name)[0], list(values))
    return query_of(changed)
