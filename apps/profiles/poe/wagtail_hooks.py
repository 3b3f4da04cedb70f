from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.poe.admin.character_page import CharacterPage
from apps.profiles.poe.admin.character_page import DeletePage
from apps.profiles.poe.admin.character_page import EditPage
from apps.profiles.poe.admin.characters_page import CharactersPage
from apps.profiles.poe.admin.leagues_page import AddPlaythroughView
from apps.profiles.poe.admin.leagues_page import LeaguesPage
from apps.profiles.poe.admin.leagues_page import RemovePlaythroughPage
from apps.profiles.poe.admin.settings_page import PoeSettingsPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    base = "profiles/poe/"
    one = f"{base}characters/<uuid:uuid>/"
    league = f"{base}leagues/<uuid:uuid>/"
    return [
        path(base, CharactersPage.as_view(), name="poe_characters"),
        path(one, CharacterPage.as_view(), name="poe_character"),
        path(f"{one}edit/", EditPage.as_view(), name="poe_edit"),
        path(f"{base}account/", PoeSettingsPage.as_view(), name="poe_settings"),
        path(f"{base}leagues/", LeaguesPage.as_view(), name="poe_leagues"),
        path(
            f"{league}playthrough/",
            AddPlaythroughView.as_view(),
            name="poe_add_playthrough",
        ),
        path(
            f"{league}remove/",
            RemovePlaythroughPage.as_view(),
            name="poe_remove_playthrough",
        ),
        path(f"{one}delete/", DeletePage.as_view(), name="poe_delete"),
    ]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see, to change."""
    return Permission.objects.filter(
        content_type__app_label="poe",
        content_type__model__in=["poeprofile", "character"],
    )
