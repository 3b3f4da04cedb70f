from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks
from wagtail.users.models import UserProfile

from questlog_site import time_zone_offer

post_save.connect(time_zone_offer.follow_account, sender=UserProfile)


@hooks.register("register_admin_urls")
def add_addresses() -> list[URLPattern]:
    answer = time_zone_offer.answer
    return [path("time-zone/", answer, name="questlog_time_zone")]


@hooks.register("construct_homepage_panels")
def offer_time_zone(request: HttpRequest, panels: list[Any]) -> None:
    if time_zone_offer.is_open(request.user):
        panels.append(time_zone_offer.TimeZoneOffer())
