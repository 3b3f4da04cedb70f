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
from tests.integrations.bungie_server import RAID_NAME
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import entry
from tests.integrations.bungie_server import report
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

    assert len(history.requests) == 1
    history.before_each = lambda path: None
    assert writer.post(f"{HOME}/activities/{'0' * 32}/report").status_code == 404


def test_titles_are_listed(
    history: BungieServer, sync: Sync, reader: ApiClient
) -> None:
    sync()

    (title,) = data(reader.get(f"{HOME}/titles"))

    assert (title["name"], title["gilded_count"]) == ("Kingslayer", 3)
