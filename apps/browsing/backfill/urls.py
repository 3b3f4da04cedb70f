"""The addresses of the grid."""

from __future__ import annotations

from django.urls import URLResolver
from django.urls import include
from django.urls import path

from apps.browsing.admin.saved_views import view_urls
from apps.browsing.backfill.listing import NAME
from apps.browsing.backfill.listing import VIEWS
from apps.browsing.backfill.listing import BackfillListing
from apps.browsing.backfill.menus import ValuesView
from apps.browsing.backfill.saving import SaveCellView
from apps.browsing.backfill.saving import SayView
from apps.browsing.backfill.saving import UndoCellsView
from apps.journal.models import Playthrough


def backfill_urls() -> list[URLResolver]:
    """Called once the viewset of playthroughs is registered, which sets pages up."""
    viewset = Playthrough.snippet_viewset
    page, values = (
        viewset.construct_view(
            view,
            index_url_name=NAME,
            index_results_url_name=None,
            header_icon=BackfillListing.header_icon,
        )
        for view in (BackfillListing, ValuesView)
    )
    own = [
        path("", page, name=NAME),
        path("values/<str:facet>/", values, name=f"{NAME}_values"),
        path("<int:pk>/", SaveCellView.as_view(), name=f"{NAME}_save"),
        path("<int:pk>/says/", SayView.as_view(), name=f"{NAME}_say"),
        path("undo/", UndoCellsView.as_view(), name=f"{NAME}_undo"),
        *view_urls(VIEWS, prefix=f"{NAME}_"),
    ]
    return [path("backfill/", include(own))]
