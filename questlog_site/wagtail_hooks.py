from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from questlog_site import dashboard


@hooks.register("construct_homepage_panels", order=100)
def fill_dashboard(request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's panels, which are about pages."""
    panels[:] = dashboard.panels(request)


@hooks.register("construct_homepage_summary_items", order=100)
def count_everything(request: HttpRequest, items: list[Any]) -> None:
    items[:] = dashboard.totals(request)
