"""The pages that anyone may open: the catalogue of events and the demo overlay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.views.generic import TemplateView
from pydantic import BaseModel

from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import declared_types
from apps.realtime.catalogue import example_envelope
from apps.realtime.live.control_frames import CLOSE_CODES
from apps.realtime.live.control_frames import CONTROL_FRAMES
from apps.realtime.live.control_frames import ControlFrame
from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import STREAM_KEY
from apps.realtime.log.redis_sink import SUITE_CHANNEL


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key of a payload, for people; of a row in a list `moves[].work`."""

    name: str
    kind: str
    meaning: str


def keys_of(model: type[BaseModel]) -> list[Key]:
    schema = model.model_json_schema(mode="serialization")
    return list(_keys(schema, schema.get("$defs", {}), ""))


def _keys(schema: Any, defs: dict[str, Any], prefix: str) -> Iterator[Key]:
    for name, part in schema["properties"].items():
        yield Key(
            name=prefix + name,
            kind=_kind(part, defs),
            meaning=part.get("description", ""),
        )
        inner, path = _inner(part, defs, prefix + name)
        if "properties" in inner:
            yield from _keys(inner, defs, f"{path}.")


def _resolved(part: Any, defs: dict[str, Any]) -> Any:
    if "$ref" in part:
        return defs[part["$ref"].rpartition("/")[2]]
    return part


def _inner(part: Any, defs: dict[str, Any], path: str) -> tuple[Any, str]:
    """The schema of the object that this key holds, or holds a list of."""
    part = _resolved(part, defs)
    for choice in part.get("anyOf", ()):
        if choice.get("type") != "null":
            return _inner(choice, defs, path)
    if part.get("type") == "array":
        return _inner(part["items"], defs, f"{path}[]")
    return part, path


def _kind(part: Any, defs: dict[str, Any]) -> str:
    part = _resolved(part, defs)
    if "anyOf" in part:
        return " or ".join(_kind(choice, defs) for choice in part["anyOf"])
    if "enum" in part:
        return " | ".join(part["enum"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'], defs)}"
    return str(part.get("type", "any"))


@dataclass(frozen=True, kw_only=True)
class Described:
    """An event type or a control frame as the page shows it."""

    declared: EventType[Any] | ControlFrame
    keys: list[Key]
    example: str

    @property
    def anchor(self) -> str:
        return self.declared.name.partition(":")[2]


def _json(content: Any) -> str:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()


class CataloguePage(TemplateView):
    """Every way to listen and every type of event, made from the declarations."""

    template_name = "realtime/catalogue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.request.build_absolute_uri("/").rstrip("/")
        return {
            **super().get_context_data(**kwargs),
            "address": address,
            "ws_address": address.replace("http", "ws", 1) + "/ws/questlog/",
            "types": [
                Described(
                    declared=each,
                    keys=keys_of(each.payload),
                    example=_json(example_envelope(each)),
                )
                for each in declared_types()
            ],
            "frames": [
                Described(
                    declared=frame,
                    keys=keys_of(frame.payload),
                    example=_json({"type": frame.name, "payload": frame.example}),
                )
                for frame in CONTROL_FRAMES
            ],
            "close_codes": CLOSE_CODES,
            "redis_channel": CHANNEL,
            "redis_stream": STREAM_KEY,
            "suite_channel": SUITE_CHANNEL,
            "redis_port": settings.QUESTLOG_REDIS_PORT,
        }


class OverlayPage(TemplateView):
    """A toast for each event, for a browser source of OBS."""

    template_name = "realtime/overlay.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        types = {
            each.name: {
                "title": each.title,
                # What is worked out from several keys, a page cannot.
                "about": each.about if isinstance(each.about, str) else "",
                "hides": each.empties_past,
                "sample": each.example.model_dump(),
            }
            for each in declared_types()
        }
        return {
            **super().get_context_data(**kwargs),
            "types": orjson.dumps(types).decode(),
        }
