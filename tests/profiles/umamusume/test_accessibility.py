"""The pages of Umamusume, judged by axe-core."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile
from tests.accessibility import violations


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    """With a veteran who has one thing of each kind, and a stat above its cap."""
    profile, _ = UmamusumeProfile.set_up()
    spark, race = {"spark": 1, "stars": 3}, {"program": 81, "turn": 72, "place": 1}
    values: dict[str, Any] = {
        "outfit": 100601,
        "scenario": 1,
        "score": 9000,
        "speed": 1500,
        "aptitudes": [7, 5, 6, 8, 6, 5, 3, 7, 7, 5],
        "sparks": [spark],
        "skills": [{"skill": 100_031, "level": 4}],
        "deck": [{"card": 30010, "limit_break": 4}],
        "ancestors": [{"position": 10, "outfit": 100301, "sparks": [spark]}],
        "races": [race],
    }
    run, _ = CareerRun.objects.add(profile, **values)
    CareerRun.objects.start(profile, outfit=100301)
    MeetingEntry.objects.enter(profile, meeting=1, members=[{"run": run}])
    slot = {"category": "mile", "position": 1, "run": run}
    team = TrialsTeam.objects.add(profile, name="Spica", slots=[slot])
    team.record(score=200_000)
    base = "/admin/profiles/umamusume/"
    return [
        base,
        f"{base}enter/",
        f"{base}runs/{run.uuid}/",
        f"{base}records/",
        f"{base}meetings/1/",
        f"{base}trials/{team.uuid}/",
        f"{base}collection/",
    ]
