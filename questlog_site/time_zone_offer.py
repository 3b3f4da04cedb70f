"""At the first sign-in: whether the owner's days are those of the browser's zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin.ui.components import Component
from wagtail.users.models import UserProfile

from apps.server.time_zone import is_time_zone
from apps.server.time_zone import keep_time_zone
from apps.server.time_zone import owner_time_zone


def is_open(user: Any) -> bool:
    """Whether `user`, the owner, has still to say which zone is theirs."""
    if settings.TIME_ZONE_IS_FIXED or not user.is_superuser:
        return False
    return not UserProfile.get_for_user(user).current_time_zone


class TimeZoneOffer(Component):
    """Hidden until the page's script finds that the browser is in another zone."""

    name = "time_zone_offer"
    order = 5
    place = "top"
    template_name = "questlog_site/time_zone.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        token = get_token(parent_context["request"])
        return {"zone": owner_time_zone(), "csrf_token": token}


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Keep the zone that the owner has chosen in the offer, in their account."""
    if not request.user.is_superuser:
        raise PermissionDenied
    name = request.POST.get("zone", "")
    if is_time_zone(name):
        profile = UserProfile.get_for_user(request.user)
        profile.current_time_zone = name
        profile.save()
        messages.success(request, f"Dates and times now use {name}.")
    else:
        messages.error(
            request, "Choose your time zone in your account settings instead."
        )
    return redirect("wagtailadmin_home")


def follow_account(sender: Any, instance: UserProfile, **_: Any) -> None:
    """The zone of the owner's account is the one of the API's days, too."""
    name = instance.current_time_zone
    if settings.TIME_ZONE_IS_FIXED or not name or not instance.user.is_superuser:
        return
    if name != owner_time_zone() and is_time_zone(name):
        keep_time_zone(name)
