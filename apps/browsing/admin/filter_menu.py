"""The menu of a chip: what its filter can be set to, under the other filters."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict
from django.shortcuts import render

from apps.browsing.admin.facets import MOST_VALUES
from apps.browsing.admin.facets import FacetValue

# From so many values on the menu has a field to find one.
_MANY = 12


class FilterMenu:
    """For the listing whose filters these are."""

    request: HttpRequest
    filters: Any
    index_url: str
    # The filters of which several values may be chosen.
    multiple: Collection[str] = ()

    def values_of(self, name: str) -> Iterable[FacetValue]:
        """What `name` can be set to, each with its count under the other filters."""
        raise NotImplementedError

    def query_with(self, params: QueryDict, name: str, values: list[str]) -> str:
        """The query of the address with `name` set to `values`."""
        raise NotImplementedError

    def show_menu(self, name: str) -> HttpResponse:
        """The menu, or its links alone for what is typed into its field (`?find=`)."""
        found = self.links_of(name)
        asked = self.request.GET.get("find", "").casefold()
        if asked:
            found = [each for each in found if asked in each[0].label.casefold()]
        context = {
            "facet": name,
            "label": self.filters.filters[name].label or name.capitalize(),
            "links": found[:MOST_VALUES],
            "left_out": max(0, len(found) - MOST_VALUES),
            "is_long": asked or len(found) > _MANY,
            "is_multiple": name in self.multiple,
        }
        template = "links" if "find" in self.request.GET else "menu"
        return render(self.request, f"browsing/filter_{template}.html", context)

    def links_of(self, name: str) -> list[tuple[FacetValue, str, bool]]:
        """Each value with the address that sets it, and whether it is set."""
        params = self.request.GET
        now = params.getlist(name)
        found = []
        for value in self.values_of(name):
            is_on = value.value in now
            if is_on:
                values = [each for each in now if each != value.value]
            else:
                kept = now if name in self.multiple else []
                values = [*kept, value.value]
            url = f"{self.index_url}?{self.query_with(params, name, values)}"
            found.append((value, url, is_on))
        return found
