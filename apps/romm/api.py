"""`POST /play-sessions`: as RomM has it, so that its clients can report here.

The body and the answer are those of RomM's own endpoint:
https://github.com/rommapp/romm/blob/master/backend/endpoints/play_sessions.py
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Annotated
from typing import Literal

from django.http import HttpRequest
from ninja import Router
from ninja import Status
from pydantic import BaseModel
from pydantic import Field
from pydantic import model_validator

from apps.core.api.auth import author
from apps.core.api.auth import writes
from apps.core.api.strict import LARGEST_INTEGER
from apps.romm.models.play_report import LONGEST_NAME
from apps.romm.receiving import Reported
from apps.romm.receiving import receive

MOST_SESSIONS = 100
LONGEST_MS = 10**12

router = Router(tags=["journal"])

Name = Annotated[str, Field(max_length=LONGEST_NAME)]


class RommSessionSchema(BaseModel):
    """Time played of one ROM. Times without an offset are UTC; microseconds are cut."""

    rom_id: (
        Annotated[int, Field(ge=1, le=LARGEST_INTEGER, description="RomM’s own number")]
        | None
    ) = None
    save_slot: Name | None = None
    start_time: Annotated[datetime, Field(examples=["2026-11-22T20:00:00Z"])]
    end_time: Annotated[datetime, Field(examples=["2026-11-22T21:30:00Z"])]
    duration_ms: Annotated[int, Field(ge=0, le=LONGEST_MS)]

    @model_validator(mode="after")
    def check_order(self) -> RommSessionSchema:
        self.start_time = _whole_seconds(self.start_time)
        self.end_time = _whole_seconds(self.end_time)
        if self.end_time <= self.start_time:
            raise ValueError("end_time must be after start_time")
        return self


class RommSessionsSchema(BaseModel):
    device_id: Name | None = None
    sessions: Annotated[
        list[RommSessionSchema], Field(min_length=1, max_length=MOST_SESSIONS)
    ]


class RommResultSchema(BaseModel):
    """`id` is the number of the report, null where it was refused."""

    index: int
    status: Literal["created", "duplicate", "error"]
    id: int | None
    detail: str | None


class RommResultsSchema(BaseModel):
    results: list[RommResultSchema]
    created_count: int
    skipped_count: int


def _whole_seconds(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.replace(microsecond=0)


@router.post(
    "/play-sessions",
    auth=writes("journal.change_playthrough"),
    response={201: RommResultsSchema},
)
def report_play_sessions(
    request: HttpRequest, body: RommSessionsSchema
) -> Status[RommResultsSchema]:
    """Report sessions as a client of RomM does.

    A ROM that is linked to a game gets a session; another one waits in the admin, under
    *Sessions from RomM*. What was reported before is a duplicate.
    """
    user = author(request)
    results = []
    for index, each in enumerate(body.sessions):
        received = receive(
            Reported(
                rom_id=each.rom_id,
                device_id=body.device_id or "",
                save_slot=each.save_slot or "",
                started_at=each.start_time,
                ended_at=each.end_time,
                duration_ms=each.duration_ms,
            ),
            user=user,
        )
        results.append(
            RommResultSchema(
                index=index,
                status=received.status,
                id=received.report.pk if received.report else None,
                detail=received.detail,
            )
        )
    created = sum(result.status == "created" for result in results)
    answer = RommResultsSchema(
        results=results, created_count=created, skipped_count=len(results) - created
    )
    return Status(201, answer)
