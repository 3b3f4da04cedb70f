from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from apps.core.models import BaseModel


class Move(TypedDict):
    """One game's way through a list; positions from 1, None outside or unranked."""

    game: str  # the game's uuid
    slug: str
    from_position: int | None
    to_position: int | None


class Verb(models.TextChoices):
    CREATED = "created", "Created"
    ADDED = "added", "Added"
    REMOVED = "removed", "Removed"
    REORDERED = "reordered", "Reordered"


class ListActivity(BaseModel):
    """One change of a list: which games, and for a re-rank from where to where.

    `moves` names the games that were moved; the others closed up or made room.
    Replayed from the first to the last they give the list at any past date.
    """

    # Before `list`, which would hide the builtin that is their default.
    entries = ArrayField(
        models.SlugField(max_length=200), default=list, help_text="Slugs of the games."
    )
    moves = models.JSONField(default=list)
    list = models.ForeignKey(
        "lists.List", on_delete=models.CASCADE, related_name="activities"
    )
    timestamp = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=10, choices=Verb)
    # The list's version after this change: the order of the changes.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["list", "-id"], name="activity_latest")]

    def __str__(self) -> str:
        return f"{self.list}: {self.get_verb_display().lower()} {len(self.entries)}"


def replay(activities: Iterable[ListActivity]) -> list[str]:
    """The order that `activities`, oldest first, lead to: game uuids, first to last."""
    order: list[str] = []
    for activity in activities:
        moved = {move["game"] for move in activity.moves}
        order = [game for game in order if game not in moved]
        if activity.verb == Verb.REMOVED:
            continue
        for move in sorted(activity.moves, key=_target):
            position = move["to_position"]
            order.insert(len(order) if position is None else position - 1, move["game"])
    return order


def _target(move: Move) -> float:
    return move["to_position"] or float("inf")
