from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet

from apps.core.admin.choosers import RowChooser
from apps.journal.admin.forms import RATING_CHOICES
from apps.journal.admin.game_filters import GameFactFilters
from apps.journal.admin.game_filters import PartialDateFilter
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform

VISIBILITY = [("public", "Public"), ("private", "Private")]
DATED = [
    ("yes", "With a date"),
    ("year", "Only a year"),
    ("no", "Without a date"),
]


class PlaythroughFilters(GameFactFilters):
    game = django_filters.ModelChoiceFilter(
        field_name="edition__game",
        queryset=Game.objects.all(),
        label="Game",
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
    )
    status = django_filters.MultipleChoiceFilter(
        choices=Status, widget=forms.CheckboxSelectMultiple
    )
    platform = django_filters.ModelChoiceFilter(queryset=Platform.objects.all())
    completed = PartialDateFilter(
        method="completed_in",
        label="Completed in",
        help_text="A year, a month (2003-11), or a day (2003-11-02).",
    )
    dated = django_filters.ChoiceFilter(
        choices=DATED,
        method="with_date",
        label="Completion date",
        widget=forms.RadioSelect,
    )
    rating = django_filters.ChoiceFilter(
        choices=RATING_CHOICES, lookup_expr="gte", label="Rating at least"
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

    def completed_in(
        self, rows: QuerySet[Playthrough], name: str, date: str
    ) -> QuerySet[Playthrough]:
        return rows.filter(completed_at__startswith=date)

    def with_date(
        self, rows: QuerySet[Playthrough], name: str, value: str
    ) -> QuerySet[Playthrough]:
        completed = rows.filter(status=Status.COMPLETED)
        if value == "year":
            return completed.filter(completed_at__regex=r"^\d{4}$")
        return completed.filter(completed_at__isnull=value == "no")

    def with_visibility(
        self, rows: QuerySet[Playthrough], name: str, value: str
    ) -> QuerySet[Playthrough]:
        return rows.filter(is_public=value == "public")
