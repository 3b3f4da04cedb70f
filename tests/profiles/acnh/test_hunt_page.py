"""The pages on which a hunt is recorded, as the server makes them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/acnh/"


@pytest.fixture
def moderator(island: Island) -> Client:
    user = User.objects.create_user("mod")
    user.groups.add(Group.objects.get(name="Hunt moderators"))
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, hunt: Hunt, verb: str, **values: Any) -> Any:
    return client.post(f"/hunt/{hunt.uuid}/now/", {"verb": verb, **values})


def test_before_the_set_up_the_page_leads_to_the_overview(owner_client: Client) -> None:
    assert owner_client.get(PAGE).headers["Location"] == "/admin/profiles/"


def test_without_a_hunt_the_page_starts_one(
    owner_client: Client, island: Island
) -> None:
    assert "Your first hunt" in text_of(owner_client.get(PAGE))

    owner_client.post(f"{PAGE}hunt/start/", {"target": "raymond"})

    found = text_of(owner_client.get(PAGE))
    assert "Hunting for Raymond Cat · Smug · 1 in 805 on every island" in found
    assert "Who is on island 1?" in found


def test_an_unknown_target_is_named_and_starts_nothing(
    owner_client: Client, island: Island
) -> None:
    answer = owner_client.post(f"{PAGE}hunt/start/", {"target": "zz"}, follow=True)

    assert "There is no villager “zz”." in text_of(answer)
    assert not Hunt.objects.exists()


def test_a_hunt_is_ended_resumed_and_changed(owner_client: Client, met: Met) -> None:
    hunt = met("Bob", target="Raymond")
    sent = {"hunt": str(hunt.uuid)}

    for _ in range(2):
        ended = owner_client.post(f"{PAGE}hunt/end/", sent, follow=True)
    assert "This hunt has ended." in text_of(ended)
    assert "Nobody moved in" in text_of(ended)
    owner_client.post(f"{PAGE}hunt/resume/", sent)
    changes = {**sent, "target": "", "notes": "Rain"}
    owner_client.post(f"{PAGE}hunt/change/", changes)

    hunt.refresh_from_db()
    assert (hunt.target, hunt.notes, hunt.is_public) == (None, "Rain", False)
    assert hunt.is_running


def test_a_press_is_answered_with_what_the_page_shows_now(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob", "Ankha", target="Toby")
    press = {"villager": villager("Bob").number, "key": "a"}

    first = act(owner_client, hunt, "record", **press)
    again = act(owner_client, hunt, "record", **press)

    (now,) = page(again).select("[data-now]")
    assert text_of(first) == text_of(again)
    assert now["data-count"] == "3"
    assert now["data-said"] == "Island 3: Bob, 2nd time"
    assert "Toby comes by amiibo only" in text_of(again)
    assert Encounter.objects.get(key="a").recorded_by == "owner"


def test_undo_takes_back_the_newest_that_was_seen_and_only_once(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob", "Ankha")
    newest = str(hunt.encounters.get(position=2).uuid)

    first = act(owner_client, hunt, "undo", encounter=newest)
    second = act(owner_client, hunt, "undo", encounter=newest)

    assert (first.status_code, second.status_code) == (200, 409)
    assert "Something newer was recorded" in second.json()["error"]
    assert list(hunt.encounters.values_list("villager__name", flat=True)) == ["Bob"]


def test_recruited_says_who_moves_in(owner_client: Client, met: Met) -> None:
    hunt = met("Bob")
    newest = str(hunt.encounters.get().uuid)

    found = act(owner_client, hunt, "recruited", encounter=newest)
    twice = act(owner_client, hunt, "recruited", encounter=newest)

    assert "Bob moves in. You can end the hunt now." in text_of(found)
    assert twice.status_code == 409


def test_two_who_record_the_same_at_once_are_asked(
    owner_client: Client, moderator: Client, met: Met
) -> None:
    hunt = met("Ankha")
    bob = villager("Bob").number

    act(owner_client, hunt, "record", villager=bob, key="1")
    found = act(moderator, hunt, "record", villager=bob, key="2")

    assert "Two of you recorded Bob. Was it the same island?" in text_of(found)


def test_a_moderator_has_one_page_and_no_admin(moderator: Client, met: Met) -> None:
    hunt = met("Ankha", target="Raymond", is_public=False)

    found = moderator.get("/hunt/")

    assert "Raymond 1 in 805 1 islands Who is on island 2?" in text_of(found)
    recorded = act(moderator, hunt, "record", villager=villager("Bob").number)
    assert "by you" in text_of(recorded)
    assert moderator.get("/admin/").status_code == 302
    assert moderator.get(PAGE).status_code == 302
    ended = moderator.post(f"{PAGE}hunt/end/", {"hunt": str(hunt.uuid)})
    assert ended.status_code == 302
    hunt.refresh_from_db()
    assert hunt.is_running


def test_without_a_hunt_a_moderator_is_told_so(moderator: Client) -> None:
    assert "No hunt is going on" in text_of(moderator.get("/hunt/"))


def test_a_stranger_signs_in_first_and_records_nothing(met: Met) -> None:
    hunt = met()
    client = Client()

    assert client.get("/hunt/").headers["Location"] == "/admin/login/?next=/hunt/"
    assert act(client, hunt, "record", villager=1).status_code == 403
    client.force_login(User.objects.create_user("guest"))
    assert client.get("/hunt/").status_code == 403
    assert client.get(f"/hunt/{hunt.uuid}/now/").status_code == 403
    assert not Encounter.objects.exists()


def test_a_press_costs_the_same_whatever_came_before(
    owner_client: Client, met: Met
) -> None:
    hunt = met("Bob", "Ankha", target="Raymond")
    bob = villager("Bob").number
    act(owner_client, hunt, "record", villager=bob)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert act(owner_client, hunt, "record", villager=bob).status_code == 200
        return len(captured)

    few = statements()
    for _ in range(12):
        hunt.record(villager("Ankha"))

    assert statements() == few <= 30


def test_the_statistics_show_every_hunt_at_a_constant_cost(
    owner_client: Client, met: Met
) -> None:
    url = f"{PAGE}statistics/"
    assert "When you have been on a hunt" in text_of(owner_client.get(url))
    met("Bob", "Ankha", "Bob", target="Raymond", is_public=False)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(url).status_code == 200
        return len(captured)

    few = statements()
    for _ in range(10):
        met("Ankha", "Tia", target="Bob").end()

    assert statements() == few
    found = text_of(owner_client.get(url))
    assert "Hunts 11 islands 23 islands a hunt 2.1" in found
    assert "Most met Islands Ankha 11 Tia 10 Bob 2" in found
    assert "3 islands · running · private" in found
