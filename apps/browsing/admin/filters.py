"""The filters of the listings of games and editions."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Count
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Window
from wagtail.admin.filters import NumberRangeWidget
from wagtail.admin.filters import WagtailFilterSet

from apps.browsing.hours_left import LEFT_CHOICES
from apps.browsing.hours_left import in_range
from apps.browsing.play_history import RATED_CHOICES
from apps.browsing.play_history import STATUS_CHOICES
from apps.browsing.play_history import finished_without_date
from apps.browsing.play_history import played
from apps.browsing.play_history import rated
from apps.core.admin.choosers import RowChooser
from apps.library.genre_tree import in_tree_order
from apps.library.genre_tree import with_descendants
from apps.library.igdb.differences import games_with_differences
from apps.library.models import Cover
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR
from apps.lists.models import ListEntry

WITHOUT_COVER = (Q(cover_url__isnull=True) | Q(cover_url="")) & Q(
    uploaded_cover__isnull=True
)
COVER_CHOICES = [
    ("yes", "With a cover"),
    ("no", "Without a cover"),
    ("failed", "Couldn’t be fetched"),
]
IGDB_CHOICES = [
    ("tied", "Linked to IGDB"),
    ("untied", "Not linked"),
    ("differs", "Differs from IGDB"),
    ("gone", "Removed from IGDB"),
]
RANKED_CHOICES = [("yes", "On a ranked list"), ("no", "On no ranked list")]
CHECK_CHOICES = [
    ("platform", "Without a platform"),
    ("name", "Possible duplicates"),
]
DATED_CHOICES = [("no", "Finished, without a date")]
DECADE_CHOICES = [
    (str(year), f"{year}s") for year in range(EARLIEST_YEAR, LATEST_YEAR + 1, 10)
]


class _GenreField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, genre: Any) -> str:
        return f"{'– ' * genre.depth}{genre.name}"


class GenreFilter(django_filters.ModelChoiceFilter):
    """A genre and everything below it in the tree."""

    field_class = _GenreField


def has_cover(queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    if value == "failed":
        failed = Cover.objects.given_up().values("source_url")
        return queryset.filter(cover_url__in=failed)
    return queryset.filter(~WITHOUT_COVER if value == "yes" else WITHOUT_COVER)


def tied_to_igdb(games: QuerySet[Game], name: str, value: str) -> QuerySet[Game]:
    if value == "differs":
        return games.filter(pk__in=games_with_differences())
    if value == "gone":
        return games.filter(igdb_gone_since__isnull=False)
    return games.filter(igdb_id__isnull=value == "untied")


def in_decade(games: QuerySet[Game], name: str, decade: str) -> QuerySet[Game]:
    first = int(decade)
    return games.filter(original_release_year__range=(first, first + 9))


def on_ranked_list(games: QuerySet[Game], name: str, value: str) -> QuerySet[Game]:
    ranks = ListEntry.objects.filter(
        game=OuterRef("pk"), list__is_ranked=True, position__isnull=False
    )
    return games.filter(Exists(ranks) if value == "yes" else ~Exists(ranks))


def to_check(games: QuerySet[Game], name: str, value: str) -> QuerySet[Game]:
    """Games on no platform, or those that share a name with another one."""
    if value == "platform":
        editions = Edition.objects.filter(platforms__isnull=False)
        return games.filter(platforms__isnull=True).exclude(
            pk__in=editions.values("game")
        )
    return games.filter(pk__in=named_alike().values("pk"))


def named_alike() -> QuerySet[Game]:
    """Games with the name of another one, whatever its case, accents, or numerals."""
    alike = Window(Count("pk"), partition_by=["sort_key"])
    return Game.objects.order_by().annotate(alike=alike).filter(alike__gt=1)


class GameFilters(WagtailFilterSet):
    franchise = django_filters.ModelChoiceFilter(
        queryset=Franchise.objects.all(),
        widget=RowChooser(model=Franchise, icon="layers", show_edit_link=False),
    )
    genre = GenreFilter(
        queryset=lambda request: in_tree_order(Genre.objects.all()),
        method="under_genre",
        label="Genre",
    )
    platform = django_filters.ModelChoiceFilter(
        queryset=Platform.objects.all(), method="on_platform", label="Platform"
    )
    original_release_year = django_filters.RangeFilter(
        label="Year", widget=NumberRangeWidget
    )
    played = django_filters.MultipleChoiceFilter(
        choices=STATUS_CHOICES,
        method="with_status",
        label="Status",
        widget=forms.CheckboxSelectMultiple,
    )
    cover = django_filters.ChoiceFilter(
        choices=COVER_CHOICES, method=has_cover, label="Cover", widget=forms.RadioSelect
    )
    igdb = django_filters.ChoiceFilter(
        choices=IGDB_CHOICES,
        method=tied_to_igdb,
        label="IGDB",
        widget=forms.RadioSelect,
    )
    stars = django_filters.ChoiceFilter(
        choices=RATED_CHOICES, method="with_stars", label="Stars"
    )
    decade = django_filters.ChoiceFilter(
        choices=DECADE_CHOICES, method=in_decade, label="Decade"
    )
    ranked = django_filters.ChoiceFilter(
        choices=RANKED_CHOICES, method=on_ranked_list, label="Ranked"
    )
    dated = django_filters.ChoiceFilter(
        choices=DATED_CHOICES, method="without_date", label="Date"
    )

    left = django_filters.ChoiceFilter(
        choices=LEFT_CHOICES, method=in_range, label="To finish"
    )
    check = django_filters.ChoiceFilter(
        choices=CHECK_CHOICES, method=to_check, label="Check"
    )

    class Meta:
        model = Game
        fields: list[str] = []

    def under_genre(
        self, games: QuerySet[Game], name: str, genre: Genre
    ) -> QuerySet[Game]:
        under = GameGenre.objects.filter(
            game=OuterRef("pk"), genre__in=with_descendants(genre)
        )
        return games.filter(Exists(under))

    def on_platform(
        self, games: QuerySet[Game], name: str, platform: Platform
    ) -> QuerySet[Game]:
        own = Game.platforms.through.objects.filter(
            game=OuterRef("pk"), platform=platform
        )
        editions = Edition.objects.filter(game=OuterRef("pk"), platforms=platform)
        return games.filter(Exists(own) | Exists(editions))

    def with_status(
        self, games: QuerySet[Game], name: str, statuses: list[str]
    ) -> QuerySet[Game]:
        return played(games, statuses) if statuses else games

    def with_stars(
        self, games: QuerySet[Game], name: str, stars: str
    ) -> QuerySet[Game]:
        return rated(games, stars)

    def without_date(
        self, games: QuerySet[Game], name: str, value: str
    ) -> QuerySet[Game]:
        return games.filter(finished_without_date())


class EditionFilters(WagtailFilterSet):
    game = django_filters.ModelChoiceFilter(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
    )
    edition_type = django_filters.MultipleChoiceFilter(
        choices=EditionType, label="Kind", widget=forms.CheckboxSelectMultiple
    )
    platforms = django_filters.ModelChoiceFilter(
        queryset=Platform.objects.all(), label="Platform"
    )
    cover = django_filters.ChoiceFilter(
        choices=COVER_CHOICES, method=has_cover, label="Cover", widget=forms.RadioSelect
    )

    class Meta:
        model = Edition
        fields: list[str] = []
