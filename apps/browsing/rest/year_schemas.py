from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel
from pydantic import Field

Path = Annotated[str, Field(description="From the root of this server")]


class YearImageSchema(BaseModel):
    """A picture to share. Another picture has another address."""

    url: Path
    width: int
    height: int


class YearGameSchema(BaseModel):
    id: str
    slug: str
    name: str
    cover_url: Annotated[
        str | None, Field(description="The cover that this server keeps, from its root")
    ]


class YearReviewSchema(BaseModel):
    id: str
    slug: Annotated[str, Field(description="“2025”, or “all”")]
    year: Annotated[int | None, Field(description="Null for the review of all time")]
    title: str
    is_public: bool
    published_at: Annotated[
        datetime | None, Field(description="When it was first published")
    ]
    url: Annotated[str, Field(description="Its page, from the root of this server")]
    images: Annotated[
        list[YearImageSchema],
        Field(description="Empty until they are drawn, and for drafts"),
    ]


class YearHighlightSchema(BaseModel):
    game: YearGameSchema
    text: Annotated[str, Field(description="What the owner says about it")]


class YearFinishSchema(YearGameSchema):
    completed_at: Annotated[
        str | None, Field(description="The latest time: a year, a month, or a day")
    ]
    rating: Annotated[float | None, Field(description="The best of its ratings")]


class YearShareSchema(BaseModel):
    name: str
    playthroughs: int
    completed: int
    hours: float


class YearDetailSchema(YearReviewSchema):
    """A review with its numbers, which are those of public playthroughs alone."""

    introduction: Annotated[
        str, Field(description="The owner's, or a sentence with the numbers")
    ]
    completed: Annotated[int, Field(description="Completed playthroughs")]
    games_completed: int
    hours: float
    average_rating: float | None
    days_played: Annotated[
        int, Field(description="Days with a session; 0 for all time")
    ]
    game_of_the_year: YearHighlightSchema | None
    highlights: list[YearHighlightSchema]
    games: Annotated[
        list[YearFinishSchema],
        Field(
            description="What was finished: of a year in order, of all time the best "
            "120 first"
        ),
    ]
    by_platform: list[YearShareSchema]


class YearListSchema(BaseModel):
    items: list[YearReviewSchema]
    count: int
