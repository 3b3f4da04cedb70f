"""One cell at a time: said back while it is typed, saved, and undone."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.generic import View

from apps.browsing.backfill.cells import CELLS
from apps.browsing.backfill.cells import read_cell
from apps.browsing.backfill.cells import text_of
from apps.browsing.backfill.rows import rows_of
from apps.browsing.backfill.rows import with_rows_fields
from apps.core.admin.access import may
from apps.core.admin.edit_conflicts import version_of
from apps.journal.edits import read_signed
from apps.journal.edits import set_fields
from apps.journal.edits import signed
from apps.journal.edits import undo_edits
from apps.journal.models import Playthrough

GONE = "This playthrough was deleted in the meantime. Reload the page."
UNREADABLE = "This page is out of date. Reload it and try again."
CHANGED = "It was changed since, so it wasn’t undone."
# As many edits as one action in the grid makes.
MOST_UNDONE = 1000


class _CellView(View):
    """Answers a script with JSON; for those who may change playthroughs."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may(request.user, Playthrough, "change"):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def run(self, *, locked: bool = False) -> Playthrough | None:
        rows = with_rows_fields(Playthrough.objects.filter(pk=self.kwargs["pk"]))
        if locked:
            rows = rows.select_for_update(of=("self",))
        return rows.first()

    def given(self) -> dict[str, Any]:
        """The body. Raises `ValidationError` for what the grid doesn't send."""
        try:
            given = json.loads(self.request.body)
        except ValueError as error:
            raise ValidationError(UNREADABLE) from error
        if not isinstance(given, dict):
            raise ValidationError(UNREADABLE)
        return given

    def shown(self, run: Playthrough) -> str:
        row = rows_of([run])[0]
        return render_to_string("browsing/backfill/row.html", {"row": row})

    def refuse(self, error: ValidationError | str, status: int = 422) -> JsonResponse:
        text = error if isinstance(error, str) else " ".join(error.messages)
        return JsonResponse({"message": text}, status=status)


class SayView(_CellView):
    """What `?text=` means in the cell `?field=`: `words` and `note`, or a `message`."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        field = request.GET.get("field", "")
        run = self.run()
        if run is None or field not in CELLS:
            return JsonResponse({"message": GONE})
        try:
            read = read_cell(field, request.GET.get("text", ""), run)
        except ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)})
        return JsonResponse({"words": read.words, "note": read.note})


class SaveCellView(_CellView):
    """Saves `{"field", "text", "was", "version"}`: the row as it is then, and its undo.

    422: the text can't be saved, and why. 409: somebody else changed this very cell, as
    the row shows. 404: the playthrough is gone. `was` is the text that the cell had
    in the grid: a row that changed elsewhere, but not in this cell, is no conflict.
    """

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        try:
            given = self.given()
            field, text, was, version = (
                str(given[key]) for key in ("field", "text", "was", "version")
            )
        except (ValidationError, KeyError):
            return self.refuse(UNREADABLE)
        if field not in CELLS:
            return self.refuse(UNREADABLE)
        run = self.run(locked=True)
        if run is None:
            return self.refuse(GONE, 404)
        if version_of(run) != version and text_of(field, run) != was:
            theirs = text_of(field, run) or "nothing"
            return JsonResponse(
                {
                    "message": f"Changed elsewhere to “{theirs}” in the meantime.",
                    "row": self.shown(run),
                },
                status=409,
            )
        return self._save(run, field, text)

    def _save(self, run: Playthrough, field: str, text: str) -> JsonResponse:
        try:
            read = read_cell(field, text, run)
            with transaction.atomic():
                edit = set_fields(run, {field: read.value}, user=self.request.user)
        except ValidationError as error:
            return self.refuse(error)
        changed = self.run()
        assert changed is not None
        return JsonResponse(
            {
                "row": self.shown(changed),
                "words": f"{CELLS[field]}: {read.words}",
                "undo": signed([edit]) if edit else None,
            }
        )


class UndoCellsView(_CellView):
    """Undoes `{"undo": […]}`, what saving answered: the rows as they are then.

    409: everything was changed since.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        try:
            edits = [
                edit
                for text in self.given()["undo"][:MOST_UNDONE]
                for edit in read_signed(text)
            ]
        except (ValidationError, KeyError, TypeError, signing.BadSignature):
            return self.refuse(UNREADABLE)
        undone, left = undo_edits(edits, user=request.user)
        if not undone:
            return self.refuse(CHANGED, 409)
        keys = {edit.run for edit in edits}
        runs = with_rows_fields(Playthrough.objects.filter(pk__in=keys))
        context = ({"row": row} for row in rows_of(list(runs)))
        rows = [
            render_to_string("browsing/backfill/row.html", each) for each in context
        ]
        return JsonResponse({"rows": rows, "undone": undone, "left": left})
