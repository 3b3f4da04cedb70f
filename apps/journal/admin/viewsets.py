"""The Journal menu: playthroughs and their sessions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import CopyView
from apps.core.admin.viewsets import CreateView
from apps.core.admin.viewsets import ListingView
from apps.journal.admin.bulk_actions import UndoEditsView
from apps.journal.admin.filters import PlaythroughFilters
from apps.journal.admin.forms import DATE_HELP
from apps.journal.admin.forms import PlaythroughForm
from apps.journal.admin.session_listing import SessionViewSet
from apps.journal.admin.verb_views import CompleteGameView
from apps.journal.admin.verb_views import CompleteView
from apps.journal.admin.verb_views import VerbView
from apps.journal.models import Playthrough
from apps.library import search
from apps.library.admin.columns import CoverTitleColumn
from apps.library.admin.columns import RatingColumn
from apps.library.models import Game


def _edition_label(row: Playthrough) -> str:
    """The edition's name, or its kind where the name is the game's own."""
    edition = row.edition
    same = edition.name == edition.game.name
    return edition.get_edition_type_display() if same else edition.name


class PlaythroughListing(ListingView):
    title_column_class = CoverTitleColumn
    export_values = {
        "platform": lambda row: row.platform.name if row.platform else "",
        "uuid": lambda row: str(row.uuid),
    }

    def _get_custom_column(
        self, field_name: str, column_class: Any = Column, **kwargs: Any
    ) -> Any:
        if field_name != "edition":
            return super()._get_custom_column(field_name, column_class, **kwargs)
        kwargs["accessor"] = "edition.game.name"
        return column_class(
            "game", label="Game", sort_key="edition__game__name", **kwargs
        )

    def search_queryset(self, queryset: QuerySet[Playthrough]) -> QuerySet[Playthrough]:
        if not self.is_searching:
            return queryset
        return search.editions_found(queryset, self.search_query, edition="edition__")


class AddPlaythroughView(CreateView):
    """`?game=12` fills in that game's first edition."""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        key = self.request.GET.get("game", "")
        game = Game.objects.filter(pk=key).first() if key.isdecimal() else None
        return {**initial, "edition": game.first_edition()} if game else initial


class PlayAgainView(CopyView):
    """Another run through the same edition: dates and verdict are its own."""

    not_copied = (
        *CopyView.not_copied,
        "status",
        "started_at",
        "completed_at",
        "playtime_hours",
        "rating",
        "notes",
        "review",
    )


class StatusColumn(Column):
    """A status with its glyph."""

    cell_template_name = "core/status_cell.html"

    def get_cell_context_data(
        self, instance: Playthrough, parent_context: Any
    ) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "label": instance.get_status_display()}


class PlaythroughViewSet(AdminViewSet):
    model = Playthrough
    icon = "flag"
    url_prefix = "playthroughs"
    index_view_class = PlaythroughListing
    add_view_class = AddPlaythroughView
    copy_view_class = PlayAgainView
    filterset_class = PlaythroughFilters
    form_base = PlaythroughForm
    ordering = "-completed_at"
    list_display = [
        "edition",
        Column("edition", accessor=_edition_label, sort_key="edition__name"),
        Column("platform", accessor="platform.name", sort_key="platform__name"),
        StatusColumn("status", sort_key="status"),
        Column("started_at", label="Started", sort_key="started_at"),
        Column("completed_at", label="Completed", sort_key="completed_at"),
        Column("playtime_hours", label="Hours", sort_key="playtime_hours"),
        RatingColumn("rating", sort_key="rating"),
        Column(
            "is_public",
            label="Visibility",
            accessor=lambda row: "" if row.is_public else "Private",
            sort_key="is_public",
        ),
    ]
    list_export = [
        "edition.game.name",
        "edition.name",
        "platform",
        "status",
        "started_at",
        "completed_at",
        "playtime_hours",
        "rating",
        "is_public",
        "notes",
        "review",
        "uuid",
    ]
    export_headings = {
        "edition.game.name": "Game",
        "edition.name": "Edition",
        "is_public": "Public",
        "uuid": "Id",
    }
    export_filename = "playthroughs"
    panels = [
        MultiFieldPanel(
            [FieldPanel("edition"), FieldPanel("platform")], heading="Game"
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel(
                    [
                        FieldPanel("started_at", help_text=DATE_HELP),
                        FieldPanel(
                            "completed_at",
                            help_text=(
                                f"{DATE_HELP} Leave it empty if you don’t remember."
                            ),
                        ),
                    ]
                ),
                FieldRowPanel([FieldPanel("playtime_hours"), FieldPanel("rating")]),
            ],
            heading="How it went",
        ),
        FieldPanel("notes"),
        FieldPanel("review"),
        FieldPanel("is_public", heading="Public"),
    ]
    inspect_view_fields = [
        "edition",
        "platform",
        "status",
        "started_at",
        "completed_at",
        "playtime_hours",
        "rating",
        "notes",
        "review",
        "is_public",
        "uuid",
        "created_at",
        "updated_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Playthrough]:
        return Playthrough.objects.select_related("edition__game", "platform").defer(
            "edition__igdb_data",
            "edition__summary",
            "edition__game__igdb_data",
            "edition__game__summary",
        )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/complete/", CompleteView.as_view(), name="complete"),
            path(
                "complete-game/<int:pk>/",
                CompleteGameView.as_view(),
                name="complete_game",
            ),
            path("undo-edits/", UndoEditsView.as_view(), name="undo_edits"),
            path("<int:pk>/<slug:verb>/", VerbView.as_view(), name="verb"),
        ]


class JournalGroup(SnippetViewSetGroup):
    menu_label = "Journal"
    menu_name = "journal"
    menu_icon = "journal"
    menu_order = 200
    items = (PlaythroughViewSet, SessionViewSet)

    def get_submenu_items(self) -> list[Any]:
        """Also what other apps have, by the hook `register_journal_menu_item`."""
        own: list[Any] = super().get_submenu_items()
        offers = hooks.get_hooks("register_journal_menu_item")
        return [*own, *(offer() for offer in offers)]
