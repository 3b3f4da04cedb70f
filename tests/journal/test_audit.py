"""`audit_events` finds playthroughs that were changed past Questlog."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.journal.audit import differences
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.realtime.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> Playthrough:
    game = Game.objects.add(name="Chrono Trigger")
    return Playthrough.objects.create(edition=game.first_edition())


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_went_through_questlog_agrees(run: Playthrough) -> None:
    run.pause()
    run.complete()
    run.reopen()
    run.drop()

    assert list(differences()) == []


def test_what_has_no_events_cannot_disagree(run: Playthrough) -> None:
    imported = Playthrough(edition=run.edition, status=Status.COMPLETED)
    Playthrough.objects.bulk_create([imported])
    run.is_public = False
    run.save()
    run.complete()
    run.reopen()

    assert list(differences()) == []


def test_a_log_that_forgot_the_beginning_agrees(run: Playthrough) -> None:
    run.complete()
    run.reopen()
    run.complete()
    Event.objects.filter(pk__lte=Event.objects.order_by("id")[1].pk).delete()

    assert list(differences()) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE journal_playthrough SET status = 'dropped'", "with plain SQL"),
        ("UPDATE journal_playthrough SET transitions = 1", "change in the log is 2"),
        ("UPDATE journal_playthrough SET completions = 5", "completed 5 times"),
        ("UPDATE journal_playthrough SET completions = 0", "has 1 completions"),
    ],
)
def test_what_went_past_questlog_is_named(
    run: Playthrough, harm: str, words: str
) -> None:
    run.complete()
    run_sql(harm)

    (difference,) = differences()
    assert words in difference
    assert str(run.uuid) in difference
