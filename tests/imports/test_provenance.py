"""What IGDB brings in an import is IGDB's word, and stays so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from apps.library.igdb.differences import differences_of
from apps.library.igdb.differences import sources_of
from apps.library.igdb.sync import outdated_games
from apps.library.igdb.sync import sync_games
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.imports.conftest import Desk
from tests.imports.test_enriched_apply import matched
from tests.integrations.igdb_server import IgdbServer

EIGHT = """# Beaten

## My Final Fantasies

- Final Fantasy VIII (PS1)
- Final Fantasy VIII Remastered
"""


def sync() -> None:
    sync_games(Game.objects.values_list("pk", flat=True))


@pytest.fixture
def eight(desk: Desk, igdb_server: IgdbServer) -> Game:
    """Of the owner's list, with its remaster."""
    desk.apply(matched(desk, EIGHT))
    return Game.objects.get(name="Final Fantasy VIII")


def sources_of_all(game: Game) -> list[dict[str, str]]:
    return [sources_of(game), *map(sources_of, game.editions.order_by("id"))]


def test_relations_that_igdb_brought_are_igdbs(eight: Game) -> None:
    game, first, remaster = sources_of_all(eight)

    assert game.pop("franchise_id") == "owner"
    for sources in (game, first, remaster):
        sources.pop("twitch_category_id", None)
        assert {*sources.values()} == {"igdb"}


def test_they_stay_igdbs_after_a_sync(eight: Game) -> None:
    before = sources_of_all(eight)

    sync()

    eight.refresh_from_db()
    assert sources_of_all(eight) == before
    assert differences_of(eight) == []


def test_a_sync_brings_what_igdb_has_changed_in_them(
    eight: Game, igdb_server: IgdbServer
) -> None:
    row = igdb_server.game("Final Fantasy VIII")
    row["platforms"] = [*row["platforms"], 38]
    row["updated_at"] += 1

    sync()

    names = set(eight.platforms.values_list("name", flat=True))
    assert names == {"PlayStation", "PlayStation Portable"}


def test_what_the_owner_changes_is_the_owners(eight: Game) -> None:
    eight.platforms.set([Platform.objects.create(name="iOS")])
    eight.set_genres([Genre.objects.create(name="Card games")])

    sync()

    eight.refresh_from_db()
    sources = sources_of(eight)
    assert (sources["platforms"], sources["genres"]) == ("owner", "owner")
    assert [platform.name for platform in eight.platforms.all()] == ["iOS"]


def test_platforms_that_the_source_says_beside_igdbs_are_the_owners(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, "# Beaten\n- Chrono Cross (PS1, Switch)\n"))

    assert sources_of(Game.objects.get())["platforms"] == "owner"


def test_what_an_import_brought_has_yet_to_be_synced(eight: Game) -> None:
    """What a search finds of a game is not the whole of it."""
    assert eight.pk in outdated_games()

    sync()

    assert outdated_games() == []
    assert not Edition.objects.filter(igdb_id__isnull=False, last_synced=None).exists()


def test_the_page_says_whose_word_it_is_and_what_nobody_asked_yet(
    eight: Game, owner_client: Client
) -> None:
    viewset = Game.snippet_viewset
    url = reverse(viewset.get_url_name("inspect"), args=[eight.pk])

    before = owner_client.get(url).content.decode()
    sync()
    after = owner_client.get(url).content.decode()

    for page in (before, after):
        for name in ("Genres", "Platforms"):
            row = page.partition(f'<th scope="row">{name}</th>')[2]
            assert "<td>IGDB</td>" in row.partition("</tr>")[0]
    assert "Not checked yet" in before and "Not known to IGDB" not in before
    assert "Not known to IGDB" in after
