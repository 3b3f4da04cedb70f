"""A list at two moments, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import RankChange
from apps.lists.models import compare_orders
from apps.lists.models.activity import replay

# Of each moment: the change that was the latest then, and the one from which the order
# can be replayed.
_LATEST = """
SELECT asked.place, latest.id, latest.is_ranked, coalesce(start.id, 0)
FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS asked (moment, place)
JOIN LATERAL (
    SELECT id, is_ranked FROM lists_listactivity
    WHERE list_id = %s AND timestamp <= asked.moment ORDER BY id DESC LIMIT 1
) AS latest ON true
LEFT JOIN LATERAL (
    SELECT id FROM lists_listactivity
    WHERE list_id = %s AND id <= latest.id AND "order" IS NOT NULL
    ORDER BY id DESC LIMIT 1
) AS start ON true
"""


@dataclass(frozen=True, kw_only=True)
class NamedGame:
    """A game as people know it; one that was deleted goes by its last name."""

    uuid: str
    name: str
    slug: str
    pk: int | None  # None when it was deleted


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a list held at a moment, as game uuids, first to last."""

    is_ranked: bool
    order: Sequence[str]


def public_standing_on(list_: List, moment: datetime) -> Standing:
    """As `standing_on`; before it was first public, the list held nothing."""
    if _is_before_publication(list_, moment):
        return Standing(is_ranked=list_.is_ranked, order=[])
    return standing_on(list_, moment)


def public_changes_between(
    list_: List, since: datetime, until: datetime
) -> list[RankChange]:
    """As `changes_between`; before it was first public, the list held nothing."""
    before = public_standing_on(list_, since).order
    return compare_orders(before, public_standing_on(list_, until).order)


def _is_before_publication(list_: List, moment: datetime) -> bool:
    return list_.published_at is None or moment < list_.published_at


def standing_on(list_: List, moment: datetime) -> Standing:
    latest = list_.activities.until(moment).order_by("-id").first()
    return Standing(
        is_ranked=latest.is_ranked if latest else list_.is_ranked,
        order=list_.order_on(moment),
    )


def standings_at(list_: List, moments: Sequence[datetime]) -> Sequence[Standing | None]:
    """As `standing_on` of each moment, with two statements for all.

    None: there was no list yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [list(moments), list_.pk, list_.pk])
        found = {place: row for place, *row in cursor.fetchall()}
    spans = {(start, latest) for latest, _, start in found.values()}
    if not spans:
        return [None] * len(moments)
    is_needed = Q()
    for start, latest in spans:
        is_needed |= Q(id__range=(start, latest))
    rows = list_.activities.filter(is_needed).only("order", "moves").order_by("id")
    activities = list(rows)
    orders = {
        (start, latest): replay(a for a in activities if start <= a.pk <= latest)
        for start, latest in spans
    }
    standings: list[Standing | None] = []
    for place in range(1, len(moments) + 1):
        if place not in found:
            standings.append(None)
            continue
        latest, is_ranked, start = found[place]
        standings.append(Standing(is_ranked=is_ranked, order=orders[start, latest]))
    return standings


def changes_between(list_: List, since: datetime, until: datetime) -> list[RankChange]:
    return compare_orders(list_.order_on(since), list_.order_on(until))


def named_games(list_: List, uuids: Iterable[str]) -> dict[str, NamedGame]:
    """The games with these uuids that are or were once on the list, by uuid."""
    uuids = set(uuids)
    games = Game.objects.filter(uuid__in=uuids)
    found = {
        str(uuid): NamedGame(uuid=str(uuid), name=name, slug=slug, pk=pk)
        for uuid, name, slug, pk in games.values_list("uuid", "name", "slug", "pk")
    }
    if len(found) < len(uuids):
        found |= _deleted_games(list_, uuids - set(found))
    return found


def _deleted_games(list_: List, uuids: set[str]) -> dict[str, NamedGame]:
    found = {}
    # A deleted game was removed from the list before, and that names it.
    removals = list_.activities.filter(moves__contains=[{"removed": {}}]).values_list(
        "moves", flat=True
    )
    for move in (move for moves in removals for move in moves):
        if move["game"] in uuids:
            found[move["game"]] = NamedGame(
                uuid=move["game"], name=move["name"], slug=move["slug"], pk=None
            )
    return found
