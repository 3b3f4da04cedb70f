from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db import connections

from apps.imports.applying.apply import ApplyFailed
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.library.models import Game
from apps.realtime.models import Event
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import counts
from tests.imports.holdings import everything

pytestmark = pytest.mark.usefixtures("committed_db")

FAILING_LISTS = """
CREATE FUNCTION refuse_entries() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON lists_listentry
    EXECUTE FUNCTION refuse_entries();
"""


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Run the verbs in threads that start together; "done" or the error's name."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> str:
        start.wait()
        try:
            verb()
        except ImportClosed as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(run, verbs))


def test_a_double_click_applies_once(desk: Desk) -> None:
    import_ = desk.store_source(SMALL)

    outcomes = at_once(*[lambda: desk.apply(import_)] * 4)

    assert outcomes == ["ImportClosed"] * 3 + ["done"]
    assert counts()["Game"] == 5
    assert counts()["Playthrough"] == 10
    assert Event.objects.filter(type="questlog:import_complete").count() == 1


def test_two_imports_of_one_text_at_once_make_nothing_twice(desk: Desk) -> None:
    batches = [desk.store_source(SMALL) for _ in range(3)]

    outcomes = at_once(
        *[lambda import_=import_: desk.apply(import_) for import_ in batches]
    )

    assert outcomes == ["done"] * 3
    assert counts()["Game"] == 5
    assert counts()["Playthrough"] == 10
    assert counts()["ListEntry"] == 2


def test_undoing_twice_at_once_undoes_once(desk: Desk) -> None:
    import_ = desk.bring(SMALL)

    assert at_once(*[lambda: desk.undo(import_)] * 3) == ["ImportClosed"] * 2 + ["done"]
    assert set(counts().values()) == {0}


def test_a_crash_midway_leaves_nothing(desk: Desk) -> None:
    import_ = desk.store_source(SMALL)
    before = everything()
    with connection.cursor() as cursor:
        cursor.execute(FAILING_LISTS)

    with pytest.raises(ApplyFailed, match="the disk is full"):
        desk.apply(import_)

    assert everything() == before
    assert Event.objects.count() == 0
    import_.refresh_from_db()
    assert import_.status == ImportStatus.FAILED
    assert "the disk is full" in import_.error


def test_a_failed_import_can_be_applied_later(desk: Desk) -> None:
    import_ = desk.store_source(SMALL)
    with connection.cursor() as cursor:
        cursor.execute(FAILING_LISTS)
        with pytest.raises(ApplyFailed):
            desk.apply(import_)
        cursor.execute("DROP TRIGGER refuse ON lists_listentry")

    desk.apply(Import.objects.get(pk=import_.pk))

    assert Game.objects.count() == 5
    assert Import.objects.get(pk=import_.pk).error == ""
