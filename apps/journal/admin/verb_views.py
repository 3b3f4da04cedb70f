"""The pages behind Start, Mark ongoing, Pause, Complete, Drop and Reopen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.history import record_change
from apps.journal.admin.forms import CompleteGameForm
from apps.journal.admin.forms import CompletePlaythroughForm
from apps.journal.admin.verbs import VERBS
from apps.journal.models import Playthrough
from apps.journal.models import TransitionError
from apps.library.models import Game


class _JournalPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    model = Playthrough
    header_icon = "flag"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def next_url(self) -> str:
        """Where the owner came from: a page of this admin, never another site's."""
        asked: str = get_valid_next_url_from_request(self.request)
        return asked or reverse(Playthrough.snippet_viewset.get_url_name("list"))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        viewset = Playthrough.snippet_viewset
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse(viewset.get_url_name("list")), "label": "Playthroughs"},
            # The heading below names the game.
            {"url": "", "label": str(self.get_page_title())},
        ]

    def done(self, playthrough: Playthrough, text: str) -> HttpResponse:
        edit = reverse(
            Playthrough.snippet_viewset.get_url_name("edit"), args=[playthrough.pk]
        )
        messages.success(
            self.request, text, buttons=[messages.button(edit, "Edit playthrough")]
        )
        return redirect(self.next_url)

    def record_completion(self, playthrough: Playthrough) -> None:
        user = self.request.user
        record_change(playthrough, user=user, action="questlog.complete")

    def unchanged(self, error: ValidationError) -> HttpResponse:
        messages.warning(self.request, f"Nothing changed. {' '.join(error.messages)}")
        return redirect(self.next_url)


class _PlaythroughPage(_JournalPage):
    permission_required = "change"

    @cached_property
    def playthrough(self) -> Playthrough:
        rows = Playthrough.objects.select_related("edition__game", "platform")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.playthrough.edition)


class VerbView(_PlaythroughPage, TemplateView):
    """Asks on GET, for those without scripts; does it on POST."""

    template_name = "journal/confirm_verb.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if kwargs["verb"] not in VERBS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return VERBS[self.kwargs["verb"]].label

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        try:
            getattr(self.playthrough, verb)()
        except ValidationError as error:
            return self.unchanged(error)
        record_change(self.playthrough, user=request.user, action=f"questlog.{verb}")
        return self.done(
            self.playthrough, f"{self.playthrough.edition}: {VERBS[verb].done}."
        )


class _CompletePage(_JournalPage, FormView):
    template_name = "journal/complete.html"
    page_title = "Complete"

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        first = next(iter(form.visible_fields()))
        first.field.widget.attrs["autofocus"] = True
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next_url": self.next_url}


class CompleteView(_PlaythroughPage, _CompletePage):
    """Completes one playthrough, asking when, how well and how long."""

    form_class = CompletePlaythroughForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "playthrough": self.playthrough}

    def get_initial(self) -> dict[str, Any]:
        rating = self.playthrough.rating
        return {
            **super().get_initial(),
            "rating": f"{rating:.1f}" if rating else "",
            "playtime_hours": self.playthrough.playtime_hours,
            "notes": self.playthrough.notes,
        }

    def form_valid(self, form: CompletePlaythroughForm) -> HttpResponse:
        try:
            completed = form.save()
        except TransitionError as error:
            return self.unchanged(error)
        if not completed:
            return self.form_invalid(form)
        self.record_completion(self.playthrough)
        return self.done(self.playthrough, f"{self.playthrough.edition}: completed.")


class CompleteGameView(_CompletePage):
    """Completes a game in one step, without finding its playthrough first."""

    permission_required = "add"
    form_class = CompleteGameForm

    @cached_property
    def game(self) -> Game:
        return get_object_or_404(Game, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.game.name

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "game": self.game}

    def form_valid(self, form: CompleteGameForm) -> HttpResponse:
        try:
            playthrough = form.save()
        except TransitionError as error:
            return self.unchanged(error)
        if playthrough is None:
            return self.form_invalid(form)
        self.record_completion(playthrough)
        return self.done(playthrough, f"{self.game.name}: completed.")
