"""Characters from JSON and Path of Building: read, refused, updated, undone."""

from __future__ import annotations

import base64
import json
import zlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from apps.profiles.models import ProfileImport
from apps.profiles.poe.models import Character
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import code
from tests.profiles.poe.builds import window
from tests.profiles.poe.builds import xml

pytestmark = pytest.mark.django_db
NEW = "/admin/profiles/poe/import/"


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    """Import what a file holds with the command; returns what it said."""

    def imported(content: Any, name: str = "file.json") -> str:
        text = content if isinstance(content, str) else json.dumps(content)
        path, out = tmp_path / name, StringIO()
        path.write_text(text)
        call_command("import_poe", str(path), stdout=out)
        return out.getvalue()

    return imported


def test_the_websites_json_becomes_a_character(bring: Any) -> None:
    said = bring([window(), api_detail(), {"hashes": [1]}, window()])

    assert "Read as Character JSON: 2 new, 2 can’t be used." in said
    assert "These are passives without a character" in said
    assert "Höhenflug is in this file twice." in said
    character = Character.objects.get(name="Höhenflug")
    kind = (character.class_name, character.ascendancy, character.league)
    assert kind == ("Ranger", "Deadeye", "Mirage")
    assert character.passives == [1, 2, 3, 9]
    main, clarity = character.gem_groups
    assert (character.main_skill, main["is_main"]) == ("Tornado Shot", True)
    assert [(gem["level"], gem["quality"]) for gem in main["gems"]] == [
        (20, 18),
        (None, None),
    ]
    assert clarity["gems"][0]["name"] == "Clarity"
    (bow,) = character.equipment
    assert (bow["slot"], bow["rarity"], bow["sockets"]) == ("Weapon", "rare", "G-G B")
    assert bow["implicits"] == ["12% increased Critical Strike Chance"]
    assert len(bow["explicits"]) == 2
    second = Character.objects.get(realm="poe2")
    assert (second.ascendancy, second.main_skill) == ("Stormweaver", "Spark")
    assert [gem["is_support"] for gem in second.gem_groups[0]["gems"]] == [
        False,
        True,
        True,
    ]
    assert second.gem_groups[0]["gems"][0]["level"] == 14


def test_no_account_is_stored(bring: Any) -> None:
    bring(window())
    bring(code(xml(name=None)))

    raw = json.dumps(list(Character.objects.values_list("raw", flat=True)))
    kept = "".join(ProfileImport.objects.values_list("source_text", flat=True))
    assert "Someone" not in raw + kept
    assert "b" * 40 not in raw + kept


def test_a_code_updates_the_character_whose_hash_it_has(bring: Any) -> None:
    bring(window())
    Character.objects.get().change(notes="Mine", hours=3, deaths=7)

    said = bring(code(xml()))

    assert "Read as Path of Building: 1 changed." in said
    character = Character.objects.get()
    assert (character.name, character.level) == ("Höhenflug", 94)
    assert [character.notes, character.hours, character.deaths] == ["Mine", 3, 7]
    assert character.main_skill == "Ice Shot"
    assert [gem["is_enabled"] for gem in character.gem_groups[0]["gems"]] == [
        True,
        False,
    ]
    (plate,) = character.equipment
    assert (plate["name"], plate["base"]) == ("Death's Oath", "Astral Plate")
    assert plate["implicits"] == ["+12% to all Elemental Resistances"]
    assert plate["explicits"] == ["+50 to Strength"]
    assert plate["is_corrupted"]
    assert "1 already there" in bring(xml())
    assert Event.objects.filter(type="questlog:poe_character_update").count() == 1


def test_a_build_without_a_name_is_named_by_the_json_that_follows(bring: Any) -> None:
    bring(code(xml()))
    bring(code(xml(name=None, root="PathOfBuilding2")))
    names = Character.objects.order_by("realm").values_list("realm", "name")
    assert list(names) == [("pc", "Deadeye, Ice Shot"), ("poe2", "Deadeye, Ice Shot")]

    bring(window())

    character = Character.objects.get(realm="pc")
    # The JSON is of a lower level: it fills what the build didn't know.
    assert (character.name, character.league) == ("Höhenflug", "Mirage")
    assert (character.level, character.experience) == (94, 2_000_000_000)


def test_your_league_stays_and_an_undo_restores(
    bring: Any, owner_client: Client
) -> None:
    bring(window())
    Character.objects.get().change(league="Mirage HC")
    bring(window(league="Standard", level=93))
    character = Character.objects.get()
    assert (character.league, character.level) == ("Mirage HC", 93)

    latest = ProfileImport.objects.latest("pk").pk
    owner_client.post(f"/admin/profile-imports/{latest}/undo/")

    character.refresh_from_db()
    assert (character.league, character.level) == ("Mirage HC", 92)


BOMB = base64.urlsafe_b64encode(zlib.compress(b" " * (17 * 1024**2), 9)).decode()
NOBODY = {"character": {"level": 1}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (code(xml())[:-200], "isn’t a whole code of Path of Building"),
        ("AAAA", "isn’t a whole code of Path of Building"),
        (BOMB, "unpacks to more than 16 MB"),
        ("https://pobb.in/abc", "This is a link"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><PathOfBuilding/>", "has a document type"),
        ("<PathOfBuilding><Build", "This XML is broken"),
        ("<html/>", "This XML is a “html”"),
        ("<PathOfBuilding/>", "There is no build in this XML."),
        ('{"level": NaN}', "neither a Path of Building code"),
        ("[" * 100_000, "neither a Path of Building code"),
        ("[]", "There is no character in this file."),
        (json.dumps(NOBODY), "It has no name."),
        (json.dumps(window(level=101)), "The level must be from 1 to 100."),
        (json.dumps(window(realm="mars")), "There is no realm “mars”."),
    ],
    ids=lambda each: each[:20],
)
def test_what_cannot_be_used_is_said(
    owner_client: Client, text: str, message: str
) -> None:
    page = owner_client.post(NEW, {"text": text}, follow=True)

    assert message in text_of(page)
    assert not Character.objects.exists()


def test_odd_values_do_no_harm(bring: Any) -> None:
    odd = window(experience=10**30, name="A\x00B\ud800C")
    odd["items"] = [None, {"sockets": {}, "properties": [None, {"values": 3}]}]
    odd["items"].append({"socketedItems": [{}, {"socket": 99, "properties": None}]})
    odd["passives"] = {"hashes": {}, "hashes_ex": [None, "x", -1, True, 4]}

    bring(odd)

    character = Character.objects.get()
    assert (character.experience, character.passives) == (None, [4])
    assert character.name == "ABC"
