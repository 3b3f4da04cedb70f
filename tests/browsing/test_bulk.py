"""Games put on a list together, and synced from their playthroughs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.conftest import MakeClient
from tests.admin.pages import Response
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.browsing.conftest import finish

pytestmark = pytest.mark.django_db


def bulk(client: Client, action: str, rows: Any, **data: Any) -> Response:
    labels = rows[0]._meta
    url = reverse(
        "wagtail_bulk_action", args=[labels.app_label, labels.model_name, action]
    )
    keys = "&".join(["next=/admin/", *(f"id={row.pk}" for row in rows)])
    return client.post(f"{url}?{keys}", data, follow=True)


def names(list_: List) -> list[str]:
    return [entry.game.name for entry in list_.entries.with_games()]


def undo(client: Client, response: Response) -> str:
    form = page(response).select_one(".q-undo")
    assert form is not None
    sent = {str(i["name"]): str(i["value"]) for i in form.select("input[name]")}
    return text_of(client.post(str(form["action"]), sent, follow=True))


def test_games_go_to_the_end_of_a_list_and_off_it_again(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    top = List.objects.get()
    games = [shelf["Lufia"], shelf["Chrono Trigger"], shelf["Celeste"]]

    response = bulk(owner_client, "add_to_list", games, chosen=top.pk)

    assert "2 games added to “Top RPGs”. 1 game already on it." in text_of(response)
    assert names(top) == ["Chrono Trigger", "Celeste", "Lufia"]
    # One change in the list's history.
    assert len(top.activities.latest("pk").moves) == 2
    assert "2 games taken off “Top RPGs” again." in undo(owner_client, response)
    assert names(top) == ["Chrono Trigger"]
    assert "aren’t on “Top RPGs” any more" in undo(owner_client, response)


def test_of_playthroughs_it_is_their_games_once_each(
    owner_client: Client, shelf: dict[str, Game]
) -> None:
    plan = List.objects.create(name="Plan")
    runs = list(Playthrough.objects.filter(edition__game__name__startswith="Chrono"))
    assert len(runs) == 3

    bulk(owner_client, "add_to_list", runs, chosen=plan.pk)

    assert names(plan) == ["Chrono Cross", "Chrono Trigger"]


def test_only_those_who_may_change_lists_add(
    client_with: MakeClient, shelf: dict[str, Game]
) -> None:
    client = client_with("library.view_game", "library.change_game")
    top = List.objects.get()

    bulk(client, "add_to_list", [shelf["Lufia"]], chosen=top.pk)

    assert names(top) == ["Chrono Trigger"]


def test_the_games_of_playthroughs_are_synced(owner_client: Client) -> None:
    game = Game.objects.add(name="Celeste", igdb_id=26226)
    runs = [finish(game), finish(game)]

    url = reverse(
        "wagtail_bulk_action", args=["journal", "playthrough", "sync_with_igdb"]
    )
    asked = owner_client.get(f"{url}?id={runs[0].pk}&id={runs[1].pk}")

    assert "1 game selected. The 1 with an IGDB id will be updated." in text_of(asked)
    assert "IGDB isn't set up" in text_of(bulk(owner_client, "sync_with_igdb", runs))
