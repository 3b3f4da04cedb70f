from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform

MakeClient = Callable[..., Client]


@pytest.fixture
def celeste(db: None) -> Game:
    """A game on two platforms, without a playthrough."""
    game = Game.objects.add(name="Celeste", original_release_year=2018)
    pc, switch = (Platform.objects.create(name=name) for name in ("PC", "Switch"))
    game.platforms.set([pc, switch])
    game.first_edition().platforms.set([pc, switch])
    return game


@pytest.fixture
def finished(celeste: Game) -> Playthrough:
    """Celeste, finished in 2018 on PC, with notes."""
    return Playthrough.objects.create(
        edition=celeste.first_edition(),
        platform=Platform.objects.get(name="PC"),
        status=Status.COMPLETED,
        completed_at="2018-05",
        rating="4.5",
        playtime_hours=12,
        notes="The summit!",
    )


@pytest.fixture
def client_with(db: None) -> MakeClient:
    """`client_with("library.view_game")`: somebody who may only do that."""

    def make(*permissions: str) -> Client:
        user = get_user_model().objects.create_user("helper", password="helper")
        for permission in ("wagtailadmin.access_admin", *permissions):
            app, codename = permission.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )
        client = Client()
        client.force_login(user)
        return client

    return make
