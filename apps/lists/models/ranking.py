"""Switching the ranking of a list on and off; the list must be locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.lists.models.activity import Verb

if TYPE_CHECKING:
    from apps.lists.models.list import List


def switch_ranking(ranking: List) -> None:
    """Number the entries of a list that became ranked, or clear their positions."""
    before = {entry.pk: entry.position for entry in ranking.entries.all()}
    if ranking.is_ranked:
        ranking._store_order(_order_when_last_ranked(ranking))
    else:
        ranking.entries.update(position=None)
    moves = [
        entry.way_from(before[entry.pk])
        for entry in ranking.entries.with_games()
        if entry.position != before[entry.pk]
    ]
    ranking._changed(Verb.REORDERED, moves, order=ranking._game_order())


def _order_when_last_ranked(ranking: List) -> list[int]:
    """Ids of the entries: the ranking from before, then what came since."""
    ranked = ranking.activities.filter(is_ranked=True).order_by("-id").first()
    order = ranking.activities.filter(id__lte=ranked.pk).order() if ranked else []
    rank = {game: place for place, game in enumerate(order)}
    entries = sorted(
        ranking.entries.with_games(),
        key=lambda entry: rank.get(str(entry.game.uuid), len(rank)),
    )
    return [entry.pk for entry in entries]
