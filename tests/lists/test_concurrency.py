"""Many people change one list at once, each in a thread with real commits."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connections

from apps.library.models import Game
from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.realtime.models import Event
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.usefixtures("committed_db")

THREADS = 20


def all_at_once[T](work: Callable[[int], T], threads: int = THREADS) -> list[T]:
    """`work(number)` in that many threads, begun together; what each returned."""
    start = Barrier(threads)

    def run(number: int) -> T:
        start.wait()
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def test_two_people_who_reorder_at_once_end_with_a_whole_ranking(
    make_list: MakeList,
) -> None:
    list_ = make_list(30)

    def reorder(number: int) -> None:
        mine = List.objects.get(pk=list_.pk)
        for _ in range(5):
            order = list(mine.entries.all())
            random.Random(number).shuffle(order)
            mine.reorder(order)

    all_at_once(reorder, threads=2)

    assert [position for position, _ in ranking_of(list_)] == list(range(1, 31))
    assert len(set(names_of(list_))) == 30


def test_mixed_changes_by_twenty_threads_lose_nobody(
    make_list: MakeList, make_games: MakeGames
) -> None:
    list_ = make_list(40)
    extra = make_games(THREADS * 2, name="Extra")
    doomed = list(list_.entries.filter(position__gt=30))

    def change(number: int) -> tuple[list[Game], list[ListEntry]]:
        chance = random.Random(number)
        mine = List.objects.get(pk=list_.pk)
        added = extra[number * 2 : number * 2 + 2]
        mine.add(added[0], position=chance.randint(1, 20))
        removed = doomed[number : number + 1]
        mine.remove(removed)
        mine.move(mine.entries.get(position=chance.randint(1, 20)), 15)
        mine.add_many(added[1:])
        mine.annotate(mine.entries.get(position=3), f"By {number}")
        mine.move(mine.entries.get(position=chance.randint(1, 20)), 1)
        return added, removed

    all_at_once(change)

    held = ranking_of(list_)
    assert [position for position, _ in held] == list(range(1, 71))
    survivors = {f"Game {number}" for number in range(1, 31)}
    assert {name for _, name in held} == survivors | {game.name for game in extra}
    order = [str(uuid) for uuid in list_.entries.values_list("game__uuid", flat=True)]
    assert list_.activities.order() == order
    list_.refresh_from_db()
    versions = list(list_.activities.order_by("id").values_list("version", flat=True))
    assert versions == sorted(set(versions))
    # Each activity and each annotation is told once, each with a number of its own.
    assert Event.objects.filter(subject=f"list:{list_.uuid}").count() == (
        list_.version + 1
    )
    assert len(versions) + THREADS == list_.version + 1


def test_of_twenty_who_saw_the_same_version_one_moves(make_list: MakeList) -> None:
    list_ = make_list(20)
    first = list_.entries.get(position=1)

    def move(number: int) -> bool:
        mine = List.objects.get(pk=list_.pk)
        try:
            mine.move(first, 20 - number, expected_version=list_.version)
        except ListChanged:
            return False
        return True

    assert sum(all_at_once(move, threads=19)) == 1
    assert list_.activities.count() == 3


def test_of_twenty_who_add_the_same_game_one_does(
    top_rpgs: List, make_games: MakeGames
) -> None:
    [game] = make_games(1)

    def add(number: int) -> bool:
        try:
            List.objects.get(pk=top_rpgs.pk).add(game)
        except ValidationError as error:
            assert error.code == "listed"
            return False
        return True

    assert sum(all_at_once(add)) == 1
    assert len(names_of(top_rpgs)) == 5


def test_ranking_switched_while_entries_move_stays_whole(make_list: MakeList) -> None:
    list_ = make_list(20)

    def change(number: int) -> None:
        mine = List.objects.get(pk=list_.pk)
        if number % 4 == 0:
            mine.is_ranked = not mine.is_ranked
            mine.save()
            return
        try:
            mine.move(mine.entries.all()[number], number)
        except ValidationError as error:
            assert error.code == "unranked"

    all_at_once(change)

    list_.refresh_from_db()
    positions = [position for position, _ in ranking_of(list_)]
    dense = list(range(1, 21)) if list_.is_ranked else [None] * 20
    assert positions == dense


def test_editing_sessions_at_once_wait_for_one_another(
    make_list: MakeList, owner: User
) -> None:
    list_ = make_list(20)

    def move(number: int) -> None:
        with List.objects.get(pk=list_.pk).edited_by(owner) as mine:
            mine.move(mine.entries.get(position=number + 1), 20 - number)

    all_at_once(move, threads=10)

    before, session = list_.revisions.order_by("id")
    assert len(before.content["entries"]) == 20
    assert [entry["name"] for entry in session.content["entries"]] == names_of(list_)
    assert len(set(names_of(list_))) == 20


def test_a_list_deleted_while_it_is_changed_is_deleted_whole(
    make_list: MakeList,
) -> None:
    list_ = make_list(20)

    def change(number: int) -> str:
        try:
            mine = List.objects.get(pk=list_.pk)
            if number == 3:
                mine.delete()
            else:
                mine.move(mine.entries.all()[number], 1)
        except (List.DoesNotExist, IndexError):
            return "gone"
        return "done"

    all_at_once(change, threads=8)

    assert not ListEntry.objects.exists()
    again, skipped = List.objects.put_back(DeletedList.objects.get())
    assert skipped == []
    assert [position for position, _ in ranking_of(again)] == list(range(1, 21))
    order = [str(uuid) for uuid in again.entries.values_list("game__uuid", flat=True)]
    assert again.activities.order() == order
