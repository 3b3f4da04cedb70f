"""What happens to the library, as the site hears it. On the wire a game is a work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any

from pydantic import BaseModel
from pydantic import Field
from pydantic import WithJsonSchema

from apps.library.models import Game
from apps.library.rest.schemas import FranchiseSchema
from apps.library.rest.schemas import GameGenreSchema
from apps.library.rest.schemas import PlatformSchema
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import PartialDate
from apps.realtime.catalogue import Payload

# An event is a message, not the whole game: a collection of a hundred ports is named
# by its first ones.
MOST_EDITIONS = 30

# What a change may list: the game's own fields and its editions.
WorkFieldName = Annotated[
    str,
    WithJsonSchema(
        {"type": "string", "enum": sorted({*Game.field_table.edited, "editions"})}
    ),
]


class WorkEditionSchema(BaseModel):
    id: str
    name: str
    slug: str
    edition_type: str


class WorkReferenceSchema(BaseModel):
    id: str
    name: str
    slug: str


class WorkPayload(Payload):
    """A work after the change, as shown by `/api/works` and `/api/games`."""

    id: Annotated[str, Field(description="Id of the work (UUID)")]
    name: Annotated[str, Field(description="Name of the game")]
    slug: Annotated[str, Field(description="Address of the work: /api/works/…")]
    franchise: Annotated[
        FranchiseSchema | None, Field(description="The series it belongs to")
    ]
    original_release_year: Annotated[
        int | None, Field(description="Year of its first release, anywhere")
    ]
    genres: Annotated[list[GameGenreSchema], Field(description="The primary one first")]
    platforms: Annotated[
        list[PlatformSchema], Field(description="The platforms it runs on")
    ]
    release_date: Annotated[
        PartialDate | None, Field(description="Its first release: 1995, 1995-03 …")
    ]
    cover_url: Annotated[str | None, Field(description="Address of the cover image")]
    igdb_id: Annotated[int | None, Field(description="Its id at igdb.com")]
    editions: Annotated[
        list[WorkEditionSchema],
        Field(description=f"The first {MOST_EDITIONS}, oldest in the library first"),
    ]
    edition_count: Annotated[int, Field(description="How many editions it has")]
    changed: Annotated[
        list[WorkFieldName],
        Field(
            description="Names of the changed fields; empty for a new work. Long "
            "texts (summary, aliases) and edition details are listed "
            "here, but their values aren't included: read /api/games/…"
        ),
    ]
    previous_slug: Annotated[
        str | None,
        Field(description="The previous address, if it changed"),
    ]
    version: Annotated[
        int,
        Field(description="How many times the work has changed, including this time"),
    ]


class WorkDeletePayload(Payload):
    """A deleted work."""

    id: Annotated[str, Field(description="Id of the deleted work (UUID)")]
    name: Annotated[str, Field(description="Name of the deleted game")]
    slug: Annotated[str, Field(description="Address of the deleted work")]
    version: Annotated[
        int, Field(description="How many times it changed, including this time")
    ]
    merged_into: Annotated[
        WorkReferenceSchema | None,
        Field(
            description="The work that it was merged into: link there instead. Null if "
            "it was deleted for good"
        ),
    ] = None


class ImportPayload(Payload):
    """What an import saved, as row counts."""

    import_id: Annotated[
        str | None,
        Field(description="Id of the import (UUID); null for POST /api/import"),
    ]
    games: Annotated[int, Field(description="Games added")] = 0
    games_changed: Annotated[int, Field(description="Games changed")] = 0
    editions: Annotated[
        int,
        Field(description="Editions added, not counting the first one of a new game"),
    ] = 0
    playthroughs: Annotated[int, Field(description="Playthroughs added")] = 0
    completions: Annotated[int, Field(description="Playthroughs now completed")] = 0
    playthroughs_changed: Annotated[int, Field(description="Playthroughs changed")] = 0
    franchises: Annotated[int, Field(description="Franchises added")] = 0
    genres: Annotated[int, Field(description="Genres added")] = 0
    platforms: Annotated[int, Field(description="Platforms added")] = 0
    names_changed: Annotated[
        int,
        Field(description="Franchises, genres, and platforms renamed or linked"),
    ] = 0
    lists: Annotated[int, Field(description="Lists added")] = 0
    entries: Annotated[int, Field(description="List entries added")] = 0
    already_there: Annotated[
        int, Field(description="Games that already matched the import")
    ] = 0
    skipped: Annotated[int, Field(description="Rows left out by the owner")] = 0
    undecided: Annotated[int, Field(description="Rows that are still undecided")] = 0


def import_in_numbers(payload: Mapping[str, Any]) -> str:
    """What an import added, for people: "games: 86, lists: 2"."""
    nouns = ("games", "editions", "playthroughs", "lists", "entries")
    told = [f"{noun}: {payload[noun]}" for noun in nouns if payload.get(noun)]
    return ", ".join(told) or "nothing new"


_CHRONO_TRIGGER = WorkPayload(
    id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
    name="Chrono Trigger",
    slug="chrono-trigger",
    franchise=FranchiseSchema(
        id="c0b1a2d3-0f4e-4d5c-8b6a-7f8e9d0c1b2a", name="Chrono", slug="chrono"
    ),
    original_release_year=1995,
    genres=[
        GameGenreSchema(
            id="1f2e3d4c-5b6a-4789-8a9b-0c1d2e3f4a5b",
            name="Role-playing (RPG)",
            slug="role-playing-rpg",
            is_primary=True,
        )
    ],
    platforms=[
        PlatformSchema(
            id="2a3b4c5d-6e7f-4801-9a2b-3c4d5e6f7081",
            name="Super Nintendo Entertainment System",
            slug="super-nintendo-entertainment-system",
            abbreviation="SNES",
        )
    ],
    release_date="1995-03-11",
    cover_url="https://images.igdb.com/igdb/image/upload/t_cover_big/co3plw.jpg",
    igdb_id=1051,
    editions=[
        WorkEditionSchema(
            id="3b4c5d6e-7f80-4912-8b3c-4d5e6f708192",
            name="Chrono Trigger",
            slug="chrono-trigger",
            edition_type="original",
        )
    ],
    edition_count=1,
    changed=[],
    previous_slug=None,
    version=1,
)

WORK_CREATE = EventType(
    name="questlog:work_create",
    title="A game was added",
    summary="A game was added to the library.",
    when="When a game is added in any way except an import, which has its own event.",
    payload=WorkPayload,
    subject="work",
    example=_CHRONO_TRIGGER,
    about="name",
)
WORK_UPDATE = EventType(
    name="questlog:work_update",
    title="A game changed",
    summary=(
        "What the site shows of a game has changed: rebuild its page. Adding or "
        "changing an edition counts as a change of its game."
    ),
    when=(
        "When a game, its genres, platforms, or editions are saved with changes; "
        "everything saved together is one event. Saving without a change sends no "
        "event. Neither do imports, which have their own event, or renaming a "
        "franchise, genre, or platform."
    ),
    payload=WorkPayload,
    subject="work",
    example=_CHRONO_TRIGGER.model_copy(
        update={"changed": ["release_date", "platforms"], "version": 4}
    ),
    about="name",
)
WORK_DELETE = EventType(
    name="questlog:work_delete",
    title="A game was deleted",
    summary=(
        "A game was deleted from the library, or merged into another one: remove its "
        "page, or lead it to that of `merged_into`."
    ),
    when=(
        "When a game is deleted or merged. Undoing an import has its own event instead."
    ),
    payload=WorkDeletePayload,
    subject="work",
    example=WorkDeletePayload(
        id=_CHRONO_TRIGGER.id,
        name=_CHRONO_TRIGGER.name,
        slug=_CHRONO_TRIGGER.slug,
        version=5,
    ),
    about="name",
)
IMPORT_COMPLETE = EventType(
    name="questlog:import_complete",
    title="An import was applied",
    summary=(
        "Many rows were saved at the same time, with one event for all. Reload what "
        "you show."
    ),
    when=(
        "When an import with something new is applied, or POST /api/import has added "
        "something."
    ),
    payload=ImportPayload,
    subject="import",
    example=ImportPayload(
        import_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
        games=86,
        editions=9,
        playthroughs=101,
        completions=95,
        franchises=21,
        platforms=14,
        lists=2,
        entries=35,
    ),
    about=import_in_numbers,
    version=2,  # without the title, which is the name of the owner's file
)
EVENT_TYPES = (WORK_CREATE, WORK_UPDATE, WORK_DELETE, IMPORT_COMPLETE)
