from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.models import TransitionError
from apps.library.models import Game

pytestmark = pytest.mark.django_db


@pytest.fixture
def chrono_trigger() -> Game:
    return Game.objects.add(name="Chrono Trigger", original_release_year=1995)


@pytest.fixture
def run(chrono_trigger: Game) -> Playthrough:
    return Playthrough.objects.create(
        edition=chrono_trigger.first_edition(), started_at="1996-05"
    )


def test_a_run_is_completed_on_a_month_with_a_rating(run: Playthrough) -> None:
    run.complete(on="1996-08", rating=Decimal("5"), playtime_hours=Decimal("40.5"))

    run.refresh_from_db()
    assert (run.status, run.completed_at) == (Status.COMPLETED, "1996-08")
    assert (run.rating, run.playtime_hours) == (Decimal("5.0"), Decimal("40.5"))


def test_a_run_may_be_completed_on_an_unknown_date(run: Playthrough) -> None:
    run.complete()

    run.refresh_from_db()
    assert (run.status, run.completed_at) == (Status.COMPLETED, None)


def test_a_year_is_not_before_a_month_within_it(run: Playthrough) -> None:
    run.complete(on="1996")

    assert run.completed_at == "1996"


def test_a_run_cannot_be_completed_before_it_started(run: Playthrough) -> None:
    with pytest.raises(ValidationError, match="before it was started"):
        run.complete(on="1996-04-30")

    run.refresh_from_db()
    assert run.status == Status.PLAYING


def test_reopening_clears_the_completion_date(run: Playthrough) -> None:
    run.complete(on="1996-08")

    run.reopen()

    run.refresh_from_db()
    assert (run.status, run.completed_at) == (Status.PLAYING, None)


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        (Status.PLAYING, "start"),
        (Status.ONGOING, "mark_ongoing"),
        (Status.COMPLETED, "mark_ongoing"),
        (Status.ONGOING, "reopen"),
        (Status.PLANNED, "pause"),
        (Status.COMPLETED, "complete"),
        (Status.COMPLETED, "drop"),
        (Status.PLAYING, "reopen"),
        (Status.DROPPED, "pause"),
    ],
)
def test_a_verb_that_does_not_apply_changes_nothing(
    chrono_trigger: Game, status: Status, verb: str
) -> None:
    run = Playthrough.objects.create(
        edition=chrono_trigger.first_edition(), status=status
    )

    with pytest.raises(TransitionError, match=status.label.lower()):
        getattr(run, verb)()

    run.refresh_from_db()
    assert run.status == status


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        (["start"], Status.PLAYING),
        (["start", "pause"], Status.PAUSED),
        (["start", "pause", "start"], Status.PLAYING),
        (["start", "drop"], Status.DROPPED),
        (["start", "drop", "start", "complete"], Status.COMPLETED),
        (["complete", "reopen", "complete"], Status.COMPLETED),
        (["mark_ongoing"], Status.ONGOING),
        (["start", "mark_ongoing"], Status.ONGOING),
        (["start", "drop", "mark_ongoing"], Status.ONGOING),
        (["mark_ongoing", "pause", "mark_ongoing"], Status.ONGOING),
        (["mark_ongoing", "start"], Status.PLAYING),
        (["mark_ongoing", "drop"], Status.DROPPED),
        (["mark_ongoing", "complete"], Status.COMPLETED),
    ],
)
def test_verbs_lead_from_status_to_status(
    chrono_trigger: Game, steps: list[str], status: Status
) -> None:
    run = Playthrough.objects.create(
        edition=chrono_trigger.first_edition(), status=Status.PLANNED
    )

    for step in steps:
        getattr(run, step)()

    run.refresh_from_db()
    assert run.status == status


def test_an_ongoing_run_keeps_its_start_and_has_no_end(run: Playthrough) -> None:
    run.mark_ongoing(on="2020")

    run.refresh_from_db()
    assert (run.started_at, run.completed_at) == ("1996-05", None)
    with pytest.raises(ValidationError, match="Only a completed"):
        run.change(completed_at="2021")


def test_an_ongoing_run_begins_when_it_is_said_to(chrono_trigger: Game) -> None:
    run = Playthrough.objects.create(
        edition=chrono_trigger.first_edition(), status=Status.PLANNED
    )

    run.mark_ongoing(on="2013-08")

    run.refresh_from_db()
    assert (run.status, run.started_at) == (Status.ONGOING, "2013-08")


def test_a_verb_works_on_the_stored_row_not_on_a_stale_copy(run: Playthrough) -> None:
    stale = Playthrough.objects.get(pk=run.pk)
    run.notes = "the good ending"
    run.save()

    stale.complete()

    run.refresh_from_db()
    assert (run.status, run.notes) == (Status.COMPLETED, "the good ending")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rating": Decimal("4.3")}, "half steps"),
        ({"rating": Decimal("5.5")}, "less than or equal to 5"),
        ({"rating": Decimal("0")}, "greater than or equal to 0.5"),
        ({"started_at": "2003-02-31"}, "isn't a real date"),
        ({"started_at": "last summer"}, "isn't a date"),
        ({"completed_at": "2003"}, "Only a completed"),
        ({"playtime_hours": Decimal("-1")}, "greater than or equal to 0"),
    ],
)
def test_impossible_values_are_refused_with_a_reason(
    run: Playthrough, values: dict[str, object], message: str
) -> None:
    for field, value in values.items():
        setattr(run, field, value)

    with pytest.raises(ValidationError, match=message):
        run.full_clean()


@pytest.mark.parametrize(
    "values",
    [
        {"rating": Decimal("4.3")},
        {"rating": Decimal("6")},
        {"status": "finished"},
        {"completed_at": "2003"},
        {"status": "completed", "started_at": "2004", "completed_at": "2003-12"},
        {"playtime_hours": Decimal("-1")},
    ],
)
def test_the_database_itself_refuses_them_too(
    chrono_trigger: Game, values: dict[str, object]
) -> None:
    row = Playthrough(edition=chrono_trigger.first_edition(), **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Playthrough.objects.bulk_create([row])


def test_status_cannot_be_changed_in_bulk_behind_the_events(run: Playthrough) -> None:
    with pytest.raises(TypeError, match="one playthrough at a time"):
        Playthrough.objects.filter(pk=run.pk).update(status=Status.COMPLETED)


def test_dates_of_any_precision_sort_latest_first_and_unknown_last(
    chrono_trigger: Game,
) -> None:
    edition = chrono_trigger.first_edition()
    for completed_at in (None, "2003", "2003-11-02", "2002-12", "2003-11"):
        Playthrough.objects.create(
            edition=edition, status=Status.COMPLETED, completed_at=completed_at
        )

    dates = Playthrough.objects.values_list("completed_at", flat=True)

    assert list(dates) == ["2003-11-02", "2003-11", "2003", "2002-12", None]
