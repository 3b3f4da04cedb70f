from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.destiny.admin.account_page import AccountPage
from apps.profiles.destiny.admin.account_page import UseAccountView
from apps.profiles.destiny.admin.activities_page import ActivitiesPage
from apps.profiles.destiny.admin.activities_page import ActivityPage
from apps.profiles.destiny.admin.activities_page import FetchReportView
from apps.profiles.destiny.admin.career_page import CareerPage
from apps.profiles.destiny.admin.raids_page import RaidsPage
from apps.profiles.destiny.admin.titles_page import TitlesPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    at = "profiles/destiny/"
    activity = f"{at}activities/<uuid:uuid>/"
    return [
        path(at, CareerPage.as_view(), name="destiny_career"),
        path(f"{at}raids/", RaidsPage.as_view(), name="destiny_raids"),
        path(f"{at}titles/", TitlesPage.as_view(), name="destiny_titles"),
        path(f"{at}activities/", ActivitiesPage.as_view(), name="destiny_activities"),
        path(activity, ActivityPage.as_view(), name="destiny_activity"),
        path(
            f"{activity}report/", FetchReportView.as_view(), name="destiny_fetch_report"
        ),
        path(f"{at}account/", AccountPage.as_view(), name="destiny_account"),
        path(f"{at}account/use/", UseAccountView.as_view(), name="destiny_use_account"),
    ]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see it, and to change and sync it."""
    return Permission.objects.filter(
        content_type__app_label="destiny", content_type__model="destinyprofile"
    )
