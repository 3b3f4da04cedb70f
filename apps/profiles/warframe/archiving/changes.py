"""What an archive changed, in words to the owner."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.plurals import counted
from apps.profiles.warframe.archiving.writing import Archived

MOST_NAMES = 8


def changes_of(archived: Archived) -> Iterator[str]:
    """Such as "Mastery rank 28 to 29", "12 missions"; nothing if nothing changed."""
    before, after = archived.before, archived.after
    if archived.is_first:
        yield f"{counted(after.weapons, 'weapon')} archived"
        yield f"Mastery rank {after.mastery_rank}"
        return
    if after.mastery_rank != before.mastery_rank:
        yield f"Mastery rank {before.mastery_rank} to {after.mastery_rank}"
    if names := archived.mastered:
        more = len(names) - MOST_NAMES
        listed = ", ".join(names[:MOST_NAMES]) + (
            f" and {more} more" if more > 0 else ""
        )
        yield f"{counted(len(names), 'item')} mastered: {listed}"
    if missions := after.missions_completed - before.missions_completed:
        yield counted(missions, "mission")
    if kills := after.kills - before.kills:
        yield counted(kills, "kill")
    if seconds := after.time_played_seconds - before.time_played_seconds:
        yield f"{seconds / 3600:,.1f} hours played"
