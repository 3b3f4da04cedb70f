"""The served AsyncAPI document as a judge of what really goes over the wire."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator
from jsonschema import FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT7

ADDRESS = "https://questlog.example/asyncapi.json"


class Judge:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        resource = DRAFT7.create_resource(document)
        self._registry: Registry[Any] = Registry().with_resource(ADDRESS, resource)
        messages = document["components"]["messages"]
        # By the type of a frame: "questlog:list_updated", "events:hello".
        self.keys = {
            message["name"]: key
            for key, message in messages.items()
            if "name" in message
        }

    def faults(self, frame: Any) -> list[str]:
        """What of `frame` is not as the document says; all of it for unknown types."""
        key = self.keys.get(frame["type"])
        if key is None:
            return [f"{frame['type']} is not in the document."]
        validator = Draft7Validator(
            {"$ref": f"{ADDRESS}#/components/messages/{key}/payload"},
            registry=self._registry,
            format_checker=FormatChecker(),
        )
        return [
            f"{error.json_path}: {error.message}"
            for error in validator.iter_errors(frame)
        ]
