"""An import too big for a request: a worker applies and undoes it, all or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from apps.imports.applying.apply import apply_import
from apps.imports.applying.undo import undo_import
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.tasks import MOST_ROWS_AT_ONCE
from apps.imports.tasks import apply_in_background
from apps.jobs.job_types import SCHEDULED
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.progress import Cancelled
from apps.jobs.progress import Progress
from apps.library.models import Game
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import text_of
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import everything
from tests.jobs.working import work_off

BIG = "# Beaten\n" + "".join(
    f"- Dragon Tale {number}\n" for number in range(100, 101 + MOST_ROWS_AT_ONCE)
)


class CancelledAt(Progress):
    """A progress whose job is cancelled at its `last` step."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, count: int = 1, message: str = "") -> None:
        self.left -= 1
        if not self.left:
            raise Cancelled


def click(client: Client, verb: str, import_: Import) -> Response:
    import_.refresh_from_db()
    url = address(Import, verb, import_.pk)
    return client.post(url, {"version": import_.version}, follow=True)


def test_a_big_import_is_applied_and_undone_by_a_worker(
    committed_db: None, desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(BIG)

    shown = [click(owner_client, "apply", import_) for _ in range(2)]
    waiting = text_of(shown[1])
    written_before = Game.objects.count()
    work_off()
    applying = Job.objects.exclude(key=SCHEDULED).get()
    applied = text_of(owner_client.get(address(Import, "edit", import_.pk)))
    written = Game.objects.count()
    click(owner_client, "undo", import_)
    work_off()
    undoing = Job.objects.exclude(pk=applying.pk).exclude(key=SCHEDULED).get()
    import_.refresh_from_db()

    assert "Waiting Waiting for its turn" in waiting
    assert written_before == 0
    assert (applying.state, applying.title) == (State.DONE, f"Apply “{import_}”")
    assert applying.done == applying.total == 3 * (MOST_ROWS_AT_ONCE + 1)
    assert "Applied" in applied
    assert written == MOST_ROWS_AT_ONCE + 1
    assert undoing.state == State.DONE
    assert undoing.done == undoing.total
    assert import_.status == ImportStatus.UNDONE
    assert not Game.objects.exists()


def test_an_import_changed_meanwhile_is_not_applied(
    committed_db: None, desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(BIG)
    click(owner_client, "apply", import_)

    import_.raise_version()
    work_off()
    page = text_of(owner_client.get(address(Import, "edit", import_.pk)))

    assert Job.objects.exclude(key=SCHEDULED).get().state == State.FAILED
    assert "Applying failed, and nothing was written. The rows were changed" in page
    assert not Game.objects.exists()


def test_a_small_import_is_applied_at_once(desk: Desk, owner_client: Client) -> None:
    response = click(owner_client, "apply", desk.store_source(SMALL))

    assert "has been applied" in text_of(response)
    assert not Job.objects.exists()


def test_applied_by_an_attempt_that_died_afterwards_it_stays_applied(
    desk: Desk,
) -> None:
    import_ = desk.bring(SMALL)
    before = everything()

    apply_in_background.run(Progress(), batch=import_.pk, by=None, version=0)

    assert everything() == before


@pytest.mark.parametrize("undoes", [False, True], ids=["apply", "undo"])
def test_cancelled_at_any_step_it_leaves_nothing(desk: Desk, undoes: bool) -> None:
    import_ = desk.bring(SMALL) if undoes else desk.store_source(SMALL)
    run: Callable[..., object] = undo_import if undoes else apply_import
    before, status = everything(), import_.status

    steps = 0
    for step in range(1, 100):
        try:
            run(import_, by=None, at=timezone.now(), progress=CancelledAt(step))
        except Cancelled:
            steps += 1
            import_.refresh_from_db()
            assert (everything(), import_.status) == (before, status)
        else:
            break

    assert steps > 4
    assert everything() != before
