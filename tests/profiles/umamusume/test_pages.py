"""The stable, a career's page, records, meetings, trials, collection, vocabulary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Meeting
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import SUZUKA
from tests.profiles.umamusume.conftest import TEIO
from tests.profiles.umamusume.conftest import URA
from tests.profiles.umamusume.conftest import career

BASE = "/admin/profiles/umamusume/"
SPEED, STAMINA, MILE = 1, 2, 32
MILE_S = [7, 5, 6, 8, 6, 5, 3, 7, 7, 5]
LONG_A = [7, 2, 2, 5, 7, 7, 2, 7, 6, 5]


def veterans(client: Client, query: str = "") -> list[str]:
    found = page(client.get(f"{BASE}{query}")).select("a.q-name, a.q-h3")
    return [each.get_text() for each in found]


@pytest.fixture
def stable(profile: UmamusumeProfile) -> list[CareerRun]:
    return [
        career(
            profile,
            score=9000,
            scenario=URA,
            aptitudes=MILE_S,
            fans=300,
            tags=["ace"],
            running_style=2,
            sparks=[{"spark": SPEED, "stars": 3}],
            notes="Late bloomer",
        ),
        career(profile, outfit=TEIO, score=12_999, aptitudes=LONG_A, fans=100),
        career(profile, outfit=SUZUKA, score=8000, is_favorite=True, fans=200),
        career(profile, score=1, is_kept=False, is_public=False),
    ]


def test_an_empty_stable_says_how_to_fill_it(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    found = text_of(owner_client.get(BASE))

    assert "Your veterans will be here" in found
    assert "Import a file" in found


def test_the_stable_is_by_rank_and_narrowed_by_what_is_in_the_address(
    owner_client: Client, stable: list[CareerRun]
) -> None:
    oguri, teio, suzuka = "Oguri Cap", "Tokai Teio", "Silence Suzuka"
    expected = {
        "": [teio, oguri, suzuka],
        "?view=cards": [teio, oguri, suzuka],
        "?order=fans": [oguri, suzuka, teio],
        "?apt=mile&least=8": [oguri],
        "?apt=turf&apt=long": [teio],
        "?apt=mile&apt=long": [],
        "?scenario=1": [oguri],
        "?trainee=1003": [teio],
        "?tag=ace&style=2": [oguri],
        "?favorite=1": [suzuka],
        "?in=gone": [oguri],
        "?q=teio+a%2B": [teio],
        "?q=late+bloom": [oguri],
        "?q=zz": [],
        "?apt=luck&order=x&least=y&p=z&scenario=%00": [teio, oguri, suzuka],
    }

    found = {query: veterans(owner_client, query) for query in expected}

    assert found == expected


def test_the_stable_costs_the_same_for_many(
    owner_client: Client, stable: list[CareerRun], profile: UmamusumeProfile
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(BASE).status_code == 200
        return len(captured)

    few = statements()
    for number in range(8):
        sparks = [{"spark": MILE, "stars": 2}]
        career(profile, score=5000 + number, sparks=sparks)

    assert statements() == few <= 25


def test_the_ticked_are_changed_together(
    owner_client: Client, stable: list[CareerRun]
) -> None:
    oguri, teio, *_ = stable
    sent: dict[str, Any] = {"run": [str(oguri.uuid), str(teio.uuid), "nonsense"]}

    bad = owner_client.post(f"{BASE}bulk/", {**sent, "verb": "tag:parent"})
    sent["run"].pop()
    for verb in ("tag:parent", "transfer", "explode"):
        answer = owner_client.post(f"{BASE}bulk/", {**sent, "verb": verb}, follow=True)

    assert bad.status_code == 302
    assert "Choose what to do" in text_of(answer)
    oguri.refresh_from_db()
    assert (oguri.tags, oguri.is_kept) == (["parent", "ace"], False)
    assert veterans(owner_client) == ["Silence Suzuka"]


def test_a_careers_page_has_everything_of_it(
    owner_client: Client, profile: UmamusumeProfile, stable: list[CareerRun]
) -> None:
    parent, _, other, _ = stable
    three = [{"spark": SPEED, "stars": 3}]
    run = career(
        profile,
        outfit=TEIO,
        scenario=URA,
        score=13_000,
        typed_rank="B",
        speed=1500,
        sparks=three,
        skills=[{"skill": 100_031, "level": 4}, {"skill": 123_456_789}],
        deck=[{"card": 99_999, "limit_break": 4, "is_borrowed": True}],
        ancestors=[
            {"position": 10, "own_run": parent, "outfit": OGURI, "sparks": three},
            {"position": 20, "outfit": SUZUKA, "sparks": three, "is_borrowed": True},
        ],
        races=[{"program": 81, "turn": 72, "place": 1}, {"program": 1, "place": 3}],
        notes="More\nstamina",
    )

    found = text_of(owner_client.get(f"{BASE}runs/{run.uuid}/"))

    assert "Speed 1,500 is above the cap of URA Finale (1,400)." in found
    assert "A score of 13,000 is rank A+, not B." in found
    assert "With both parents Speed 9 ★ stars" in found
    assert "Senior Late Dec Arima Kinen G1, Turf 2500 Place 1" in found
    assert "On an unknown date" in found
    assert "unknown (123456789)" in found
    assert "unknown (99999)" in found
    assert "MLB" in found
    went_on = text_of(owner_client.get(f"{BASE}runs/{parent.uuid}/"))
    assert "Went on to Tokai Teio parent" in went_on
    assert "No races were entered." in text_of(
        owner_client.get(f"{BASE}runs/{other.uuid}/")
    )


def test_what_can_be_done_with_a_career(
    owner_client: Client, profile: UmamusumeProfile, stable: list[CareerRun]
) -> None:
    run = stable[0]
    url = f"{BASE}runs/{run.uuid}/"

    def press(verb: str) -> Any:
        return owner_client.post(f"{url}do/{verb}/", follow=True)

    for verb in ("favorite", "favorite", "transfer", "hide"):
        press(verb)
    run.refresh_from_db()
    assert (run.is_favorite, run.is_kept, run.is_public) == (True, False, False)
    assert "There is no such verb" in text_of(press("fly"))
    assert text_of(owner_client.get(url)).count("Edited") == 3
    assert "Go on with a career" in text_of(press("reopen"))
    run.refresh_from_db()
    assert run.is_draft
    other = stable[1]
    asked = owner_client.get(f"{BASE}runs/{other.uuid}/delete/")
    assert "Delete Tokai Teio (Peak Joy) A+?" in text_of(asked)
    owner_client.post(f"{BASE}runs/{other.uuid}/do/delete/")
    assert not CareerRun.objects.filter(pk=other.pk).exists()
    assert owner_client.get(f"{BASE}runs/{other.uuid}/").status_code == 404


def test_records_and_progress(
    owner_client: Client, profile: UmamusumeProfile, stable: list[CareerRun]
) -> None:
    first = date(2026, 9, 1)
    career(profile, score=7000, finished_on=first, fans=50, scenario=URA)

    found = text_of(owner_client.get(f"{BASE}records/"))

    assert "Best score as a table Day Best score Sep 1, 2026 7,000" in found
    assert "September 2026 1 7,000 7,000 50" in found
    assert "Mile B+ Oguri Cap 9,000" in found
    assert "URA Finale B+ Oguri Cap 9,000" in found
    assert "Tokai Teio 1 career 12,999" in found


def test_months_in_the_club(owner_client: Client, profile: UmamusumeProfile) -> None:
    url = f"{BASE}records/"

    owner_client.post(url, {"month": "2026-10", "fans": "40000000", "club": "Spica"})
    bad = owner_client.post(url, {"month": "next"})
    again = owner_client.post(url, {"month": "2026-10", "fans": "5"}, follow=True)

    assert bad.status_code == 422
    assert "Enter a year and a month" in text_of(bad)
    assert [row.fans for row in profile.months.all()] == [5]
    assert "2026-10 is saved." in text_of(again)
    owner_client.post(url, {"take_out": "2026-10"})
    assert not profile.months.exists()


def test_a_champions_meeting_is_entered_and_its_result_too(
    owner_client: Client, profile: UmamusumeProfile, stable: list[CareerRun]
) -> None:
    meeting = Meeting.objects.get(game_id=1)
    url = f"{BASE}meetings/{meeting.game_id}/"
    sent = {
        "run-1": str(stable[0].uuid),
        "role-1": "ace",
        "style-1": "2",
        "wins-1": "7",
        "run-3": str(stable[1].uuid),
        "league": "graded",
        "round1_wins": "13",
        "round1_races": "20",
        "is_public": "on",
    }
    assert "Choose the meeting" in text_of(owner_client.get(f"{BASE}meetings/"))

    more_wins = owner_client.post(url, {**sent, "round1_wins": "21"})
    gone = owner_client.post(url, {**sent, "run-1": str(profile.uuid)})
    owner_client.post(url, sent)

    assert "More wins than races in round 1" in text_of(more_wins)
    assert "no longer exists" in text_of(gone)
    entry = MeetingEntry.objects.get()
    team = [(each.position, each.outfit, each.role) for each in entry.members.all()]
    assert team == [(1, OGURI, "ace"), (3, TEIO, "")]
    shown = text_of(owner_client.get(f"{BASE}meetings/"))
    assert "Oguri Cap B+ 9,000 Tokai Teio A+ 12,999 13 of 20" in shown

    stale = owner_client.post(url, {**sent, "place": "1", "version": "0"})
    assert "Someone else changed this entry" in text_of(stale)
    version = page(stale).select_one("[name=version]")
    assert version is not None
    owner_client.post(url, {**sent, "place": "1", "version": version["value"]})
    entry.refresh_from_db()
    assert entry.place == 1
    stable[0].delete()
    kept = owner_client.get(url)
    assert "Oguri Cap (Starlight Beat) (deleted)" in text_of(kept)
    owner_client.post(url, {"delete": "1"})
    assert not MeetingEntry.objects.exists()


def test_a_team_for_the_trials(
    owner_client: Client, profile: UmamusumeProfile, stable: list[CareerRun]
) -> None:
    assert "Name your first one" in text_of(owner_client.get(f"{BASE}trials/"))
    owner_client.post(f"{BASE}trials/", {"name": "Spica", "is_public": "on"})
    team = TrialsTeam.objects.get()
    url = f"{BASE}trials/{team.uuid}/"
    slots = {"run-mile-1": str(stable[0].uuid), "style-mile-1": "3"}
    named = {"verb": "save", "name": "Spica", "is_public": "on"}

    owner_client.post(url, {**named, **slots})
    slots["run-dirt-3"] = slots["run-mile-1"]
    twice = owner_client.post(url, {**named, **slots}, follow=True)
    owner_client.post(url, {"verb": "record", "date": "2026-11-01", "score": "200000"})
    owner_client.post(url, {"verb": "record", "date": "2026-11-02", "score": "250000"})
    bad = owner_client.post(url, {"verb": "record", "date": "2999-01-01"})

    assert "The same veteran is in two slots." in text_of(twice)
    assert "This day is still to come." in text_of(bad)
    (slot,) = team.slots.all()
    assert (slot.category, slot.position, slot.style) == ("mile", 1, 3)
    found = text_of(owner_client.get(url))
    assert "Score 200,000 to 250,000" in found
    result = team.results.get(score=250_000)
    changed = {"verb": "record", "date": "2026-11-02", "score": "260000", "wins": "5"}
    owner_client.post(f"{url}?result={result.uuid}", changed)
    assert "Nov 2, 2026 260,000 5 of 5" in text_of(owner_client.get(url))
    owner_client.post(url, {"verb": "take-out", "result": str(result.uuid)})
    assert team.results.count() == 1
    owner_client.post(url, {"verb": "delete"})
    assert not TrialsTeam.objects.exists()


def test_the_collection_is_noted_in_its_rows(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    url = f"{BASE}collection/"
    sent = {f"own-{OGURI}": "4", f"potential-{OGURI}": "2", f"own-{TEIO}": "held"}

    first = owner_client.post(url, sent, follow=True)
    same = owner_client.post(url, sent, follow=True)

    assert "2 rows changed." in text_of(first)
    assert "0 rows changed." in text_of(same)
    owned = profile.outfits.values_list("outfit", "stars", "potential")
    assert set(owned) == {(OGURI, 4, 2), (TEIO, None, None)}
    owner_client.post(url, {f"own-{TEIO}": "", f"own-{OGURI}": "7"})
    assert profile.outfits.count() == 2
    owner_client.post(url, {f"own-{TEIO}": ""})
    assert "Oguri Cap" in text_of(owner_client.get(f"{url}?own=1"))
    assert profile.outfits.count() == 1


def test_an_unknown_outfit_gets_its_name(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    run = career(profile, outfit=999_901)
    listing = f"{BASE}vocabulary/outfits/"
    assert "999901 1 career Name it" in text_of(owner_client.get(listing))
    row = {
        "trainee_name": "Fuji Kiseki",
        "name": "Stage Magic",
        "grades": "A G A A B C B A D G",
        "rarity": "3",
        "game_number": "999901",
    }

    bad = owner_client.post(f"{listing}add/?id=999901", {**row, "grades": "A B"})
    owner_client.post(f"{listing}add/?id=999901", row)

    assert "Enter ten letters" in text_of(bad)
    assert "Fuji Kiseki" in text_of(owner_client.get(f"{BASE}runs/{run.uuid}/"))
    changed = owner_client.post(f"{listing}{OGURI}/", {**row, "name": "Beat of Stars"})
    assert changed.status_code == 302
    profile.update_vocabulary()
    assert Outfit.objects.get(game_id=OGURI).name == "Beat of Stars"


def test_what_was_added_becomes_the_games_own(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    listing = f"{BASE}vocabulary/skills/"
    row = {"name": "Second Wind", "rarity": "normal", "sp_cost": "120"}
    owner_client.post(f"{listing}add/", row)
    skill = Skill.objects.called("Second Wind").get()
    run = career(profile, skills=[{"skill": skill.game_id}])

    owner_client.post(f"{listing}{skill.game_id}/", {**row, "game_number": "987654"})

    assert run.skills.get().skill == 987_654
    assert Skill.objects.called("Second Wind").get().game_id == 987_654


def test_the_profile_is_hidden_and_its_vocabulary_renewed(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    url = f"{BASE}profile/"

    owner_client.post(url, {"game": profile.game_id})
    renewed = owner_client.post(url, {"vocabulary": "1"}, follow=True)

    profile.refresh_from_db()
    assert not profile.is_public
    assert "The vocabulary is of" in text_of(renewed)
