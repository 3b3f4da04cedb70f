"""Answers in a sentence, for bots in a chat: plain text, whatever is asked.

A bot says what it gets, also an error page. So there is none: what isn't known is said
in words, and no answer is longer than `LONGEST` or looks like a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.db.models import F
from django.db.models import Max
from django.db.models import Q
from django.db.models import Sum
from django.http import HttpResponse
from rapidfuzz import fuzz

from apps.core.plurals import counted
from apps.core.text import normalise
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListEntry

# Characters; a message on Twitch may have 500.
LONGEST = 400
PLACE = re.compile(r"\{(\w+)\}")
RANK = re.compile(r"#?[0-9]{1,5}")
# What a message to a bot or to the chat itself begins with.
COMMANDS = "/.!"
MOST_ALIKE = 20


@dataclass(frozen=True)
class Sentence:
    """`template` filled with `values`, unless the request brings its own template."""

    template: str
    values: Mapping[str, Any]


def said(answer: Sentence | str, template: str | None) -> HttpResponse:
    """The answer as text; `answer` is words where nothing was found."""
    if isinstance(answer, Sentence):
        answer = _filled(template or answer.template, answer.values)
    text = " ".join(answer.split()).lstrip(COMMANDS + " ")
    return HttpResponse(_cut(text), content_type="text/plain; charset=utf-8")


def _filled(template: str, values: Mapping[str, Any]) -> str:
    names = PLACE.findall(template)
    if unknown := [name for name in names if name not in values]:
        known = ", ".join(f"{{{name}}}" for name in values)
        return f"This answer has no {{{unknown[0]}}}. It has: {known}."

    def value(place: re.Match[str]) -> str:
        found = values[place[1]]
        return "–" if found is None or found == "" else str(found)

    return PLACE.sub(value, template)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def now() -> Sentence | str:
    """What is being played: the session that runs, or what was changed last."""
    running = (
        Session.objects.public()
        .filter(minutes=None)
        .select_related("playthrough__edition__game", "playthrough__platform")
        .first()
    )
    runs = Playthrough.objects.public().filter(status=Status.PLAYING)
    playing = runs.select_related("edition__game", "platform").order_by("-updated_at")
    run = running.playthrough if running else playing.first()
    if run is None:
        return "Nothing is being played right now."
    platform = run.platform.name if run.platform else ""
    values = {**_of(run), "others": max(runs.exclude(pk=run.pk).count(), 0)}
    on = " on {platform}" if platform else ""
    return Sentence(f"Playing {{game}}{on}", values)


def last() -> Sentence | str:
    """What was finished last."""
    runs = Playthrough.objects.public().filter(status=Status.COMPLETED)
    run = (
        runs.select_related("edition__game", "platform")
        .order_by(F("completed_at").desc(nulls_last=True), "-id")
        .first()
    )
    if run is None:
        return "Nothing has been finished yet."
    date = " ({date})" if run.completed_at else ""
    rating = ", {rating} of 5" if run.rating else ""
    return Sentence(f"Finished last: {{game}}{date}{rating}", _of(run))


def _of(run: Playthrough) -> dict[str, Any]:
    return {
        "game": run.edition.game.name,
        "platform": run.platform.name if run.platform else "",
        "date": str(run.completed_at or ""),
        "rating": _number(run.rating),
        "hours": _number(run.playtime_hours),
    }


def count(year: str = "") -> Sentence | str:
    """How many games were finished, in all or in a year."""
    if year and not re.fullmatch(r"[0-9]{4}", year):
        return f"“{year[:20]}” isn’t a year."
    runs = Playthrough.objects.public().filter(status=Status.COMPLETED)
    if year:
        runs = runs.filter(completed_at__startswith=year)
    found = runs.aggregate(
        games=Count("edition__game", distinct=True),
        times=Count("pk"),
        hours=Sum("playtime_hours"),
    )
    values = {
        "games": found["games"],
        "times": found["times"],
        "hours": _number(found["hours"]) or "0",
        "year": year,
    }
    games = counted(found["games"], "game")
    return Sentence(f"{games} finished" + (" in {year}" if year else ""), values)


def rank(slug: str, position: str = "") -> Sentence | str:
    """The game at a place of a list, or its first three."""
    list_ = List.objects.public().filter(slug=slug).first()
    if list_ is None:
        return f"There is no list “{slug[:60]}”."
    entries = list_.entries.select_related("game")
    if not list_.is_ranked:
        return f"{list_.name} has no ranks."
    if not position:
        first = [
            f"{e.position}. {e.game.name}" for e in entries.order_by("position")[:3]
        ]
        values = {"list": list_.name, "games": ", ".join(first)}
        return (
            Sentence("{list}: {games}", values) if first else f"{list_.name} is empty."
        )
    number = int(position[-6:].strip("#")) if RANK.fullmatch(position) else 0
    entry = entries.filter(position=number).first()
    if entry is None:
        return f"{list_.name} has {counted(entries.count(), 'game')}."
    values = {"rank": number, "game": entry.game.name, "list": list_.name}
    return Sentence("#{rank} on {list}: {game}", values)


def game(q: str) -> Sentence | str:
    """What is known of a game, found by its name with a typo or two."""
    found = _found(q)
    if found is None:
        return f"“{q[:60]}” isn’t in the library."
    facts = (
        Playthrough.objects.public()
        .filter(edition__game=found)
        .aggregate(
            times=Count("pk", filter=Q(status=Status.COMPLETED)),
            rating=Max("rating"),
            hours=Sum("playtime_hours"),
            playing=Count("pk", filter=Q(status=Status.PLAYING)),
        )
    )
    best = (
        ListEntry.objects.filter(game=found, list__in=List.objects.public())
        .filter(list__is_ranked=True)
        .select_related("list")
        .order_by("position", "list__sort_key")
        .first()
    )
    values = {
        "game": found.name,
        "year": found.original_release_year,
        "times": facts["times"],
        "rating": _number(facts["rating"]),
        "hours": _number(facts["hours"]),
        "rank": best.position if best else "",
        "list": best.list.name if best else "",
    }
    parts = [
        "being played" if facts["playing"] else "",
        f"finished {_times(facts['times'])}",
        "{rating} of 5" if values["rating"] else "",
        "{hours} h" if values["hours"] else "",
        "#{rank} on {list}" if best else "",
    ]
    name = "{game} ({year})" if values["year"] else "{game}"
    return Sentence(f"{name}: {', '.join(filter(None, parts))}", values)


def _number(value: Decimal | None) -> str:
    return f"{float(value):g}" if value else ""


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, counted(number, "time"))


def _found(q: str) -> Game | None:
    wanted = normalise(q[:200])
    if not wanted:
        return None
    games = Game.objects.matching(q[:200])[:MOST_ALIKE]
    found = list(games) or list(Game.objects.resembling(q[:200])[:MOST_ALIKE])
    return max(found, key=lambda g: fuzz.ratio(normalise(g.name), wanted), default=None)
