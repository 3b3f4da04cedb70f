"""What the resuming WebSocket says and hears besides events, as schemas.

`protocol` and `resuming` make these frames by hand, because some go to thousands of
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

Epoch = Annotated[
    str,
    Field(description="Names the log; another one means that the log was replaced"),
]
Nonce = Annotated[
    str | int, Field(description="What the client sent, so that it knows its answer")
]
Patterns = Annotated[
    list[str],
    Field(description="Types, * for any part: questlog:list_*", max_length=MOST_TYPES),
]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HelloPayload(_Closed):
    """Where the stream stands and where this reader begins."""

    protocol: Annotated[int, Field(description=f"Version of the protocol: {PROTOCOL}")]
    epoch: Epoch
    sequence: Annotated[int, Field(description="Number of the newest event")]
    first_sequence: Annotated[int, Field(description="Number of the oldest event kept")]
    resumed: Annotated[bool, Field(description="Whether it goes on where `since` said")]
    replaying: Annotated[int, Field(description="How many events it gets first")]
    keepalive: Annotated[
        int, Field(description="Seconds between two frames events:position")
    ]
    types: Patterns


class PositionPayload(_Closed):
    """How far this reader is, types it did not ask for included."""

    epoch: Epoch
    sequence: Annotated[int, Field(description="Number of the last event it is past")]


class ResetPayload(_Closed):
    """Events were missed and cannot be had: read the state anew, go on from here."""

    reason: Annotated[
        Literal["epoch", "too_old", "ahead"],
        Field(
            description="epoch: the log was replaced; too_old: what comes after "
            "`since` is forgotten; ahead: that event has not happened yet"
        ),
    ]
    epoch: Epoch
    sequence: Annotated[int, Field(description="Number of the event it goes on after")]


class SubscribedPayload(_Closed):
    """The answer to `subscribe`."""

    types: Patterns
    nonce: Nonce | None = None


class PongPayload(_Closed):
    """The answer to `ping`."""

    nonce: Nonce | None = None


class ErrorPayload(_Closed):
    """What was said makes no sense."""

    message: Annotated[str, Field(description="What is wrong and what would be right")]


class SubscribeMessage(BaseModel):
    """Asks for other types from now on."""

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
        when="First of all, once.",
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
        when="After events:hello, or later when the log is replaced under its readers.",
        payload=ResetPayload,
        example={"reason": "too_old", **_EXAMPLE_PLACE},
    ),
    ControlFrame(
        name="events:position",
        when=f"Every {KEEPALIVE} seconds.",
        payload=PositionPayload,
        example=_EXAMPLE_PLACE,
    ),
    ControlFrame(
        name="events:subscribed",
        when="After the client has sent subscribe.",
        payload=SubscribedPayload,
        example={"types": ["questlog:list_*"], "nonce": "n-1"},
    ),
    ControlFrame(
        name="events:pong",
        when="After the client has sent ping.",
        payload=PongPayload,
        example={"nonce": "n-2"},
    ),
    ControlFrame(
        name="events:error",
        when=(
            "After a message or address that makes no sense. Who goes on so is closed "
            "with 4400."
        ),
        payload=ErrorPayload,
        example={"message": "'Questlog Events' is no event type: write …"},
    ),
)


@dataclass(frozen=True, kw_only=True)
class CloseCode:
    code: int
    meaning: str
    try_again: bool


CLOSE_CODES = (
    CloseCode(code=1001, meaning="Questlog stops, or is going away.", try_again=True),
    CloseCode(code=1006, meaning="The connection broke.", try_again=True),
    CloseCode(code=1011, meaning="Something failed in Questlog.", try_again=True),
    CloseCode(code=1012, meaning="Questlog starts anew.", try_again=True),
    CloseCode(code=1013, meaning="The log is out of reach for now.", try_again=True),
    CloseCode(
        code=4400,
        meaning="The address or the messages make no sense; a frame said why.",
        try_again=False,
    ),
    CloseCode(
        code=4401,
        meaning="The read token is missing or wrong (QUESTLOG_EVENTS_TOKENS).",
        try_again=False,
    ),
    CloseCode(
        code=4403,
        meaning="Pages of this site may not listen (QUESTLOG_EVENTS_ORIGINS).",
        try_again=False,
    ),
    CloseCode(
        code=4408,
        meaning="The reader was too slow: it is closed, and nothing is skipped.",
        try_again=True,
    ),
    CloseCode(code=4429, meaning="Too many are listening.", try_again=True),
)
