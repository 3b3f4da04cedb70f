"""What the entry form's script sends, and what it is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ModelLogEntry

from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.profiles.umamusume.conftest import OGURI
from tests.profiles.umamusume.conftest import TRACKBLAZER
from tests.profiles.umamusume.conftest import URA
from tests.profiles.umamusume.conftest import career

PAGE = "/admin/profiles/umamusume/enter/"
ARIMA, ARIMA_TURN = 81, 72


def send(client: Client, verb: str, **sent: Any) -> Any:
    values = sent.pop("values", {})
    return client.post(
        f"{PAGE}{verb}/", {**sent, "values": values}, content_type="application/json"
    )


def test_a_draft_is_saved_once_however_often_it_is_sent(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    values = {"outfit": OGURI, "score": 9000, "sparks": [{"spark": 1, "stars": 3}]}

    answers = [
        send(owner_client, "save", key="k", values=values).json() for _ in range(2)
    ]

    run = CareerRun.objects.get()
    assert answers[0] == answers[1]
    assert answers[0] == {
        "run": str(run.uuid),
        "version": 1,
        "warnings": [],
        "errors": {},
    }
    assert (run.is_draft, run.score) == (True, 9000)
    assert ModelLogEntry.objects.for_instance(run).count() == 1


def test_a_slip_in_one_field_keeps_the_others_from_nothing(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    values = {
        "outfit": OGURI,
        "finished_on": "2999-01-01",
        "speed": 9999,
        "notes": "Typed with care",
    }

    answer = send(owner_client, "save", key="k", values=values)

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"finished_on", "speed"}
    run = CareerRun.objects.get(key="k")
    assert (run.outfit, run.speed, run.notes) == (OGURI, None, "Typed with care")
    refused = send(owner_client, "complete", key="k", values=values)
    assert "finished_on" in refused.json()["errors"]
    assert CareerRun.objects.get().is_draft


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"values": {"score": "many"}}, "score"),
        ({"values": {"sparks": [{"spark": 1}]}}, "sparks"),
        ({"values": {"luck": 3}}, "luck"),
        ({"values": {"notes": "\0"}}, "form"),
        ({"run": "not-an-id"}, "form"),
        ({"key": ""}, "form"),
    ],
)
def test_what_cant_be_meant_is_named(
    owner_client: Client, profile: UmamusumeProfile, sent: dict[str, Any], field: str
) -> None:
    answer = send(owner_client, "save", **{"key": "k", **sent})

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {field}
    assert not CareerRun.objects.exists()


def test_an_old_version_overwrites_nothing(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    run = CareerRun.objects.start(profile, outfit=OGURI, score=1)
    run.autosave(score=2)

    sent = {"run": str(run.uuid), "version": 1, "values": {"score": 3}}
    answer = send(owner_client, "save", **sent)

    assert (answer.status_code, answer.json()) == (409, {"version": 2})
    run.refresh_from_db()
    assert run.score == 2


def test_complete_twice_is_one_career(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    races = [{"program": ARIMA, "turn": ARIMA_TURN, "place": 1}]
    values = {"outfit": OGURI, "scenario": URA, "races": races}

    answers = [send(owner_client, "complete", key="k", values=values) for _ in range(2)]

    run = CareerRun.objects.get()
    assert [each.json()["url"] for each in answers] == [
        f"/admin/profiles/umamusume/runs/{run.uuid}/"
    ] * 2
    assert (run.is_draft, run.wins) == (False, 1)


def test_a_race_out_of_the_calendar_is_drafted_but_not_completed(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    races = [{"program": ARIMA, "turn": 3}]
    values = {"outfit": OGURI, "scenario": TRACKBLAZER, "races": races}

    saved = send(owner_client, "save", key="k", values=values)
    refused = send(owner_client, "complete", key="k", values=values)

    (warning,) = saved.json()["warnings"]
    assert warning["field"] == "races"
    assert refused.json()["errors"] == {"races": [warning["message"]]}
    assert CareerRun.objects.get().is_draft


def test_a_finished_career_is_changed_in_the_same_form(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    run = career(profile, score=9000)
    url = f"/admin/profiles/umamusume/runs/{run.uuid}/edit/"
    assert "Edit Oguri Cap" in text_of(owner_client.get(url))
    assert owner_client.get(f"{PAGE}?draft={run.uuid}").headers["Location"] == url

    sent = {"run": str(run.uuid), "version": run.version, "values": {"score": 9100}}
    drafted = send(owner_client, "save", **sent)
    changed = send(owner_client, "change", **sent)

    assert "This career is complete" in drafted.json()["errors"]["form"][0]
    assert changed.status_code == 200
    run.refresh_from_db()
    assert run.score == 9100


def test_a_plan_is_taken_over_without_how_it_went(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    races = [{"program": ARIMA, "turn": ARIMA_TURN, "place": 1}]
    run = career(profile, scenario=URA, score=9000, races=races)

    plan = owner_client.get(f"/admin/profiles/umamusume/runs/{run.uuid}/plan/").json()
    like = owner_client.get(f"{PAGE}?like={run.uuid}")

    assert plan["values"]["scenario"] == URA
    assert plan["values"]["races"] == [{"program": ARIMA, "turn": ARIMA_TURN}]
    assert "score" not in plan["values"]
    assert like.status_code == 200


def test_a_draft_is_thrown_away_and_a_career_is_not(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    draft, run = CareerRun.objects.start(profile), career(profile)

    for each in (draft, run):
        answer = owner_client.post(f"{PAGE}{each.uuid}/withdraw/", follow=True)

    assert "Delete it on its page" in text_of(answer)
    assert list(CareerRun.objects.all()) == [run]
    gone = owner_client.get(f"{PAGE}?draft={draft.uuid}")
    assert gone.headers["Location"] == f"{PAGE}?gone={draft.uuid}"
    late = send(owner_client, "save", run=str(draft.uuid), values={"score": 1})
    assert "was deleted meanwhile" in late.json()["errors"]["form"][0]


def test_who_may_only_look_types_nothing(
    client: Client, profile: UmamusumeProfile
) -> None:
    user = User.objects.create_user("guest")
    codes = ("access_admin", "view_careerrun")
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)

    assert client.get("/admin/profiles/umamusume/").status_code == 200
    assert send(client, "save", key="k").status_code == 302
    assert not CareerRun.objects.exists()


def test_what_the_form_has_no_field_for_stays(
    owner_client: Client, profile: UmamusumeProfile
) -> None:
    spark = {"spark": 1, "stars": 3}
    run = career(
        profile,
        races=[{"program": 81, "turn": 72, "place": 1, "weather": 2, "style": 3}],
        deck=[{"card": 30010, "limit_break": 4, "is_borrowed": True}],
        ancestors=[
            {
                "position": 21,
                "outfit": OGURI,
                "rank": 9,
                "sparks": [spark],
                "win_titles": [9],
                "affinity": "◎",
            }
        ],
        win_titles=[9],
        is_locked=True,
        aptitudes=[7] * 10,
    )
    url = f"/admin/profiles/umamusume/runs/{run.uuid}/edit/"
    found = page(owner_client.get(url)).select_one("#start")
    assert found is not None
    start = json.loads(found.get_text())

    names = ("run", "version", "values")
    answer = send(owner_client, "change", **{name: start[name] for name in names})

    assert answer.status_code == 200
    before = run.version
    run.refresh_from_db()
    assert run.version == before
