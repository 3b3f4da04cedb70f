"""A list at two moments, and how they differ."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import RankChange
from apps.lists.models import compare_orders


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
