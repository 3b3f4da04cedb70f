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


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    base = "profiles/poe/"
    one = f"{base}characters/<uuid:uuid>/"
    return [
        path(base, CharactersPage.as_view(), name="poe_characters"),
        path(one, CharacterPage.as_view(), name="poe_character"),
        path(f"{one}edit/", EditPage.as_view(), name="poe_edit"),
        path(f"{one}delete/", DeletePage.as_view(), name="poe_delete"),
    ]


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see, to change."""
    return Permission.objects.filter(
        content_type__app_label="poe",
        content_type__model__in=["poeprofile", "character"],
    )
