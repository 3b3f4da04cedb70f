"""What becomes of imports; that one was applied is told by the library's own type."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class ImportUndoPayload(Payload):
    """What taking an import back has changed, as numbers of rows."""

    import_id: Annotated[str, Field(description="Id of the import (UUID)")]
    title: Annotated[str, Field(description="What the owner calls it")]
    removed: Annotated[int, Field(description="Rows that the import made, now gone")]
    restored: Annotated[int, Field(description="Rows put back to what they were")]
    kept: Annotated[
        int, Field(description="Rows left as they are: the owner has changed them")
    ]


IMPORT_UNDO = EventType(
    name="questlog:import_undo",
    title="An import was taken back",
    summary="Many rows went at once: read anew what you show.",
    when="An import is undone in the admin or by undo_import.",
    payload=ImportUndoPayload,
    subject="import",
    example=ImportUndoPayload(
        import_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
        title="RPGs that I have beaten",
        removed=318,
        restored=4,
        kept=2,
    ),
    about="title",
)
EVENT_TYPES = (IMPORT_UNDO,)
