"""Histories can be compared and restored, whatever became of the surroundings."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from tests.admin.pages import address
from tests.admin.pages import opened_form
from tests.admin.pages import save
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(owner_client: Client, chrono_trigger: Game) -> Game:
    """Saved twice in the admin, the second time under a new name."""
    url = address(Game, "edit", chrono_trigger.pk)
    save(owner_client, url)
    save(owner_client, url, name="Chrono Trigger DS", franchise="")
    chrono_trigger.refresh_from_db()
    return chrono_trigger


def test_two_versions_are_compared(owner_client: Client, renamed: Game) -> None:
    older, newer = renamed.revisions.order_by("id")

    response = owner_client.get(
        address(Game, "revisions_compare", renamed.pk, older.pk, newer.pk)
    )

    assert "Chrono Trigger DS" in text_of(response)
    assert "Franchise" in text_of(response)


def test_a_version_is_restored(owner_client: Client, renamed: Game) -> None:
    renamed.provenance = {"name": "owner", "original_release_year": "igdb"}
    renamed.save()
    older = renamed.revisions.earliest("id")
    url = address(Game, "revisions_revert", renamed.pk, older.pk)

    response = owner_client.post(url, dict(opened_form(owner_client, url).lists()))

    renamed.refresh_from_db()
    assert response.status_code == 302
    assert renamed.name == "Chrono Trigger"
    assert renamed.search_key.startswith("chrono trigger |")
    assert renamed.provenance["original_release_year"] == "igdb"
    assert renamed.slug == "chrono-trigger"


def test_a_version_shows_after_its_franchise_is_gone(
    owner_client: Client, renamed: Game
) -> None:
    Franchise.objects.all().delete()
    older, newer = renamed.revisions.order_by("id")

    compared = owner_client.get(
        address(Game, "revisions_compare", renamed.pk, older.pk, newer.pk)
    )
    restored = owner_client.get(address(Game, "revisions_revert", renamed.pk, older.pk))

    assert compared.status_code == restored.status_code == 200


def test_a_playthrough_shows_after_its_former_edition_is_gone(
    owner_client: Client, chrono_trigger: Game
) -> None:
    former = Edition.objects.create(game=chrono_trigger, name="DS")
    playthrough = Playthrough.objects.create(edition=former)
    url = address(Playthrough, "edit", playthrough.pk)
    save(owner_client, url)
    save(owner_client, url, edition=chrono_trigger.first_edition().pk)
    former.delete()
    older = playthrough.revisions.earliest("id")

    response = owner_client.get(
        address(Playthrough, "revisions_revert", playthrough.pk, older.pk)
    )

    assert response.status_code == 200


def test_a_restored_playthrough_keeps_its_counters(
    owner_client: Client, chrono_trigger: Game
) -> None:
    playthrough = Playthrough.objects.create(edition=chrono_trigger.first_edition())
    save(owner_client, address(Playthrough, "edit", playthrough.pk))
    playthrough.refresh_from_db()
    playthrough.complete(on="2020")
    older = playthrough.revisions.earliest("id")
    url = address(Playthrough, "revisions_revert", playthrough.pk, older.pk)

    owner_client.post(url, dict(opened_form(owner_client, url).lists()))

    playthrough.refresh_from_db()
    assert playthrough.status == "playing"
    assert playthrough.completions == 1
