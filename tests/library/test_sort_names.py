"""Names sort as people look for them, in the API, the admin and after an import."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.imports.applying.apply import apply_import
from apps.imports.intake.source import Source
from apps.imports.intake.store import store_source
from apps.imports.models import SourceKind
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import save
from tests.api.client import ApiClient
from tests.api.client import data

pytestmark = pytest.mark.django_db

SHELF = [
    "Child of Light",
    "CODE VEIN",
    "Final Fantasy II",
    "Final Fantasy IX",
    "Final Fantasy X",
    "iOS Classics",
    "Ōkami",
    "The Witcher 3",
]


@pytest.fixture
def shelf(db: None) -> list[Game]:
    """Games in `SHELF`, added in another order."""
    return [Game.objects.add(name=name) for name in sorted(SHELF)[::-1]]


def names(answer: Any) -> list[str]:
    return [row["name"] for row in answer]


def test_games_come_in_that_order_with_pages_and_cursors(shelf: list[Game]) -> None:
    reader = ApiClient()

    assert names(data(reader.get("/works"))) == SHELF
    assert names(data(reader.get("/games"))["items"]) == SHELF
    backwards = data(reader.get("/games", ordering="-name"))
    assert names(backwards["items"]) == SHELF[::-1]
    found: list[str] = []
    cursor: dict[str, Any] = {}
    while len(found) < len(SHELF):
        page = data(reader.get("/games", limit=3, **cursor))
        found += names(page["items"])
        cursor = {"cursor": page["next_cursor"]}
    assert found == SHELF
    assert [e["name"] for e in data(reader.get("/editions"))] == SHELF


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Franchise, "/franchises"),
        (Platform, "/platforms"),
        (Genre, "/genres"),
        (List, "/lists"),
    ],
)
def test_so_does_all_that_has_a_name(model: Any, path: str) -> None:
    for name in sorted(SHELF):
        model.objects.create(name=name)

    assert names(data(ApiClient().get(path))) == SHELF


def titles(content: bytes) -> list[str]:
    links = BeautifulSoup(content, "html.parser").select(
        ".title-wrapper a, .q-cell__name"
    )
    return [" ".join(link.get_text().split()) for link in links]


def test_the_admin_lists_and_choosers_sort_so(
    shelf: list[Game], admin_client: Client
) -> None:
    listing = address(Game, "list")
    assert titles(admin_client.get(listing).content) == SHELF
    backwards = admin_client.get(listing, {"ordering": "-name"})
    assert titles(backwards.content) == SHELF[::-1]
    by_game = admin_client.get(address(Edition, "list"), {"ordering": "game__name"})
    assert titles(by_game.content) == SHELF
    chooser = Game.snippet_viewset.chooser_viewset
    opened = admin_client.get(reverse(chooser.get_url_name("choose_results")))
    page = BeautifulSoup(opened.content, "html.parser")
    links = [
        " ".join(a.get_text().split())
        for a in page.select("a[data-chooser-modal-choice]")
    ]
    assert links == SHELF


def test_the_owner_sets_another_sorting_name(
    shelf: list[Game], admin_client: Client, api_token: str
) -> None:
    game = Game.objects.get(name="The Witcher 3")

    save(admin_client, address(Game, "edit", game.pk), sort_name="Blood and Wine")
    assert names(data(ApiClient().get("/works")))[0] == "The Witcher 3"

    writer = ApiClient(api_token)
    changed = data(writer.patch("/games/the-witcher-3", {"sort_name": "Dandelion"}))
    assert changed["sort_name"] == "Dandelion"
    assert names(data(writer.get("/works")))[2] == "The Witcher 3"

    data(writer.patch("/games/the-witcher-3", {"sort_name": ""}))
    assert names(data(writer.get("/works"))) == SHELF


def test_a_new_name_sorts_anew_whichever_way_it_is_saved(shelf: list[Game]) -> None:
    game = Game.objects.get(name="Ōkami")
    game.name = "Arcana"
    game.save(update_fields=["name"])

    assert names(data(ApiClient().get("/works")))[0] == "Arcana"


def test_what_an_import_writes_sorts_too(owner: User) -> None:
    text = "# Beaten\n\n" + "".join(f"- {name}\n" for name in sorted(SHELF))
    source = Source.of_text(text, SourceKind.PASTED, "")

    apply_import(store_source(source, by=owner), by=owner, at=timezone.now())

    assert names(data(ApiClient().get("/works"))) == SHELF
