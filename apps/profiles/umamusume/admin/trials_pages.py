"""Team Trials: the teams, and one with its fifteen slots and its results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.db.models import Max
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.core.history import delete_row
from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.admin.members import sent_outfit
from apps.profiles.umamusume.admin.members import sent_runs
from apps.profiles.umamusume.admin.members import sent_style
from apps.profiles.umamusume.admin.members import with_labels
from apps.profiles.umamusume.models import TrialsResult
from apps.profiles.umamusume.models import TrialsSlot
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.team_trials import SLOTS

ADD = "umamusume.add_trialsteam"
CHANGE = "umamusume.change_trialsteam"
DELETE = "umamusume.delete_trialsteam"
RESULTS_SHOWN = 200


def _dense(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        if not isinstance(field, forms.BooleanField):
            field.widget.attrs["class"] = "q-in"


class TeamForm(forms.ModelForm):
    class Meta:
        model = TrialsTeam
        fields = ("name", "notes", "is_public")
        widgets = {"notes": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dense(self)


class ResultForm(forms.ModelForm):
    class Meta:
        model = TrialsResult
        fields = ("date", "score", "team_class", "wins", "outcome", "notes")
        widgets = {
            "date": forms.TextInput(attrs={"placeholder": "2026-11-30"}),
            "notes": forms.TextInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dense(self)


class TrialsPage(UmamusumePage):
    template_name = "umamusume/trials.html"
    page_title = "Team Trials"
    header_icon = "flag"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        teams = self.profile.trials_teams.annotate(
            filled=Count("slots", distinct=True),
            results_count=Count("results", distinct=True),
            best=Max("results__score"),
            last=Max("results__date"),
        )
        return super().get_context_data(
            teams=teams,
            form=kwargs.pop("form", None) or TeamForm(),
            may_enter=self.request.user.has_perm(ADD),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(ADD):
            raise PermissionDenied
        form = TeamForm(request.POST, instance=TrialsTeam(profile=self.profile))
        if not form.is_valid():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        with transaction.atomic():
            team = TrialsTeam.objects.add(self.profile, **form.cleaned_data)
            record_change(team, user=request.user, action="wagtail.create")
        return redirect("umamusume_team", team.uuid)


class TeamPage(UmamusumePage):
    """A team: who runs where, and how it went. Each form is a verb of the POST."""

    template_name = "umamusume/team.html"
    header_icon = "flag"
    verbs = {
        "save": CHANGE,
        "record": CHANGE,
        "take-out": CHANGE,
        "delete": DELETE,
    }

    @cached_property
    def team(self) -> TrialsTeam:
        rows = self.profile.trials_teams.filter(uuid=self.kwargs["uuid"])
        found = rows.first()
        if found is None:
            raise Http404("There is no such team.")
        return found

    def get_page_title(self) -> str:
        return self.team.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        url = reverse("umamusume_trials")
        return [*above, {"url": url, "label": "Team Trials"}, own]

    @cached_property
    def result(self) -> TrialsResult | None:
        """The one that `?result=` names, to be changed."""
        given = self.request.GET.get("result", "")
        try:
            return self.team.results.filter(uuid=given).first() if given else None
        except ValidationError:
            return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        results = list(self.team.results.all()[:RESULTS_SHOWN])
        today = {"date": timezone.localdate()}
        return super().get_context_data(
            team=self.team,
            categories=self._categories(),
            styles=STYLE_NAMES.items(),
            results=results,
            points=[
                (each.date, each.score)
                for each in reversed(results)
                if each.score is not None
            ],
            result=self.result,
            form=kwargs.pop("form", None) or TeamForm(instance=self.team),
            result_form=kwargs.pop("result_form", None)
            or ResultForm(instance=self.result, initial={} if self.result else today),
            may_save=user.has_perm(CHANGE),
            may_remove=user.has_perm(DELETE),
            **kwargs,
        )

    def _categories(self) -> list[tuple[str, list[dict[str, Any]]]]:
        rows = list(self.team.slots.select_related("run"))
        labels = with_labels(rows)
        by_name = {f"{row.category}-{row.position}": row for row in rows}
        found = []
        for category in TrialsSlot.Category:
            slots = []
            for number in range(1, SLOTS + 1):
                row = by_name.get(name := f"{category.value}-{number}")
                slots.append(
                    {
                        "name": name,
                        "label_of": f"{category.label} {number}",
                        "run": str(row.run.uuid) if row and row.run else "",
                        "outfit": row.outfit if row else None,
                        "label": labels[row.pk] if row else "",
                        "style": str(row.style or "") if row else "",
                    }
                )
            found.append((str(category.label), slots))
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb = request.POST.get("verb", "")
        if verb not in self.verbs or not request.user.has_perm(self.verbs[verb]):
            raise PermissionDenied
        try:
            answer: HttpResponse | None = getattr(self, verb.replace("-", "_"))(request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            answer = None
        return answer or redirect("umamusume_team", self.team.uuid)

    def save(self, request: HttpRequest) -> HttpResponse | None:
        form = TeamForm(request.POST, instance=self.team)
        if not form.is_valid():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        with transaction.atomic():
            slots = self._sent_slots(request)
            self.team.change(slots=slots, **form.cleaned_data)
            record_change(self.team, user=request.user)
        messages.success(request, f"{self.team.name} is saved.")
        return None

    def _sent_slots(self, request: HttpRequest) -> list[dict[str, Any]]:
        names = [
            (category, number, f"{category}-{number}")
            for category in TrialsSlot.Category.values
            for number in range(1, SLOTS + 1)
        ]
        runs = sent_runs(request.POST, [name for _, _, name in names])
        slots = []
        for category, number, name in names:
            run, outfit = runs.get(name), sent_outfit(request.POST, name)
            if run is not None or outfit is not None:
                slots.append(
                    {
                        "category": category,
                        "position": number,
                        "run": run,
                        "outfit": outfit,
                        "style": sent_style(request.POST, name),
                    }
                )
        return slots

    def record(self, request: HttpRequest) -> HttpResponse | None:
        instance = self.result or TrialsResult(team=self.team)
        form = ResultForm(request.POST, instance=instance)
        if not form.is_valid():
            context = self.get_context_data(result_form=form)
            return self.render_to_response(context, status=422)
        with transaction.atomic():
            if self.result is not None:
                self.result.change(**form.cleaned_data)
                record_change(self.result, user=request.user)
            else:
                result = self.team.record(**form.cleaned_data)
                record_change(result, user=request.user, action="wagtail.create")
        messages.success(request, "The result is saved.")
        return None

    def take_out(self, request: HttpRequest) -> None:
        rows = self.team.results.filter(uuid=request.POST.get("result", ""))
        if delete_row(rows, user=request.user):
            messages.success(request, "The result is taken out.")

    def delete(self, request: HttpRequest) -> HttpResponse:
        name = self.team.name
        delete_row(self.profile.trials_teams.filter(pk=self.team.pk), user=request.user)
        messages.success(request, f"{name} is deleted.")
        return redirect("umamusume_trials")
