"""Two people on one form: nobody's work disappears unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from tests.admin.pages import address
from tests.admin.pages import opened_form
from tests.admin.pages import page
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db


def sent(form: Any, **changes: Any) -> dict[str, Any]:
    return {**dict(form.lists()), **changes}


def test_a_save_over_an_unseen_change_is_refused_and_keeps_what_was_typed(
    owner_client: Client,
) -> None:
    platform = Platform.objects.create(name="Mega Drive")
    url = address(Platform, "edit", platform.pk)
    first, second = opened_form(owner_client, url), opened_form(owner_client, url)

    owner_client.post(url, sent(first, abbreviation="MD"))
    refused = owner_client.post(url, sent(second, name="Genesis"))

    platform.refresh_from_db()
    assert (platform.name, platform.abbreviation) == ("Mega Drive", "MD")
    assert refused.status_code == 200
    assert "Someone else changed this" in text_of(refused)
    assert "Name, Abbreviation" in text_of(refused)
    assert page(refused).select_one("#id_name")["value"] == "Genesis"  # type: ignore[index]


def test_saving_again_is_a_choice(owner_client: Client) -> None:
    platform = Platform.objects.create(name="Mega Drive")
    url = address(Platform, "edit", platform.pk)
    form = opened_form(owner_client, url)
    platform.save()

    refused = owner_client.post(url, sent(form, name="Genesis"))
    version = page(refused).select_one("[name=opened_version]")["value"]  # type: ignore[index]
    done = owner_client.post(url, sent(form, name="Genesis", opened_version=version))

    platform.refresh_from_db()
    assert done.status_code == 302
    assert platform.name == "Genesis"


def test_a_verb_counts_as_a_change(owner_client: Client) -> None:
    edition = Game.objects.add(name="Celeste").first_edition()
    playthrough = Playthrough.objects.create(edition=edition)
    url = address(Playthrough, "edit", playthrough.pk)
    form = opened_form(owner_client, url)

    playthrough.complete(on="2020")
    refused = owner_client.post(url, sent(form, notes="half way"))

    playthrough.refresh_from_db()
    assert refused.status_code == 200
    assert playthrough.status == "completed"


def test_one_person_saves_as_often_as_they_like(owner_client: Client) -> None:
    platform = Platform.objects.create(name="Mega Drive")
    url = address(Platform, "edit", platform.pk)

    for name in ("Genesis", "Mega Drive II"):
        form = opened_form(owner_client, url)
        assert owner_client.post(url, sent(form, name=name)).status_code == 302


def test_a_save_that_another_overtakes_is_asked_to_try_again(
    owner_client: Client,
) -> None:
    url = address(Franchise, "add")
    data = dict(opened_form(owner_client, url).lists())

    def be_quicker(sender: type, **options: Any) -> None:
        pre_save.disconnect(be_quicker, sender=Franchise)
        Franchise.objects.create(name="Zelda", slug="taken")

    pre_save.connect(be_quicker, sender=Franchise)
    response = owner_client.post(url, {**data, "name": "ZELDA"})

    assert response.status_code == 200
    assert "Someone else just saved the same thing" in text_of(response)
    assert page(response).select_one("#id_name")["value"] == "ZELDA"  # type: ignore[index]
