"""Rank it: a game's place on each list, as a dialog of its page or by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.journal.admin.undo import success_with_undo
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry

BODY = "browsing/game/rank_body.html"
# How a script asks for the inside of the dialog.
FROM_SCRIPT = "XMLHttpRequest"


class Place:
    """Where the game is on one list, or would be put."""

    def __init__(self, list_: Any, entry: ListEntry | None) -> None:
        self.list = list_
        self.entry = entry
        self.size: int = list_.size
        self.rank = entry.position if entry else None

    @property
    def last(self) -> int:
        """The lowest rank that it can have."""
        return self.size if self.entry else self.size + 1

    @property
    def start(self) -> int:
        return self.rank or self.last


def places_of(game: Game) -> list[Place]:
    """Every list by name, with the game's place on it."""
    entries = {entry.list_id: entry for entry in game.list_entries.all()}
    lists = List.objects.annotate(size=Count("entries")).order_by("sort_key", "pk")
    return [Place(list_, entries.get(list_.pk)) for list_ in lists]


class _RankPage(PermissionCheckedMixin):
    model = List
    permission_required = "change"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def game(self) -> Game:
        games = Game.objects.defer("igdb_data", "summary")
        return get_object_or_404(games, pk=self.kwargs["pk"])

    @property
    def game_url(self) -> str:
        return admin_url(Game, "inspect", self.game.pk)

    @property
    def is_from_script(self) -> bool:
        return self.request.headers.get("X-Requested-With") == FROM_SCRIPT


class RankView(_RankPage, WagtailAdminTemplateMixin, TemplateView):
    """All lists; one of them (`?list=`) with the place to choose on it."""

    header_icon = "rank"
    page_title = "Rank"

    def get_template_names(self) -> list[str]:
        return [BODY if self.is_from_script else "browsing/game/rank.html"]

    def get_page_subtitle(self) -> str:
        return self.game.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": admin_url(Game, "list"), "label": "Games"},
            {"url": self.game_url, "label": self.game.name},
            {"url": "", "label": f"Rank {self.game.name}"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = places_of(self.game)
        return {
            **super().get_context_data(**kwargs),
            "game": self.game,
            "game_url": self.game_url,
            "places": places,
            "add_list_url": (
                admin_url(List, "add") if may(self.request.user, List, "add") else None
            ),
            **self._chosen(places, kwargs.get("position")),
        }

    def _chosen(self, places: list[Place], typed: str | None) -> dict[str, Any]:
        asked = self.kwargs.get("list_pk") or self.request.GET.get("list", "")
        chosen = next((p for p in places if str(p.list.pk) == str(asked)), None)
        chosen = chosen or next((p for p in places if p.entry), None)
        chosen = chosen or next(iter(places), None)
        if chosen is None:
            return {"chosen": None}
        others = chosen.list.entries.exclude(game=self.game)
        names = list(others.values_list("game__name", flat=True))
        return {
            "chosen": chosen,
            "position": typed if typed is not None else chosen.start,
            "names_json": json.dumps(names),
            "save_url": admin_url(Game, "rank_on", self.game.pk, chosen.list.pk),
        }


class RankForm(forms.Form):
    position = forms.IntegerField(
        required=False, min_value=1, error_messages={"invalid": "Enter a number."}
    )
    version = forms.IntegerField(required=False)
    removal = forms.IntegerField(required=False)


class RankOnView(RankView):
    """Puts the game on a list, moves it, takes it off, or puts it back.

    A refusal shows the page again with what was typed, and says why.
    """

    http_method_names = ["post"]

    @cached_property
    def list(self) -> List:
        return get_object_or_404(List, pk=self.kwargs["list_pk"])

    def post(self, request: HttpRequest, pk: int, list_pk: int) -> HttpResponse:
        form = RankForm(request.POST)
        if not form.is_valid():
            return self._refused(form.errors["position"])
        verb = VERBS.get(request.POST.get("verb", ""), _save)
        try:
            with self.list.edited_by(request.user) as list_:  # type: ignore[arg-type]
                said, undo = verb(list_, self.game, form.cleaned_data)
        except ListEntry.DoesNotExist:
            return self._refused([f"It isn’t on {self.list} anymore."])
        except ValidationError as error:
            return self._refused(error.messages)
        self._say(said, undo)
        if self.is_from_script:
            return JsonResponse({"url": self.game_url})
        return redirect(self.game_url)

    def _say(self, said: str, undo: dict[str, Any] | None) -> None:
        if undo is None:
            messages.success(self.request, said)
            return
        success_with_undo(self.request, said, self.request.path, **undo)

    def _refused(self, errors: Any) -> HttpResponse:
        typed = self.request.POST.get("position", "")
        context = self.get_context_data(errors=list(errors), position=typed)
        return self.render_to_response(context, status=422)


type Done = tuple[str, dict[str, Any] | None]
type RankVerb = Callable[[List, Game, dict[str, Any]], Done]


def _save(list_: List, game: Game, data: dict[str, Any]) -> Done:
    position, version = data["position"], data["version"]
    entry = list_.entries.filter(game=game).first()
    if entry is None:
        added = list_.add(game, position=position, expected_version=version)
        there = f"number {added.position} on" if added.position else "on"
        return f"{game.name} is {there} {list_}.", {"verb": "remove"}
    was = entry.position
    if position is None or was is None or position == was:
        return f"{game.name} stays where it is on {list_}.", None
    list_.move(entry, position, expected_version=version)
    undo = {"verb": "save", "position": was}
    return f"{game.name} moved from {was} to {position} on {list_}.", undo


def _remove(list_: List, game: Game, data: dict[str, Any]) -> Done:
    entry = list_.entries.get(game=game)
    list_.remove([entry], expected_version=data["version"])
    removal = list_.activities.latest("id").pk
    undo = {"verb": "put_back", "removal": removal}
    return f"{game.name} is off {list_}.", undo


def _put_back(list_: List, game: Game, data: dict[str, Any]) -> Done:
    removal = ListActivity.objects.filter(list=list_, pk=data["removal"]).first()
    if removal is None or not list_.put_back(removal):
        raise ValidationError(f"It is on {list_} already.")
    return f"{game.name} is back on {list_}.", None


VERBS: dict[str, RankVerb] = {"save": _save, "remove": _remove, "put_back": _put_back}
