from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks

from apps.profiles.umamusume.admin.urls import urlpatterns


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return urlpatterns()


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("umamusume.complete", "Complete", "Career completed")
    actions.register_action("umamusume.reopen", "Reopen", "Career reopened")


@hooks.register("register_permissions")
def offer_permissions() -> QuerySet[Permission]:
    """What the owner may give to groups: to see, to enter, to change."""
    return Permission.objects.filter(
        content_type__app_label="umamusume",
        content_type__model__in=[
            "umamusumeprofile",
            "careerrun",
            "meetingentry",
            "trialsteam",
            "outfit",
            "supportcard",
            "skill",
        ],
    )
