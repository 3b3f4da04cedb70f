from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.warframe.admin.mastery_page import MasteryPage
from apps.profiles.warframe.admin.profile_page import ProfilePage
from apps.profiles.warframe.admin.weapons_page import WeaponsPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path("profiles/warframe/", ProfilePage.as_view(), name="warframe_profile"),
        path(
            "profiles/warframe/mastery/",
            MasteryPage.as_view(),
            name="warframe_mastery",
        ),
        path(
            "profiles/warframe/weapons/",
            WeaponsPage.as_view(),
            name="warframe_weapons",
        ),
    ]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see the profile, to set it up."""
    return Permission.objects.filter(
        content_type__app_label="warframe", content_type__model="warframeprofile"
    )
