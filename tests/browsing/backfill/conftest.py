from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.core.admin.edit_conflicts import version_of
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.models import Platform
from tests.browsing.conftest import finish

GRID = "/admin/backfill/"
type Save = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def snes(db: None) -> Platform:
    return Platform.objects.create(
        name="Super Nintendo Entertainment System", abbreviation="SNES"
    )


@pytest.fixture
def earthbound(db: None) -> Playthrough:
    """A finished game that says nothing else."""
    return finish(Game.objects.add(name="EarthBound"))


@pytest.fixture
def save(owner_client: Client) -> Save:
    """`save(run, "rating", "4")` as the grid does: the status and the answer."""

    def send(
        run: Playthrough, field: str, text: str, **given: str
    ) -> tuple[int, dict[str, Any]]:
        body = {"field": field, "text": text, "was": "", "version": version_of(run)}
        response = owner_client.post(
            f"{GRID}{run.pk}/", {**body, **given}, content_type="application/json"
        )
        run.refresh_from_db()
        return response.status_code, response.json()

    return send
