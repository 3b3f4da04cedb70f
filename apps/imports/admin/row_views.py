"""The small requests of the review page: one decision each, saved at once.

Answers are JSON: `cards` (by row id, the new HTML or null for a card that is gone),
the import's `version`, and a `message` to announce. What a decision costs doesn't
grow with the import; what it changes in the totals, the page asks for afterwards
(`TotalsView`), once for several.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.generic import View

from apps.core.text import normalise
from apps.imports.admin.forms import RowForm
from apps.imports.admin.forms import RunForm
from apps.imports.admin.forms import run_forms
from apps.imports.admin.views import ImportView
from apps.imports.igdb import choices
from apps.imports.intake.parse import match_again
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportRow
from apps.imports.review import decisions
from apps.imports.review.cards import Card
from apps.imports.review.cards import ReviewPage
from apps.imports.review.cards import load_cards
from apps.imports.review.decisions import RowChanged
from apps.imports.review.decisions import Seen
from apps.imports.review.igdb_cards import IgdbShown
from apps.imports.review.igdb_cards import igdb_shown
from apps.integrations.http.errors import RemoteError
from apps.integrations.twitch import is_configured
from apps.library.models import Game
from apps.library.models import Platform

FOUND = 8


class AnswerView(ImportView, View):
    # Further rows that the change has changed.
    others: Sequence[int] = ()

    def answer(
        self, *row_pks: int | None, message: str = "", status: int = 200
    ) -> JsonResponse:
        """The cards of `row_pks` as they are now."""
        self.import_.refresh_from_db(from_queryset=Import.objects.defer("source_text"))
        asked = [pk for pk in row_pks if pk]
        cards = load_cards(self.import_, asked)
        return JsonResponse(
            {
                "cards": {str(pk): self._html(cards.get(pk)) for pk in asked},
                "version": self.import_.version,
                "message": message,
            },
            status=status,
        )

    def saved(self, change: Callable[[], Any], *row_pks: int | None) -> JsonResponse:
        """Do `change` and answer the cards; a refusal is 400, 404, 409 or 503."""
        try:
            changed = change()
        except RowChanged as error:
            return self.answer(*row_pks, message=error.messages[0], status=409)
        except ImportClosed as error:
            return JsonResponse({"message": error.messages[0]}, status=409)
        except ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)}, status=400)
        except RemoteError as error:
            message = f"{error.message} {error.what_to_do}"
            return JsonResponse({"message": message}, status=503)
        except ObjectDoesNotExist:
            message = "It no longer exists. Reload the page."
            return JsonResponse({"message": message}, status=404)
        pks = [*row_pks]
        if isinstance(changed, ImportRow):
            pks += [changed.pk, changed.merged_into_id, *self.others]
        return self.answer(*dict.fromkeys(pk for pk in pks if pk), message="Saved.")

    def seen(self, pk: int) -> Seen:
        version = _number(self.request.POST.get("version"), "version")
        return Seen(pk=pk, version=version, at=timezone.now())

    def _html(self, card: Card | None) -> str | None:
        if card is None:
            return None
        context = {"import_": self.import_, "card": card}
        return render_to_string("imports/card.html", context, self.request)


class RowView(AnswerView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        verb = getattr(self, f"_{action}", None) if action in VERBS else None
        if verb is None:
            return JsonResponse({"message": "Unknown action."}, status=400)
        row = get_object_or_404(self.import_.rows, pk=kwargs["row_pk"])
        return self.saved(lambda: verb(row), row.pk, row.merged_into_id)

    def _match(self, row: ImportRow) -> ImportRow:
        pk = _number(self.request.POST.get("game"), "game")
        return decisions.match(self.import_, self.seen(row.pk), Game.objects.get(pk=pk))

    def _create(self, row: ImportRow) -> ImportRow:
        return decisions.create(self.import_, self.seen(row.pk))

    def _skip(self, row: ImportRow) -> ImportRow:
        return decisions.skip(self.import_, self.seen(row.pk))

    def _restore(self, row: ImportRow) -> ImportRow:
        return decisions.restore(self.import_, self.seen(row.pk))

    def _merge(self, row: ImportRow) -> ImportRow:
        pk = _number(self.request.POST.get("into"), "into")
        into = self.import_.rows.select_related("merged_into").get(pk=pk)
        return decisions.merge(self.import_, self.seen(row.pk), into)

    def _igdb_choose(self, row: ImportRow) -> ImportRow:
        given = self.request.POST.get("igdb")
        if given == "none":
            return choices.refuse(self.import_, self.seen(row.pk))
        chosen, changed = choices.choose_and_merge(
            self.import_,
            self.seen(row.pk),
            _number(given, "igdb"),
            as_own_game="as_own_game" in self.request.POST,
        )
        self.others = [other.pk for other in changed]
        return chosen

    def _igdb_search(self, row: ImportRow) -> ImportRow:
        words = self.request.POST.get("words", "")
        return choices.search(self.import_, self.seen(row.pk), words)

    def _edit(self, row: ImportRow) -> ImportRow:
        form = RowForm(self.request.POST, has_runs=bool(row.runs))
        if not form.is_valid():
            raise ValidationError(_error_text(form))
        played = self._runs(row) if row.runs else {"versions": self._versions(row)}
        values = {**form.cleaned_data, **played}
        changed = decisions.edit(self.import_, self.seen(row.pk), values)
        if normalise(changed.title) != normalise(row.title):
            changed = match_again(self.import_, changed, at=timezone.now())
        return changed

    def _runs(self, row: ImportRow) -> dict[str, Any]:
        runs = []
        for form, before in zip(
            run_forms(row, self.request.POST), row.playthroughs, strict=True
        ):
            if not form.is_valid():
                raise ValidationError(_error_text(form))
            runs.append(form.corrected(before))
        return decisions.source_playthroughs([run for run in runs if run], row)

    def _versions(self, row: ImportRow) -> list[Any]:
        platforms = self.request.POST.getlist("platform")
        editions = self.request.POST.getlist("edition")
        if len(platforms) != len(editions):
            raise ValidationError("Each platform needs an edition, even an empty one.")
        if any(len(text) > 100 for text in (*platforms, *editions)):
            raise ValidationError(
                "A platform or edition can have at most 100 characters."
            )
        return list(decisions.versions_from(platforms, editions, row.versions))


VERBS = {
    "match",
    "create",
    "skip",
    "restore",
    "merge",
    "edit",
    "igdb_choose",
    "igdb_search",
}


class TotalsView(ImportView, View):
    """What applying would do by now, and how many cards each filter shows."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = ReviewPage.load(self.import_)
        context = {"review": page, "counts": page.plan.counts()}
        return JsonResponse(
            {
                "summary": render_to_string("imports/summary.html", context, request),
                "tabs": {value: count for value, _, count in page.tabs()},
                "version": self.import_.version,
            }
        )


class RowFormView(ImportView, View):
    """The form of one row, as a fragment of the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(self.import_.rows, pk=kwargs["row_pk"])
        return render(
            request,
            "imports/row_form.html",
            {
                "import_": self.import_,
                "row": row,
                "form": RowForm(
                    instance=row, auto_id=f"row{row.pk}-%s", has_runs=bool(row.runs)
                ),
                "run_forms": run_forms(row),
                "igdb": igdb_shown([row]).get(row.pk) or IgdbShown(row),
                "igdb_is_configured": is_configured(),
                "platforms": Platform.objects.values_list("name", flat=True),
            },
        )


class FindView(ImportView, View):
    """Games of the library and rows of this import that a row may be, by words."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(self.import_.rows, pk=kwargs["row_pk"])
        text = request.GET.get("q", "")[:200].replace("\x00", "")
        words = normalise(text).split()
        games = Game.objects.matching(text) if words else Game.objects.none()
        others = self.import_.rows.filter(merged_into=None).exclude(pk=row.pk)
        rows = others.exclude(decision=Decision.SKIP).order_by("number")
        for word in words:
            rows = rows.filter(title_key__contains=word)
        return render(
            request,
            "imports/found.html",
            {
                "games": games.order_by("sort_key", "id")[:FOUND],
                "rows": rows[:FOUND] if words else [],
                "asked": bool(words),
            },
        )


class ListView(AnswerView):
    """Which list a list of the source becomes."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(self.import_.lists, pk=kwargs["list_pk"])
        name = request.POST.get("target_name", "").strip()
        if "\x00" in name or not name:
            return JsonResponse({"message": "The list needs a name."}, status=400)
        return self.saved(
            lambda: decisions.change_list(
                self.import_,
                self.seen(found.pk),
                target_name=name,
                skipped="skipped" in request.POST,
            )
        )


class LineView(AnswerView):
    """Turn a line that was not understood into a row."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        line = get_object_or_404(self.import_.other_lines, pk=kwargs["line_pk"])
        title = request.POST.get("title", "").replace("\x00", "")
        return self.saved(
            lambda: match_again(
                self.import_,
                decisions.make_row(self.import_, line, title=title, at=timezone.now()),
                at=timezone.now(),
            )
        )


def _number(text: str | None, name: str) -> int:
    if text is None or not text.isdecimal() or len(text) > 18:
        raise ValidationError(f"“{name}” must be a number.", code="invalid")
    return int(text)


def _error_text(form: RowForm | RunForm) -> str:
    """The form's errors as one text that names the fields."""
    return " ".join(
        f"{form.fields[name].label or name.replace('_', ' ').capitalize()}: {error}"
        if name in form.fields
        else str(error)
        for name, errors in form.errors.items()
        for error in errors
    )
