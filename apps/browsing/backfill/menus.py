"""The menus of the chips above the grid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict

from apps.browsing.admin.facets import FacetValue
from apps.browsing.admin.filter_menu import FilterMenu
from apps.browsing.backfill.facets import VALUES
from apps.browsing.backfill.filters import ADDRESS
from apps.browsing.backfill.filters import MULTIPLE
from apps.browsing.backfill.listing import BackfillListing
from apps.browsing.backfill.listing import rows_at
from apps.journal.models import Playthrough


class ValuesView(FilterMenu, BackfillListing):
    """What a filter can be set to, under the other filters, with counts."""

    multiple = MULTIPLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = kwargs["facet"]
        if name not in VALUES:
            raise Http404
        return self.show_menu(name)

    def values_of(self, name: str) -> Iterable[FacetValue]:
        return VALUES[name](self._left_by_others(name))

    def query_with(self, params: QueryDict, name: str, values: list[str]) -> str:
        return ADDRESS.query_with(params, name, values)

    def _left_by_others(self, name: str) -> QuerySet[Playthrough]:
        """The rows that fit the other filters.

        Of what is missing all has to be: each further one narrows what is shown.
        """
        left_out = () if name == "missing" else ADDRESS.parameters_of(name)
        query = ADDRESS.query_of(self.request.GET, without=left_out)
        return rows_at(query, self.request)
