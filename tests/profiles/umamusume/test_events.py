"""What a career and a meeting tell their listeners."""

from __future__ import annotations

import pytest

from apps.profiles.umamusume.audit import differences
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.realtime.models import Event
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import TRACKBLAZER
from tests.profiles.umamusume.conftest import career


def told() -> list[str]:
    types = Event.objects.filter(type__startswith="questlog:umamusume_").order_by("id")
    return [
        each.removeprefix("questlog:umamusume_")
        for each in types.values_list("type", flat=True)
    ]


def test_a_career_is_told_once_and_a_best_rank_if_it_is_one(
    profile: UmamusumeProfile,
) -> None:
    first = career(profile, score=9_000, scenario=TRACKBLAZER, key="first")
    career(profile, score=9_000, key="first", outfit=OGURI)
    career(profile, score=9_500)
    career(profile, score=13_000)
    first.change(notes="More Stamina")

    assert told() == [
        "run_complete",
        "best_rank",
        "run_complete",
        "run_complete",
        "best_rank",
    ]
    complete = Event.objects.filter(type="questlog:umamusume_run_complete")
    assert [each.payload["is_best"] for each in complete.order_by("id")] == [True] * 3
    payload = complete.earliest("id").payload
    assert list(payload)[:5] == ["trainee", "outfit", "scenario", "rank", "score"]
    assert payload["trainee"] == "Oguri Cap"
    best = Event.objects.filter(type="questlog:umamusume_best_rank").latest("id")
    assert (best.payload["rank"], best.payload["previous_rank"]) == ("A+", "B+")
    assert best.payload["previous_score"] == 9_500
    assert list(differences()) == []


def test_what_is_private_is_told_to_nobody_and_hiding_hides_the_past(
    profile: UmamusumeProfile,
) -> None:
    career(profile, is_public=False)
    CareerRun.objects.start(profile, outfit=OGURI)
    assert told() == []

    run = career(profile, score=9_000)
    run.change(is_public=False)
    run.change(is_public=True)
    other = career(profile, score=1_000)
    other.reopen()
    career(profile, score=2_000).delete()

    assert [each for each in told() if each.startswith("run_")] == [
        "run_complete",
        "run_hide",
        "run_complete",
        "run_hide",
        "run_complete",
        "run_delete",
    ]
    emptied = Event.objects.filter(subject=f"career:{run.uuid}").earliest("id")
    assert emptied.payload == {}
    profile.change(is_public=False)
    assert told()[-1] == "run_hide"


@pytest.mark.parametrize("is_public", [True, False])
def test_a_meeting_is_told_when_its_place_is_known(
    profile: UmamusumeProfile, *, is_public: bool
) -> None:
    run = career(profile, score=9_000, is_public=False)
    entry = MeetingEntry.objects.enter(
        profile, meeting=1, members=[{"run": run, "role": "ace"}], is_public=is_public
    )
    entry.change(round1_wins=5, round1_races=8)
    assert told() == []

    entry.change(place=2, group="A")
    entry.change(notes="Close")
    entry.change(place=1)

    assert told() == (["meeting_result"] * 2 if is_public else [])
    if is_public:
        payload = Event.objects.latest("id").payload
        assert (payload["meeting"], payload["place"]) == ("Taurus Cup 2025", 1)
        assert payload["members"][0]["run_id"] is None
        entry.delete()
        assert told()[-1] == "meeting_delete"
