"""What "I finished this" writes: once, as a whole, and undone as a whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from apps.browsing.finish import saving
from apps.browsing.models import Finish
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List
from apps.realtime.models import Event
from tests.admin.pages import page
from tests.browsing.finish.conftest import Send
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

pytestmark = pytest.mark.django_db


def completions() -> int:
    return Event.objects.filter(type="questlog:playthrough_complete").count()


def undo(client: Client, finish: Finish | None = None) -> str:
    token = (finish or Finish.objects.latest("saved_at")).token
    answer = client.post(f"/admin/finished/{token}/undo/", follow=True)
    return " ".join(page(answer).select_one(".messages").get_text().split())  # type: ignore[union-attr]


def test_a_game_of_the_library_is_finished(
    send: Send, chrono_trigger: Game, snes: Platform, top_rpgs: List
) -> None:
    told = send(
        f"game={chrono_trigger.pk}",
        on="nov 2003",
        rating="4.5",
        platform=snes.pk,
        playtime_hours="23.5",
        notes="Again!",
        list=top_rpgs.pk,
        position=2,
    )

    run = Playthrough.objects.get()
    assert "Chrono Trigger: finished in November 2003" in told["done"]
    assert (run.status, run.completed_at) == (Status.COMPLETED, "2003-11")
    assert (str(run.rating), str(run.playtime_hours)) == ("4.5", "23.5")
    assert (run.platform, run.notes) == (snes, "Again!")
    names = [entry.game.name for entry in top_rpgs.entries.all()]
    assert names == ["Terranigma", "Chrono Trigger", "Okami"]
    assert completions() == 1


def test_the_playthrough_that_goes_on_is_completed(
    send: Send, chrono_trigger: Game, running: Playthrough, snes: Platform
) -> None:
    send(
        f"game={chrono_trigger.pk}",
        playthrough=running.pk,
        on="2024-11-02",
        platform=snes.pk,
        notes="Done.",
    )

    run = Playthrough.objects.get()
    assert (run.pk, run.status) == (running.pk, Status.COMPLETED)
    assert run.notes == "Begun.\n\nDone."
    assert completions() == 1


def test_a_new_playthrough_leaves_the_open_one_alone(
    send: Send, chrono_trigger: Game, running: Playthrough
) -> None:
    send(f"game={chrono_trigger.pk}", playthrough="new")

    running.refresh_from_db()
    assert running.status == Status.PLAYING
    assert Playthrough.objects.count() == 2


def test_a_new_game_comes_from_igdb(send: Send, igdb_server: IgdbServer) -> None:
    number = igdb_server.game("Wild Arms")["id"]

    told = send(f"igdb={number}&q=wild arms", platform="igdb-7", rating="4")

    game = Game.objects.get()
    assert (game.igdb_id, game.name) == (number, "Wild Arms")
    assert "added to your library" in told["done"]
    platform = Playthrough.objects.get().platform
    assert platform is not None and platform.igdb_id == 7


def test_a_new_game_comes_by_its_name(send: Send) -> None:
    send("name=My Own Game")

    assert Playthrough.objects.get().edition.game.name == "My Own Game"


def test_a_form_that_is_sent_again_counts_once(
    send: Send, chrono_trigger: Game, top_rpgs: List
) -> None:
    token = uuid4()
    sent = {"token": token, "list": top_rpgs.pk, "position": 1}

    first = send(f"game={chrono_trigger.pk}", **sent)
    second = send(f"game={chrono_trigger.pk}", **sent)

    assert "done" in first and "done" in second
    assert Playthrough.objects.count() == completions() == 1


def test_a_new_game_that_is_sent_again_counts_once(
    send: Send, igdb_server: IgdbServer
) -> None:
    choice = f"igdb={igdb_server.game('Wild Arms')['id']}&q=wild arms"
    token = uuid4()

    send(choice, token=token)
    send(choice, token=token)

    assert Playthrough.objects.count() == Game.objects.count() == 1


def test_another_tab_hears_that_the_game_was_finished_meanwhile(
    send: Send, chrono_trigger: Game, running: Playthrough
) -> None:
    send(f"game={chrono_trigger.pk}", playthrough=running.pk)

    told = send(f"game={chrono_trigger.pk}", playthrough=running.pk, notes="Typed")

    assert "in the meantime" in told["form"] and "Typed" in told["form"]
    assert 'name="fin-seen" value="1"' in told["form"]
    assert Playthrough.objects.count() == completions() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_count_once(
    owner: User, chrono_trigger: Game
) -> None:
    wanted = saving.Wanted(token=uuid4(), seen=0, game=chrono_trigger, on="2024")

    def save(_: int) -> Any:
        try:
            at = chrono_trigger.created_at
            return saving.save_finish(wanted, user=owner, at=at).token
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        tokens = set(pool.map(save, range(4)))

    assert tokens == {wanted.token}
    assert Playthrough.objects.count() == completions() == 1


def test_a_refused_value_saves_nothing_and_loses_nothing(
    send: Send, top_rpgs: List
) -> None:
    told = send("name=New", on="long ago", notes="Kept", list=top_rpgs.pk)
    far = send("name=New", list=top_rpgs.pk, position=99)

    assert "Try 1998, Nov 2003" in told["form"] and "Kept" in told["form"]
    assert "outside this list" in far["form"]
    assert not Game.objects.filter(name="New").exists()
    assert not Playthrough.objects.exists() and not Finish.objects.exists()


def test_a_date_before_the_start_is_refused_beside_the_date(
    send: Send, chrono_trigger: Game, running: Playthrough
) -> None:
    told = send(f"game={chrono_trigger.pk}", playthrough=running.pk, on="2003")

    assert "before it was started" in told["form"].replace("&#x27;", "'")
    running.refresh_from_db()
    assert running.status == Status.PLAYING


def test_a_list_that_changed_meanwhile_is_shown_again(
    send: Send, chrono_trigger: Game, top_rpgs: List
) -> None:
    seen = f"{top_rpgs.pk}:{top_rpgs.version}"
    top_rpgs.add(Game.objects.add(name="Lunar"), position=1)

    told = send(
        f"game={chrono_trigger.pk}", list=top_rpgs.pk, position=1, list_version=seen
    )

    assert "was changed" in told["form"] and "Lunar" in told["form"]
    assert not Playthrough.objects.exists()


def test_igdb_away_at_the_last_moment_saves_nothing(
    send: Send, igdb_server: IgdbServer
) -> None:
    number = igdb_server.game("Wild Arms")["id"]
    igdb_server.answer_next(*[answered(TOO_MANY, 429)] * 40)

    told = send(f"igdb={number}&q=", name="Wild Arms", notes="Typed")

    assert "Nothing was saved" in told["form"] and "Typed" in told["form"]
    assert not Game.objects.exists()


# Undo ----------------------------------------------------------------------------


def test_undo_takes_back_the_playthrough_and_the_place(
    send: Send, owner_client: Client, chrono_trigger: Game, top_rpgs: List
) -> None:
    send(f"game={chrono_trigger.pk}", list=top_rpgs.pk, position=1)

    assert "Undone: Chrono Trigger" in undo(owner_client)

    assert not Playthrough.objects.exists()
    assert top_rpgs.entries.count() == 2
    assert Game.objects.filter(pk=chrono_trigger.pk).exists()
    assert "already" in undo(owner_client)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.PLAYING, Status.PAUSED])
def test_undo_brings_a_playthrough_back_to_what_it_was(
    send: Send,
    owner_client: Client,
    chrono_trigger: Game,
    running: Playthrough,
    status: Status,
) -> None:
    running.status, running.rating = status, Decimal("3.5")
    running.save()
    send(
        f"game={chrono_trigger.pk}",
        playthrough=running.pk,
        on="today",
        rating="5",
        notes="x",
    )

    undo(owner_client)

    running.refresh_from_db()
    assert (running.status, running.completed_at) == (status, None)
    assert (str(running.rating), running.notes) == ("3.5", "Begun.")


def test_undo_deletes_a_game_that_was_added_only_if_nothing_uses_it(
    send: Send, owner_client: Client, top_rpgs: List
) -> None:
    send("name=First")
    undo(owner_client)
    send("name=Second")
    top_rpgs.add(Game.objects.get(name="Second"))
    undo(owner_client)

    assert not Game.objects.filter(name="First").exists()
    assert Game.objects.filter(name="Second").exists()
    assert not Playthrough.objects.exists()


def test_undo_leaves_what_was_edited_since(
    send: Send, owner_client: Client, chrono_trigger: Game
) -> None:
    send(f"game={chrono_trigger.pk}")
    run = Playthrough.objects.get()
    run.notes = "Edited"
    run.save()

    assert "changed since" in undo(owner_client)
    assert Playthrough.objects.exists()


def test_a_game_of_igdb_that_is_there_already_is_not_added_again(
    send: Send, igdb_server: IgdbServer, owner_client: Client
) -> None:
    number = igdb_server.game("Wild Arms")["id"]
    add_from_igdb(number, user=None)

    send(f"igdb={number}&q=wild arms")
    undo(owner_client)

    assert Game.objects.filter(igdb_id=number).count() == 1
