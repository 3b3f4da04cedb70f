"""What the villagers look like, from the images that Questlog keeps.

They are fetched as covers are (docs/covers.md): once, from the hosts in COVER_HOSTS.
Until one is there, the first letter of the name is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from apps.library.covers.showing import ShownCover
from apps.library.covers.showing import kept_file_sql
from apps.library.models import Cover
from apps.profiles.acnh.models import Villager

# Of the smallest size that is kept: faces are 84 pixels wide at most.
WIDTH = 90
# The address of the portrait of villager v, or null.
PORTRAIT_SQL = (
    f"(SELECT '{settings.MEDIA_URL}' || {kept_file_sql('c', WIDTH)}"
    " FROM library_cover c"
    " WHERE c.source_url = v.icon_url AND c.fetched_at IS NOT NULL)"
)


def portraits_of(addresses: Iterable[str]) -> dict[str, str]:
    """Where Questlog itself serves the images at `addresses`; of those it has."""
    wanted = set(filter(None, addresses))
    found = Cover.objects.filter(source_url__in=wanted, fetched_at__isnull=False)
    facts = found.values_list("source_url", "sha256", "width", "height", "color")
    return {
        source: ShownCover(sha256, width, height, color, "").url_for(WIDTH)
        for source, sha256, width, height, color in facts
    }


def attach_portraits(villagers: Iterable[Villager | None]) -> None:
    """Give each of `villagers` its `portrait`, or "", with one statement for all."""
    there = [villager for villager in villagers if villager is not None]
    found = portraits_of(villager.icon_url for villager in there)
    for villager in there:
        villager.portrait = found.get(villager.icon_url, "")
