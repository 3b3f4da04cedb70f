"""One event for each real completion, through whichever door it came."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import connection
from django.db import transaction
from django.test import Client
from django.urls import reverse

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform
from apps.realtime.models import Event
from tests.api.client import ApiClient

pytestmark = pytest.mark.django_db

COMPLETE = "questlog:playthrough_complete"


@pytest.fixture
def chrono_trigger(db: None) -> Game:
    return Game.objects.add(
        name="Chrono Trigger", cover_url="https://images.example/chrono.jpg"
    )


@pytest.fixture
def snes(db: None) -> Platform:
    return Platform.objects.create(name="Super Nintendo", slug="snes")


@pytest.fixture
def run(chrono_trigger: Game, snes: Platform) -> Playthrough:
    """A run in progress, whose own start is not in the log any more."""
    run = Playthrough.objects.create(
        edition=chrono_trigger.first_edition(), platform=snes
    )
    Event.objects.all().delete()
    return run


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    return ApiClient(api_token)


def events(event_type: str = COMPLETE) -> list[Event]:
    return list(Event.objects.filter(type=event_type))


# Doors ------------------------------------------------------------------------


def complete_by_verb(run: Playthrough) -> None:
    run.complete(on="1996-08")


def complete_in_the_shell(run: Playthrough) -> None:
    run.status = Status.COMPLETED
    run.save()


def complete_one_field_in_the_shell(run: Playthrough) -> None:
    run.status = Status.COMPLETED
    run.save(update_fields=["status"])


def complete_a_stale_copy(run: Playthrough) -> None:
    copy = Playthrough.objects.get(pk=run.pk)
    run.pause()
    Event.objects.all().delete()
    copy.status = Status.COMPLETED
    copy.save()


@pytest.mark.parametrize(
    "complete",
    [
        complete_by_verb,
        complete_in_the_shell,
        complete_one_field_in_the_shell,
        complete_a_stale_copy,
    ],
)
def test_completing_is_one_event(
    run: Playthrough, complete: Callable[[Playthrough], None]
) -> None:
    complete(run)

    (event,) = Event.objects.all()
    assert event.type == COMPLETE
    assert event.subject == f"playthrough:{run.uuid}"


def test_completing_by_api_is_one_event(run: Playthrough, writer: ApiClient) -> None:
    answer = writer.patch(f"/playthroughs/{run.uuid}", {"status": "completed"})
    again = writer.patch(f"/playthroughs/{run.uuid}", {"status": "completed"})

    assert (answer.status_code, again.status_code) == (200, 200)
    assert len(events()) == 1


def test_adding_a_completed_run_by_api_is_one_event(
    chrono_trigger: Game, writer: ApiClient
) -> None:
    url = f"/games/{chrono_trigger.slug}/playthroughs"
    answer = writer.post(url, {"status": "completed", "completed_at": "1996"})

    assert answer.status_code == 201
    assert len(events()) == 1


def admin_url(view: str, *args: Any) -> str:
    return reverse(Playthrough.snippet_viewset.get_url_name(view), args=args)


def filled_form(client: Client, url: str) -> dict[str, str]:
    """What the page's form would send, as the owner's browser has it."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    (form,) = [each for each in page.find_all("form") if each.get("action") == url]
    sent = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = str(field.get("name", "")), field.get("type")
        if field.name == "select":
            chosen = field.find("option", selected=True)
            sent[name] = str(chosen["value"]) if chosen else ""
        elif field.name == "textarea":
            sent[name] = field.text.strip()
        elif kind not in ("checkbox", "radio"):
            sent[name] = str(field.get("value", ""))
        elif field.has_attr("checked"):
            sent[name] = str(field.get("value", "on"))
    return {name: value for name, value in sent.items() if name}


def test_completing_in_the_admin_form_is_one_event(
    run: Playthrough, owner_client: Client
) -> None:
    url = admin_url("edit", run.pk)
    for _ in range(2):
        form = filled_form(owner_client, url)
        answer = owner_client.post(url, {**form, "status": "completed"})
        assert answer.status_code == 302, answer.content

    assert len(events()) == 1


def test_adding_a_completed_run_in_the_admin_is_one_event(
    chrono_trigger: Game, owner_client: Client
) -> None:
    url = admin_url("add")
    form = filled_form(owner_client, url)
    edition = {"edition": str(chrono_trigger.first_edition().pk)}
    answer = owner_client.post(url, {**form, **edition, "status": "completed"})

    assert answer.status_code == 302, answer.content
    assert len(events()) == 1


def test_the_admin_button_complete_is_one_event(
    run: Playthrough, owner_client: Client
) -> None:
    url = admin_url("complete", run.pk)
    for _ in range(2):
        owner_client.post(url, {"on": "1996", "rating": "", "playtime_hours": ""})

    assert len(events()) == 1


def test_marking_many_completed_is_one_event_each(
    run: Playthrough, chrono_trigger: Game, owner_client: Client
) -> None:
    edition = chrono_trigger.first_edition()
    done = Playthrough.objects.create(edition=edition, status=Status.COMPLETED)
    other = Playthrough.objects.create(edition=edition)
    Event.objects.all().delete()
    url = "/admin/bulk/journal/playthrough/mark_completed/"
    query = "&".join(f"id={each.pk}" for each in (run, done, other))

    answer = owner_client.post(f"{url}?{query}", {"on": ""})

    assert answer.status_code == 302
    subjects = {event.subject for event in events()}
    assert subjects == {f"playthrough:{run.uuid}", f"playthrough:{other.uuid}"}
    assert len(events()) == 2


# Content ----------------------------------------------------------------------


def test_a_completion_tells_overlays_what_was_promised(run: Playthrough) -> None:
    run.complete(on="1996-08", rating=Decimal("4.5"), playtime_hours=Decimal("40.5"))

    (event,) = events()
    assert list(event.payload)[:5] == [
        "work",
        "edition",
        "platform",
        "playtime_hours",
        "rating",
    ]
    assert event.payload == {
        "work": "Chrono Trigger",
        "edition": "Chrono Trigger",
        "platform": "Super Nintendo",
        "playtime_hours": 40.5,
        "rating": 4.5,
        "work_slug": "chrono-trigger",
        "edition_slug": run.edition.slug,
        "cover_url": "https://images.example/chrono.jpg",
        "status": "completed",
        "started_at": None,
        "completed_at": "1996-08",
        "playthrough_id": str(run.uuid),
    }


def test_what_is_unknown_is_null(run: Playthrough) -> None:
    run.platform = None
    run.status = Status.COMPLETED
    run.save()

    payload = events()[0].payload
    unknown = [payload[key] for key in ("platform", "playtime_hours", "rating")]
    assert unknown == [None, None, None]


@pytest.mark.parametrize(
    ("before", "verb", "event_type"),
    [
        (Status.PLANNED, "start", "questlog:playthrough_start"),
        (Status.PAUSED, "start", "questlog:playthrough_resume"),
        (Status.DROPPED, "start", "questlog:playthrough_resume"),
        (Status.COMPLETED, "reopen", "questlog:playthrough_resume"),
        (Status.PLAYING, "pause", "questlog:playthrough_pause"),
        (Status.PLAYING, "drop", "questlog:playthrough_drop"),
        (Status.PLANNED, "mark_ongoing", "questlog:playthrough_ongoing"),
        (Status.PLAYING, "mark_ongoing", "questlog:playthrough_ongoing"),
        (Status.ONGOING, "start", "questlog:playthrough_resume"),
        (Status.ONGOING, "pause", "questlog:playthrough_pause"),
        (Status.ONGOING, "complete", "questlog:playthrough_complete"),
    ],
)
def test_every_verb_has_its_event(
    run: Playthrough, before: Status, verb: str, event_type: str
) -> None:
    run.status = before
    run.save()
    Event.objects.all().delete()

    getattr(run, verb)()

    assert [event.type for event in Event.objects.all()] == [event_type]


# Not more than one, not without a reason ---------------------------------------


def test_saving_a_completed_run_a_hundred_times_is_one_event(run: Playthrough) -> None:
    for rating in range(100):
        run.status = Status.COMPLETED
        run.rating = Decimal(rating % 10 + 1) / 2
        run.save()

    assert len(events()) == 1


def test_completing_reopening_and_completing_again_is_two_events(
    run: Playthrough,
) -> None:
    run.complete()
    run.reopen()
    run.complete()

    assert len(events()) == 2


def test_a_stale_form_that_completes_again_is_no_second_event(run: Playthrough) -> None:
    stale = Playthrough.objects.get(pk=run.pk)
    run.complete()

    stale.status = Status.COMPLETED
    stale.save()

    assert len(events()) == 1


def test_a_private_completion_is_told_to_nobody(run: Playthrough) -> None:
    run.is_public = False
    run.save()

    run.complete()

    told = Event.objects.values_list("type", flat=True)
    assert list(told) == ["questlog:playthrough_hide"]


def test_an_edit_of_anything_else_is_no_event(run: Playthrough) -> None:
    run.notes = "Nearly there"
    run.save()
    run.save(update_fields=["notes"])

    assert Event.objects.count() == 0


def test_statuses_cannot_be_changed_in_bulk_past_the_log(run: Playthrough) -> None:
    run.status = Status.COMPLETED
    with pytest.raises(TypeError), transaction.atomic():
        Playthrough.objects.bulk_update([run], ["status"])
    with pytest.raises(TypeError):
        Playthrough.objects.update(status=Status.COMPLETED)

    assert Event.objects.count() == 0


# What did not happen -----------------------------------------------------------


class ChangedMyMind(Exception):
    pass


def test_a_rolled_back_completion_is_no_event(run: Playthrough) -> None:
    with pytest.raises(ChangedMyMind), transaction.atomic():
        run.complete()
        raise ChangedMyMind

    assert Event.objects.count() == 0


def test_only_the_savepoint_that_held_is_an_event(run: Playthrough) -> None:
    with transaction.atomic():
        with pytest.raises(ChangedMyMind), transaction.atomic():
            run.complete(on="1999")
            raise ChangedMyMind
        Playthrough.objects.get(pk=run.pk).complete(on="1996")

    (event,) = events()
    assert event.payload["completed_at"] == "1996"


def test_a_refused_completion_is_no_event(run: Playthrough) -> None:
    run.started_at = "1997"
    run.save()

    with pytest.raises(ValidationError):
        run.complete(on="1996")

    assert Event.objects.count() == 0


def test_a_save_that_failed_leaves_nothing_for_the_next_one(run: Playthrough) -> None:
    run.status = Status.COMPLETED
    run.rating = Decimal("4.7")
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()

    run.status = Status.PLAYING
    run.rating = None
    run.save()

    assert Event.objects.count() == 0


# At the same time --------------------------------------------------------------


def at_once(count: int, work: Callable[[], Any]) -> list[Exception]:
    """Run `work` in `count` threads that begin together; what they raised."""
    barrier = threading.Barrier(count)
    errors: list[Exception] = []

    def body() -> None:
        try:
            barrier.wait(60)
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=body) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_twenty_who_complete_one_run_at_once_make_one_event(
    committed_db: None, run: Playthrough
) -> None:
    errors = at_once(20, lambda: Playthrough.objects.get(pk=run.pk).complete())

    assert len(errors) == 19
    assert all(isinstance(error, ValidationError) for error in errors)
    assert len(events()) == 1


def test_twenty_forms_that_complete_one_run_at_once_make_one_event(
    committed_db: None, run: Playthrough
) -> None:
    def save_form() -> None:
        copy = Playthrough.objects.get(pk=run.pk)
        copy.status = Status.COMPLETED
        copy.save()

    assert at_once(20, save_form) == []
    assert len(events()) == 1
