from __future__ import annotations

import json

import pytest

from apps.lists.models import DeletedList
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
        "changed": [],
        "previous_slug": None,
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


def verbs() -> list[str]:
    return [event.payload["verb"] for event in events()]


def test_a_list_is_told_from_its_making_to_its_end(make_list: MakeList) -> None:
    list_ = make_list(0)
    list_.save()
    list_.name, list_.slug = "Best games", "best-games"
    list_.description = "Loved"
    list_.save()
    list_.visibility = "private"
    list_.save()
    list_.visibility = "public"
    list_.save()
    list_.delete()
    List.objects.put_back(DeletedList.objects.get())

    told = [event.type.removeprefix("questlog:") for event in events()]
    assert told == [
        "list_updated",
        "list_updated",
        "list_hide",
        "list_updated",
        "list_delete",
        "list_updated",
    ]
    numbers = [event.dedupe_key.split(":")[2] for event in events()]
    assert numbers == [str(number) for number in range(6)]
    payloads = [event.payload for event in events()]
    assert payloads[:5] == [{}] * 4 + [{"list_id": str(list_.uuid)}]
    assert (payloads[5]["verb"], payloads[5]["version"]) == ("published", 5)


def test_a_list_that_is_renamed_tells_what_and_from_where(make_list: MakeList) -> None:
    list_ = make_list(0)
    list_.name, list_.slug = "Best games", "best-games"
    list_.description = "Loved"
    list_.save()

    created, changed = (event.payload for event in events())
    assert (created["verb"], changed["verb"]) == ("created", "changed")
    assert changed["changed"] == ["name", "slug", "description"]
    assert (changed["previous_slug"], changed["list"]) == ("top-games", "best-games")
    assert (created["version"], changed["version"]) == (0, 1)
    assert {each["entries_changed"] for each in (created, changed)} == {0}


def test_what_is_not_shown_is_not_told(make_list: MakeList) -> None:
    list_ = make_list(2)
    Event.objects.all().delete()

    list_.save()
    list_.save_revision()
    list_.save(update_fields=["updated_at"])
    list_.annotate(list_.entries.all()[0], "")

    assert events() == []


def test_new_notes_are_one_event(make_list: MakeList) -> None:
    list_ = make_list(3)
    revision = list_.save_revision()
    Event.objects.all().delete()

    list_.annotate(list_.entries.all()[1], "The best.")
    list_.restore(revision)

    told = [(event.payload["verb"], event.payload["entries"]) for event in events()]
    assert told == [("annotated", ["game-2"])] * 2


def test_hiding_a_list_does_not_give_its_new_name_away(make_list: MakeList) -> None:
    list_ = make_list(1)
    Event.objects.all().delete()

    list_.name, list_.slug = "Secret crushes", "secret-crushes"
    list_.visibility = "private"
    list_.save()
    list_.name = "Secret crushes 2"
    list_.save()
    list_.delete()

    [event] = events()
    assert event.type == "questlog:list_hide"
    assert event.payload == {"list_id": str(list_.uuid)}


def test_a_list_saved_with_some_fields_keeps_its_count(make_list: MakeList) -> None:
    list_ = make_list(1)
    stale = List.objects.get()
    list_.name = "Best games"
    list_.save(update_fields=["name"])
    stale.description = "Loved"
    stale.save(update_fields=["description"])

    list_.refresh_from_db()
    assert (list_.name, list_.description) == ("Best games", "Loved")
    assert list_.version == events()[-1].payload["version"]
    assert verbs()[-2:] == ["changed", "changed"]


@pytest.mark.parametrize("visibility", ["draft", "private"])
def test_drafts_and_private_lists_record_nothing(
    make_list: MakeList, visibility: str
) -> None:
    list_ = make_list(5, visibility=visibility)
    list_.entries.get(position=4).move_to(1)
    list_.remove(list_.entries.all()[:1])

    assert events() == []


def test_a_list_hidden_by_somebody_else_records_nothing(make_list: MakeList) -> None:
    list_ = make_list(5)
    stale = List.objects.get()
    list_.visibility = "draft"
    list_.save()
    Event.objects.all().delete()

    stale.move(stale.entries.all()[0], 5)

    assert events() == []


def test_the_event_of_a_large_shuffle_stays_small(make_list: MakeList) -> None:
    list_ = make_list(400)
    Event.objects.all().delete()

    list_.reorder(list(list_.entries.order_by("-position")))

    [event] = events()
    assert event.payload["entries_changed"] == 399
    assert len(event.payload["moves"]) == 100
    assert len(json.dumps(event.payload)) < 20_000
    assert len(list_.activities.all()[0].moves) == 399
