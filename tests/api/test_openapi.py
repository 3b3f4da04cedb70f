from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from apps.core.api.problems import PROBLEM_JSON
from questlog_site.api import api

OPENAPI = json.loads(json.dumps(api.get_openapi_schema()))
SCHEMAS = OPENAPI["components"]["schemas"]
SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_published_schema_changes_only_on_purpose() -> None:
    """After a wanted change: `UPDATE_SNAPSHOTS=1 uv run pytest tests/api`."""
    schema = json.loads(json.dumps(api.get_openapi_schema()))
    current = json.dumps(schema, indent=1, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(current)

    assert current == SNAPSHOT.read_text()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/igdb/search"),
        ("get", "/steam/player"),
        ("get", "/steam/recent"),
        ("post", "/games"),
        ("put", "/games/{slug}/sync"),
    ],
)
def test_a_route_that_needs_an_integration_says_so(method: str, path: str) -> None:
    answers = OPENAPI["paths"][f"/api{path}"][method]["responses"]

    assert list(answers["503"]["content"]) == ["application/problem+json"]


def test_every_declared_failure_is_a_problem() -> None:
    for path, methods in OPENAPI["paths"].items():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if status[0] in "45":
                    assert list(answer["content"]) == [PROBLEM_JSON], path


def test_the_export_is_declared_as_what_it_is() -> None:
    content = OPENAPI["paths"]["/api/export"]["get"]["responses"]["200"]["content"]

    assert content["application/json"]["schema"]["type"] == "object"
    assert set(content) == {"application/json", "application/gzip"}


def test_no_two_schemas_share_a_name() -> None:
    """Of two, the document would describe one, and both would refer to it."""
    modules: dict[str, set[str]] = defaultdict(set)
    for schema in _subclasses(BaseModel):
        if schema.__module__.startswith("apps.") and schema.__name__ in SCHEMAS:
            modules[schema.__name__].add(schema.__module__)

    assert {name: found for name, found in modules.items() if len(found) > 1} == {}
    assert len(modules) > 100


def _subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _subclasses(each)
