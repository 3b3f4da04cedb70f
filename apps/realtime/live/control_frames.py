"""What the resuming WebSocket says and hears besides events, as schemas.

`protocol` and `consumers` make these frames by hand, because some go to thousands of
sockets at once; the tests hold them against what is declared here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from apps.realtime.live.protocol import KEEPALIVE
from apps.realtime.live.protocol import MOST_TYPES
from apps.realtime.live.protocol import PROTOCOL
from apps.realtime.live.protocol import Close

Epoch = Annotated[
    str,
    Field(
        description="Identifies the log; a different value means the log was replaced"
    ),
]
Nonce = Annotated[
    str | int, Field(description="The nonce the client sent, to match the reply")
]
Patterns = Annotated[
    list[str],
    Field(
        description="Event types; * matches any part: questlog:list_*",
        max_length=MOST_TYPES,
    ),
]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HelloPayload(_Closed):
    """Where the stream is and where this reader starts."""

    protocol: Annotated[int, Field(description=f"Protocol version: {PROTOCOL}")]
    epoch: Epoch
    sequence: Annotated[int, Field(description="Number of the newest event")]
    first_sequence: Annotated[int, Field(description="Number of the oldest event kept")]
    resumed: Annotated[bool, Field(description="Whether it resumes from `since`")]
    replaying: Annotated[
        int, Field(description="Number of missed events that come first")
    ]
    keepalive: Annotated[
        int, Field(description="Seconds between events:position frames")
    ]
    types: Patterns


class PositionPayload(_Closed):
    """How far this reader is, including types it didn't ask for."""

    epoch: Epoch
    sequence: Annotated[int, Field(description="Number of the last event sent")]


class ResetPayload(_Closed):
    """Missed events are gone. Reload the full state, then continue from here."""

    reason: Annotated[
        Literal["epoch", "too_old", "ahead"],
        Field(
            description="epoch: the log was replaced; too_old: events after `since` "
            "are no longer kept; ahead: that event hasn't happened yet"
        ),
    ]
    epoch: Epoch
    sequence: Annotated[
        int, Field(description="Number of the event it continues after")
    ]


class SubscribedPayload(_Closed):
    """The reply to `subscribe`."""

    types: Patterns
    nonce: Nonce | None = None


class PongPayload(_Closed):
    """The reply to `ping`."""

    nonce: Nonce | None = None


class ErrorPayload(_Closed):
    """The message or address was invalid."""

    message: Annotated[str, Field(description="What went wrong and how to fix it")]


class SubscribeMessage(BaseModel):
    """Subscribes to other types from now on."""

    op: Literal["subscribe"]
    types: Patterns
    nonce: Nonce | None = None


class PingMessage(BaseModel):
    """Asks for a pong."""

    op: Literal["ping"]
    nonce: Nonce | None = None


@dataclass(frozen=True, kw_only=True)
class ControlFrame:
    name: str
    when: str
    payload: type[BaseModel]
    example: dict[str, Any]

    @property
    def summary(self) -> str:
        return (self.payload.__doc__ or "").strip()


_EXAMPLE_PLACE = {"epoch": "k3v9q2aa", "sequence": 1842}

CONTROL_FRAMES = (
    ControlFrame(
        name="events:hello",
        when="Sent once, first.",
        payload=HelloPayload,
        example={
            "protocol": PROTOCOL,
            **_EXAMPLE_PLACE,
            "first_sequence": 1,
            "resumed": True,
            "replaying": 12,
            "keepalive": KEEPALIVE,
            "types": ["*"],
        },
    ),
    ControlFrame(
        name="events:reset",
        when="Sent after events:hello, or later if the log is replaced.",
        payload=ResetPayload,
        example={"reason": "too_old", **_EXAMPLE_PLACE},
    ),
    ControlFrame(
        name="events:position",
        when=f"Sent every {KEEPALIVE} seconds.",
        payload=PositionPayload,
        example=_EXAMPLE_PLACE,
    ),
    ControlFrame(
        name="events:subscribed",
        when="Sent after the client sends subscribe.",
        payload=SubscribedPayload,
        example={"types": ["questlog:list_*"], "nonce": "n-1"},
    ),
    ControlFrame(
        name="events:pong",
        when="Sent after the client sends ping.",
        payload=PongPayload,
        example={"nonce": "n-2"},
    ),
    ControlFrame(
        name="events:error",
        when=(
            "Sent after an invalid message or address. If it keeps happening, the "
            "connection is closed with 4400."
        ),
        payload=ErrorPayload,
        example={"message": "'Questlog Events' isn't an event type. Use …"},
    ),
)


@dataclass(frozen=True, kw_only=True)
class CloseCode:
    code: int
    meaning: str
    try_again: bool


CLOSE_CODES = (
    CloseCode(code=1001, meaning="Questlog is shutting down.", try_again=True),
    CloseCode(code=1006, meaning="The connection was lost.", try_again=True),
    CloseCode(
        code=Close.INTERNAL_ERROR,
        meaning="Something went wrong in Questlog.",
        try_again=True,
    ),
    CloseCode(code=1012, meaning="Questlog is restarting.", try_again=True),
    CloseCode(
        code=Close.TRY_AGAIN_LATER,
        meaning="The event log isn't available right now.",
        try_again=True,
    ),
    CloseCode(
        code=Close.BAD_REQUEST,
        meaning="The address or a message was invalid; an events:error frame said why.",
        try_again=False,
    ),
    CloseCode(
        code=Close.NO_TOKEN,
        meaning="The read token is missing or wrong (QUESTLOG_EVENTS_TOKENS).",
        try_again=False,
    ),
    CloseCode(
        code=Close.WRONG_ORIGIN,
        meaning=(
            "Pages of this site aren't allowed to listen (QUESTLOG_EVENTS_ORIGINS)."
        ),
        try_again=False,
    ),
    CloseCode(
        code=Close.TOO_SLOW,
        meaning=(
            "The reader was too slow. Nothing is skipped: resume where you left off."
        ),
        try_again=True,
    ),
    CloseCode(
        code=Close.TOO_MANY, meaning="Too many clients are connected.", try_again=True
    ),
)
