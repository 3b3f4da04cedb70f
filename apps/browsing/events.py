"""What happens to reviews of a year, as overlays and the site hear it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload


class YearPayload(Payload):
    """A review of a year that everyone can see now."""

    year: Annotated[
        int | None, Field(description="The year; null for the review of all time")
    ]
    slug: Annotated[str, Field(description="/api/years/…: “2025”, or “all”")]
    title: Annotated[str, Field(description="What the owner calls it; may be empty")]
    url: Annotated[
        str, Field(description="Its page, from the root of this server: /year/2025/")
    ]
    review_id: Annotated[str, Field(description="Id of the review (UUID)")]


class HiddenYearPayload(Payload):
    """A review that is no longer public: only its id, so that you can drop it."""

    review_id: Annotated[str, Field(description="Id of the review (UUID)")]


_ID = "7d3f5e0c-52a1-4b6e-9f3a-1c2d3e4f5a6b"

YEAR_PUBLISH = EventType(
    name="questlog:year_publish",
    title="A year in review was published",
    summary="The owner’s review of a year, or of all time, can be seen by everyone.",
    when=(
        "When a review becomes public. Changing a public review sends no event; its "
        "numbers change with the playthroughs."
    ),
    payload=YearPayload,
    subject="year",
    example=YearPayload(
        year=2025,
        slug="2025",
        title="A year of games",
        url="/year/2025/",
        review_id=_ID,
    ),
    about="slug",
)
YEAR_HIDE = EventType(
    name="questlog:year_hide",
    title="A year in review was hidden",
    summary=(
        "It is a draft again, or was deleted. Drop everything you have about it. Its "
        "earlier events are now empty."
    ),
    when="When a public review is hidden or deleted.",
    payload=HiddenYearPayload,
    subject="year",
    example=HiddenYearPayload(review_id=_ID),
    about="review_id",
    empties_past=True,
)
EVENT_TYPES = (YEAR_PUBLISH, YEAR_HIDE)
