"""The page of the grid: rows that fit the filters, 50 of them, and what is around."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from apps.browsing.admin.facets import Chip
from apps.browsing.admin.facets import count_all
from apps.browsing.admin.facets import in_words
from apps.browsing.admin.game_tabs import Tab
from apps.browsing.admin.game_tabs import owner_of
from apps.browsing.admin.game_tabs import tabs_from
from apps.browsing.admin.saved_views import ViewedListing
from apps.browsing.backfill.cells import CELLS
from apps.browsing.backfill.cells import rating_choices
from apps.browsing.backfill.facets import counter
from apps.browsing.backfill.filters import ADDRESS
from apps.browsing.backfill.filters import BackfillFilters
from apps.browsing.backfill.filters import Missing
from apps.browsing.backfill.rows import rows_of
from apps.browsing.backfill.rows import with_rows_fields
from apps.browsing.models import SavedView
from apps.browsing.models.saved_view import Listing
from apps.core.admin.viewsets import ListingView
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library import search
from apps.library.models import Platform

NAME = "backfill"
ORDERS = (
    ("edition__game__name", "Name"),
    ("-completed_at", "Recently finished"),
    ("completed_at", "First finished"),
    ("-rating", "Stars"),
    ("-playtime_hours", "Hours"),
    ("platform__name", "Platform"),
    ("edition__game__franchise__name", "Franchise"),
    ("-created_at", "Recently added"),
    ("-updated_at", "Recently changed"),
)
CHIPS = ("missing", "status", "platform", "year", "franchise", "visibility")
VIEWS = ViewedListing(
    listing=Listing.BACKFILL,
    model=Playthrough,
    address=ADDRESS,
    url_name=lambda page: NAME if page == "list" else f"{NAME}_{page}",
)
BUILT_IN = (*((each.label, f"missing={each.value}") for each in Missing), ("All", ""))


class BackfillListing(ListingView):
    """Every playthrough that fits the filters."""

    page_title = "Back-fill"
    header_icon = "rows"
    template_name = "browsing/backfill/page.html"
    results_template_name = "browsing/backfill/results.html"
    filterset_class = BackfillFilters
    default_ordering = ORDERS[0][0]
    paginate_by = 50
    index_url_name = NAME
    index_results_url_name = None
    is_searchable = True
    list_export: list[str] = []

    def get_template_names(self) -> list[str]:
        return [self.template_name]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        journal = reverse(self.model.snippet_viewset.get_url_name("list"))
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": journal, "label": "Journal"},
            {"url": "", "label": "Back-fill"},
        ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        return []

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    @cached_property
    def columns(self) -> list[Any]:
        """None: the page has cells of its own."""
        return []

    def get_base_queryset(self) -> QuerySet[Playthrough]:
        return with_rows_fields(Playthrough.objects.all())

    def get_valid_orderings(self) -> list[str]:
        return [order for order, _ in ORDERS]

    def search_queryset(self, queryset: QuerySet[Playthrough]) -> QuerySet[Playthrough]:
        if not self.is_searching:
            return queryset
        return search.editions_found(queryset, self.search_query, edition="edition__")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        runs = list(context["object_list"])
        context.pop("filters", None)
        return {
            **context,
            "object_list": runs,
            "rows": rows_of(runs, self.own_address),
            "first": context["page_obj"].start_index(),
            **self._page_context(),
        }

    def _page_context(self) -> dict[str, Any]:
        params = self.request.GET
        tabs = self._tabs()
        counts = self._count(tabs)
        chips = list(self._chips())
        words = [f"{chip.label}: {chip.value}" for chip in chips if chip.value]
        return {
            "tabs": tabs,
            **counts,
            **VIEWS.tabs_context(tabs, self.own_address),
            "query": ADDRESS.query_of(params),
            "chips": chips,
            "filter_words": ", ".join(words),
            "hidden": ADDRESS.hidden_fields(params),
            "is_narrowed": ADDRESS.is_narrowed(params),
            "without_search": ADDRESS.query_of(params, without=("q",)),
            "order_label": dict(ORDERS).get(self.ordering, "Name"),
            "orders": self._orders(),
            "cells": CELLS,
            "statuses": Status.choices,
            "ratings": rating_choices(),
            "platforms": Platform.objects.order_by("sort_key").values_list(
                "name", flat=True
            ),
            "may_change": self.user_has_permission("change"),
        }

    def _tabs(self) -> list[Tab]:
        views = SavedView.objects.of(owner_of(self.request), Listing.BACKFILL)
        named: list[tuple[str, str, int | None]] = [
            *((name, query, None) for name, query in BUILT_IN),
            *((view.name, view.query, view.pk) for view in views),
        ]
        return tabs_from(named, self.request.GET, ADDRESS)

    def _count(self, tabs: list[Tab]) -> dict[str, int]:
        """Sets the count of each tab; how many rows are completed, and dated."""
        completed = Playthrough.objects.filter(status=Status.COMPLETED)
        queries = {
            "finished": counter(completed),
            "dated": counter(completed.filter(completed_at__isnull=False)),
            **{
                f"tab {number}": counter(rows_at(tab.query, self.request))
                for number, tab in enumerate(tabs)
            },
        }
        counts = count_all(queries)
        for number, tab in enumerate(tabs):
            tab.count = counts[f"tab {number}"]
        total = next(tab.count for tab in tabs if tab.name == "All" and not tab.pk)
        return {
            "total": total or 0,
            "finished": counts["finished"],
            "dated": counts["dated"],
        }

    def _chips(self) -> Iterable[Chip]:
        params = self.request.GET
        for name in CHIPS:
            url = reverse(f"{NAME}_values", args=[name])
            yield Chip(
                name=name,
                label=str(self.filters.filters[name].label),
                count=None,
                value=in_words(self.filters, name),
                query=ADDRESS.query_of(params, without=ADDRESS.parameters_of(name)),
                menu_url=f"{url}?{ADDRESS.query_of(params)}",
            )

    def _orders(self) -> list[tuple[str, str, bool]]:
        params = self.request.GET.copy()
        found = []
        for order, label in ORDERS:
            params["ordering"] = order
            found.append((label, ADDRESS.query_of(params), order == self.ordering))
        return found


def rows_at(query: str, request: HttpRequest) -> QuerySet[Playthrough]:
    """What a view with this query shows."""
    params = QueryDict(query)
    rows: QuerySet[Playthrough] = Playthrough.objects.order_by()
    filters = BackfillFilters(params, queryset=rows, request=request)
    if query and filters.is_valid():
        rows = filters.filter_queryset(rows)
    if text := params.get("q"):
        rows = search.editions_found(rows, text, edition="edition__")
    return rows
