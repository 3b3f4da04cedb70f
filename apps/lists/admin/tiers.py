"""Tiers: a list's order cut in seven, sorted by keys, by dragging, or by pressing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages

from apps.core.admin.access import admin_url
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.lists.admin.board import ChangeView
from apps.lists.admin.board import EntryForm
from apps.lists.admin.board import fresh
from apps.lists.admin.buttons import further_buttons
from apps.lists.admin.list_page import ListPage
from apps.lists.admin.list_page import OneList
from apps.lists.admin.views_of_list import views_of_list
from apps.lists.models import List
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.lists.models.tiers import CUTS
from apps.lists.models.tiers import NAMES
from apps.lists.models.tiers import first_ends
from apps.lists.models.tiers import tiers_of

WORDS = {
    "S": "No notes. Ever.",
    "A": "Top shelf",
    "B": "Loved",
    "C": "Liked",
    "D": "Fine",
    "E": "Not for me",
    "F": "Finished anyway",
}


class EndsForm(forms.Form):
    """Where each tier ends, but for the last one."""

    def __init__(self, *args: Any, ends: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, name in enumerate(NAMES[:CUTS]):
            self.fields[name] = forms.IntegerField(
                label=f"{name} ends after rank",
                min_value=0,
                max_value=1_000_000,
                initial=ends[place] if ends else None,
                widget=forms.NumberInput(attrs={"class": "tier-end"}),
            )

    @property
    def ends(self) -> list[int]:
        return [self.cleaned_data[name] for name in NAMES[:CUTS]]


class TiersView(ListPage, TemplateView):
    template_name = "lists/tiers.html"
    page_title = "Tiers"
    header_icon = "tiers"
    request: HttpRequest

    @cached_property
    def header_more_buttons(self) -> Any:
        return further_buttons(self.list, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            **super().get_context_data(**kwargs),
            "views": views_of_list(self.list, "tiers"),
        }
        if not self.list.is_ranked or not self.list.tier_ends:
            return {**context, "count": self.list.entries.count()}
        tiers = tiers_with_games(self.list)
        ends = [tier["last"] for tier in tiers[:CUTS]]
        return {
            **context,
            "tiers": tiers,
            "form": kwargs.get("form") or EndsForm(ends=ends),
            "urls": {
                "sort": self.url("tiers_sort"),
                "grid": self.url("tiers_grid"),
            },
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Cut the list for the first time, cut it otherwise, or have no tiers."""
        verb = request.POST.get("verb", "")
        ends: list[int] = []
        if verb == "start":
            ends = first_ends(self.list.entries.count())
        elif verb != "remove":
            form = EndsForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            ends = form.ends
        try:
            with self.list.edited_by(request.user) as list_:  # type: ignore[arg-type]
                list_.cut(ends, expected_version=_version(request))
        except (ListChanged, ValidationError) as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request,
                "The tiers were removed. The order stays as it is."
                if verb == "remove"
                else "The list is cut into tiers."
                if verb == "start"
                else "The tiers end where you said.",
            )
        return redirect(self.url("tiers"))


class SortForm(EntryForm):
    tier = forms.ChoiceField(choices=[(name, name) for name in NAMES])
    position = forms.IntegerField(required=False)


class SortView(ChangeView):
    """Moves an entry into a tier: to `position` within it, or its end."""

    form_class = SortForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        entry = list_.entries.get(pk=data["entry"])
        version, tier = data["version"], data["tier"]
        if data["position"]:
            list_.move(entry, data["position"], tier=tier, expected_version=version)
        else:
            list_.sort(entry, tier, expected_version=version)
        list_.refresh_from_db(fields=["tier_ends"])
        return {"ends": list_.tier_ends}

    def outdated(self) -> HttpResponse:
        answer = {
            "message": "This list was changed elsewhere, so nothing was saved. You are "
            "now seeing the latest version. Try again.",
            "board": _grid(self.list),
        }
        return fresh(JsonResponse(answer, status=409))


class GridView(OneList, View):
    """The tiers as they are now, for a page that shows an older state."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return fresh(JsonResponse(_grid(self.list)))


def tiers_with_games(list_: List) -> list[dict[str, Any]]:
    """The seven tiers with their entries in order, each with its cover."""
    rows = list_.entries.select_related("game").order_by("position", "id")
    rows = rows.defer("game__igdb_data", "game__summary")
    entries: list[ListEntry] = list(rows)
    attach_covers(entries)
    return [
        {
            "name": tier.name,
            "words": WORDS[tier.name],
            "first": tier.first,
            "last": tier.last,
            "entries": [
                (entry, admin_url(Game, "inspect", entry.game_id))
                for entry in entries[tier.first - 1 : tier.last]
            ],
        }
        for tier in tiers_of(list_.tier_ends, len(entries))
    ]


def _grid(list_: List) -> dict[str, Any]:
    fresh_list = List.objects.get(pk=list_.pk)
    tiers = tiers_with_games(fresh_list)
    html = render_to_string("lists/tiers_grid.html", {"tiers": tiers})
    return {
        "version": fresh_list.version,
        "is_cut": bool(fresh_list.tier_ends) and fresh_list.is_ranked,
        "html": html,
    }


def _version(request: HttpRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None
