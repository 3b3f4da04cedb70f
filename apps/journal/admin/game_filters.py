"""Filters of playthroughs by what their game is: franchise, genre, decade.

They are the statistics' ways back: each bar there leads to the rows that it counts.
"""

from __future__ import annotations

import re

import django_filters
from django import forms
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from apps.core import ratings
from apps.core.admin.choosers import RowChooser
from apps.journal.models import Playthrough
from apps.library.genre_tree import with_descendants
from apps.library.models import Franchise
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

DECADES = [(str(y), f"{y}s") for y in range(EARLIEST_YEAR, LATEST_YEAR + 1, 10)]
STARS = [(str(value), ratings.stars(value)) for value in reversed(ratings.ALL)]
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class PartialDateFilter(django_filters.CharFilter):
    """A year, a month, or a day: "2003", "2003-11", "2003-11-02"."""

    field_class = forms.RegexField

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            regex=PARTIAL_DATE,
            error_messages={"invalid": "Enter 2003, 2003-11, or 2003-11-02."},
            **kwargs,
        )


class GameFactFilters(WagtailFilterSet):
    franchise = django_filters.ModelChoiceFilter(
        field_name="edition__game__franchise",
        queryset=Franchise.objects.all(),
        label="Franchise",
        widget=RowChooser(model=Franchise, icon="layers", show_edit_link=False),
    )
    genre = django_filters.ModelChoiceFilter(
        queryset=Genre.objects.all(), method="under_genre", label="Genre"
    )
    decade = django_filters.ChoiceFilter(
        choices=DECADES, method="from_decade", label="Released in the"
    )
    stars = django_filters.ChoiceFilter(
        field_name="rating", choices=STARS, label="Stars, exactly"
    )

    class Meta:
        model = Playthrough
        fields: list[str] = []

    def under_genre(
        self, rows: QuerySet[Playthrough], name: str, genre: Genre
    ) -> QuerySet[Playthrough]:
        under = GameGenre.objects.filter(
            game=OuterRef("edition__game"), genre__in=with_descendants(genre)
        )
        return rows.filter(Exists(under))

    def from_decade(
        self, rows: QuerySet[Playthrough], name: str, decade: str
    ) -> QuerySet[Playthrough]:
        first = int(decade)
        return rows.filter(
            edition__game__original_release_year__range=(first, first + 9)
        )
