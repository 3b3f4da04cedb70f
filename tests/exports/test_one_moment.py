from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db import transaction

from apps.exports.writing import one_moment
from apps.exports.writing import write_export
from apps.library.models import Game
from tests.exports.conftest import LATER
from tests.exports.conftest import parsed


def add_game(name: str) -> None:
    """Add a game as another person at the same moment."""

    def add() -> None:
        try:
            Game.objects.add(name=name)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(add).result()


class Interrupted(io.BytesIO):
    """A file that, when games are about to be written, lets another one come in."""

    def write(self, line: Any, /) -> int:
        if b'"games":[' in line:
            add_game("Too late")
        return super().write(line)


def test_what_changes_meanwhile_is_not_in_the_export(committed_db: None) -> None:
    Game.objects.add(name="In time")
    out = Interrupted()

    write_export(out, at=LATER)

    export = parsed(out.getvalue())
    assert [game["name"] for game in export["games"]] == ["In time"]
    assert [edition["name"] for edition in export["editions"]] == ["In time"]
    assert export["counts"]["games"] == 1
    assert Game.objects.count() == 2


def test_an_export_within_another_transaction_is_refused(committed_db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic(), one_moment():
        pass
