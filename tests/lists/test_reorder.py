from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from apps.lists.models import List
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.lists.models import Verb
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db

NAMES = ["Chrono Trigger", "Final Fantasy IV", "Suikoden", "Xenogears"]


def entry_at(list_: List, position: int) -> ListEntry:
    return list_.entries.get(position=position)


@pytest.mark.parametrize(
    ("start", "to", "after"),
    [
        (1, 3, [NAMES[1], NAMES[2], NAMES[0], NAMES[3]]),
        (4, 2, [NAMES[0], NAMES[3], NAMES[1], NAMES[2]]),
        (4, 1, [NAMES[3], NAMES[0], NAMES[1], NAMES[2]]),
        (1, 4, [NAMES[1], NAMES[2], NAMES[3], NAMES[0]]),
    ],
)
def test_a_moved_entry_takes_its_place_and_the_others_make_room(
    top_rpgs: List, start: int, to: int, after: list[str]
) -> None:
    added = dict(top_rpgs.entries.values_list("id", "added_at"))

    entry_at(top_rpgs, start).move_to(to)

    assert ranking_of(top_rpgs) == list(enumerate(after, start=1))
    assert dict(top_rpgs.entries.values_list("id", "added_at")) == added
    latest = top_rpgs.activities.all()[0]
    assert latest.verb == Verb.REORDERED
    [move] = latest.moves
    assert (move["from_position"], move["to_position"]) == (start, to)


def test_a_move_to_where_it_is_changes_nothing(top_rpgs: List) -> None:
    version = top_rpgs.version

    entry_at(top_rpgs, 2).move_to(2)

    top_rpgs.refresh_from_db()
    assert top_rpgs.version == version
    assert top_rpgs.activities.all()[0].verb == Verb.ADDED


@pytest.mark.parametrize("position", [0, -3, 5, 2**40])
def test_a_move_outside_the_list_is_refused(top_rpgs: List, position: int) -> None:
    with pytest.raises(ValidationError, match="Choose 1 to 4"):
        entry_at(top_rpgs, 2).move_to(position)

    assert names_of(top_rpgs) == NAMES


def test_a_move_on_an_outdated_picture_is_refused(top_rpgs: List) -> None:
    seen = top_rpgs.version
    entry_at(top_rpgs, 1).move_to(4)

    with pytest.raises(ListChanged):
        entry_at(top_rpgs, 1).move_to(2, expected_version=seen)

    assert names_of(top_rpgs) == [*NAMES[1:], NAMES[0]]


def test_an_unranked_list_cannot_be_reordered(top_rpgs: List) -> None:
    top_rpgs.is_ranked = False
    top_rpgs.save()

    with pytest.raises(ValidationError, match="isn't ranked"):
        top_rpgs.move(top_rpgs.entries.all()[0], 2)
    with pytest.raises(ValidationError, match="isn't ranked"):
        top_rpgs.reorder(list(top_rpgs.entries.all()))


def test_the_whole_order_is_stored_as_one_change_that_names_what_moved(
    make_list: MakeList,
) -> None:
    list_ = make_list(20)
    order = list(list_.entries.all())
    order.insert(0, order.pop(14))
    version = list_.version

    list_.reorder(order)

    assert names_of(list_)[:3] == ["Game 15", "Game 1", "Game 2"]
    assert [position for position, _ in ranking_of(list_)] == list(range(1, 21))
    assert list_.version == version + 1
    [move] = list_.activities.all()[0].moves
    assert (move["name"], move["from_position"], move["to_position"]) == (
        "Game 15",
        15,
        1,
    )


def test_the_order_as_it_is_changes_nothing(top_rpgs: List) -> None:
    version = top_rpgs.version

    top_rpgs.reorder(list(top_rpgs.entries.all()))

    assert top_rpgs.version == version


def test_an_order_with_a_missing_doubled_or_foreign_entry_is_refused(
    top_rpgs: List, make_list: MakeList
) -> None:
    entries = list(top_rpgs.entries.all())
    foreign = make_list(1, name="Others").entries.all()[0]

    for order in (
        entries[1:],
        [*entries, entries[0]],
        [*entries[1:], entries[1]],
        [*entries[1:], foreign],
        [],
    ):
        with pytest.raises(
            ValidationError, match="each entry of the list exactly once"
        ):
            top_rpgs.reorder(order)

    assert names_of(top_rpgs) == NAMES


def test_an_entry_of_another_list_cannot_be_moved_here(
    top_rpgs: List, make_list: MakeList
) -> None:
    foreign = make_list(3, name="Others").entries.all()[0]

    with pytest.raises(ListEntry.DoesNotExist):
        top_rpgs.move(foreign, 1)


def test_ranking_switched_off_and_on_again_brings_the_order_back(
    top_rpgs: List,
) -> None:
    entry_at(top_rpgs, 4).move_to(1)
    ranked = names_of(top_rpgs)
    top_rpgs.refresh_from_db()

    top_rpgs.is_ranked = False
    top_rpgs.save()

    assert ranking_of(top_rpgs) == [(None, name) for name in NAMES]
    off = top_rpgs.activities.all()[0]
    assert [(m["from_position"], m["to_position"]) for m in off.moves] == [
        (2, None),
        (3, None),
        (4, None),
        (1, None),
    ]

    top_rpgs.is_ranked = True
    top_rpgs.save()

    assert ranking_of(top_rpgs) == list(enumerate(ranked, start=1))


def test_a_list_that_was_never_ranked_numbers_its_entries_as_added(
    make_list: MakeList,
) -> None:
    list_ = make_list(3, is_ranked=False)

    list_.is_ranked = True
    list_.save()

    assert ranking_of(list_) == [(1, "Game 1"), (2, "Game 2"), (3, "Game 3")]


def test_saving_another_field_leaves_the_ranking_alone(top_rpgs: List) -> None:
    stale = List.objects.get(pk=top_rpgs.pk)
    top_rpgs.is_ranked = False
    top_rpgs.save()

    stale.description = "Loved"
    stale.save(update_fields=["description"])

    top_rpgs.refresh_from_db()
    assert not top_rpgs.is_ranked
    assert ranking_of(top_rpgs)[0] == (None, "Chrono Trigger")
    assert top_rpgs.version == List.objects.get(pk=top_rpgs.pk).version
