"""Records, progress over time, and the months in the club."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.db.models import Sum
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.stats import records_json
from apps.profiles.umamusume.stats import stats_json

CHANGE = "umamusume.change_umamusumeprofile"
MONTHS_SHOWN = 36
# Their QuerySet, with what a plain one doesn't have.
type CareerRuns = Any


class MonthForm(forms.Form):
    month = forms.CharField(max_length=7)
    club = forms.CharField(max_length=100, required=False)
    fans = forms.IntegerField(label="Fans gained", required=False, min_value=0)
    club_rank = forms.CharField(max_length=5, required=False)
    notes = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "q-in"
        self.fields["month"].widget.attrs["placeholder"] = "2026-11"


class RecordsPage(UmamusumePage):
    template_name = "umamusume/records.html"
    page_title = "Records"
    header_icon = "chart"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stats = orjson.loads(stats_json(private=True))
        records = orjson.loads(records_json(private=True))
        runs = CareerRun.objects.filter(profile=self.profile).finished()
        months = self.profile.months.all()[:MONTHS_SHOWN]
        now = {"month": f"{timezone.localdate():%Y-%m}"}
        return super().get_context_data(
            stats=stats,
            records=records,
            by_month=_months(stats),
            courses=[
                {**row, "name": APTITUDE_NAMES[row["kind"]]}
                for kind in ("surfaces", "distances", "styles")
                for row in records[kind]
            ],
            scores=_bests_over_time(runs.exclude(score=None)),
            fans=_fans_over_time(runs),
            months=months,
            form=kwargs.pop("form", None) or MonthForm(initial=now),
            may_save=self.request.user.has_perm(CHANGE),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        if "take_out" in request.POST:
            rows = self.profile.months.filter(month=request.POST["take_out"][:7])
            rows.delete()
            messages.success(request, "The month is taken out.")
            return redirect("umamusume_records")
        form = MonthForm(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    values = dict(form.cleaned_data)
                    row = self.profile.set_month(values.pop("month"), **values)
                    record_change(row, user=request.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"{row} is saved.")
                return redirect("umamusume_records")
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=422)


def _months(stats: dict[str, Any]) -> list[dict[str, Any]]:
    """The latest first; each with its first day."""
    rows = [
        {**row, "day": date.fromisoformat(f"{row['month']}-01")}
        for row in stats["months"]
    ]
    return rows[::-1][:MONTHS_SHOWN]


def _bests_over_time(runs: CareerRuns) -> list[tuple[Any, int]]:
    """The highest score up to each day on which it was raised."""
    rows = runs.exclude(finished_on=None).values("finished_on")
    best, found = 0, []
    for row in rows.annotate(top=Max("score")).order_by("finished_on"):
        if row["top"] > best:
            best = row["top"]
            found.append((row["finished_on"], best))
    return found


def _fans_over_time(runs: CareerRuns) -> list[tuple[Any, int]]:
    """All fans up to the end of each day that has a career."""
    rows = runs.exclude(finished_on=None).exclude(fans=None).values("finished_on")
    total, found = 0, []
    for row in rows.annotate(more=Sum("fans")).order_by("finished_on"):
        total += row["more"]
        found.append((row["finished_on"], total))
    return found
