"""Covers on the board and in the listing of lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from apps.library.covers.images import keep_image
from apps.library.models import Cover
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import page
from tests.library.images import picture
from tests.lists.conftest import MakeList

pytestmark = pytest.mark.django_db


@pytest.fixture
def covered(settings: Settings, tmp_path: Path, make_list: MakeList) -> List:
    """A list of seven games, the first of which has a cover of 528 by 748 pixels."""
    settings.MEDIA_ROOT = tmp_path
    list_ = make_list(7)
    facts = keep_image(picture())
    game = Game.objects.get(name="Game 1")
    game.cover_url = "https://images.igdb.com/one.jpg"
    game.save()
    Cover.objects.create(
        source_url=game.cover_url,
        sha256=facts.sha256,
        width=facts.width,
        height=facts.height,
        color=facts.color,
        fetched_at=timezone.now(),
    )
    return list_


def test_the_board_sends_the_cover_of_each_row_or_none(
    owner_client: Client, covered: List
) -> None:
    rows = owner_client.get(f"/admin/lists/rank/{covered.pk}/rows/").json()["rows"]

    first, *others = [row[6] for row in rows]
    assert owner_client.get(f"/media/{first}").status_code == 200
    assert others == [None] * 6


def test_a_list_shows_its_first_five_games(owner_client: Client, covered: List) -> None:
    listing = page(owner_client.get(address(List, "list")))

    fan = listing.select(".q-fan .q-cover")
    assert len(fan) == 5
    assert fan[0].img is not None
    assert "-180.webp" in str(fan[0].img["srcset"])
    assert [each.get_text(strip=True) for each in fan[1:]] == ["G"] * 4


def test_more_lists_cost_no_more_statements(
    owner_client: Client, covered: List, make_list: MakeList
) -> None:
    few = _statements(owner_client)

    for number in range(5):
        make_list(7, name=f"List {number}", games=f"Other {number}")

    assert _statements(owner_client) == few


def _statements(client: Client) -> int:
    client.get(address(List, "list"))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(List, "list")).status_code == 200
    return len(captured)
