"""Typing a career in: the form, and what its script saves and asks for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages

from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import ADD
from apps.profiles.umamusume.admin.base_page import CHANGE
from apps.profiles.umamusume.admin.base_page import IMPORT
from apps.profiles.umamusume.admin.base_page import OfStable
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.admin.entry.catalogue import catalogue
from apps.profiles.umamusume.admin.entry.values import SaveSent
from apps.profiles.umamusume.admin.entry.values import plan_of
from apps.profiles.umamusume.admin.entry.values import read_sent
from apps.profiles.umamusume.admin.entry.values import sent_values
from apps.profiles.umamusume.admin.entry.values import values_of
from apps.profiles.umamusume.admin.labels import attach_names
from apps.profiles.umamusume.admin.veterans import labelled
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import ChangedMeanwhile
from apps.profiles.umamusume.models import RunError
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.models.rules import GRADES
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.templates import fixed_races

DRAFTS_SHOWN = 10
FORMER_SHOWN = 8


class EntryPage(UmamusumePage):
    """The form: for a new career, for a draft (`?draft=`), like a former (`?like=`)."""

    template_name = "umamusume/entry.html"
    page_title = "Enter a career"
    header_icon = "edit"
    permission = ADD

    @cached_property
    def run(self) -> CareerRun | None:
        """The draft that the address names."""
        given = self.request.GET.get("draft", "")
        rows = CareerRun.objects.filter(profile=self.profile)
        found = rows.filter(uuid=given) if _is_uuid(given) else rows.none()
        return found.select_related("profile").first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.GET.get("draft", "")
        if given and self.run is None:
            # What the browser kept of it can still become a new draft.
            messages.warning(request, "This draft no longer exists.")
            gone = given if _is_uuid(given) else ""
            return redirect(f"{reverse('umamusume_enter')}?gone={gone}")
        if self.run is not None and not self.run.is_draft:
            return redirect("umamusume_edit", self.run.uuid)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        former = list(self._former()[:FORMER_SHOWN])
        drafts = list(self._drafts()[:DRAFTS_SHOWN])
        attach_names([*former, *drafts])
        return super().get_context_data(
            run=self.run,
            start=self._start(former),
            catalogue=catalogue(),
            drafts=drafts,
            former=former,
            may_import=self.request.user.has_perm(IMPORT),
            stats=[(name, name.capitalize()) for name in STATS],
            aptitudes=list(APTITUDE_NAMES.values()),
            grades=[(value, GRADES[value - 1]) for value in range(8, 0, -1)],
            styles=STYLE_NAMES.items(),
            tags=CareerRun.Tag.choices,
            **kwargs,
        )

    def _start(self, former: list[CareerRun]) -> dict[str, Any]:
        """What the script begins with."""
        if self.run is not None:
            return _state_of(self.run)
        like = self.request.GET.get("like", "")
        if _is_uuid(like):
            return {"values": plan_of(self.run_with_id(like))}
        # Who played a scenario last plays it again.
        return {"values": {"scenario": former[0].scenario if former else None}}

    def _drafts(self) -> Any:
        rows = CareerRun.objects.filter(profile=self.profile).drafts()
        if self.run is not None:
            rows = rows.exclude(pk=self.run.pk)
        return rows.order_by("-updated_at", "-id")

    def _former(self) -> Any:
        return CareerRun.objects.filter(profile=self.profile).finished().order_by("-id")


class EditPage(EntryPage):
    """The same form for a finished career; it is saved at a press only."""

    page_title = "Edit career"
    permission = CHANGE

    @cached_property
    def run(self) -> CareerRun | None:
        return self.run_with_id(self.kwargs["uuid"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.run is not None and self.run.is_draft:
            url = reverse("umamusume_enter")
            return redirect(f"{url}?draft={self.run.uuid}")
        return UmamusumePage.get(self, request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        assert self.run is not None
        url = reverse("umamusume_run", args=[self.run.uuid])
        *above, own = super().get_breadcrumbs_items()
        return [*above, {"url": url, "label": str(self.run)}, own]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _state_of(run: CareerRun) -> dict[str, Any]:
    """What the script knows of a stored career."""
    return {
        "run": str(run.uuid),
        "key": run.key,
        "version": run.version,
        "is_draft": run.is_draft,
        "values": sent_values(run),
        "warnings": _warnings(run),
        "own_runs": labelled(
            CareerRun.objects.filter(pk__in=run.ancestors.values("own_run"))
        ),
    }


def _warnings(run: CareerRun) -> list[dict[str, str]]:
    return [{"field": each.field, "message": each.message} for each in run.warnings()]


# What the script sends and asks for ------------------------------------------------


class SaveView(OfStable, View):
    """An autosave, the press that completes a draft, or the change of a finished run.

    Always JSON. 422: `errors` by field; the fields without one are saved, in a draft.
    409: somebody else changed it; `version` is what it has now.
    """

    http_method_names = ["post"]
    permission = ADD
    verb = "autosave"

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            sent = read_sent(request.body)
            values, errors = values_of(sent.values)
            with transaction.atomic():
                return self.save(sent, values, errors)
        except ChangedMeanwhile as error:
            return JsonResponse({"version": error.version}, status=409)
        except ValidationError as error:
            return self.refused(error)

    def save(
        self, sent: SaveSent, values: dict[str, Any], errors: dict[str, list[str]]
    ) -> JsonResponse:
        try:
            with transaction.atomic():
                run, is_new = self._store(sent, values)
        except (ChangedMeanwhile, RunError):
            raise
        except ValidationError as error:
            # One slip is not to keep the rest from being saved.
            wrong = error.message_dict if hasattr(error, "error_dict") else {}
            rest = {name: values[name] for name in values if name not in wrong}
            if len(rest) == len(values):
                raise
            errors = errors | wrong
            run, is_new = self._store(sent, rest)
        if is_new:
            record_change(run, user=self.request.user, action="wagtail.create")
        state = {
            "run": str(run.uuid),
            "version": run.version,
            "warnings": _warnings(run),
            "errors": errors,
        }
        return JsonResponse(state, status=422 if errors else 200)

    def _store(self, sent: SaveSent, values: dict[str, Any]) -> tuple[CareerRun, bool]:
        if sent.run is None:
            if not sent.key:
                raise ValidationError("The form has no key. Reload the page.")
            return CareerRun.objects.save_draft(
                self.profile, key=sent.key, version=sent.version, **values
            )
        run = self.stored(sent)
        run.autosave(version=sent.version, **values)
        return run, False

    def stored(self, sent: SaveSent) -> CareerRun:
        rows = CareerRun.objects.filter(profile=self.profile)
        given = sent.run or ""
        run = rows.filter(uuid=given).first() if _is_uuid(given) else None
        if run is None:
            raise ValidationError(
                "This career was deleted meanwhile. What you typed is still here."
            )
        return run

    def refused(self, error: ValidationError) -> JsonResponse:
        if hasattr(error, "error_dict"):
            errors = error.message_dict
        else:
            errors = {"form": error.messages}
        return JsonResponse({"errors": errors}, status=422)


class CompleteView(SaveView):
    """The career is finished; the same press again answers the same."""

    def save(
        self, sent: SaveSent, values: dict[str, Any], errors: dict[str, list[str]]
    ) -> JsonResponse:
        if errors:
            raise ValidationError(errors)
        run, is_new = self._store(sent, values)
        if run.complete():
            action = "wagtail.create" if is_new else "umamusume.complete"
            record_change(run, user=self.request.user, action=action)
            messages.success(self.request, f"{run} is in the stable.")
        return JsonResponse({"url": reverse("umamusume_run", args=[run.uuid])})


class ChangeView(SaveView):
    permission = CHANGE

    def save(
        self, sent: SaveSent, values: dict[str, Any], errors: dict[str, list[str]]
    ) -> JsonResponse:
        if errors:
            raise ValidationError(errors)
        run = self.stored(sent)
        if run.change(version=sent.version, **values):
            record_change(run, user=self.request.user)
            messages.success(self.request, f"{run} is saved.")
        return JsonResponse({"url": reverse("umamusume_run", args=[run.uuid])})


class PlanView(OfStable, View):
    """What the next career may take over of one; of the latest without `uuid`."""

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        run = self.run_with_id(uuid)
        parents = CareerRun.objects.filter(pk__in=run.ancestors.values("own_run"))
        return JsonResponse({"values": plan_of(run), "own_runs": labelled(parents)})


class FinaleView(OfStable, View):
    """The races that every career of `?scenario=` ends with, for `?outfit=`."""

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            scenario = int(request.GET.get("scenario", ""))
            outfit = int(request.GET.get("outfit") or 0)
        except ValueError:
            return JsonResponse({"races": []})
        if max(abs(scenario), abs(outfit)) > 2_147_483_647:
            return JsonResponse({"races": []})
        return JsonResponse({"races": fixed_races(scenario, outfit or None)})


class WithdrawView(OfStable, View):
    """Throws a draft away."""

    http_method_names = ["post"]
    permission = ADD

    @transaction.atomic
    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        run = self.run_with_id(uuid)
        name = str(run)
        try:
            run.withdraw()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"The draft of {name} is gone.")
        return redirect("umamusume_enter")
