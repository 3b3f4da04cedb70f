"""The library, with what goes on; the buttons that follow it and sync it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages

from apps.core.history import record_change
from apps.integrations import steam
from apps.jobs.models import Job
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.steam.admin.base_page import CHANGE_ACCOUNT
from apps.steam.admin.base_page import OfSteam
from apps.steam.admin.base_page import SteamPage
from apps.steam.day_words import when_played
from apps.steam.icons import attach_icons
from apps.steam.models import PlaySession
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.models.app import SteamAppQuerySet
from apps.steam.syncing.sync import obstacle
from apps.steam.tasks import KEY
from apps.steam.tasks import start_sync
from apps.steam.tasks import sync_in_background

GAMES_A_PAGE = 100
LATEST = 6
WEEK = timedelta(days=7)
SHOWS = (
    ("", "All"),
    ("played", "Played"),
    ("unplayed", "Never played"),
    ("missing", "No longer shown"),
    ("ignored", "Ignored"),
)


class HomePage(SteamPage):
    template_name = "steam/home.html"
    page_title = "Steam"
    is_home = True
    needs_account = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.account is not None:
            kwargs |= self._library(self.account)
        return super().get_context_data(
            is_configured=steam.is_configured(),
            obstacle=obstacle(self.account),
            job=sync_in_background.active(KEY),
            **kwargs,
        )

    def _library(self, account: SteamAccount) -> dict[str, Any]:
        chosen = self.request.GET.get("show", "")
        q = self.request.GET.get("q", "").strip()[:100]
        rows = _shown(account.apps.all(), chosen)
        if q:
            rows = rows.filter(name__icontains=q)
        pages = Paginator(rows.latest_first(), GAMES_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        keys = [app.pk for app in page.object_list]
        # Counted for the page only: there may be 100,000 achievements.
        shown = account.apps.filter(pk__in=keys).with_game()
        return {
            "page": page,
            "games": with_games(shown.with_achievement_counts().latest_first()),
            "shows": SHOWS,
            "chosen": chosen if chosen in dict(SHOWS) else "",
            "q": q,
            "new_count": new_apps(account).count(),
            "week": _week(account),
            "latest": _latest(account),
            "figures": _figures(account),
        }


def new_apps(account: SteamAccount) -> SteamAppQuerySet:
    return account.apps.unsettled().filter(missing_since=None)


def with_games(apps: Any) -> list[tuple[SteamApp, Game | None]]:
    """Each with its game of the library and that game's cover."""
    found = list(apps)
    games = Game.objects.in_bulk([app.game_id for app in found if app.game_id])
    attach_covers(games.values())
    return [(app, games.get(app.game_id)) for app in found]


def _shown(apps: SteamAppQuerySet, chosen: str) -> SteamAppQuerySet:
    if chosen == "ignored":
        return apps.ignored()
    apps = apps.not_ignored()
    if chosen == "played":
        return apps.filter(minutes__gt=0)
    if chosen == "unplayed":
        return apps.filter(minutes=0)
    if chosen == "missing":
        return apps.exclude(missing_since=None)
    return apps


def _figures(account: SteamAccount) -> dict[str, Any]:
    apps = account.apps.not_ignored()
    unlocked = SteamAchievement.objects.unlocked().filter(app__account=account)
    return {
        "games": apps.count(),
        "played": apps.filter(minutes__gt=0).count(),
        "hours": (apps.aggregate(sum=Sum("minutes"))["sum"] or 0) / 60,
        "achievements": unlocked.count(),
    }


def _week(account: SteamAccount) -> list[tuple[PlaySession, str]]:
    today = timezone.localdate()
    rows = PlaySession.objects.filter(
        app__account=account, last_day__gt=today - WEEK
    ).select_related("app")
    return [
        (session, when_played(session, today=today))
        for session in rows.latest_first()[:LATEST]
    ]


def _latest(account: SteamAccount) -> list[SteamAchievement]:
    rows = SteamAchievement.objects.unlocked().filter(app__account=account)
    found = list(rows.select_related("app").latest_first()[:LATEST])
    attach_icons(found)
    return found


class FollowView(OfSteam, View):
    """Follows the library of the settings at a press, and reads it; twice does no harm.

    With `stop`, it is not synced by itself anymore.
    """

    http_method_names = ["post"]
    permission = CHANGE_ACCOUNT
    needs_account = False

    def post(self, request: HttpRequest) -> HttpResponse:
        if "stop" in request.POST:
            return self._stop(request)
        if not steam.is_configured():
            messages.error(request, obstacle(None))
            return redirect("steam_home")
        try:
            account = SteamAccount.set_up()
        except ValidationError:
            messages.error(request, "STEAM_ID isn’t a profile number of 17 digits.")
            return redirect("steam_home")
        if account.follow(at=timezone.now()):
            record_change(account, user=request.user)
            messages.success(request, "Your Steam library is read now, and every day.")
        return redirect("jobs:inspect", _start(request).pk)

    def _stop(self, request: HttpRequest) -> HttpResponse:
        if self.account is not None and self.account.unfollow():
            record_change(self.account, user=request.user)
            text = "Steam isn’t read by itself anymore. What is here stays."
            messages.success(request, text)
        return redirect("steam_home")


class SyncView(OfSteam, View):
    """Starts a sync at a press; while one is on its way, no second one."""

    http_method_names = ["post"]
    permission = CHANGE_ACCOUNT

    def post(self, request: HttpRequest) -> HttpResponse:
        if reason := obstacle(self.account):
            messages.error(request, reason)
            return redirect("steam_home")
        return redirect("jobs:inspect", _start(request).pk)


def _start(request: HttpRequest) -> Job:
    user = request.user if isinstance(request.user, User) else None
    return start_sync(by=user, url=reverse("steam_home"))
