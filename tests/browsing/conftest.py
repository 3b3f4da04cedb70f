from __future__ import annotations

from collections.abc import Callable

import pytest

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List
from tests.admin.conftest import client_with as client_with

AddRun = Callable[..., Playthrough]


def finish(game: Game, **facts: object) -> Playthrough:
    """A completed playthrough of `game`."""
    facts.setdefault("status", Status.COMPLETED)
    edition = game.first_edition()
    return Playthrough.objects.create(edition=edition, **facts)


@pytest.fixture
def shelf(db: None) -> dict[str, Game]:
    """Four games, by their names: finished and ranked, playing, planned, untouched."""
    chrono = Franchise.objects.create(name="Chrono")
    snes = Platform.objects.create(name="Super Nintendo", abbreviation="SNES")
    games = {
        "Celeste": Game.objects.add(name="Celeste", original_release_year=2018),
        "Chrono Cross": Game.objects.add(
            name="Chrono Cross", franchise=chrono, original_release_year=1999
        ),
        "Chrono Trigger": Game.objects.add(
            name="Chrono Trigger", franchise=chrono, original_release_year=1995
        ),
        "Lufia": Game.objects.add(name="Lufia", original_release_year=1993),
    }
    trigger = games["Chrono Trigger"]
    finish(trigger, platform=snes, rating="4.5", playtime_hours="20")
    finish(trigger, platform=snes, rating="5", completed_at="2003-11")
    finish(games["Chrono Cross"], status=Status.PLANNED)
    finish(games["Celeste"], status=Status.PLAYING)
    trigger.platforms.add(snes)
    List.objects.create(name="Top RPGs").add(trigger)
    return games
