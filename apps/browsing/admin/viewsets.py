"""The Games menu, with its games and editions."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.db.models import OuterRef
from django.db.models import QuerySet
from django.db.models import StringAgg
from django.db.models import Subquery
from django.db.models import Value
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from apps.browsing.admin.filters import EditionFilters
from apps.browsing.admin.filters import GameFilters
from apps.browsing.admin.games_listing import GAME_VIEWS
from apps.browsing.admin.games_listing import GameListing
from apps.browsing.admin.games_menus import CardView
from apps.browsing.admin.games_menus import PickView
from apps.browsing.admin.games_menus import ValuesView
from apps.browsing.admin.igdb_panel import IgdbPanel
from apps.browsing.admin.panels import EditionsPanel
from apps.browsing.admin.panels import OnDemandPanel
from apps.browsing.admin.saved_views import view_urls
from apps.browsing.game_page.urls import URLPATTERNS as GAME_PAGE_URLPATTERNS
from apps.browsing.game_page.view import GameInspectView
from apps.browsing.merge_pages.lost_games import following_merges
from apps.browsing.merge_pages.urls import URLPATTERNS as MERGE_URLPATTERNS
from apps.browsing.play_history import with_play_history
from apps.core.admin.choosers import MultiChooser
from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import ListingView
from apps.library import search
from apps.library.admin.choosers import EditionChooserViewSet
from apps.library.admin.choosers import GameChooserViewSet
from apps.library.admin.columns import CoverTitleColumn
from apps.library.admin.covers import RetryCoverView
from apps.library.admin.forms import EditionForm
from apps.library.admin.forms import GameForm
from apps.library.admin.igdb_chooser import IgdbPage
from apps.library.admin.igdb_views import OfferView
from apps.library.admin.igdb_views import SyncGameView
from apps.library.admin.taxonomy_viewsets import IDS_PANEL
from apps.library.admin.taxonomy_viewsets import SLUG_HELP
from apps.library.admin.taxonomy_viewsets import UPDATED
from apps.library.admin.taxonomy_viewsets import FranchiseViewSet
from apps.library.admin.taxonomy_viewsets import GenreViewSet
from apps.library.admin.taxonomy_viewsets import PlatformViewSet
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform


def _names(rows: Any) -> str:
    return ", ".join(row.name for row in rows.all())


def _with_names(games: QuerySet[Game]) -> QuerySet[Game]:
    """`games` with `genre_names` and `platform_names`, for exports of thousands."""
    genres = GameGenre.objects.filter(game=OuterRef("pk")).values("game")
    platforms = Game.platforms.through.objects.filter(game=OuterRef("pk"))
    return games.annotate(
        genre_names=Subquery(_joined(genres, "genre__name")),
        platform_names=Subquery(_joined(platforms.values("game"), "platform__name")),
    )


def _joined(links: QuerySet[Any], name: str) -> QuerySet[Any]:
    names = StringAgg(name, Value(", "), order_by=name)
    return links.annotate(names=names).values("names")


class GameViewSet(AdminViewSet):
    model = Game
    icon = "gamepad"
    url_prefix = "games"
    index_view_class = GameListing
    index_template_name = "browsing/games.html"
    index_results_template_name = "browsing/games_results.html"
    list_per_page = 60
    inspect_view_class = GameInspectView
    inspect_template_name = "browsing/game/page.html"
    chooser_viewset_class = GameChooserViewSet
    filterset_class = GameFilters
    form_base = GameForm
    ordering = "name"
    list_export = [
        "name",
        "slug",
        "franchise",
        "original_release_year",
        "release_date",
        "aliases",
        "genres",
        "platforms",
        "times_completed",
        "best_rating",
        "igdb_id",
        "uuid",
    ]
    export_headings = {
        "aliases": "Other names",
        "times_completed": "Times completed",
        "best_rating": "Best rating",
        "igdb_id": "IGDB id",
        "uuid": "Id",
    }
    export_filename = "games"
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                OnDemandPanel("another_game"),
                FieldPanel("aliases"),
                FieldPanel("franchise"),
                FieldPanel("original_release_year"),
                FieldPanel("release_date"),
            ],
            heading="Game",
        ),
        EditionsPanel(heading="Editions"),
        MultiFieldPanel(
            [
                FieldPanel("platforms", widget=MultiChooser(Platform)),
                FieldPanel("genres", widget=MultiChooser(Genre)),
                FieldPanel("primary_genre"),
            ],
            heading="Platforms and genres",
        ),
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("uploaded_cover"),
                FieldPanel("cover_url"),
            ],
            heading="About",
        ),
        IDS_PANEL,
        IgdbPanel(heading="IGDB"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = [
            *super().get_urlpatterns(),
            path("sync/<int:pk>/", SyncGameView.as_view(), name="sync"),
            path("offer/<int:pk>/", OfferView.as_view(), name="offer"),
            path("igdb/", IgdbPage.as_view(), name="igdb"),
            path("cover/<int:pk>/", RetryCoverView.as_view(), name="retry_cover"),
            *self._urls_of_the_listing(),
            *GAME_PAGE_URLPATTERNS,
            *view_urls(GAME_VIEWS),
            *MERGE_URLPATTERNS,
        ]
        return [following_merges(pattern) for pattern in patterns]

    def _urls_of_the_listing(self) -> list[URLPattern]:
        settings = self.get_index_view_kwargs()
        pick, card, values = (
            self.construct_view(view, **settings)
            for view in (PickView, CardView, ValuesView)
        )
        return [
            path("pick/", pick, name="pick"),
            path("hover-card/<int:pk>/", card, name="hover_card"),
            path("values/<str:facet>/", values, name="values"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Game]:
        games = Game.objects.select_related("franchise").defer("igdb_data", "summary")
        if request.GET.get("export"):
            return _with_names(with_play_history(games))
        return games


class EditionListing(ListingView):
    title_column_class = CoverTitleColumn
    export_values = {
        "platforms": lambda edition: _names(edition.platforms),
        "uuid": lambda edition: str(edition.uuid),
    }

    def search_queryset(self, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        if not self.is_searching:
            return queryset
        return search.editions_found(queryset, self.search_query)


class EditionViewSet(AdminViewSet):
    model = Edition
    icon = "disc"
    url_prefix = "editions"
    index_view_class = EditionListing
    chooser_viewset_class = EditionChooserViewSet
    filterset_class = EditionFilters
    form_base = EditionForm
    ordering = "game__name"
    list_display = [
        "name",
        Column("game", accessor="game.name", sort_key="game__name"),
        Column(
            "edition_type",
            label="Kind",
            accessor="get_edition_type_display",
            sort_key="edition_type",
        ),
        Column("platforms", accessor=lambda edition: _names(edition.platforms)),
        Column("release_date", label="Released", sort_key="release_date"),
        NumberColumn(
            "playthrough_count", label="Playthroughs", sort_key="playthrough_count"
        ),
        UPDATED,
    ]
    list_export = [
        "game.name",
        "name",
        "slug",
        "edition_type",
        "platforms",
        "release_date",
        "playthrough_count",
        "igdb_id",
        "uuid",
    ]
    export_headings = {
        "game.name": "Game",
        "edition_type": "Kind",
        "playthrough_count": "Playthroughs",
        "igdb_id": "IGDB id",
        "uuid": "Id",
    }
    export_filename = "editions"
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("game"),
                FieldPanel("name", help_text="“Pixel Remaster”, “PS5 version” …"),
                FieldPanel("edition_type", heading="Kind"),
                FieldPanel("platforms", widget=MultiChooser(Platform)),
                FieldPanel("release_date"),
            ],
            heading="Edition",
        ),
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("uploaded_cover"),
                FieldPanel("cover_url"),
            ],
            heading="About",
        ),
        MultiFieldPanel(
            [
                FieldPanel("sort_name", heading="Sorting name"),
                FieldPanel("slug", help_text=SLUG_HELP),
                FieldPanel("igdb_id"),
                FieldPanel("twitch_category_id"),
            ],
            heading="Sorting, address, and ids",
            classname="collapsed",
        ),
    ]
    inspect_view_fields = [
        "game",
        "name",
        "slug",
        "edition_type",
        "platforms",
        "release_date",
        "summary",
        "cover_url",
        "igdb_id",
        "twitch_category_id",
        "updated_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return (
            Edition.objects.select_related("game")
            .prefetch_related("platforms")
            .annotate(playthrough_count=Count("playthroughs"))
            .defer("igdb_data", "summary", "game__igdb_data", "game__summary")
        )


class GamesGroup(SnippetViewSetGroup):
    menu_label = "Games"
    menu_name = "games"
    menu_icon = "gamepad"
    menu_order = 100
    submenu_hook = "register_games_menu_item"
    items = (
        GameViewSet,
        EditionViewSet,
        PlatformViewSet,
        FranchiseViewSet,
        GenreViewSet,
    )
