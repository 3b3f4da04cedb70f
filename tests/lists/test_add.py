from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from apps.lists.models import List
from apps.lists.models import ListChanged
from apps.lists.models import Verb
from tests.lists.conftest import MakeGames
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db


def test_a_game_is_added_at_the_end(top_rpgs: List, make_games: MakeGames) -> None:
    [game] = make_games(1)

    entry = top_rpgs.add(game)

    assert entry.position == 5
    assert ranking_of(top_rpgs)[4] == (5, "Game 1")


def test_a_game_is_added_in_the_middle_and_the_others_make_room(
    top_rpgs: List, make_games: MakeGames
) -> None:
    [game] = make_games(1)

    entry = top_rpgs.add(game, position=2, notes="At last")

    assert (entry.position, entry.notes) == (2, "At last")
    assert ranking_of(top_rpgs) == [
        (1, "Chrono Trigger"),
        (2, "Game 1"),
        (3, "Final Fantasy IV"),
        (4, "Suikoden"),
        (5, "Xenogears"),
    ]


@pytest.mark.parametrize("position", [0, -1, 6, 2**31])
def test_a_position_outside_the_list_is_refused(
    top_rpgs: List, make_games: MakeGames, position: int
) -> None:
    [game] = make_games(1)

    with pytest.raises(ValidationError, match="Choose 1 to 5"):
        top_rpgs.add(game, position=position)

    assert len(names_of(top_rpgs)) == 4


def test_a_listed_game_is_refused(top_rpgs: List) -> None:
    entry = top_rpgs.entries.all()[0]

    with pytest.raises(ValidationError, match="already on this list"):
        top_rpgs.add(entry.game)

    assert top_rpgs.activities.first().verb == Verb.ADDED  # type: ignore[union-attr]
    assert len(names_of(top_rpgs)) == 4


def test_notes_that_are_too_long_are_refused(
    top_rpgs: List, make_games: MakeGames
) -> None:
    [game] = make_games(1)

    with pytest.raises(ValidationError, match="10000"):
        top_rpgs.add(game, notes="x" * 10_001)

    assert len(names_of(top_rpgs)) == 4


def test_many_games_are_added_as_one_change(
    top_rpgs: List, make_games: MakeGames
) -> None:
    games = make_games(3)
    version = top_rpgs.version

    entries = top_rpgs.add_many([*games, games[0]], notes={games[1]: "Twice"})

    assert [entry.position for entry in entries] == [5, 6, 7]
    assert [entry.notes for entry in entries] == ["", "Twice", ""]
    assert top_rpgs.version == version + 1
    latest = top_rpgs.activities.all()[0]
    assert latest.entries == ["game-1", "game-2", "game-3"]


def test_many_games_go_to_the_positions_they_ask_for(
    top_rpgs: List, make_games: MakeGames
) -> None:
    one, two, three, four = make_games(4)

    top_rpgs.add_many(
        [one, two, three, four], positions={one: 3, two: 1, four: 99, three: 3}
    )

    assert names_of(top_rpgs) == [
        "Game 2",
        "Chrono Trigger",
        "Game 1",
        "Game 3",
        "Final Fantasy IV",
        "Suikoden",
        "Xenogears",
        "Game 4",
    ]


def test_games_that_are_listed_already_are_left_alone(
    top_rpgs: List, make_games: MakeGames
) -> None:
    listed = top_rpgs.entries.all()[0].game
    version = top_rpgs.version

    assert top_rpgs.add_many([listed]) == []
    assert top_rpgs.version == version

    [game] = make_games(1)
    assert [entry.game for entry in top_rpgs.add_many([listed, game])] == [game]


def test_an_unranked_list_has_no_positions_unless_given(
    make_games: MakeGames,
) -> None:
    wishes = List.objects.create(name="Wishes", is_ranked=False)
    one, two, three, four = make_games(4)

    wishes.add(one)
    wishes.add(two, position=7)
    wishes.add_many([three, four], positions={four: 2})

    assert ranking_of(wishes) == [
        (2, "Game 4"),
        (7, "Game 2"),
        (None, "Game 1"),
        (None, "Game 3"),
    ]


def test_a_position_of_an_unranked_list_is_given_once(make_games: MakeGames) -> None:
    wishes = List.objects.create(name="Wishes", is_ranked=False)
    one, two, three = make_games(3)
    wishes.add(one, position=7)

    with pytest.raises(ValidationError, match="Position 7 is taken by Game 1"):
        wishes.add(two, position=7)
    with pytest.raises(ValidationError, match="have the same position"):
        wishes.add_many([two, three], positions={two: 1, three: 1})

    assert names_of(wishes) == ["Game 1"]


def test_an_outdated_picture_of_the_list_is_refused(
    top_rpgs: List, make_games: MakeGames
) -> None:
    [game] = make_games(1)

    with pytest.raises(ListChanged, match="changed elsewhere"):
        top_rpgs.add(game, expected_version=top_rpgs.version - 1)

    assert len(names_of(top_rpgs)) == 4
