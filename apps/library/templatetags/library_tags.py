from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from apps.core import ratings
from apps.integrations.igdb.images import image_url
from apps.library.covers.showing import cover_of

register = template.Library()
register.filter("stars", ratings.stars)


@register.filter
def igdb_cover_url(image_id: str | None) -> str:
    """Where we show an image of IGDB's, or nothing for what is no id of one."""
    if not image_url(image_id):
        return ""
    return reverse("igdb_cover", args=[image_id])


@register.inclusion_tag("core/components/cover.html")
def cover(
    row: Any,
    size: str = "",
    sizes: str = "",
    loading: str = "lazy",
    name: str = "",
    at_most: int = 0,
) -> dict[str, Any]:
    """The cover of a game, an edition, or what has one: see `attach_covers`.

    Args:
        size: "xs", "s", "m", "l", or nothing to fill its place.
        sizes: how wide it is on the page, as of an <img>; by itself that of `size`.
        loading: "eager" for what is seen first.
        at_most: how wide it ever is on the page. Of many covers on one page this says
            enough, in fewer bytes than all sizes do.
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
    if at_most:
        images = {"src": found.url_for(at_most), "twice": found.url_for(2 * at_most)}
    else:
        images = {
            "src": found.url,
            "srcset": found.srcset,
            "sizes": sizes or WIDTHS.get(size, ""),
        }
    return {
        **shown,
        **images,
        "color": found.color,
        "width": found.width,
        "height": found.height,
    }


# Of the classes `q-cover--…` in components.css.
WIDTHS = {"xs": "27px", "s": "36px", "m": "60px", "l": "96px"}
