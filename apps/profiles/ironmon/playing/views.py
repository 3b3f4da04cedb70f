"""The page of the current run, and what its script sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin.widgets.button import HeaderButton

from apps.core.history import delete_row
from apps.core.visibility import may_see_all
from apps.profiles.admin.page import ProfilePage
from apps.profiles.ironmon import recording
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.run import LARGEST_SEED
from apps.profiles.ironmon.models.run import RunError
from apps.profiles.ironmon.playing.forms import DefeatForm
from apps.profiles.ironmon.playing.forms import DetailsForm
from apps.profiles.ironmon.playing.forms import first_error
from apps.profiles.ironmon.playing.state import run_state
from apps.profiles.ironmon.playing.state import suggestions

START = "ironmon.add_run"
CHANGE = "ironmon.change_run"
DELETE = "ironmon.delete_run"


def chosen_challenge(slug: str) -> Challenge | None:
    """The one that the address names, or that of the current run, or the first."""
    if slug:
        found = Challenge.objects.filter(slug=slug[:100]).first()
        if found is None:
            raise Http404(f"There is no challenge “{slug[:50]}”.")
        return found
    current = Run.objects.current()
    return current.challenge if current else Challenge.objects.first()


def rights(request: HttpRequest) -> dict[str, bool]:
    """What the page lets this user do."""
    return {
        "may_start": request.user.has_perm(START),
        "may_change": request.user.has_perm(CHANGE),
        "may_delete": request.user.has_perm(DELETE),
    }


class CurrentRunPage(ProfilePage[IronmonProfile], TemplateView):
    slug = "ironmon"
    seen_with = Run
    template_name = "ironmon/current.html"
    page_title = "Current run"
    header_icon = "flag"

    @property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(
                "Runs and statistics", url=reverse("ironmon_runs"), icon_name="chart"
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenge = chosen_challenge(self.request.GET.get("challenge", ""))
        return super().get_context_data(
            challenge=challenge,
            challenges=list(Challenge.objects.all()),
            state=run_state(challenge) if challenge else None,
            known=suggestions(challenge) if challenge else None,
            **rights(self.request),
            **kwargs,
        )


class NowView(View):
    """The changing part of the page; a POST does one verb first.

    A press names its run by challenge and number: a repeat changes nothing more.
    """

    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, Run):
            return JsonResponse({"error": "You may not see runs."}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        challenge = Challenge.objects.filter(slug=slug).first()
        if challenge is None:
            return _error("This challenge no longer exists.", 404)
        context = {"state": run_state(challenge), **rights(request)}
        response = render(request, "ironmon/now.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        verb = VERBS.get(request.POST.get("verb", ""))
        if verb is None:
            return _error("There is no such verb.", 400)
        try:
            verb(request, slug)
        except PermissionDenied:
            return _error("You may not record this.", 403)
        except ValidationError as error:
            return _error(" ".join(error.messages), 409)
        return self.get(request, slug)


def _error(text: str, status: int) -> JsonResponse:
    return JsonResponse({"error": text}, status=status)


# Presses ---------------------------------------------------------------------------


def _must_have(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _seed(request: HttpRequest) -> int:
    text = request.POST.get("seed", "").strip()
    if not text.isdecimal() or len(text) > 10 or int(text) > LARGEST_SEED:
        raise ValidationError(f"A seed is a whole number from 0 to {LARGEST_SEED:,}.")
    return int(text)


def _run(request: HttpRequest, slug: str) -> Run:
    rows = Run.objects.select_related("challenge")
    run = rows.filter(challenge__slug=slug, seed_number=_seed(request)).first()
    if run is None:
        raise ValidationError("This run no longer exists.")
    return run


def _start(request: HttpRequest, slug: str) -> None:
    _must_have(request, START)
    challenge = Challenge.objects.filter(slug=slug).first()
    if challenge is None:
        raise ValidationError("This challenge no longer exists.")
    recording.start_run(challenge, _seed(request), user=request.user)


def _clear(request: HttpRequest, slug: str) -> None:
    _must_have(request, CHANGE)
    run = _run(request, slug)
    number = request.POST.get("checkpoint", "")
    recording.clear_checkpoint(run, _checkpoint(run, number), user=request.user)


def _lose(request: HttpRequest, slug: str) -> None:
    _must_have(request, CHANGE)
    form = DefeatForm(request.POST)
    if not form.is_valid():
        raise first_error(form)
    run = _run(request, slug)
    # The same press again, or somebody else's: the first defeat is final.
    if not recording.lose_run(run, user=request.user, **form.defeat) and run.is_victory:
        raise RunError("This run is won already.")


def _change(request: HttpRequest, slug: str) -> None:
    _must_have(request, CHANGE)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        raise first_error(form)
    recording.change_run(_run(request, slug), user=request.user, **form.details)


def _undo(request: HttpRequest, slug: str) -> None:
    """Of what was seen as the last press: somebody may have pressed since."""
    what, _, number = request.POST.get("what", "").partition(":")
    if what == "start":
        _must_have(request, DELETE)
        _undo_start(request, slug)
        return
    _must_have(request, CHANGE)
    run = _run(request, slug)
    if what == "defeat":
        recording.withdraw_defeat(run, user=request.user)
    else:
        checkpoint = _checkpoint(run, number)
        recording.withdraw_checkpoint(run, checkpoint, user=request.user)


def _undo_start(request: HttpRequest, slug: str) -> None:
    rows = Run.objects.filter(challenge__slug=slug, seed_number=_seed(request))
    run = rows.first()
    if run is not None and not run.is_untouched:
        raise RunError(f"Seed {run.seed_number} has gone on. Delete it on its page.")
    delete_row(rows, user=request.user)


def _checkpoint(run: Run, number: str) -> Checkpoint:
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    checkpoint = run.challenge.checkpoints.filter(number=wanted).first()
    if checkpoint is None:
        raise ValidationError("This checkpoint no longer exists. Reload the page.")
    return checkpoint


VERBS: dict[str, Callable[[HttpRequest, str], None]] = {
    "start": _start,
    "clear": _clear,
    "lose": _lose,
    "change": _change,
    "undo": _undo,
}
