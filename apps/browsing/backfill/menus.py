"""The menus of the chips above the grid."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render

from apps.browsing.admin.facets import MOST_VALUES
from apps.browsing.admin.facets import FacetValue
from apps.browsing.backfill.facets import VALUES
from apps.browsing.backfill.filters import ADDRESS
from apps.browsing.backfill.filters import MULTIPLE
from apps.browsing.backfill.listing import BackfillListing
from apps.browsing.backfill.listing import rows_at
from apps.journal.models import Playthrough


class ValuesView(BackfillListing):
    """What a filter can be set to, under the other filters, with counts."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = kwargs["facet"]
        if name not in VALUES:
            raise Http404
        found = self._links(name)
        asked = request.GET.get("find", "").casefold()
        if asked:
            found = [each for each in found if asked in each[0].label.casefold()]
        context = {
            "facet": name,
            "label": self.filters.filters[name].label,
            "links": found[:MOST_VALUES],
            "left_out": max(0, len(found) - MOST_VALUES),
            "is_long": asked or len(found) > 12,
            "is_multiple": name in MULTIPLE,
        }
        template = "links" if "find" in request.GET else "menu"
        return render(request, f"browsing/filter_{template}.html", context)

    def _links(self, name: str) -> list[tuple[FacetValue, str, bool]]:
        """Each value with the address that sets it, and whether it is set."""
        params = self.request.GET
        now = params.getlist(name)
        found = []
        for value in VALUES[name](self._left_by_others(name, now)):
            is_on = value.value in now
            if is_on:
                values = [each for each in now if each != value.value]
            else:
                values = [*now, value.value] if name in MULTIPLE else [value.value]
            url = f"{self.index_url}?{ADDRESS.query_with(params, name, values)}"
            found.append((value, url, is_on))
        return found

    def _left_by_others(self, name: str, now: list[str]) -> QuerySet[Playthrough]:
        """The rows that fit the other filters.

        Of what is missing all has to be: each further one narrows what is shown.
        """
        left_out = () if name == "missing" else ADDRESS.parameters_of(name)
        query = ADDRESS.query_of(self.request.GET, without=left_out)
        return rows_at(query, self.request)
