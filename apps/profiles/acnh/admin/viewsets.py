"""All hunts in the admin: the listing, a hunt's page, its form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import TitleColumn

from apps.core.admin.access import admin_url
from apps.core.admin.edit_conflicts import AdminForm
from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import CreateView
from apps.core.admin.viewsets import EditView
from apps.core.admin.viewsets import InspectView
from apps.core.admin.viewsets import ListingView
from apps.profiles.acnh.admin.encounter_page import EncounterPage
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.villagers.portraits import attach_portraits

ENCOUNTERS_A_PAGE = 100
STATES = [("running", "Running"), ("ended", "Ended")]
RESULTS = [("yes", "Somebody moved in"), ("no", "Nobody moved in")]
VISIBILITY = [("public", "Public"), ("private", "Private")]


class HuntFilters(WagtailFilterSet):
    target = django_filters.ModelChoiceFilter(
        queryset=Villager.objects.filter(hunts_for__isnull=False)
        .distinct()
        .order_by("name"),
        label="For whom",
    )
    met = django_filters.ModelChoiceFilter(
        queryset=Villager.objects.order_by("name"),
        label="Who was met",
        method="who_was_met",
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label="State", widget=forms.RadioSelect
    )
    result = django_filters.ChoiceFilter(
        choices=RESULTS, method="with_result", label="Result", widget=forms.RadioSelect
    )
    year = django_filters.NumberFilter(field_name="date__year", label="Year")
    visibility = django_filters.ChoiceFilter(
        choices=VISIBILITY,
        method="with_visibility",
        label="Visibility",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Hunt
        fields: list[str] = []

    def who_was_met(
        self, rows: QuerySet[Hunt], name: str, villager: Villager
    ) -> QuerySet[Hunt]:
        return rows.filter(pk__in=villager.encounters.values("hunt"))

    def in_state(self, rows: QuerySet[Hunt], name: str, value: str) -> QuerySet[Hunt]:
        return rows.filter(ended_at__isnull=value == "running")

    def with_result(
        self, rows: QuerySet[Hunt], name: str, value: str
    ) -> QuerySet[Hunt]:
        return rows.filter(result__isnull=value == "no")

    def with_visibility(
        self, rows: QuerySet[Hunt], name: str, value: str
    ) -> QuerySet[Hunt]:
        return rows.filter(is_public=value == "public")


class HuntForm(AdminForm):
    """Saves by the verbs of the hunt, so that each save is one event at most."""

    def save(self, commit: bool = True) -> Hunt:
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        if self.instance.pk:
            self.instance.change(**values)
            return self.instance
        island = Island.current()
        assert island is not None  # the page needs one
        return Hunt.objects.start(island, **values)

    def _get_validation_exclusions(self) -> set[str]:
        # Set by the verb.
        return {*super()._get_validation_exclusions(), "island"}


class FaceTitleColumn(TitleColumn):
    """Whom the hunt was for, with their face."""

    cell_template_name = "acnh/face_title_cell.html"


class HuntListing(ListingView):
    title_column_class = FaceTitleColumn

    def _get_custom_column(
        self, field_name: str, column_class: Any = Column, **kwargs: Any
    ) -> Any:
        if field_name != "target":
            return super()._get_custom_column(field_name, column_class, **kwargs)
        kwargs["accessor"] = lambda hunt: str(hunt.target or "Anyone")
        kwargs["get_url"] = self.get_inspect_url
        return column_class("target", label="For", sort_key="target__name", **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        attach_portraits(hunt.target for hunt in context["object_list"])
        return context


class NeedsIsland:
    """A page that has no use before the profile is set up."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if Island.current() is None:
            return redirect("profiles")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class AddHuntView(NeedsIsland, CreateView):
    """For hunts of before; the hunt page starts today's with one key."""

    def get_initial(self) -> dict[str, Any]:
        return {"date": timezone.localdate(), **super().get_initial()}

    def get_success_url(self) -> str:
        return admin_url(Hunt, "inspect", self.object.pk)


class EditHuntView(EditView):
    """What the owner says of a hunt; its encounters are on its page."""

    def get_success_url(self) -> str:
        return admin_url(Hunt, "inspect", self.object.pk)


class HuntInspectView(InspectView):
    """A hunt with every encounter, the newest first."""

    object: Hunt
    encounter_url_name: str = ""

    def get_page_title(self) -> str:
        return "Hunt"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hunt = Hunt.objects.with_figures().select_related("target", "result", "island")
        hunt_row = hunt.get(pk=self.object.pk)
        rows = hunt_row.encounters.select_related("villager").order_by("-position")
        pages = Paginator(rows, ENCOUNTERS_A_PAGE)
        encounters = pages.get_page(self.request.GET.get("p"))
        attach_portraits(
            [
                hunt_row.target,
                hunt_row.result,
                *(each.villager for each in encounters),
            ]
        )
        return super().get_context_data(
            hunt=hunt_row,
            hours=hours_and_minutes(hunt_row.duration),
            encounters=encounters,
            may_correct=self.request.user.has_perm("acnh.change_encounter"),
            **kwargs,
        )

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays them out itself


class HuntViewSet(AdminViewSet):
    model = Hunt
    icon = "flag"
    url_prefix = "profiles/acnh/hunts"
    # The hunt page and the statistics lead here.
    menu_item_is_registered = True
    index_view_class = HuntListing
    add_view_class = AddHuntView
    edit_view_class = EditHuntView
    inspect_view_class = HuntInspectView
    inspect_template_name = "acnh/hunt_inspect.html"
    index_template_name = "acnh/hunts.html"
    copy_view_enabled = False
    filterset_class = HuntFilters
    form_base = HuntForm
    search_fields = ["target__name", "result__name", "notes"]
    ordering = "-date"
    undo_note = "All its encounters are deleted, too. This can’t be undone."
    list_display = [
        "target",
        Column("date", sort_key="date"),
        Column(
            "result",
            accessor=lambda hunt: str(
                hunt.result or ("Nobody" if hunt.ended_at else "Running")
            ),
            label="Moved in",
            sort_key="result__name",
        ),
        Column("islands", label="Islands", sort_key="islands"),
        Column(
            "duration",
            accessor=lambda hunt: hours_and_minutes(hunt.duration),
            label="Hours",
            sort_key="duration",
        ),
        Column(
            "is_public",
            label="Visibility",
            accessor=lambda hunt: "" if hunt.is_public else "Private",
            sort_key="is_public",
        ),
    ]
    list_export = [
        "date",
        "target",
        "result",
        "islands",
        "duration",
        "ended_at",
        "is_public",
        "notes",
        "uuid",
    ]
    export_headings = {"is_public": "Public", "uuid": "Id"}
    export_filename = "hunts"
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("target")]),
        FieldPanel("notes"),
        FieldPanel("is_public", heading="Public"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hunt]:
        return Hunt.objects.with_figures().select_related("target", "result")

    @property
    def inspect_view(self) -> Any:
        name = self.get_url_name("encounter")
        return self.construct_view(
            self.inspect_view_class,
            **self.get_inspect_view_kwargs(),
            encounter_url_name=name,
        )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path(
                "<int:pk>/encounters/<uuid:uuid>/",
                EncounterPage.as_view(),
                name="encounter",
            ),
        ]


def hours_and_minutes(duration: timedelta | None) -> str:
    """ "1:52", or "" for none."""
    if duration is None:
        return ""
    minutes = int(duration.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"
