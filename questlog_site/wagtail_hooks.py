from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks
from wagtail.users.models import UserProfile

from questlog_site import dashboard
from questlog_site import time_zone_offer

post_save.connect(time_zone_offer.follow_account, sender=UserProfile)


@hooks.register("register_admin_urls")
def add_addresses() -> list[URLPattern]:
    answer = time_zone_offer.answer
    return [path("time-zone/", answer, name="questlog_time_zone")]


@hooks.register("construct_homepage_panels", order=100)
def fill_dashboard(request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's panels, which are about pages."""
    panels[:] = dashboard.panels(request)


@hooks.register("construct_homepage_summary_items", order=100)
def count_everything(request: HttpRequest, items: list[Any]) -> None:
    items[:] = dashboard.totals(request)
