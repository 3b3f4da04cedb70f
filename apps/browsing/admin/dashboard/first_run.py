"""What an empty Questlog shows instead: four steps, and a field for a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from apps.browsing.finish.views import PERMISSION
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.integrations import twitch
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.webhooks.models import WebhookEndpoint


@dataclass(frozen=True, kw_only=True)
class Step:
    art: str
    title: str
    text: str
    url: str
    action: str
    is_done: bool = False
    is_next: bool = False


class FirstRunPanel(Component):
    """Goes away by itself with the first game."""

    name = "first_run"
    order = 10
    place = "top"
    template_name = "browsing/dashboard/first_run.html"
    # Set by the imports, which are above: where a list goes, and one in review.
    import_url: str | None = None
    review_url: str | None = None

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        steps = [step for step in self._steps(request) if step]
        may_add = may(request.user, Game, "add")
        return {
            "steps": steps,
            "import_url": self.import_url,
            "add_url": admin_url(Game, "add") if may_add else None,
            "may_finish": request.user.has_perm(PERMISSION),
            "csrf_token": parent_context.get("csrf_token"),
        }

    def _steps(self, request: HttpRequest) -> list[Step | None]:
        return [
            self._bring_list() if self.import_url else None,
            _connect_igdb() if request.user.is_superuser else None,
            _make_ranking() if may(request.user, List, "add") else None,
            _connect_overlay() if may(request.user, WebhookEndpoint, "add") else None,
        ]

    def _bring_list(self) -> Step:
        text = "A gist, a file, your Steam library, or pasted text. "
        text += "You review everything before it’s saved."
        if self.review_url:
            text = "Your list has been read. Review it, then add it to your library."
        return Step(
            art="list",
            title="Bring your list",
            text=text,
            url=self.review_url or self.import_url or "",
            action="Review it" if self.review_url else "Bring it",
            is_next=True,
        )


def _connect_igdb() -> Step:
    return Step(
        art="igdb",
        title="Connect IGDB",
        text="Adds covers, dates, and series for you. It takes a free Twitch "
        "application and two settings.",
        url=reverse("integrations:index"),
        action="Connect",
        is_done=twitch.is_configured(),
    )


def _make_ranking() -> Step:
    return Step(
        art="ranking",
        title="Make a first ranking",
        text="Five games are enough. Drag them into order.",
        url=admin_url(List, "add"),
        action="Start a list",
        is_done=List.objects.exists(),
    )


def _connect_overlay() -> Step:
    return Step(
        art="overlay",
        title="Connect the overlay",
        text="Your stream hears about every game you finish right away.",
        url=admin_url(WebhookEndpoint, "add"),
        action="Connect it",
        is_done=WebhookEndpoint.objects.exists(),
    )
