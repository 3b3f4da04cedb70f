"""What axe finds on the pages of Steam: nothing."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.steam.models import AddedTime
from tests.accessibility import violations
from tests.steam.libraries import HADES
from tests.steam.libraries import played_library


def test_axe_finds_nothing(admin_page: Page) -> None:
    assert violations(admin_page, steam_pages()) == []


def steam_pages() -> list[str]:
    """With time that is added, time that waits, and games of every kind."""
    game = Game.objects.add(name="Hades")
    account = played_library(at=timezone.now())
    run = Playthrough.objects.create(edition=game.first_edition())
    AddedTime.add([account.apps.get(appid=HADES).sessions.earliest("pk")], run)
    base = "/admin/steam/"
    one = f"{base}games/{HADES}/"
    return [base, f"{base}new/", f"{base}time/", one, f"{one}time/"]
