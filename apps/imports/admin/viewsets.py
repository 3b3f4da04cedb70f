"""The Import menu: the imports, a new one, and the pages of each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.widgets.button import HeaderButton

from apps.core.admin.access import may
from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import ListingView
from apps.core.plurals import counted
from apps.core.plurals import plural
from apps.imports.admin import column_views
from apps.imports.admin import followed_views
from apps.imports.admin import part_views
from apps.imports.admin import row_views
from apps.imports.admin import views
from apps.imports.admin.new_import import NewImportView
from apps.imports.admin.new_import import PreviewView
from apps.imports.admin.waiting import ImportMenuItem
from apps.imports.models import Import
from apps.imports.models import ImportStatus


def _added(import_: Import) -> str:
    if not import_.result:
        return ""
    parts = [
        counted(import_.result[plural(noun)], noun)
        for noun in ("game", "playthrough", "entry")
        if import_.result.get(plural(noun))
    ]
    return ", ".join(parts) or "nothing new"


PAGES: dict[str, Any] = {
    "apply": views.ApplyView,
    "enrich": views.EnrichView,
    "undo": views.UndoView,
    "again": views.AgainView,
    "source": views.SourceView,
    "read_as": views.ReadAsView,
    "statuses": views.StatusesView,
    "columns": column_views.ColumnsView,
    "parts": part_views.PartsView,
    "follow": followed_views.FollowImportView,
}


class ImportListing(ListingView):
    """The imports, with ways to followed lists and remembered answers."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_buttons
        if not may(self.request.user, Import, "change"):
            return buttons
        url = reverse("imports:answers")
        if may(self.request.user, Import, "add"):
            followed = reverse("imports:followed")
            buttons = [
                *buttons,
                HeaderButton("Followed lists", url=followed, icon_name="rotate"),
            ]
        return [
            *buttons,
            HeaderButton("Remembered answers", url=url, icon_name="history"),
        ]


class ImportViewSet(AdminViewSet):
    index_view_class = ImportListing
    model = Import
    icon = "download"
    menu_label = "Import"
    menu_name = "imports"
    menu_order = 400
    add_to_admin_menu = True
    menu_item_class = ImportMenuItem
    url_prefix = "imports"
    url_namespace = "imports"
    search_fields = ["title", "file_name", "gist_id"]
    copy_view_enabled = False
    inspect_view_enabled = False
    exclude_form_fields: list[str] = ["source_text"]
    list_filter = ["status", "source_kind"]
    ordering = "-id"
    list_display = [
        "title",
        StatusTagColumn(
            "status",
            accessor="get_status_display",
            label="Status",
            sort_key="status",
            primary=lambda import_: import_.status == ImportStatus.APPLIED,
        ),
        Column("source_kind", accessor="get_source_kind_display", label="From"),
        Column("understood", accessor=lambda import_: import_.counts.get("games", 0)),
        Column("added", accessor=_added, label="Added"),
        DateColumn("created_at", label="Created", sort_key="created_at"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return Import.objects.defer("source_text")

    @property
    def add_view(self) -> Any:
        return NewImportView.as_view(viewset=self)

    @property
    def edit_view(self) -> Any:
        return views.ImportPage.as_view(viewset=self)

    def get_urlpatterns(self) -> list[URLPattern]:
        rows = "<int:pk>/rows/<int:row_pk>/"
        return [
            *super().get_urlpatterns(),
            path(
                "answers/",
                part_views.AnswersView.as_view(viewset=self),
                name="answers",
            ),
            path(
                "followed/",
                followed_views.FollowedView.as_view(viewset=self),
                name="followed",
            ),
            path(
                "followed/<int:pk>/forget/",
                followed_views.ForgetView.as_view(viewset=self),
                name="forget_followed",
            ),
            path(
                "followed/<int:pk>/<str:verb>/",
                followed_views.FollowedVerbView.as_view(viewset=self),
                name="followed_verb",
            ),
            path("first-look/", PreviewView.as_view(viewset=self), name="first_look"),
            path(rows, row_views.RowView.as_view(viewset=self), name="row"),
            path(
                f"{rows}form/",
                row_views.RowFormView.as_view(viewset=self),
                name="row_form",
            ),
            path(f"{rows}find/", row_views.FindView.as_view(viewset=self), name="find"),
            path(
                "<int:pk>/totals/",
                row_views.TotalsView.as_view(viewset=self),
                name="totals",
            ),
            path(
                "<int:pk>/lists/<int:list_pk>/",
                row_views.ListView.as_view(viewset=self),
                name="target",
            ),
            path(
                "<int:pk>/lines/<int:line_pk>/",
                row_views.LineView.as_view(viewset=self),
                name="line",
            ),
            *(
                path(f"<int:pk>/{name}/", view.as_view(viewset=self), name=name)
                for name, view in PAGES.items()
            ),
        ]
