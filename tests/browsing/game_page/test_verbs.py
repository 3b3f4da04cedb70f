"""Play, Drop and Rank it, each with its way back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import page
from tests.browsing.game_page.conftest import MakeClient

pytestmark = pytest.mark.django_db


def press(client: Client, game: Game, action: str) -> Any:
    """Send the form of `action` as the game's page has it; the page that follows."""
    url = address(Game, action, game.pk)
    shown = page(client.get(address(Game, "inspect", game.pk)))
    form = shown.select_one(f'form[action="{url}"]')
    assert form is not None
    return client.post(url, hidden_in(form), follow=True)


def undo(client: Client, answer: Any) -> Any:
    form = page(answer).select_one(".messages form")
    assert form is not None
    return client.post(str(form["action"]), hidden_in(form), follow=True)


def hidden_in(form: Any) -> dict[str, str]:
    return {each["name"]: each["value"] for each in form.select("input[type=hidden]")}


def said(answer: Any) -> str:
    [messages] = page(answer).select(".messages")
    return " ".join(messages.get_text(" ").split())


def test_start_playing_makes_a_playthrough_and_undo_removes_it(
    owner_client: Client, celeste: Game
) -> None:
    started = press(owner_client, celeste, "play")

    run = Playthrough.objects.get()
    assert (run.status, run.edition.game) == (Status.PLAYING, celeste)
    assert run.started_at
    assert "You’re playing Celeste. Undo" in said(started)

    undone = undo(owner_client, started)
    assert "Celeste: undone." in said(undone)
    assert not Playthrough.objects.exists()


def test_playing_again_takes_the_edition_and_platform_of_the_last_time(
    owner_client: Client, finished: Playthrough
) -> None:
    press(owner_client, finished.edition.game, "play")

    again = Playthrough.objects.exclude(pk=finished.pk).get()
    assert (again.edition, again.platform) == (finished.edition, finished.platform)
    assert again.rating is None and not again.notes


def test_a_form_sent_twice_starts_once(owner_client: Client, celeste: Game) -> None:
    url = address(Game, "play", celeste.pk)
    shown = page(owner_client.get(address(Game, "inspect", celeste.pk)))
    sent = hidden_in(shown.select_one(f'form[action="{url}"]'))

    owner_client.post(url, sent)
    owner_client.post(url, sent)
    Playthrough.objects.get().complete()
    owner_client.post(url, sent)

    assert Playthrough.objects.count() == 1


def test_a_planned_playthrough_starts_and_is_planned_again(
    owner_client: Client, celeste: Game
) -> None:
    planned = Playthrough.objects.create(
        edition=celeste.first_edition(), status=Status.PLANNED
    )

    started = press(owner_client, celeste, "play")
    planned.refresh_from_db()
    assert planned.status == Status.PLAYING

    undo(owner_client, started)
    planned.refresh_from_db()
    assert (planned.status, planned.started_at) == (Status.PLANNED, None)


def test_a_game_becomes_ongoing_and_is_again_what_it_was(
    owner_client: Client, celeste: Game
) -> None:
    run = Playthrough.objects.create(edition=celeste.first_edition())

    marked = press(owner_client, celeste, "mark_ongoing")
    run.refresh_from_db()
    assert (run.status, run.started_at) == (Status.ONGOING, None)
    assert "Celeste is ongoing now. Undo" in said(marked)

    undo(owner_client, marked)
    run.refresh_from_db()
    assert run.status == Status.PLAYING


def test_a_game_never_noted_becomes_ongoing_without_a_date(
    owner_client: Client, celeste: Game
) -> None:
    marked = press(owner_client, celeste, "mark_ongoing")

    run = Playthrough.objects.get()
    assert (run.status, run.started_at) == (Status.ONGOING, None)
    undo(owner_client, marked)
    assert not Playthrough.objects.exists()


def test_an_ongoing_game_can_be_dropped_or_finished_but_not_started(
    owner_client: Client, celeste: Game
) -> None:
    Playthrough.objects.create(edition=celeste.first_edition(), status=Status.ONGOING)

    shown = page(owner_client.get(address(Game, "inspect", celeste.pk)))
    pressed = owner_client.post(address(Game, "play", celeste.pk), follow=True)

    buttons = [each.get_text(" ") for each in shown.select(".q-acts > a, .q-acts form")]
    assert [" ".join(each.split()) for each in buttons[:2]] == ["Finished F", "Drop D"]
    assert "already playing Celeste" in said(pressed)


def test_drop_and_back(owner_client: Client, celeste: Game) -> None:
    run = Playthrough.objects.create(
        edition=celeste.first_edition(), status=Status.PAUSED
    )

    dropped = press(owner_client, celeste, "drop")
    run.refresh_from_db()
    assert run.status == Status.DROPPED

    undo(owner_client, dropped)
    run.refresh_from_db()
    assert run.status == Status.PAUSED


def test_nothing_is_undone_that_was_changed_since(
    owner_client: Client, celeste: Game
) -> None:
    started = press(owner_client, celeste, "play")
    run = Playthrough.objects.get()
    run.notes = "Chapter 1."
    run.save()

    late = undo(owner_client, started)

    assert "changed since, so nothing was undone" in said(late)
    assert Playthrough.objects.get().notes == "Chapter 1."


@pytest.mark.parametrize("state", ["", "forged", "e30:1:x"])
def test_a_forged_undo_changes_nothing(
    owner_client: Client, finished: Playthrough, state: str
) -> None:
    url = address(Game, "undo_verb", finished.edition.game_id)

    answer = owner_client.post(url, {"state": state}, follow=True)

    assert "nothing was undone" in said(answer)
    assert Playthrough.objects.count() == 1


def test_who_may_only_add_does_not_change(
    client_with: MakeClient, celeste: Game
) -> None:
    run = Playthrough.objects.create(
        edition=celeste.first_edition(), status=Status.PLANNED
    )
    client = client_with("library.view_game", "journal.add_playthrough")

    client.post(address(Game, "play", celeste.pk))

    run.refresh_from_db()
    assert run.status == Status.PLANNED


# Rank it ----------------------------------------------------------------------


@pytest.fixture
def top(celeste: Game) -> List:
    """A ranked list of three other games."""
    list_ = List.objects.create(name="Top platformers")
    list_.add_many([Game.objects.add(name=f"Game {n}") for n in (1, 2, 3)])
    return list_


def names(list_: List) -> list[str]:
    return list(list_.entries.values_list("game__name", flat=True))


def rank(client: Client, game: Game, list_: List, **sent: Any) -> Any:
    url = address(Game, "rank_on", game.pk, list_.pk)
    return client.post(url, {"verb": "save", **sent}, follow=True)


def test_a_game_is_put_on_a_list_at_a_place_and_taken_off_again(
    owner_client: Client, celeste: Game, top: List
) -> None:
    answer = rank(owner_client, celeste, top, position=2)

    assert names(top) == ["Game 1", "Celeste", "Game 2", "Game 3"]
    assert "Celeste is number 2 on Top platformers." in said(answer)
    undo(owner_client, answer)
    assert names(top) == ["Game 1", "Game 2", "Game 3"]


def test_a_game_moves_and_moves_back(
    owner_client: Client, celeste: Game, top: List
) -> None:
    top.add(celeste)

    answer = rank(owner_client, celeste, top, position=1)
    assert names(top)[0] == "Celeste"

    undo(owner_client, answer)
    assert names(top)[3] == "Celeste"


def test_a_game_taken_off_is_put_back_where_it_was(
    owner_client: Client, celeste: Game, top: List
) -> None:
    top.add(celeste, position=2, notes="Tight.")

    answer = rank(owner_client, celeste, top, verb="remove")
    assert "Celeste" not in names(top)

    undo(owner_client, answer)
    assert names(top)[1] == "Celeste"
    assert top.entries.get(game=celeste).notes == "Tight."


@pytest.mark.parametrize("position", ["0", "6", "second", "-1", "9" * 30])
def test_a_place_that_is_not_there_is_refused_with_what_was_typed(
    owner_client: Client, celeste: Game, top: List, position: str
) -> None:
    answer = rank(owner_client, celeste, top, position=position)

    assert answer.status_code == 422
    field = page(answer).select_one("#rank-position")
    assert field is not None and field["value"] == position
    assert page(answer).select_one("#rank-error") is not None
    assert names(top) == ["Game 1", "Game 2", "Game 3"]


def test_a_list_that_changed_meanwhile_is_not_written(
    owner_client: Client, celeste: Game, top: List
) -> None:
    seen = top.version
    top.add(Game.objects.add(name="Game 4"))

    answer = rank(owner_client, celeste, top, position=1, version=seen)

    assert "was changed elsewhere" in page(answer).get_text()
    assert "Celeste" not in names(top)


def test_an_unranked_list_takes_it_at_the_end(
    owner_client: Client, celeste: Game
) -> None:
    list_ = List.objects.create(name="Cozy", is_ranked=False)

    shown = page(owner_client.get(address(Game, "rank", celeste.pk)))
    rank(owner_client, celeste, list_)

    assert "This list isn’t ranked" in shown.get_text()
    assert names(list_) == ["Celeste"]


def test_without_a_list_one_is_offered(owner_client: Client, celeste: Game) -> None:
    shown = owner_client.get(address(Game, "rank", celeste.pk))

    assert "Make a list" in page(shown).get_text()
