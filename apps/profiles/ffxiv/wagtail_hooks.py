from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.ffxiv.admin.achievements_page import AchievementsPage
from apps.profiles.ffxiv.admin.characters_page import CharactersPage
from apps.profiles.ffxiv.admin.characters_page import CharacterView
from apps.profiles.ffxiv.admin.collection_page import CollectionPage
from apps.profiles.ffxiv.admin.icon import IconView
from apps.profiles.ffxiv.admin.levels_page import LevelsPage
from apps.profiles.ffxiv.admin.profile_page import ProfilePage

HOME = "profiles/ffxiv/"


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [
        path(HOME, ProfilePage.as_view(), name="ffxiv_profile"),
        path(
            f"{HOME}achievements/",
            AchievementsPage.as_view(),
            name="ffxiv_achievements",
        ),
        path(f"{HOME}collection/", CollectionPage.as_view(), name="ffxiv_collection"),
        path(
            f"{HOME}icons/<str:kind>/<int:game_id>/",
            IconView.as_view(),
            name="ffxiv_icon",
        ),
        path(f"{HOME}levels/", LevelsPage.as_view(), name="ffxiv_levels"),
        path(f"{HOME}characters/", CharactersPage.as_view(), name="ffxiv_characters"),
        path(
            f"{HOME}characters/<str:lodestone_id>/",
            CharacterView.as_view(),
            name="ffxiv_character",
        ),
    ]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see the profile, to set it up."""
    return Permission.objects.filter(
        content_type__app_label="ffxiv", content_type__model="ffxivprofile"
    )
