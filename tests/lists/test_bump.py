"""Movement: how ranks went over time, and any two moments of a day compared."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from apps.lists.bump import MOST_COLUMNS
from apps.lists.bump import Step
from apps.lists.bump import draw
from apps.lists.history import standing_on
from apps.lists.history import standings_at
from apps.lists.models import List
from apps.lists.models import Versus
from tests.accessibility import dark_on_a_phone
from tests.accessibility import judge
from tests.accessibility import light_on_a_desk
from tests.lists.conftest import MakeList
from tests.lists.test_admin import page
from tests.lists.test_admin import text

pytestmark = pytest.mark.django_db

URL = "/admin/lists"


def moment(year: int, month: int = 6, day: int = 1, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def date_latest(list_: List, when: datetime) -> None:
    """Say that what was just changed on `list_` was at `when`."""
    today = timezone.now().replace(hour=0, minute=0)
    list_.activities.filter(timestamp__gte=today).update(timestamp=when)


@pytest.fixture
def moved(top_rpgs: List) -> List:
    """Four games: Xenogears up in 2021, Suikoden off in 2022 and back in 2024."""
    date_latest(top_rpgs, moment(2020))
    top_rpgs.entries.get(position=4).move_to(1)
    date_latest(top_rpgs, moment(2021))
    suikoden = top_rpgs.entries.get(game__slug="suikoden")
    top_rpgs.remove([suikoden])
    date_latest(top_rpgs, moment(2022))
    top_rpgs.add(suikoden.game, position=2)
    date_latest(top_rpgs, moment(2024))
    return top_rpgs


def test_the_lines_of_a_list_by_year(moved: List) -> None:
    chart, step = draw(moved, since=None, until=moment(2024, 12), top=3)

    assert step == Step.YEAR
    assert [column.label for column in chart.columns] == [
        "2020", "2021", "2022", "2023", "2024",
    ]  # fmt: skip
    names = dict(Game.objects.values_list("uuid", "name"))
    by_name = {str(uuid): name for uuid, name in names.items()}
    lines = {by_name[line.game]: line for line in chart.lines}
    assert {name: list(line.ranks) for name, line in lines.items()} == {
        "Xenogears": [None, 1, 1, 1, 1],
        "Suikoden": [3, None, None, None, 2],
        "Chrono Trigger": [1, 2, 2, 2, 3],
        "Final Fantasy IV": [2, 3, 3, 3, None],
    }
    assert lines["Xenogears"].dots[0].enters
    assert lines["Final Fantasy IV"].dots[-1].leaves
    assert lines["Suikoden"].gaps and lines["Suikoden"].comes == "back"
    assert not lines["Xenogears"].gaps


def test_standings_at_many_moments_cost_two_statements(
    moved: List, django_assert_num_queries: Any
) -> None:
    moments = [moment(year) for year in range(2019, 2025)]

    with django_assert_num_queries(2):
        standings = standings_at(moved, moments)

    assert standings[0] is None
    assert standings[1:] == [standing_on(moved, when) for when in moments[1:]]
    assert standings_at(List.objects.create(name="New"), [moment(2020)]) == [None]


def test_a_list_of_today_is_drawn_by_its_changes(make_list: MakeList) -> None:
    list_ = make_list(4)
    for _ in range(MOST_COLUMNS + 2):
        list_.entries.get(position=4).move_to(1)

    chart, step = draw(list_, since=None, until=timezone.now(), top=10)

    assert step == Step.CHANGE
    assert len(chart.columns) == MOST_COLUMNS
    assert chart.is_cut and chart.has_moved


def test_a_list_while_it_had_no_ranks_is_not_drawn(moved: List) -> None:
    moved.is_ranked = False
    moved.save()
    date_latest(moved, moment(2025))

    chart, _ = draw(moved, since=None, until=moment(2026), step=Step.YEAR, top=3)

    assert [column.label for column in chart.columns][-1] == "2024"


def test_the_page_draws_and_tells_the_same_in_a_table(
    owner_client: Client, moved: List, django_assert_max_num_queries: Any
) -> None:
    path = f"bump/{moved.pk}/"
    xenogears = Game.objects.get(slug="xenogears")
    span = {"step": "year", "top": "5", "until": "2024-12-01"}
    page(owner_client, path, **span)

    with django_assert_max_num_queries(16):
        html = page(owner_client, path, **span, game=str(xenogears.pk))

    assert "Xenogears. 2020: 4, 2021: 1" in html
    assert "Suikoden 3 4 – – 2" in text(html)
    assert 'class="bump-game bump-on"' in html
    assert "since=2020-12-31T23" in html and "until=2021-12-31T23" in html


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"until": "yesterday"}, "Enter a valid date"),
        ({"since": "2024-02-02", "until": "2024-02-01"}, "a time after the first"),
        ({"since": "1066-10-14"}, "Choose a year from 1970"),
        ({"step": "eon"}, "Select a valid choice"),
        ({"top": "1000000"}, "Select a valid choice"),
        ({"until": "2019-01-01"}, "no ranked games in this time"),
        ({"game": "x'; --"}, "The same as a table"),
        ({"since": "1970-01-01", "step": "day"}, "Earlier"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    owner_client: Client, moved: List, asked: dict[str, str], answer: str
) -> None:
    assert answer in text(page(owner_client, f"bump/{moved.pk}/", **asked))


def test_nothing_one_and_no_ranks(owner_client: Client, make_list: MakeList) -> None:
    empty = List.objects.create(name="Empty")
    one = make_list(1)
    unranked = make_list(2, name="Wishes", games="Wish", is_ranked=False)

    assert "Add games to the list" in page(owner_client, f"bump/{empty.pk}/")
    assert "Nothing has moved yet" in page(owner_client, f"bump/{one.pk}/")
    assert "This list has no ranks" in page(owner_client, f"bump/{unranked.pk}/")


def test_two_moments_of_one_day_are_compared(
    owner_client: Client, top_rpgs: List
) -> None:
    date_latest(top_rpgs, moment(2024, 1, 1, hour=9))
    top_rpgs.entries.get(position=4).move_to(1)
    date_latest(top_rpgs, moment(2024, 1, 1, hour=12))
    top_rpgs.entries.get(position=4).move_to(2)
    date_latest(top_rpgs, moment(2024, 1, 1, hour=15))
    local = [
        timezone.localtime(moment(2024, 1, 1, hour=hour)).strftime("%Y-%m-%dT%H:%M:%S")
        for hour in (10, 13)
    ]

    html = page(
        owner_client, f"movements/{top_rpgs.pk}/", since=local[0], until=local[1]
    )

    assert "0 entered, 0 left, 4 moved, 0 unchanged." in text(html)
    assert "Reordered: Xenogears 4 → 1" in text(html)
    assert "from here" in html
    assert "2 Chrono Trigger" in text(html)


def test_the_listing_of_lists_says_where_to_go_on_with_versus(
    owner_client: Client, make_list: MakeList
) -> None:
    list_ = make_list(5)
    page(owner_client, "")
    with CaptureQueriesContext(connection) as of_one:
        assert "Go on with Versus" not in page(owner_client, "")
    for number in range(3):
        versus = Versus.begin(make_list(4, name=f"L{number}", games=f"Of {number}"))
    assert versus.question is not None
    versus.answer(versus.question.first, number=0)

    with CaptureQueriesContext(connection) as of_four:
        html = page(owner_client, "")

    assert len(of_four) == len(of_one)
    assert html.count("Go on with Versus") == 3
    assert "Go on with Versus: 1 choice" in html
    assert "Versus: 1 chosen" in page(owner_client, f"rank/{versus.list_id}/")
    assert "chosen" not in page(owner_client, f"rank/{list_.pk}/")


def test_movement_in_the_browser(
    admin_page: Page, committed_db: None, moved: List
) -> None:
    admin_page.goto(f"{URL}/bump/{moved.pk}/?step=year")

    admin_page.get_by_role("link", name="Follow Suikoden").press("Enter")
    expect(admin_page.locator(".bump-on title")).to_contain_text("Suikoden")
    admin_page.get_by_text("The same as a table").click()
    light_on_a_desk(admin_page)
    found = judge(admin_page)
    dark_on_a_phone(admin_page)
    found += judge(admin_page)
    light_on_a_desk(admin_page)
    admin_page.get_by_role("link", name="2021: compare with the column before").click()

    expect(admin_page.get_by_text("4 moved")).to_be_visible()
    found += judge(admin_page)
    assert found == []
    expect(admin_page.get_by_role("textbox", name="To")).to_have_value(
        "2021-12-31T23:59:59"
    )
