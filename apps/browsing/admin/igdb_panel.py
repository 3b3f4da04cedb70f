"""What the admin shows of a game and IGDB: ties, sources, offers, time to beat."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.panels import Panel

from apps.browsing.play_history import hours_of_completed_runs
from apps.core.models.provenance import OWNER
from apps.core.visibility import may_see_all
from apps.integrations.igdb.rows import TELLING_COUNT
from apps.integrations.twitch import is_configured
from apps.journal.models import Playthrough
from apps.library.igdb.apply import row_of
from apps.library.igdb.differences import differences_of
from apps.library.igdb.differences import sources_of
from apps.library.igdb.rows import IGDB
from apps.library.models import Edition
from apps.library.models import Game

SOURCES = {OWNER: "You", IGDB: "IGDB", "": "–"}
PACES = (
    ("hastily", "Story"),
    ("normally", "With extras"),
    ("completely", "Everything"),
)
PAGES_AT_IGDB = "https://www.igdb.com/"


class IgdbPanel(Panel):
    """On the edit form: it holds no form of its own, and leads to the one that does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "browsing/igdb_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                **igdb_context(self.instance, self.request.user),
            }


def igdb_context(
    game: Game, user: Any, *, editions: Iterable[Edition] | None = None
) -> dict[str, Any]:
    """For `browsing/igdb.html`. `editions` are the game's, where they are loaded."""
    viewset: Any = Game.snippet_viewset

    def page(name: str) -> str:
        return reverse(viewset.get_url_name(name), args=[game.pk])

    may_see_runs = may_see_all(user, Playthrough)
    may_change = viewset.permission_policy.user_has_permission(user, "change")
    return {
        "game": game,
        "igdb_url": _page_of(game),
        "sources": list(_sources(game)),
        "offers": differences_of(game, editions),
        "times": times_to_beat(game.time_to_beat or {}),
        "time_count": (game.time_to_beat or {}).get("count"),
        "own_hours": hours_of_completed_runs(game) if may_see_runs else None,
        "may_sync": may_change and is_configured(),
        "may_change": may_change,
        "is_igdb_on": is_configured(),
        "sync_url": page("sync"),
        "offer_url": page("offer"),
        "inspect_url": page("inspect"),
    }


def _page_of(game: Game) -> str | None:
    row = row_of(game)
    return row.url if row and row.url.startswith(PAGES_AT_IGDB) else None


def _sources(game: Game) -> Iterator[tuple[str, Any, str]]:
    for name, source in sources_of(game).items():
        field: Any = game._meta.get_field(name.removesuffix("_id"))
        value = getattr(game, field.name)
        if field.many_to_many:
            value = ", ".join(row.name for row in value.all())
        yield capfirst(field.verbose_name), value, SOURCES.get(source, source)


def times_to_beat(told: Mapping[str, Any]) -> list[tuple[str, float]]:
    """IGDB's times in hours, by name, where enough people said so."""
    hours = igdb_hours(told)
    return [(label, hours[key]) for key, label in PACES if key in hours]


def igdb_hours(told: Mapping[str, Any]) -> dict[str, float]:
    """The hours to beat a game at each pace, of what enough people told IGDB."""
    if (told.get("count") or 0) < TELLING_COUNT:
        return {}
    return {key: round(told[key] / 3600, 1) for key, _ in PACES if told.get(key)}
