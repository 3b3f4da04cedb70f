from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from apps.library.models import Game
from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.lists.models import Verb
from apps.realtime.models import Event
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


# A deleted list is kept aside -------------------------------------------------


def whole(list_: List) -> tuple[object, ...]:
    """All that a deleted list must bring back."""
    fields = ("uuid", "slug", "name", "description", "is_ranked", "visibility")
    return (
        List.objects.values(*fields, "created_at").get(pk=list_.pk),
        list(list_.entries.values("uuid", "game", "position", "notes", "added_at")),
        list(
            list_.activities.values(
                "uuid",
                "entries",
                "moves",
                "order",
                "timestamp",
                "verb",
                "version",
            )
        ),
    )


def test_a_deleted_list_is_put_back_whole(top_rpgs: List) -> None:
    top_rpgs.entries.get(position=4).move_to(1)
    top_rpgs.entries.get(position=2).annotate("The first one")
    before, version = whole(top_rpgs), top_rpgs.version
    Event.objects.all().delete()

    top_rpgs.delete()
    [deleted] = DeletedList.objects.all()
    assert (deleted.name, deleted.entry_count) == ("Top RPGs", 4)
    again, skipped = List.objects.put_back(deleted)

    assert skipped == []
    assert whole(again) == before
    assert not DeletedList.objects.exists()
    deletion, publication = Event.objects.order_by("id")
    assert deletion.type == "questlog:list_delete"
    assert deletion.dedupe_key.endswith(f":{version + 1}")
    assert publication.payload["verb"] == "published"
    assert publication.payload["version"] == version + 2
    again.entries.get(position=4).move_to(2)
    assert again.activities.order() == [
        str(uuid) for uuid in again.entries.values_list("game__uuid", flat=True)
    ]


def test_a_list_put_back_leaves_out_deleted_games_and_says_so(
    top_rpgs: List,
) -> None:
    game = top_rpgs.entries.get(position=2).game
    top_rpgs.delete()
    game.delete()

    again, skipped = List.objects.put_back(DeletedList.objects.get())

    assert skipped == ["Final Fantasy IV"]
    assert ranking_of(again) == [
        (1, "Chrono Trigger"),
        (2, "Suikoden"),
        (3, "Xenogears"),
    ]
    assert again.activities.order() == [
        str(uuid) for uuid in again.entries.values_list("game__uuid", flat=True)
    ]


def test_a_list_put_back_takes_a_new_address_when_its_own_is_taken(
    top_rpgs: List, make_list: MakeList
) -> None:
    top_rpgs.delete()
    make_list(1, name="Top RPGs")

    again, _ = List.objects.put_back(DeletedList.objects.get())

    assert again.slug == "top-rpgs-2"
