"""What an import wrote has a History in the admin, each row its own."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import connection
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.lists.models import List
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk

EMPTY = "There are no log entries to display."


def history_of(row: models.Model, client: Client) -> str:
    viewset: Any = type(row).snippet_viewset  # type: ignore[attr-defined]
    url = reverse(viewset.get_url_name("history"), args=[row.pk])
    return client.get(url).content.decode()


def test_every_imported_row_has_a_history(desk: Desk, owner_client: Client) -> None:
    desk.bring(SMALL)
    desk.bring("# Top Games\n\n1. Chrono Trigger\n")

    for model in (List, Game, Edition, Playthrough, Platform, Franchise):
        for row in model._default_manager.all():
            page = history_of(row, owner_client)
            assert EMPTY not in page, row
            assert "Create" in page
    assert List.objects.count() == 2


def test_rows_changed_in_one_request_have_each_their_history(
    desk: Desk, owner: User, owner_client: Client
) -> None:
    desk.bring(SMALL)
    with LogContext(user=owner):
        for game in Game.objects.all():
            record_change(game, user=owner)

    for game in Game.objects.all():
        assert "Edit" in history_of(game, owner_client).partition("<tbody")[2]


def test_an_earlier_import_gets_its_histories(desk: Desk, owner_client: Client) -> None:
    desk.bring(SMALL)
    ModelLogEntry.objects.update(uuid=uuid4())
    game = Game.objects.get(name="Final Fantasy IV")
    assert EMPTY in history_of(game, owner_client)

    migration = import_module("apps.core.migrations.0002_history_of_each_row")
    with connection.cursor() as cursor:
        cursor.execute(migration.GIVE_EACH_ITS_OWN)

    assert EMPTY not in history_of(game, owner_client)
