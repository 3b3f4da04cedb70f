"""Platforms, franchises and genres in the Games menu."""

from __future__ import annotations

from django.db.models import Count
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import NumberColumn

from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import ListingView
from apps.library.admin.choosers import FranchiseChooserViewSet
from apps.library.admin.choosers import GenreChooserViewSet
from apps.library.admin.choosers import PlatformChooserViewSet
from apps.library.admin.columns import TreeTitleColumn
from apps.library.admin.forms import FranchiseForm
from apps.library.admin.forms import PlatformForm
from apps.library.genre_tree import in_tree_order
from apps.library.models import Franchise
from apps.library.models import Genre
from apps.library.models import Platform

UPDATED = DateColumn("updated_at", label="Updated", sort_key="updated_at")
SLUG_HELP = (
    "Part of the address. If empty, it is created from the name. Renaming doesn't "
    "change it."
)
IDS_PANEL = MultiFieldPanel(
    [
        FieldPanel("sort_name", heading="Sorting name"),
        FieldPanel("slug", help_text=SLUG_HELP),
        FieldPanel("igdb_id"),
    ],
    heading="Sorting, address, and ids",
    classname="collapsed",
)


class PlatformViewSet(AdminViewSet):
    model = Platform
    icon = "console"
    url_prefix = "platforms"
    chooser_viewset_class = PlatformChooserViewSet
    form_base = PlatformForm
    ordering = "name"
    search_fields = ["name", "abbreviation"]
    list_display = [
        "name",
        "abbreviation",
        Column("aliases", label="Other names", accessor=lambda p: ", ".join(p.aliases)),
        NumberColumn("game_count", label="Games", sort_key="game_count"),
        UPDATED,
    ]
    list_export = ["name", "abbreviation", "slug", "aliases", "game_count", "igdb_id"]
    export_headings = {
        "aliases": "Other names",
        "game_count": "Games",
        "igdb_id": "IGDB id",
    }
    export_filename = "platforms"
    panels = [
        FieldPanel("name"),
        FieldPanel("abbreviation"),
        FieldPanel("aliases"),
        IDS_PANEL,
    ]
    inspect_view_fields = ["name", "abbreviation", "aliases", "slug", "igdb_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Platform]:
        return Platform.objects.annotate(game_count=Count("games"))


class FranchiseViewSet(AdminViewSet):
    model = Franchise
    icon = "layers"
    url_prefix = "franchises"
    chooser_viewset_class = FranchiseChooserViewSet
    form_base = FranchiseForm
    ordering = "name"
    list_display = [
        "name",
        Column("aliases", label="Other names", accessor=lambda f: ", ".join(f.aliases)),
        NumberColumn("game_count", label="Games", sort_key="game_count"),
        UPDATED,
    ]
    list_export = ["name", "slug", "aliases", "game_count", "igdb_id"]
    export_headings = {
        "aliases": "Other names",
        "game_count": "Games",
        "igdb_id": "IGDB id",
    }
    export_filename = "franchises"
    panels = [FieldPanel("name"), FieldPanel("aliases"), IDS_PANEL]
    inspect_view_fields = ["name", "aliases", "slug", "igdb_id", "games"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Franchise]:
        return Franchise.objects.annotate(game_count=Count("games"))


class GenreListing(ListingView):
    title_column_class = TreeTitleColumn


class GenreViewSet(AdminViewSet):
    model = Genre
    icon = "tag"
    url_prefix = "genres"
    index_view_class = GenreListing
    chooser_viewset_class = GenreChooserViewSet
    ordering = "path"
    list_per_page = 200
    list_display = [
        "name",
        Column("path", label="Under", accessor="parent.name", sort_key="path"),
        NumberColumn("game_count", label="Games", sort_key="game_count"),
        UPDATED,
    ]
    list_export = ["name", "slug", "parent", "game_count", "igdb_id"]
    export_headings = {
        "parent": "Under",
        "game_count": "Games",
        "igdb_id": "IGDB id",
    }
    export_filename = "genres"
    panels = [
        FieldPanel("name"),
        FieldPanel("parent", help_text="The broader genre it belongs to, if any."),
        IDS_PANEL,
    ]
    inspect_view_fields = ["name", "parent", "children", "slug", "igdb_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Genre]:
        genres = in_tree_order(Genre.objects.all())
        return genres.annotate(game_count=Count("game_genres"))
