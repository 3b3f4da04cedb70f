"""A table of sessions is read, looked at, added once, and taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import Status
from apps.library.models import Game
from apps.realtime.models import Event
from tests.admin.pages import Response
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.browsing.sessions.people import viewer

pytestmark = pytest.mark.django_db

TABLE = """Game,Day,Started,Ended,Minutes,Note
Celeste,2026-05-01,,,90,the first chapter
Celeste,,2026-05-02 23:30,2026-05-03 00:15,,
Rez,2026-05-03,,,1h30,
Nobody Knows This,2026-05-03,,,20,
Celeste,2026-05-04,,,a while,
Celeste,2030-05-04,,,20,
Celeste,,2026-05-02 23:00,2026-05-02 23:45,,
"""


@pytest.fixture
def celeste() -> Playthrough:
    game = Game.objects.add(name="Celeste")
    return Playthrough.objects.create(edition=game.first_edition(), status="playing")


def send(client: Client, text: str, **more: str) -> Response:
    return client.post(reverse("session_import"), {"text": text, **more}, follow=True)


def token_of(response: Response) -> str:
    field = page(response).select_one("input[name=token]")
    assert field is not None
    return str(field["value"])


def undo(client: Client, response: Response) -> Response:
    form = page(response).select("form.q-undo")[-1]
    fields = {str(i["name"]): str(i["value"]) for i in form.select("input[name]")}
    return client.post(str(form["action"]), fields, follow=True)


def test_a_table_is_looked_at_added_once_and_taken_back(
    owner_client: Client, celeste: Playthrough
) -> None:
    Game.objects.add(name="Rez")

    looked = send(owner_client, TABLE)

    assert not Session.objects.exists()
    assert Playthrough.objects.count() == 1
    shown = text_of(looked)
    assert "3 sessions (3.8 h) will be added" in shown
    assert "No game is called so" in shown
    assert "“a while” is no length" in shown
    assert "A session can’t be in the future" in shown
    assert "It overlaps another session" in shown

    token = token_of(looked)
    added = send(owner_client, TABLE, token=token, add="on")
    again = send(owner_client, TABLE, token=token, add="on")

    celeste.refresh_from_db()
    assert celeste.playtime_hours == Decimal("2.3")
    assert [s.minutes for s in celeste.sessions.order_by("day")] == [90, 45]
    rez = Playthrough.objects.get(edition__game__name="Rez")
    assert (rez.status, rez.started_at) == (Status.PLAYING, "2026-05-03")
    assert "3 sessions added" in text_of(added)
    assert "0 sessions added, 3 already there" in text_of(again)
    assert not Event.objects.filter(type__startswith="questlog:session").exists()

    taken = undo(owner_client, added)

    assert "3 sessions taken back" in text_of(taken)
    assert not Session.objects.exists()
    celeste.refresh_from_db()
    assert celeste.playtime_hours is None
    assert Playthrough.objects.get() == celeste


def test_the_download_of_sessions_can_be_imported_again(
    owner_client: Client, celeste: Playthrough
) -> None:
    start = timezone.now().replace(second=0, microsecond=0) - timedelta(days=3)
    Session.log(celeste, started_at=start, minutes=61, note="a note, with a comma")
    Session.log(celeste, day=start.date(), minutes=7)
    url = f"{reverse('wagtailsnippets_journal_session:list')}?export=csv"
    text = owner_client.get(url).getvalue().decode()

    assert "Already there: 2 lines" in text_of(send(owner_client, text))
    before = list(
        Session.objects.order_by("day", "minutes").values_list("minutes", "note")
    )
    Session.objects.all().delete()
    looked = send(owner_client, text)
    send(owner_client, text, token=token_of(looked), add="on")

    after = Session.objects.order_by("day", "minutes").values_list("minutes", "note")
    assert list(after) == before
    assert Session.objects.get(minutes=61).started_at == start


def test_a_line_goes_to_the_playthrough_of_its_day_or_to_the_one_chosen(
    owner_client: Client, celeste: Playthrough
) -> None:
    first = Playthrough.objects.create(
        edition=celeste.edition,
        status=Status.COMPLETED,
        started_at="2020-01",
        completed_at="2020-03-15",
    )
    table = "Project,Start date,Start time,End date,End time\n"
    table += "Celeste,2020-03-15,10:00:00,2020-03-15,11:30:00\n"
    table += "Celeste,2021-03-15,10:00 PM,2021-03-16,12:15 AM\n"

    send(owner_client, table, add="on")

    assert first.sessions.get().minutes == 90
    assert celeste.sessions.get().minutes == 135
    Session.objects.all().delete()
    send(owner_client, table, add="on", **{"run-0": str(celeste.pk)})
    assert celeste.sessions.count() == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Choose a file, or paste its text."),
        ("just words", "This isn’t a table of sessions."),
        ("Game,Platform\nCeleste,PC\n", "This isn’t a table of sessions."),
        ("Game,Day,Minutes\n" + "Celeste,2020-01-01,5\n" * 2001, "more than 2,000"),
    ],
)
def test_what_is_no_table_of_sessions_is_refused_with_the_reason(
    owner_client: Client, text: str, problem: str
) -> None:
    answer = send(owner_client, text)

    assert answer.status_code == 422
    assert problem in text_of(answer)


def test_somebody_who_may_not_change_playthroughs_may_not_import_them(
    celeste: Playthrough,
) -> None:
    answer = send(viewer(), TABLE, add="on")

    assert "you do not have permission" in text_of(answer)
    assert not Session.objects.exists()


def test_what_was_changed_since_stays(
    owner_client: Client, celeste: Playthrough
) -> None:
    added = send(owner_client, "Game,Day,Minutes\nCeleste,2026-01-01,5\n", add="on")
    Session.objects.update(updated_at=timezone.now() + timedelta(minutes=1))

    taken = undo(owner_client, added)

    assert re.search(r"0 sessions taken back. 1 session stayed", text_of(taken))
    assert celeste.sessions.count() == 1
