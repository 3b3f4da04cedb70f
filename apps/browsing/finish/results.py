"""The first step's rows: games being played, the library's, and IGDB's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.html import escape
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.browsing.finish.chosen import latest
from apps.browsing.finish.chosen import time_in_words
from apps.core.partial_date_words import spell_out
from apps.journal.models import BEING_PLAYED
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.admin.igdb_results import IgdbResult
from apps.library.covers.showing import attach_covers
from apps.library.models import Game

SUGGESTED = 4
SHOWN = 6
IGDB_SHOWN = 8
# An ongoing game has no end to suggest.
SUGGESTIONS = (
    (Status.PLAYING, "Playing now"),
    (Status.PAUSED, "Put aside, never closed"),
    (Status.PLANNED, "Planned"),
)
# Shorter texts are like everything.
LEAST_LENGTH = 3


@dataclass(frozen=True, kw_only=True)
class Row:
    """A game to choose; `choice` is the query that chooses it."""

    choice: str
    name: str
    shown_name: SafeString
    facts: str
    game: Game | None = None
    status: str = ""
    status_label: str = ""
    rating: Decimal | None = None
    aside: str = ""
    # Of a game that only IGDB has.
    image_id: str = ""
    number: int | None = None


@dataclass(kw_only=True)
class Group:
    label: str
    rows: list[Row] = field(default_factory=list)


# Before anything is typed --------------------------------------------------------


def suggestions() -> list[Group]:
    """At most four: what is being played, put aside, or planned."""
    runs = Playthrough.objects.filter(
        status__in=[status for status, _ in SUGGESTIONS]
    ).select_related("edition__game", "platform")
    latest_first = runs.defer(
        "edition__igdb_data", "edition__game__igdb_data", "edition__game__summary"
    ).order_by("-updated_at", "-pk")
    groups, number, games = [], 0, set()
    for status, label in SUGGESTIONS:
        group = Group(label=label)
        for run in latest_first.filter(status=status)[:SUGGESTED]:
            game = run.edition.game
            if game.pk not in games and number < SUGGESTED:
                games.add(game.pk)
                number += 1
                group.rows.append(_suggestion(run, game, number))
        groups.append(group)
    attach_covers(row.game for group in groups for row in group.rows)
    return [group for group in groups if group.rows]


def _suggestion(run: Playthrough, game: Game, number: int) -> Row:
    platform = run.platform.abbreviation or run.platform.name if run.platform else ""
    started = f"started {spell_out(run.started_at)}" if run.started_at else ""
    hours = f"{run.playtime_hours.normalize():f} h" if run.playtime_hours else ""
    return Row(
        choice=urlencode({"game": game.pk}),
        name=game.name,
        shown_name=escape(game.name),
        facts=" · ".join(filter(None, [platform, hours, started]))
        or run.get_status_display(),
        game=game,
        number=number,
    )


# The library ---------------------------------------------------------------------


def library_rows(text: str) -> list[Row]:
    """Games called `text` in any spelling; then those called nearly so."""
    games = Game.objects.defer("igdb_data", "summary").prefetch_related("platforms")
    found = list(games.matching(text)[:SHOWN])
    found.sort(key=lambda game: not game.name.casefold().startswith(text.casefold()))
    if len(found) < SHOWN and len(text) >= LEAST_LENGTH:
        known = {game.pk for game in found}
        like = games.resembling(text).exclude(pk__in=known)
        found += like[: SHOWN - len(found)]
    runs = _runs_of(found)
    attach_covers(found)
    return [_library_row(game, runs[game.pk], text) for game in found]


def _runs_of(games: Iterable[Game]) -> defaultdict[int, list[Playthrough]]:
    runs = Playthrough.objects.filter(edition__game__in=list(games))
    rows = runs.select_related("edition").only(
        "status", "started_at", "completed_at", "rating", "edition__game_id"
    )
    found: defaultdict[int, list[Playthrough]] = defaultdict(list)
    for run in rows.order_by("pk"):
        found[run.edition.game_id].append(run)
    return found


def _library_row(game: Game, runs: list[Playthrough], text: str) -> Row:
    names = [each.abbreviation or each.name for each in game.platforms.all()]
    year = game.original_release_year
    facts = [str(year) if year else "", ", ".join(names[:4]), _history(runs)]
    ratings = [run.rating for run in runs if run.rating is not None]
    status = _status(runs)
    return Row(
        choice=urlencode({"game": game.pk}),
        name=game.name,
        shown_name=marked(game.name, text),
        facts=" · ".join(filter(None, facts)),
        game=game,
        status=status,
        status_label=Status(status).label if status else "",
        rating=max(ratings, default=None),
    )


def _status(runs: list[Playthrough]) -> str:
    has = {run.status for run in runs}
    order = [*BEING_PLAYED, Status.PAUSED, Status.COMPLETED, Status.PLANNED]
    return next((each.value for each in [*order, Status.DROPPED] if each in has), "")


def _history(runs: list[Playthrough]) -> str:
    """ "finished 4 times, last in August 2024", "playing since October 2026"."""
    done = [run for run in runs if run.status == Status.COMPLETED]
    playing = next((run for run in runs if run.status == Status.PLAYING), None)
    if playing is not None:
        since = playing.started_at and f" since {spell_out(playing.started_at)}"
        again = f", for the {time_in_words(len(done) + 1)} time" if done else ""
        return f"playing{since or ''}{again}"
    ongoing = next((run for run in runs if run.status == Status.ONGOING), None)
    if ongoing is not None:
        since = ongoing.started_at and f" since {spell_out(ongoing.started_at)}"
        return f"ongoing{since or ''}"
    if not done:
        return "never finished"
    last = latest(done)
    date = spell_out(last.completed_at or "") if last else ""
    if len(done) == 1:
        return f"finished, {date or 'no date'}"
    return f"finished {len(done)} times" + (f", last {date}" if date else "")


def marked(name: str, text: str) -> SafeString:
    """`name` with the place where it has `text` marked."""
    start = name.casefold().find(text.casefold())
    if start < 0 or not text:
        return escape(name)
    end = start + len(text)
    return format_html("{}<mark>{}</mark>{}", name[:start], name[start:end], name[end:])


# IGDB ----------------------------------------------------------------------------


def igdb_rows(results: Iterable[IgdbResult], text: str) -> list[Row]:
    """Those that the library lacks: it shows the others itself."""
    missing = [each for each in results if not each.held]
    return [_igdb_row(each, text) for each in missing[:IGDB_SHOWN]]


def _igdb_row(result: IgdbResult, text: str) -> Row:
    kind = result.kind.lower()
    if result.parent:
        kind = f"{kind} of {result.parent}"
    facts: list[Any] = [result.year, kind, result.platforms]
    return Row(
        choice=urlencode({"igdb": result.igdb_id, "q": text}),
        name=result.name,
        shown_name=marked(result.name, text),
        facts=" · ".join(str(each) for each in facts if each),
        aside="adds it",
        image_id=result.image_id,
    )
