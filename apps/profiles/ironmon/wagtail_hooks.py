from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.ironmon.runs_page import RunsPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [path("profiles/ironmon/", RunsPage.as_view(), name="ironmon_runs")]


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("ironmon.clear", "Clear checkpoint", "Checkpoint cleared")
    actions.register_action("ironmon.lose", "Record defeat", "Defeat recorded")
    actions.register_action(
        "ironmon.withdraw_checkpoint", "Take back checkpoint", "Checkpoint taken back"
    )
    actions.register_action(
        "ironmon.correct_defeat", "Correct defeat", "Defeat corrected"
    )
    actions.register_action(
        "ironmon.withdraw_defeat", "Take back defeat", "Defeat taken back"
    )


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see, to record, to change."""
    return Permission.objects.filter(
        content_type__app_label="ironmon",
        content_type__model__in=["ironmonprofile", "challenge", "run"],
    )
