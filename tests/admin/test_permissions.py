"""What one may not do is not offered, and does not work when tried anyway."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.imports.models import Import
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.admin.conftest import MakeClient
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db

VIEW = ("library.view_game", "journal.view_playthrough", "library.view_edition")
OFFERS = {"Edit", "Delete", "Copy", "Mark completed", "Complete", "Reopen"}


@pytest.fixture
def viewer(client_with: MakeClient) -> Client:
    return client_with(*VIEW)


def offered(response: Any) -> set[str]:
    labels = {
        " ".join(each.get_text(" ").split())
        for each in page(response).select("a,button")
    }
    return {each for each in labels if each in OFFERS or each.startswith("Add ")}


def test_a_viewer_is_offered_nothing_to_change(
    viewer: Client, chrono_trigger: Game
) -> None:
    run = Playthrough.objects.earliest("pk")
    urls = [
        address(Game, "list"),
        address(Game, "inspect", chrono_trigger.pk),
        address(Playthrough, "list"),
        address(Playthrough, "inspect", run.pk),
    ]

    for url in urls:
        response = viewer.get(url)
        assert response.status_code == 200, url
        assert offered(response) == set(), url
    assert "Chrono Trigger" in text_of(viewer.get(urls[0]))


def test_a_viewer_cannot_change_anything_by_address(
    viewer: Client, chrono_trigger: Game
) -> None:
    run = Playthrough.objects.earliest("pk")
    urls = [
        address(Game, "add"),
        address(Game, "edit", chrono_trigger.pk),
        address(Game, "delete", chrono_trigger.pk),
        address(Playthrough, "edit", run.pk),
        address(Playthrough, "complete", run.pk),
        address(Playthrough, "verb", run.pk, "reopen"),
        address(Playthrough, "complete_game", chrono_trigger.pk),
    ]

    for url in urls:
        assert viewer.get(url).status_code == 302, url
        viewer.post(url, {"name": "Changed", "on": "2020", "playthrough": "new"})
    chrono_trigger.refresh_from_db()
    assert chrono_trigger.name == "Chrono Trigger"
    assert Playthrough.objects.filter(status="completed").count() == 2


def test_who_may_not_see_games_gets_no_page_of_theirs(
    client_with: MakeClient, chrono_trigger: Game
) -> None:
    stranger = client_with("journal.view_playthrough")

    assert stranger.get(address(Game, "list")).status_code == 302
    assert stranger.get(address(Game, "inspect", chrono_trigger.pk)).status_code == 302


def test_a_chooser_offers_creation_only_to_who_may_add(
    client_with: MakeClient, owner_client: Client
) -> None:
    url = Game.snippet_viewset.chooser_viewset.get_url_name("choose")

    helper = client_with("journal.add_playthrough").get(reverse(url)).json()["html"]
    owner = owner_client.get(reverse(url)).json()["html"]

    assert "Add new" not in helper
    assert "Add new" in owner


@pytest.mark.parametrize(
    "model", [WebhookEndpoint, WebhookDelivery, Import, List, Playthrough]
)
@pytest.mark.parametrize(
    "view", ["choose", "choose_results", "chosen", "chosen_multiple"]
)
def test_a_chooser_names_nothing_to_who_may_not_see_the_rows(
    client_with: MakeClient, model: Any, view: str
) -> None:
    name = model.snippet_viewset.chooser_viewset.get_url_name(view)
    url = reverse(name, args=["1"] if view == "chosen" else [])

    response = client_with("library.view_game").get(url)

    # As Wagtail refuses: back to the dashboard, or 403 to a script.
    assert response.status_code in {302, 403}


def test_a_chooser_is_there_for_those_who_see_the_rows(client_with: MakeClient) -> None:
    List.objects.create(name="Top RPGs")
    url = reverse(List.snippet_viewset.chooser_viewset.get_url_name("choose"))

    assert "Top RPGs" in client_with("lists.view_list").get(url).json()["html"]


def test_a_deletion_names_only_what_one_may_see(
    client_with: MakeClient, chrono_trigger: Game
) -> None:
    for name, visibility in (("Open", "public"), ("Secret", "private")):
        List.objects.create(name=name, visibility=visibility).add(chrono_trigger)
    for playthrough in Playthrough.objects.all():
        playthrough.is_public, playthrough.notes = False, "Secret"
        playthrough.save()
    deleter = client_with("library.delete_game", "library.view_game")

    text = text_of(deleter.get(address(Game, "delete", chrono_trigger.pk)))

    assert "Open" in text
    assert "Secret" not in text
    assert "… and 1 more" in text
