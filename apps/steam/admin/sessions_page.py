"""The time played, day by day; adding it to a playthrough, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case
from django.db.models import F
from django.db.models import IntegerField
from django.db.models import Value
from django.db.models import When
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages

from apps.core.admin.access import may
from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import hours_of
from apps.library.models import Game
from apps.steam.adding import add_time
from apps.steam.adding import undo_time
from apps.steam.admin.base_page import CHANGE_RUN
from apps.steam.admin.base_page import OfSteam
from apps.steam.admin.base_page import SteamPage
from apps.steam.day_words import day_in_words
from apps.steam.day_words import when_played
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession
from apps.steam.models import SteamApp
from apps.steam.models.app import SteamAppQuerySet

SESSIONS_A_PAGE = 100


class SessionsPage(SteamPage):
    template_name = "steam/sessions.html"
    page_title = "Time played"
    header_icon = "clock"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = PlaySession.objects.filter(app__in=_apps(self).order_by().values("pk"))
        open_ = rows.filter(added=None)
        show = "open" if self.request.GET.get("show") == "open" else ""
        chosen = open_ if show else rows
        pages = Paginator(
            chosen.select_related("app", "added__playthrough__edition").latest_first(),
            SESSIONS_A_PAGE,
        )
        page = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page=page,
            days=_days(page.object_list, _apps(self), today=timezone.localdate()),
            show=show,
            counts=(rows.count(), open_.count()),
            **kwargs,
        )


def _apps(page: OfSteam) -> SteamAppQuerySet:
    return SteamApp.objects.filter(account=page.account).with_game()


def _days(
    sessions: Iterable[PlaySession], apps: SteamAppQuerySet, *, today: date
) -> list[dict[str, Any]]:
    """The sessions that ended on each day, with their games, and how long in all."""
    found = list(sessions)
    apps = apps.filter(pk__in={session.app_id for session in found})
    keys = apps.game_ids()
    games = Game.objects.in_bulk(list(keys.values()))
    return [
        {
            "day": day,
            "label": day_in_words(day, today=today),
            "hours": hours_of(sum(each.minutes for each in those)),
            "sessions": [
                (
                    each,
                    games.get(keys.get(each.app_id, 0)),
                    "" if each.is_dated else when_played(each, today=today),
                )
                for each in those
            ],
        }
        for day, those in (
            (day, list(group))
            for day, group in groupby(found, key=lambda each: each.last_day)
        )
    ]


class AddTimePage(SteamPage):
    """The time of a game that no playthrough has yet, to add some of it to one."""

    template_name = "steam/add_time.html"
    header_icon = "clock"
    permission = CHANGE_RUN

    @cached_property
    def app(self) -> SteamApp:
        return self.app_with_number(self.kwargs["appid"])

    @cached_property
    def game(self) -> Game | None:
        return self.app.find_game()

    def get_page_title(self) -> str:
        return f"Add time of {self.app}"

    def _sessions(self) -> list[PlaySession]:
        """Also of other games at Steam that are the same in the library."""
        apps = SteamApp.objects.filter(pk=self.app.pk)
        if self.game is not None:
            apps = SteamApp.objects.of_game(self.game).filter(account=self.account)
        rows = PlaySession.objects.filter(app__in=apps.order_by().values("pk"))
        return list(rows.filter(added=None).select_related("app").latest_first())

    def _has_all(self, run: Playthrough) -> bool:
        """Whether it has all hours that Steam counts: an import brought them."""
        hours = run.playtime_hours
        return hours is not None and 0 < hours_of(self.app.minutes) <= hours

    def _runs(self) -> list[Playthrough]:
        """Those in progress first: it is likely one of them."""
        is_open = Case(
            When(status__in=OPEN, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        rows = Playthrough.objects.filter(edition__game=self.game)
        latest = F("completed_at").desc(nulls_last=True)
        return list(rows.select_related("edition").order_by(is_open, latest, "-id"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        wanted = self.request.GET.getlist("session") or kwargs.pop("wanted", [])
        sessions = self._sessions()
        may_add = self.game is not None and may(self.request.user, Playthrough, "add")
        return super().get_context_data(
            app=self.app,
            game=self.game,
            runs=[(run, self._has_all(run)) for run in self._runs()],
            add_run_url=add_playthrough_url(self.game) if may_add and self.game else "",
            sessions=[
                (
                    each,
                    when_played(each, today=today),
                    not wanted or str(each.uuid) in wanted,
                )
                for each in sessions
            ],
            total=hours_of(sum(each.minutes for each in sessions)),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.getlist("session")
        chosen = [each for each in self._sessions() if str(each.uuid) in wanted]
        runs = {str(run.uuid): run for run in self._runs()}
        run = runs.get(request.POST.get("playthrough", ""))
        try:
            if not wanted:
                raise ValidationError("Choose at least one line.")
            if len(chosen) < len(set(wanted)):
                raise ValidationError("Some of this was added already. Look again.")
            if run is None:
                raise ValidationError("Choose a playthrough.")
            added = add_time(chosen, run, user=request.user)
        except ValidationError as error:
            text = " ".join(error.messages)
            page = self.get_context_data(error=text, wanted=wanted)
            return self.render_to_response(page, status=422)
        text = f"{added.hours} h added to {run}. It has {run.playtime_hours} h now."
        messages.success(request, text)
        return redirect("steam_sessions")


class UndoTimeView(OfSteam, View):
    """Takes added time back off its playthrough at a press."""

    http_method_names = ["post"]
    permission = CHANGE_RUN

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        added = AddedTime.objects.filter(uuid=uuid).first()
        if added is None:
            raise Http404("This was undone already.")
        try:
            run = undo_time(added, user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{added.hours} h taken off {run} again.")
        return redirect("steam_sessions")
