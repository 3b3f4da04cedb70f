"""What a hunt tells its listeners."""

from __future__ import annotations

import pytest

from apps.profiles.acnh.audit import differences
from apps.profiles.acnh.events import ENCOUNTER
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.realtime.models import Event
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    types = Event.objects.filter(type__startswith="questlog:hunt_").order_by("id")
    return [
        each.removeprefix("questlog:hunt_")
        for each in types.values_list("type", flat=True)
    ]


def test_the_promised_keys_come_first_in_their_order() -> None:
    assert list(ENCOUNTER.example.model_dump())[:6] == [
        "villager",
        "personality",
        "species",
        "icon_url",
        "encounter_number",
        "is_target",
    ]


def test_every_verb_is_one_event(met: Met) -> None:
    hunt = met("Bob", target="Raymond")
    hunt.record(villager("Raymond"), key="1", recruited=True)
    hunt.record(villager("Raymond"), key="1", recruited=True)
    hunt.end()

    assert told() == ["start", "encounter", "encounter", "end"]
    last = Event.objects.filter(type="questlog:hunt_encounter").latest("id").payload
    assert list(last.values())[:6] == [
        "Raymond",
        "Smug",
        "Cat",
        "https://acnhcdn.com/latest/NpcIcon/cat23.png",
        2,
        True,
    ]
    assert last["encounter_count"] == 2
    end = Event.objects.latest("id").payload
    assert (end["target"], end["result"], end["is_running"]) == (
        "Raymond",
        "Raymond",
        False,
    )


def test_an_encounter_taken_back_is_told_of_and_its_number_given_again(
    met: Met,
) -> None:
    hunt = met("Bob")
    encounter, _ = hunt.record(villager("Ankha"))
    hunt.withdraw(encounter)
    hunt.record(villager("Tia"))

    assert told() == ["start", "encounter", "encounter", "withdraw", "encounter"]
    taken, again = Event.objects.order_by("-id")[1], Event.objects.latest("id")
    assert taken.payload["villager"] == "Ankha"
    assert taken.payload["encounter_count"] == 1
    assert again.payload["encounter_number"] == 2


def test_a_private_hunt_tells_nothing(met: Met) -> None:
    hunt = met("Bob", is_public=False)
    hunt.end()
    hunt.delete()

    assert told() == []


def test_a_hunt_that_turns_private_empties_its_past(met: Met) -> None:
    hunt = met("Bob")
    hunt.change(is_public=False)

    past = Event.objects.exclude(type="questlog:hunt_hide")
    past = past.filter(subject=f"hunt:{hunt.uuid}")
    assert told() == ["start", "encounter", "hide"]
    assert [event.payload for event in past] == [{}, {}]


def test_an_island_that_turns_private_hides_each_of_its_hunts(
    met: Met, island: Island
) -> None:
    met("Bob")
    met("Ankha")
    island.change(is_public=False)

    assert told()[-2:] == ["hide", "hide"]
    assert not Event.objects.filter(payload_json__contains="Ankha").exists()


def test_deleting_by_a_queryset_is_told_of_too(met: Met) -> None:
    met("Bob")
    Hunt.objects.all().delete()

    assert told()[-1] == "delete"


def test_the_audit_finds_what_was_changed_with_sql(met: Met) -> None:
    met("Bob", "Ankha")
    assert list(differences()) == []

    Encounter.objects.filter(position=2).delete()

    (found,) = differences()
    assert "has 1 encounter, but its last event says 2" in found
