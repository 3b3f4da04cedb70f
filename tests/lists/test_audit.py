"""`audit_events` finds lists that were changed past Questlog, and changes untold."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.lists.audit import differences
from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.realtime.catalogue import suppress_events
from apps.realtime.models import Event
from apps.realtime.models import EventStream
from tests.lists.conftest import MakeGames

pytestmark = pytest.mark.django_db


def test_what_went_through_questlog_agrees(
    top_rpgs: List, make_games: MakeGames
) -> None:
    top_rpgs.entries.get(position=4).move_to(1)
    top_rpgs.entries.get(position=1).annotate("The best.")
    top_rpgs.name = "Best RPGs"
    top_rpgs.save()
    with suppress_events():
        top_rpgs.add_many(make_games(2))
    top_rpgs.visibility = "draft"
    top_rpgs.save()
    top_rpgs.entries.get(position=4).move_to(1)
    top_rpgs.visibility = "public"
    top_rpgs.save()
    top_rpgs.delete()
    again, _ = List.objects.put_back(DeletedList.objects.get())
    again.entries.get(position=2).move_to(1)

    assert list(differences()) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE lists_list SET version = version - 1", "change in the log is 2"),
        ("UPDATE lists_list SET name = 'Other'", "is called “Other”"),
        ("UPDATE lists_list SET slug = 'other'", "is called “Top RPGs” (other)"),
        ("UPDATE lists_list SET visibility = 'private'", "is private, but"),
        (
            "DELETE FROM realtime_event WHERE dedupe_key LIKE 'list:%:1'",
            "its change 1 (added) isn't in the log",
        ),
    ],
)
def test_harm_is_named(top_rpgs: List, harm: str, words: str) -> None:
    top_rpgs.entries.get(position=4).move_to(1)

    with connection.cursor() as cursor:
        cursor.execute(harm)

    [said] = differences()
    assert words in said
    assert str(top_rpgs.uuid) in said


def test_a_list_shown_by_plain_sql_is_named(top_rpgs: List) -> None:
    top_rpgs.visibility = "private"
    top_rpgs.save()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE lists_list SET visibility = 'public'")

    [said] = differences()
    assert "its last event is questlog:list_hide" in said


def test_a_log_that_forgot_the_beginning_agrees(top_rpgs: List) -> None:
    top_rpgs.entries.get(position=4).move_to(1)
    Event.objects.exclude(pk=Event.objects.latest("id").pk).delete()
    EventStream.objects.create(name="questlog", first_sequence=3, last_sequence=3)

    assert list(differences()) == []

    Event.objects.all().delete()
    assert list(differences()) == []
