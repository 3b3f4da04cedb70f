"""Our schema against the one that existing clients were generated from."""

from __future__ import annotations

import json
from typing import Any
from typing import get_args

import pytest
from django.utils import timezone
from pydantic import TypeAdapter

from apps.browsing.models import YearReview
from apps.journal.models import Session
from apps.journal.models import Status
from apps.journal.models import StatusName
from apps.library.merging.merge import merge_games
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.tasks import sync_changed
from apps.lists import site_preview
from apps.lists.models import List
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.destiny.models import Activity
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.poe.models import Character
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Meeting
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.warframe.models import WarframeProfile
from questlog_site.api import api
from tests.api import contract
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.conftest import played
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.integrations.steam_server import player
from tests.profiles.destiny.stored import guardian_with_history
from tests.profiles.ffxiv.made import character_of
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.warframe.accounts import archived
from tests.steam.libraries import HADES
from tests.steam.libraries import played_library

OPENAPI = api.get_openapi_schema()
SCHEMAS = OPENAPI["components"]["schemas"]


@pytest.mark.parametrize("endpoint", contract.ENDPOINTS, ids=lambda one: one.operation)
def test_an_endpoint_has_its_operation_id_and_parameters(
    endpoint: contract.Endpoint,
) -> None:
    operation = OPENAPI["paths"]["/api" + endpoint.path][endpoint.method.lower()]

    assert operation["operationId"] == endpoint.operation
    assert "200" in {str(status) for status in operation["responses"]}
    query = {
        parameter["name"]: parameter["required"]
        for parameter in operation["parameters"]
        if parameter["in"] == "query"
    }
    for name, required in endpoint.query.items():
        assert query[name] == required


@pytest.mark.parametrize("name", sorted(contract.SCHEMAS.keys() - contract.BODIES))
def test_an_answer_has_exactly_its_promised_keys(name: str) -> None:
    found = SCHEMAS[name]

    assert {
        key: contract.type_of(shape) for key, shape in found["properties"].items()
    } == {key: type_name for key, (type_name, _) in contract.SCHEMAS[name].items()}


@pytest.mark.parametrize("name", sorted(contract.BODIES))
def test_a_body_as_clients_send_it_is_taken(name: str) -> None:
    found = SCHEMAS[name]
    promised = contract.SCHEMAS[name]

    assert set(found.get("required", [])) <= {
        key for key, (_, optional) in promised.items() if not optional
    }
    for key, (type_name, _) in promised.items():
        taken = contract.type_of(found["properties"][key]).split(" | ")
        assert set(type_name.split(" | ")) <= set(taken), key


@pytest.mark.parametrize("name", sorted(contract.BODIES))
def test_a_key_that_may_be_left_out_has_no_default_in_the_schema(name: str) -> None:
    """Generators of types would make it required."""
    found = SCHEMAS[name]["properties"]

    assert [key for key, schema in found.items() if "default" in schema] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ListCreateSchema", "description"),
        ("ListCreateSchema", "is_ranked"),
        ("ListCreateSchema", "visibility"),
        ("EntryCreateSchema", "position"),
        ("EntryCreateSchema", "notes"),
        ("EditionCreateSchema", "edition_type"),
        ("BulkEditionSchema", "edition_type"),
        ("RecordDefeatSchema", "is_wild"),
    ],
)
def test_a_key_with_a_default_may_be_left_out(name: str, key: str) -> None:
    assert key in SCHEMAS[name]["properties"]
    assert key not in SCHEMAS[name]["required"]


def test_every_read_answers_what_its_schema_says(
    writer: ApiClient,
    ff7: Game,
    chrono_trigger: Game,
    snes: Platform,
    igdb_server: IgdbServer,
    steam_server: SteamServer,
) -> None:
    steam_server.players = [player(gameextrainfo="Half-Life 2", gameid="220")]
    steam_server.recent = [game(220, "Half-Life 2", 912, playtime_2weeks=30)]
    run = played(chrono_trigger, status="completed", completed_at="1996", platform=snes)
    List.objects.create(name="Top").add(chrono_trigger)
    island, _ = Island.set_up()
    raymond = Villager.objects.get(name="Raymond")
    hunt = Hunt.objects.start(island, target=raymond)
    hunt.record(raymond, recruited=True)
    IronmonProfile.set_up()
    attempt, _ = Challenge.objects.get(slug="kaizo").start(42)
    attempt.lose(pokemon="Swellow")
    stable, _ = UmamusumeProfile.set_up()
    career, _ = CareerRun.objects.add(stable, outfit=100601)
    meeting = Meeting.objects.latest("start").game_id
    entry = MeetingEntry.objects.enter(stable, meeting=meeting)
    bring(api_detail())
    character = Character.objects.get()
    job = sync_changed.start()
    archived(WarframeProfile.set_up()[0])
    YearReview.objects.create(game_of_the_year=chrono_trigger, is_public=True)
    warrior = character_of(FFXIVProfile.set_up()[0])
    played_library(at=timezone.now())
    guardian_with_history()
    cleared = Activity.objects.get(instance_id="15432100001")
    names = {
        "app_id": str(HADES),
        "activity_id": str(cleared.uuid),
        "instance_id": cleared.instance_id,
        "mode": "raid",
        "run_id": str(attempt.uuid),
        "entry_id": str(entry.uuid),
        "job_id": str(job.uuid),
        "character_id": str(character.uuid),
        "lodestone_id": str(warrior.lodestone_id),
        "playthrough_id": str(run.uuid),
        "hunt_id": str(hunt.uuid),
        "session_id": str(Session.log(run, minutes=30).uuid),
        "villager": "raymond",
        "twitch_category_id": "1",
    }
    top = List.objects.get(slug="top")
    names["token"] = site_preview.keep(top.typed()) or ""
    chrono_trigger.editions.update(twitch_category_id="1")
    merge_games(Game.objects.add(name="Chrono Triger"), chrono_trigger, by=None)

    query = {
        "/igdb/search": {"q": "chrono"},
        "/lists/{slug}/history": {"on": "2030-01-01"},
        "/games": {"expand": "editions,playthroughs,lists"},
        "/counts/games": {"by": "platform"},
        "/lists/{slug}/changes": {"since": "2020-01-01"},
        "/profiles/ffxiv/characters/{lodestone_id}/collection": {"kind": "mount"},
    }

    checked = 0
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                # Those that are answered in a server's loop: tests/realtime.
                if "GET" not in operation.methods or operation.is_async:
                    continue
                if path.startswith("/export"):  # files: tests/exports
                    continue
                # It asks the Lodestone, which tests/profiles/ffxiv plays.
                if path == "/profiles/ffxiv/search":
                    continue
                slug = "top" if "/lists/" in path else "chrono-trigger"
                slug = "all" if path.startswith("/years/") else slug
                slug = "kaizo" if path.startswith("/ironmon/") else slug
                slug = "ironmon" if path.startswith("/profiles/{slug}/") else slug
                named = {**names, "slug": slug}
                if path.startswith("/profiles/umamusume/"):
                    named["run_id"] = str(career.uuid)
                address = path.format(**named)
                answer = data(writer.get(address, **query.get(path, {})))
                model = operation.response_models[200]
                # Ninja wraps the declared type into a field of this name.
                schema = model.model_fields["response"].annotation
                _matches(TypeAdapter(schema), answer)
                checked += 1
    assert checked >= 26


def _matches(schema: TypeAdapter[Any], answer: Any) -> None:
    """`answer` is valid, and holds no key that the schema does not have."""
    parsed = schema.validate_json(json.dumps(answer))
    # Keys with a default may be left out.
    dumped = schema.dump_python(parsed, mode="json", exclude_unset=True)
    assert _keys(dumped) == _keys(answer)


def _keys(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {key: _keys(value) for key, value in answer.items()}
    return [_keys(item) for item in answer] if isinstance(answer, list) else None


def test_the_library_names_the_same_statuses_as_the_journal() -> None:
    assert list(get_args(StatusName)) == [status.value for status in Status]
