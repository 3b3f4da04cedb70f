"""Former hunts from a spreadsheet: read, refused by the line, written once, undone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from apps.profiles.acnh.audit import differences
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data

pytestmark = pytest.mark.django_db
NEW = "/admin/profiles/acnh/import/"
PATHS = ("hunts/latest", "stats")
SHEET = """Date;Hunting for;Villager;Moved in;Notes;Weather
2024-03-01;Raymond;Bob;;;rain
;;Renée;;"so close; really";
;;Raymond;x;;
2024-03-01;;Al;;;
;;Étoile;yes;;
2024-03-02;Marshal;Nobody Known;;;
"""


def imported(tmp_path: Path, text: str) -> str:
    path, out = tmp_path / "hunts.csv", StringIO()
    path.write_text(text)
    call_command("import_acnh", str(path), stdout=out)
    return out.getvalue()


def test_lines_become_hunts(tmp_path: Path) -> None:
    said = imported(tmp_path, SHEET)

    assert "Read as Spreadsheet: 2 new, 1 can’t be used." in said
    assert "These columns aren’t read: Weather." in said
    assert "Line 7: there is no villager “Nobody Known”." in said
    latest, stats = (data(ApiClient().get(f"/acnh/{path}")) for path in PATHS)
    assert [each["villager"]["name"] for each in latest["hunt"]["encounters"]] == [
        "Étoile",
        "Al",
    ]
    assert latest["hunt"]["result_villager"]["name"] == "Étoile"
    assert (stats["total_hunts"], stats["total_islands"]) == (2, 5)
    first = Hunt.objects.earliest("pk")
    assert (str(first.target), str(first.result)) == ("Raymond", "Raymond")
    assert first.encounters.get(position=2).notes == "so close; really"
    assert list(differences()) == []
    told = Event.objects.filter(type__startswith="questlog:hunt")
    assert not told.exists()


def test_twice_is_once_and_it_can_be_undone(
    tmp_path: Path, owner_client: Client
) -> None:
    imported(tmp_path, SHEET)

    assert "2 already there" in imported(tmp_path, SHEET)
    assert Hunt.objects.count() == 2
    assert "hunts.csv" in text_of(owner_client.get(NEW))
    page = owner_client.get(NEW).content.decode()
    import_id = int(page.rpartition("/admin/profile-imports/")[2].partition("/")[0])
    owner_client.post(f"/admin/profile-imports/{import_id}/undo/")
    assert (Hunt.objects.count(), Encounter.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,target\n2024-03-01,Raymond\n", "one of them “villager”"),
        ("villager\n", "There is no island in this file."),
        ("villager\nBob\n", "Line 2: write the date of the hunt as 2026-11-22."),
        ("date,villager\n2024-02-30,Bob\n", "Line 2: there is no day 2024-02-30."),
        ("date,villager\n2099-01-01,Bob\n", "2099-01-01 is still to come."),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(
    owner_client: Client, text: str, message: str
) -> None:
    page = owner_client.post(NEW, {"text": text}, follow=True)

    assert message in text_of(page)
    assert not Hunt.objects.exists()
