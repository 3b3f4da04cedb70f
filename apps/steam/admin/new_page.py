"""Games at Steam that the library lacks: reviewed as an import, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from apps.core.admin.access import admin_url
from apps.core.history import record_change
from apps.core.plurals import counted
from apps.imports.intake.source import File
from apps.imports.intake.source import Source
from apps.imports.intake.steam import library_text
from apps.imports.intake.store import store_source
from apps.imports.models import Import
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.integrations.steam import OwnedGame
from apps.steam.admin.base_page import CHANGE_APP
from apps.steam.admin.base_page import SteamPage
from apps.steam.admin.home_page import new_apps
from apps.steam.models import SteamApp

GAMES_A_PAGE = 200


class NewGamesPage(SteamPage):
    template_name = "steam/new.html"
    page_title = "New on Steam"
    header_icon = "plus"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = new_apps(self.owned).latest_first()
        page = Paginator(rows, GAMES_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        numbers = [each for each in request.POST.getlist("app") if each.isdecimal()]
        rows = new_apps(self.owned).latest_first()
        if "all" not in request.POST:
            rows = rows.filter(appid__in=[int(number[:12]) for number in numbers])
        chosen = list(rows)
        if not chosen:
            messages.error(request, "Select at least one game.")
            return redirect("steam_new")
        if "ignore" in request.POST:
            return self._ignore(request, chosen)
        return self._review(request, chosen)

    def _ignore(self, request: HttpRequest, apps: Sequence[SteamApp]) -> HttpResponse:
        if not request.user.has_perm(CHANGE_APP):
            raise PermissionDenied
        for app in apps:
            app.ignore()
            record_change(app, user=request.user)
        count = counted(len(apps), "game")
        messages.success(request, f"{count} ignored. Imports leave them out, too.")
        return redirect("steam_new")

    def _review(self, request: HttpRequest, apps: Sequence[SteamApp]) -> HttpResponse:
        if not request.user.has_perm("imports.add_import"):
            raise PermissionDenied
        try:
            import_ = store_source(_source_of(apps), by=request.user)  # type: ignore[arg-type]
        except SourceError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
            return redirect("steam_new")
        return redirect(admin_url(Import, "edit", import_.pk))


def _source_of(apps: Sequence[SteamApp]) -> Source:
    """The chosen games as the importer takes a whole library."""
    games = [
        OwnedGame(app.appid, app.name, app.minutes, app.recent_minutes, app.played_at)
        for app in apps
    ]
    day = timezone.localdate()
    return Source(
        files=(File(library_text(games, leave_out_unplayed=False), as_format="steam"),),
        kind=SourceKind.STEAM,
        description=f"{counted(len(games), 'game')} from Steam, {day:%-d %B %Y}",
    )
