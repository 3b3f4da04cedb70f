"""The running session on every page of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from apps.browsing.sessions.base_view import PERMISSION
from apps.browsing.sessions.timer import running_timer
from apps.journal import recordings

register = template.Library()


@register.inclusion_tag("browsing/sessions/bar.html", takes_context=True)
def timer_bar(context: Any) -> dict[str, Any]:
    """A bar with the running session's clock; without one an empty place for it."""
    request = context["request"]
    return {
        "timer": running_timer(request.user),
        "may_change": request.user.has_perm(PERMISSION),
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def recording_address(session: Any) -> str:
    """The address of a session's recording, at its time where that can be said."""
    return recordings.recording_address(session.vod_url, session.vod_seconds)


@register.filter
def video_time(seconds: int | None) -> str:
    """ "1:12:40"."""
    return recordings.video_time(seconds)
