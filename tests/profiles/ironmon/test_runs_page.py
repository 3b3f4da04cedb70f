"""The runs of a challenge in the admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/ironmon/"


def test_before_the_set_up_it_leads_to_the_overview(owner_client: Client) -> None:
    answer = owner_client.get(PAGE)

    assert answer.headers["Location"] == "/admin/profiles/"
    assert "IronMON" in text_of(owner_client.get("/admin/profiles/"))


def test_without_runs_it_says_how_they_come(
    owner_client: Client, kaizo: Challenge
) -> None:
    assert "When the first run of Kaizo is recorded" in text_of(owner_client.get(PAGE))


def test_it_draws_survival_and_marks_the_wall(
    owner_client: Client, kaizo: Challenge
) -> None:
    for number in range(12):
        run_of(kaizo, number, "Rival 1", *(["Brock"] if number < 3 else []))
    run_of(kaizo, 12, "Misty").lose(pokemon="Swellow", trainer="Rival")

    page = BeautifulSoup(owner_client.get(PAGE).content, "html.parser")

    wall = page.select_one(".q-ironbars__wall")
    assert wall is not None
    assert wall.get_text(" ", strip=True) == "2. First Trainer the wall 30.8 % 13 4 9"
    lengths = [bar["width"] for bar in wall.select("rect")]
    assert lengths == ["200", "62"]
    text = page.get_text(" ", strip=True)
    assert "Swellow of Rival" in text
    assert "Misty 7 of 23" in text


def test_another_challenge_is_chosen_by_its_name(
    owner_client: Client, kaizo: Challenge
) -> None:
    run_of(kaizo, 1)

    other = owner_client.get(PAGE, {"challenge": "super-kaizo"})

    assert "When the first run of Super Kaizo is recorded" in text_of(other)
    assert owner_client.get(PAGE, {"challenge": "nuzlocke"}).status_code == 404


def test_more_runs_cost_no_more_statements_and_come_in_pages(
    owner_client: Client, kaizo: Challenge
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert owner_client.get(PAGE).status_code == 200
        return len(captured)

    run_of(kaizo, 1, "Brock")
    owner_client.get(PAGE)
    few = statements()
    for number in range(2, 60):
        run_of(kaizo, number, "Brock")

    assert statements() == few
    assert "Page 1 of 2" in text_of(owner_client.get(PAGE))
    assert "Page 2 of 2" in text_of(owner_client.get(PAGE, {"p": "99"}))


def test_who_may_not_see_runs_does_not_see_the_page(profile: IronmonProfile) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    client = Client()
    client.force_login(guest)

    assert client.get(PAGE).status_code in (302, 403)


def test_the_figures_are_of_the_days_that_are_asked_for(
    owner_client: Client, kaizo: Challenge
) -> None:
    today = timezone.now()
    for number, days in ((1, 400), (2, 20), (3, 0)):
        run_of(kaizo, number, "Rival 1").lose(pokemon="Onix", place="Pewter City")
        started = today - timedelta(days=days)
        Run.objects.filter(seed_number=number).update(started_at=started)
    Run.objects.create(challenge=kaizo, seed_number=4)

    def runs(**query: str) -> str:
        (title,) = page(owner_client.get(PAGE, query)).select(".q-page h1")
        return title.get_text(" ", strip=True)

    assert runs() == "IronMON 4"
    assert runs(span="30") == "IronMON 2"
    day = timezone.localdate().isoformat()
    assert runs(span="custom", since=day, until=day) == "IronMON 1"
    listed = owner_client.get(PAGE, {"span": "custom", "until": "2000-01-01"})
    assert "No run of Kaizo is known to be of these days." in text_of(listed)
    for wrong in ({"since": "soon"}, {"since": day, "until": "2000-01-01"}):
        answer = owner_client.get(PAGE, {"span": "custom", **wrong})
        assert page(answer).select_one("[role=alert]") is not None
    text = text_of(owner_client.get(PAGE))
    assert "3 runs, at most 1 a day" in text or "2 runs, at most 1 a day" in text
    assert "Places Places Runs Pewter City 3" in text
