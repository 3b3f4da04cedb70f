"""The lists that are followed: what was found, and how to follow another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.history import record_change
from apps.imports.admin.views import ImportView
from apps.imports.admin.waiting import news_in_words
from apps.imports.following.follow import follow_gist
from apps.imports.following.follow import follow_import
from apps.imports.following.follow import follow_steam
from apps.imports.following.follow import forget
from apps.imports.following.look import ImportBusy
from apps.imports.following.look import look
from apps.imports.models import FollowedSource
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.integrations import steam
from apps.integrations.http.errors import RemoteError

FOLLOWED = "Followed lists"


class FollowForm(forms.Form):
    """The address of a gist to follow."""

    gist = forms.CharField(
        max_length=500,
        label="Gist",
        help_text="Its address or id. To follow only one file, copy that file’s link, "
        "with the “#file-” at its end.",
    )


class FollowedPage(ImportView):
    """For who may add imports: a look makes one."""

    permission_required = "add"

    @cached_property
    def followed(self) -> FollowedSource:
        return get_object_or_404(FollowedSource, pk=self.kwargs["pk"])

    def crumbs(self, *last: str) -> list[dict[str, Any]]:
        pages = [
            {"url": self.address("list"), "label": "Imports"},
            {"url": self.address("followed"), "label": FOLLOWED},
            *({"url": "", "label": label} for label in last),
        ]
        pages[-1]["url"] = ""
        return pages

    def look(self, followed: FollowedSource) -> str:
        """Look now, and say what was found; why it failed, in words, empty if not."""
        try:
            import_ = look(followed, at=timezone.now())
        except (RemoteError, SourceError) as error:
            return f"{error.message} {error.what_to_do}"
        except ImportBusy as error:
            return str(error)
        except FollowedSource.DoesNotExist:
            return "This list isn’t followed anymore."
        if import_ is None:
            messages.success(self.request, f"Nothing new in “{followed}”.")
            return ""
        found = news_in_words(followed.news) or "it needs to know what its columns mean"
        messages.success(
            self.request,
            f"“{followed}”: {found}.",
            buttons=[messages.button(self.address("edit", import_.pk), "Review")],
        )
        return ""


class FollowedView(FollowedPage, WagtailAdminTemplateMixin, FormView):
    """What is followed, and the form to follow another list."""

    form_class = FollowForm
    template_name = "imports/followed.html"
    page_title = FOLLOWED
    header_icon = "rotate"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = FollowedSource.objects.defer("known_text", "seen_text")
        found = list(rows.select_related("last_import").order_by("title", "id"))
        return super().get_context_data(
            sources=[(each, news_in_words(each.news)) for each in found],
            has_steam=steam.is_configured(),
            follows_steam=any(each.kind == SourceKind.STEAM for each in found),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "steam" not in request.POST:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        followed = follow_steam(
            leave_out_unplayed="leave_out_unplayed" in request.POST,
            by=self.user,
            at=timezone.now(),
        )
        if problem := self._first_look(followed):
            # Not bound: nothing is wrong with the field above.
            context = self.get_context_data(form=FollowForm(), steam_error=problem)
            return self.render_to_response(context)
        return redirect(self.address("followed"))

    def form_valid(self, form: FollowForm) -> HttpResponse:
        try:
            followed = follow_gist(
                form.cleaned_data["gist"], by=self.user, at=timezone.now()
            )
        except RemoteError as error:
            form.add_error("gist", f"{error.message} {error.what_to_do}")
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error("gist", error)
            return self.form_invalid(form)
        if problem := self._first_look(followed):
            form.add_error("gist", problem)
            return self.form_invalid(form)
        return redirect(self.address("followed"))

    def _first_look(self, followed: FollowedSource) -> str:
        """Look at what was never looked at; what can't be read isn't followed."""
        problem = self.look(followed)
        if problem and followed.looked_at is None and followed.last_import is None:
            forget(followed, by=self.user)
            return problem
        if problem:
            messages.warning(self.request, f"“{followed}” is followed. {problem}")
        return ""


class FollowImportView(ImportView, View):
    """Follow the source of an import."""

    http_method_names = ["post"]
    permission_required = "add"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            followed = follow_import(self.import_, by=self.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.back_to_import()
        messages.success(
            request,
            f"“{followed}” is followed. Questlog looks at it every day.",
            buttons=[messages.button(self.address("followed"), FOLLOWED)],
        )
        return self.back_to_import()


class FollowedVerbView(FollowedPage, View):
    """Pause, resume, or look now."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verbs: dict[str, Callable[[datetime], None]] = {
            "pause": self._pause,
            "resume": self._resume,
            "look": self._look,
        }
        if kwargs["verb"] not in verbs:
            raise Http404
        verbs[kwargs["verb"]](timezone.now())
        return redirect(self.address("followed"))

    def _pause(self, at: datetime) -> None:
        if self.followed.pause(at=at):
            record_change(self.followed, user=self.user)
        messages.success(self.request, f"“{self.followed}” is paused.")

    def _resume(self, at: datetime) -> None:
        if self.followed.resume(at=at):
            record_change(self.followed, user=self.user)
        messages.success(self.request, f"“{self.followed}” is followed again.")

    def _look(self, at: datetime) -> None:
        if problem := self.look(self.followed):
            messages.error(self.request, problem)


class ForgetView(FollowedPage, WagtailAdminTemplateMixin, TemplateView):
    """Asks first, then follows it no more."""

    template_name = "imports/confirm_forget.html"
    page_title = "Stop following"
    header_icon = "rotate"

    def get_page_subtitle(self) -> str:
        return self.followed.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(self.followed.title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            followed=self.followed, back_url=self.address("followed"), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        import_ = self.followed.last_import
        forget(self.followed, by=self.user)
        buttons = []
        if import_ is not None:
            # From there it can be followed again.
            url = self.address("edit", import_.pk)
            buttons = [messages.button(url, "Its last import")]
        messages.success(
            request, f"“{self.followed}” isn’t followed anymore.", buttons=buttons
        )
        return redirect(self.address("followed"))
