"""What the parts of a list mean: answers in a review, and those that are remembered."""

from __future__ import annotations

from typing import Any
from typing import cast

from django.core import signing
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.plurals import counted
from apps.imports.admin.views import ImportView
from apps.imports.intake.reread import answer_parts
from apps.imports.models import ImportClosed
from apps.imports.models import KnownMeaning
from apps.imports.parsing import SourceError
from apps.imports.parsing.parts import MEANINGS
from apps.imports.parsing.rows import PartKind
from apps.imports.review.parts import KIND_LABELS
from apps.imports.review.parts import label_of
from apps.imports.tasks import job_of
from apps.journal.admin.undo import success_with_undo

ANSWERS_PER_PAGE = 100
SALT = "imports.answers"


class PartsView(ImportView, View):
    """Say what a part of the list means, or that all guesses are right."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = job_of(self.import_)
        if job is not None and job.is_active:
            messages.error(
                request, "Wait until the current work on this import has finished."
            )
        elif said := self._said():
            self._answer(said)
        else:
            messages.error(
                request, "This isn't a part of the list, or not its meaning."
            )
        return redirect(f"{self.address('edit', self.import_.pk)}#parts")

    def _said(self) -> dict[tuple[str, str], str]:
        """The answers of the form, by kind and text; none where they don't fit."""
        given, parts = self.request.POST, self.import_.parts
        if "guesses" in given:
            return {
                (part["kind"], part["text"]): part["meaning"]
                for part in parts
                if part["certainty"] == "guessed" and part["rows"]
            }
        kind, text = given.get("kind", ""), given.get("text", "")
        meaning = given.get("meaning") or given.get("other", "")
        is_part = any((it["kind"], it["text"]) == (kind, text) for it in parts)
        fits = is_part and meaning in MEANINGS[cast("PartKind", kind)]
        return {(kind, text): meaning} if fits else {}

    def _answer(self, said: dict[tuple[str, str], str]) -> None:
        try:
            answer_parts(self.import_, said)
        except SourceError as error:
            messages.error(self.request, f"{error.message} {error.what_to_do}")
        except ImportClosed as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(self.request, _in_words(said))


class AnswersView(ImportView, WagtailAdminTemplateMixin, TemplateView):
    """The answers that are remembered for later lists, each to be forgotten."""

    template_name = "imports/answers.html"
    page_title = "Remembered answers"
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.address("list"), "label": "Imports"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(KnownMeaning.objects.all(), ANSWERS_PER_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        rows = [
            (
                answer,
                KIND_LABELS[cast("PartKind", answer.kind)],
                label_of(cast("PartKind", answer.kind), answer.meaning),
            )
            for answer in page.object_list
        ]
        return super().get_context_data(page=page, rows=rows, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "undo" in request.POST:
            self._remember_again(request.POST["undo"])
        else:
            self._forget(request.POST.get("forget", ""))
        return redirect(self.address("answers"))

    @transaction.atomic
    def _forget(self, asked: str) -> None:
        answers = KnownMeaning.objects.select_for_update()
        if asked != "all":
            answers = answers.filter(pk=int(asked) if _is_number(asked) else 0)
        forgotten = list(answers.values_list("pk", "kind", "text", "meaning"))
        if not forgotten:
            messages.info(self.request, "This was forgotten already.")
            return
        KnownMeaning.objects.filter(pk__in=[row[0] for row in forgotten]).delete()
        said = f"{counted(len(forgotten), 'answer')} forgotten."
        state = signing.dumps([row[1:] for row in forgotten], salt=SALT, compress=True)
        success_with_undo(self.request, said, self.address("answers"), undo=state)

    def _remember_again(self, state: str) -> None:
        try:
            forgotten = signing.loads(state, salt=SALT)
        except signing.BadSignature:
            messages.error(self.request, "This can’t be undone any more.")
            return
        answers = {(kind, text): meaning for kind, text, meaning in forgotten}
        KnownMeaning.objects.remember(answers)
        messages.success(
            self.request, f"{counted(len(answers), 'answer')} remembered again."
        )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


def _in_words(said: dict[tuple[str, str], str]) -> str:
    if len(said) > 1:
        return f"{counted(len(said), 'answer')} saved. The list was read again."
    ((kind, text), meaning) = next(iter(said.items()))
    label = label_of(cast("PartKind", kind), meaning)
    return f"“{text}”: {label}. The list was read again."
