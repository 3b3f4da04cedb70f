"""The AsyncAPI document: well-formed, kept still, and true of every live frame."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from jsonschema import Draft7Validator
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect

from apps.browsing.models import YearReview
from apps.imports.applying.apply import apply_import
from apps.imports.applying.undo import undo_import
from apps.imports.intake.source import Source
from apps.imports.intake.store import store_source
from apps.imports.models import SourceKind
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.imports.applying import apply_import as apply_import_into_profile
from apps.profiles.imports.applying import plan_import
from apps.profiles.imports.undoing import undo_import as undo_import_into_profile
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.poe.models import Character
from apps.profiles.registry import ProfileSync
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.warframe.models import WarframeProfile
from apps.realtime.catalogue import declared_types
from apps.realtime.live import protocol
from apps.realtime.live.control_frames import CONTROL_FRAMES
from apps.realtime.models import EventStream
from tests.integrations.bungie_server import raid
from tests.live import LiveServer
from tests.profiles.destiny.stored import came
from tests.profiles.destiny.stored import guardian_with_history
from tests.profiles.ffxiv.made import character_of
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window
from tests.profiles.warframe.accounts import archived
from tests.realtime.asyncapi_document import Judge
from tests.steam.libraries import played_library

SNAPSHOT = Path(__file__).with_name("asyncapi.json")
# schemas/3.1.0.json of the npm package @asyncapi/specs 6.11.1 (Apache-2.0), from
# https://github.com/asyncapi/spec-json-schemas.
OFFICIAL = Path(__file__).parent.parent / "data" / "asyncapi-3.1.0.schema.json.gz"
URL = "/api/asyncapi.json"


def served() -> dict[str, Any]:
    document: dict[str, Any] = Client().get(URL).json()
    return document


@pytest.fixture
def judge() -> Judge:
    return Judge(served())


def test_the_document_changes_only_on_purpose() -> None:
    """After a wanted change: `UPDATE_SNAPSHOTS=1 uv run pytest tests/realtime`."""
    current = json.dumps(served(), indent=1) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(current)

    assert current == SNAPSHOT.read_text()


def test_the_document_is_asyncapi_as_its_makers_define_it() -> None:
    official = json.loads(gzip.decompress(OFFICIAL.read_bytes()))
    validator = Draft7Validator(official)
    document = served()

    assert [error.json_path for error in validator.iter_errors(document)] == []

    document["channels"]["feed"]["messages"] = "all"
    assert not validator.is_valid(document)


def test_who_has_the_document_is_not_sent_it_again() -> None:
    first = Client().get(URL)
    again = Client().get(URL, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "application/json"
    assert first["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content) == (304, b"")


def test_the_document_gives_no_secret_away(settings: Any) -> None:
    text = Client().get(URL).content.decode()

    assert settings.REDIS_URL not in text
    assert settings.SECRET_KEY not in text
    assert "password" not in text.lower()


def test_every_example_is_as_the_document_says(judge: Judge) -> None:
    messages = judge.document["components"]["messages"].values()
    examples = [
        example["payload"]
        for message in messages
        for example in message.get("examples", [])
    ]

    assert len(examples) == len(declared_types()) + len(CONTROL_FRAMES)
    assert [fault for each in examples for fault in judge.faults(each)] == []


# Live ---------------------------------------------------------------------------


def play() -> None:
    game = Game.objects.add(name="Chrono Trigger")
    run = Playthrough.objects.create(
        edition=game.first_edition(), status=Status.PLANNED
    )
    run.start()
    run.pause()
    run.mark_ongoing()
    run.start(on="1995-03")
    run.complete(on="1996-08")
    run.reopen()
    run.drop()
    session = Session.start(run, at=timezone.now() - timedelta(hours=2))
    session.pause()
    session.resume()
    session.end()
    Session.log(run, day=date(1996, 8, 2), minutes=90).delete()
    for is_public in (False, True):
        run.is_public = is_public
        run.save()
    run.delete()


def curate() -> None:
    first, second = (Game.objects.add(name=name) for name in ("Suikoden", "Xenogears"))
    ranking = List.objects.create(name="Top RPGs")
    ranking.add_many([first, second])
    entry = ranking.entries.get(position=2)
    entry.move_to(1)
    entry.annotate("The best.")
    ranking.slug = "best-rpgs"
    ranking.save()
    ranking.remove([entry])
    ranking.visibility = "draft"
    ranking.save()
    ranking.visibility = "public"
    ranking.save()
    ranking.delete()
    first.name = "Suikoden I"
    first.save()
    second.delete()


def hunt() -> None:
    island, _ = Island.set_up()
    raymond = Villager.objects.get(name="Raymond")
    sought = Hunt.objects.start(island, target=raymond)
    encounter, _ = sought.record(raymond, recruited=True)
    sought.end()
    sought.withdraw(encounter)
    sought.change(is_public=False)
    sought.change(is_public=True)
    sought.delete()


def attempt() -> None:
    profile, _ = IronmonProfile.set_up()
    kaizo = Challenge.objects.get(slug="kaizo")
    won, lost = (kaizo.start(number)[0] for number in (1, 2))
    won.clear(kaizo.checkpoints.get(name="Champion"))
    lost.lose(pokemon="Swellow", pokemon_id=305, level=14, trainer="Rival")
    lost.correct_defeat(pokemon="Swellow", level=15)
    lost.withdraw_defeat()
    lost.clear(kaizo.checkpoints.get(name="Brock"))
    lost.withdraw_checkpoint(kaizo.checkpoints.get(name="Brock"))
    rows = [
        {"model": "ironmon.challenge", "pk": 1, "fields": {"name": "Kaizo"}},
        {"model": "ironmon.seed", "pk": 3, "fields": {"challenge": 1}},
    ]
    kind = kind_called("ironmon")
    assert kind is not None
    owner = get_user_model().objects.create_superuser("player", password="player")
    batch = plan_import(kind, json.dumps(rows), by=owner)
    batch = apply_import_into_profile(batch, by=owner, at=timezone.now())
    undo_import_into_profile(batch, by=owner, at=timezone.now())
    won.delete()
    profile.change(is_public=False)
    profile.change(is_public=True)


def raid_as_guardian() -> None:
    profile = guardian_with_history()
    profile.change(is_public=False)
    profile.change(is_public=True)
    came(profile.characters.get(character_class="Titan"), raid(9))


def rise() -> None:
    profile, _ = WarframeProfile.set_up()
    for rank in (12, 13):
        archived(profile, rank=rank)
    profile.change(is_public=False)


def sync() -> None:
    kind = kind_called("ironmon")
    assert kind is not None
    found = ProfileSync(run=lambda profile, progress: ["1 run"], missing=str)
    sync_profile(replace(kind, sync=found))


def train() -> None:
    profile, _ = UmamusumeProfile.set_up()
    runs = CareerRun.objects
    first, _ = runs.add(profile, outfit=100601, score=9_000, races=[{"program": 1}])
    second, _ = runs.add(profile, outfit=999901, scenario=4)
    entry = MeetingEntry.objects.enter(
        profile, meeting=1, place=2, members=[{"run": first, "role": "ace"}]
    )
    entry.change(is_public=False)
    entry.change(is_public=True)
    entry.delete()
    second.delete()
    profile.change(is_public=False)


def level_up() -> None:
    profile, _ = FFXIVProfile.set_up()
    character_of(profile)
    profile.change(is_public=False)


def build() -> None:
    bring(window())
    character = Character.objects.get()
    character.change(deaths=3)
    character.change(is_public=False)
    character.change(is_public=True)
    character.delete()


def unlock() -> None:
    account = played_library(at=timezone.now())
    account.change(is_public=False)


def review() -> None:
    year = YearReview.objects.create(year=2025, title="A year of games")
    year.publish(at=timezone.now())
    year.hide()


def bring_and_take_back() -> None:
    owner = get_user_model().objects.create_superuser("owner", password="owner")
    source = Source.of_text("# Beaten\n\n- Celeste (Switch)\n", SourceKind.PASTED, "")
    batch = apply_import(store_source(source, by=owner), by=owner, at=timezone.now())
    undo_import(batch, by=owner, at=timezone.now())


def test_every_type_is_live_as_the_document_says(
    redis_client: redis.Redis, live_server: LiveServer, judge: Judge
) -> None:
    acts: list[Callable[[], None]] = [
        play,
        curate,
        hunt,
        attempt,
        rise,
        sync,
        train,
        level_up,
        build,
        raid_as_guardian,
        unlock,
        review,
        bring_and_take_back,
    ]
    with connect(f"{live_server.ws_url}/ws/questlog/") as socket:
        for act in acts:
            act()
        frames = list(frames_until("questlog:import_undo", socket))

    assert [fault for frame in frames for fault in judge.faults(frame)] == []
    assert {frame["type"] for frame in frames} == {
        each.name for each in declared_types()
    }


def test_every_control_frame_is_live_as_the_document_says(
    redis_client: redis.Redis,
    live_server: LiveServer,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "KEEPALIVE", 0.2)
    with connect(f"{live_server.ws_url}/ws/questlog/?since=gone.1") as socket:
        socket.send('{"op": "subscribe", "types": ["questlog:*"], "nonce": "a"}')
        socket.send('{"op": "ping", "nonce": 7}')
        socket.send('{"op": "ping"}')
        socket.send("nonsense")
        said = list(frames_until("events:error", socket))
        said += frames_until("events:position", socket)
    for frame in said:
        if frame["type"] == "events:hello":
            # A whole number of seconds, but in this test.
            assert frame["payload"].pop("keepalive") == 0.2
            frame["payload"]["keepalive"] = 30

    assert [fault for frame in said for fault in judge.faults(frame)] == []
    assert {frame["type"] for frame in said} == {frame.name for frame in CONTROL_FRAMES}
    assert EventStream.objects.count() == 1


def frames_until(last: str, socket: ClientConnection) -> Iterator[Any]:
    while True:
        frame = json.loads(socket.recv(timeout=30))
        yield frame
        if frame["type"] == last:
            return


@pytest.mark.parametrize(
    "harm",
    [
        {"type": "questlog:unheard_of"},
        {"sequence": "1842"},
        {"timestamp": None},
        {"another": 1},
        {"payload": {"work": "Chrono Trigger"}},
        {"subject": "list:1"},
    ],
)
def test_the_document_refuses_what_is_no_event(
    judge: Judge, harm: dict[str, Any]
) -> None:
    example = judge.document["components"]["messages"]["questlog_playthrough_complete"]
    frame = example["examples"][0]["payload"]

    assert judge.faults(frame) == []
    assert judge.faults({**frame, **harm}) != []


def test_the_document_knows_that_events_of_hidden_rows_are_empty(judge: Judge) -> None:
    messages = judge.document["components"]["messages"]

    for name, may_be_empty in (
        ("questlog_playthrough_complete", True),
        ("questlog_work_create", False),
    ):
        frame = messages[name]["examples"][0]["payload"]
        assert (judge.faults({**frame, "payload": {}}) == []) is may_be_empty
