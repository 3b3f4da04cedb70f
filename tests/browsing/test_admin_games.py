from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import field_errors
from tests.admin.pages import opened_form
from tests.admin.pages import save
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def celeste(db: None) -> Game:
    return Game.objects.add(name="Celeste", original_release_year=2018)


def test_a_game_is_added_with_its_first_edition(owner_client: Client) -> None:
    switch = Platform.objects.create(name="Switch")
    rpg, jrpg = (Genre.objects.create(name=name) for name in ("RPG", "JRPG"))
    franchise = Franchise.objects.create(name="Chrono")

    response = save(
        owner_client,
        address(Game, "add"),
        name="Chrono Trigger",
        aliases="CT\nクロノ・トリガー\nWarhammer 40,000\n\nCT",
        franchise=franchise.pk,
        original_release_year=1995,
        release_date="1995-03",
        platforms=[switch.pk],
        genres=[rpg.pk],
        primary_genre=jrpg.pk,
    )

    assert response.status_code == 302
    game = Game.objects.get()
    assert game.slug == "chrono-trigger"
    assert game.aliases == ["CT", "クロノ・トリガー", "Warhammer 40,000"]
    assert game.release_date == "1995-03"
    edition = game.editions.get()
    assert (edition.name, list(edition.platforms.all())) == ("Chrono Trigger", [switch])
    assert set(game.genres.all()) == {rpg, jrpg}
    assert game.game_genres.get(is_primary=True).genre == jrpg


def test_saving_an_unchanged_form_changes_nothing(
    owner_client: Client, celeste: Game
) -> None:
    celeste.aliases = ["Celeste, the mountain", "C"]
    celeste.save()
    rpg = Genre.objects.create(name="RPG")
    celeste.set_genres([rpg], primary=rpg)

    def stored() -> list[Any]:
        fields = Game.objects.values("name", "slug", "aliases", "provenance", "summary")
        genres = celeste.game_genres.values_list("genre_id", "is_primary")
        return [*fields, *genres]

    before = stored()
    save(owner_client, address(Game, "edit", celeste.pk))

    assert stored() == before


def test_renaming_keeps_the_address(owner_client: Client, celeste: Game) -> None:
    save(owner_client, address(Game, "edit", celeste.pk), name="Celeste Classic")

    celeste.refresh_from_db()
    assert (celeste.name, celeste.slug) == ("Celeste Classic", "celeste")
    assert celeste.provenance["name"] == "owner"


def test_an_emptied_address_is_made_anew(owner_client: Client, celeste: Game) -> None:
    save(owner_client, address(Game, "edit", celeste.pk), name="Summit", slug="")

    celeste.refresh_from_db()
    assert celeste.slug == "summit"


@pytest.mark.parametrize("name", ["Celeste", "CELESTE", "celeste!", "The Mountain"])
def test_a_known_name_asks_whether_it_is_another_game(
    owner_client: Client, celeste: Game, name: str
) -> None:
    celeste.aliases = ["The Mountain"]
    celeste.save()
    url = address(Game, "add")

    asked = save(owner_client, url, name=name)
    data = dict(opened_form(owner_client, url).lists())
    insisted = owner_client.post(url, {**data, "name": name, "another_game": "on"})

    assert "“Celeste” (2018) is already in your library" in field_errors(asked)["name"]
    assert "a different game with the same name" in text_of(asked)
    assert insisted.status_code == 302
    assert Game.objects.count() == 2


def test_changing_genres_moves_the_primary_one(
    owner_client: Client, celeste: Game
) -> None:
    first, second = (Genre.objects.create(name=name) for name in ("A", "B"))
    celeste.set_genres([first], primary=first)

    save(
        owner_client,
        address(Game, "edit", celeste.pk),
        genres=[first.pk, second.pk],
        primary_genre=second.pk,
    )

    assert celeste.game_genres.get(is_primary=True).genre == second
    assert celeste.genres.count() == 2


def test_a_copy_starts_without_what_must_be_its_own(
    owner_client: Client, celeste: Game
) -> None:
    celeste.igdb_id = 26226
    celeste.save()

    form = opened_form(owner_client, address(Game, "copy", celeste.pk))
    again = owner_client.post(
        address(Game, "add"), {**dict(form.lists()), "name": "Celeste 64"}
    )

    assert (form["name"], form["slug"], form["igdb_id"]) == ("Celeste", "", "")
    assert again.status_code == 302
    assert Game.objects.get(name="Celeste 64").slug == "celeste-64"


def test_a_games_own_page_shows_all_about_it(
    owner_client: Client, celeste: Game
) -> None:
    Edition.objects.create(game=celeste, name="Farewell", edition_type="definitive")
    List.objects.create(name="Top platformers").add(celeste)

    response = owner_client.get(address(Game, "inspect", celeste.pk))

    text = text_of(response)
    assert "Celeste Original" in text
    assert "Farewell Definitive edition" in text
    assert "Original release year 2018 You" in text
    assert "Not played yet" in text
    assert "Rank 1 Top platformers of 1" in text
    assert "Not linked to an IGDB game Last synced Never" in text


def test_an_edition_is_added_from_its_games_page(
    owner_client: Client, celeste: Game
) -> None:
    url = f"{address(Edition, 'add')}?game={celeste.pk}"
    assert opened_form(owner_client, url)["game"] == str(celeste.pk)

    response = save(owner_client, url, name="Switch version", edition_type="port")

    assert response.status_code == 302
    assert celeste.editions.get(edition_type="port").slug == "celeste-switch-version"


def test_a_game_is_not_left_without_an_edition(
    owner_client: Client, celeste: Game
) -> None:
    other = Game.objects.add(name="Other")
    only = celeste.first_edition()

    response = save(owner_client, address(Edition, "edit", only.pk), game=other.pk)

    assert "only edition" in field_errors(response)["game"]
    assert celeste.editions.exists()


def test_a_genre_cannot_lie_under_itself(owner_client: Client) -> None:
    rpg = Genre.objects.create(name="RPG")
    jrpg = Genre.objects.create(name="JRPG", parent=rpg)

    response = save(owner_client, address(Genre, "edit", rpg.pk), parent=jrpg.pk)

    assert "can't be its own ancestor" in field_errors(response)["parent"]


def test_a_franchise_has_one_spelling(owner_client: Client) -> None:
    Franchise.objects.create(name="Zelda")

    response = save(owner_client, address(Franchise, "add"), name="ZELDA")

    assert "A franchise with this name already exists" in text_of(response)


def test_a_platforms_other_names_may_hold_commas(owner_client: Client) -> None:
    save(
        owner_client,
        address(Platform, "add"),
        name="Super Nintendo Entertainment System",
        abbreviation="SNES",
        aliases="Super Famicom\nSNES, US",
    )

    assert Platform.objects.get().aliases == ["Super Famicom", "SNES, US"]
