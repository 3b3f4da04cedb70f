"""Files and pasted text of other programs, from the command line."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.core.management import call_command
from django.utils import timezone

from apps.profiles.imports.undoing import undo_import
from apps.profiles.models import ProfileImport
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import OwnedCard
from apps.profiles.umamusume.models import OwnedOutfit
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.realtime.models import Event
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import TEIO
from tests.profiles.umamusume.conftest import TRACKBLAZER
from tests.profiles.umamusume.conftest import career

FILES = Path(__file__).parent / "files"


def imported(file: Path | str, **options: Any) -> str:
    """What the command says of a file, or of text."""
    out = io.StringIO()
    call_command("import_umamusume", str(file), stdout=out, **options)
    return out.getvalue()


def pasted(text: str, tmp_path: Path) -> str:
    file = tmp_path / "pasted.txt"
    file.write_text(text, encoding="utf-8")
    return imported(file)


def test_an_extractors_file_brings_everything_it_says(
    profile: UmamusumeProfile,
) -> None:
    said = imported(FILES / "veterans.json")

    assert "Read as Veterans as JSON: 5 new, 1 can’t be used." in said
    assert "It has no “card_id”" in said
    assert "Ignored 1 value in the file that can’t be a veteran." in said
    oguri = CareerRun.objects.get(outfit=OGURI)
    assert oguri.stats == [1200, 650, 920, 540, 900]
    assert (oguri.score, oguri.rank_letter, oguri.typed_rank) == (12_999, "A+", "")
    assert (oguri.scenario, oguri.notes) == (TRACKBLAZER, "Next run: more Stamina")
    # 23:30 in Japan is the same day in UTC.
    assert oguri.finished_on == date(2026, 11, 20)
    assert (oguri.starts, oguri.wins, oguri.fans) == (3, 2, 412_345)
    assert oguri.aptitudes == [7, 6, 3, 8, 7, 6, 2, 7, 7, 4]
    assert [race["program"] for race in oguri.part("races")] == [78, 1, 2301]
    assert oguri.part("races")[2]["popularity"] is None
    assert oguri.part("sparks")[:2] == [
        {"spark": 2, "stars": 2},
        {"spark": 22, "stars": 1},
    ]
    assert [row["position"] for row in oguri.part("ancestors")] == [10, 11, 20]
    assert oguri.part("skills")[0] == {"skill": 100061, "level": 4}
    assert oguri.provenance["score"] == "import"
    assert OwnedCard.objects.get().limit_break == 3
    assert OwnedOutfit.objects.get().stars == 4


def test_an_impossible_value_is_left_out_and_nothing_is_lost(
    profile: UmamusumeProfile,
) -> None:
    imported(FILES / "veterans.json")
    unknown = CareerRun.objects.get(outfit=999_901)

    assert unknown.outfit_name == "unknown (999901)"
    assert unknown.power is None
    assert unknown.source_data is not None
    assert unknown.source_data["power"] == 99_999
    Outfit.objects.add(
        game_id=999_901, trainee=Trainee.objects.add(name="New"), name="Dress"
    )
    assert CareerRun.objects.get(outfit=999_901).outfit_name == "New (Dress)"


def test_no_account_number_is_stored(profile: UmamusumeProfile) -> None:
    imported(FILES / "veterans.json")

    stored = str(list(CareerRun.objects.values())) + str(
        list(ProfileImport.objects.values("source_text", "rows__data"))
    )

    assert "123456789012" not in stored
    assert "987654321098" not in stored


def test_a_second_time_adds_nothing(profile: UmamusumeProfile) -> None:
    imported(FILES / "veterans.json")

    said = imported(FILES / "veterans.json")

    assert "5 already there, 1 can’t be used" in said
    assert CareerRun.objects.count() == 3


def test_what_the_owner_typed_stays_and_gaps_are_filled(
    profile: UmamusumeProfile, owner: User
) -> None:
    mine = career(
        profile,
        score=12_999,
        speed=1200,
        stamina=650,
        power=920,
        guts=540,
        wit=900,
        notes="Mine",
        finished_on=date(2026, 11, 21),
    )

    said = imported(FILES / "veterans.json")

    mine.refresh_from_db()
    assert "4 new, 1 changed" in said
    assert (mine.notes, mine.finished_on) == ("Mine", date(2026, 11, 21))
    assert (mine.fans, len(mine.part("races"))) == (412_345, 3)
    assert "5 already there" in imported(FILES / "veterans.json")

    undo_import(ProfileImport.objects.earliest("id"), by=owner, at=timezone.now())

    mine = CareerRun.objects.get()
    assert (mine.score, mine.notes, mine.fans) == (12_999, "Mine", None)
    assert mine.part("races") == []
    assert mine.source_key is None


def test_an_import_has_one_event(profile: UmamusumeProfile) -> None:
    imported(FILES / "veterans.json")

    types = list(Event.objects.values_list("type", flat=True))
    assert types == ["questlog:work_create", "questlog:profile_import"] or types == [
        "questlog:profile_import"
    ]


def test_a_stat_sheet_is_read_by_its_columns(profile: UmamusumeProfile) -> None:
    said = imported(FILES / "sheet.csv")

    assert "Read as Spreadsheet: 2 new, 1 can’t be used." in said
    assert "These columns aren’t read: mood." in said
    assert "No trainee is called “Nobody Known”." in said
    oguri, teio = CareerRun.objects.order_by("-score")
    assert (oguri.outfit, oguri.score, oguri.typed_rank) == (OGURI, 12_999, "")
    assert oguri.part("skills") == [{"skill": 200331, "level": 1}]
    assert [row["card"] for row in oguri.part("deck")] == [30010, 30145]
    assert oguri.part("sparks") == [{"spark": 2, "stars": 3}, {"spark": 22, "stars": 2}]
    assert (teio.outfit, teio.typed_rank, teio.wit) == (TEIO, "S", None)
    rows = ProfileImport.objects.get().rows.order_by("number")
    assert rows[0].reason == "No skill is called “No such skill”: left out."
    assert "Wit can’t be “x”: left out." in rows[1].reason


def test_a_line_is_read_by_what_its_parts_look_like(
    profile: UmamusumeProfile, tmp_path: Path
) -> None:
    said = pasted(
        "Oguri Cap (Starlight Beat)  A+ 12,999  1200 650 920 540 900 2026-11-20\n"
        "[Starlight Beat] Oguri Cap Trackblazer 1100/600/900/500/800\n"
        "what is this\n",
        tmp_path,
    )

    assert "Read as Pasted lines: 2 new, 1 can’t be used." in said
    first, second = CareerRun.objects.order_by("id")
    assert (first.score, first.stats[0], first.finished_on) == (
        12_999,
        1200,
        date(2026, 11, 20),
    )
    assert (second.scenario, second.stats) == (TRACKBLAZER, [1100, 600, 900, 500, 800])


def test_what_can_not_be_stored_is_dropped(
    profile: UmamusumeProfile, tmp_path: Path
) -> None:
    stats = '"speed": 1e999, "stamina": NaN, "power": 3.5, "guts": true, "wiz": "x"'
    memo = r'"memo": "a\u0000b\ud800", "create_time": 5, "skill_array": [1, {}]'
    first, second = ({"program_id": program, "turn": 5} for program in (1, 2))
    races = f'"race_result_list": {json.dumps([first, second])}'

    said = pasted(f'[{{"card_id": 100601, {stats}, {memo}, {races}}}]', tmp_path)

    assert "1 new" in said
    run = CareerRun.objects.get()
    assert (run.stats, run.notes) == ([None] * 5, "ab?")
    assert [race["turn"] for race in run.part("races")] == [5, None]
    assert len(ProfileImport.objects.get().rows.get().reason) > 50


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[{", "isn’t valid JSON"),
        ('{"a": [1, 2]}', "No veterans are in this file"),
        ("[" * 5_000, "isn’t valid JSON|nested too deeply"),
        ("hello\nworld", "No career was found"),
        ("Scenario,Chara,Turn,Action,SKLPT\n1,2,3,4,5", "log of turns"),
    ],
)
def test_an_unreadable_file_says_why(
    profile: UmamusumeProfile, tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(CommandError, match=reason):
        pasted(text, tmp_path)

    assert not ProfileImport.objects.exists()
