from __future__ import annotations

import json
import os
from pathlib import Path

from questlog_site.api import api

SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_published_schema_changes_only_on_purpose() -> None:
    """After a wanted change: `UPDATE_SNAPSHOTS=1 uv run pytest tests/api`."""
    schema = json.loads(json.dumps(api.get_openapi_schema()))
    current = json.dumps(schema, indent=1, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(current)

    assert current == SNAPSHOT.read_text()
