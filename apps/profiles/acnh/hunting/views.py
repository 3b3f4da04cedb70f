"""The hunt's page in the admin, that of moderators, and what their script asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from apps.core.admin.access import admin_url
from apps.core.history import record_change
from apps.profiles.acnh.hunting.history import log_withdrawal
from apps.profiles.acnh.hunting.state import catalogue
from apps.profiles.acnh.hunting.state import state_of
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.models.encounter import KEY_LENGTH
from apps.profiles.admin.page import ProfilePage

RECORD = "acnh.add_encounter"
START = "acnh.add_hunt"
CHANGE = "acnh.change_hunt"


class HuntPage(ProfilePage[Island], TemplateView):
    """The hunt that goes on; or the last one, and a way to start the next."""

    slug = "acnh"
    seen_with = Hunt
    is_home = True
    template_name = "acnh/hunt.html"
    header_icon = "flag"

    def get_page_title(self) -> str:
        return "Animal Crossing"

    @property
    def header_buttons(self) -> list[Any]:
        hunts, statistics = admin_url(Hunt, "list"), reverse("acnh_statistics")
        buttons = [
            HeaderButton("Hunts", url=hunts, icon_name="list-ul"),
            HeaderButton("Statistics", url=statistics, icon_name="chart"),
        ]
        if self.request.user.has_perm("acnh.change_island"):
            url = reverse("acnh_island")
            buttons.append(HeaderButton("Your island", url=url, icon_name="cog"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        current = Hunt.objects.current()
        name = self.request.user.get_username()
        last = current or Hunt.objects.latest_first().first()
        return super().get_context_data(
            hunt=current,
            state=state_of(last, user=name) if last else None,
            catalogue=catalogue(),
            may_record=self.request.user.has_perm(RECORD),
            may_start=self.request.user.has_perm(START),
            may_change=self.request.user.has_perm(CHANGE),
            typed=kwargs.pop("typed", ""),
            **kwargs,
        )


class HuntVerbView(View):
    """Start, end, resume or change a hunt; shows the page again."""

    http_method_names = ["post"]
    permissions = {"start": START, "end": CHANGE, "resume": CHANGE, "change": CHANGE}

    def post(self, request: HttpRequest, verb: str) -> HttpResponse:
        if verb not in self.permissions:
            raise PermissionDenied
        if not request.user.has_perm(self.permissions[verb]):
            raise PermissionDenied
        try:
            getattr(self, verb)(request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("acnh_hunt")

    @transaction.atomic
    def start(self, request: HttpRequest) -> None:
        island = Island.current()
        if island is None:
            raise ValidationError("Set up Animal Crossing first.")
        hunt = Hunt.objects.start(island, target=_target(request))
        record_change(hunt, user=request.user, action="wagtail.create")

    @transaction.atomic
    def end(self, request: HttpRequest) -> None:
        hunt = _hunt(request)
        hunt.end()
        record_change(hunt, user=request.user, action="acnh.end")

    @transaction.atomic
    def resume(self, request: HttpRequest) -> None:
        hunt = _hunt(request)
        hunt.resume()
        record_change(hunt, user=request.user, action="acnh.resume")

    @transaction.atomic
    def change(self, request: HttpRequest) -> None:
        hunt = _hunt(request)
        hunt.change(
            target=_target(request),
            notes=request.POST.get("notes", ""),
            is_public="is_public" in request.POST,
        )
        record_change(hunt, user=request.user)


def _hunt(request: HttpRequest) -> Hunt:
    try:
        return Hunt.objects.get(uuid=request.POST.get("hunt", ""))
    except (Hunt.DoesNotExist, ValidationError) as error:
        raise ValidationError("This hunt no longer exists.") from error


def _target(request: HttpRequest) -> Villager | None:
    name = request.POST.get("target", "").strip()[:50]
    if not name:
        return None
    found = Villager.objects.called(name).first()
    if found is None:
        raise ValidationError(f"There is no villager “{name}”.")
    return found


# What the pages ask for ------------------------------------------------------------


class ModeratorPage(TemplateView):
    """For moderators: record who is on the next island, and nothing else."""

    template_name = "acnh/moderator.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('wagtailadmin_login')}?next={request.path}")
        if not request.user.has_perm(RECORD):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hunt = Hunt.objects.current()
        name = self.request.user.get_username()
        return super().get_context_data(
            hunt=hunt,
            state=state_of(hunt, user=name) if hunt else None,
            catalogue=catalogue() if hunt else [],
            may_record=True,
            **kwargs,
        )


class NowView(View):
    """The changing part of the page; a POST records, undoes or recruits first."""

    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(RECORD):
            return JsonResponse({"error": "Sign in again to record."}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, uuid: Any) -> HttpResponse:
        hunts = Hunt.objects.select_related("target", "result", "island")
        hunt = get_object_or_404(hunts, uuid=uuid)
        state = state_of(hunt, user=request.user.get_username())
        context = {"state": state, "may_record": True}
        response = render(request, "acnh/now.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def post(self, request: HttpRequest, uuid: Any) -> HttpResponse:
        verbs: dict[str, Callable[[HttpRequest, Hunt], None]] = {
            "record": _record,
            "undo": _undo,
            "recruited": _recruited,
        }
        verb = verbs.get(request.POST.get("verb", ""))
        hunt = get_object_or_404(Hunt, uuid=uuid)
        if verb is None:
            return JsonResponse({"error": "There is no such verb."}, status=400)
        try:
            verb(request, hunt)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=409)
        return self.get(request, uuid)


def _record(request: HttpRequest, hunt: Hunt) -> None:
    villager = Villager.objects.called(request.POST.get("villager", "")).first()
    if villager is None:
        raise ValidationError("There is no such villager.")
    hunt.record(
        villager,
        key=request.POST.get("key", "")[:KEY_LENGTH] or None,
        by=request.user.get_username(),
    )


@transaction.atomic
def _undo(request: HttpRequest, hunt: Hunt) -> None:
    """Of the newest only, and of the one that was seen: another may be newer."""
    newest = hunt.encounters.select_related("villager").order_by("-position").first()
    if newest is None or str(newest.uuid) != request.POST.get("encounter"):
        raise ValidationError("Something newer was recorded. Look, then undo again.")
    hunt.withdraw(newest)
    log_withdrawal(hunt, newest, user=request.user)


@transaction.atomic
def _recruited(request: HttpRequest, hunt: Hunt) -> None:
    newest = hunt.encounters.select_related("villager").order_by("-position").first()
    if newest is None or str(newest.uuid) != request.POST.get("encounter"):
        raise ValidationError("Something newer was recorded. Look, then try again.")
    hunt.mark_recruited(newest)
    record_change(hunt, user=request.user)
