"""Each public list has a feed of its own."""

from __future__ import annotations

from apps.lists.models import List
from apps.realtime.public.feeds import feeds_of_rows


def _public_list(slug: str) -> tuple[str, str] | None:
    list_ = List.objects.public().filter(slug=slug).first()
    return (f"list:{list_.uuid}", list_.name) if list_ else None


feeds_of_rows("lists", _public_list)
