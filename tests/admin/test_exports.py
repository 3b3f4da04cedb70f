from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver
from django.urls import get_resolver
from django.urls import resolve
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from apps.core.admin.spreadsheet_download import SafeExport
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.models import Platform
from tests.admin.conftest import AddGames
from tests.admin.pages import Response
from tests.admin.pages import address

pytestmark = pytest.mark.django_db


def cells(response: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "=cmd|x!A", "＝1+1"],
)
def test_a_name_never_becomes_a_formula_in_csv(owner_client: Client, name: str) -> None:
    Game.objects.add(name="placeholder")
    # Past our own queryset, which would refuse.
    QuerySet(Game).update(name=name)

    row = cells(owner_client.get(address(Game, "list"), {"export": "csv"}))[0]

    assert row["Name"] == f"'{name}"


def test_an_export_holds_what_the_listing_shows(
    owner_client: Client, chrono_trigger: Game
) -> None:
    Game.objects.add(name="Another")

    response = owner_client.get(
        address(Game, "list"), {"export": "csv", "q": "chrono", "played": "completed"}
    )

    (row,) = cells(response)
    assert row["Name"] == "Chrono Trigger"
    assert row["Genres"] == "JRPG, RPG"
    assert row["Times completed"] == "2"
    assert Decimal(row["Best rating"]) == 5


def test_a_spreadsheet_keeps_text_as_text(owner_client: Client) -> None:
    Platform.objects.create(name="=1+1", abbreviation="\x07bell")

    response: Response = owner_client.get(address(Platform, "list"), {"export": "xlsx"})

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in list(sheet.rows)[1]][:2] == ["=1+1", "bell"]
    assert list(sheet.rows)[1][0].data_type == "s"


@pytest.mark.parametrize("model", [Game, Playthrough])
def test_an_export_costs_no_more_queries_for_more_rows(
    owner_client: Client, add_games: AddGames, model: type
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            owner_client.get(address(model, "list"), {"export": "csv"})
        return len(captured)

    add_games(2)
    few = queries()
    add_games(8)

    assert queries() == few


FORMULA = '=HYPERLINK("https://example.org/","Chrono Trigger")'


def test_the_history_of_everything_holds_no_formula(owner_client: Client) -> None:
    game = Game.objects.add(name=FORMULA)
    log(game, "wagtail.edit")
    url = reverse("wagtailadmin_reports:site_history")

    row = next(row for row in cells(owner_client.get(url, {"export": "csv"})))

    assert row["Name"] == f"'{FORMULA}"
    assert row["Type"] == "Game" and row["Action type"] == "Edit"
    response: Response = owner_client.get(url, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    name = list(sheet.rows)[1][1]
    assert (name.value, name.data_type) == (FORMULA, "s")


def test_control_codes_do_not_break_the_history_as_a_spreadsheet(
    owner_client: Client,
) -> None:
    log(Game.objects.add(name="Bell\x07"), "wagtail.edit")
    url = reverse("wagtailadmin_reports:site_history")

    assert owner_client.get(url, {"export": "xlsx"}).status_code == 200


def test_reports_stay_closed_to_strangers(client: Client) -> None:
    for name in ("site_history", "site_history_results", "aging_pages"):
        response = client.get(reverse(f"wagtailadmin_reports:{name}"))
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")  # type: ignore[attr-defined]


def exporting_views() -> Iterator[tuple[str, type]]:
    """Address and class of every view that can export, as requests reach it."""

    def walk(patterns: list[Any], before: str) -> Iterator[tuple[str, Any]]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route, pattern.callback

    for route, callback in walk(get_resolver().url_patterns, "/"):
        view = getattr(callback, "view_class", None)
        if view is None or not issubclass(view, SpreadsheetExportMixin):
            continue
        if "<" not in route:
            view = resolve(route).func.view_class  # type: ignore[attr-defined]
        options = getattr(callback, "view_initkwargs", {})
        if options.get("list_export", view.list_export):
            yield route, view


def test_every_view_that_exports_does_it_safely() -> None:
    found = dict(exporting_views())

    assert {"/admin/games/", "/admin/reports/site-history/"} <= set(found)
    unsafe = {url for url, view in found.items() if not issubclass(view, SafeExport)}
    assert unsafe == set()
