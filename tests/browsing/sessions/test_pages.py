"""Sessions in the admin: logged in words, the timer, the listing, and their undoing."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import save
from tests.admin.pages import text_of
from tests.browsing.sessions.people import viewer

pytestmark = pytest.mark.django_db

HOME = "/admin/"


@pytest.fixture
def run() -> Playthrough:
    game = Game.objects.add(name="Celeste")
    return Playthrough.objects.create(edition=game.first_edition())


def game_of(run: Playthrough) -> Game:
    game: Game = run.edition.game
    return game


def log(client: Client, run: Playthrough, played: str, **more: Any) -> Response:
    url = f"{reverse('session_log')}?game={game_of(run).pk}"
    sent = {"token": str(uuid4()), "playthrough": str(run.pk), "played": played, **more}
    return client.post(url, {f"ses-{name}": value for name, value in sent.items()})


def undo(client: Client) -> Response:
    """Press Undo in the last message of the next page."""
    form = page(client.get(HOME)).select("form.q-undo")[-1]
    fields = {str(i["name"]): str(i["value"]) for i in form.select("input[name]")}
    return client.post(str(form["action"]), fields, follow=True)


def hours(run: Playthrough) -> float | None:
    run.refresh_from_db()
    return None if run.playtime_hours is None else float(run.playtime_hours)


def test_a_session_is_logged_in_words_and_undone(
    owner_client: Client, run: Playthrough
) -> None:
    response = log(
        owner_client,
        run,
        "yesterday 1h30",
        note="The summit!",
        vod_url="https://youtu.be/x?t=90",
    )

    session = Session.objects.get()
    assert response.status_code == 302
    assert session.day == timezone.localdate() - timedelta(days=1)
    assert (session.minutes, session.vod_seconds) == (90, 90)
    assert hours(run) == 1.5
    shown = text_of(owner_client.get(address(Game, "inspect", game_of(run).pk)))
    assert "1 in twelve weeks, 1.5 h" in shown
    assert "The summit!" in shown and "Recording 1:30" in shown
    log(owner_client, run, "30m")
    assert "undone" in text_of(undo(owner_client))
    assert hours(run) == 1.5


def test_the_same_form_sent_twice_is_one_session(
    owner_client: Client, run: Playthrough
) -> None:
    token = str(uuid4())

    for _ in range(2):
        log(owner_client, run, "2h", token=token)

    assert Session.objects.count() == 1


def test_the_first_session_of_a_game_starts_a_playthrough_and_its_undo_ends_it(
    owner_client: Client,
) -> None:
    game = Game.objects.add(name="Ico")
    url = f"{reverse('session_log')}?game={game.pk}"
    sent = {"ses-token": str(uuid4()), "ses-playthrough": "new", "ses-played": "2h"}

    owner_client.post(url, sent)
    made = Playthrough.objects.get()
    undo(owner_client)

    assert (made.status, str(made.playtime_hours)) == ("playing", "2.0")
    assert not Playthrough.objects.exists()


def test_time_is_added_to_typed_hours_if_one_says_so(
    owner_client: Client, run: Playthrough
) -> None:
    run.change(playtime_hours=Decimal(40))

    log(owner_client, run, "2h")
    typed = hours(run)
    log(owner_client, run, "yesterday 1h", counted="on")
    added = hours(run)
    undo(owner_client)

    assert (typed, added, hours(run)) == (40, 41, 40)


def test_hours_follow_the_sessions_at_a_press(
    owner_client: Client, run: Playthrough
) -> None:
    log(owner_client, run, "2h")
    run.refresh_from_db()
    run.change(playtime_hours=Decimal(40))
    inspect = address(Game, "inspect", game_of(run).pk)
    assert "its sessions come to 2 h" in text_of(owner_client.get(inspect))

    owner_client.post(reverse("session_hours", args=[run.pk]), {"next": inspect})
    followed = hours(run)
    shown = text_of(owner_client.get(inspect))
    owner_client.post(reverse("session_hours", args=[run.pk]), {"hours": "forged"})

    assert (followed, hours(run)) == (2, 2)
    assert "from sessions" in shown


@pytest.mark.parametrize(
    ("played", "why"),
    [
        ("72h", "at most 48 hours"),
        ("soon", "doesn’t understand"),
        ("tomorrow 2h", "doesn’t understand"),
        ("", "required"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    owner_client: Client, run: Playthrough, played: str, why: str
) -> None:
    response = log(owner_client, run, played)

    assert response.status_code == 422
    assert why in text_of(response)
    assert not Session.objects.exists()


def test_an_overlap_is_refused(owner_client: Client, run: Playthrough) -> None:
    log(owner_client, run, "yesterday 20:00-22:00")

    response = log(owner_client, run, "yesterday 21:00-23:00")

    assert response.status_code == 422
    assert "overlaps" in text_of(response)


# The timer ------------------------------------------------------------------------


def start(client: Client, **sent: Any) -> Response:
    return client.post(reverse("session_start"), sent, follow=True)


def test_the_timer_runs_pauses_goes_on_and_ends(
    owner_client: Client, run: Playthrough
) -> None:
    start(owner_client, game=game_of(run).pk)
    session = Session.objects.get()
    Session.objects.update(started_at=timezone.now() - timedelta(minutes=75))
    bar = page(owner_client.get("/admin/account/")).select_one("#timer-bar")
    assert bar is not None and "1:15:" in bar.get_text() and "Celeste" in str(bar)

    owner_client.post(reverse("session_pause", args=[session.pk]))
    paused = page(owner_client.get(HOME)).select_one("#timer-bar")
    resumed = owner_client.post(
        reverse("session_resume", args=[session.pk]),
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    end = reverse("session_end", args=[session.pk])
    owner_client.post(end, {"end-note": "The summit!"})

    assert paused is not None and "q-timer__dot" not in str(paused)
    assert "q-timer__dot" in resumed.content.decode()
    session.refresh_from_db()
    assert (session.minutes, session.note) == (75, "The summit!")
    assert hours(run) == 1.3
    bar = page(owner_client.get(HOME)).select_one("#timer-bar")
    assert bar is not None and bar.has_attr("hidden")


def test_one_that_was_left_over_night_asks_for_its_end(
    owner_client: Client, run: Playthrough
) -> None:
    started = timezone.now() - timedelta(hours=14)
    Session.start(run, at=started)
    end = reverse("session_end", args=[Session.objects.get().pk])
    home = text_of(owner_client.get(HOME))

    refused = owner_client.post(end, {"end-ended": ""})
    early = owner_client.post(end, {"end-ended": "30h"})
    owner_client.post(end, {"end-ended": "2h"})

    assert "When did it end?" in home
    assert refused.status_code == early.status_code == 422
    assert "in the future" in text_of(early)
    assert Session.objects.get().minutes == 120


def test_another_one_is_ended_and_this_one_started_at_a_press(
    owner_client: Client, run: Playthrough
) -> None:
    ico = Game.objects.add(name="Ico")
    start(owner_client, playthrough=run.pk)
    first = Session.objects.get()

    refused = start(owner_client, game=ico.pk)
    again = start(owner_client, game=game_of(run).pk)
    start(owner_client, game=ico.pk, end=first.pk)

    assert "End it and start Ico" in text_of(refused)
    assert "running already" in text_of(again)
    first.refresh_from_db()
    running = Session.objects.running().get()
    assert not first.is_running
    assert running.playthrough.edition.game == ico


def test_a_session_ended_elsewhere_changes_nothing(
    owner_client: Client, run: Playthrough
) -> None:
    session = Session.start(run)
    session.end()

    for name in ("pause", "resume", "end"):
        url = reverse(f"session_{name}", args=[session.pk])
        assert "ended already" in text_of(owner_client.post(url, follow=True))


def test_a_running_session_can_be_thrown_away(
    owner_client: Client, run: Playthrough
) -> None:
    session = Session.start(run)

    owner_client.post(reverse("session_end", args=[session.pk]), {"discard": "on"})

    assert not Session.objects.exists()


def test_who_may_only_look_changes_nothing(db: None, run: Playthrough) -> None:
    client, session = viewer(), Session.start(run)

    assert "Celeste" in text_of(client.get(HOME))
    assert client.post(reverse("session_end", args=[session.pk])).status_code == 302
    assert client.get(reverse("session_log")).status_code == 302
    assert Session.objects.running().exists()


# The listing ----------------------------------------------------------------------


def test_a_session_is_changed_and_its_length_follows_its_times(
    owner_client: Client, run: Playthrough
) -> None:
    log(owner_client, run, "yesterday 20:00-21:00")
    session = Session.objects.get()
    url = address(Session, "edit", session.pk)
    day = session.day.isoformat()

    wrong = save(owner_client, url, ended_at=f"{day} 19:00")
    save(owner_client, url, ended_at=f"{day} 22:30", vod_seconds="1:00")

    assert "before it starts" in text_of(wrong)
    session.refresh_from_db()
    assert session.minutes == 150
    assert hours(run) == 2.5
    save(owner_client, url, minutes="45")
    session.refresh_from_db()
    assert session.minutes == 45


def test_a_deleted_session_comes_back(owner_client: Client, run: Playthrough) -> None:
    log(owner_client, run, "yesterday 20:00-21:30", note="The summit!")
    owner_client.get(HOME)
    before: dict[str, Any] = dict(Session.objects.values().get())
    owner_client.post(address(Session, "delete", before["id"]))
    assert not Session.objects.exists()

    undo(owner_client)

    after: dict[str, Any] = dict(Session.objects.values().get())
    same = ("uuid", "day", "started_at", "ended_at", "minutes", "note", "source")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert hours(run) == 1.5


def test_the_listing_filters_and_downloads(
    owner_client: Client, run: Playthrough
) -> None:
    log(owner_client, run, "yesterday 2h")
    log(owner_client, run, "30m")
    url = address(Session, "list")
    owner_client.get(HOME)  # takes the messages
    today = timezone.localdate().isoformat()

    shown = text_of(owner_client.get(url, {"day_from": today, "source": "owner"}))
    found = owner_client.get(url, {"export": "csv", "q": "celeste"})
    none = text_of(owner_client.get(url, {"source": "steam"}))

    assert "30 min" in shown and "2 h" not in shown
    assert found.content.decode().count("Celeste,Celeste") == 2
    assert not re.search(r"30 min|2 h", none)
