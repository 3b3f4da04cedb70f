"""Bungie's manifest: tables of names by hash, which change with each update.

https://github.com/Bungie-net/api/wiki/Obtaining-Destiny-Definitions-%22The-Manifest%22
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.integrations.bungie.errors import SERVICE_NAME
from apps.integrations.http.errors import RemoteUnexpected

ACTIVITIES = "DestinyActivityDefinition"
MODES = "DestinyActivityModeDefinition"
RECORDS = "DestinyRecordDefinition"
NODES = "DestinyPresentationNodeDefinition"
ITEMS = "DestinyInventoryItemDefinition"
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Its version, and where each table is: a path below Bungie's host."""

    version: str
    paths: dict[str, str]


def rows_of(body: bytes) -> Iterator[dict[str, Any]]:
    """Each definition of a table, one at a time.

    A whole table as objects takes ten times its 30 MB. Raises RemoteUnexpected for
    what isn't a table.
    """
    try:
        written = body.decode()
    except UnicodeDecodeError as error:
        raise _malformed() from error
    at = _after_blanks(written, 0)
    if written[at : at + 1] != "{":
        raise _malformed()
    try:
        while (at := _after_blanks(written, at + 1)) and written[at] != "}":
            _, at = _DECODER.raw_decode(written, at)
            at = _after_blanks(written, at)
            if written[at] != ":":
                raise _malformed()
            row, at = _DECODER.raw_decode(written, _after_blanks(written, at + 1))
            at = _after_blanks(written, at)
            if isinstance(row, dict):
                yield row
            if written[at] != ",":
                break
        if written[at] != "}":
            raise _malformed()
    except (ValueError, IndexError, RecursionError) as error:
        raise _malformed() from error


def _after_blanks(written: str, at: int) -> int:
    while written[at : at + 1] in {" ", "\n", "\r", "\t"}:
        at += 1
    return at


def _malformed() -> RemoteUnexpected:
    said = "Bungie sent a table of names that can’t be read."
    return RemoteUnexpected(said, service=SERVICE_NAME)
