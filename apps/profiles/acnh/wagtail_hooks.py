from __future__ import annotations

from typing import Any

from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.acnh.hunting.views import HuntPage
from apps.profiles.acnh.hunting.views import HuntVerbView
from apps.profiles.acnh.statistics_page import StatisticsPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path("profiles/acnh/", HuntPage.as_view(), name="acnh_hunt"),
        path(
            "profiles/acnh/statistics/",
            StatisticsPage.as_view(),
            name="acnh_statistics",
        ),
        path(
            "profiles/acnh/hunt/<slug:verb>/", HuntVerbView.as_view(), name="acnh_verb"
        ),
    ]


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("acnh.end", "End hunt", "Hunt ended")
    actions.register_action("acnh.resume", "Resume hunt", "Hunt resumed")
    actions.register_action("acnh.withdraw", "Take back", "Encounter taken back")
