from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Iterator[None]:
    """Clients try again as often as ever, but at once."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield
