"""What the grid can be narrowed to: what is missing, and what the rows are."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Count
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import TextChoices
from django.db.models import Window
from wagtail.admin.filters import WagtailFilterSet

from apps.browsing.admin.address_query import AddressQuery
from apps.browsing.admin.filters import WITHOUT_COVER
from apps.browsing.admin.filters import named_alike
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform

VISIBILITY = [("public", "Public"), ("private", "Private")]
# What came to an end, so that one could say how good it was and how long it took.
ENDED = (Status.COMPLETED, Status.DROPPED)


class Missing(TextChoices):
    DATE = "date", "Undated"
    STARS = "stars", "Unrated"
    PLATFORM = "platform", "No platform"
    HOURS = "hours", "No hours"
    IGDB = "igdb", "Not on IGDB"
    COVER = "cover", "No cover"
    DUPLICATES = "duplicates", "Possible duplicates"


def _without_cover() -> Q:
    """Neither the playthrough's edition nor its game has one."""
    games = Game.objects.filter(WITHOUT_COVER)
    edition = Q(edition__cover_url__isnull=True) | Q(edition__cover_url="")
    own = edition & Q(edition__uploaded_cover__isnull=True)
    return own & Q(edition__game__in=games.order_by().values("pk"))


def possible_duplicates() -> Q:
    """Completed twice on one date (or on none), or games of one name."""
    completed = Playthrough.objects.filter(status=Status.COMPLETED).order_by()
    same_date = completed.annotate(
        times=Window(Count("pk"), partition_by=["edition__game", "completed_at"])
    )
    return Q(pk__in=same_date.filter(times__gt=1).values("pk")) | Q(
        edition__game__in=named_alike().values("pk")
    )


def is_missing(what: str) -> Q:
    """Which playthroughs lack `what`."""
    match Missing(what):
        case Missing.DATE:
            return Q(status=Status.COMPLETED, completed_at__isnull=True)
        case Missing.STARS:
            return Q(status__in=ENDED, rating__isnull=True)
        case Missing.PLATFORM:
            return ~Q(status=Status.PLANNED) & Q(platform__isnull=True)
        case Missing.HOURS:
            return Q(status__in=ENDED, playtime_hours__isnull=True)
        case Missing.IGDB:
            return Q(edition__game__igdb_id__isnull=True)
        case Missing.COVER:
            return _without_cover()
        case Missing.DUPLICATES:
            return possible_duplicates()


class BackfillFilters(WagtailFilterSet):
    missing = django_filters.MultipleChoiceFilter(
        choices=Missing.choices,
        method="lacking",
        label="Missing",
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(
        choices=Status, label="Status", widget=forms.CheckboxSelectMultiple
    )
    platform = django_filters.ModelChoiceFilter(
        queryset=Platform.objects.all(), label="Platform"
    )
    year = django_filters.NumberFilter(method="completed_in", label="Year")
    franchise = django_filters.ModelChoiceFilter(
        field_name="edition__game__franchise",
        queryset=Franchise.objects.all(),
        label="Franchise",
    )
    visibility = django_filters.ChoiceFilter(
        choices=VISIBILITY,
        method="with_visibility",
        label="Visibility",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Playthrough
        fields: list[str] = []

    def lacking(
        self, rows: QuerySet[Playthrough], name: str, values: list[str]
    ) -> QuerySet[Playthrough]:
        for value in values:
            rows = rows.filter(is_missing(value))
        return rows

    def completed_in(
        self, rows: QuerySet[Playthrough], name: str, year: float
    ) -> QuerySet[Playthrough]:
        return rows.filter(completed_at__startswith=f"{int(year):04}")

    def with_visibility(
        self, rows: QuerySet[Playthrough], name: str, value: str
    ) -> QuerySet[Playthrough]:
        return rows.filter(is_public=value == "public")


ADDRESS = AddressQuery(BackfillFilters, "q", "ordering")
# Those of which several may be chosen.
MULTIPLE = ("missing", "status")
