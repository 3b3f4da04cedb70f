"""What happens to profiles as a whole, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

ProfileSlug = Annotated[
    str, Field(description="Slug of the profile: /api/profiles/<slug>/…")
]
ProfileName = Annotated[str, Field(description="Name of the profile")]
ImportId = Annotated[str, Field(description="Id of the import (UUID)")]

_PUBLIC_ONLY = "A private profile sends no event."


class ProfileSyncedPayload(Payload):
    """What a sync with a service has changed."""

    profile: ProfileSlug
    name: ProfileName
    game: Annotated[str, Field(description="Name of the game that the profile is of")]
    changes: Annotated[
        list[str],
        Field(description="What changed, each in a few words; the first 50"),
    ]
    change_count: Annotated[int, Field(description="How many changes there are")]
    synced_at: Annotated[str, Field(description="When, as ISO 8601 with time zone")]


class ProfileImportPayload(Payload):
    """How much a file brought; none of it has an event of its own."""

    profile: ProfileSlug
    name: ProfileName
    format: Annotated[str, Field(description="What the file was recognized as")]
    added: Annotated[int, Field(description="Rows that are new")]
    updated: Annotated[int, Field(description="Rows that were there and were changed")]
    import_id: ImportId


class ProfileImportUndoPayload(Payload):
    """How much of an import was taken back."""

    profile: ProfileSlug
    name: ProfileName
    undone: Annotated[int, Field(description="Rows that were removed or restored")]
    kept: Annotated[
        int, Field(description="Rows that stayed, because they were changed since")
    ]
    import_id: ImportId


_IMPORT_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

PROFILE_SYNCED = EventType(
    name="questlog:profile_synced",
    title="A profile was synced",
    summary="What is new at the service, in words. Read the profile again for details.",
    when="When a sync ends and has changed something. " + _PUBLIC_ONLY,
    payload=ProfileSyncedPayload,
    subject="profile",
    example=ProfileSyncedPayload(
        profile="ffxiv",
        name="Final Fantasy XIV",
        game="Final Fantasy XIV",
        changes=["Paladin 90 to 92", "3 mounts"],
        change_count=2,
        synced_at="2026-11-22T22:49:01.123456+00:00",
    ),
    about="name",
)
PROFILE_IMPORT = EventType(
    name="questlog:profile_import",
    title="A file was imported into a profile",
    summary="It may have changed a lot, so fetch the profile again.",
    when="When an import is applied and brings something new. " + _PUBLIC_ONLY,
    payload=ProfileImportPayload,
    subject="profile_import",
    example=ProfileImportPayload(
        profile="ironmon",
        name="IronMON",
        format="Django’s dumpdata",
        added=2235,
        updated=0,
        import_id=_IMPORT_ID,
    ),
    about="name",
)
PROFILE_IMPORT_UNDO = EventType(
    name="questlog:profile_import_undo",
    title="An import into a profile was undone",
    summary="What it added is gone, so fetch the profile again.",
    when="When an import is undone. " + _PUBLIC_ONLY,
    payload=ProfileImportUndoPayload,
    subject="profile_import",
    example=ProfileImportUndoPayload(
        profile="ironmon", name="IronMON", undone=2235, kept=0, import_id=_IMPORT_ID
    ),
    about="name",
)
EVENT_TYPES = (PROFILE_SYNCED, PROFILE_IMPORT, PROFILE_IMPORT_UNDO)
