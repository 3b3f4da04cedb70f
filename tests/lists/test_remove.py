from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.lists.models import Verb
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db


def test_the_entries_below_a_removed_one_close_up(top_rpgs: List) -> None:
    entries = list(top_rpgs.entries.all())

    top_rpgs.remove([entries[0], entries[2]])

    assert ranking_of(top_rpgs) == [(1, "Final Fantasy IV"), (2, "Xenogears")]
    latest = top_rpgs.activities.all()[0]
    assert latest.verb == Verb.REMOVED
    assert latest.entries == ["chrono-trigger", "suikoden"]


def test_an_entry_of_another_list_is_not_removed_here(
    top_rpgs: List, make_list: MakeList
) -> None:
    others = make_list(2, name="Others")
    version = top_rpgs.version

    top_rpgs.remove(others.entries.all())

    assert top_rpgs.version == version
    assert len(names_of(others)) == 2


def test_a_removal_on_an_outdated_picture_is_refused(top_rpgs: List) -> None:
    with pytest.raises(ListChanged):
        top_rpgs.remove(top_rpgs.entries.all(), expected_version=0)

    assert len(names_of(top_rpgs)) == 4


def test_a_removed_entry_is_put_back_as_it_was(top_rpgs: List) -> None:
    entry = top_rpgs.entries.get(position=2)
    entry.annotate("The first one")
    top_rpgs.remove([entry])
    removal = top_rpgs.activities.all()[0]

    [back] = top_rpgs.put_back(removal)

    back.refresh_from_db()
    assert (back.uuid, back.added_at) == (entry.uuid, entry.added_at)
    assert (back.position, back.notes) == (2, "The first one")
    assert [position for position, _ in ranking_of(top_rpgs)] == [1, 2, 3, 4]


def test_a_game_listed_again_is_not_put_back_twice(top_rpgs: List) -> None:
    entry = top_rpgs.entries.get(position=2)
    top_rpgs.remove([entry])
    removal = top_rpgs.activities.all()[0]
    top_rpgs.add(entry.game)

    assert top_rpgs.put_back(removal) == []
    assert len(names_of(top_rpgs)) == 4


def test_what_is_put_back_goes_no_further_than_the_end(top_rpgs: List) -> None:
    last = top_rpgs.entries.get(position=4)
    top_rpgs.remove([last])
    removal = top_rpgs.activities.all()[0]
    top_rpgs.remove(top_rpgs.entries.filter(position__gte=2))

    top_rpgs.put_back(removal)

    assert ranking_of(top_rpgs) == [(1, "Chrono Trigger"), (2, "Xenogears")]


def test_a_deleted_list_takes_its_entries_and_activity_along(top_rpgs: List) -> None:
    top_rpgs.delete()

    assert not ListEntry.objects.exists()
    assert not ListActivity.objects.exists()
    assert Game.objects.count() == 4


def test_a_listed_game_cannot_be_deleted(top_rpgs: List) -> None:
    game = top_rpgs.entries.all()[0].game

    with pytest.raises(ProtectedError):
        game.delete()


def test_notes_are_replaced_without_an_activity(top_rpgs: List) -> None:
    activities = top_rpgs.activities.count()
    entry = top_rpgs.entries.get(position=3)

    entry.annotate("Replay it")

    assert entry.notes == "Replay it"
    assert top_rpgs.activities.count() == activities
    with pytest.raises(ListChanged):
        entry.annotate("Too late", expected_version=top_rpgs.version - 1)
    with pytest.raises(ValidationError):
        entry.annotate("x" * 10_001)
    assert top_rpgs.entries.get(position=3).notes == "Replay it"
