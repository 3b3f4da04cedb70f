"""Pages of a game that was merged lead to the game that it is now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern
from wagtail.admin import messages

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.library.models import Game
from apps.library.models import GameMerge

# The pages of one game that people have open or bookmarked.
PAGES = {"inspect", "edit", "history", "copy", "delete", "rank", "sync", "merge"}


def following_merges(pattern: URLPattern) -> URLPattern:
    """`pattern`, whose page leads on where its game was merged into another one."""
    if pattern.name in PAGES:
        pattern.callback = _following(pattern.callback)
    return pattern


def _following(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def follow(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except Http404:
            key = str(kwargs.get("pk", args[0] if args else ""))
            if key.isdecimal() and may(request.user, Game, "view", "change"):
                merge = GameMerge.objects.of_lost_game(int(key))
                if merge is not None:
                    return _leading_on(request, merge)
            raise
        return response

    return follow


def _leading_on(request: HttpRequest, merge: GameMerge) -> HttpResponseBase:
    said = f"{merge.merged_name} was merged into {merge.survivor.name}."
    if request.method == "POST":
        messages.error(request, f"{said} What you changed on the page wasn’t saved.")
    else:
        messages.info(request, f"{said} This is its page now.")
    return redirect(admin_url(Game, "inspect", merge.survivor.pk))
