"""Villagers refreshed from Nookipedia: who is who, and what nonsense does not do."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.errors import RemoteError
from apps.integrations.nookipedia import check_nookipedia
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.villagers.refresh import refresh_villagers
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data
from tests.integrations.nookipedia_server import BROKEN
from tests.integrations.nookipedia_server import IMAGES
from tests.integrations.nookipedia_server import KEY
from tests.integrations.nookipedia_server import NookipediaServer
from tests.integrations.nookipedia_server import json
from tests.integrations.nookipedia_server import villager as sent
from tests.jobs.working import work_off
from tests.profiles.acnh.conftest import Met
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db


def numbers() -> dict[str, int]:
    return dict(Villager.objects.values_list("name", "number"))


def test_villagers_are_found_by_id_then_by_name_and_nobody_leaves(
    island: Island, met: Met, nookipedia_server: NookipediaServer
) -> None:
    hunt = met("Viché", "Raymond")
    before = numbers()
    nookipedia_server.villagers = [
        sent("", "Viché", "Squirrel", "Normal", birthday_month="July"),
        sent("pig17", "Agnes", "pig", "Big sister"),
        sent("cat23", "Raymond", "Cat", "Smug", new_key={"not": "known"}),
        sent("bea99", "Bruno", "Cub", "Sisterly", nh_details={"icon_url": ""}),
        sent("", "Nova", "Octopus", "uchi"),
    ]

    said = refresh_villagers(island)

    assert said[0] == "2 new villagers: Bruno, Nova"
    assert "3 pictures changed" in said
    assert "3 catchphrases changed" in said
    assert not [each for each in said if "personalit" in each or "species" in each]
    after = numbers()
    assert {name: after[name] for name in before} == before
    assert (after["Bruno"], after["Nova"]) == (418, 419)
    assert villager("Viché").game_id == "squ20"
    assert villager("Agnes").personality == "Big Sister"
    new = villager("bea99")
    assert (new.species, new.personality) == ("Bear cub", "Big Sister")
    assert (new.icon_url, new.birthday) == ("", "2/13")
    assert villager("Nova").game_id is None
    assert [each.villager.name for each in hunt.encounters.all()] == [
        "Viché",
        "Raymond",
    ]


def test_again_nothing_changes_and_a_missing_value_takes_nothing_away(
    island: Island, nookipedia_server: NookipediaServer
) -> None:
    nookipedia_server.villagers = [sent("cat23", "Raymond", "Cat", "Smug")]
    refresh_villagers(island)

    poor = sent("cat23", "Raymond", "Cat", "Smug", birthday_day="")
    nookipedia_server.villagers = [{**poor, "nh_details": None, "phrase": ""}]
    assert refresh_villagers(island) == []

    raymond = villager("Raymond")
    assert raymond.icon_url == f"{IMAGES}/8/87/Raymond_NH_Villager_Icon.png"
    assert (raymond.birthday, raymond.catchphrase) == ("2/13", "zzrrbbit")
    Island.objects.update(last_synced="2026-11-30T12:00Z")
    Island.set_up()
    assert villager("Raymond").icon_url == raymond.icon_url


def test_an_id_that_comes_later_joins_the_one_it_is_of(
    island: Island, nookipedia_server: NookipediaServer
) -> None:
    nookipedia_server.villagers = [sent("", "Nova", "Octopus", "Lazy")]
    refresh_villagers(island)
    nookipedia_server.villagers = [
        sent("oct99", "Nova", "Octopus", "Lazy"),
        sent("oct99", "Nova II", "Octopus", "Lazy"),
    ]

    assert refresh_villagers(island) == ["1 id changed"]

    assert (villager("oct99").name, villager("oct99").number) == ("Nova", 418)
    assert Villager.objects.count() == 418


@pytest.mark.parametrize(
    "row",
    [
        sent("cat23", "Raymond", "Cat", "Rude"),
        sent("cat23", "Raymond", "Human", "Smug"),
        sent("cat23", "", "Cat", "Smug"),
        # One's id with another one's name.
        sent("cat23", "Marina", "Cat", "Lazy"),
        sent("cat23", "R" * 51, "Cat", "Smug"),
        {"id": "cat23", "name": ["Raymond"], "species": 7, "personality": None},
        "Raymond",
    ],
)
def test_an_entry_that_cannot_be_is_left_out(
    island: Island, nookipedia_server: NookipediaServer, row: object
) -> None:
    bob = sent("cat00", "Bob", "Cat", "Lazy")
    bad = {"nh_details": {"icon_url": "javascript:alert(1)"}, "image_url": "ftp://x/y"}
    nookipedia_server.villagers = [
        row,
        bob,
        sent("cat20", "Rudy", "Cat", "Jock", **bad),
    ]
    before = villager("Raymond")

    refresh_villagers(island)

    raymond = villager("cat23")
    assert (raymond.name, raymond.personality, raymond.icon_url) == (
        "Raymond",
        "Smug",
        before.icon_url,
    )
    assert villager("Rudy").icon_url.startswith("https://acnhcdn.com/")
    assert Villager.objects.count() == 417


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([json({"title": "Nothing"})], "didn't send a list of villagers"),
        ([json([])], "sent 0 entries"),
        ([json(["a", "b", None])], "sent 3 entries, of which 0 are villagers"),
        (
            [json([sent("x", "Ann", "Human", "Rude")])],
            "0 have a species and personality of the game",
        ),
        ([Response("<html>", 200, content_type="text/html")], "instead of JSON"),
        ([Response("[", 200, content_type="application/json")], "invalid JSON"),
        ([json(BROKEN, 500)], "It said: Error while calling Nookipedia's Cargo API."),
        ([json({}, 503)] * 4, "answered with status 503"),
        ([json({}, 429)] * 4, "received too many requests"),
    ],
)
def test_nonsense_and_failures_change_nothing_and_say_why(
    island: Island,
    nookipedia_server: NookipediaServer,
    answers: list[Response],
    words: str,
) -> None:
    before = list(Villager.objects.order_by("pk").values())
    nookipedia_server.answer_next(*answers)

    with pytest.raises(RemoteError) as error:
        refresh_villagers(island)

    assert words in error.value.message
    assert error.value.what_to_do
    assert list(Villager.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("key", "words", "asked"),
    [
        ("", "set NOOKIPEDIA_API_KEY", 0),
        ("not a key", "Copy it again", 0),
        (KEY[::-1], "Check NOOKIPEDIA_API_KEY", 1),
    ],
)
def test_a_missing_or_wrong_key_is_named(
    island: Island,
    nookipedia_server: NookipediaServer,
    settings: Settings,
    key: str,
    words: str,
    asked: int,
) -> None:
    settings.NOOKIPEDIA_API_KEY = key

    with pytest.raises(RemoteError) as error:
        refresh_villagers(island)

    assert words in error.value.what_to_do
    assert len(nookipedia_server.requests) == asked
    assert key == "" or key not in f"{error.value.message} {error.value.what_to_do}"


def test_the_check_says_how_many_there_are(nookipedia_server: NookipediaServer) -> None:
    nookipedia_server.villagers = [sent("cat23", "Raymond", "Cat", "Smug")]

    assert check_nookipedia() == "It has 1 villager."


def test_a_sync_over_the_api_is_a_job_an_event_and_a_line_in_the_overview(
    committed_db: None,
    island: Island,
    nookipedia_server: NookipediaServer,
    writer: ApiClient,
    owner_client: Client,
) -> None:
    nookipedia_server.villagers = [
        sent("cat23", "Raymond", "Cat", "Smug"),
        sent("oct99", "Nova", "Octopus", "Lazy"),
    ]

    job = data(writer.post("/profiles/acnh/sync"), status=202)
    work_off()

    assert data(writer.get(f"/jobs/{job['id']}"))["state"] == "done"
    event = Event.objects.get(type="questlog:profile_synced")
    assert event.payload["changes"] == [
        "1 new villager: Nova",
        "1 birthday changed",
        "1 catchphrase changed",
        "1 picture changed",
    ]
    assert "In sync" in text_of(owner_client.get("/admin/profiles/"))

    nookipedia_server.answer_next(json({}, 401))
    writer.post("/profiles/acnh/sync")
    work_off()
    overview = text_of(owner_client.get("/admin/profiles/"))
    assert "Sync failed Nookipedia rejected the key." in overview
