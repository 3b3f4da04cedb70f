from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

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
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "=cmd|x!A"]
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
