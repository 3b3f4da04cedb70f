"""The ways to look at one list, and the Versus that was begun on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models import Func
from django.db.models import OuterRef
from django.db.models import Subquery

from apps.core.plurals import counted
from apps.lists.admin.list_page import list_url
from apps.lists.models import List
from apps.lists.models import Versus

# How many choices of an open Versus of all its games are made; null without one. For
# listings, so that no list asks for itself.
CHOICES_MADE = Subquery(
    Versus.objects.open()
    .filter(list=OuterRef("pk"), game=None)
    .values(
        made=Func(
            F("answers"),
            function="jsonb_array_length",
            output_field=models.IntegerField(),
        )
    )[:1]
)


@dataclass(frozen=True, kw_only=True)
class ViewOfList:
    label: str
    icon: str
    url: str
    is_here: bool


def views_of_list(list_: List, here: str) -> list[ViewOfList]:
    """The pages that show `list_`; `here` is the name of the one that is open."""
    made = _choices_made(list_) if list_.is_ranked else None
    ranked = [
        ("tiers", "Tiers", "tiers"),
        ("bump", "Movement", "bump"),
        ("versus", "Versus" if made is None else f"Versus: {made} chosen", "versus"),
    ]
    views = [("rank", "Board", "list-ol"), *(ranked if list_.is_ranked else [])]
    return [
        ViewOfList(
            label=label, icon=icon, url=list_url(list_, name), is_here=name == here
        )
        for name, label, icon in views
    ]


def versus_label(list_: List) -> str:
    """ "Versus", or how far the one that was begun is."""
    made = _choices_made(list_)
    if made is None:
        return "Versus"
    return f"Go on with Versus: {counted(made, 'choice')}"


def _choices_made(list_: Any) -> int | None:
    if "choices_made" not in vars(list_):
        found = List.objects.filter(pk=list_.pk).annotate(choices_made=CHOICES_MADE)
        list_.choices_made = found.values_list("choices_made", flat=True).first()
    made: int | None = list_.choices_made
    return made
