"""What the game knows: brought in at set-up, corrected and added to by the owner."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management import call_command

from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.rules import factor
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import rank_of_score
from apps.profiles.umamusume.models.rules import spark_of
from apps.profiles.umamusume.models.rules import turn_name
from apps.profiles.umamusume.models.vocabulary_merge import give_game_id
from apps.profiles.umamusume.models.vocabulary_update import VocabularyError
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import career
from tests.profiles.umamusume.conftest import small_vocabulary


def test_the_vocabulary_is_there_after_the_set_up(
    full_profile: UmamusumeProfile,
) -> None:
    """The spot checks of the reference."""
    arima = RaceProgram.objects.select_related("race").get(
        name="Arima Kinen", is_variant=False
    )

    assert str(Outfit.objects.get(game_id=OGURI)) == "Oguri Cap (Starlight Beat)"
    card = SupportCard.objects.get(game_id=30010)
    assert (str(card), card.type, card.get_rarity_display()) == (
        "Fine Motion (Wave of Gratitude)",
        "wit",
        "SSR",
    )
    assert (arima.turns, arima.race.racetrack, arima.race.fans) == (
        [48, 72],
        "Nakayama",
        30_000,
    )
    assert Skill.objects.get(game_id=200331).sp_cost == 180
    scenarios = Scenario.objects.values_list("short_name", flat=True)
    assert list(scenarios)[2:4] == ["Trackblazer", "Our Grand Concert"]
    assert full_profile.vocabulary_version == "2026-11-30"


@pytest.mark.parametrize(
    ("score", "letter"),
    [(0, "G"), (8_199, "B"), (8_200, "B+"), (12_999, "A+"), (99_999, "US9")],
)
def test_a_score_has_its_rank(score: int, letter: str) -> None:
    assert rank_letter(rank_of_score(score)) == letter


def test_sparks_are_read_as_the_game_writes_them() -> None:
    found = [spark_of(each) for each in (202, 2201, 1001202, 10150102)]

    assert found == [(2, 2), (22, 1), (10012, 2), (101501, 2)]
    assert [factor(*each) for each in found] == [202, 2201, 1001202, 10150102]
    assert spark_of(factor(-5, 3)) == (-5, 3)


@pytest.mark.parametrize(
    ("turn", "name"),
    [(12, "Junior Late Jun"), (44, "Classic Late Oct"), (78, "Finale"), (None, "")],
)
def test_a_turn_has_its_date(turn: int | None, name: str) -> None:
    assert turn_name(turn) == name


def test_an_update_leaves_the_owners_words_and_rows(profile: UmamusumeProfile) -> None:
    own = Trainee.objects.add(name="Almond Eye")
    new = Outfit.objects.add(name="Blue Flash", trainee=own)
    Outfit.objects.get(game_id=OGURI).change(name="My Oguri")
    later = copy.deepcopy(small_vocabulary())
    later["about"]["compiled"] = "2027-01-31"
    later["skills"][0]["sp_cost"] = 9_999
    for trainee in later["trainees"]:
        for outfit in trainee["outfits"]:
            outfit["title"] = "New title" if outfit["id"] == OGURI else outfit["title"]
    gone = later["support_cards"].pop(0)["id"]

    change = profile.update_vocabulary(later)

    assert (change.added, change.corrected, change.kept) == (0, 1, 1)
    assert Outfit.objects.get(game_id=OGURI).name == "My Oguri"
    assert new.game_id < 0
    assert Outfit.objects.filter(pk=new.pk).exists()
    assert SupportCard.objects.filter(game_id=gone).exists()
    assert profile.vocabulary_version == "2027-01-31"


def test_a_file_of_another_kind_changes_nothing(profile: UmamusumeProfile) -> None:
    broken = copy.deepcopy(small_vocabulary())
    broken["trainees"].append({"id": 5, "name": "Broken"})

    with pytest.raises(VocabularyError):
        profile.update_vocabulary(broken)

    assert not Trainee.objects.filter(game_id=5).exists()


def test_words_find_an_outfit_in_any_order(profile: UmamusumeProfile) -> None:
    assert Outfit.objects.matching("beat OGURI").get().game_id == OGURI
    assert Trainee.objects.called("tm opera o").get().name == "T.M. Opera O"


def test_what_the_owner_added_becomes_the_games_own(profile: UmamusumeProfile) -> None:
    trainee = Trainee.objects.add(name="Almond Eye")
    outfit = Outfit.objects.add(name="Blue Flash", trainee=trainee)
    skill = Skill.objects.add(name="Soon", rarity="normal")
    spark = Spark.objects.add(name="Soon", kind="white_skill")
    ancestor = {
        "outfit": outfit.game_id,
        "sparks": [{"spark": spark.game_id, "stars": 2}],
    }
    run = career(
        profile,
        outfit=outfit.game_id,
        skills=[{"skill": skill.game_id}, {"skill": 200331}],
        ancestors=[ancestor],
    )

    give_game_id(trainee, 9_001)
    give_game_id(outfit, 900_101)
    give_game_id(spark, 2_999)
    known = give_game_id(skill, 200331)

    run.refresh_from_db()
    assert (run.outfit_name, run.outfit) == ("Almond Eye (Blue Flash)", 900_101)
    assert (run.trainee, known.name) == (9_001, "Professor of Curvature")
    assert run.part("skills") == [{"skill": 200331, "level": 1}]
    [parent] = run.part("ancestors")
    assert parent["sparks"] == [{"spark": 2_999, "stars": 2}]
    assert not Skill.objects.filter(game_id__lt=0).exists()
    with pytest.raises(ValidationError):
        give_game_id(outfit, 900_102)


def test_a_new_version_brings_its_vocabulary_with_its_migrations(
    profile: UmamusumeProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = copy.deepcopy(small_vocabulary())
    later["about"]["compiled"] = "2027-01-31"
    later["trainees"].append({"id": 9_001, "name": "Almond Eye", "outfits": []})
    monkeypatch.setattr(
        "apps.profiles.umamusume.models.profile.vocabulary_file", lambda: later
    )

    call_command("migrate", verbosity=0)

    assert Trainee.objects.get(game_id=9_001).name == "Almond Eye"
    assert UmamusumeProfile.objects.get().vocabulary_version == "2027-01-31"


def test_the_command_updates_from_a_file(
    profile: UmamusumeProfile, tmp_path: Path
) -> None:
    later = copy.deepcopy(small_vocabulary())
    later["trainees"].append({"id": 9_001, "name": "Almond Eye", "outfits": []})
    file, out = tmp_path / "vocabulary.json", io.StringIO()
    file.write_text(json.dumps(later), encoding="utf-8")

    call_command("update_umamusume", str(file), stdout=out)
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match="isn't a vocabulary"):
        call_command("update_umamusume", str(file))

    assert "1 added, 0 corrected" in out.getvalue()
    assert Trainee.objects.filter(game_id=9_001).exists()
