"""`/api/asyncapi.json`: all that can be heard and said, made from the declarations.

https://www.asyncapi.com/docs/reference/specification/v3.1.0
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from pydantic import BaseModel

from apps.core.api.application import answering
from apps.core.api.sql_json import json_response
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import declared_types
from apps.realtime.catalogue import example_envelope
from apps.realtime.catalogue import may_be_emptied
from apps.realtime.envelope import source_of
from apps.realtime.live.control_frames import CONTROL_FRAMES
from apps.realtime.live.control_frames import ControlFrame
from apps.realtime.live.control_frames import PingMessage
from apps.realtime.live.control_frames import SubscribeMessage
from apps.realtime.live.protocol import SUBPROTOCOL
from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.log.redis_sink import SUITE_CHANNEL

VERSION = "3.1.0"
SCHEMAS = "#/components/schemas/"
MESSAGES = "#/components/messages/"

type Json = dict[str, Any]

TIMESTAMP: Json = {
    "type": "string",
    "format": "date-time",
    "description": "When it happened, in UTC with microseconds",
}


EMPTIED: Json = {
    "type": "object",
    "maxProperties": 0,
    "description": "Empty if its row was hidden or deleted since; skip it",
}


@require_safe
def document_view(request: HttpRequest) -> HttpResponse:
    return json_response(document_bytes())


# As every read under /api: ETag, conditional requests, problems.
asyncapi_view = answering(document_view)


@cache
def document_bytes() -> bytes:
    return orjson.dumps(document(), option=orjson.OPT_INDENT_2)


def document() -> Json:
    types = declared_types()
    schemas: Json = {}
    messages = {_key(each.name): _event_message(each, schemas) for each in types}
    frames = {
        _key(frame.name): _frame_message(frame, schemas) for frame in CONTROL_FRAMES
    }
    commands = {
        "subscribe": _command(SubscribeMessage, schemas),
        "ping": _command(PingMessage, schemas),
    }
    channels = _channels(list(messages), list(frames), list(commands))
    return {
        "asyncapi": VERSION,
        "info": _info(),
        "defaultContentType": "application/json",
        "servers": _servers(),
        "channels": channels,
        "operations": _operations(channels, commands),
        "components": {
            "messages": {**messages, **frames, **commands, "suite": _suite(types)},
            "schemas": schemas,
        },
    }


def _key(name: str) -> str:
    return name.replace(":", "_")


def _info() -> Json:
    return {
        "title": "Questlog events",
        "version": "1",
        "description": (
            "What happens in Questlog, each event once, in order: over WebSocket, "
            "server-sent events, a feed, Redis, and webhooks, always as the same "
            "bytes. A readable version is at /events/."
        ),
    }


def _servers() -> Json:
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    secure = "s" if base.scheme == "https" else ""
    redis_port = settings.QUESTLOG_REDIS_PORT
    return {
        "websocket": {"host": base.netloc, "protocol": f"ws{secure}"},
        "http": {"host": base.netloc, "protocol": f"http{secure}"},
        "redis": {
            "host": f"localhost:{redis_port}",
            "protocol": "redis",
            "description": (
                "The embedded Valkey, for programs on the same machine. If REDIS_URL "
                "is set, that server instead."
            ),
        },
    }


# Messages -----------------------------------------------------------------------


def _event_message(event_type: EventType[Any], schemas: Json) -> Json:
    example = example_envelope(event_type)
    return {
        "name": event_type.name,
        "title": event_type.title,
        "summary": event_type.summary,
        "description": event_type.when,
        "payload": {
            "type": "object",
            "required": list(example),
            "additionalProperties": False,
            "properties": _envelope(event_type, schemas),
        },
        "examples": [{"name": _key(event_type.name), "payload": example}],
    }


def _suite(types: Sequence[EventType[Any]]) -> Json:
    return {
        "name": "suite",
        "title": "Any event, in another format",
        "summary": "The same type, time, and payload with the suite's key names.",
        "payload": {
            "type": "object",
            "required": ["event_type", "source", "timestamp", "data"],
            "additionalProperties": False,
            "properties": {
                "event_type": {"enum": [each.name for each in types]},
                "source": {"enum": sorted({source_of(each.name) for each in types})},
                "timestamp": TIMESTAMP,
                "data": {"type": "object", "description": "The payload of this type"},
            },
        },
    }


def _envelope(event_type: EventType[Any], schemas: Json) -> Json:
    return {
        "type": {"const": event_type.name},
        "payload": _payload(event_type, schemas),
        "timestamp": TIMESTAMP,
        "id": {
            "type": "string",
            "format": "uuid",
            "description": "Use it to drop duplicates; the same on every channel",
        },
        "sequence": {
            "type": "integer",
            "minimum": 1,
            "description": "Position in the stream: increases by one, without gaps",
        },
        "epoch": {
            "type": "string",
            "description": "Identifies the log; <epoch>.<sequence> is the cursor",
        },
        "version": {
            "const": event_type.version,
            "description": (
                "Version of the payload; increased when a key changes its meaning"
            ),
        },
        "subject": {
            "type": "string",
            "pattern": f"^{event_type.subject}:",
            "description": "The row it is about: <noun>:<uuid>",
        },
    }


def _payload(event_type: EventType[Any], schemas: Json) -> Json:
    payload = _schema(event_type.payload, schemas)
    return {"anyOf": [payload, EMPTIED]} if may_be_emptied(event_type) else payload


def _frame_message(frame: ControlFrame, schemas: Json) -> Json:
    payload = _schema(frame.payload, schemas)
    example = {
        "type": frame.name,
        "payload": frame.example,
        "timestamp": "2026-11-22T22:49:01.123456Z",
    }
    return {
        "name": frame.name,
        "summary": frame.summary,
        "description": frame.when,
        "payload": {
            "type": "object",
            "required": list(example),
            "additionalProperties": False,
            "properties": {
                "type": {"const": frame.name},
                "payload": payload,
                "timestamp": TIMESTAMP,
            },
        },
        "examples": [{"name": _key(frame.name), "payload": example}],
    }


def _command(model: type[BaseModel], schemas: Json) -> Json:
    return {"summary": model.__doc__, "payload": _schema(model, schemas)}


def _schema(model: type[BaseModel], schemas: Json) -> Json:
    """A reference to the schema of `model`, which `schemas` holds afterwards."""
    made = model.model_json_schema(
        ref_template=f"{SCHEMAS}{{model}}", mode="serialization"
    )
    schemas.update(made.pop("$defs", {}))
    schemas[model.__name__] = made
    return {"$ref": f"{SCHEMAS}{model.__name__}"}


# Channels -----------------------------------------------------------------------


def _channels(events: list[str], frames: list[str], commands: list[str]) -> Json:
    def channel(
        address: str | None, server: str, text: str, names: list[str], **more: Any
    ) -> Json:
        servers = {"servers": [{"$ref": f"#/servers/{server}"}]} if server else {}
        return {
            "address": address,
            "description": text,
            **servers,
            "messages": {name: {"$ref": MESSAGES + name} for name in names},
            **more,
        }

    return {
        "websocket": channel(
            "/ws/questlog/",
            "websocket",
            "Without parameters: events from now on, and nothing else.",
            events,
        ),
        "websocketResuming": channel(
            "/ws/questlog/",
            "websocket",
            f"With a parameter, or with the subprotocol {SUBPROTOCOL}: events:hello, "
            "missed events, then live ones.",
            events + frames + commands,
            bindings={"ws": {"method": "GET", "query": _query()}},
        ),
        "stream": channel(
            "/api/events/stream",
            "http",
            "Server-sent events. EventSource resumes automatically.",
            events,
        ),
        "feed": channel(
            "/api/events",
            "http",
            "Pages of events: {events, next, has_more, reset}.",
            events,
        ),
        "redisChannel": channel(
            CHANNEL, "redis", "PUBLISH, for live subscribers.", events
        ),
        "redisSuite": channel(
            SUITE_CHANNEL,
            "redis",
            (
                "With QUESTLOG_EVENTS_SUITE=true: PUBLISH of each event in another "
                "format."
            ),
            ["suite"],
        ),
        "redisStream": channel(
            STREAM_KEY,
            "redis",
            "A stream, to catch up: ids are <sequence>-0, and the field is event.",
            events,
        ),
        "webhooks": channel(
            None,
            "",
            "POST to the addresses the owner has set up, signed according to "
            "Standard Webhooks; webhook-id is the event's id.",
            events,
        ),
    }


def _query() -> Json:
    texts = {
        "since": "Where to resume: the <epoch>.<sequence> or <sequence> of the last "
        "event, earliest, or latest",
        "types": "Only these types, separated by commas; * matches any part",
        "hello": "Any value; requests this form without other parameters",
        "token": "A read token, if QUESTLOG_EVENTS_TOKENS is set",
    }
    return {
        "type": "object",
        "properties": {
            name: {"type": "string", "description": text}
            for name, text in texts.items()
        },
    }


def _operations(channels: Json, commands: Json) -> Json:
    sent = {
        f"send_{name}": {
            "action": "send",
            "channel": {"$ref": f"#/channels/{name}"},
            "messages": [
                {"$ref": f"#/channels/{name}/messages/{message}"}
                for message in channel["messages"]
                if message not in commands
            ],
        }
        for name, channel in channels.items()
    }
    heard = {
        "action": "receive",
        "channel": {"$ref": "#/channels/websocketResuming"},
        "messages": [
            {"$ref": f"#/channels/websocketResuming/messages/{name}"}
            for name in commands
        ],
    }
    return {**sent, "receive_websocketResuming": heard}
