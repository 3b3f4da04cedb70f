"""Versus: a ranking by picking the better of two, interrupted and resumed."""

from __future__ import annotations

import math
import random
import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.library.models import Game
from apps.lists.merge_insertion import most_questions
from apps.lists.merge_insertion import most_questions_to_insert
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import Versus
from apps.lists.models import VersusChanged
from tests.accessibility import dark_on_a_phone
from tests.accessibility import judge
from tests.accessibility import light_on_a_desk

pytestmark = pytest.mark.django_db


def make_list(count: int, **values: Any) -> List:
    list_ = List.objects.create(name="Top", is_ranked=True, **values)
    list_.add_many([Game.objects.add(name=f"Game {n:02}") for n in range(count)])
    return list_


def names(list_: List) -> list[str]:
    return list(list_.entries.order_by("position").values_list("game__name", flat=True))


def answer_all(versus: Versus, taste: list[str]) -> int:
    """Pick by `taste`, names from the best to the worst; how many choices it took."""
    while question := versus.question:
        pair = (question.first, question.second)
        by_name = {versus.entries[uuid].game.name: uuid for uuid in pair}
        better = by_name[min(by_name, key=taste.index)]
        versus.answer(better, number=len(versus.answers))
    return len(versus.answers)


@pytest.mark.parametrize("count", [2, 3, 5, 11, 12, 21, 30])
def test_it_finds_every_taste_with_few_choices(count: int) -> None:
    list_ = make_list(count)
    taste = names(list_)
    random.Random(count).shuffle(taste)

    versus = Versus.begin(list_)
    choices = answer_all(versus, taste)
    has_changed = versus.apply()

    assert names(list_) == taste
    assert has_changed
    assert choices <= most_questions(count) <= count * math.log2(count) - count + 2


def test_one_game_finds_its_place_with_a_handful_of_choices() -> None:
    list_ = make_list(16)
    newest = list_.entries.get(position=16).game
    taste = names(list_)
    taste.insert(4, taste.pop())

    versus = Versus.begin(list_, newest)
    choices = answer_all(versus, taste)
    versus.apply()

    assert names(list_) == taste
    assert choices <= most_questions_to_insert(15) == 4


def test_nothing_changes_before_it_is_applied_and_then_at_once() -> None:
    list_ = make_list(6, visibility="public")
    taste = names(list_)[::-1]
    before = ListActivity.objects.count()
    versus = Versus.begin(list_)

    answer_all(versus, taste)
    asked = names(list_), ListActivity.objects.count()
    versus.apply()

    assert asked == (taste[::-1], before)
    assert ListActivity.objects.count() == before + 1
    with pytest.raises(VersusChanged):
        versus.apply()


def test_a_list_that_changed_meanwhile() -> None:
    """Left for a year: games went, one came, and somebody moved another."""
    list_ = make_list(8)
    taste = names(list_)[::-1]
    versus = Versus.begin(list_)
    for _ in range(5):
        question = versus.question
        assert question is not None
        pair = (question.first, question.second)
        better = max(pair, key=lambda uuid: versus.entries[uuid].game.name)
        versus.answer(better, number=len(versus.answers))
    kept = list(versus.answers)
    list_.remove([list_.entries.get(game__name="Game 00")])
    list_.add(Game.objects.add(name="Game 99"))
    list_.move(list_.entries.get(game__name="Game 07"), 1)

    again = Versus.begin(list_)
    answer_all(again, ["Game 99", *taste])
    again.apply()

    assert again == versus
    assert again.answers[:5] == kept
    assert names(list_) == ["Game 99", *taste[:-1]]


def test_skipping_leaves_two_as_they_stand_and_undo_takes_it_back() -> None:
    list_ = make_list(2)
    versus = Versus.begin(list_)

    versus.answer("", number=0)
    skipped = versus.result()
    taken_back = versus.take_back()

    assert [versus.entries[uuid].position for uuid in skipped] == [1, 2]
    assert taken_back is not None and taken_back["is_skipped"]
    assert versus.question is not None
    assert versus.take_back() is None


def test_what_cannot_be_compared_is_refused() -> None:
    unranked = List.objects.create(name="Unranked")
    single = make_list(1)
    stranger = Game.objects.add(name="Stranger")

    for list_, game in ((unranked, None), (single, None), (make_list(3), stranger)):
        with pytest.raises(ValidationError):
            Versus.begin(list_, game)
    versus = Versus.begin(make_list(4))
    with pytest.raises(ValidationError, match="haven’t been compared"):
        versus.apply()
    with pytest.raises(VersusChanged):
        versus.answer(str(stranger.uuid), number=0)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_answer_one_question_once() -> None:
    versus = Versus.begin(make_list(6))
    question = versus.question
    assert question is not None
    outcomes: list[str] = []

    def answer() -> None:
        try:
            Versus.objects.get(pk=versus.pk).answer(question.first, number=0)
            outcomes.append("taken")
        except VersusChanged:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "taken"]


def test_the_page_says_what_is_possible(owner_client: Client) -> None:
    single = make_list(1)
    url = reverse("wagtailsnippets_lists_list:versus", args=[single.pk])

    page = owner_client.get(url).content.decode()
    nonsense = owner_client.post(url, {"verb": "fly"})
    answered = owner_client.post(url, {"verb": "answer", "number": "0"}, follow=True)

    assert "Comparing takes at least two games." in page
    assert nonsense.status_code == 404
    assert "applied or discarded already" in answered.content.decode()


def test_a_list_of_thirty_interrupted_and_resumed(
    admin_page: Page, committed_db: None, browser_problems: list[str]
) -> None:
    page, list_ = admin_page, make_list(30)
    taste = names(list_)
    random.Random(30).shuffle(taste)
    url = f"/admin/lists/versus/{list_.pk}/"
    presses = 0

    def choose(times: int) -> None:
        nonlocal presses
        for _ in range(times):
            both = page.locator(".q-pick .q-h2").all_text_contents()
            if len(both) < 2:
                return
            left = taste.index(both[0]) < taste.index(both[1])
            with page.expect_navigation():
                page.keyboard.press("ArrowLeft" if left else "ArrowRight")
            presses += 1

    page.goto(url)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Which is better?")).to_be_visible()
    light_on_a_desk(page)
    found = judge(page)
    dark_on_a_phone(page)
    found += judge(page)
    choose(20)
    page.keyboard.press("u")
    expect(page.locator(".q-vs__progress b")).to_have_text("19")
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    page.wait_for_url("**/rank/**")
    page.goto(url)
    choose(200)
    expect(page.get_by_text("All settled")).to_be_visible()
    page.wait_for_load_state()
    found += judge(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/rank/**")

    assert found == []
    assert names(list_) == taste
    assert presses <= most_questions(30) + 1
