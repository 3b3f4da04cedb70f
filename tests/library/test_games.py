from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import connection
from django.db import transaction
from django.db.models import ProtectedError

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Game
from apps.library.models import Genre
from apps.lists.models import List

pytestmark = pytest.mark.django_db


def test_a_game_comes_with_its_first_edition() -> None:
    game = Game.objects.add(name="Final Fantasy IV", release_date="1991-07-19")

    edition = game.editions.get()
    assert (edition.name, edition.edition_type) == ("Final Fantasy IV", "original")
    assert edition.release_date == "1991-07-19"


def test_a_game_may_come_with_an_edition_of_the_owners_choice() -> None:
    remake = Edition(name="Reunion", edition_type=EditionType.REMASTER)

    game = Game.objects.add(name="Crisis Core", edition=remake)

    assert [e.slug for e in game.editions.all()] == ["crisis-core-reunion"]


def test_a_game_without_an_edition_cannot_be_committed() -> None:
    with pytest.raises(IntegrityError, match="no edition"), transaction.atomic():
        Game.objects.create(name="Lonely")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_only_edition_of_a_game_stays() -> None:
    game = Game.objects.add(name="Chrono Trigger")

    with pytest.raises(ValidationError, match="only edition of Chrono Trigger"):
        game.first_edition().delete()


def test_slugs_are_made_from_names_and_stay_when_the_name_changes() -> None:
    game = Game.objects.add(name="Pokémon Sword")

    game.name = "Pokémon Sword Version"
    game.save()

    assert game.slug == "pokemon-sword"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (".hack//Infection", "hack-infection"),
        ("Mario & Luigi: Bowser's Inside Story", "mario-luigi-bowsers-inside-story"),
        ("ファイナルファンタジー", "game"),
        ("🎮", "game"),
    ],
)
def test_every_name_makes_a_slug(name: str, slug: str) -> None:
    assert Game.objects.add(name=name).slug == slug


def test_namesakes_get_numbered_slugs() -> None:
    slugs = [Game.objects.add(name="Prey").slug for _ in range(3)]

    assert slugs == ["prey", "prey-2", "prey-3"]


@pytest.mark.parametrize(
    "text", ["pokemon sword", "POKÉMON", "sword pokemon", "galar", "poke"]
)
def test_search_finds_any_spelling_and_aliases(text: str) -> None:
    game = Game.objects.add(name="Pokémon Sword", aliases=["The Galar Game"])
    Game.objects.add(name="Shield")

    assert list(Game.objects.matching(text)) == [game]


def test_search_takes_roman_numerals_for_numbers() -> None:
    seven = Game.objects.add(name="Final Fantasy VII")
    for name in ("Final Fantasy VI", "Final Fantasy XVII", "Final Fantasy X"):
        Game.objects.add(name=name)

    assert list(Game.objects.matching("final fantasy 7")) == [seven]


@pytest.mark.parametrize("year", [1949, 2101, -1])
def test_release_years_outside_history_are_refused(year: int) -> None:
    with pytest.raises(ValidationError):
        Game.objects.add(name="Timeless", original_release_year=year)


def test_a_game_that_was_played_cannot_be_deleted() -> None:
    game = Game.objects.add(name="Chrono Trigger")
    Playthrough.objects.create(edition=game.first_edition())

    with pytest.raises(ProtectedError):
        game.delete()


def test_a_game_on_a_list_cannot_be_deleted() -> None:
    game = Game.objects.add(name="Chrono Trigger")
    List.objects.create(name="Top RPGs").add(game)

    with pytest.raises(ProtectedError):
        game.delete()


def test_a_genre_cannot_lie_under_itself() -> None:
    rpg = Genre.objects.create(name="RPG")
    jrpg = Genre.objects.create(name="JRPG", parent=rpg)
    rpg.parent = jrpg

    with pytest.raises(ValidationError, match="its own ancestor"):
        rpg.full_clean()


def test_what_the_owner_typed_stays_theirs_when_a_remote_says_otherwise() -> None:
    game = Game.objects.add(name="Final Fantasy IV")
    game = Game.objects.get(pk=game.pk)

    kept = game.apply_remote(
        {"name": "Final Fantasy IV (1991)", "summary": "A dark knight."}, source="igdb"
    )
    game.save()

    game.refresh_from_db()
    assert kept == {"name": ("Final Fantasy IV", "Final Fantasy IV (1991)")}
    assert (game.name, game.summary) == ("Final Fantasy IV", "A dark knight.")
    assert game.provenance == {"name": "owner", "summary": "igdb"}


def test_a_remote_value_that_the_owner_edits_becomes_theirs() -> None:
    game = Game.objects.add(name="Final Fantasy IV")
    game.apply_remote({"summary": "A dark knight."}, source="igdb")
    game.save()

    again = Game.objects.get(pk=game.pk)
    again.summary = "Cecil's story."
    again.save()

    assert again.provenance["summary"] == "owner"
    assert again.apply_remote({"summary": "A knight."}, source="igdb")


def test_what_the_owner_emptied_stays_empty() -> None:
    game = Game.objects.add(name="Final Fantasy IV")
    game.apply_remote({"summary": "A dark knight."}, source="igdb")
    game.save()
    game = Game.objects.get(pk=game.pk)
    game.summary = ""
    game.save()

    kept = game.apply_remote({"summary": "A knight."}, source="igdb")

    assert (kept, game.summary) == ({"summary": ("", "A knight.")}, "")
