"""Every number with one decimal is the same number at every door."""

from __future__ import annotations

import json

import orjson
import pytest

from apps.journal.rest.schemas import PlaythroughUpdateSchema
from apps.library.models import Game
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.api.conftest import played

TENTHS = [tenth / 10 for tenth in range(1001)]


def test_every_tenth_of_an_hour_is_taken(ff7: Game) -> None:
    run = played(ff7)

    for hours in TENTHS:
        text = json.dumps({"playtime_hours": hours})
        body = PlaythroughUpdateSchema.model_validate(orjson.loads(text))
        run.playtime_hours = body.playtime_hours
        run.full_clean()
        assert str(run.playtime_hours) == str(hours)


@pytest.mark.parametrize("hours", [0.1, 0.3, 1.1, 12.3, 40.1, 99.9, 777.7, 100])
def test_a_decimal_is_answered_as_it_was_sent(
    writer: ApiClient, ff7: Game, hours: float
) -> None:
    run = played(ff7)

    changed = data(writer.patch(f"/playthroughs/{run.uuid}", {"playtime_hours": hours}))

    assert changed["playtime_hours"] == hours


@pytest.mark.parametrize("hours", [0, 12, 12.0, 12.3, 99_999.9])
def test_hours_are_taken_with_a_new_playthrough(
    writer: ApiClient, ff7: Game, hours: float
) -> None:
    path = f"/games/{ff7.slug}/playthroughs"

    made = data(writer.post(path, {"playtime_hours": hours}), status=201)

    assert made["playtime_hours"] == hours


def test_every_half_star_is_taken(writer: ApiClient, ff7: Game) -> None:
    run = played(ff7)

    for rating in (half / 2 for half in range(1, 11)):
        body = {"rating": rating}
        answer = data(writer.patch(f"/playthroughs/{run.uuid}", body))
        assert answer["rating"] == rating


def test_an_integer_may_be_written_with_a_point(writer: ApiClient, ff7: Game) -> None:
    body = b'{"igdb_id": 427.0, "original_release_year": 1.997e3}'

    game = data(writer.send("PATCH", "/games/final-fantasy-vii", body))

    assert (game["igdb_id"], game["original_release_year"]) == (427, 1997)
    problem(writer.patch("/games/final-fantasy-vii", {"igdb_id": 427.5}), status=422)
