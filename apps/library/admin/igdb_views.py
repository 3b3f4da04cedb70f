"""A game's pages about IGDB: sync it, choose which game it is, decide on offers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.integrations.http.errors import RemoteError
from apps.library.igdb.differences import accept_difference
from apps.library.igdb.differences import decline_difference
from apps.library.igdb.link import sync_game
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.search import Doubtful
from apps.library.igdb.sync import Synced
from apps.library.models import Game


class _GamePage(PermissionCheckedMixin):
    model = Game
    permission_required = "change"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def game(self) -> Game:
        return get_object_or_404(Game, pk=self.kwargs["pk"])

    @property
    def user(self) -> Any:
        return self.request.user

    def address(self, page: str) -> str:
        return reverse(Game.snippet_viewset.get_url_name(page), args=[self.game.pk])

    def back(self) -> HttpResponse:
        return redirect(self.address("inspect") + "#igdb")


class SyncGameView(_GamePage, WagtailAdminTemplateMixin, TemplateView):
    """Asks on GET, for those without scripts; on POST it syncs.

    Where it is not sure which game of IGDB is meant, it shows them to choose from.
    """

    template_name = "library/sync_game.html"
    page_title = "Sync with IGDB"
    header_icon = "gamepad"

    def get_page_subtitle(self) -> str:
        return self.game.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        games = reverse(Game.snippet_viewset.get_url_name("list"))
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": games, "label": "Games"},
            {"url": self.address("inspect"), "label": self.game.name},
            {"url": "", "label": str(self.get_page_title())},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.address("inspect")
        edit = self.address("edit")
        return {
            **super().get_context_data(**kwargs),
            "game": self.game,
            "back": back,
            "edit": edit,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("igdb_id", "")
        igdb_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
        try:
            synced = sync_game(self.game, user=self.user, igdb_id=igdb_id)
        except Doubtful as doubt:
            found = [
                (each.game, edition_type_of(each.game).label, each.edition_of)
                for each in doubt.candidates
            ]
            return self.render_to_response(self.get_context_data(candidates=found))
        except RemoteError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
        except ValidationError as error:
            messages.error(request, f"Nothing changed. {' '.join(error.messages)}")
        else:
            self._tell(synced)
        return self.back()

    def _tell(self, synced: Synced | None) -> None:
        name = self.game.name
        if synced is None:
            messages.warning(
                self.request,
                f"IGDB doesn't have a game named “{name}”. If it is listed under "
                "another name, enter its IGDB id.",
                buttons=[messages.button(self.address("edit"), "Edit")],
            )
        elif synced.failed:
            why = " ".join(synced.failed.values())
            messages.error(self.request, f"IGDB's data can't be used. {why}")
        elif synced.gone:
            messages.warning(self.request, " ".join(synced.gone.values()))
        elif synced.incomplete:
            messages.warning(self.request, " ".join(synced.incomplete.values()))
        elif synced.changed:
            messages.success(self.request, f"“{name}” is now up to date.")
        else:
            messages.success(self.request, f"“{name}” was already up to date.")


class OfferView(_GamePage, View):
    """Takes or declines one offer of IGDB's."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = request.POST.get("edition", "")
        decide = accept_difference if "accept" in request.POST else decline_difference
        try:
            offer = decide(
                self.game.pk,
                edition=int(edition) if edition.isdecimal() else None,
                field=request.POST.get("field", ""),
                seen=request.POST.get("seen", ""),
                user=self.user,
            )
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            done = (
                "now has IGDB's value"
                if decide is accept_difference
                else "keeps your value"
            )
            messages.success(request, f"{offer.stored}: {offer.label} {done}.")
        return self.back()
