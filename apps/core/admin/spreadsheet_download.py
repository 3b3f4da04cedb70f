"""Spreadsheet exports of listings that a spreadsheet cannot be tricked by."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What openpyxl refuses in a cell (its ILLEGAL_CHARACTERS_RE): to import it from there
# would load all of openpyxl into every process.
_CONTROL_CODES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What Excel, LibreOffice and Google Sheets take for the start of a formula; some
# versions of Excel take the wide signs of East Asian keyboards for it, too.
_FORMULA_START = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")


def as_plain_text(value: str) -> str:
    """`value` as a CSV cell that no spreadsheet evaluates (OWASP "CSV injection")."""
    return f"'{value}" if _FORMULA_START.match(value) else value


class SafeExport(SpreadsheetExportMixin):
    """Exports in which text stays text: names may start with `=` or hold control codes.

    Numbers stay numbers. Wagtail disarms formulas in XLSX itself, not in CSV.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        cell = super().preprocess_field_value(field, value, export_format)
        cell = str(cell) if isinstance(cell, Promise) else cell
        if not isinstance(cell, str):
            return cell
        if export_format == self.FORMAT_CSV:
            return as_plain_text(cell)
        return _CONTROL_CODES.sub("", cell)

    def write_csv_response(self, queryset: Any) -> HttpResponse:
        # In one piece: ASGI would read a synchronous stream whole anyway, in a
        # thread that has no connection of the request's.
        response = HttpResponse(
            b"".join(self.stream_csv(queryset)), content_type="text/csv; charset=utf-8"
        )
        name = f"{self.get_filename()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
