"""`/profiles/destiny/…`: set up, read, and a report fetched on demand."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import DestinyProfile
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import OATHKEEPER
from tests.integrations.bungie_server import RAID
from tests.integrations.bungie_server import RAID_NAME
from tests.integrations.bungie_server import SWORD
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import entry
from tests.integrations.bungie_server import item
from tests.integrations.bungie_server import report
from tests.integrations.bungie_server import weapon
from tests.jobs.working import work_off
from tests.profiles.destiny.conftest import Sync

pytestmark = pytest.mark.django_db
HOME = "/profiles/destiny"


def test_the_profile_is_set_up_by_a_name(writer: ApiClient, reader: ApiClient) -> None:
    assert reader.get(HOME).status_code == 404
    assert reader.put(HOME, {}).status_code == 401

    made = data(writer.put(HOME, {"bungie_name": "Guardian#0042"}), status=201)
    assert (made["bungie_name"], made["membership_id"]) == ("Guardian#0042", "")
    wrong = problem(writer.put(HOME, {"bungie_name": "Guardian"}), status=422)
    assert "Guardian#0042" in str(wrong)
    DestinyProfile.objects.update(membership_id=MEMBERSHIP, membership_type=3)
    kept = data(writer.put(HOME, {"bungie_name": "Guardian#0042", "is_public": False}))

    assert (kept["membership_id"], kept["platform"]) == (MEMBERSHIP, "Steam")
    assert reader.get(HOME).status_code == 404
    assert data(writer.get(HOME, include="private"))["is_public"] is False


def test_a_sync_over_the_api_needs_a_key_and_a_name(
    committed_db: None, history: BungieServer, writer: ApiClient, settings: Settings
) -> None:
    key, settings.BUNGIE_API_KEY = settings.BUNGIE_API_KEY, ""
    data(writer.put(HOME, {}), status=201)
    assert (
        "BUNGIE_API_KEY" in problem(writer.post(f"{HOME}/sync"), status=409)["detail"]
    )
    settings.BUNGIE_API_KEY = key
    job = data(writer.post(f"{HOME}/sync"), status=202)
    work_off()
    assert "Enter your Bungie name" in str(data(writer.get(f"/jobs/{job['id']}")))

    data(writer.put(HOME, {"bungie_name": "Guardian#0042"}))
    job = data(writer.post(f"{HOME}/sync"), status=202)
    work_off()

    assert data(writer.get(f"/jobs/{job['id']}"))["state"] == "done"
    *_, snapshot = data(writer.get(f"{HOME}/snapshots"))
    assert snapshot["figures"] == {
        "activities": 7,
        "raid clears": 2,
        "dungeon clears": 1,
        "titles": 1,
        "highest light": 2010,
        "triumph score": 12_000,
    }


def test_raids_show_what_the_reports_say(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    found = data(reader.get(f"{HOME}/raids"))

    raid, dungeon = found["raids"]
    assert (raid["activity_name"], raid["clears"], raid["attempts"]) == (
        RAID_NAME,
        2,
        3,
    )
    assert (raid["flawless_clears"], raid["fewest_players"]) == (1, 2)
    # Its only clear began at a checkpoint.
    assert (dungeon["activity_name"], dungeon["clears"]) == ("Duality", 1)
    assert (dungeon["fastest_seconds"], dungeon["fewest_players"]) == (None, None)
    assert found["reports_missing"] == 1


def test_activities_are_filtered_and_unknown_parameters_refused(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()
    path = f"{HOME}/activities"

    assert data(reader.get(path))["count"] == 7
    raids = data(reader.get(path, raid=RAID_NAME.upper(), is_clear=True))["items"]
    assert [each["raid"] for each in raids] == [RAID_NAME] * 2
    since = data(reader.get(path, since="2026-11-02", character_id=TITAN))
    assert since["count"] == 1
    until = data(reader.get(path, until="2024-12-31"))
    assert until["count"] == 1
    assert reader.get(path, kind="raid").status_code == 422
    assert reader.get(path, category="raids").status_code == 422
    assert reader.get(path, ordering="name").status_code == 422
    (longest, *_) = data(reader.get(path, ordering="-duration_seconds"))["items"]
    detail = data(reader.get(f"{path}/{longest['id']}"))
    assert detail["values"]["kills"] == 210
    assert len(detail["pgcr_entries"]) == 6
    assert reader.get(f"{path}/nothing").status_code == 404


def test_days_are_counted_for_the_heat_map(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    days = data(reader.get(f"{HOME}/days", year=2026))

    assert sum(day["activities"] for day in days) == 6
    assert len(data(reader.get(f"{HOME}/days"))) == len(days) + 1
    assert reader.get(f"{HOME}/days", year=1).status_code == 422


def test_a_report_is_fetched_on_demand_and_once(
    history: BungieServer, sync: Sync, reader: ApiClient, writer: ApiClient
) -> None:
    sync()
    match = Activity.objects.get(instance_id="15432100003")
    path = f"{HOME}/activities/{match.uuid}/report"
    assert reader.post(path).status_code == 401
    assert data(writer.post(path))["pgcr_entries"] is None
    history.reports["15432100003"] = report(entry(TITAN, MEMBERSHIP, "Guardian"))
    history.requests.clear()

    for _ in range(2):
        (mine,) = data(writer.post(path))["pgcr_entries"]
        assert mine["is_self"]

    assert history.asked("PostGameCarnageReport") == 1
    history.before_each = lambda path: None
    assert writer.post(f"{HOME}/activities/{'0' * 32}/report").status_code == 404


def test_titles_are_listed(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    earned, open_one = data(reader.get(f"{HOME}/titles"))

    assert (earned["name"], earned["gilded_count"]) == ("Kingslayer", 3)
    assert earned["earned_by"] and earned["earned_after"] is None
    assert (open_one["name"], open_one["seal"]) == ("Vowed", "Vow of the Disciple")
    assert (open_one["is_earned"], open_one["progress"], open_one["goal"]) == (
        False,
        5,
        8,
    )


def test_triumphs_are_listed_by_title_name_and_state(
    history: BungieServer, sync: Sync, reader: ApiClient, guardian: DestinyProfile
) -> None:
    sync()
    path = f"{HOME}/triumphs"

    (oath,) = data(reader.get(path, title="vowed"))["items"]
    assert (oath["name"], oath["title"], oath["score"]) == ("Oathkeeper", "Vowed", 20)
    assert (oath["progress"], oath["goal"], oath["is_complete"]) == (3, 10, False)
    # Of two characters, the one that is further.
    (patrols,) = data(reader.get(path, name="PATROL"))["items"]
    assert (patrols["progress"], patrols["goal"]) == (9, 50)
    assert data(reader.get(path, is_complete=True))["count"] == 0
    history.records[str(OATHKEEPER)] = {"state": 16 | 4}
    history.records[str(RAID)] = {"state": 0}
    sync()
    assert data(reader.get(path))["count"] == 1
    assert reader.get(path, ordering="name").status_code == 422
    guardian.change(is_public=False)
    assert data(reader.get(path))["count"] == 0
    assert data(reader.get(f"{HOME}/titles")) == []
    assert data(reader.get(f"{HOME}/weapons")) == []


def test_weapons_are_added_up_from_the_reports(
    history: BungieServer, sync: Sync, reader: ApiClient, writer: ApiClient
) -> None:
    sync()

    first, second = data(reader.get(f"{HOME}/weapons"))
    assert (first["name"], first["kind"]) == ("Fatebringer", "Hand Cannon")
    assert (first["activities"], first["kills"], first["precision_kills"]) == (
        3,
        63,
        36,
    )
    assert second["name"] == f"Unknown weapon {SWORD}"
    (first, _) = data(reader.get(f"{HOME}/weapons", category="raid"))
    assert first["activities"] == 2
    assert data(reader.get(f"{HOME}/weapons", category="pvp")) == []
    # Asked once each, also the one that Bungie doesn't name.
    sync()
    assert history.asked("DestinyInventoryItemDefinition") == 2
    # A report on demand brings the names of the owner's weapons.
    history.reports["15432100003"] = report(entry(TITAN, MEMBERSHIP, "Guardian"))
    used = history.reports["15432100003"]["entries"][0]["extended"]["weapons"]
    used.append(weapon(77, 40))
    history.items[77] = item("Ace of Spades", "Hand Cannon")
    match = Activity.objects.get(instance_id="15432100003")
    (mine,) = data(writer.post(f"{HOME}/activities/{match.uuid}/report"))[
        "pgcr_entries"
    ]
    assert [each["name"] for each in mine["weapons"]] == [
        "Ace of Spades",
        "Fatebringer",
        f"Unknown weapon {SWORD}",
    ]
