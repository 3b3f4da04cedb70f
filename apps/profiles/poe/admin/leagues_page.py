"""The leagues that were played, and the playthroughs that are made of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.journal.models import Playthrough
from apps.profiles.poe.admin.base_page import PoePage
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.profile import Realm

ADD = "journal.add_playthrough"
CHANGE = "journal.change_playthrough"
REMOVE = "journal.delete_playthrough"


class LeaguesPage(PoePage):
    template_name = "poe/leagues.html"
    page_title = "Leagues"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            leagues=_lines(self.profile),
            edit_page=Playthrough.snippet_viewset.get_url_name("edit"),
            may_edit=user.has_perm(CHANGE),
            may_add=user.has_perm(ADD),
            may_remove=user.has_perm(REMOVE),
            **kwargs,
        )


def _lines(profile: PoeProfile) -> list[dict[str, Any]]:
    """Each league with its characters, in two statements."""
    by_league: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    rows = profile.characters.defer("raw", "equipment", "gem_groups", "notes")
    for row in rows.order_by("-level", "name", "id"):
        levels = {each["league"]: each["level"] for each in row.past_leagues}
        if row.league:
            levels[row.league] = row.level
        for name, level in levels.items():
            stay = {"row": row, "level": level, "hours": row.hours_in(name)}
            by_league[row.realm, name].append(stay)
    leagues = League.objects.filter(profile=profile).played().latest_first()
    now = timezone.now()
    lines = []
    for league in leagues.select_related("playthrough", "profile"):
        there = by_league[league.realm, league.name]
        hours = [each["hours"] for each in there if each["hours"] is not None]
        lines.append(
            {
                "league": league,
                "characters": there,
                "highest": max((each["level"] for each in there), default=None),
                "hours": sum(hours) if hours else None,
                "is_running": league.is_running(now),
                "is_second": league.realm == Realm.POE2,
            }
        )
    return lines


class _LeagueView(PoePage):
    @cached_property
    def league(self) -> League:
        rows = self.profile.leagues.select_related("playthrough", "profile")
        league = rows.filter(uuid=self.kwargs["uuid"]).first()
        if league is None:
            raise Http404("There is no such league.")
        return league

    @property
    def user(self) -> User:
        """Who is signed in; Wagtail lets nobody else through."""
        user = self.request.user
        assert isinstance(user, User)
        return user


class AddPlaythroughView(_LeagueView):
    """Makes a league a playthrough at a press; twice makes one."""

    permission = ADD
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.league.make_playthrough(user=self.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{self.league} is one of your playthroughs now.")
        return redirect("poe_leagues")


class RemovePlaythroughPage(_LeagueView):
    """Asks before the playthrough of a league is removed."""

    template_name = "poe/remove_playthrough.html"
    permission = REMOVE
    page_title = "Remove the playthrough"
    header_icon = "bin"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.league.playthrough is None:
            return redirect("poe_leagues")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(league=self.league, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.league.remove_playthrough(user=self.user):
            messages.success(request, f"The playthrough of {self.league} is removed.")
        return redirect("poe_leagues")
