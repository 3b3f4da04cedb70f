"""A game at Steam: achievements, time played, and which game of the library it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages

from apps.browsing.game_page.sections import GameSection
from apps.core.admin.access import admin_url
from apps.core.admin.choosers import RowChooser
from apps.core.history import record_change
from apps.core.visibility import may_see_all
from apps.library.models import Game
from apps.steam.admin.base_page import CHANGE_APP
from apps.steam.admin.base_page import OfSteam
from apps.steam.admin.base_page import SteamPage
from apps.steam.day_words import when_played
from apps.steam.icons import attach_icons
from apps.steam.models import PlaySession
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.syncing.sync import obstacle
from apps.steam.tasks import refresh_in_background
from apps.steam.tasks import start_refresh

LATEST_SESSIONS = 10
LATEST_ON_GAME = 5


class LinkForm(forms.Form):
    """Which game of the library it is."""

    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        required=False,
        label="Game in your library",
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="If empty, it is listed under “New on Steam”, and the next sync "
        "looks for a game of this name.",
    )
    is_ignored = forms.BooleanField(
        required=False,
        label="Ignore",
        help_text="For tools, demos, and soundtracks: it isn’t listed anywhere, and "
        "imports leave it out.",
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("game") and given.get("is_ignored"):
            raise forms.ValidationError("Choose a game, or ignore it, but not both.")
        return given


class GamePage(SteamPage):
    template_name = "steam/game.html"

    @cached_property
    def app(self) -> SteamApp:
        return self.app_with_number(self.kwargs["appid"])

    def get_page_title(self) -> str:
        return self.app.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        app, today = self.app, timezone.localdate()
        game = app.find_game()
        achievements = list(app.achievements.latest_first())
        unlocked = [each for each in achievements if each.is_unlocked]
        attach_icons(unlocked)
        sessions = app.sessions.select_related("app").latest_first()
        return super().get_context_data(
            app=app,
            game=game,
            game_url=admin_url(Game, "inspect", game.pk) if game else "",
            is_ignored=SteamApp.objects.ignored().filter(pk=app.pk).exists(),
            unlocked=unlocked,
            locked=[each for each in achievements if not each.is_unlocked],
            total=len(achievements),
            percent=100 * len(unlocked) // len(achievements) if achievements else 0,
            points=[
                (day, round(minutes / 60, 1))
                for day, minutes in app.snapshots.order_by("day").values_list(
                    "day", "minutes"
                )
            ],
            sessions=[
                (each, when_played(each, today=today))
                for each in sessions[:LATEST_SESSIONS]
            ],
            obstacle=obstacle(self.account),
            job=refresh_in_background.active(str(app.pk)),
            **kwargs,
        )


class RefreshView(OfSteam, View):
    """Reads the achievements of a game again, in the background."""

    http_method_names = ["post"]
    permission = CHANGE_APP

    def post(self, request: HttpRequest, appid: int) -> HttpResponse:
        app = self.app_with_number(appid)
        if reason := obstacle(self.account):
            messages.error(request, reason)
            return redirect("steam_game", appid)
        user = request.user if isinstance(request.user, User) else None
        url = reverse("steam_game", args=[appid])
        return redirect("jobs:inspect", start_refresh(app, by=user, url=url).pk)


class LinkPage(SteamPage):
    """Says which game of the library it is, or that it is none."""

    template_name = "steam/link.html"
    permission = CHANGE_APP

    @cached_property
    def app(self) -> SteamApp:
        return self.app_with_number(self.kwargs["appid"])

    def get_page_title(self) -> str:
        return f"Link {self.app}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            ignored = SteamApp.objects.ignored().filter(pk=self.app.pk).exists()
            initial = {"game": self.app.find_game(), "is_ignored": ignored}
            kwargs["form"] = LinkForm(initial=initial)
        return super().get_context_data(app=self.app, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LinkForm(request.POST)
        if not form.is_valid():
            page = self.get_context_data(form=form)
            return self.render_to_response(page, status=422)
        given = form.cleaned_data
        with transaction.atomic():
            if given["is_ignored"]:
                self.app.ignore()
            elif given["game"] is not None:
                self.app.link(given["game"])
            else:
                self.app.unlink()
            record_change(self.app, user=request.user)
        messages.success(request, f"{self.app} is saved.")
        return redirect("steam_game", self.app.appid)


class SteamSection(GameSection):
    """The card of Steam on the page of a game of the library."""

    template_name = "steam/game_section.html"
    order = 460

    def __init__(self, game: Game, request: HttpRequest, apps: list[SteamApp]) -> None:
        super().__init__(game, request)
        self.apps = apps

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        unlocked = SteamAchievement.objects.unlocked().filter(app__in=self.apps)
        latest = list(unlocked.select_related("app").latest_first()[:LATEST_ON_GAME])
        attach_icons(latest)
        session = (
            PlaySession.objects.filter(app__in=self.apps)
            .select_related("app")
            .latest_first()
            .first()
        )
        today = timezone.localdate()
        return {
            "apps": self.apps,
            "latest": latest,
            "session": session,
            "when": when_played(session, today=today) if session else "",
        }


def steam_section(game: Game, request: HttpRequest) -> SteamSection | None:
    """One statement for a game that isn't at Steam."""
    if not may_see_all(request.user, SteamApp):
        return None
    apps = SteamApp.objects.of_game(game).with_achievement_counts()
    found = list(apps.latest_first())
    if not found:
        return None
    account = SteamAccount.current()
    mine = [app for app in found if account and app.account_id == account.pk]
    return SteamSection(game, request, mine) if mine else None
