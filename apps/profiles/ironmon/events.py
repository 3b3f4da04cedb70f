"""What happens in IronMON runs, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

PREFIX = "questlog:ironmon_"
SeedNumber = Annotated[int, Field(description="Number of the attempt")]
RunId = Annotated[
    str, Field(description="Id of the run (UUID): /api/profiles/ironmon/runs/…")
]


class RunPayload(Payload):
    """A run as it is now."""

    challenge: Annotated[str, Field(description="Name of the challenge")]
    challenge_slug: Annotated[str, Field(description="Slug of the challenge")]
    seed_number: SeedNumber
    furthest: Annotated[
        str | None, Field(description="The furthest checkpoint it has cleared")
    ]
    furthest_order: Annotated[
        int | None, Field(description="Which of the checkpoints that is, from 1")
    ]
    next_checkpoint: Annotated[
        str | None,
        Field(description="The one after it; null after the last, or without any"),
    ]
    checkpoint_count: Annotated[
        int, Field(description="How many checkpoints the challenge has")
    ]
    is_victory: Annotated[bool, Field(description="Whether the run is won")]
    is_defeat: Annotated[bool, Field(description="Whether the run is lost")]
    run_id: RunId


class RunCheckpointPayload(RunPayload):
    """A checkpoint that was cleared, and the run after it."""

    checkpoint: Annotated[str, Field(description="What was cleared")]
    checkpoint_order: Annotated[
        int, Field(description="Its place among the checkpoints, from 1")
    ]
    trainer: Annotated[str, Field(description="Who was beaten there")]
    is_personal_best: Annotated[
        bool,
        Field(description="Whether no other run of the challenge has come this far"),
    ]


class PersonalBestPayload(RunCheckpointPayload):
    """The checkpoint that no run had come to before, and how far the best one was."""

    previous_checkpoint: Annotated[
        str | None,
        Field(description="The furthest of all other runs; null if there was none"),
    ]
    previous_checkpoint_order: Annotated[
        int | None, Field(description="Its place among the checkpoints, from 1")
    ]
    previous_seed_number: Annotated[
        int | None, Field(description="Number of the run that held the record")
    ]


class RunDefeatPayload(RunPayload):
    """What ended a run, and the run after it."""

    pokemon: Annotated[str, Field(description="The Pokémon that ended the run")]
    pokemon_id: Annotated[
        int | None,
        Field(description="The game's own number, not that of the National Pokédex"),
    ]
    level: Annotated[int | None, Field(description="Its level, if known")]
    trainer: Annotated[str | None, Field(description="Null for a wild Pokémon")]
    is_wild: Annotated[bool, Field(description="Whether it was wild")]
    place: Annotated[str, Field(description="Where it happened; empty if unknown")]


class HiddenRunPayload(Payload):
    """A run that is no longer public: only its id, so that you can drop it."""

    run_id: Annotated[str, Field(description="Id of the run (UUID)")]


_RUN_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"
_PUBLIC_ONLY = "Runs of a private profile send no events."
_RUN = RunPayload(
    challenge="Kaizo",
    challenge_slug="kaizo",
    seed_number=2235,
    furthest=None,
    furthest_order=None,
    next_checkpoint="Rival 1",
    checkpoint_count=23,
    is_victory=False,
    is_defeat=False,
    run_id=_RUN_ID,
)
_BROCK = RunCheckpointPayload(
    **{
        **_RUN.model_dump(),
        "furthest": "Brock",
        "furthest_order": 4,
        "next_checkpoint": "Rival 3",
    },
    checkpoint="Brock",
    checkpoint_order=4,
    trainer="Brock",
    is_personal_best=False,
)


def _of_run[P: Payload](
    verb: str, *, title: str, summary: str, when: str, example: P
) -> EventType[P]:
    return EventType(
        name=f"{PREFIX}{verb}",
        title=title,
        summary=summary,
        when=f"{when} {_PUBLIC_ONLY}",
        payload=type(example),
        subject="run",
        example=example,
        about=lambda payload: f"{payload['challenge']} {payload['seed_number']}",
    )


START = _of_run(
    "start",
    title="An IronMON run was started",
    summary="A new seed: the next attempt at the challenge.",
    when="When a run is recorded. The same number again sends no event.",
    example=_RUN,
)
CHECKPOINT = _of_run(
    "checkpoint",
    title="An IronMON checkpoint was cleared",
    summary="Which one, and how far the run has come with it.",
    when="When a run clears a checkpoint. A repeat sends no event.",
    example=_BROCK,
)
PERSONAL_BEST = _of_run(
    "personal_best",
    title="An IronMON run went further than any before",
    summary="How far it has come, and which run held the record.",
    when=(
        "After the event of a checkpoint that no other run of the challenge has come "
        "to. An import sends none."
    ),
    example=PersonalBestPayload(
        **{**_BROCK.model_dump(), "is_personal_best": True},
        previous_checkpoint="Rival 2",
        previous_checkpoint_order=3,
        previous_seed_number=615,
    ),
)
CHECKPOINT_WITHDRAW = _of_run(
    "checkpoint_withdraw",
    title="An IronMON checkpoint was taken back",
    summary="It was recorded by mistake. The run is as it is without it.",
    when="When a checkpoint is taken back. Twice sends no second event.",
    example=RunCheckpointPayload(
        **_RUN.model_dump(),
        checkpoint="Rival 1",
        checkpoint_order=1,
        trainer="Rival",
        is_personal_best=False,
    ),
)
_LOST = RunDefeatPayload(
    **{**_RUN.model_dump(), "is_defeat": True},
    pokemon="Swellow",
    pokemon_id=305,
    level=14,
    trainer="Rival",
    is_wild=False,
    place="Route 22",
)
DEFEAT = _of_run(
    "defeat",
    title="An IronMON run was lost",
    summary="What ended it, and how far it came.",
    when="When the defeat of a run is recorded. The first one is final.",
    example=_LOST,
)
DEFEAT_CORRECT = _of_run(
    "defeat_correct",
    title="The defeat of an IronMON run was corrected",
    summary="What ended it, as it is known now.",
    when="When the owner changes the defeat of a run that is lost already.",
    example=_LOST,
)
DEFEAT_WITHDRAW = _of_run(
    "defeat_withdraw",
    title="The defeat of an IronMON run was taken back",
    summary="It was recorded by mistake. The run goes on.",
    when=(
        "When a defeat is taken back. If the run has cleared its last checkpoint, the "
        "event of its victory follows."
    ),
    example=_RUN,
)
VICTORY = _of_run(
    "victory",
    title="An IronMON run was won",
    summary="The last checkpoint of its challenge is cleared.",
    when="After the event of the last checkpoint, if the run wasn't lost before.",
    example=_RUN.model_copy(
        update={
            "furthest": "Champion",
            "furthest_order": 23,
            "next_checkpoint": None,
            "is_victory": True,
        }
    ),
)
_HIDDEN = HiddenRunPayload(run_id=_RUN_ID)
HIDE = vanishing(
    f"{PREFIX}hide",
    subject="run",
    example=_HIDDEN,
    title="An IronMON run was made private",
    summary="Only the owner can see it from now on.",
    when="For each run with a past, when the profile is made private.",
)
DELETE = vanishing(
    f"{PREFIX}delete",
    subject="run",
    example=_HIDDEN,
    title="An IronMON run was deleted",
    summary="It no longer exists.",
    when="When a run is deleted. Deleting one of a private profile sends no event.",
)
EVENT_TYPES = (
    START,
    CHECKPOINT,
    CHECKPOINT_WITHDRAW,
    PERSONAL_BEST,
    DEFEAT,
    DEFEAT_CORRECT,
    DEFEAT_WITHDRAW,
    VICTORY,
    HIDE,
    DELETE,
)
