"""What happens in Umamusume, as overlays hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.profiles.vanishing import vanishing
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload

RunId = Annotated[
    str, Field(description="Id of the run (UUID): /api/profiles/umamusume/runs/…")
]
EntryId = Annotated[
    str,
    Field(description="Id of the entry (UUID): /api/profiles/umamusume/meetings/…"),
]


class CareerPayload(Payload):
    """A finished career."""

    trainee: Annotated[str, Field(description="Name of the trainee")]
    outfit: Annotated[str, Field(description="Title of her outfit")]
    scenario: Annotated[str | None, Field(description="Short name of the scenario")]
    rank: Annotated[str | None, Field(description="Letter of the rank: “A+”")]
    score: Annotated[int | None, Field(description="Evaluation score")]
    speed: Annotated[int | None, Field(description="Final Speed")]
    stamina: Annotated[int | None, Field(description="Final Stamina")]
    power: Annotated[int | None, Field(description="Final Power")]
    guts: Annotated[int | None, Field(description="Final Guts")]
    wit: Annotated[int | None, Field(description="Final Wit")]
    fans: Annotated[int | None, Field(description="Fans at the end")]
    races: Annotated[int | None, Field(description="Races run")]
    wins: Annotated[int | None, Field(description="Races won")]
    is_best: Annotated[
        bool, Field(description="Whether no other career has a score as high")
    ]
    run_id: RunId


class BestRankPayload(CareerPayload):
    """A career with a higher rank than any before, and what was the highest."""

    previous_rank: Annotated[
        str | None, Field(description="The best rank before; null for the first one")
    ]
    previous_score: Annotated[
        int | None, Field(description="The best score before; null for the first one")
    ]


class MeetingMemberPayload(Payload):
    """One of the three who ran."""

    trainee: Annotated[str, Field(description="Name of the trainee")]
    outfit: Annotated[str, Field(description="Title of her outfit")]
    role: Annotated[
        str | None, Field(description="What she ran for: ace, blocker, debuffer")
    ]
    run_id: Annotated[
        str | None, Field(description="Id of her run (UUID), if it is public")
    ]


class MeetingResultPayload(Payload):
    """How a Champions Meeting went."""

    meeting: Annotated[str, Field(description="Name and year of the Champions Meeting")]
    league: Annotated[str, Field(description="graded or open")]
    group: Annotated[str | None, Field(description="Group of the final: A or B")]
    place: Annotated[int, Field(description="Place in the final, 1 to 3")]
    round1_wins: Annotated[int | None, Field(description="Races won in round 1")]
    round1_races: Annotated[int | None, Field(description="Races run in round 1")]
    round2_wins: Annotated[int | None, Field(description="Races won in round 2")]
    round2_races: Annotated[int | None, Field(description="Races run in round 2")]
    members: Annotated[list[MeetingMemberPayload], Field(description="Who ran")]
    entry_id: EntryId


class HiddenCareerPayload(Payload):
    """A run that is no longer public: only its id, so that you can drop it."""

    run_id: Annotated[str, Field(description="Id of the run (UUID)")]


class HiddenEntryPayload(Payload):
    """An entry that is no longer public: only its id, so that you can drop it."""

    entry_id: Annotated[str, Field(description="Id of the entry (UUID)")]


_RUN_ID = "5f0c2d1e-8b7a-4c6d-9e3f-0a1b2c3d4e5f"
_ENTRY_ID = "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d"
_PUBLIC_ONLY = "Private ones, and those of a private profile, send no events."
_RUN = CareerPayload(
    trainee="Oguri Cap",
    outfit="Starlight Beat",
    scenario="Trackblazer",
    rank="A+",
    score=12999,
    speed=1200,
    stamina=650,
    power=920,
    guts=540,
    wit=900,
    fans=412_345,
    races=40,
    wins=33,
    is_best=True,
    run_id=_RUN_ID,
)

RUN_COMPLETE = EventType(
    name="questlog:umamusume_run_complete",
    title="An Umamusume career was completed",
    summary="Who was trained, and how good she became.",
    when="When a career is completed. A repeat sends no event; careers "
    f"of an import send none. {_PUBLIC_ONLY}",
    payload=CareerPayload,
    subject="career",
    example=_RUN,
    about="trainee",
)
BEST_RANK = EventType(
    name="questlog:umamusume_best_rank",
    title="An Umamusume career reached a new best rank",
    summary="No public career before had a rank as high.",
    when="After the event of the career, if its rank is higher than all before. "
    f"{_PUBLIC_ONLY}",
    payload=BestRankPayload,
    subject="career",
    example=BestRankPayload(
        **_RUN.model_dump(), previous_rank="A", previous_score=11_480
    ),
    about=lambda payload: f"{payload['trainee']} {payload['rank']}",
)
MEETING_RESULT = EventType(
    name="questlog:umamusume_meeting_result",
    title="A Champions Meeting was decided",
    summary="The place in the final, and who ran.",
    when="When the place of an entry is recorded, and when it or its group is "
    f"corrected. {_PUBLIC_ONLY}",
    payload=MeetingResultPayload,
    subject="meeting_entry",
    example=MeetingResultPayload(
        meeting="Taurus Cup 2025",
        league="graded",
        group="A",
        place=1,
        round1_wins=14,
        round1_races=20,
        round2_wins=12,
        round2_races=20,
        members=[
            MeetingMemberPayload(
                trainee="Oguri Cap",
                outfit="Starlight Beat",
                role="ace",
                run_id=_RUN_ID,
            )
        ],
        entry_id=_ENTRY_ID,
    ),
    about=lambda payload: f"{payload['meeting']}, place {payload['place']}",
)
RUN_HIDE = vanishing(
    "questlog:umamusume_run_hide",
    subject="career",
    title="An Umamusume career was made private",
    summary="Only the owner can see it from now on.",
    when="When a career is made private or a draft again, and for each one when the "
    "profile is made private.",
    example=HiddenCareerPayload(run_id=_RUN_ID),
)
RUN_DELETE = vanishing(
    "questlog:umamusume_run_delete",
    subject="career",
    title="An Umamusume career was deleted",
    summary="It no longer exists.",
    when="When a career is deleted. Deleting a private one sends no event.",
    example=HiddenCareerPayload(run_id=_RUN_ID),
)
MEETING_HIDE = vanishing(
    "questlog:umamusume_meeting_hide",
    subject="meeting_entry",
    title="An entry of a Champions Meeting was made private",
    summary="Only the owner can see it from now on.",
    when="When an entry is made private, and for each one when the profile is.",
    example=HiddenEntryPayload(entry_id=_ENTRY_ID),
)
MEETING_DELETE = vanishing(
    "questlog:umamusume_meeting_delete",
    subject="meeting_entry",
    title="An entry of a Champions Meeting was deleted",
    summary="It no longer exists.",
    when="When an entry is deleted. Deleting a private one sends no event.",
    example=HiddenEntryPayload(entry_id=_ENTRY_ID),
)
EVENT_TYPES = (
    RUN_COMPLETE,
    BEST_RANK,
    MEETING_RESULT,
    RUN_HIDE,
    RUN_DELETE,
    MEETING_HIDE,
    MEETING_DELETE,
)
