"""A career from its draft to the stable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import ChangedMeanwhile
from apps.profiles.umamusume.models import RunError
from apps.profiles.umamusume.models import UmamusumeProfile
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import TRACKBLAZER
from tests.profiles.umamusume.conftest import URA
from tests.profiles.umamusume.conftest import career

CLIMAX = {"program": 2301, "turn": 74, "place": 1}
FEBRUARY = {"program": 1, "turn": 52, "place": 2}


def problems(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, Any]:
    return error.value.message_dict


def test_a_draft_that_is_sent_again_is_the_same_draft(
    profile: UmamusumeProfile,
) -> None:
    draft, is_new = CareerRun.objects.save_draft(profile, key="form", outfit=OGURI)
    again, is_new_again = CareerRun.objects.save_draft(
        profile, key="form", outfit=OGURI, version=draft.version
    )

    assert (is_new, is_new_again) == (True, False)
    assert (again.pk, again.version) == (draft.pk, draft.version)


def test_an_old_page_overwrites_nothing(profile: UmamusumeProfile) -> None:
    draft, _ = CareerRun.objects.save_draft(profile, key="form", outfit=OGURI)
    CareerRun.objects.save_draft(profile, key="form", version=1, score=9_000)

    # The answer was lost, and the page sends it again.
    CareerRun.objects.save_draft(profile, key="form", version=1, score=9_000)
    with pytest.raises(ChangedMeanwhile) as error:
        CareerRun.objects.save_draft(profile, key="form", version=1, score=1)

    draft.refresh_from_db()
    assert (draft.score, draft.version, error.value.version) == (9_000, 2, 2)


def test_a_draft_keeps_what_a_finished_run_may_not_have(
    profile: UmamusumeProfile,
) -> None:
    draft = CareerRun.objects.start(profile, scenario=URA, races=[FEBRUARY, CLIMAX])

    with pytest.raises(ValidationError) as without_outfit:
        draft.complete()
    with pytest.raises(ValidationError) as wrong_finale:
        draft.complete(outfit=OGURI)

    assert list(problems(without_outfit)) == ["outfit"]
    assert problems(wrong_finale) == {
        "races": ["Twinkle Star Climax Race 1 isn't part of URA Finale."]
    }
    draft.refresh_from_db()
    assert draft.is_draft
    assert len(draft.part("races")) == 2
    draft.complete(outfit=OGURI, scenario=TRACKBLAZER)
    assert (draft.starts, draft.wins, draft.finished_on) == (2, 1, timezone.localdate())
    assert draft.complete() is False


def test_a_race_is_run_in_its_own_turn(profile: UmamusumeProfile) -> None:
    with pytest.raises(ValidationError) as error:
        career(profile, races=[{"program": 1, "turn": 12}])

    assert problems(error) == {
        "races": ["February Stakes isn't run in turn 12, but in Senior Late Feb."]
    }
    assert not CareerRun.objects.exists()


def test_stats_above_a_cap_are_kept_and_doubted(profile: UmamusumeProfile) -> None:
    run = career(profile, scenario=URA, speed=1_650, score=12_999, typed_rank="s")

    assert [each.message for each in run.warnings()] == [
        "Speed 1,650 is above the cap of URA Finale (1,400).",
        "A score of 12,999 is rank A+, not S.",
    ]
    assert (run.speed, run.rank, run.rank_letter) == (1_650, 14, "S")


IMPOSSIBLE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"speed": 2_501}, "speed"),
    ({"typed_rank": "Z"}, "typed_rank"),
    ({"aptitudes": [7, 7]}, "aptitudes"),
    ({"finished_on": timezone.localdate() + timedelta(days=3)}, "finished_on"),
    ({"skills": [{"skill": 200331}, {"skill": 200331}]}, "skills"),
    ({"sparks": [{"spark": 2, "stars": 0}]}, "sparks"),
    ({"deck": [{"card": 30010, "limit_break": 5}]}, "deck"),
    ({"races": [{"program": 1, "place": 19}]}, "races"),
    ({"wins": 9, "starts": 8}, "__all__"),
)


def test_what_can_not_be_is_refused_and_changes_nothing(
    profile: UmamusumeProfile,
) -> None:
    run = career(profile, notes="Mine")
    version = run.version

    for values, field in IMPOSSIBLE:
        with pytest.raises(ValidationError) as error:
            run.change(**{"notes": "Changed", **values})
        assert list(problems(error)) == [field]

    stored = CareerRun.objects.get()
    assert (stored.notes, stored.version) == ("Mine", version)


def test_an_unknown_id_is_kept_until_the_vocabulary_knows_it(
    profile: UmamusumeProfile,
) -> None:
    run = career(profile, outfit=999_901, skills=[{"skill": 999}])

    assert (run.outfit_name, run.trainee) == ("unknown (999901)", 9_999)
    assert run.part("skills") == [{"skill": 999, "level": 1}]


def test_a_parent_is_a_copy_that_outlives_the_run(profile: UmamusumeProfile) -> None:
    mother = career(profile, score=9_000)
    sparks = [{"spark": 2, "stars": 3}]
    parent = {"outfit": OGURI, "own_run": mother, "sparks": sparks}
    run = career(profile, ancestors=[parent])

    mother.delete()

    [stored] = run.part("ancestors")
    assert (stored["position"], stored["own_run"]) == (10, None)
    assert (stored["outfit"], stored["sparks"]) == (OGURI, sparks)


def test_a_copy_fills_only_what_is_empty(profile: UmamusumeProfile) -> None:
    deck = [{"card": 30010, "limit_break": 4}]
    former = career(profile, scenario=TRACKBLAZER, deck=deck, notes="Former")
    draft = CareerRun.objects.start(profile, scenario=URA)

    draft.copy_from(former)

    assert (draft.scenario, draft.notes) == (URA, "")
    assert [row["card"] for row in draft.part("deck")] == [30010]


def test_only_a_draft_is_thrown_away(profile: UmamusumeProfile) -> None:
    run = career(profile)
    draft = CareerRun.objects.start(profile)

    draft.withdraw()
    with pytest.raises(RunError):
        run.withdraw()

    assert CareerRun.objects.get() == run


def test_stables_are_searched_by_grade(profile: UmamusumeProfile) -> None:
    miler = career(profile, aptitudes=[7, 1, 1, 8, 7, 1, 1, 7, 7, 1])
    career(profile, aptitudes=[7, 1, 1, 6, 7, 1, 1, 7, 7, 1])
    career(profile)

    assert CareerRun.objects.with_aptitude("mile", 7).get() == miler
