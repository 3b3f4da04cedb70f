from __future__ import annotations

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.views.generic import View

from apps.core.admin.spreadsheet_download import SafeExport
from apps.lists.admin.list_page import OneList


class EntriesExportView(SafeExport, OneList, View):
    """The entries of one list as CSV or XLSX, in its order."""

    permission_required = None  # type: ignore[assignment]
    any_permission_required = ["add", "change", "delete", "view"]
    list_export = [
        "position",
        "game.name",
        "game.slug",
        "game.original_release_year",
        "notes",
        "added_at",
        "uuid",
    ]
    export_headings = {
        "position": "Position",
        "game.name": "Game",
        "game.slug": "Slug",
        "game.original_release_year": "Year",
        "notes": "Notes",
        "added_at": "Added",
        "uuid": "Id",
    }
    # SQL's own types, which a spreadsheet cannot hold.
    custom_field_preprocess = {
        "uuid": dict.fromkeys(SafeExport.FORMATS, str),
    }

    def get_filename(self) -> str:
        return self.list.slug

    def get(self, request: HttpRequest, pk: int, format: str) -> HttpResponse:
        if format not in self.FORMATS:
            raise Http404
        entries = self.list.entries.select_related("game").defer(
            "game__igdb_data", "game__summary"
        )
        response: HttpResponse = self.as_spreadsheet(entries, format)
        return response
