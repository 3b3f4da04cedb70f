"""What becomes of imports; that one was applied is an event of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class ImportUndoPayload(Payload):
    """What undoing an import changed, as row counts."""

    import_id: Annotated[str, Field(description="Id of the import (UUID)")]
    removed: Annotated[
        int, Field(description="Rows the import had created, now deleted")
    ]
    restored: Annotated[int, Field(description="Rows restored to their earlier values")]
    kept: Annotated[
        int,
        Field(description="Rows left as they are because the owner has changed them"),
    ]


def undo_in_numbers(payload: Mapping[str, Any]) -> str:
    """What taking an import back did, for people: "318 removed, 4 restored"."""
    counts = (f"{payload.get(key, 0)} {key}" for key in ("removed", "restored", "kept"))
    return ", ".join(counts)


IMPORT_UNDO = EventType(
    name="questlog:import_undo",
    title="An import was undone",
    summary="Many rows changed at the same time. Reload what you show.",
    when="When an import is undone, in the admin or with undo_import.",
    payload=ImportUndoPayload,
    subject="import",
    example=ImportUndoPayload(
        import_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
        removed=318,
        restored=4,
        kept=2,
    ),
    about=undo_in_numbers,
    version=2,  # without the title, which is the name of the owner's file
)
EVENT_TYPES = (IMPORT_UNDO,)
