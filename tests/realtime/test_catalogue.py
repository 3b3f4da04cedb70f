"""Declarations: what is recorded fits them, and what is not declared is refused."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pydantic import ValidationError

from apps.journal.events import COMPLETE
from apps.journal.events import PlaythroughPayload
from apps.realtime import catalogue
from apps.realtime.catalogue import EventType
from apps.realtime.catalogue import Payload
from apps.realtime.catalogue import UndeclaredEvent
from apps.realtime.catalogue import about
from apps.realtime.catalogue import declare
from apps.realtime.catalogue import declared_types
from apps.realtime.catalogue import suppress_events
from apps.realtime.live.control_frames import CLOSE_CODES
from apps.realtime.live.protocol import Close
from apps.realtime.models import Event
from apps.realtime.public.views import keys_of
from tests.settings import REPOSITORY

PROMISED = ["work", "edition", "platform", "playtime_hours", "rating"]


class ThingPayload(Payload):
    name: str
    number: int


THING = EventType(
    name="questlog:thing_done",
    title="A thing was done",
    summary="Only in tests.",
    when="Never.",
    payload=ThingPayload,
    subject="thing",
    example=ThingPayload(name="Thing", number=1),
    about="name",
)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[EventType[ThingPayload]]:
    monkeypatch.setattr(catalogue, "_declared", dict(catalogue._declared))
    declare(THING)
    yield THING


def test_these_are_the_types_that_clients_know() -> None:
    assert [each.name for each in declared_types()] == [
        "questlog:destiny_raid_clear",
        "questlog:destiny_raid_hide",
        "questlog:ffxiv_achievement",
        "questlog:ffxiv_hide",
        "questlog:ffxiv_level_up",
        "questlog:hunt_delete",
        "questlog:hunt_encounter",
        "questlog:hunt_end",
        "questlog:hunt_hide",
        "questlog:hunt_start",
        "questlog:hunt_update",
        "questlog:hunt_withdraw",
        "questlog:import_complete",
        "questlog:import_undo",
        "questlog:ironmon_checkpoint",
        "questlog:ironmon_checkpoint_withdraw",
        "questlog:ironmon_defeat",
        "questlog:ironmon_defeat_correct",
        "questlog:ironmon_defeat_withdraw",
        "questlog:ironmon_delete",
        "questlog:ironmon_hide",
        "questlog:ironmon_personal_best",
        "questlog:ironmon_start",
        "questlog:ironmon_victory",
        "questlog:list_delete",
        "questlog:list_hide",
        "questlog:list_updated",
        "questlog:playthrough_complete",
        "questlog:playthrough_delete",
        "questlog:playthrough_drop",
        "questlog:playthrough_hide",
        "questlog:playthrough_ongoing",
        "questlog:playthrough_pause",
        "questlog:playthrough_resume",
        "questlog:playthrough_start",
        "questlog:poe_character_delete",
        "questlog:poe_character_hide",
        "questlog:poe_character_update",
        "questlog:profile_import",
        "questlog:profile_import_undo",
        "questlog:profile_synced",
        "questlog:session_delete",
        "questlog:session_end",
        "questlog:session_log",
        "questlog:session_pause",
        "questlog:session_resume",
        "questlog:session_start",
        "questlog:steam_achievement",
        "questlog:steam_hide",
        "questlog:steam_synced",
        "questlog:umamusume_best_rank",
        "questlog:umamusume_meeting_delete",
        "questlog:umamusume_meeting_hide",
        "questlog:umamusume_meeting_result",
        "questlog:umamusume_run_complete",
        "questlog:umamusume_run_delete",
        "questlog:umamusume_run_hide",
        "questlog:warframe_hide",
        "questlog:warframe_mastery_rank",
        "questlog:work_create",
        "questlog:work_delete",
        "questlog:work_update",
        "questlog:year_hide",
        "questlog:year_publish",
    ]


def test_a_completion_keeps_its_promised_keys_first() -> None:
    assert list(COMPLETE.example.model_dump())[:5] == PROMISED


@pytest.mark.parametrize("event_type", declared_types(), ids=lambda each: each.name)
def test_every_key_has_its_kind_and_its_meaning(
    event_type: EventType[Payload],
) -> None:
    keys = keys_of(event_type.payload)
    # Those of nested rows are the keys of the API.
    own = [key for key in keys if "." not in key.name]

    assert event_type.title and event_type.summary and event_type.when
    assert all(key.kind and key.kind != "any" for key in keys)
    assert [key.name for key in own if not key.meaning] == []


@pytest.mark.django_db
def test_what_is_recorded_is_what_was_declared(
    declared: EventType[ThingPayload],
) -> None:
    declared.record(
        ThingPayload(name="Röt", number=3), subject="thing:1", dedupe_key="thing:1:1"
    )

    event = Event.objects.get()
    assert (event.type, event.version) == ("questlog:thing_done", 1)
    assert event.payload_json == '{"name":"Röt","number":3}'


@pytest.mark.django_db
def test_a_type_that_is_not_declared_is_refused() -> None:
    with pytest.raises(UndeclaredEvent, match="thing_done"):
        THING.record(THING.example, subject="thing:1", dedupe_key="thing:1:1")

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"name": "Thing"},
        {"name": 7, "number": 1},
        {"name": "Thing", "number": "many"},
        {"name": "Thing", "number": 1, "colour": "red"},
    ],
)
def test_a_payload_that_does_not_fit_cannot_be_made(payload: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ThingPayload.model_validate(payload)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "questlog:list_updated"}, "declared twice"),
        ({"name": "thing_done"}, "not of the form"),
        ({"name": "questlog:other_thing", "about": "title"}, "no key title"),
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(
    declared: EventType[ThingPayload], change: dict[str, str], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        declare(dataclasses.replace(THING, **change))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_what_is_told_as_one_is_not_told_one_by_one(
    declared: EventType[ThingPayload],
) -> None:
    with transaction.atomic(), suppress_events():
        declared.record(THING.example, subject="thing:1", dedupe_key="thing:1:1")
    declared.record(THING.example, subject="thing:1", dedupe_key="thing:1:2")

    assert [event.dedupe_key for event in Event.objects.all()] == ["thing:1:2"]


def test_an_event_is_about_what_its_type_says() -> None:
    undone = {"import_id": "7d3f5e0c", "removed": 1}

    assert about("questlog:work_delete", {"name": "Celeste"}) == "Celeste"
    assert about("questlog:work_delete", {}) == ""
    assert about("questlog:import_complete", {"games": 2}) == "games: 2"
    assert about("questlog:import_undo", undone) == "1 removed, 0 restored, 0 kept"
    assert about("questlog:of_old", {"number": 3, "work": "Celeste"}) == "Celeste"


def test_a_date_that_was_not_read_back_is_told_as_text() -> None:
    payload = PlaythroughPayload.model_validate(
        {**COMPLETE.example.model_dump(), "started_at": date(1995, 3, 11)}
    )

    assert payload.model_dump()["started_at"] == "1995-03-11"


def test_every_code_that_closes_a_socket_is_explained() -> None:
    explained = {each.code for each in CLOSE_CODES}

    assert set(Close) <= explained


def test_the_client_gives_up_where_the_catalogue_says_so() -> None:
    script = (REPOSITORY / "static/realtime/questlog-events.js").read_text()
    [codes] = re.findall(r"\[([\d, ]+)\]\.includes\(code\)", script)

    assert [int(code) for code in codes.split(",")] == [
        each.code for each in CLOSE_CODES if not each.try_again
    ]
