"""PostgreSQL knows what a bulk write has left, before autovacuum comes by."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from apps.imports.models import ImportChange
from apps.imports.models import ImportRow
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from tests.api.client import ApiClient
from tests.api.client import data
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.test_in_background import BIG
from tests.imports.test_in_background import click
from tests.jobs.working import work_off


def rows_known(table: str) -> int:
    """How many rows PostgreSQL plans with; -1: it has never looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        [(count,)] = cursor.fetchall()
    return int(count)


def is_analyzed(table: str) -> bool:
    """Whether somebody, not autovacuum, has analysed the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables "
            "WHERE relname = %s",
            [table],
        )
        [(is_known,)] = cursor.fetchall()
    return bool(is_known)


def test_a_big_import_is_counted_when_it_is_applied_and_undone(
    committed_db: None, owner_client: Client, owner: User
) -> None:
    import_ = Desk(owner).store_source(BIG)

    click(owner_client, "apply", import_)
    work_off()

    count = Game.objects.count()
    assert count > 200
    for model in (Game, Edition, Playthrough, ImportChange):
        table = model._meta.db_table
        assert rows_known(table) == model._default_manager.count()
        assert is_analyzed(table)
    for table in ("wagtailcore_modellogentry", "wagtailcore_revision"):
        assert rows_known(table) >= 3 * count

    click(owner_client, "undo", import_)
    work_off()

    assert rows_known(Game._meta.db_table) == Game.objects.count() == 0


def test_a_list_of_many_rows_is_counted_when_it_is_read(
    committed_db: None, owner: User
) -> None:
    lines = "".join(f"- Dragon Tale {number}\n" for number in range(100, 700))

    Desk(owner).store_source(f"# Beaten\n{lines}")

    assert rows_known(ImportRow._meta.db_table) == 600


def test_works_that_come_in_one_body_are_counted(
    committed_db: None, api_token: str
) -> None:
    works = [{"name": f"Tale {n}", "slug": f"tale-{n}"} for n in range(600)]

    data(ApiClient(api_token).post("/import", {"works": works}))

    assert rows_known(Game._meta.db_table) == 600


def test_a_small_import_is_left_to_autovacuum(committed_db: None, owner: User) -> None:
    Desk(owner).bring(SMALL)

    assert not is_analyzed(Game._meta.db_table)
