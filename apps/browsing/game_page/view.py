"""The page of a game."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.browsing.game_page.facts import PlayFacts
from apps.browsing.game_page.facts import neighbors
from apps.browsing.game_page.facts import play_facts
from apps.browsing.game_page.sections import add_edition_url
from apps.browsing.game_page.sections import editions_of
from apps.browsing.game_page.sections import entries_of
from apps.browsing.game_page.sections import sections_of
from apps.browsing.game_page.verbs import open_run
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.viewsets import InspectView
from apps.core.templatetags.components import hours
from apps.core.templatetags.components import short_date
from apps.core.visibility import may_see_all
from apps.integrations.twitch import is_configured
from apps.journal.models import BEING_PLAYED
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.covers.showing import attach_covers
from apps.library.models import Edition
from apps.library.models import Game
from apps.lists.models import List

# Of a summary longer than this the page shows the beginning.
SHOWN_SUMMARY = 420
SERIES = 7


@dataclass(frozen=True)
class Figure:
    value: str
    label: str


class GameInspectView(InspectView):
    """A game with all that belongs to it; its form is behind "Edit everything"."""

    page_title = "Game"
    object: Game

    def get_object(self, queryset: QuerySet[Game] | None = None) -> Game:
        games = Game.objects.select_related("franchise").prefetch_related(
            "genres", "platforms", "game_genres__genre"
        )
        return get_object_or_404(games, pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        game, user = self.object, self.request.user
        series, editions = _series_of(game), list(editions_of(game))
        attach_covers([game, *series, *editions])
        facts = play_facts(game) if may_see_all(user, Playthrough) else None
        entries = entries_of(game) if may_see_all(user, List) else []
        sections = sections_of(
            game, self.request, facts=facts, entries=entries, editions=editions
        )
        return {
            **super().get_context_data(**kwargs),
            **self._around(),
            "facts": facts,
            "figures": list(_figures(facts or PlayFacts(), entries)),
            "genres": sorted(
                game.game_genres.all(),
                key=lambda link: (not link.is_primary, link.genre.name),
            ),
            "about": _about(game.summary),
            "series": series,
            "actions": self._actions(),
            "sections": sections,
        }

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself

    def _around(self) -> dict[str, Any]:
        """The ways from here: back to the listing, and on to the neighbors."""
        before, after = neighbors(self.object)
        index = admin_url(Game, "list")
        is_listing = self.return_url.partition("?")[0] == index
        return {
            "index_url": self.return_url if is_listing else index,
            "previous": before and (before.name, self._page_of(before)),
            "next": after and (after.name, self._page_of(after)),
        }

    def _page_of(self, game: Game) -> str | None:
        return self.returning(admin_url(Game, "inspect", game.pk))

    def _actions(self) -> dict[str, Any]:
        """The addresses of what the user may do; None of what not."""
        game, user = self.object, self.request.user
        own = self.returning(self.request.path)
        may_add = may(user, Playthrough, "add")
        may_change = may(user, Playthrough, "change")
        run = open_run(game) if may_add or may_change else None
        can_play = may_change if run else may_add
        is_ongoing = run is not None and run.status == Status.ONGOING
        is_playing = run is not None and run.status in BEING_PLAYED
        finish = admin_url(Playthrough, "complete_game", game.pk)
        change = may(user, Game, "change")
        log = reverse("session_log")
        log_query = urlencode({"game": game.pk, "next": own})

        def url(page: str, allowed: bool) -> str | None:
            return admin_url(Game, page, game.pk) if allowed else None

        return {
            "finish": f"{finish}?{urlencode({'next': own})}" if may_add else None,
            "play": url("play", can_play and not is_playing),
            "mark_ongoing": url("mark_ongoing", can_play and not is_ongoing),
            "run": run,
            "token": uuid4(),
            "drop": url("drop", may_change and run is not None),
            "log_session": f"{log}?{log_query}" if may_change else None,
            "rank": url("rank", may(user, List, "change")),
            "sync": url("sync", change and is_configured()),
            "retry_cover": url("retry_cover", change),
            "history": url("history", change),
            "copy": url("copy", may(user, Game, "add")),
            "merge": url("merge", change and may(user, Game, "delete")),
            "edit": self.get_edit_url(),
            "delete": self.get_delete_url(),
            "add_edition": add_edition_url(game) if may(user, Edition, "add") else None,
        }


def _figures(facts: PlayFacts, entries: list[Any]) -> Iterator[Figure]:
    if facts.hours:
        yield Figure(hours(facts.hours), "played")
    ranked = [entry for entry in entries if entry.position]
    if ranked:
        best = min(ranked, key=lambda entry: entry.position)
        yield Figure(f"#{best.position}", best.list.name)
    if facts.first_completed:
        label = "first finished" if facts.times_completed > 1 else "finished"
        yield Figure(short_date(facts.first_completed), label)


def _about(summary: str) -> tuple[str, str]:
    """The beginning of a summary, and the rest where it is long."""
    if len(summary) <= SHOWN_SUMMARY * 1.2:
        return summary, ""
    cut = summary.rfind(" ", 0, SHOWN_SUMMARY)
    cut = cut if cut > 0 else SHOWN_SUMMARY
    return summary[:cut], summary[cut:].lstrip()


def _series_of(game: Game) -> list[Game]:
    """A few games of the same franchise, in their order."""
    if game.franchise_id is None:
        return []
    games = Game.objects.filter(franchise=game.franchise_id).exclude(pk=game.pk)
    return list(games.only("pk", "name", "original_release_year")[:SERIES])
