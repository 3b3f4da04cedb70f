"""Searching editions, and whatever belongs to one, by the names of their games."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q
from django.db.models import QuerySet

from apps.library.models import Edition
from apps.library.models import Game

WORD = re.compile(r"\w+")


def editions_found(rows: QuerySet[Any], text: str, edition: str = "") -> QuerySet[Any]:
    """Those of `rows` whose game or edition is called like `text`.

    `edition` is the lookup prefix from a row to its edition: "" for editions
    themselves, "edition__" for rows that point to one.
    """
    games = Game.objects.matching(text)
    named = Q()
    for word in WORD.findall(text):
        starts = rf"\m{word}"
        named &= Q(name__unaccent__iregex=starts) | Q(game__search_key__iregex=starts)
    found = Edition.objects.filter(Q(game__in=games) | named)
    return rows.filter(**{f"{edition}pk__in": found.values("pk")})
