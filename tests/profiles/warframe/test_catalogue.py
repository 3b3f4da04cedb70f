"""The list of items: what comes with Questlog, WFCD's files, hand corrections."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.profiles.warframe.catalogue.names import in_words
from apps.profiles.warframe.catalogue.names import node_name
from apps.profiles.warframe.catalogue.names import syndicate_name
from apps.profiles.warframe.catalogue.wfcd import FILES
from apps.profiles.warframe.catalogue.wfcd import acquisition_of
from apps.profiles.warframe.catalogue.wfcd import items_of
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WarframeProfile
from tests.profiles.warframe.accounts import BRATON
from tests.profiles.warframe.accounts import VOIDRIG
from tests.profiles.warframe.accounts import VOLT

BRATON_ROW = {
    "uniqueName": BRATON,
    "name": "Braton",
    "category": "Primary",
    "type": "Rifle",
    "masterable": True,
    "marketCost": 0,
    "components": [{}],
}


def item(name: str) -> CatalogueItem:
    return CatalogueItem.objects.get(name=name)


def test_the_list_that_comes_along_is_corrected_by_hand(
    profile: WarframeProfile,
) -> None:
    assert CatalogueItem.objects.count() == 815
    assert (item("Voidrig").cap, item("Voidrig").kind) == (40, "Necramech")
    assert item("Bonewidow").cap == 40
    assert item("Kuva Bramma").cap == 40
    for name, points in (
        ("Rahn Prism", 100),
        ("Sporelacer", 100),
        ("Bad Baby", 200),
        ("Venari", 200),
        ("Plexus", 200),
        ("Volt", 200),
        ("Sirocco", 100),
    ):
        assert item(name).points_per_rank == points, name
    assert item("Mk1-Braton").alias_path == "/Lotus/Weapons/MK1Series/MK1Braton"
    sirius = CatalogueItem.objects.filter(path__contains="SiriusOrion")
    assert [each.name for each in sirius] == ["Sirius & Orion"]
    vaulted = CatalogueItem.objects.filter(vaulted=True)
    assert (vaulted.count(), vaulted.filter(vault_date=None).count()) == (136, 5)


@pytest.mark.parametrize(
    ("row", "path", "place"),
    [
        ({"name": "Kuva Bramma", "tags": ["Prime"]}, "", "Kuva Lich"),
        ({"name": "Coda Sporothrix"}, "", "Technocyte Coda"),
        ({"name": "Tenet Exec"}, "", "Corrupted Holokey"),
        ({"name": "Tenet Arca Plasmor"}, "", "Sister of Parvos"),
        ({"name": "Prisma Skana"}, "", "Baro Ki'Teer"),
        ({"name": "Dex Dakra"}, "", "Anniversary"),
        ({"name": "Rakta Cernos", "tags": ["Syndicate", "Red Veil"]}, "", "Red Veil"),
        ({"name": "Vulcax", "tags": ["Syndicate"]}, "", "Syndicate"),
        ({"name": "Sheev", "tags": ["Invasion Reward"]}, "", "Invasion"),
        ({"name": "Braton Vandal", "tags": ["Vandal"]}, "", "Event"),
        ({"name": "Ash Prime", "isPrime": True, "marketCost": 9}, "", "Void Relic"),
        ({"name": "Lambeo", "category": "Pets"}, "/x/MoaPet/y", "Legs (Fortuna)"),
        ({"name": "Adarza", "category": "Pets"}, "/x/CatbrowPet/y", "Incubator"),
        ({"name": "Mk1-Bo"}, "", "Market"),
        ({"name": "Braton", "marketCost": 25_000}, "", "Market"),
        ({"name": "Broad", "components": [{}]}, "", "Foundry"),
        ({"name": "Odd", "tags": "none"}, "", ""),
    ],
)
def test_where_one_gets_it_is_decided_by_the_first_rule(
    row: dict[str, Any], path: str, place: str
) -> None:
    assert acquisition_of(row, path) == place


def test_rows_that_make_no_sense_are_left_out() -> None:
    rows = [
        BRATON_ROW,
        {**BRATON_ROW, "name": "Braton again"},
        {**BRATON_ROW, "uniqueName": "/Lotus/X", "masterable": False},
        {**BRATON_ROW, "uniqueName": "/Lotus/Y", "maxLevelCap": "forty", "tags": [7]},
        {**BRATON_ROW, "uniqueName": ["/Lotus/Z"]},
        {"name": "Nothing"},
        None,
        "Braton",
    ]

    found = items_of(rows)

    names = [(each["path"], each["name"]) for each in found]
    assert ("/Lotus/Y", "Braton") in names
    assert (BRATON, "Braton") in names
    assert len(found) == 3  # and Plexus


@pytest.mark.django_db
def test_a_newer_list_corrects_rows_and_takes_none_away(
    profile: WarframeProfile, tmp_path: Path, capsys: Any
) -> None:
    for name in FILES:
        rows = {
            "Primary": [{**BRATON_ROW, "vaulted": True, "vaultDate": "2026-01-02"}],
            "Melee": None,
        }.get(name, [])
        if rows is not None:
            (tmp_path / f"{name}.json").write_text(json.dumps(rows))
    out, errors = StringIO(), StringIO()

    call_command(
        "update_warframe_catalogue", file=str(tmp_path), stdout=out, stderr=errors
    )

    assert "Read 2 items" in out.getvalue()
    assert "Melee: Can't read" in errors.getvalue()
    assert item("Braton").vault_date == date(2026, 1, 2)
    assert CatalogueItem.objects.count() == 815
    # The older one that comes with Questlog doesn't bring the former state back.
    CatalogueItem.objects.update(as_of="2030-01-01")
    WarframeProfile.set_up()
    assert item("Braton").vaulted

    (tmp_path / "Melee.json").write_text("[]")
    with pytest.raises(CommandError, match="Only 2 items could be read"):
        call_command("update_warframe_catalogue", file=str(tmp_path))
    with pytest.raises(CommandError, match="No file could be read"):
        call_command("update_warframe_catalogue", file=str(tmp_path / "none"))


@pytest.mark.django_db
def test_it_is_fetched_a_file_at_a_time(
    profile: WarframeProfile,
    httpserver: HTTPServer,
    settings: Settings,
    shared_memory: None,
    retries_without_waiting: None,
) -> None:
    settings.WARFRAME_CATALOGUE_BASE_URL = httpserver.url_for("/json")
    for name in FILES:
        answer = httpserver.expect_request(f"/json/{name}.json")
        if name == "Warframes":
            row = {**BRATON_ROW, "uniqueName": VOLT, "name": "Volt 2"}
            row |= {"category": "Warframes", "type": "Warframe"}
            answer.respond_with_data(json.dumps([row]), content_type="text/plain")
        elif name == "Pets":
            answer.respond_with_data("<html>", status=404)
        else:
            answer.respond_with_data("[]")
    errors = StringIO()

    call_command("update_warframe_catalogue", url="", stderr=errors, stdout=StringIO())

    assert CatalogueItem.objects.get(path=VOLT).name == "Volt 2"
    assert "Pets: WFCD didn't find" in errors.getvalue()
    assert CatalogueItem.objects.filter(path=VOIDRIG).exists()


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("SolNode1", "Galatea (Neptune)"),
        ("EarthToVenusJunction", "Venus Junction (Earth)"),
        ("1999Hub", "1999 Hub"),
        ("/Lotus/Types/Keys/VorsPrize/VorsPrizeQuestKeyChain", "Vors Prize Quest Key"),
    ],
)
def test_a_node_has_a_name(tag: str, name: str) -> None:
    assert node_name(tag).startswith(name)


def test_a_syndicate_has_a_name_and_any_path_words() -> None:
    assert syndicate_name("CetusSyndicate") == "Ostrons"
    assert syndicate_name("LibrarySyndicate") == "Cephalon Simaris"
    nightwave = syndicate_name("RadioLegionIntermission13Syndicate")
    assert nightwave == "Nightwave intermission 13"
    assert syndicate_name("NewThingSyndicate") == "New Thing"
    assert in_words("/a/b/OddLittleThing") == "Odd Little Thing"
