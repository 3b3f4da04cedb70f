"""One run in the admin: what it cleared, its end, notes, recording, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import registry

from apps.core.history import delete_row
from apps.profiles.admin.page import ProfilePage
from apps.profiles.ironmon import recording
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.run import RunError
from apps.profiles.ironmon.playing.forms import DefeatForm
from apps.profiles.ironmon.playing.forms import DetailsForm
from apps.profiles.ironmon.playing.forms import first_error
from apps.profiles.ironmon.playing.state import suggestions
from apps.profiles.ironmon.playing.views import CHANGE
from apps.profiles.ironmon.playing.views import DELETE
from apps.profiles.ironmon.playing.views import rights
from apps.profiles.ironmon.vod import clock

LATEST_ENTRIES = 30


class _RunPage(ProfilePage[IronmonProfile], TemplateView):
    slug = "ironmon"
    seen_with = Run
    header_icon = "flag"

    @cached_property
    def run(self) -> Run:
        rows = Run.objects.select_related("challenge__profile", "furthest")
        return get_object_or_404(rows, uuid=self.kwargs["uuid"])

    def get_page_title(self) -> str:
        return f"{self.run.challenge} {self.run.seed_number}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        profiles, home, own = super().get_breadcrumbs_items()
        url = f"{home['url']}?challenge={self.run.challenge.slug}"
        return [profiles, {**home, "url": url}, own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(run=self.run, **rights(self.request), **kwargs)


class RunPage(_RunPage):
    """Also where a form is shown again with what was wrong with it."""

    template_name = "ironmon/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        results = list(run.results.select_related("checkpoint"))
        results.sort(key=lambda each: each.checkpoint.position)
        cleared = {each.checkpoint_id for each in results}
        checkpoints = list(run.challenge.checkpoints.all())
        others = run.challenge.runs
        context = {
            "results": results,
            "checkpoint_count": len(checkpoints),
            "open": [each for each in checkpoints if each.pk not in cleared],
            "known": suggestions(run.challenge),
            "defeat": _defeat_of(run),
            "details": _details_of(run),
            "entries": registry.get_logs_for_instance(run).select_related("user")[
                :LATEST_ENTRIES
            ],
            "before": others.filter(seed_number__lt=run.seed_number).first(),
            "after": others.filter(seed_number__gt=run.seed_number).last(),
        }
        return super().get_context_data(**{**context, **kwargs})


def _defeat_of(run: Run) -> dict[str, Any]:
    return {
        "pokemon": run.defeat_pokemon,
        "level": run.defeat_level,
        "trainer": run.defeat_trainer,
        "is_wild": run.defeat_is_wild,
        "place": run.defeat_place,
    }


def _details_of(run: Run) -> dict[str, Any]:
    return {
        "notes": run.notes,
        "vod_url": run.vod_url,
        "vod_time": clock(run.vod_seconds),
    }


@dataclass(frozen=True)
class Verb:
    """What a form of the page does, and whom it takes.

    With a `question` it asks first, on a page of its own.
    """

    do: Callable[[HttpRequest, Run], str]
    permission: str = CHANGE
    question: Callable[[HttpRequest, Run], str] | None = None
    label: str = ""


class RunVerbView(RunPage):
    """Asks on GET, where the verb needs it; does it on POST."""

    confirm_template_name = "ironmon/confirm.html"

    @cached_property
    def verb(self) -> Verb:
        verb = VERBS.get(self.kwargs["verb"])
        if verb is None:
            raise Http404
        if not self.request.user.has_perm(verb.permission):
            raise PermissionDenied
        return verb

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.verb.question is None:
            return HttpResponseNotAllowed(["POST"])
        try:
            question = self.verb.question(request, self.run)
        except ValidationError as error:
            return self._refused(error)
        context = _RunPage.get_context_data(
            self,
            question=question,
            label=self.verb.label,
            checkpoint=request.GET.get("checkpoint", ""),
            back=_address(self.run),
        )
        self.template_name = self.confirm_template_name
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run
        try:
            text = self.verb.do(request, run)
        except ValidationError as error:
            return self._refused(error)
        messages.success(request, text)
        if run.pk is None or not Run.objects.filter(pk=run.pk).exists():
            return redirect(f"{reverse('ironmon_runs')}?challenge={run.challenge.slug}")
        return redirect(_address(run))

    def _refused(self, error: ValidationError) -> HttpResponse:
        """The page again, with what was typed."""
        messages.error(self.request, " ".join(error.messages))
        if self.request.method != "POST":
            return redirect(_address(self.run))
        fields = {"defeat": DefeatForm, "details": DetailsForm}
        form = fields.get(self.kwargs["verb"])
        typed = {}
        if form is not None:
            names = form.base_fields
            values = {name: self.request.POST.get(name, "") for name in names}
            typed = {self.kwargs["verb"]: values}
        return self.render_to_response(self.get_context_data(**typed), status=422)


def _address(run: Run) -> str:
    return reverse("ironmon_run", args=[run.uuid])


# Verbs -----------------------------------------------------------------------------


def _checkpoint(request: HttpRequest, run: Run) -> Checkpoint:
    given = {**request.GET.dict(), **request.POST.dict()}.get("checkpoint", "")
    wanted = int(given) if given.isdecimal() and len(given) < 10 else 0
    checkpoint = run.challenge.checkpoints.filter(number=wanted).first()
    if checkpoint is None:
        raise ValidationError("This checkpoint no longer exists.")
    return checkpoint


def _clear(request: HttpRequest, run: Run) -> str:
    checkpoint = _checkpoint(request, run)
    is_new = recording.clear_checkpoint(run, checkpoint, user=request.user)
    return f"{checkpoint} is cleared{'.' if is_new else ' already.'}"


def _withdraw_checkpoint(request: HttpRequest, run: Run) -> str:
    checkpoint = _checkpoint(request, run)
    if not recording.withdraw_checkpoint(run, checkpoint, user=request.user):
        raise RunError(f"{checkpoint} isn’t among the cleared checkpoints any more.")
    return f"{checkpoint} is taken back."


def _ask_checkpoint(request: HttpRequest, run: Run) -> str:
    checkpoint = _checkpoint(request, run)
    victory = run.is_victory and run.furthest_id == checkpoint.pk
    more = " The run is then no longer won." if victory else ""
    return f"Take {checkpoint} back? The statistics count the run without it.{more}"


def _defeat(request: HttpRequest, run: Run) -> str:
    form = DefeatForm(request.POST)
    if not form.is_valid():
        raise first_error(form)
    if recording.lose_run(run, user=request.user, **form.defeat):
        return "The defeat is recorded."
    if run.is_victory:
        raise RunError("This run is won. Take back its last checkpoint first.")
    recording.correct_defeat(run, user=request.user, **form.defeat)
    return "The defeat is corrected."


def _withdraw_defeat(request: HttpRequest, run: Run) -> str:
    if not recording.withdraw_defeat(run, user=request.user):
        raise RunError("This run isn’t lost any more.")
    return "The defeat is taken back."


def _ask_defeat(request: HttpRequest, run: Run) -> str:
    if not run.defeat_pokemon:
        raise RunError("This run isn’t lost any more.")
    return f"Take back that {run.defeat_pokemon} ended this run? It then goes on."


def _details(request: HttpRequest, run: Run) -> str:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        raise first_error(form)
    recording.change_run(run, user=request.user, **form.details)
    return "Saved."


def _delete(request: HttpRequest, run: Run) -> str:
    if not delete_row(Run.objects.filter(pk=run.pk), user=request.user):
        raise RunError("This run was deleted already.")
    return f"{run} is deleted."


def _ask_delete(request: HttpRequest, run: Run) -> str:
    return (
        f"Delete run {run.seed_number} of {run.challenge} with all that was recorded "
        "of it? This can’t be undone."
    )


VERBS: dict[str, Verb] = {
    "clear": Verb(_clear),
    "defeat": Verb(_defeat),
    "details": Verb(_details),
    "withdraw-checkpoint": Verb(
        _withdraw_checkpoint, question=_ask_checkpoint, label="Take back"
    ),
    "withdraw-defeat": Verb(
        _withdraw_defeat, question=_ask_defeat, label="Take back the defeat"
    ),
    "delete": Verb(_delete, DELETE, _ask_delete, "Delete run"),
}
