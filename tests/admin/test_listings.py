"""Every listing of the admin, over every column, filter and search at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.snippets.models import get_snippet_models

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Genre
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import rows

pytestmark = pytest.mark.django_db


def sort_keys(response: Response) -> Iterator[str]:
    for column in response.context["table"].columns.values():
        if column.sort_key:
            yield column.sort_key


def test_every_column_sorts_under_a_search(
    owner_client: Client, chrono_trigger: Game
) -> None:
    tried = 0
    for model in get_snippet_models():
        url = address(model, "list_results")
        for key in list(sort_keys(owner_client.get(url))):
            # Both directions are the same column and the same kind of statement.
            for ordering in (f"-{key}", key) if tried == 0 else (f"-{key}",):
                response = owner_client.get(url, {"ordering": ordering, "q": "chrono"})
                assert response.status_code == 200, (model, ordering)
                assert response.context["ordering"] == ordering
                tried += 1
    assert tried > 25


def test_games_sort_by_times_completed_and_best_rating(
    owner_client: Client, chrono_trigger: Game
) -> None:
    Game.objects.add(name="Another")

    for column in ("times_completed", "best_rating"):
        response = owner_client.get(address(Game, "list"), {"ordering": f"-{column}"})
        assert rows(response) == ["Chrono Trigger", "Another"]
        assert response.context["object_list"][0].facts.times == 2
        assert response.context["object_list"][0].facts.stars == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pokemon", ["Pokémon Red"]),
        ("final fantasy 7", ["Final Fantasy VII"]),
        ("FF7", ["Final Fantasy VII"]),
        ("pokemn", ["Pokémon Red"]),
        ("finel fantasy", ["Final Fantasy VII"]),
        ('"; DROP TABLE', []),
        ("%", []),
        ("\\", []),
        ("'", []),
    ],
)
def test_games_are_found_by_name_and_other_names(
    owner_client: Client, text: str, found: list[str]
) -> None:
    Game.objects.add(name="Pokémon Red")
    Game.objects.add(name="Final Fantasy VII", aliases=["FF7"])

    response = owner_client.get(address(Game, "list"), {"q": text})

    assert rows(response) == found


@pytest.mark.parametrize("model", [Edition, Playthrough])
def test_editions_and_playthroughs_are_found_by_their_game(
    owner_client: Client, model: Any, chrono_trigger: Game
) -> None:
    other = Game.objects.add(name="Final Fantasy VII")
    Playthrough.objects.create(edition=other.first_edition())

    response = owner_client.get(address(model, "list"), {"q": "final fantasy 7"})

    assert rows(response) == ["Final Fantasy VII"]


def test_filters_and_search_narrow_each_other(
    owner_client: Client, chrono_trigger: Game
) -> None:
    Game.objects.add(name="Chrono Cross", franchise=chrono_trigger.franchise)
    game = chrono_trigger
    filters: dict[str, Any] = {
        "franchise": game.franchise_id,
        "genre": Genre.objects.get(name="RPG").pk,
        "platform": game.platforms.get().pk,
        "original_release_year_min": 1990,
        "original_release_year_max": 1999,
        "played": "completed",
        "cover": "no",
    }

    for name, value in filters.items():
        response = owner_client.get(address(Game, "list"), {name: value, "q": "chro"})
        assert "Chrono Trigger" in rows(response), name
    everything = owner_client.get(address(Game, "list"), {**filters, "q": "chrono"})
    unplayed = owner_client.get(address(Game, "list"), {"played": "never"})

    assert rows(everything) == ["Chrono Trigger"]
    assert rows(unplayed) == ["Chrono Cross"]


def test_a_genre_filter_takes_in_what_lies_under_it(
    owner_client: Client, chrono_trigger: Game
) -> None:
    chrono_trigger.set_genres([Genre.objects.get(name="JRPG")])
    rpg = Genre.objects.get(name="RPG")

    response = owner_client.get(address(Game, "list"), {"genre": rpg.pk})

    assert rows(response) == ["Chrono Trigger"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"status": "completed"}, 2),
        ({"status": "playing"}, 0),
        ({"completed": "2003"}, 2),
        ({"completed": "2004"}, 0),
        ({"rating": "4.0"}, 1),
        ({"visibility": "private"}, 0),
        ({"completed": "99999999999999999999"}, 0),
    ],
)
def test_playthroughs_are_filtered(
    owner_client: Client, chrono_trigger: Game, filters: dict[str, str], count: int
) -> None:
    response = owner_client.get(address(Playthrough, "list"), filters)

    assert len(rows(response)) == count


def test_genres_stand_under_their_parents(owner_client: Client) -> None:
    rpg = Genre.objects.create(name="RPG")
    Genre.objects.create(name="Action")
    tactics = Genre.objects.create(name="Tactics", parent=rpg)
    Genre.objects.create(name="Grid tactics", parent=tactics)
    Genre.objects.create(name="JRPG", parent=rpg)

    response = owner_client.get(address(Genre, "list"))

    assert rows(response) == ["Action", "RPG", "JRPG", "Tactics", "Grid tactics"]
    assert [row.depth for row in response.context["object_list"]] == [0, 0, 1, 1, 2]
