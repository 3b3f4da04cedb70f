"""`audit_events` finds games that were changed past Questlog."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.library.audit import differences
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.realtime.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def celeste(db: None) -> Game:
    snes = Platform.objects.create(name="Super Nintendo")
    rpg = Genre.objects.create(name="RPG")
    chrono = Franchise.objects.create(name="Chrono")
    game = Game.objects.add(name="Celeste", franchise=chrono, summary="A mountain.")
    game.platforms.add(snes)
    game.set_genres([rpg])
    return game


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_went_through_questlog_agrees(celeste: Game) -> None:
    celeste.name = "Celeste Classic"
    celeste.save()
    Edition.objects.create(game=celeste, name="Farewell")
    celeste.genres.clear()
    Platform.objects.all().delete()
    other = Game.objects.add(name="Towerfall")
    other.delete()
    # These have names of their own, which are no change of the game.
    Franchise.objects.update(name="Chronos")

    assert list(differences()) == []


def test_what_an_import_wrote_cannot_disagree(celeste: Game) -> None:
    run_sql("UPDATE library_game SET original_release_year = 2018")
    Game.objects.raise_versions([celeste.pk])

    assert list(differences()) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE library_game SET version = version - 1", "change in the log is 3"),
        ("UPDATE library_game SET name = 'Other'", "in name."),
        ("UPDATE library_game SET slug = 'x', franchise_id = NULL", "in slug, franch"),
        ("DELETE FROM library_gamegenre", "in genres."),
        ("DELETE FROM library_game_platforms", "in platforms."),
        ("UPDATE library_game SET release_date = '2018'", "in release_date."),
    ],
)
def test_harm_is_named(celeste: Game, harm: str, words: str) -> None:
    run_sql(harm)

    [said] = differences()
    assert words in said
    assert str(celeste.uuid) in said


def test_a_game_that_came_back_past_questlog_is_named(celeste: Game) -> None:
    Event.objects.filter(pk=Event.objects.latest("id").pk).update(
        type="questlog:work_delete"
    )

    [said] = differences()
    assert "says it was deleted" in said
