"""Challenges in the admin: all of them, and one with its checkpoints."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from apps.core.history import record_change
from apps.profiles.admin.page import ProfilePage
from apps.profiles.ironmon.admin.challenge_forms import ChallengeForm
from apps.profiles.ironmon.admin.challenge_forms import CheckpointFormSet
from apps.profiles.ironmon.admin.challenge_forms import initial_rows
from apps.profiles.ironmon.admin.challenge_forms import rows_of
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile

ADD = "ironmon.add_challenge"
CHANGE = "ironmon.change_challenge"
DELETE = "ironmon.delete_challenge"


class _ChallengePage(ProfilePage[IronmonProfile], TemplateView):
    """Of the challenge that the address names, if it names one."""

    slug = "ironmon"
    seen_with = Challenge
    header_icon = "list-ol"
    permission = CHANGE

    @cached_property
    def challenge(self) -> Challenge | None:
        slug = self.kwargs.get("slug")
        return get_object_or_404(Challenge, slug=slug) if slug else None

    def get_page_title(self) -> str:
        return str(self.challenge or "Add a challenge")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        url = reverse("ironmon_challenges")
        return [*above, {"url": url, "label": "Challenges"}, own]


class ChallengesPage(ProfilePage[IronmonProfile], TemplateView):
    slug = "ironmon"
    seen_with = Challenge
    header_icon = "list-ol"
    page_title = "Challenges"
    template_name = "ironmon/challenges.html"

    @property
    def header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm(ADD):
            return []
        url = reverse("ironmon_challenge_add")
        return [HeaderButton("Add a challenge", url=url, icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Challenge.objects.annotate(
            run_count=Count("runs", distinct=True),
            checkpoint_count=Count("checkpoints", distinct=True),
        )
        return super().get_context_data(
            challenges=rows,
            may_add=self.request.user.has_perm(ADD),
            may_change=self.request.user.has_perm(CHANGE),
            **kwargs,
        )


class ChallengePage(_ChallengePage):
    """The form of one challenge; it is saved as a whole or not at all."""

    template_name = "ironmon/challenge.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenge = self.challenge
        if "form" not in kwargs:
            name = challenge.name if challenge else ""
            kwargs["form"] = ChallengeForm(initial={"name": name})
            kwargs["rows"] = CheckpointFormSet(initial=initial_rows(challenge))
        runs = challenge.runs.exists() if challenge else False
        return super().get_context_data(
            challenge=challenge,
            has_runs=runs,
            may_delete=bool(challenge) and self.request.user.has_perm(DELETE),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChallengeForm(request.POST)
        rows = CheckpointFormSet(request.POST, initial=initial_rows(self.challenge))
        problems: list[str] = []
        if form.is_valid() and rows.is_valid():
            try:
                challenge = self.save(form.cleaned_data["name"], rows_of(rows))
            except ValidationError as error:
                problems = list(error.messages)
            else:
                messages.success(request, f"{challenge} is saved.")
                return redirect("ironmon_challenges")
        context = self.get_context_data(form=form, rows=rows, problems=problems)
        return self.render_to_response(context, status=422)

    @transaction.atomic
    def save(self, name: str, rows: list[dict[str, Any]]) -> Challenge:
        challenge = self.challenge
        is_new = challenge is None
        if challenge is None:
            challenge = self.profile.add_challenge(name=name)
        else:
            challenge.rename(name)
        challenge.set_checkpoints(rows)
        action = "wagtail.create" if is_new else "wagtail.edit"
        record_change(challenge, user=self.request.user, action=action)
        return challenge


class AddChallengePage(ChallengePage):
    permission = ADD


class DeleteChallengePage(_ChallengePage):
    """Asks on GET; a challenge with runs stays."""

    template_name = "ironmon/confirm.html"
    permission = DELETE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.kwargs["slug"]
        return super().get_context_data(
            question=f"Delete {self.challenge} with its checkpoints? It has no runs.",
            label="Delete challenge",
            back=reverse("ironmon_challenge", args=[slug]),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        challenge = self.challenge
        if challenge is not None and challenge.runs.exists():
            return self.refused(f"{challenge} has runs, so it stays.")
        return super().get(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        challenge = self.challenge
        assert challenge is not None
        name = str(challenge)
        try:
            with transaction.atomic():
                record_change(challenge, user=request.user, action="wagtail.delete")
                challenge.remove()
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        messages.success(request, f"{name} is deleted.")
        return redirect("ironmon_challenges")

    def refused(self, text: str) -> HttpResponse:
        messages.error(self.request, text)
        return redirect("ironmon_challenge", slug=self.kwargs["slug"])
