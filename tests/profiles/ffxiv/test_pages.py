"""The pages of the profile in the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client

from apps.jobs.models import Job
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from tests.admin.pages import text_of
from tests.profiles.ffxiv.eorzea import ID
from tests.profiles.ffxiv.eorzea import PROFILE
from tests.profiles.ffxiv.eorzea import Eorzea
from tests.profiles.ffxiv.made import FIRST
from tests.profiles.ffxiv.made import character_of

pytestmark = pytest.mark.django_db
HOME = "/admin/profiles/ffxiv/"
SHOWN = (HOME, f"{HOME}achievements/", f"{HOME}collection/", f"{HOME}levels/")
CHARACTERS = f"{HOME}characters/"


def test_without_a_character_all_pages_lead_to_adding_one(owner_client: Client) -> None:
    for page in (*SHOWN, CHARACTERS, f"{HOME}settings/"):
        assert owner_client.get(page).headers["Location"] == "/admin/profiles/"
    FFXIVProfile.set_up()
    for page in SHOWN:
        assert owner_client.get(page).headers["Location"] == CHARACTERS
    assert "Add your character" in text_of(owner_client.get(CHARACTERS))
    assert "No character yet" in text_of(owner_client.get("/admin/profiles/"))


def test_a_character_is_searched_added_and_proven(
    profile: FFXIVProfile, owner_client: Client, eorzea: Eorzea
) -> None:
    page = text_of(owner_client.get(CHARACTERS, {"name": "Rihll", "world": ""}))
    assert "P'tajha Rihll Balmung, Crystal" in page
    bad = text_of(owner_client.get(CHARACTERS, {"name": "R", "world": "a b"}))
    assert "Enter the name of one world" in bad
    eorzea.fail("/lodestone/character/", *[503] * 4)
    away = text_of(owner_client.get(CHARACTERS, {"name": "Rihll"}))
    assert "The Lodestone is in maintenance." in away

    answer = owner_client.post(CHARACTERS, {"lodestone_id": ID}, follow=True)
    assert "Achievements, mounts, and minions are being fetched" in text_of(answer)
    assert Job.objects.filter(kind="profiles.sync_ffxiv").count() == 1
    nonsense = owner_client.post(CHARACTERS, {"lodestone_id": "me"}, follow=True)
    assert "Enter the number in the address" in text_of(nonsense)

    one = f"{CHARACTERS}{ID}/"
    checked = owner_client.post(one, {"action": "verify"}, follow=True)
    assert "isn’t in the profile text yet" in text_of(checked)
    eorzea.who.bio = Character.objects.get().verification_code
    checked = owner_client.post(one, {"action": "verify"}, follow=True)
    assert "Balmung) is yours" in text_of(checked)
    eorzea.fail(PROFILE, 403)
    owner_client.post(one, {"action": "verify"})
    owner_client.post(one, {"action": "remove"})
    assert not Character.objects.exists()


def test_the_character_is_shown_at_a_glance(
    profile: FFXIVProfile, owner_client: Client
) -> None:
    character_of(profile)

    page = text_of(owner_client.get(HOME))

    assert "Balmung, Crystal · The Insatiable" in page
    assert "Elezen, Wildwood · Maelstrom, Storm Captain · Dawn & Dusk" in page
    assert "Tank 1 of 4" in page
    assert "100 Paladin – not begun Warrior" in page
    assert "8 of 30 mounts owned" in page
    assert "70 points" in page
    assert page.index("Achievement «7»") < page.index("Paladin reaches 100")
    assert "Mount «29» Quest: My Feisty Little Chocobo 87%" in page
    minions = text_of(owner_client.get(HOME, {"collection": "minion"}))
    assert "Minion «29»" in minions
    overview = text_of(owner_client.get("/admin/profiles/"))
    assert "jobs at the highest level 3 achievements 7" in overview


def test_what_is_hidden_is_said(profile: FFXIVProfile, owner_client: Client) -> None:
    character_of(profile)
    FFXIVProfile.objects.update(sync_error="The Lodestone is in maintenance.")
    Character.objects.update(
        access="private", access_since=FIRST, mounts_hidden_since=FIRST
    )

    page = text_of(owner_client.get(HOME))

    assert "The last sync failed. The Lodestone is in maintenance." in page
    assert "On the Lodestone since Mar 1, 2026: private." in page
    assert "Mounts are private since Mar 1, 2026." in page


def test_the_other_pages(profile: FFXIVProfile, owner_client: Client) -> None:
    character_of(profile)
    character_of(profile, lodestone_id="5", name="Second One")

    months = text_of(owner_client.get(f"{HOME}achievements/"))
    assert "April 2026 2 achievements Achievement «3»" in months
    assert "Without a date 1 achievement" in months
    collection = f"{HOME}collection/"
    missing = text_of(owner_client.get(collection))
    assert "Missing 23 Owned 8 All 31" in missing
    assert missing.index("Mount «29»") < missing.index("Mount «28»")
    chosen = {"kind": "minion", "show": "all", "source": "Trial", "order": "name"}
    assert "Minion «30»" in text_of(owner_client.get(collection, chosen))
    lost = text_of(owner_client.get(collection, {"show": "owned"}))
    assert "Mount 999 Unknown – – Owned not in answers since" in lost
    odd = {"kind": "?", "show": "?", "q": "x\x00" * 99, "order": "?", "p": "999"}
    assert "Nothing fits" in text_of(owner_client.get(collection, odd))
    levels = text_of(owner_client.get(f"{HOME}levels/"))
    assert "Paladin 90 to 100" in levels
    second = text_of(owner_client.get(HOME, {"character": "5"}))
    assert "Second One Balmung" in second
    for page in SHOWN:
        for number in ("5", "99", "x"):
            answer = owner_client.get(page, {"character": number})
            assert answer.status_code == 200
    assert "must be public" in text_of(owner_client.get(f"{HOME}help/"))


def test_who_may_only_see_changes_nothing(
    profile: FFXIVProfile, client: Client
) -> None:
    character_of(profile)
    user = User.objects.create_user("friend", password="x")
    for name in ("access_admin", "view_ffxivprofile"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)

    assert "Sync now" not in text_of(client.get(HOME))

    for page in (CHARACTERS, f"{HOME}settings/"):
        assert client.get(page).status_code in (302, 403)
    client.post(f"{CHARACTERS}{ID}/", {"action": "remove"})
    assert Character.objects.exists()


def test_the_owner_makes_it_private(
    profile: FFXIVProfile, owner_client: Client
) -> None:
    answer = owner_client.post(f"{HOME}settings/", {"game": profile.game.pk})

    assert answer.headers["Location"] == HOME
    profile.refresh_from_db()
    assert not profile.is_public
