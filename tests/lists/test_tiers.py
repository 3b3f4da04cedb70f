"""Tiers: one order cut in seven, where only the game that moves changes its tier."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.test import Client
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.lists.models.tiers import NAMES
from apps.lists.models.tiers import tier_at
from apps.realtime.models import Event
from tests.accessibility import dark_on_a_phone
from tests.accessibility import judge
from tests.accessibility import light_on_a_desk
from tests.api.client import ApiClient
from tests.browser import press
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.test_admin import change
from tests.lists.test_admin import page
from tests.lists.test_admin import text

pytestmark = pytest.mark.django_db

URL = "/admin/lists"


@pytest.fixture
def tiered(make_list: MakeList) -> List:
    """Ten games: two are S, three A, one B, none C, two D, none E, two F."""
    list_ = make_list(10)
    list_.cut([2, 5, 6, 6, 8, 8])
    return list_


def tiers_of(list_: List) -> dict[str, str]:
    """The tier of each game, by its name."""
    list_.refresh_from_db()
    return {
        name: NAMES[tier_at(list_.tier_ends, rank)]
        for rank, name in enumerate(names_of(list_), start=1)
    }


def entry(list_: List, number: int) -> Any:
    return list_.entries.get(game__name=f"Game {number}")


def test_a_game_goes_to_the_end_of_a_tier_and_nobody_else_changes_theirs(
    tiered: List,
) -> None:
    before = tiers_of(tiered)

    tiered.sort(entry(tiered, 9), "S")
    tiered.sort(entry(tiered, 1), "C")
    tiered.sort(entry(tiered, 2), "E")

    assert tiers_of(tiered) == {
        **before, "Game 9": "S", "Game 1": "C", "Game 2": "E",
    }  # fmt: skip
    assert names_of(tiered) == [f"Game {n}" for n in (9, 3, 4, 5, 6, 1, 7, 8, 2, 10)]


def test_whatever_happens_only_the_moved_game_changes_its_tier(
    tiered: List, make_games: MakeGames
) -> None:
    chance = random.Random(7)
    spare = make_games(6, name="Spare")
    for _ in range(60):
        before = tiers_of(tiered)
        entries = list(tiered.entries.all())
        one = chance.choice(entries)
        match chance.choice(["move", "sort", "remove", "add"]):
            case "move":
                tiered.move(one, chance.randint(1, len(entries)))
            case "sort":
                tiered.sort(one, chance.choice(NAMES))
            case "remove" if len(entries) > 3:
                tiered.remove([one])
                before.pop(one.game.name)
            case "add" if spare:
                tiered.add(spare.pop(), position=chance.randint(1, len(entries) + 1))
            case _:
                continue
        after = tiers_of(tiered)
        others = {name for name in after if name != one.game.name} & set(before)
        assert {name: after[name] for name in others} == {
            name: before[name] for name in others
        }
        assert tiered.tier_ends == sorted(tiered.tier_ends)


def test_what_was_removed_comes_back_into_its_tier(tiered: List) -> None:
    before, order = tiers_of(tiered), names_of(tiered)
    edges = [entry(tiered, 2), entry(tiered, 6)]

    tiered.remove(edges)
    assert tiers_of(tiered) == {
        name: tier for name, tier in before.items() if name not in ("Game 2", "Game 6")
    }
    tiered.put_back(tiered.activities.latest("id"))

    assert (tiers_of(tiered), names_of(tiered)) == (before, order)


def test_merged_games_leave_the_tier_of_the_worse_rank_and_come_back(
    tiered: List,
) -> None:
    before, order = tiers_of(tiered), names_of(tiered)
    gone, into = entry(tiered, 6).game, entry(tiered, 2).game

    record = tiered.merge_games(gone, into)
    assert record is not None
    merged = tiers_of(tiered)
    tiered.split_games(record, gone, into)

    before.pop("Game 6")
    assert merged == before
    assert tiers_of(tiered) == {**before, "Game 6": "B"}
    assert names_of(tiered) == order


def test_a_deleted_list_comes_back_with_its_tiers(tiered: List) -> None:
    before = tiers_of(tiered)

    tiered.delete()
    again, _ = List.objects.put_back(DeletedList.objects.get())

    assert tiers_of(again) == before


def test_a_reordered_list_keeps_the_sizes_of_its_tiers(tiered: List) -> None:
    tiered.reorder(list(tiered.entries.order_by("-position")))

    assert tiered.tier_ends == [2, 5, 6, 6, 8, 8]
    assert tiers_of(tiered)["Game 10"] == "S"


def test_what_cannot_be_is_refused(tiered: List, make_list: MakeList) -> None:
    uncut = make_list(2, name="Uncut", games="Uncut")
    unranked = make_list(2, name="Unranked", games="Any", is_ranked=False)
    one, other = entry(tiered, 1), uncut.entries.get(position=1)
    attempts: list[Callable[[], None]] = [
        partial(tiered.cut, [1, 2, 3]),
        partial(tiered.cut, [5, 4, 4, 4, 4, 4]),
        partial(tiered.cut, [-1, 4, 4, 4, 4, 4]),
        partial(tiered.sort, one, "G"),
        partial(tiered.sort, one, "SA"),
        partial(tiered.move, one, 9, tier="A"),
        partial(uncut.sort, other, "S"),
        partial(unranked.cut, [1, 1, 1, 1, 1, 1]),
    ]

    for attempt in attempts:
        with pytest.raises(ValidationError):
            attempt()
    tiered.cut([2**40] * 6)
    assert tiered.tier_ends == [10] * 6
    for ends in ([1, 2], [3, 2, 4, 5, 6, 7]):
        with pytest.raises(IntegrityError), transaction.atomic():
            List.objects.filter(pk=tiered.pk).update(tier_ends=ends)


def test_saving_an_older_copy_of_the_list_leaves_the_tiers(tiered: List) -> None:
    older = List.objects.get(pk=tiered.pk)
    tiered.sort(entry(tiered, 1), "B")

    older.description = "Changed"
    older.save()

    assert older.tier_ends == List.objects.get(pk=tiered.pk).tier_ends == [
        1, 4, 6, 6, 8, 8,
    ]  # fmt: skip


def test_the_api_shows_and_changes_tiers(api_token: str, tiered: List) -> None:
    api = ApiClient(api_token)
    address = f"/lists/{tiered.slug}"
    found = api.get(f"{address}/tiers").json()
    assert {tier["name"]: len(tier["entries"]) for tier in found["tiers"]} == {
        "S": 2, "A": 3, "B": 1, "C": 0, "D": 2, "E": 0, "F": 2,
    }  # fmt: skip
    assert found["tier_ends"] == [2, 5, 6, 6, 8, 8]

    last = found["tiers"][-1]["entries"][-1]["id"]
    moved = api.patch(f"{address}/entries/{last}", {"tier": "S"}).json()
    assert moved["position"] == 3
    best = api.get(f"{address}/tiers").json()["tiers"][0]["entries"]
    assert [entry["position"] for entry in best] == [1, 2, 3]
    assert best[-1]["id"] == last
    wrong = api.patch(f"{address}/entries/{last}", {"tier": "S", "position": 9})
    assert wrong.status_code == 422
    assert api.patch(f"{address}/entries/{last}", {"tier": "Z"}).status_code == 422
    events = Event.objects.count()
    api.patch(address, {"tier_ends": [1, 1, 1, 1, 1, 1]})
    told = Event.objects.latest("id")
    assert Event.objects.count() == events + 1
    assert told.payload["changed"] == ["tiers"]
    assert api.get(f"{address}/tiers").json()["tier_ends"] == [1] * 6
    assert api.patch(address, {"tier_ends": [2, 1, 1, 1, 1, 1]}).status_code == 422
    api.patch(address, {"tier_ends": []})
    assert api.get(f"{address}/tiers").json()["tiers"] == []
    assert api.get("/lists/nothing/tiers").status_code == 404


def test_the_page_from_nothing_to_tiers_and_back(
    owner_client: Client, make_list: MakeList
) -> None:
    empty = List.objects.create(name="Empty")
    unranked = make_list(2, name="Wishes", games="Wish", is_ranked=False)
    list_ = make_list(20)
    path = f"tiers/{list_.pk}/"
    assert "No games yet" in page(owner_client, f"tiers/{empty.pk}/")
    assert "has no ranks" in page(owner_client, f"tiers/{unranked.pk}/")
    assert "20 games are cut" in text(page(owner_client, path))
    order = names_of(list_)

    owner_client.post(f"{URL}/{path}", {"verb": "start"})
    html = page(owner_client, path)
    assert "Game 1, rank 1, tier S" in html
    assert "Drop a cover here" in html
    ends = dict(zip("SABCDE", (3, 6, 9, 9, 9, 9), strict=True))
    owner_client.post(f"{URL}/{path}", {"verb": "cut", **ends})
    assert tiers_of(list_)["Game 10"] == "F"
    bad = owner_client.post(f"{URL}/{path}", {"verb": "cut", **ends, "A": "x"})
    assert "Enter a whole number" in bad.content.decode()
    wrong = owner_client.post(
        f"{URL}/{path}", {"verb": "cut", **ends, "B": "1"}, follow=True
    )
    assert "B can’t end above A" in wrong.content.decode()
    old = owner_client.post(
        f"{URL}/{path}", {"verb": "remove", "version": "1"}, follow=True
    )
    assert "changed elsewhere" in old.content.decode()
    owner_client.post(f"{URL}/{path}", {"verb": "remove"})
    list_.refresh_from_db()
    assert (list_.tier_ends, names_of(list_)) == ([], order)


def test_an_outdated_page_gets_the_newest_tiers(
    owner_client: Client, tiered: List
) -> None:
    one = entry(tiered, 1)
    answer = owner_client.post(
        f"{URL}/tiers/{tiered.pk}/sort/", {"version": 0, "entry": one.pk, "tier": "B"}
    )

    assert answer.status_code == 409
    assert "Game 1, rank 1, tier S" in answer.json()["board"]["html"]
    assert tiers_of(tiered)["Game 1"] == "S"


def test_the_board_takes_a_move_back_into_the_tier_it_came_from(
    owner_client: Client, tiered: List
) -> None:
    before = tiers_of(tiered)
    second = entry(tiered, 2)

    moved = change(owner_client, tiered, "move", entry=second.pk, position=9).json()
    change(
        owner_client, tiered, "move", entry=second.pk, position=2, tier=moved["tier"]
    )

    assert moved["tier"] == "S"
    assert tiers_of(tiered) == before


def test_tiers_by_keys_by_dragging_and_back(
    admin_page: Page, committed_db: None, tiered: List
) -> None:
    page = admin_page
    page.route_web_socket("**/ws/admin/", lambda socket: socket.close(code=4401))
    page.goto(f"{URL}/tiers/{tiered.pk}/")
    before = tiers_of(tiered)
    said = page.locator(".rank-toast [role=status]")

    page.get_by_role("button", name="Game 1, rank 1, tier S").focus()
    press(page, "ArrowRight")
    press(page, "f")
    expect(said).to_contain_text("Game 2 is 10 now, tier F. Saved.")
    expect(page.get_by_role("button", name="Game 2, rank 10, tier F")).to_be_focused()
    press(page, "Shift+ArrowLeft")
    expect(said).to_contain_text("Game 2 is 9 now")
    page.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Game 2 is 10 now")
    page.get_by_role("button", name="Game 10, rank 9, tier F").drag_to(
        page.locator("[data-tier=C]")
    )
    expect(said).to_contain_text("Game 10 is 6 now, tier C")
    assert tiers_of(tiered) == {**before, "Game 2": "F", "Game 10": "C"}
    light_on_a_desk(page)
    found = judge(page)
    dark_on_a_phone(page)
    found += judge(page)
    page.get_by_role("button", name="Game 2, rank 10, tier F").click()
    page.get_by_role("group", name="Move to tier").get_by_text("S", exact=True).click()
    expect(said).to_contain_text("Game 2 is 2 now, tier S")
    page.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Game 2 is 10 now, tier F")

    assert found == []
    assert tiers_of(tiered) == {**before, "Game 2": "F", "Game 10": "C"}
