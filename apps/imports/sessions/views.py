"""Import sessions: choose a file, see what becomes of it, add it, undo it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.sessions.base_view import SessionView
from apps.core.admin.access import admin_url
from apps.core.plurals import counted
from apps.imports.sessions.reading import LARGEST
from apps.imports.sessions.reading import read_sessions
from apps.imports.sessions.reading import text_of
from apps.imports.sessions.saving import Outcome
from apps.imports.sessions.saving import add_sessions
from apps.imports.sessions.saving import take_back
from apps.imports.sessions.targets import Group
from apps.imports.sessions.targets import groups_of
from apps.journal.admin.undo import success_with_undo
from apps.journal.models import Session
from apps.journal.models import hours_of

SALT = "imports.sessions"
SHOWN_PROBLEMS = 100
AT_ONCE = (
    "Something else changed these playthroughs at the same moment, so nothing was "
    "added. Try again."
)


class FileForm(forms.Form):
    upload = forms.FileField(
        required=False,
        label="File",
        help_text="A CSV file with a line for each session, up to 1 MB. Questlog’s own "
        "download works, and so do those of time trackers such as Toggl Track.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/*"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Or paste it",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        upload, text = given.get("upload"), given.get("text", "")
        if bool(upload) == bool(text.strip()):
            raise ValidationError("Choose a file, or paste its text.")
        if upload and upload.size > LARGEST:
            raise ValidationError("The file is larger than 1 MB. Split it.")
        given["text"] = text_of(upload.read()) if upload else text
        given["lines"] = read_sessions(given["text"])
        return given


class ImportSessionsPage(WagtailAdminTemplateMixin, SessionView, TemplateView):
    template_name = "imports/sessions/page.html"
    page_title = "Import sessions"
    header_icon = "download"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": admin_url(Session, "list"), "label": "Sessions"},
            {"url": "", "label": "Import sessions"},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=FileForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            page = self.get_context_data(form=form)
            return self.render_to_response(page, status=422)
        groups = groups_of(form.cleaned_data["lines"])
        token = _token(request.POST.get("token", ""))
        try:
            outcome = self._outcome(groups, token, is_kept="add" in request.POST)
        except (ValidationError, IntegrityError) as error:
            problem = AT_ONCE
            if isinstance(error, ValidationError):
                problem = f"Nothing was added. {' '.join(error.messages)}"
            form.add_error(None, problem)
            page = self.get_context_data(form=form)
            return self.render_to_response(page, status=422)
        if "add" in request.POST:
            return self._say(outcome)
        return self.render_to_response(
            self.get_context_data(
                groups=[
                    self._shown(number, group) for number, group in enumerate(groups)
                ],
                outcome=outcome,
                hours=hours_of(outcome.minutes),
                problems=outcome.problems[:SHOWN_PROBLEMS],
                text=form.cleaned_data["text"],
                token=token,
            )
        )

    def _outcome(
        self, groups: list[Group], token: uuid.UUID, *, is_kept: bool
    ) -> Outcome:
        """What adding does; without `is_kept` it is only tried, and rolled back."""
        targets = [
            group.target(self.request.POST.get(f"run-{number}", ""))
            for number, group in enumerate(groups)
        ]
        with transaction.atomic():
            outcome = add_sessions(targets, token=token, user=self.user)
            if not is_kept:
                transaction.set_rollback(True)
        return outcome

    def _shown(self, number: int, group: Group) -> dict[str, Any]:
        sent = self.request.POST.get(f"run-{number}", "")
        return {
            "group": group,
            "name": f"run-{number}",
            "chosen": group.target(sent).choice,
            "usable": sum(not line.problem for line in group.lines),
        }

    def _say(self, outcome: Outcome) -> HttpResponse:
        made = len(outcome.made)
        text = f"{counted(made, 'session')} added"
        if outcome.duplicates:
            text += f", {outcome.duplicates:,} already there"
        if made:
            state = signing.dumps(outcome.state, salt=SALT)
            success_with_undo(
                self.request, f"{text}.", reverse("session_import_undo"), state=state
            )
        else:
            messages.info(self.request, f"{text}. Nothing changed.")
        if outcome.problems:
            lines = ", ".join(str(line.number) for line in outcome.problems[:10])
            messages.warning(
                self.request,
                f"{counted(len(outcome.problems), 'line')} couldn’t be added: {lines}"
                f"{' and more' if len(outcome.problems) > 10 else ''}.",
            )
        return redirect(admin_url(Session, "list"))


class UndoImportView(SessionView):
    """Takes back what was just imported, but what was changed since."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        back = redirect(admin_url(Session, "list"))
        try:
            state = signing.loads(request.POST.get("state", ""), salt=SALT)
        except signing.BadSignature:
            messages.warning(request, "Nothing changed. Reload the page.")
            return back
        count, kept = take_back(state, user=self.user)
        text = f"{counted(count, 'session')} taken back."
        if kept:
            text += f" {counted(kept, 'session')} stayed, because you changed them."
        messages.success(request, text)
        return back


def _token(sent: str) -> uuid.UUID:
    try:
        return uuid.UUID(sent)
    except ValueError:
        return uuid.uuid4()
