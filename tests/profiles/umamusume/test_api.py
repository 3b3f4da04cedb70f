"""Careers over HTTP: entered, found, changed, and what anyone sees of them."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import SUZUKA
from tests.profiles.umamusume.conftest import TEIO
from tests.profiles.umamusume.conftest import TRACKBLAZER
from tests.profiles.umamusume.conftest import URA
from tests.profiles.umamusume.conftest import career
from tests.profiles.umamusume.conftest import small_vocabulary

RUNS = "/profiles/umamusume/runs"
GRADES = {
    **dict.fromkeys(("turf", "mile", "medium", "pace"), "A"),
    **dict.fromkeys(("dirt", "sprint", "long", "front", "late", "end"), "G"),
}
FULL: dict[str, Any] = {
    "outfit": OGURI,
    "scenario": TRACKBLAZER,
    "finished_on": "2026-11-20",
    "score": 12_999,
    **{"speed": 1200, "stamina": 650, "power": 920, "guts": 540, "wit": 900},
    "aptitudes": GRADES,
    "running_style": "pace",
    "fans": 412_345,
    "tags": ["ace"],
    "skills": [{"skill": 200331}, {"skill": 999}],
    "sparks": [{"spark": 2, "stars": 3}],
    "deck": [{"card": 30145, "limit_break": 4}],
    "ancestors": [
        {"position": 10, "outfit": TEIO, "sparks": [{"spark": 1, "stars": 3}]}
    ],
    "races": [
        {"program": 1, "turn": 52, "place": 2, "weather": "Sunny", "ground": "Firm"},
        {"program": 2301, "turn": 74, "place": 1},
    ],
}


def problem(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.content
    return str(answer.json()["detail"])


def test_a_career_comes_back_as_it_was_sent(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    made = data(writer.post(RUNS, FULL), status=201)

    stored = data(reader.get(f"{RUNS}/{made['id']}"))

    assert stored == made
    assert stored["outfit"] == {
        "id": OGURI,
        "title": "Starlight Beat",
        "trainee": "Oguri Cap",
        "trainee_id": 1006,
    }
    assert (stored["rank"], stored["stat_total"]) == ("A+", 4_210)
    assert stored["scenario"]["name"] == "Trackblazer"
    assert (stored["aptitudes"], stored["running_style"]) == (GRADES, "pace")
    assert [skill["name"] for skill in stored["skills"]] == [
        "Professor of Curvature",
        "unknown (999)",
    ]
    assert stored["ancestors"][0]["sparks"] == [
        {"id": 1, "name": "Speed", "kind": "blue", "stars": 3}
    ]
    february, climax = stored["races"]
    assert (february["race"]["name"], february["date"], february["ground"]) == (
        "February Stakes",
        "Senior Late Feb",
        "Firm",
    )
    assert climax["race"]["grade"] == "Finale"
    assert (stored["starts"], stored["wins"], stored["warnings"]) == (2, 1, [])


def test_a_repeat_makes_no_second_career(
    profile: UmamusumeProfile, writer: ApiClient
) -> None:
    body = {"outfit": OGURI, "key": "form-1"}

    first = data(writer.post(RUNS, body), status=201)
    again = data(writer.post(RUNS, body))

    assert again["id"] == first["id"]


def test_a_draft_is_its_owners_until_it_is_complete(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    draft = data(writer.post(RUNS, {"is_draft": True, "score": 9_000}), status=201)
    address = f"{RUNS}/{draft['id']}"

    assert reader.get(address).status_code == 404
    assert data(reader.get(RUNS))["count"] == 0
    drafts = data(writer.get(RUNS, include="private", draft="true"))
    assert [each["id"] for each in drafts["items"]] == [draft["id"]]
    assert "Choose the trainee" in problem(writer.post(f"{address}/complete", {}), 422)

    data(writer.patch(address, {"outfit": OGURI}))
    done = data(writer.post(f"{address}/complete", {}))

    assert data(reader.get(address))["version"] == done["version"]
    data(writer.post(f"{address}/reopen"))
    assert reader.get(address).status_code == 404


def test_two_at_once_do_not_overwrite_one_another(
    profile: UmamusumeProfile, writer: ApiClient
) -> None:
    run = career(profile, score=9_000)
    address = f"{RUNS}/{run.uuid}"
    data(writer.patch(address, {"score": 9_100, "version": run.version}))

    answer = writer.patch(address, {"score": 1, "version": run.version})

    assert "changed this meanwhile" in problem(answer, 409)
    run.refresh_from_db()
    assert run.score == 9_100


IMPOSSIBLE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"outfit": OGURI, "speed": 2_501}, "2500"),
    ({"outfit": OGURI, "finished_on": "2999-01-01"}, "still to come"),
    ({"outfit": OGURI, "finished_at": "2026-11-20T12:00:00"}, "timezone"),
    ({"outfit": OGURI, "fans": -1}, "fans"),
    ({"outfit": 10**30}, "outfit"),
    ({"outfit": OGURI, "wings": 2}, "wings"),
    ({"outfit": OGURI, "aptitudes": {"turf": "A"}}, "all 10 grades"),
    ({"outfit": OGURI, "aptitudes": {"mud": "A"}}, "aptitudes.mud: Known are"),
    (
        {"outfit": OGURI, "scenario": URA, "races": [{"program": 2301}]},
        "isn't part of URA Finale",
    ),
    (
        {"outfit": OGURI, "ancestors": [{"position": 10, "run_id": "x"}]},
        "ancestors.0.run_id: There is no run",
    ),
    ({"outfit": OGURI, "ancestors": [{"position": 13}]}, "13"),
    ({"score": 1}, "Choose the trainee"),
)


def test_what_can_not_be_is_a_problem_that_says_why(
    profile: UmamusumeProfile, writer: ApiClient
) -> None:
    for body, said in IMPOSSIBLE:
        assert said in problem(writer.post(RUNS, body), 422), body

    assert not CareerRun.objects.exists()


def test_careers_are_found_by_what_they_are(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    oguri = data(writer.post(RUNS, FULL), status=201)["id"]
    career(profile, outfit=SUZUKA, score=9_000, is_kept=False)
    career(profile, outfit=TEIO, score=20_000, is_public=False)

    def found(**asked: Any) -> list[str]:
        items = data(reader.get(RUNS, **asked))["items"]
        return [each["outfit"]["trainee"] for each in items]

    assert found(ordering="-score") == ["Oguri Cap", "Silence Suzuka"]
    for asked in (
        {"trainee": "oguri cap"},
        {"trainee": "1006"},
        {"outfit": OGURI},
        {"scenario": "trackblazer"},
        {"rank": "A"},
        {"distance": "mile", "style": "pace", "surface": "turf"},
        {"spark": 2, "stars": 3},
        {"skill": 200331},
        {"tag": "ace"},
        {"kept": "true"},
        {"until": "2026-11-20"},
    ):
        assert found(**asked) == ["Oguri Cap"], asked
    for nothing in ({"distance": "long"}, {"distance": "mile", "grade": "S"}):
        assert found(**nothing) == []
    veterans = data(reader.get("/profiles/umamusume/veterans"))["items"]
    assert [each["id"] for each in veterans] == [oguri]
    assert "no trainee" in problem(reader.get(RUNS, trainee="nobody"), 422)
    assert "Unknown parameter" in problem(reader.get(RUNS, colour="bay"), 422)
    assert reader.get(RUNS, include="private").status_code == 401


def test_records_and_statistics_count_what_may_be_seen(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    best = data(writer.post(RUNS, FULL), status=201)["id"]
    career(profile, score=9_000, finished_on="2026-10-01", starts=4, wins=1)
    career(profile, outfit=TEIO, score=20_000, is_public=False)

    records = data(reader.get("/profiles/umamusume/records"))
    stats = data(reader.get("/profiles/umamusume/stats"))
    races = data(reader.get("/profiles/umamusume/races"))
    private = data(writer.get("/profiles/umamusume/stats", include="private"))

    assert records["best"]["run_id"] == best
    [oguri] = records["trainees"]
    assert (oguri["runs"], oguri["best"]["run_id"], oguri["win_rate"]) == (
        2,
        best,
        0.3333,
    )
    assert [each["scenario"]["name"] for each in records["scenarios"]] == [
        "Trackblazer"
    ]
    assert [each["kind"] for each in records["distances"]] == ["mile", "medium"]
    assert [each["value"] for each in records["stats"]] == [1200, 650, 920, 540, 900]
    assert [each["best_so_far"] for each in stats["months"]] == [9_000, 12_999]
    assert stats["grades"] == [
        {"grade": "G1", "starts": 1, "wins": 0, "win_rate": 0.0},
        {"grade": "Finale", "starts": 1, "wins": 1, "win_rate": 1.0},
    ]
    assert [each["race"]["name"] for each in races] == [
        "Twinkle Star Climax Race 1",
        "February Stakes",
    ]
    assert (stats["runs"], private["runs"], private["best_score"]) == (2, 3, 20_000)


def test_empty_profiles_have_empty_statistics(
    profile: UmamusumeProfile, reader: ApiClient
) -> None:
    stats = data(reader.get("/profiles/umamusume/stats"))
    records = data(reader.get("/profiles/umamusume/records"))

    assert (stats["runs"], stats["win_rate"], stats["months"]) == (0, None, [])
    assert (records["best"], records["trainees"]) == (None, [])


def test_a_meeting_is_entered_with_three_veterans(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    run = career(profile, score=9_000, is_public=False)
    meetings = "/profiles/umamusume/meetings"
    body = {"meeting": 1, "members": [{"run_id": str(run.uuid), "role": "ace"}]}

    entry = data(writer.post(meetings, body), status=201)
    twice = writer.post(meetings, body)
    result = {"place": 1, "group": "A", "round1_wins": 5, "round1_races": 4}
    wrong = writer.patch(f"{meetings}/{entry['id']}", result)
    data(writer.patch(f"{meetings}/{entry['id']}", {**result, "round1_races": 8}))

    assert "already" in problem(twice, 409)
    assert "More wins than races in round 1" in problem(wrong, 422)
    [shown] = data(reader.get(meetings))["items"]
    assert (shown["meeting"]["name"], shown["place"]) == ("Taurus Cup", 1)
    assert shown["members"][0]["outfit"]["trainee"] == "Oguri Cap"
    # A private career stays one.
    assert shown["members"][0]["run_id"] is None
    assert entry["members"][0]["run_id"] == str(run.uuid)


def test_a_team_has_fifteen_slots_and_its_results(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    run = career(profile)
    slot = {"category": "mile", "position": 1, "run_id": str(run.uuid)}
    teams = "/profiles/umamusume/teams"

    twice = writer.post(teams, {"name": "Spica", "slots": [slot, slot]})
    team = data(writer.post(teams, {"name": "Spica", "slots": [slot]}), status=201)
    result = {"score": 250_000, "team_class": 6, "wins": 4, "outcome": "promoted"}
    data(writer.post(f"{teams}/{team['id']}/results", result), status=201)
    run.delete()

    assert "filled twice" in problem(twice, 422)
    [shown] = data(reader.get(teams))
    assert shown["slots"][0]["outfit"]["trainee"] == "Oguri Cap"
    assert (shown["slots"][0]["run_id"], shown["results"][0]["wins"]) == (None, 4)
    assert writer.delete(f"{teams}/{team['id']}").status_code == 204


def test_a_month_of_the_club_is_set_and_set_again(
    profile: UmamusumeProfile, writer: ApiClient
) -> None:
    months = "/profiles/umamusume/months"

    data(writer.put(f"{months}/2026-10", {"club": "Spica", "fans": 3_000_000_000}))
    shown = data(writer.put(f"{months}/2026-10", {"club_rank": "A"}))

    assert shown["months"] == [
        {
            "month": "2026-10",
            "club": "Spica",
            "fans": 3_000_000_000,
            "club_rank": "A",
            "notes": "",
        }
    ]
    assert "a year and a month" in problem(writer.put(f"{months}/2026-13", {}), 422)


def test_the_vocabulary_is_looked_up_by_anyone(
    profile: UmamusumeProfile, reader: ApiClient
) -> None:
    base = "/profiles/umamusume"

    [oguri] = data(reader.get(f"{base}/trainees", q="cap oguri"))["items"]
    races = data(reader.get(f"{base}/calendar", grade="G1", turn=52))["items"]
    cards = data(reader.get(f"{base}/support-cards", type="wit", rarity="SSR"))
    skills = data(reader.get(f"{base}/skills", q="curvature"))["items"]
    scenarios = data(reader.get(f"{base}/scenarios"))

    assert oguri["outfits"][0]["aptitudes"]["mile"] == "A"
    assert [race["name"] for race in races] == ["February Stakes"]
    assert cards["count"] > 0
    assert 200331 in [skill["id"] for skill in skills]
    assert [each["id"] for each in scenarios] == [1, 2, 4, 3, 5]
    assert data(reader.get(f"{base}/sparks", q="stamina"))["count"] >= 1
    assert len(data(reader.get(f"{base}/champions-meetings"))) == 24
    titles = {
        each["id"]: each["name"] for each in data(reader.get(f"{base}/win-titles"))
    }
    assert titles[9] == "Dual Dirts"
    assert len(data(reader.get(f"{base}/epithets"))) == 217


def test_a_private_profile_shows_nothing(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    run = career(profile, score=9_000)
    data(writer.put("/profiles/umamusume", {"is_public": False}))

    assert reader.get("/profiles/umamusume").status_code == 404
    assert reader.get(f"{RUNS}/{run.uuid}").status_code == 404
    assert data(reader.get(RUNS))["count"] == 0
    assert data(reader.get("/profiles/umamusume/records"))["best"] is None
    assert data(writer.get(RUNS, include="private"))["count"] == 1
    assert writer.delete(f"{RUNS}/{run.uuid}").status_code == 204


def test_what_questlog_does_not_know_yet_is_added(
    profile: UmamusumeProfile, writer: ApiClient, reader: ApiClient
) -> None:
    base = "/profiles/umamusume"
    outfit = {"trainee": "Almond Eye", "name": "Blue Flash", "aptitudes": GRADES}
    card = {"character": "Almond Eye", "name": "Soon", "rarity": "SSR", "type": "wit"}

    made = data(writer.post(f"{base}/outfits", outfit), status=201)
    data(writer.post(f"{base}/support-cards", card), status=201)
    data(writer.post(f"{base}/skills", {"name": "Soon", "rarity": "rare"}), status=201)
    taken = {"id": 200331, "name": "Again", "rarity": "rare"}
    run = data(writer.post(RUNS, {"outfit": made["id"]}), status=201)

    assert made["id"] < 0
    assert (made["trainee"], made["aptitudes"]) == ("Almond Eye", GRADES)
    assert run["outfit"]["title"] == "Blue Flash"
    assert writer.post(f"{base}/skills", taken).status_code == 409
    assert reader.post(f"{base}/skills", taken).status_code == 401
    found = data(reader.get(f"{base}/trainees", q="almond"))["items"]
    assert [each["outfits"][0]["name"] for each in found] == ["Blue Flash"]


def test_many_at_once_make_one_career(
    committed_db: None, api_token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "apps.profiles.umamusume.models.profile.vocabulary_file", small_vocabulary
    )
    UmamusumeProfile.set_up()
    writer = ApiClient(api_token)
    answers: list[int] = []

    def press() -> None:
        body = {"outfit": OGURI, "score": 9_000, "key": "form"}
        answers.append(writer.post(RUNS, body).status_code)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200] * 5 + [201]
    run = CareerRun.objects.get()
    told = Event.objects.filter(subject=f"career:{run.uuid}").order_by("id")
    assert [each.type.rpartition("_")[2] for each in told] == ["complete", "rank"]
