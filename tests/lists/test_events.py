from __future__ import annotations

import json

import pytest

from apps.lists.models import List
from apps.realtime.models import Event
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList

pytestmark = pytest.mark.django_db


def events() -> list[Event]:
    return list(Event.objects.order_by("id"))


def test_a_rerank_is_one_event_with_from_and_to(top_rpgs: List) -> None:
    Event.objects.all().delete()

    top_rpgs.entries.get(position=4).move_to(1)

    [event] = events()
    assert event.type == "questlog:list_updated"
    assert event.subject == f"list:{top_rpgs.uuid}"
    assert event.payload == {
        "list": "top-rpgs",
        "name": "Top RPGs",
        "is_ranked": True,
        "verb": "reordered",
        "entries": ["xenogears"],
        "moves": [{"work": "Xenogears", "work_slug": "xenogears", "from": 4, "to": 1}],
        "entries_changed": 1,
        "list_id": str(top_rpgs.uuid),
        "version": top_rpgs.version,
    }


def test_each_verb_is_one_event(top_rpgs: List, make_games: MakeGames) -> None:
    revision = top_rpgs.save_revision()
    Event.objects.all().delete()
    entry = top_rpgs.add_many(make_games(3))[1]
    top_rpgs.move(entry, 1)
    top_rpgs.reorder(list(top_rpgs.entries.order_by("-position")))
    top_rpgs.remove([entry])
    top_rpgs.put_back(top_rpgs.activities.all()[0])
    top_rpgs.restore(revision)
    top_rpgs.is_ranked = False
    top_rpgs.save()

    assert [event.payload["verb"] for event in events()] == [
        "added",
        "reordered",
        "reordered",
        "removed",
        "added",
        "restored",
        "reordered",
    ]


def test_a_new_list_and_a_new_description_are_no_events(
    make_list: MakeList,
) -> None:
    ranking = make_list(0)
    assert events() == []

    ranking.save()
    ranking.description = "Loved"
    ranking.save()
    assert events() == []


@pytest.mark.parametrize("visibility", ["draft", "private"])
def test_drafts_and_private_lists_record_nothing(
    make_list: MakeList, visibility: str
) -> None:
    ranking = make_list(5, visibility=visibility)
    ranking.entries.get(position=4).move_to(1)
    ranking.remove(ranking.entries.all()[:1])

    assert events() == []


def test_a_list_hidden_by_somebody_else_records_nothing(make_list: MakeList) -> None:
    ranking = make_list(5)
    stale = List.objects.get()
    ranking.visibility = "draft"
    ranking.save()
    Event.objects.all().delete()

    stale.move(stale.entries.all()[0], 5)

    assert events() == []


def test_the_event_of_a_large_shuffle_stays_small(make_list: MakeList) -> None:
    ranking = make_list(400)
    Event.objects.all().delete()

    ranking.reorder(list(ranking.entries.order_by("-position")))

    [event] = events()
    assert event.payload["entries_changed"] == 399
    assert len(event.payload["moves"]) == 100
    assert len(json.dumps(event.payload)) < 20_000
    assert len(ranking.activities.all()[0].moves) == 399
