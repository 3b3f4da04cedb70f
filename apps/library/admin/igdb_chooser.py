"""The admin's doors from a search at IGDB to a game in the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.admin.viewsets import warn_of_addresses
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.twitch import is_configured
from apps.library.admin.igdb_results import search_igdb
from apps.library.igdb.create import Added
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Game

PERMISSIONS = ("library.add_game", "library.add_edition")
LONGEST_QUERY = 200
LARGEST_ID = 2**31 - 1


def may_add(user: Any) -> bool:
    return bool(user.has_perms(PERMISSIONS))


def results_context(text: str) -> dict[str, Any]:
    """What `library/igdb_results.html` shows of a search; what went wrong, too."""
    query = text.strip()[:LONGEST_QUERY]
    context: dict[str, Any] = {"igdb_query": query, "is_configured": is_configured()}
    if not query or not is_configured():
        return context
    try:
        return {**context, "igdb_results": search_igdb(query)}
    except RemoteError as error:
        return {**context, "igdb_error": error}


class AddForm(forms.Form):
    igdb_id = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    as_own_game = forms.BooleanField(required=False)


class _Adding(View):
    """For those who may add games and editions."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_add(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def add(self) -> Added:
        """Raises ValidationError for a malformed request, RemoteError."""
        form = AddForm(self.request.POST)
        if not form.is_valid():
            raise forms.ValidationError("Search again, and choose a result.")
        return add_from_igdb(
            form.cleaned_data["igdb_id"],
            user=self.request.user,  # type: ignore[arg-type]
            as_own_game=form.cleaned_data["as_own_game"],
        )


# Within a chooser -------------------------------------------------------------


class IgdbResultsView(_Adding, TemplateView):
    """The results alone, for the chooser's third tab."""

    template_name = "library/igdb_results.html"
    http_method_names = ["get"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**kwargs, **results_context(self.request.GET.get("q", ""))}


class IgdbChooseView(_Adding):
    """Adds what was found, unless it is there, and tells where it is to be chosen.

    `{"chosen": address, "name": …}`, or `{"message": …}` with what to do.
    """

    http_method_names = ["post"]
    # The chooser's own view of a chosen row, and whether that is the edition.
    chosen_url_name = ""
    chooses_edition = False

    def post(self, request: HttpRequest) -> JsonResponse:
        try:
            added = self.add()
        except forms.ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)}, status=422)
        except RemoteError as error:
            return JsonResponse({"message": _told(error)}, status=_status(error))
        row = added.edition if self.chooses_edition else added.game
        address = reverse(self.chosen_url_name, args=[row.pk])
        parameters = f"?{request.GET.urlencode()}" if request.GET else ""
        return JsonResponse({"chosen": address + parameters, "name": str(row)})


# On a page of its own ---------------------------------------------------------


class IgdbPage(WagtailAdminTemplateMixin, _Adding, TemplateView):
    """Search IGDB and add games to the library, one after the other."""

    template_name = "library/igdb_search.html"
    page_title = "Add from IGDB"
    header_icon = "gamepad"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        games = reverse(Game.snippet_viewset.get_url_name("list"))
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": games, "label": "Games"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        text = self.request.GET.get("q", "")
        return {**context, **results_context(text), "is_page": True}

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            added = self.add()
        except forms.ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except RemoteError as error:
            messages.error(request, _told(error))
        else:
            self._tell(added)
        return redirect(request.get_full_path())

    def _tell(self, added: Added) -> None:
        url = AdminURLFinder(self.request.user).get_edit_url(added.game)
        buttons = [messages.button(url, "Edit")] if url else []
        done = "was added" if added.is_new else "is already in your library"
        messages.success(self.request, f"“{added.edition}” {done}.", buttons=buttons)
        if added.is_new:
            warn_of_addresses(self.request, added.game)


def _told(error: RemoteError) -> str:
    return f"Nothing was added. {error.message} {error.what_to_do}"


def _status(error: RemoteError) -> int:
    known = isinstance(error, RemoteUnavailable | RemoteRateLimited)
    return 503 if known else 502
