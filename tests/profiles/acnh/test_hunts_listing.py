"""All hunts in the admin: found again, corrected, deleted."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.realtime.models import Event
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db


def page_of(encounter: Encounter) -> str:
    return address(Hunt, "encounter", encounter.hunt_id, encounter.uuid)


def told() -> list[str]:
    rows = Event.objects.filter(type__startswith="questlog:hunt_").order_by("id")
    types = rows.values_list("type", flat=True)
    return [each.removeprefix("questlog:hunt_") for each in types]


def test_hunts_are_found_by_whom_they_were_for_and_by_who_was_met(
    owner_client: Client, met: Met
) -> None:
    first = met("Bob", "Ankha", target="Raymond", date=date(2026, 1, 2))
    first.encounters.filter(position=1).update(
        met_at=timezone.now() - timedelta(hours=1, minutes=52, seconds=9)
    )
    first.end()
    met("Tia", target="Étoile", notes="Third plot", is_public=False)

    def found(**query: Any) -> list[str]:
        listing = page(owner_client.get(address(Hunt, "list"), query))
        rows = listing.select("main table.listing tbody tr")
        return [" ".join(row.get_text(" ").split()) for row in rows]

    private, public = found()
    assert "Étoile" in private and "Running 1 0:00 Private" in private
    assert "Raymond" in public and "Jan. 2, 2026 Nobody 2 1:52" in public
    for query in (
        {"q": "raymond"},
        {"met": villager("Bob").pk},
        {"state": "ended"},
        {"year": 2026, "visibility": "public"},
        {"target": villager("Raymond").pk},
    ):
        assert found(**query) == [public]
    for query in ({"q": "etoile third"}, {"state": "running"}):
        assert found(**query) == [private]
    assert found(result="yes") == []
    exported = owner_client.get(address(Hunt, "list"), {"export": "csv"})
    assert "Raymond" in exported.getvalue().decode()


def test_more_hunts_cost_no_more_statements(owner_client: Client, met: Met) -> None:
    def statements(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(url).status_code == 200
        return len(captured)

    hunt = met("Bob", "Tia", target="Raymond")
    pages = [address(Hunt, "list"), address(Hunt, "inspect", hunt.pk)]
    few = [statements(url) for url in pages for _ in range(2)][1::2]
    for name in ("Ankha", "Marina", "Bea", "Al"):
        met(name, target=name).end()
        hunt.record(villager(name))

    assert [statements(url) for url in pages] == few


def test_a_hunt_of_before_is_added_and_changed_by_its_verbs(
    owner_client: Client, island: Island
) -> None:
    form = {"date": "2026-01-02", "target": villager("Raymond").pk, "notes": "a"}
    owner_client.post(address(Hunt, "add"), {**form, "is_public": "on"})
    hunt = Hunt.objects.get()
    owner_client.post(address(Hunt, "edit", hunt.pk), {**form, "date": "2026-01-03"})

    hunt.refresh_from_db()
    assert (hunt.date, hunt.version, hunt.is_public) == (date(2026, 1, 3), 2, False)
    assert told() == ["start", "hide"]
    history = text_of(owner_client.get(address(Hunt, "history", hunt.pk)))
    assert "Created" in history and "Edited" in history

    late = owner_client.post(address(Hunt, "add"), {**form, "date": "2999-01-01"})
    assert "This day is still to come." in text_of(late)
    assert Hunt.objects.count() == 1


def test_every_encounter_shows_with_its_time_and_notes(
    owner_client: Client, met: Met
) -> None:
    hunt = met(target="Raymond", notes="By the river")
    hunt.record(villager("Bob"), by="mod", notes="With the telescope")
    hunt.record(villager("Raymond"), recruited=True)
    hunt.end()

    shown = text_of(owner_client.get(address(Hunt, "inspect", hunt.pk)))

    assert "Hunted for Raymond" in shown
    assert "By the river" in shown
    assert "Raymond target moves in Cat · Smug" in shown
    assert "by mod With the telescope" in shown


def test_a_wrong_villager_is_corrected_after_the_end_and_said_once(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob", "Tia")
    hunt.end()
    encounter = hunt.encounters.get(position=1)
    form = {"villager": villager("Ankha").pk, "recruited": "on", "notes": "Misread"}

    for _ in range(2):
        answer = owner_client.post(page_of(encounter), form)
        assert answer.headers["Location"] == address(Hunt, "inspect", hunt.pk)

    encounter.refresh_from_db()
    hunt.refresh_from_db()
    assert (encounter.villager.name, encounter.position) == ("Ankha", 1)
    assert hunt.result == villager("Ankha")
    assert told()[-2:] == ["end", "update"]
    actions = ModelLogEntry.objects.filter(action="acnh.correct")
    assert [entry.data["villager"] for entry in actions] == ["Ankha"]

    second = hunt.encounters.get(position=2)
    refused = owner_client.post(page_of(second), {**form, "notes": ""})
    assert "Ankha was already recruited, on island 1." in text_of(refused)


def test_any_encounter_can_be_removed_and_only_once(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob", "Tia", "Al")
    encounter = hunt.encounters.get(position=2)

    first = owner_client.post(page_of(encounter), {"remove": "yes"}, follow=True)
    again = owner_client.post(page_of(encounter), {"remove": "yes"})

    assert "Tia on island 2 is removed." in text_of(first)
    assert again.status_code == 404
    left = hunt.encounters.order_by("position")
    assert list(left.values_list("position", "villager__name")) == [
        (1, "Bob"),
        (2, "Al"),
    ]


def test_deleting_asks_first_and_takes_the_encounters_along(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob")
    url = address(Hunt, "delete", hunt.pk)

    assert "All its encounters are deleted, too." in text_of(owner_client.get(url))
    owner_client.post(url)

    assert not Encounter.objects.exists()
    assert told()[-1] == "delete"


def test_moderators_see_no_listing_and_correct_nothing(met: Met) -> None:
    hunt = met("Bob")
    user = User.objects.create_user("mod")
    user.groups.add(Group.objects.get(name="Hunt moderators"))
    client = Client()
    client.force_login(user)
    encounter = hunt.encounters.get()

    for url in (address(Hunt, "list"), address(Hunt, "inspect", hunt.pk)):
        assert client.get(url).status_code in (302, 403)
    assert client.post(page_of(encounter), {"remove": "yes"}).status_code in (302, 403)
    assert hunt.encounters.count() == 1


def test_before_the_set_up_there_is_no_hunt_to_add(owner_client: Client) -> None:
    answer = owner_client.get(address(Hunt, "add"))

    assert answer.headers["Location"] == "/admin/profiles/"


# Over the API ----------------------------------------------------------------------


def test_an_encounter_is_corrected_over_the_api(writer: ApiClient, met: Met) -> None:
    hunt = met("Bob", "Tia")
    first, second = hunt.encounters.order_by("position")
    url = f"/profiles/acnh/hunts/{hunt.uuid}"

    changed = data(
        writer.patch(
            f"{url}/encounters/{first.uuid}", {"villager": "Ankha", "recruited": True}
        )
    )

    assert (changed["villager"]["name"], changed["recruited"]) == ("Ankha", True)
    assert (changed["number"], changed["notes"]) == (1, "")
    assert data(writer.get(url))["result"]["name"] == "Ankha"
    refused = writer.patch(f"{url}/encounters/{second.uuid}", {"recruited": True})
    assert "already recruited" in problem(refused, status=409)["detail"]
    data(writer.patch(f"{url}/encounters/{first.uuid}", {"recruited": False}))
    assert data(writer.get(url))["result"] is None
    gone = f"{url}/encounters/{hunt.uuid}"
    assert writer.patch(gone, {"notes": "x"}).status_code == 404
    for body in ({"villager": "Nobody"}, {"key": "x"}, {"notes": "x" * 2001}):
        assert problem(writer.patch(f"{url}/encounters/{first.uuid}", body), status=422)
