"""Deciding on one row costs the same in a short import and in a long one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.library.models import Game
from tests.imports.conftest import Desk

# What each decision sends; `{other}` is the key of another row, `{game}` of a game.
DECISIONS: dict[str, dict[str, str]] = {
    "match": {"game": "{game}"},
    "create": {},
    "skip": {},
    "restore": {},
    "merge": {"into": "{other}"},
    "edit": {
        "title": "Chrono Trigger",
        "status": "completed",
        "repeats": "2",
        "platform": "SNES",
        "edition": "",
    },
    "igdb_choose": {"igdb": "1029"},
}


@dataclass
class Cost:
    queries: int
    rows: int  # of the import, made into objects


def cost_of(do: Callable[[], Any]) -> Cost:
    made = []

    def count(sender: type, **kwargs: Any) -> None:
        made.append(sender)

    post_init.connect(count, sender=ImportRow)
    try:
        with CaptureQueriesContext(connection) as captured:
            do()
    finally:
        post_init.disconnect(count, sender=ImportRow)
    return Cost(len(captured), len(made))


def import_of(desk: Desk, games: int) -> Import:
    """Of `games` games, with a ranking, the last two lines of them one game."""
    names = [f"The Saga of Number {n}" for n in range(games - 2)]
    played = "\n".join(f"- {name} (SNES)" for name in names)
    ranked = "\n".join(f"1. {name}" for name in names[:10])
    text = (
        f"# Beaten\n\n- Chrono Trigger (SNES)\n- Okami\n{played}\n\n# Top\n\n{ranked}"
    )
    import_ = desk.store_source(text)
    import_.rows.filter(title="Chrono Trigger").update(
        igdb_state=IgdbState.DOUBTFUL,
        igdb_id=None,
        igdb_game_id=None,
        igdb_candidates=[{"game": 1029, "score": 80.0}],
    )
    return import_


@pytest.fixture(autouse=True)
def found_game(db: None) -> None:
    FoundGame.objects.create(igdb_id=1029, name="Chrono Trigger", data={})


@pytest.mark.parametrize("action", DECISIONS)
def test_a_decision_costs_the_same_in_a_long_import(
    owner_client: Client, desk: Desk, action: str
) -> None:
    game = Game.objects.add(name="Wild ARMs")

    def decide(import_: Import) -> Cost:
        row = import_.rows.get(title="Chrono Trigger")
        keys = {"game": game.pk, "other": import_.rows.get(title="Okami").pk}
        told = {name: text.format(**keys) for name, text in DECISIONS[action].items()}
        data = {"action": action, "version": row.version, **told}
        url = f"/admin/imports/{import_.pk}/rows/{row.pk}/"

        def post() -> None:
            response = owner_client.post(url, data)
            assert response.status_code == 200, response.content

        return cost_of(post)

    decide(import_of(desk, 20))  # what is loaded once and for all
    short = decide(import_of(desk, 20))
    long = decide(import_of(desk, 400))

    assert long == short
    assert long.rows < 20


def test_looking_for_a_row_reads_only_what_is_shown(
    owner_client: Client, desk: Desk
) -> None:
    def find(import_: Import) -> Cost:
        row = import_.rows.get(title="Okami")
        url = f"/admin/imports/{import_.pk}/rows/{row.pk}/find/"
        return cost_of(lambda: owner_client.get(url, {"q": "saga"}))

    find(import_of(desk, 20))
    short, long = find(import_of(desk, 20)), find(import_of(desk, 400))

    assert long == short


def test_a_card_alone_shows_what_the_whole_review_shows(
    owner_client: Client, desk: Desk
) -> None:
    """One game by several rows: by title, by the game's other name, by its id."""
    desk.bring("- Chrono Trigger (SNES)\n- Okami")
    game = Game.objects.get(name="Chrono Trigger")
    game.aliases = ["CT"]
    game.save()
    import_ = desk.store_source(
        "# Beaten\n\n- Chrono Trigger (PS1)\n- Okami (Wii)\n- Ico\n- ICO (PS2)\n\n"
        "# Top\n\n1. CT\n1. Ico\n"
    )
    for row in import_.rows.order_by("number"):
        url = f"/admin/imports/{import_.pk}/rows/{row.pk}/"
        response = owner_client.post(
            url, {"action": "create", "version": row.version}
        ).json()
        page = owner_client.get(f"/admin/imports/edit/{import_.pk}/").content.decode()

        card = response["cards"][str(row.pk)]
        assert _squeezed(card) in _squeezed(page)


def _squeezed(html: str) -> str:
    return " ".join(html.split())


def test_rows_stored_before_get_their_title_key(desk: Desk) -> None:
    import_ = desk.store_source("- Pokémon Red\n- Final Fantasy VII\n")
    keys = ["pokemon red", "final fantasy 7"]
    assert list(import_.rows.values_list("title_key", flat=True)) == keys
    import_.rows.update(title_key="")

    import_module("apps.imports.migrations.0006_title_keys").fill_in(apps, None)

    assert list(import_.rows.values_list("title_key", flat=True)) == keys
