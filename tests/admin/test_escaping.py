"""HTML in names stays text on every page."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from tests.admin.pages import address

pytestmark = pytest.mark.django_db

EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>"


@pytest.fixture
def evil_game(db: None) -> Game:
    platform = Platform.objects.create(
        name=EVIL, abbreviation="<b>x</b>", aliases=[EVIL]
    )
    genre = Genre.objects.create(name=EVIL)
    game = Game.objects.add(
        name=EVIL,
        aliases=[EVIL],
        summary=EVIL,
        franchise=Franchise.objects.create(name=EVIL),
        cover_url="https://example.org/x.jpg?<script>\"'>",
    )
    game.set_genres([genre], primary=genre)
    game.platforms.add(platform)
    Edition.objects.create(game=game, name=EVIL).platforms.add(platform)
    Playthrough.objects.create(
        edition=game.first_edition(), platform=platform, notes=EVIL
    )
    List.objects.create(name=EVIL).add(game, notes=EVIL)
    return game


def test_no_page_runs_what_stands_in_a_name(
    owner_client: Client, evil_game: Game
) -> None:
    for model in (Game, Edition, Playthrough, Platform, Franchise, Genre):
        row = model.objects.latest("pk")
        for name in ("list", "inspect", "edit", "delete", "history", "copy"):
            args = [] if name == "list" else [row.pk]
            html = owner_client.get(address(model, name, *args)).content.decode()
            assert "<script>alert" not in html, (model, name)
            assert "<img src=x" not in html, (model, name)
            assert "<b>x</b>" not in html, (model, name)


def test_messages_and_choosers_do_not_either(
    owner_client: Client, evil_game: Game
) -> None:
    run = Playthrough.objects.get()
    answers = [
        owner_client.get("/admin/"),
        owner_client.post(address(Game, "delete", evil_game.pk), follow=True),
        owner_client.post(address(Playthrough, "verb", run.pk, "pause"), follow=True),
        owner_client.get(address(Playthrough, "complete_game", evil_game.pk)),
        owner_client.get("/admin/games/?q=<script>alert"),
        owner_client.get("/admin/games/?franchise=<script>alert"),
        owner_client.get("/admin/snippets/choose/library/edition/results/?q=<script>"),
    ]

    for answer in answers:
        assert "<script>alert" not in answer.content.decode()
        assert "<img src=x" not in answer.content.decode()
