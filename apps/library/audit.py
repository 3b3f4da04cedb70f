"""Whether each game is what its events say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.core.plurals import counted
from apps.library.events import WORK_DELETE
from apps.library.models import Game
from apps.library.models.changes import read_states
from apps.realtime.audit import RecordedEvent
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register

BATCH = 500


@register
def differences() -> Iterator[str]:
    """Games that were changed past Questlog, or told of wrongly.

    Only what the log still holds can be compared; what imports wrote has no events
    of single games.
    """
    told = events_by_subject("work")
    for uuids in _batches(sorted(told)):
        pks = Game.objects.filter(uuid__in=uuids).values_list("pk", flat=True)
        for _, version, state in read_states(list(pks)):
            yield from _differences_of(state, version, told[state["id"]][-1])


def _differences_of(
    state: dict[str, Any], version: int, last: RecordedEvent
) -> Iterator[str]:
    name = f"Game {state['id']} (“{state['name']}”)"
    if last.number > version:
        yield (
            f"{name} has changed {counted(version, 'time')}, but the last change in "
            f"the log is {last.number}."
        )
    if last.type == WORK_DELETE.name:
        yield f"{name} exists, but the log says it was deleted."
    elif last.number == version:
        now, then = _own(state), _own(last.payload)
        differing = [key for key in now if now[key] != then.get(key)]
        if differing:
            yield (
                f"{name} differs from its last event in {', '.join(differing)}. It "
                "was changed outside Questlog, with plain SQL."
            )


def _own(state: dict[str, Any]) -> dict[str, Any]:
    """What an event tells of the game itself; of what is beside it only the ids."""
    franchise = state["franchise"]
    return {
        "name": state["name"],
        "slug": state["slug"],
        "franchise": franchise and franchise["id"],
        "original_release_year": state["original_release_year"],
        "release_date": state["release_date"],
        "cover_url": state["cover_url"],
        "igdb_id": state["igdb_id"],
        "genres": {genre["id"] for genre in state["genres"]},
        "platforms": {platform["id"] for platform in state["platforms"]},
        "editions": state.get("edition_count", len(state["editions"])),
    }


def _batches(uuids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(uuids), BATCH):
        yield uuids[start : start + BATCH]
