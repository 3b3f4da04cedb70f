"""The Lists menu."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.db.models import F
from django.db.models import Prefetch
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.widgets.button import Button

from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import CreateView
from apps.core.admin.viewsets import EditView
from apps.core.admin.viewsets import ListingView
from apps.library.covers.showing import attach_covers
from apps.lists.admin import board
from apps.lists.admin.bump import BumpView
from apps.lists.admin.buttons import FurtherButtons
from apps.lists.admin.buttons import further_buttons
from apps.lists.admin.comparison import CompareView
from apps.lists.admin.comparison import ListHistoryView
from apps.lists.admin.comparison import MovementsView
from apps.lists.admin.comparison import RestoreView
from apps.lists.admin.deletion import DeletedListsView
from apps.lists.admin.deletion import ListDeleteView
from apps.lists.admin.deletion import PutListBackView
from apps.lists.admin.deletion import deleted_lists_url
from apps.lists.admin.inspection import ListInspectView
from apps.lists.admin.list_page import list_url
from apps.lists.admin.panels import EntriesPanel
from apps.lists.admin.spreadsheet_download import EntriesExportView
from apps.lists.admin.tiers import GridView
from apps.lists.admin.tiers import SortView
from apps.lists.admin.tiers import TiersView
from apps.lists.admin.versus import VersusView
from apps.lists.admin.views_of_list import CHOICES_MADE
from apps.lists.models import List
from apps.lists.models import ListEntry

# As on the board: by position, or the newest first.
FIRST_ENTRIES = Prefetch(
    "entries",
    ListEntry.objects.order_by(F("position").asc(nulls_last=True), "-added_at", "-pk")
    .select_related("game")
    .only("list", "position", "added_at", "game__name")[:5],
    to_attr="first_entries",
)


class ListFilters(WagtailFilterSet):
    class Meta:
        model = List
        fields = ["visibility", "is_ranked"]


class RankColumn(Column):
    """How many entries, as the way to the board."""

    cell_template_name = "lists/rank_cell.html"

    def get_cell_context_data(
        self, instance: List, parent_context: Any
    ) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        return {
            **context,
            "may_rank": user.has_perm("lists.change_list"),
            "rank_url": list_url(instance, "rank"),
        }


class FanColumn(Column):
    """The covers of its first five games."""

    cell_template_name = "lists/fan_cell.html"


class ListOfLists(ListingView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        attach_covers(
            entry for list_ in context["object_list"] for entry in list_.first_entries
        )
        return context

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if not self.user_has_permission("add"):
            return buttons
        deleted = Button("Deleted lists", url=deleted_lists_url(), icon_name="bin")
        return [*buttons, deleted]

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        return [*buttons, *further_buttons(instance, self.request.user)]


class EditListView(FurtherButtons, EditView):
    pass


class AddListView(CreateView):
    """Goes on to the board: a new list has no games yet."""

    def get_success_url(self) -> str:
        return list_url(self.object, "rank")


class ListViewSet(AdminViewSet):
    model = List
    icon = "trophy"
    url_prefix = "lists"
    menu_label = "Lists"
    menu_name = "lists"
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    ordering = "name"
    filterset_class = ListFilters
    search_fields = ["name", "description"]
    index_view_class = ListOfLists
    edit_view_class = EditListView
    add_view_class = AddListView
    inspect_view_class = ListInspectView
    inspect_template_name = "lists/inspect.html"
    delete_view_class = ListDeleteView
    delete_template_name = "lists/confirm_delete.html"
    history_view_class = ListHistoryView
    revisions_compare_view_class = CompareView
    list_display = [
        "name",
        FanColumn("first_entries", label="First games"),
        RankColumn("entry_count", label="Entries", sort_key="entry_count"),
        BooleanColumn("is_ranked", label="Ranked", sort_key="is_ranked"),
        StatusTagColumn(
            "visibility",
            accessor="get_visibility_display",
            sort_key="visibility",
            primary=lambda list_: list_.visibility == "public",
        ),
        DateColumn("updated_at", label="Updated", sort_key="updated_at"),
    ]
    list_export = [
        "name",
        "slug",
        "description",
        "is_ranked",
        "visibility",
        "entry_count",
        "updated_at",
        "uuid",
    ]
    export_headings = {"is_ranked": "Ranked", "entry_count": "Entries", "uuid": "Id"}
    export_filename = "lists"
    panels = [
        EntriesPanel(heading="Games"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("description")], heading="List"
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_ranked"),
                FieldPanel("visibility"),
                FieldPanel("publish_at", heading="Public from"),
            ],
            heading="How it is shown",
        ),
        MultiFieldPanel(
            [FieldPanel("sort_name", heading="Sorting name"), FieldPanel("slug")],
            heading="Sorting and address",
            classname="collapsed",
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[List]:
        lists = List.objects.annotate(
            entry_count=Count("entries"), choices_made=CHOICES_MADE
        )
        return lists.prefetch_related(FIRST_ENTRIES)

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("deleted/", DeletedListsView.as_view(), name="deleted"),
            path(
                "deleted/<int:pk>/put-back/",
                PutListBackView.as_view(),
                name="put_back",
            ),
            path("rank/<int:pk>/", board.BoardView.as_view(), name="rank"),
            *(
                path(f"rank/<int:pk>/{verb}/", view.as_view(), name=f"board_{verb}")
                for verb, view in board.BOARD_VIEWS.items()
            ),
            path("bump/<int:pk>/", BumpView.as_view(), name="bump"),
            path("tiers/<int:pk>/", TiersView.as_view(), name="tiers"),
            path("tiers/<int:pk>/sort/", SortView.as_view(), name="tiers_sort"),
            path("tiers/<int:pk>/grid/", GridView.as_view(), name="tiers_grid"),
            path("movements/<int:pk>/", MovementsView.as_view(), name="movements"),
            path("versus/<int:pk>/", VersusView.as_view(), name="versus"),
            path(
                "versus/<int:pk>/<int:game_pk>/",
                VersusView.as_view(),
                name="versus_game",
            ),
            path(
                "restore/<int:pk>/<int:revision_id>/",
                RestoreView.as_view(),
                name="restore",
            ),
            path(
                "entries/<int:pk>.<str:format>",
                EntriesExportView.as_view(),
                name="export_entries",
            ),
        ]
