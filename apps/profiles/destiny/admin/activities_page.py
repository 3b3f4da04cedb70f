"""All activities, and one with its report."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from apps.integrations.http.errors import RemoteError
from apps.profiles.destiny.admin.base import DestinyPage
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models import ReportEntry
from apps.profiles.destiny.models.activity import ActivityQuerySet
from apps.profiles.destiny.models.activity import Category
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.names import ActivityName
from apps.profiles.destiny.names import names_of
from apps.profiles.destiny.syncing.reports import fetch_report_now

PAGE = 50


class ActivitiesPage(DestinyPage, TemplateView):
    template_name = "destiny/activities.html"
    page_title = "Activities"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        category, raid = query.get("category", ""), query.get("name", "").strip()[:200]
        rows = self._filtered(category, raid).latest_first()
        page = Paginator(rows.select_related("character"), PAGE).get_page(
            query.get("p")
        )
        names = names_of(page)
        kept = query.copy()
        kept.pop("p", None)
        present = set(
            Activity.objects.order_by().values_list("category", flat=True).distinct()
        )
        return super().get_context_data(
            page=page,
            rows=[(activity, names[activity.pk].name) for activity in page],
            category=category,
            name=raid,
            categories=[each for each in Category.choices if each[0] in present],
            query=kept.urlencode(),
            **kwargs,
        )

    def _filtered(self, category: str, name: str) -> ActivityQuerySet:
        rows = Activity.objects.filter(character__profile=self.profile)
        if category in Category.values:
            rows = rows.filter(category=category)
        if name:
            named = Definition.objects.filter(
                kind=DefinitionKind.ACTIVITY, name__icontains=name
            ).values("number")
            rows = rows.filter(reference_hash__in=named)
        return rows


class ActivityPage(DestinyPage, TemplateView):
    template_name = "destiny/activity.html"

    @cached_property
    def activity(self) -> Activity:
        rows = Activity.objects.select_related("character__profile")
        found = rows.filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def name(self) -> ActivityName:
        return names_of([self.activity])[self.activity.pk]

    def get_page_title(self) -> str:
        return self.name.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mode = Definition.objects.filter(
            kind=DefinitionKind.MODE, number=self.activity.mode
        ).first()
        report = Report.objects.filter(instance_id=self.activity.instance_id).first()
        return super().get_context_data(
            activity=self.activity,
            name=self.name,
            mode=mode,
            report=report,
            entries=_with_weapons(report) if report else [],
            may_change=self.request.user.has_perm("destiny.change_destinyprofile"),
            **kwargs,
        )


def _with_weapons(report: Report) -> list[tuple[ReportEntry, list[dict[str, Any]]]]:
    """Each player with the weapons that killed anything, most kills first."""
    entries = list(report.entries.order_by("position"))
    hashes = {weapon["hash"] for entry in entries for weapon in entry.weapons}
    names = dict(
        Definition.objects.filter(kind=DefinitionKind.WEAPON, number__in=hashes)
        .exclude(name="")
        .values_list("number", "name")
    )

    def used(entry: ReportEntry) -> list[dict[str, Any]]:
        weapons = [
            {**each, "name": names.get(each["hash"], f"Unknown weapon {each['hash']}")}
            for each in entry.weapons
            if each["kills"] > 0
        ]
        return sorted(weapons, key=lambda each: (-each["kills"], each["name"]))

    return [(entry, used(entry)) for entry in entries]


class FetchReportView(ActivityPage):
    """Fetches the report at a press."""

    http_method_names = ["post"]
    needs = "destiny.change_destinyprofile"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            is_there = fetch_report_now(self.profile, self.activity.instance_id)
        except RemoteError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
        else:
            if is_there:
                messages.success(request, "The report is here.")
            else:
                messages.warning(request, "Bungie has no report of this activity.")
        return redirect("destiny_activity", uuid=self.activity.uuid)
