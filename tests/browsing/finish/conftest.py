from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List

Send = Callable[..., Any]


@pytest.fixture
def snes(db: None) -> Platform:
    return Platform.objects.create(name="Super Nintendo", abbreviation="SNES")


@pytest.fixture
def chrono_trigger(snes: Platform) -> Game:
    """Never played."""
    game = Game.objects.add(name="Chrono Trigger", original_release_year=1995)
    game.platforms.set([snes])
    return game


@pytest.fixture
def running(chrono_trigger: Game, snes: Platform) -> Playthrough:
    """Being played since May 2023."""
    return Playthrough.objects.create(
        edition=chrono_trigger.first_edition(),
        platform=snes,
        status=Status.PLAYING,
        started_at="2023-05",
        notes="Begun.",
    )


@pytest.fixture
def top_rpgs(db: None) -> List:
    """Terranigma, then Okami."""
    list_ = List.objects.create(name="Top RPGs")
    for name in ("Terranigma", "Okami"):
        list_.add(Game.objects.add(name=name))
    return list_


@pytest.fixture
def send(owner_client: Client) -> Send:
    """`send("game=1", on="nov 2003")`: posts the second step's form."""

    def post(choice: str, *, client: Client | None = None, **values: Any) -> Any:
        data = {"token": uuid4(), "seen": 0, "on": "2024", **values}
        fields = {f"fin-{name}": value for name, value in data.items()}
        answer: Any = (client or owner_client).post(
            f"/admin/finished/?{choice}",
            fields,
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        return answer.json() if answer.status_code == 200 else answer

    return post
