"""The sections of a game's page, and the hook by which other apps add theirs.

A function registered as `register_game_section` takes the game and the request, and
returns a `GameSection`, or None where it has nothing to show:

    @hooks.register("register_game_section")
    def profile_of(game, request):
        has_profile = game.slug == "final-fantasy-xiv"
        return ProfileSection(game, request) if has_profile else None
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case
from django.db.models import Count
from django.db.models import F
from django.db.models import IntegerField
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery
from django.db.models import Value
from django.db.models import When
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import ModelLogEntry

from apps.browsing.admin.igdb_panel import igdb_context
from apps.browsing.admin.igdb_panel import times_to_beat
from apps.browsing.game_page.cards import Card
from apps.browsing.game_page.facts import PlayFacts
from apps.browsing.game_page.time_scale import time_scale
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.visibility import may_see_all
from apps.integrations.twitch import is_configured
from apps.journal.admin.buttons import add_playthrough_url
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.lists.admin.list_page import list_url
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry

SHOWN = 100
SHOWN_CHANGES = 8
MAIN, SIDE = "main", "side"


class GameSection(Component):
    """Part of a game's page: in its wide column or beside it, in the order given."""

    column: ClassVar[str] = SIDE
    order: ClassVar[int] = 500

    def __init__(self, game: Game, request: HttpRequest) -> None:
        self.game = game
        self.request = request

    @property
    def user(self) -> Any:
        return self.request.user


def sections_of(
    game: Game,
    request: HttpRequest,
    *,
    facts: PlayFacts | None,
    entries: list[ListEntry],
    editions: list[Edition],
) -> dict[str, list[GameSection]]:
    """What `request.user` may see, by column. `facts` is None where not the runs."""
    sections = [
        *_own_sections(game, request, facts, entries, editions),
        *(
            section
            for offer in hooks.get_hooks("register_game_section")
            if (section := offer(game, request)) is not None
        ),
    ]
    sections.sort(key=lambda section: section.order)
    return {
        column: [each for each in sections if each.column == column]
        for column in (MAIN, SIDE)
    }


def _own_sections(
    game: Game,
    request: HttpRequest,
    facts: PlayFacts | None,
    entries: list[ListEntry],
    editions: list[Edition],
) -> Iterator[GameSection]:
    yield TimeSection(game, request, facts or PlayFacts())
    if facts is not None:
        runs = RunsSection(game, request, facts)
        yield runs
        if runs.written:
            yield NotesSection(runs)
    if may_see_all(request.user, List):
        yield ListsSection(game, request, entries)
    igdb = igdb_context(game, request.user, editions=editions)
    if igdb["offers"]:
        yield DifferencesSection(game, request, igdb)
    if may_see_all(request.user, Edition):
        yield EditionsSection(game, request, editions)
    yield IgdbSection(game, request, igdb)
    yield HistorySection(game, request)


class TimeSection(GameSection):
    template_name = "browsing/game/time.html"
    column = MAIN
    order = 100

    def __init__(self, game: Game, request: HttpRequest, facts: PlayFacts) -> None:
        super().__init__(game, request)
        self.facts = facts

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        told = self.game.time_to_beat or {}
        times = times_to_beat(told)
        may_sync = may(self.user, Game, "change") and is_configured()
        return {
            "request": self.request,
            "csrf_token": get_token(self.request),
            "scale": time_scale(times, self.facts.own_hours),
            "facts": self.facts,
            "players": told.get("count") if times else None,
            "was_asked": bool(self.game.igdb_id and self.game.last_synced),
            "sync_url": admin_url(Game, "sync", self.game.pk) if may_sync else None,
        }


class RunsSection(GameSection):
    """The playthroughs as cards, those in progress first, then the latest."""

    template_name = "browsing/game/playthroughs.html"
    column = MAIN
    order = 200

    def __init__(self, game: Game, request: HttpRequest, facts: PlayFacts) -> None:
        super().__init__(game, request)
        self.facts = facts

    @cached_property
    def cards(self) -> list[Card]:
        in_progress = Case(
            When(status__in=OPEN, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        rows = (
            Playthrough.objects.filter(edition__game=self.game)
            .select_related("edition", "platform")
            .defer("edition__igdb_data", "edition__summary")
            .order_by(in_progress, F("completed_at").desc(nulls_last=True), "-id")
        )
        return [
            Card(row, self.game, self.request, number=self.facts.runs - place)
            for place, row in enumerate(rows[:SHOWN])
        ]

    @cached_property
    def written(self) -> list[Card]:
        """Those with a review or notes."""
        return [card for card in self.cards if card.run.review or card.run.notes]

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        may_add = may(self.user, Playthrough, "add")
        return {
            "request": self.request,
            "csrf_token": get_token(self.request),
            "cards": self.cards,
            "runs": self.facts.runs,
            "may_change": may(self.user, Playthrough, "change"),
            "all_url": f"{admin_url(Playthrough, 'list')}?game={self.game.pk}",
            "is_cut": self.facts.runs > len(self.cards),
            "add_url": add_playthrough_url(self.game) if may_add else None,
            "new_card_url": admin_url(Game, "new_card", self.game.pk),
        }


class NotesSection(GameSection):
    template_name = "browsing/game/notes.html"
    column = MAIN
    order = 300

    def __init__(self, runs: RunsSection) -> None:
        super().__init__(runs.game, runs.request)
        self.runs = runs

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"cards": self.runs.written}


def entries_of(game: Game) -> list[Any]:
    """The game's places on lists: each with `size`, how many games are there."""
    sizes = ListEntry.objects.filter(list=OuterRef("list")).order_by().values("list")
    return list(
        ListEntry.objects.filter(game=game)
        .select_related("list")
        .annotate(size=Subquery(sizes.annotate(size=Count("pk")).values("size")))
        .order_by("list__sort_key", "list_id")
    )


class ListsSection(GameSection):
    template_name = "browsing/game/lists.html"
    order = 100

    def __init__(
        self, game: Game, request: HttpRequest, entries: list[ListEntry]
    ) -> None:
        super().__init__(game, request)
        self.entries = entries

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        may_rank = may(self.user, List, "change")
        page = "rank" if may_rank else "inspect"
        moves = self._latest_moves()
        return {
            "rows": [
                (entry, list_url(entry.list, page), moves.get(entry.list_id))
                for entry in self.entries
            ],
            "rank_url": admin_url(Game, "rank", self.game.pk) if may_rank else None,
        }

    def _latest_moves(self) -> dict[int, dict[str, Any]]:
        """How far the game itself was last moved on each list, and when."""
        lists = [entry.list_id for entry in self.entries if entry.position]
        activities = (
            ListActivity.objects.filter(
                list__in=lists, entries__contains=[self.game.slug]
            )
            .order_by("list_id", "-id")
            .distinct("list_id")
            .only("list_id", "timestamp", "moves")
        )
        found = {}
        for activity in activities:
            for move in activity.moves:
                start, end = move["from_position"], move["to_position"]
                if move["game"] == str(self.game.uuid) and start and end:
                    moved = {"places": start - end, "when": activity.timestamp}
                    found[activity.list_id] = moved
        return found


class DifferencesSection(GameSection):
    template_name = "browsing/game/differences.html"
    order = 300

    def __init__(self, game: Game, request: HttpRequest, igdb: dict[str, Any]) -> None:
        super().__init__(game, request)
        self.igdb = igdb

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"request": self.request, **self.igdb}


class IgdbSection(DifferencesSection):
    template_name = "browsing/game/igdb.html"
    column = MAIN
    order = 900


def editions_of(game: Game) -> Iterable[Edition]:
    return (
        game.editions.prefetch_related("platforms")
        .annotate(playthrough_count=Count("playthroughs", distinct=True))
        .order_by("id")
    )


class EditionsSection(GameSection):
    template_name = "browsing/game/editions.html"
    order = 400

    def __init__(
        self, game: Game, request: HttpRequest, editions: list[Edition]
    ) -> None:
        super().__init__(game, request)
        self.editions = editions

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        page = "edit" if may(self.user, Edition, "change") else "inspect"
        may_add = may(self.user, Edition, "add")
        return {
            "game": self.game,
            "editions": [
                (edition, admin_url(Edition, page, edition.pk))
                for edition in self.editions
            ],
            "shows_runs": may_see_all(self.user, Playthrough),
            "add_url": add_edition_url(self.game) if may_add else None,
        }


def add_edition_url(game: Game) -> str:
    return f"{admin_url(Edition, 'add')}?game={game.pk}"


class HistorySection(GameSection):
    """The last changes of the game and, for who may see them, of its playthroughs."""

    template_name = "browsing/game/history.html"
    order = 900

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        entries = ModelLogEntry.objects.filter(self._changes()).select_related("user")
        may_change = may(self.user, Game, "change")
        history_url = admin_url(Game, "history", self.game.pk)
        return {
            "entries": entries.order_by("-timestamp", "-pk")[:SHOWN_CHANGES],
            "history_url": history_url if may_change else None,
        }

    def _changes(self) -> Q:
        changes = _changes_of(Game, [self.game.pk])
        if may_see_all(self.user, Playthrough):
            runs = Playthrough.objects.filter(edition__game=self.game)
            keys = runs.values_list("pk", flat=True)[:SHOWN]
            changes |= _changes_of(Playthrough, keys)
        return changes


def _changes_of(model: Any, keys: Iterable[int]) -> Q:
    kind = ContentType.objects.get_for_model(model)
    return Q(content_type=kind, object_id__in=[str(key) for key in keys])
