from __future__ import annotations

from typing import Any

from django import template

from apps.core import ratings
from apps.library.covers.showing import cover_of

register = template.Library()
register.filter("stars", ratings.stars)


@register.inclusion_tag("core/components/cover.html")
def cover(
    row: Any, size: str = "", sizes: str = "", loading: str = "lazy", name: str = ""
) -> dict[str, Any]:
    """The cover of a game, an edition, or what has one: see `attach_covers`.

    Args:
        size: "xs", "s", "m", "l", or nothing to fill its place.
        sizes: how wide it is on the page, as of an <img>; by itself that of `size`.
        loading: "eager" for what is seen first.
        name: whose letter shows where there is no image; by itself the row's.
    """
    found = cover_of(row)
    shown = {
        "name": name or getattr(row, "name", None) or str(row),
        "size": size,
        "loading": loading,
    }
    if found is None:
        return shown
    if not found.is_there:
        return {**shown, "failed": found.error}
    return {
        **shown,
        "src": found.url,
        "srcset": found.srcset,
        "sizes": sizes or WIDTHS.get(size, ""),
        "color": found.color,
        "width": found.width,
        "height": found.height,
    }


# Of the classes `q-cover--…` in components.css.
WIDTHS = {"xs": "27px", "s": "36px", "m": "60px", "l": "96px"}
