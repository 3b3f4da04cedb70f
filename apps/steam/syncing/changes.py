"""What a sync changed, in words to the owner."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from apps.core.plurals import counted
from apps.journal.models import hours_of
from apps.steam.models import SteamApp
from apps.steam.syncing.library import LibraryChanges

MOST_NAMES = 5


def changes_of(changes: LibraryChanges) -> Iterator[str]:
    """Such as "Hades: 2.5 h", "2 new games: Celeste, Braid"."""
    if changes.is_first:
        yield f"{counted(changes.total, 'game')} in the library"
        return
    played = sorted(changes.played, key=lambda each: -each.minutes)
    for growth in played:
        yield f"{growth.app}: {hours_of(growth.minutes)} h"
    for apps, what in (
        (changes.new, "new game"),
        (changes.returned, "game that was missing"),
    ):
        if apps:
            yield f"{counted(len(apps), what)}: {_names(apps)}"
    if changes.gone:
        count = counted(len(changes.gone), "game")
        yield f"{count} no longer shown by Steam: {_names(changes.gone)}"
    for app in changes.lowered:
        yield f"{app}: Steam now counts {hours_of(app.minutes)} h in total"


def unlocked_in(app: SteamApp, count: int) -> str:
    return f"{app}: {counted(count, 'achievement')}"


def _names(apps: Sequence[SteamApp]) -> str:
    more = len(apps) - MOST_NAMES
    listed = ", ".join(app.name for app in apps[:MOST_NAMES])
    return f"{listed} and {more} more" if more > 0 else listed
