from __future__ import annotations

from django import template

from apps.core import plurals

register = template.Library()


@register.filter
def counted(count: int | str | None, noun: str) -> str:
    """`{{ 2|counted:"list entry" }}` is “2 list entries”; nothing counts as 0."""
    return plurals.counted(int(count or 0), noun)


@register.filter
def noun_for(count: int | str | None, noun: str) -> str:
    """`{{ 2|noun_for:"list entry" }}` is “list entries”, without the number."""
    return plurals.noun_for(int(count or 0), noun)
