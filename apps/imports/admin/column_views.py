"""The page on which the owner says what the columns of a table hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.imports.admin.views import ImportTemplateView
from apps.imports.intake.parse import unsaved_rows
from apps.imports.intake.source import source_of
from apps.imports.intake.store import needs_columns
from apps.imports.intake.store import parse_with_columns
from apps.imports.models import KnownMeaning
from apps.imports.parsing import Parsed
from apps.imports.parsing import SourceError
from apps.imports.parsing.parts import Parts
from apps.imports.parsing.services.collector import Collector
from apps.imports.parsing.tables.column_parts import ColumnParts
from apps.imports.parsing.tables.columns import FIELDS
from apps.imports.parsing.tables.columns import SCALES
from apps.imports.parsing.tables.columns import STATUSES
from apps.imports.parsing.tables.columns import UNITS
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.columns import examples
from apps.imports.parsing.tables.columns import guess_columns
from apps.imports.parsing.tables.delimited import Table
from apps.imports.parsing.tables.plain_csv import read_record

PREVIEWED = 5
_ORDERS = {True: "day", False: "month", None: ""}


class ColumnsForm(forms.Form):
    """What each column holds, and how its numbers and dates are meant."""

    status = forms.ChoiceField(
        required=False,
        label="Games without a status",
        choices=[(s, s.capitalize() if s else "Ask me") for s in STATUSES],
    )
    scale = forms.TypedChoiceField(
        label="Highest possible rating",
        coerce=int,
        choices=[*((n, n) for n in SCALES), (0, "Keep ratings as notes")],
    )
    unit = forms.ChoiceField(label="Play time unit", choices=list(UNITS.items()))
    day_first = forms.TypedChoiceField(
        label="03/04/2020 means",
        required=False,
        empty_value=None,
        coerce=lambda value: value == "day",
        choices=[("", "Ask me"), ("day", "3 April"), ("month", "4 March")],
    )

    def __init__(self, table: Table, columns: Columns, data: Any = None) -> None:
        super().__init__(
            data,
            initial={
                "status": columns.status,
                "scale": columns.scale,
                "unit": columns.unit,
                "day_first": _ORDERS[columns.day_first],
            },
        )
        self.table = table
        for place, key in enumerate(table.keys):
            self.fields[f"column{place}"] = forms.ChoiceField(
                required=False,
                label=table.columns[place] or f"Column {place + 1}",
                choices=[("", "Leave out"), *FIELDS.items()],
                initial=columns.fields.get(key, ""),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        meanings = [cleaned.get(f"column{n}") for n in range(len(self.table.keys))]
        if not self.errors and meanings.count("title") != 1:
            raise ValidationError("Choose the one column that contains the titles.")
        return cleaned

    def columns(self) -> Columns:
        given = self.cleaned_data
        return Columns(
            fields={
                key: given[f"column{place}"]
                for place, key in enumerate(self.table.keys)
            },
            status=given["status"],
            scale=given["scale"],
            unit=given["unit"],
            day_first=given["day_first"],
        )

    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's field, with a few of its cells."""
        return [
            (self[f"column{place}"], examples(self.table, key))
            for place, key in enumerate(self.table.keys)
        ]

    def options(self) -> list[forms.BoundField]:
        return [self[name] for name in ("status", "scale", "unit", "day_first")]


class ColumnsView(ImportTemplateView):
    """Asks what the columns hold, shows the first games read so, then reads all."""

    template_name = "imports/columns.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not needs_columns(self.import_) or self.table is None:
            return self.back_to_import()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def table(self) -> Table | None:
        return source_of(self.import_).table

    def get_page_title(self) -> str:
        return "Choose columns"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = self.table
        assert table is not None
        # What was said of such a column of another table is the better guess.
        parts = Parts(KnownMeaning.objects.means())
        columns = ColumnParts.of(table, None, parts).columns
        return self._answer(ColumnsForm(table, columns), columns)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = self.table
        assert table is not None
        form = ColumnsForm(table, guess_columns(table), request.POST)
        if not form.is_valid():
            return self._answer(form, None)
        columns = form.columns()
        if "preview" in request.POST:
            return self._answer(form, columns)
        try:
            parse_with_columns(self.import_, columns, by=self.user)
        except SourceError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
            return self._answer(form, columns)
        return self.back_to_import()

    def _answer(self, form: ColumnsForm, columns: Columns | None) -> HttpResponse:
        parsed = _preview(form.table, columns) if columns else Parsed()
        context = self.get_context_data(
            form=form,
            preview=unsaved_rows(parsed.rows),
            preview_not_understood=parsed.not_understood,
        )
        return self.render_to_response(context)


def _preview(table: Table, columns: Columns) -> Parsed:
    """The first games of the table, read so."""
    collector = Collector()
    if columns.of("title"):
        for record in table.sample(PREVIEWED):
            if record.problem:
                collector.report(record, record.problem)
            else:
                read_record(record, collector, columns)
    return collector.finish()
