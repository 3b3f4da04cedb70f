"""How a list's ranking differs between two versions or two dates, and restoring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import history
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.models import Revision
from wagtail.snippets.views import snippets

from apps.lists.admin.list_page import ListPage
from apps.lists.admin.list_page import list_url
from apps.lists.admin.moments import MomentField
from apps.lists.admin.moments import as_input
from apps.lists.admin.moments import with_times
from apps.lists.history import NamedGame
from apps.lists.history import changes_between
from apps.lists.history import named_games
from apps.lists.models import List
from apps.lists.models import RankChange
from apps.lists.models import compare_orders
from apps.lists.models.order import EntrySnapshot

RESTORE_ACTION = "lists.restore"
MOST_STEPS = 50


class Movements:
    """The changes between two orders with their games, for a template."""

    def __init__(self, list_: List, changes: Sequence[RankChange]) -> None:
        names = named_games(list_, [change.game for change in changes])
        shown = [change for change in changes if change.kind != "same"]
        self.rows: list[tuple[RankChange, NamedGame | None]] = [
            (change, names.get(change.game)) for change in shown
        ]
        self.unchanged = len(changes) - len(shown)
        self.entered = sum(change.kind == "entered" for change in shown)
        self.left = sum(change.kind == "left" for change in shown)
        self.moved = len(shown) - self.entered - self.left


def movements_between(
    list_: List, before: Sequence[EntrySnapshot], after: Sequence[EntrySnapshot]
) -> Movements:
    return Movements(
        list_,
        compare_orders([e["game"] for e in before], [e["game"] for e in after]),
    )


class CompareView(snippets.RevisionsCompareView):
    """Wagtail's comparison of fields, and how the entries moved.

    Its own comparison of child rows sees no difference in a mere re-rank.
    """

    template_name = "lists/compare.html"

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Any, Any]:
        # What the list is, not what it was when last revised: imports revise nothing.
        current = revision_id in {"live", "latest"}
        found, heading = super()._get_revision_and_heading(
            "live" if current else revision_id
        )
        if current:
            found.revised_entries = found.serializable_data()["entries"]
            heading = "Current"
        return found, heading

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        before, after = context["revision_a"], context["revision_b"]
        older = self.revision_id_a
        return {
            **context,
            "movements": movements_between(
                self.object, before.revised_entries, after.revised_entries
            ),
            "restore_url": list_url(self.object, "restore", int(older))
            if older.isdigit()
            else None,
        }


class _ActionColumn(history.ActionColumn):
    def get_actions(self, instance: ModelLogEntry, parent_context: Any) -> list[Any]:
        actions: list[Any] = super().get_actions(instance, parent_context)
        revision = instance.revision_id
        if actions and revision and revision != self.object.latest_revision_id:
            url = list_url(self.object, "restore", revision)
            actions.append({"url": url, "label": "Restore these entries"})
        return actions


class ListHistoryView(snippets.HistoryView):
    @cached_property
    def columns(self) -> list[Any]:
        stock, *others = super().columns
        actions = _ActionColumn(
            stock.name,
            label=stock.label,
            object=stock.object,
            url_names=stock.url_names,
            user_can_unschedule=stock.user_can_unschedule,
        )
        return [actions, *others]


class RestoreView(ListPage, TemplateView):
    """Asks before it brings back the entries of a version, with what would change."""

    template_name = "lists/restore.html"
    page_title = "Restore entries"
    header_icon = "history"

    @cached_property
    def revision(self) -> Revision:
        return get_object_or_404(self.list.revisions, pk=self.kwargs["revision_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = self.list.serializable_data()["entries"]
        then = self.revision.content.get("entries", [])
        movements = movements_between(self.list, now, then)
        names = {snapshot["game"]: snapshot["name"] for snapshot in then}
        return {
            **super().get_context_data(**kwargs),
            "revision": self.revision,
            "history_url": self.url("history"),
            "movements": movements,
            "ranked_then": self.revision.content.get("is_ranked"),
            "deleted": [names[c.game] for c, game in movements.rows if _gone(c, game)],
        }

    def post(self, request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
        version = request.POST.get("version", "")
        expected = int(version) if version.isdecimal() else None
        try:
            with self.list.edited_by(request.user) as list_:  # type: ignore[arg-type]
                skipped = list_.restore(self.revision, expected_version=expected)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.url("restore", revision_id))
        log(
            self.list,
            RESTORE_ACTION,
            user=request.user,
            data={"revision": {"created": self.revision.created_at.isoformat()}},
        )
        messages.success(request, _restored_message(self.list, skipped))
        return redirect(self.url("rank"))


def _gone(change: RankChange, game: NamedGame | None) -> bool:
    return change.kind == "entered" and (game is None or game.pk is None)


def _restored_message(list_: List, skipped: Sequence[str]) -> str:
    message = f"The entries of “{list_.name}” have been restored."
    if skipped:
        message += f" Left out because they were deleted: {', '.join(skipped)}."
    return message


class MovementsForm(forms.Form):
    since = MomentField(label="From")
    until = MomentField(label="To")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"since", "until"} <= data.keys() and data["until"] < data["since"]:
            self.add_error("until", "Choose a time on or after the first one.")
        return data


class MovementsView(ListPage, TemplateView):
    """What entered, left and moved between two moments, be it of one day."""

    template_name = "lists/movements.html"
    page_title = "Compare two times"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        asked = with_times(self.request.GET, ("since", "until"))
        defaults = {"since": as_input(now - timedelta(days=30)), "until": as_input(now)}
        form = MovementsForm(asked or defaults)
        context = {**super().get_context_data(**kwargs), "form": form}
        if not form.is_valid():
            return context
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        changes = changes_between(self.list, since, until)
        return {
            **context,
            "movements": Movements(self.list, changes),
            **self._steps(since, until),
        }

    def _steps(self, since: datetime, until: datetime) -> dict[str, Any]:
        """The changes between the two, the newest first, as moments to compare."""
        span = self.list.activities.served().filter(
            timestamp__gt=since, timestamp__lte=until
        )
        changes = list(span.order_by("-id")[: MOST_STEPS + 1])
        return {
            "steps": [
                {
                    "change": change,
                    "from": _between(change.timestamp, until),
                    "to": _between(since, change.timestamp),
                }
                for change in changes[:MOST_STEPS]
            ],
            "has_more_steps": len(changes) > MOST_STEPS,
            "most_steps": MOST_STEPS,
        }


def _between(since: datetime, until: datetime) -> str:
    return f"?{urlencode({'since': as_input(since), 'until': as_input(until)})}"
