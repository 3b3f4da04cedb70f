"""What happens to lists, as overlays and the site hear it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.core.plurals import counted
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import FeedEntries
from apps.realtime.catalogue import FeedText
from apps.realtime.catalogue import Payload

# An event is a message, not the whole list: a shuffle of a thousand entries tells
# of the first ones and says how many there were.
MOST_MOVES = 100


class MoveSchema(BaseModel):
    """The move of one game. Positions start at 1; null if not on the list or
    unranked."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)

    work: Annotated[str, Field(description="Name of the game")]
    work_slug: Annotated[str, Field(description="Address of the game: /api/works/…")]
    from_position: Annotated[
        int | None, Field(alias="from", description="Previous position, from 1")
    ]
    to_position: Annotated[
        int | None, Field(alias="to", description="New position, from 1")
    ]


# Before `list`, a key of the payload, which would hide the builtin.
Texts = list[str]
Moves = list[MoveSchema]
Fields = list[Literal["name", "slug", "description", "tiers"]]


class ListPayload(Payload):
    """A public list and what happened to it."""

    list: Annotated[str, Field(description="Slug: /api/lists/…")]
    name: Annotated[str, Field(description="Name of the list")]
    is_ranked: Annotated[bool, Field(description="Whether it is ranked")]
    verb: Annotated[
        Literal[
            "added",
            "removed",
            "reordered",
            "restored",
            "merged",
            "annotated",
            "created",
            "changed",
            "published",
        ],
        Field(
            description="What happened to its entries (added, removed, reordered, "
            "restored, annotated, merged: two games became one) or to the list itself: "
            "created, changed (name, address, description, or tiers), or published "
            "(everyone can see it now)"
        ),
    ]
    entries: Annotated[
        Texts,
        Field(description=f"Slugs of the affected games, at most {MOST_MOVES}"),
    ]
    moves: Annotated[
        Moves,
        Field(description=f"The move of each affected game, at most {MOST_MOVES}"),
    ]
    entries_changed: Annotated[int, Field(description="Number of affected games")]
    list_id: Annotated[str, Field(description="Id of the list (UUID)")]
    version: Annotated[
        int,
        Field(description="How many times the list has changed, including this time"),
    ]
    changed: Annotated[
        Fields,
        Field(description="For “changed”: what changed about the list itself"),
    ]
    previous_slug: Annotated[
        str | None, Field(description="The previous address, if it changed")
    ]


def changed_list(payload: Mapping[str, Any]) -> FeedText | None:
    """What feeds say of a list: where its games went. None for smaller changes."""
    name, verb = payload["name"], payload["verb"]
    if verb == "published":
        title = f"New list: {name}"
    elif verb in {"added", "removed", "reordered", "restored", "merged"}:
        title = _moved(payload["moves"], payload["entries_changed"], name)
    else:
        return None
    return FeedText(title=title, summary=name, about="lists", slug=payload["list"])


def _moved(moves: Sequence[Mapping[str, Any]], count: int, name: str) -> str:
    if count != 1 or len(moves) != 1:
        return f"{counted(count, 'game')} changed on {name}"
    (move,) = moves
    work, before, now = move["work"], move["from"], move["to"]
    if before and now:
        way = "up" if now < before else "down"
        return f"{work} {way} {abs(before - now)} to {now} on {name}"
    if now:
        return f"{work} new at {now} on {name}"
    # An unranked list has no places; a game that was on a ranked one had.
    return f"{work} off {name}" if before else f"{name}: {work}"


LIST_UPDATED = EventType(
    name="questlog:list_updated",
    title="A list changed",
    summary=(
        "The entries, order, notes, or name of a public list changed, or a list "
        "became public."
    ),
    when=(
        "Once per change, whether it affects one entry or all: a re-rank is one "
        "event. Drafts and private lists send no events, and imports have their own "
        "event."
    ),
    payload=ListPayload,
    subject="list",
    example=ListPayload(
        list="top-25-rpgs",
        name="Top 25 RPGs",
        is_ranked=True,
        verb="reordered",
        entries=["chrono-trigger"],
        moves=[
            MoveSchema.model_validate(
                {
                    "work": "Chrono Trigger",
                    "work_slug": "chrono-trigger",
                    "from": 8,
                    "to": 1,
                }
            )
        ],
        entries_changed=1,
        list_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b",
        version=31,
        changed=[],
        previous_slug=None,
    ),
    about="name",
    feed=FeedEntries(kind="lists", text=changed_list),
)


class HiddenListPayload(Payload):
    """A list that is no longer public: only its id, so that you can drop it."""

    list_id: Annotated[str, Field(description="Id of the list (UUID)")]


def _end(
    verb: str, *, title: str, summary: str, when: str
) -> EventType[HiddenListPayload]:
    return EventType(
        name=f"questlog:list_{verb}",
        title=title,
        summary=(
            f"{summary} Drop everything you have about it. Its earlier events are now "
            "empty."
        ),
        when=when,
        payload=HiddenListPayload,
        subject="list",
        example=HiddenListPayload(list_id="7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"),
        about="list_id",
        empties_past=True,
    )


LIST_HIDE = _end(
    "hide",
    title="A list was hidden",
    summary="It is now a draft or private.",
    when="When a public list becomes a draft or private.",
)
LIST_DELETE = _end(
    "delete",
    title="A list was deleted",
    summary="It no longer exists.",
    when=(
        "When a public list is deleted. Deleting a draft or private list sends no "
        "event."
    ),
)
EVENT_TYPES = (LIST_UPDATED, LIST_HIDE, LIST_DELETE)
