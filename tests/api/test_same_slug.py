"""A list and a game with one slug: a site may be able to show only one of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import APIToken

from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import address
from tests.admin.pages import save
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data

HEADER = "Questlog-Warning"


@pytest.fixture
def ff_list(db: None) -> List:
    return List.objects.create(name="Final Fantasy", slug="final-fantasy")


def test_a_game_with_the_slug_of_a_list_is_added_with_a_warning(
    writer: ApiClient, ff_list: List
) -> None:
    made = data(writer.post("/games", {"name": "Final Fantasy"}), status=201)
    other = data(writer.post("/games", {"name": "Ico"}), status=201)

    (warning,) = made["warnings"]
    assert 'a list with the slug "final-fantasy"' in warning
    assert "warnings" not in other
    renamed = data(writer.patch("/games/final-fantasy", {"slug": "ff"}))
    assert "warnings" not in renamed


def test_a_list_with_the_slug_of_a_game_warns_in_a_header(
    writer: ApiClient, ff7: Game
) -> None:
    body = {"name": "Seven", "slug": "final-fantasy-vii"}

    made = writer.post("/lists", body)

    assert 'a game with the slug "final-fantasy-vii"' in made.headers[HEADER]
    # The contract's keys and no other.
    assert set(data(made)) == {
        "id",
        "slug",
        "name",
        "description",
        "is_ranked",
        "entry_count",
    }
    assert HEADER in writer.patch("/lists/final-fantasy-vii", {"name": "7"}).headers
    assert (
        HEADER
        not in writer.patch("/lists/final-fantasy-vii", {"slug": "seven"}).headers
    )


def test_an_import_of_works_warns_in_a_header(writer: ApiClient, ff_list: List) -> None:
    body = {"works": [{"name": "Final Fantasy", "slug": "final-fantasy"}]}

    first = writer.post("/import", body)

    assert data(first)["works_created"] == 1
    assert 'a list with the slug "final-fantasy"' in first.headers[HEADER]
    assert HEADER not in writer.post("/import", body).headers


def test_a_warning_does_not_betray_a_private_list(db: None) -> None:
    List.objects.create(name="Secret", slug="secret", visibility="private")
    user = User.objects.create_user("adder")
    user.user_permissions.add(Permission.objects.get(codename="add_game"))
    adder = ApiClient(APIToken.create_token(user=user, name="test")[1])

    made = data(adder.post("/games", {"name": "Secret"}), status=201)

    assert "warnings" not in made


def test_the_admin_warns_when_it_saves(owner_client: Client, ff7: Game) -> None:
    def said(**fields: Any) -> str:
        ranking = List.objects.create(name="Seven")
        save(owner_client, address(List, "edit", ranking.pk), **fields)
        return text_of(owner_client.get(address(List, "list")))

    warning = "There is also a game with the slug"
    assert warning in said(slug="final-fantasy-vii")
    assert warning not in said(slug="eight")
