"""The pages of Path of Exile, judged by axe-core."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page

from apps.integrations.oauth.models import EndReason
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from tests.accessibility import violations
from tests.integrations.poe_server import PoeServer
from tests.integrations.test_oauth import connect_poe
from tests.profiles.poe.builds import api_detail
from tests.profiles.poe.builds import bring
from tests.profiles.poe.builds import window


def test_axe_finds_nothing_on_its_pages(
    poe_server: PoeServer, admin_page: Page
) -> None:
    """With a connection that has ended, which is where most is to say."""
    grant = connect_poe(poe_server)
    grant.end(EndReason.REFUSED, at=timezone.now())

    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    """With a character who wears something of two rarities, and a playthrough."""
    bring([window(), api_detail()])
    character = Character.objects.get(realm="pc")
    character.leave_league(at=timezone.now())
    character.missing_since = timezone.now()
    character.save()
    PoeProfile.objects.update(last_synced=timezone.now())
    league = League.objects.get(name=character.league)
    league.make_playthrough(user=None, at=timezone.now())
    base = "/admin/profiles/poe/"
    one = f"{base}characters/{character.uuid}/"
    return [
        base,
        one,
        f"{one}edit/",
        f"{one}delete/",
        f"{base}account/",
        f"{base}disconnect/",
        f"{base}leagues/",
        f"{base}leagues/{league.uuid}/remove/",
        f"{base}import/",
        f"{base}help/",
    ]
