"""The address of a listing in one spelling: its filters, search, order and layout."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict


class AddressQuery:
    """Reads and writes the queries of a listing with the filters `filterset`.

    `others` are parameters that it has beside the filters; of these, `q` narrows.
    """

    def __init__(self, filterset: type[django_filters.FilterSet], *others: str) -> None:
        self.filterset = filterset
        self.filtering = tuple(
            key for name in filterset.base_filters for key in self.parameters_of(name)
        )
        self.narrowing = (*self.filtering, "q")
        self.kept = (*self.filtering, *others)

    def parameters_of(self, name: str) -> tuple[str, ...]:
        """The parameters of the filter `name`."""
        if isinstance(self.filterset.base_filters[name], django_filters.RangeFilter):
            return (f"{name}_min", f"{name}_max")
        return (name,)

    def query_of(self, params: QueryDict, *, without: Iterable[str] = ()) -> str:
        """`params` in one spelling: what the listing has no use for is left out."""
        left_out = set(without)
        keys = [key for key in self.kept if key not in left_out]
        pairs = [(key, value) for key in keys for value in params.getlist(key) if value]
        return urlencode(pairs)

    def query_with(self, params: QueryDict, name: str, values: Iterable[str]) -> str:
        """`params` with these values of the filter `name` instead of its present."""
        changed = params.copy()
        for key in self.parameters_of(name):
            changed.pop(key, None)
        changed.setlist(self.parameters_of(name)[0], list(values))
        return self.query_of(changed)

    def is_narrowed(self, params: QueryDict) -> bool:
        others = set(self.kept) - set(self.narrowing)
        return bool(self.query_of(params, without=others))

    def hidden_fields(self, params: QueryDict) -> list[tuple[str, str]]:
        """What a search keeps, as the fields of its form."""
        return [
            (key, value)
            for key in self.kept
            if key != "q"
            for value in params.getlist(key)
            if value
        ]
