"""Answers of remote services kept for a while on Redis, for all processes.

Without Redis nothing is kept, and each question is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from apps.integrations.shared import SharedMemoryAway
from apps.integrations.shared import ask


def kept(name: str, *, seconds: int, get: Callable[[], Any]) -> Any:
    """What is kept under `name` (see `shared.key`), or `get()`, kept from now on.

    `get` gives what JSON can hold; its errors pass through, and nothing is kept.
    """
    try:
        found = ask(lambda server: server.get(name))
    except SharedMemoryAway:
        found = None
    if found:
        return orjson.loads(found)
    fresh = get()
    text = orjson.dumps(fresh).decode()
    try:
        ask(lambda server: server.set(name, text, ex=seconds))
    except SharedMemoryAway:
        pass
    return fresh
