"""The pages of "I finished this", and the pieces of them that its script asks for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.finish.chosen import LONGEST_NAME
from apps.browsing.finish.chosen import Chosen
from apps.browsing.finish.chosen import read_choice
from apps.browsing.finish.chosen import when
from apps.browsing.finish.forms import FinishForm
from apps.browsing.finish.placement import open_lists
from apps.browsing.finish.placement import placed
from apps.browsing.finish.results import igdb_rows
from apps.browsing.finish.results import library_rows
from apps.browsing.finish.results import suggestions
from apps.browsing.finish.saving import undo_finish
from apps.browsing.models import Finish
from apps.integrations.http.errors import RemoteError
from apps.library.admin.igdb_chooser import may_add
from apps.library.admin.igdb_chooser import results_context
from apps.library.models import Game

PERMISSION = "journal.add_playthrough"
LEAST_LENGTH = 2


class _Finishing(View):
    """For those who may add playthroughs."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> Any:
        return self.request.user

    @property
    def query(self) -> str:
        return self.request.GET.get("q", "").strip()[:LONGEST_NAME]

    def choice(self) -> Chosen | None:
        """Raises `PermissionDenied` for a new game of those who may add none."""
        chosen = read_choice(self.request.GET)
        if chosen is not None and chosen.game is None:
            by_name = chosen.igdb_id is None
            allowed = (
                self.user.has_perm("library.add_game")
                if by_name
                else may_add(self.user)
            )
            if not allowed:
                raise PermissionDenied
        return chosen

    def form_context(self, form: FinishForm, error: str = "") -> dict[str, Any]:
        return {
            "form": form,
            "chosen": form.chosen,
            "placement": form.placement,
            "error": error,
            "next": self.next_url,
            "action": f"{reverse('finish')}?{form.chosen.key}",
        }

    @property
    def next_url(self) -> str:
        """Where it was opened: a page of this admin, never another site's."""
        asked: str = get_valid_next_url_from_request(self.request)
        return asked or reverse("wagtailadmin_home")

    def library_context(self) -> dict[str, Any]:
        text = self.query
        return {
            "query": text,
            "groups": [] if text else suggestions(),
            "rows": library_rows(text) if text else [],
        }

    def igdb_context(self) -> dict[str, Any]:
        text = self.query
        asked = text if len(text) >= LEAST_LENGTH and may_add(self.user) else ""
        context = results_context(asked)
        found = context.get("igdb_results", [])
        return {**context, "rows": igdb_rows(found, text), "found": len(found)}


class FinishPage(WagtailAdminTemplateMixin, _Finishing, TemplateView):
    """Both steps as pages of their own, for those without scripts; saves on POST."""

    template_name = "browsing/finish/page.html"
    page_title = "I finished this"
    header_icon = "finish"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "I finished this"}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            chosen = self.choice()
        except RemoteError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
            chosen = None
        if chosen is not None:
            form = FinishForm(chosen=chosen, user=self.user)
            context = self.get_context_data(**self.form_context(form))
            return self.render_to_response(context)
        context = self.get_context_data(
            library=self.library_context(),
            igdb=self.igdb_context(),
            query=self.query,
            next=self.next_url,
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            chosen = self.choice()
        except RemoteError as error:
            return self.refused(self.unread(), _unsaved(error))
        if chosen is None:
            raise Http404
        form = FinishForm(request.POST, chosen=chosen, user=self.user)
        try:
            is_saved = form.is_valid() and form.save()
        except RemoteError as error:
            return self.refused(form, _unsaved(error))
        if not is_saved or form.finish is None:
            return self.refused(form)
        return self.done(form.finish)

    def unread(self) -> FinishForm:
        """The form again, where IGDB couldn't be asked: by what it held itself."""
        sent = self.request.POST
        platform = sent.get("fin-platform", "")
        chosen = Chosen(
            query={"igdb": self.request.GET.get("igdb", ""), "q": self.query},
            name=sent.get("name", "")[:LONGEST_NAME],
            note="New to your library.",
            platforms=[(platform, "As chosen")] if platform else [],
        )
        return FinishForm(sent, chosen=chosen, user=self.user)

    def done(self, finish: Finish) -> HttpResponse:
        text = message_of(finish, self.request, self.next_url)
        if not _is_script(self.request):
            messages.success(self.request, text)
            return redirect(self.next_url)
        if "stays" not in self.request.POST:
            messages.success(self.request, text)
        return JsonResponse({"done": text})

    def refused(self, form: FinishForm, error: str = "") -> HttpResponse:
        context = self.form_context(form, error)
        if _is_script(self.request):
            html = render_to_string("browsing/finish/form.html", context, self.request)
            return JsonResponse({"form": html})
        return self.render_to_response(self.get_context_data(**context))


class LibraryView(_Finishing):
    """The library's part of the results, or what is being played."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = self.library_context()
        return render(request, "browsing/finish/library.html", context)


class IgdbView(_Finishing):
    """IGDB's part of the results; says so where IGDB can't be asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "browsing/finish/igdb.html", self.igdb_context())


class FormView(_Finishing):
    """The second step alone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            chosen = self.choice()
        except RemoteError as error:
            return JsonResponse({"message": f"{error.message} {error.what_to_do}"})
        if chosen is None:
            raise Http404
        form = FinishForm(chosen=chosen, user=self.user)
        html = render_to_string(
            "browsing/finish/form.html", self.form_context(form), request
        )
        return JsonResponse({"form": html})


class PlaceView(_Finishing):
    """The place on a list, with its neighbors."""

    def get(self, request: HttpRequest) -> HttpResponse:
        key = request.GET.get("list", "")
        lists = open_lists(self.user, None)
        list_ = next((row for row in lists if str(row.pk) == key), None)
        position = request.GET.get("position", "")
        number = int(position) if position.isdecimal() and len(position) < 7 else None
        placement = placed(list_, number) if list_ else None
        key = request.GET.get("game", "")
        is_key = key.isdecimal() and len(key) < 10
        game = Game.objects.filter(pk=key).only("name").first() if is_key else None
        name = request.GET.get("name", "")
        context = {"placement": placement, "name": name, "game": game}
        return render(request, "browsing/finish/place.html", context)


class UndoView(_Finishing):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        try:
            messages.success(request, undo_finish(token, user=self.user))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        return redirect(self.next_url)


def message_of(finish: Finish, request: HttpRequest, next_url: str) -> SafeString:
    """What was saved, with the button that undoes it."""
    run = finish.playthrough
    context = {
        "finish": finish,
        "name": run.edition.game.name if run else "",
        "date": when(run) if run and run.completed_at else "",
        "token": get_token(request),
        "next": next_url,
    }
    return render_to_string("browsing/finish/done.html", context)


def _unsaved(error: RemoteError) -> str:
    return f"Nothing was saved. {error.message} {error.what_to_do}"


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


URLS = [
    path("finished/", FinishPage.as_view(), name="finish"),
    path("finished/library/", LibraryView.as_view(), name="finish_library"),
    path("finished/igdb/", IgdbView.as_view(), name="finish_igdb"),
    path("finished/form/", FormView.as_view(), name="finish_form"),
    path("finished/place/", PlaceView.as_view(), name="finish_place"),
    path("finished/<uuid:token>/undo/", UndoView.as_view(), name="finish_undo"),
]
