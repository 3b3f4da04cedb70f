"""What holds a row of the library, so that it cannot be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import models

from apps.core.plurals import counted
from apps.library.models import Game

# Relations to a game that are counted by name or go along with it.
_KNOWN = {"editions", "list_entries", "game_genres", "genres", "platforms"}


def held(model: type[models.Model], path: str, pks: Collection[int]) -> dict[int, int]:
    """How many rows of `model` hold each of `pks` by `path`."""
    counts: dict[int, int] = defaultdict(int)
    found = model._default_manager.filter(**{f"{path}__in": pks})
    for held, count in found.order_by().values_list(path).annotate(models.Count("pk")):
        counts[held] = count
    return counts


def other_users(games: Collection[int]) -> dict[int, str]:
    """By game what else refers to it, such as a profile, by its model's name."""
    users: dict[int, str] = {}
    for relation in Game._meta.related_objects:
        model = relation.related_model
        if model is None or relation.get_accessor_name() in _KNOWN:
            continue
        on_delete = getattr(relation, "on_delete", None)
        if relation.hidden or on_delete is models.SET_NULL:
            continue
        path = f"{relation.field.name}_id"
        for pk, count in held(model, path, games).items():
            users[pk] = number(count, str(model._meta.verbose_name))
    return users


def number(count: int, noun: str) -> str:
    return counted(count, noun) if count else ""
