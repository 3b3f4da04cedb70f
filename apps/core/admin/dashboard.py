"""The dashboard's panels to which every app adds lines of its own.

An app registers a function for one of the hooks below; it takes the request, and
returns what that user may see: nothing, where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import Literal

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

type Health = Literal["good", "warn", "bad", "off"]

TASKS = "questlog_dashboard_tasks"
CONNECTIONS = "questlog_dashboard_connections"


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that waits for the owner, and the button that leads to it."""

    icon: str
    title: str
    detail: str
    url: str
    action: str


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How something outside is doing; `words` say what `health` shows."""

    name: str
    health: Health
    words: str
    url: str


class _LinesPanel(Component):
    """The lines that `hook` brings together; absent without any."""

    hook: str

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"lines": lines_of(self.hook, parent_context["request"])}


class TasksPanel(_LinesPanel):
    name = "tasks"
    order = 40
    place = "aside"
    template_name = "core/dashboard/tasks.html"
    hook = TASKS


class ConnectionsPanel(_LinesPanel):
    name = "connections"
    order = 60
    place = "aside"
    template_name = "core/dashboard/connections.html"
    hook = CONNECTIONS


def lines_of(hook: str, request: HttpRequest) -> list[Any]:
    """What all apps have to say, in the order of their hooks."""
    return [line for say in hooks.get_hooks(hook) for line in say(request)]
