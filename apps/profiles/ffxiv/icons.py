"""What achievements, mounts, and minions look like, from the icons that Questlog keeps.

There are thousands, so each is fetched when a page shows it for the first time, as
covers are (docs/covers.md): from the hosts in COVER_HOSTS, and kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from apps.library.covers.fetching import fetch_one
from apps.library.covers.showing import ShownCover
from apps.library.models import Cover
from apps.profiles.ffxiv.models import Collectable

WIDTH = 90
# A page asks for many: after so many failures within this time it asks no further.
FAILURES = 3
REST = timedelta(minutes=1)


def attach_icons(rows: Iterable[Collectable]) -> None:
    """Give each of `rows` the address of its `icon`, with one statement for all.

    It is that of the image where it is kept, else the one that fetches it. "" is none:
    `icon_problem` says why, if there should be one.
    """
    there = list(rows)
    covers = Cover.objects.in_bulk(
        {row.icon_url for row in there if row.icon_url}, field_name="source_url"
    )
    now = timezone.now()
    for row in there:
        cover = covers.get(row.icon_url)
        if cover is not None and cover.is_there:
            row.icon = _address(cover)
        elif cover is not None and (cover.retry_at is None or cover.retry_at > now):
            row.icon_problem = cover.error
        elif row.icon_url:
            row.icon = reverse("ffxiv_icon", args=[row.kind, row.game_id])


def fetch_icon(row: Collectable) -> str:
    """The address of the kept icon, fetched now if it must be; "" where there is none.

    Nothing is asked of a host that has just failed.
    """
    known = Cover.objects.filter(source_url=row.icon_url).first()
    if known is not None and known.is_there:
        return _address(known)
    if not row.icon_url or _rests(row.icon_url):
        return ""
    cover = fetch_one(row.icon_url)
    return _address(cover) if cover is not None and cover.is_there else ""


def _rests(url: str) -> bool:
    parts = urlsplit(url)
    failed = Cover.objects.filter(
        source_url__startswith=f"{parts.scheme}://{parts.netloc}/",
        failed_at__gte=timezone.now() - REST,
    )
    return failed.count() >= FAILURES


def _address(cover: Cover) -> str:
    shown = ShownCover(cover.sha256, cover.width, cover.height, cover.color, "")
    return shown.url_for(WIDTH)
