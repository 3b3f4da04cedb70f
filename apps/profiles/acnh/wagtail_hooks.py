from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from apps.profiles.acnh.admin.island_page import IslandPage
from apps.profiles.acnh.admin.statistics_page import StatisticsPage
from apps.profiles.acnh.admin.viewsets import HuntViewSet
from apps.profiles.acnh.hunting.views import HuntPage
from apps.profiles.acnh.hunting.views import HuntVerbView

register_snippet(HuntViewSet)


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path("profiles/acnh/", HuntPage.as_view(), name="acnh_hunt"),
        path("profiles/acnh/island/", IslandPage.as_view(), name="acnh_island"),
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
    actions.register_action(
        "acnh.correct", "Correct an encounter", "Encounter corrected"
    )
    actions.register_action("acnh.withdraw", "Take back", "Encounter taken back")


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups, beside hunts: to set up, to record."""
    return Permission.objects.filter(
        content_type__app_label="acnh",
        content_type__model__in=["island", "encounter"],
    )
