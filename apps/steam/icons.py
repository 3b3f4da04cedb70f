"""Icons of achievements, from the images that Questlog keeps (docs/covers.md)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from apps.library.covers.showing import ShownCover
from apps.library.covers.showing import kept_file_sql
from apps.library.models import Cover
from apps.steam.models import SteamAchievement

# Of the smallest size that is kept: they are 64 pixels wide.
WIDTH = 90
# The address of the icon of achievement h, or null.
ICON_SQL = (
    f"(SELECT '{settings.MEDIA_URL}' || {kept_file_sql('c', WIDTH)}"
    " FROM library_cover c"
    " WHERE h.icon_url <> '' AND c.source_url = h.icon_url"
    " AND c.fetched_at IS NOT NULL)"
)


def attach_icons(achievements: Iterable[SteamAchievement]) -> None:
    """Give each its `icon`, or "", with one statement for all."""
    there = list(achievements)
    wanted = {each.icon_url for each in there if each.icon_url}
    rows = Cover.objects.filter(source_url__in=wanted, fetched_at__isnull=False)
    facts = rows.values_list("source_url", "sha256", "width", "height", "color")
    found = {
        source: ShownCover(sha256, width, height, color, "").url_for(WIDTH)
        for source, sha256, width, height, color in facts
    }
    for each in there:
        each.icon = found.get(each.icon_url, "")
