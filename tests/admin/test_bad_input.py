"""Addresses and forms that no page of ours makes: refused, never a server error."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import opened_form
from tests.admin.pages import save

pytestmark = pytest.mark.django_db

CHOOSE = "/admin/snippets/choose/library/game"
BULK = "/admin/bulk/library/game/delete/?next=/admin/games/"


@pytest.mark.parametrize(
    "url",
    [
        "/admin/games/?franchise=abc&genre=-1&platform=x&played=none&p=abc&ordering=x",
        "/admin/games/?original_release_year_min=1e999&q=%00",
        "/admin/games/?original_release_year_max=99999999999999999999",
        "/admin/playthroughs/?game=abc&status=x&completed=-5&rating=9",
        "/admin/playthroughs/?export=exe",
        "/admin/playthroughs/add/?game=99999999999999999999&edition=abc&platform=-1",
        "/admin/playthroughs/add/?edition=99999999999999999999&rating=4.3&status=x",
        "/admin/editions/add/?game=abc",
        f"{CHOOSE.replace('game', 'edition')}/?game=abc",
    ],
)
def test_a_strange_address_shows_an_ordinary_page(
    owner_client: Client, url: str
) -> None:
    assert owner_client.get(url).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        f"{CHOOSE}/?p=abc",
        f"{CHOOSE}/chosen/abc/",
        f"{CHOOSE}/chosen/99999999999999999999/",
        f"{BULK}&id=abc",
        f"{BULK}&id=99999999999999999999",
        "/admin/playthroughs/999999/complete/",
        "/admin/playthroughs/complete-game/999999/",
        "/admin/playthroughs/1/delete_everything/",
    ],
)
def test_an_address_of_nothing_is_not_found(owner_client: Client, url: str) -> None:
    assert owner_client.get(url).status_code == 404


BAD_FIELDS: list[dict[str, object]] = [
    {"franchise": "abc"},
    {"franchise": "99999999999999999999"},
    {"genres": ["abc", "99999999999999999999"]},
    {"platforms": ["-1"]},
    {"primary_genre": "<script>"},
    {"original_release_year": "1e5"},
    {"original_release_year": "99999999999999999999"},
    {"igdb_id": "99999999999999999999"},
    {"name": "x" * 201},
    {"name": "\x00"},
    {"name": "   "},
    {"slug": "no spaces"},
    {"cover_url": "javascript:alert(1)"},
    {"release_date": "2001-02-31"},
    {"summary": "x" * 20_001},
]


def test_a_bad_field_is_refused_and_nothing_is_written(
    owner_client: Client, chrono_trigger: Game
) -> None:
    url = address(Game, "edit", chrono_trigger.pk)
    form = dict(opened_form(owner_client, url).lists())

    for changes in BAD_FIELDS:
        response: Response = owner_client.post(url, {**form, **changes})
        assert response.status_code == 200, changes
        assert set(response.context["form"].errors) == set(changes)

    stored = Game.objects.get()
    assert stored.name == "Chrono Trigger"
    assert stored.updated_at == chrono_trigger.updated_at


def test_a_playthrough_of_nothing_is_refused(
    owner_client: Client, chrono_trigger: Game
) -> None:
    run = Playthrough.objects.earliest("pk")

    for edition in ("abc", "", "99999999999999999999"):
        response = save(
            owner_client, address(Playthrough, "edit", run.pk), edition=edition
        )
        assert "edition" in response.context["form"].errors
    assert Edition.objects.count() == 1
