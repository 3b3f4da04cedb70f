from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.urls import path
from wagtail import hooks

from apps.profiles.ironmon.admin.challenge_pages import AddChallengePage
from apps.profiles.ironmon.admin.challenge_pages import ChallengePage
from apps.profiles.ironmon.admin.challenge_pages import ChallengesPage
from apps.profiles.ironmon.admin.challenge_pages import DeleteChallengePage
from apps.profiles.ironmon.admin.run_page import RunPage
from apps.profiles.ironmon.admin.run_page import RunVerbView
from apps.profiles.ironmon.admin.runs_page import RunsPage
from apps.profiles.ironmon.playing.views import CurrentRunPage
from apps.profiles.ironmon.playing.views import NowView


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    at = "profiles/ironmon/"
    challenge = f"{at}challenges/<slug:slug>/"
    return [
        path(at, RunsPage.as_view(), name="ironmon_runs"),
        path(f"{at}run/", CurrentRunPage.as_view(), name="ironmon_current"),
        path(f"{at}run/<slug:slug>/now/", NowView.as_view(), name="ironmon_now"),
        path(f"{at}runs/<uuid:uuid>/", RunPage.as_view(), name="ironmon_run"),
        path(
            f"{at}runs/<uuid:uuid>/<slug:verb>/",
            RunVerbView.as_view(),
            name="ironmon_run_verb",
        ),
        path(f"{at}challenges/", ChallengesPage.as_view(), name="ironmon_challenges"),
        path(
            f"{at}new-challenge/",
            AddChallengePage.as_view(),
            name="ironmon_challenge_add",
        ),
        path(challenge, ChallengePage.as_view(), name="ironmon_challenge"),
        path(
            f"{challenge}delete/",
            DeleteChallengePage.as_view(),
            name="ironmon_challenge_delete",
        ),
    ]


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
