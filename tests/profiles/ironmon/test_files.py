"""What trackers write comes in, and runs go out again."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.models import ProfileImport
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
DUMP = Path(__file__).parent / "files" / "ironmon-dumpdata.json"
ONE, NONE = "1,1,0,0,0,0,0,0", "0,0,0,0,0,0,0,0"


def imported(path: Path) -> str:
    out = StringIO()
    call_command("import_ironmon", str(path), stdout=out)
    return out.getvalue()


def exported(*arguments: str) -> str:
    out = StringIO()
    call_command("export_ironmon", *arguments, stdout=out)
    return out.getvalue()


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def pokemon(number: int, level: int) -> str:
    """As the tracker writes one: only its level and number matter here."""
    values = ["0"] * 26
    values[7], values[18] = str(level), str(number)
    return ",".join(values)


def entry(
    name: str,
    *,
    seconds: Any = 1_700_000_000,
    killer: int = 130,
    badges: str = NONE,
    more: str = NONE,
    progress: Any = 1,
) -> str:
    own = pokemon(445, 31)
    lines = ["log start", name, f"11/14/2023,{seconds}", own, pokemon(killer, 33)]
    return "\n".join([*lines, badges, more, "Route 203", str(progress)]) + "\n"


# Attempts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "challenge"),
    [
        ("FRLG Kaizo Attempts.txt", "Kaizo"),
        ("FRLG Super_Kaizo Attempts.txt", "Super Kaizo"),
        ("frlg survival attempts.txt", "Survival"),
        ("Chaos_attemptsAdded.txt", "Chaos"),
    ],
)
def test_an_attempts_file_makes_the_runs_that_it_counts(
    tmp_path: Path, profile: IronmonProfile, name: str, challenge: str
) -> None:
    text = "Attempts: 12\n" if "Added" in name else "12"
    run_of(Challenge.objects.get(slug="kaizo"), 3, "Brock")

    found = imported(written(tmp_path, name, text))
    again = imported(written(tmp_path, name, text))

    runs = Run.objects.filter(challenge__name=challenge).order_by("seed_number")
    assert [run.seed_number for run in runs] == list(range(1, 13))
    assert "Read as an attempts file" in found
    assert "Added 0 rows" in again
    assert str(Run.objects.get(started_at__isnull=False).furthest) == "Brock"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("-", "12", "its name says of which challenge"),
        ("FRLG Kaizo Attempts.txt", "99999999", "isn't|aren't imported"),
        ("notes.txt", "Dear diary", "isn't one that IronMON knows"),
        ("a.pastlog", "many", "isn't one that IronMON knows"),
    ],
)
def test_what_is_no_file_of_runs_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    message: str,
) -> None:
    if name == "-":
        path = written(tmp_path, "Attempts.txt", text)
    else:
        path = written(tmp_path, name, text)

    with pytest.raises(CommandError, match=message):
        imported(path)

    assert not Run.objects.exists()


# Past runs ------------------------------------------------------------------------


def test_a_log_of_past_runs_comes_in_with_its_defeats(
    tmp_path: Path, reader: ApiClient, profile: IronmonProfile
) -> None:
    log = "40,3\n" + entry("AAAA", seconds=1_700_000_300, badges=ONE)
    log += entry("BBBB", killer=9999) + entry("CCCC", progress=2, seconds=1_700_009_000)
    path = written(tmp_path, "Pokemon Platinum.pastlog", log)

    first, again = imported(path), imported(path)

    assert "Read as a log of past runs (NDS tracker)" in first
    assert "Added 0 rows" in again
    stats = data(reader.get("/profiles/ironmon/stats", challenge="pokemon-platinum"))
    assert (stats["total_runs"], stats["runs_with_results"]) == (40, 3)
    assert stats["victories"] == 1
    survived = [row["survived"] for row in stats["checkpoints"]]
    assert survived == [3, 2, 2, 1, 1, 1, 1, 1, 1, 1]
    assert {row["name"] for row in stats["defeated_by"]} == {"Gyarados", "Pokémon 9999"}
    assert stats["places"] == [{"name": "Route 203", "count": 2}]
    assert sum(day["runs"] for day in stats["days"]) == 3
    oldest = Run.objects.get(import_key="BBBB")
    assert (oldest.seed_number, oldest.notes) == (1, "Played with Garchomp, level 31.")
    assert not Event.objects.filter(type="questlog:ironmon_start").exists()


def test_a_longer_log_adds_only_what_is_new(
    tmp_path: Path, profile: IronmonProfile
) -> None:
    path = written(tmp_path, "Pokemon Black.pastlog", "10\n" + entry("AAAA"))
    imported(path)
    path.write_text("15,2\n" + entry("BBBB", seconds=1_600_000_000) + entry("AAAA"))

    imported(path)

    runs = Run.objects.filter(challenge__slug="pokemon-black")
    assert runs.count() == 15
    assert runs.get(import_key="BBBB").seed_number == 11


def test_a_date_to_come_is_left_out_and_said(
    tmp_path: Path, profile: IronmonProfile
) -> None:
    later = int((timezone.now() + timedelta(days=400)).timestamp())
    log = "2,2\n" + entry("AAAA", seconds=later) + entry("BBBB", seconds=0)

    found = imported(written(tmp_path, "Pokemon White.pastlog", log))

    assert "2 runs of an impossible date" in found
    ends = Run.objects.filter(import_key__in=["AAAA", "BBBB"])
    assert list(ends.values_list("ended_at", flat=True)) == [None, None]


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ("2,2\n" + entry("AAAA")[:-20], "instead of 8. Was the file cut off?"),
        ("2,2\n" + entry("AAAA", progress=7), "“7” isn't a known progress"),
        ("2,2\n" + entry("AAAA") * 2, "The same run is in this log twice"),
        ("2,2\nlost\n" + entry("AAAA"), "Line 2 must begin the first run"),
        ("2,2\n" + entry("AAAA", seconds="noon"), "must be a date and its seconds"),
        ("2,2\n" + entry("AAAA").replace(",33,", ",x,"), "isn't a number"),
        ("999999999,2\n" + entry("AAAA"), "Line 1 must be the number of all runs"),
    ],
)
def test_a_broken_log_is_refused_as_a_whole(
    tmp_path: Path, profile: IronmonProfile, log: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        imported(written(tmp_path, "Pokemon White.pastlog", log))

    assert str(refused.value).endswith("Nothing was imported.")
    assert not Run.objects.exists()


def test_a_log_does_not_mix_with_other_checkpoints(
    tmp_path: Path, kaizo: Challenge
) -> None:
    with pytest.raises(CommandError, match="has checkpoints that the log doesn’t know"):
        imported(written(tmp_path, "Kaizo.pastlog", "2,1\n" + entry("AAAA")))


def test_a_log_is_reviewed_in_the_admin_and_taken_back(
    owner_client: Client, profile: IronmonProfile
) -> None:
    upload = StringIO("3,1\n" + entry("AAAA"))
    upload.name = "Pokemon Diamond.pastlog"
    url = "/admin/profiles/ironmon/import/"

    review = owner_client.post(url, {"upload": upload}, follow=True)

    text = text_of(review)
    assert "Gyarados" in text
    assert "2 runs that ended in the lab" in text
    import_ = ProfileImport.objects.get()
    owner_client.post(f"/admin/profile-imports/{import_.pk}/apply/")
    assert Run.objects.count() == 3
    owner_client.post(f"/admin/profile-imports/{import_.pk}/undo/")
    assert not Run.objects.exists()


# Out again ------------------------------------------------------------------------


def test_the_history_goes_out_as_it_came_in(tmp_path: Path) -> None:
    imported(DUMP)

    path = tmp_path / "out.json"
    said = exported(str(path), "--challenge", "kaizo")

    def rows_of(text: str) -> set[tuple[str, str]]:
        """Without the keys of results, which mean nothing."""
        rows = json.loads(text)
        return {
            (row["model"], json.dumps([row["pk"], row["fields"]], sort_keys=True))
            if row["model"] != "ironmon.result"
            else (row["model"], json.dumps(row["fields"], sort_keys=True))
            for row in rows
        }

    assert "rows to" in said
    original = {row for row in rows_of(DUMP.read_text()) if "Super Kaizo" not in row[1]}
    assert rows_of(path.read_text()) == original


def test_what_goes_out_comes_in_again(tmp_path: Path, kaizo: Challenge) -> None:
    run_of(kaizo, 0, "Brock", "Champion")
    run_of(kaizo, 7)
    before = exported("--challenge", "kaizo")
    path = written(tmp_path, "out.json", before)
    assert "Added 0 rows" in imported(path)
    Run.objects.all().delete()

    imported(path)

    assert exported("--challenge", "kaizo") == before
    assert Run.objects.get(is_victory=True).seed_number == 0


def test_an_attempts_file_goes_out_too(kaizo: Challenge) -> None:
    run_of(kaizo, 2235)

    assert exported("--attempts", "--challenge", "kaizo") == "2235"
    assert exported("--attempts", "--challenge", "super-kaizo") == "0"
    with pytest.raises(CommandError, match="of one --challenge"):
        exported("--attempts")


def test_an_export_says_why_it_is_not_possible(
    tmp_path: Path, kaizo: Challenge
) -> None:
    run_of(kaizo, 1)
    run_of(Challenge.objects.get(slug="super-kaizo"), 1)

    with pytest.raises(CommandError, match="Seed 1 is in several challenges"):
        exported()
    with pytest.raises(CommandError, match="There are: kaizo, super-kaizo"):
        exported("--challenge", "nuzlocke")
    with pytest.raises(CommandError, match="Can't write"):
        exported(str(tmp_path / "gone" / "out.json"), "--challenge", "kaizo")
