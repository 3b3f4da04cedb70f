"""Addresses of IGDB's images: by image id, at any size, without a key.

https://api-docs.igdb.com/#images
"""

from __future__ import annotations

import re
from typing import Literal

BASE = "https://images.igdb.com/igdb/image/upload"

type Size = Literal[
    "micro",
    "thumb",
    "cover_small",
    "cover_big",
    "logo_med",
    "screenshot_med",
    "screenshot_big",
    "screenshot_huge",
    "720p",
    "1080p",
    "original",
]
type Format = Literal["jpg", "png", "webp"]

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SIZED = re.compile(r"(https://images\.igdb\.com/igdb/image/upload/)t_[a-z0-9_]+/(.+)")


def image_url(
    image_id: str | None,
    size: Size = "cover_big",
    *,
    retina: bool = False,
    format: Format = "jpg",
) -> str | None:
    """The address of an image (`cover_big` is 264 by 374 pixels, `retina` twice that).

    None for no image id, or for what is none.
    """
    if not image_id or not _ID.fullmatch(image_id):
        return None
    return f"{BASE}/t_{size}{'_2x' if retina else ''}/{image_id}.{format}"


def at_cover_size(url: str) -> str:
    """The address of the same image, 528 by 748 pixels; any other address as it is."""
    return _SIZED.sub(r"\1t_cover_big_2x/\2", url)
