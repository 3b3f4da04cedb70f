"""Writes of the API: the profile, and a report that is wanted now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from apps.core.api.problems import not_found
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.profile import split_name
from apps.profiles.destiny.rest.schemas import DestinyAccountUpdateSchema
from apps.profiles.destiny.syncing.reports import fetch_report_now
from apps.profiles.setting_up import put_profile


def put_account(body: DestinyAccountUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""

    def further() -> dict[str, Any]:
        if body.bungie_name is None:
            return {}
        name, code = split_name(body.bungie_name)
        return {"bungie_name": name, "bungie_name_code": code}

    return put_profile(DestinyProfile, body, user=user, further=further)


def fetch_report_of(activity_id: str) -> Activity:
    """Raises a 404 problem without the activity, or what Bungie raises."""
    rows = Activity.objects.select_related("character__profile")
    activity = rows.filter(uuid=uuid_of(activity_id)).first()
    if activity is None:
        raise not_found("activity", activity_id)
    fetch_report_now(activity.character.profile, activity.instance_id)
    return activity


def uuid_of(value: str) -> UUID:
    """Raises a 404 problem for what is no id."""
    try:
        return UUID(value)
    except ValueError as error:
        raise not_found("activity", value) from error
