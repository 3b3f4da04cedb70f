"""The pages of the profile in the admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from apps.profiles.warframe.models import WarframeProfile
from tests.admin.pages import text_of
from tests.profiles.warframe.accounts import archived

pytestmark = pytest.mark.django_db
HOME = "/admin/profiles/warframe/"
PAGES = (HOME, f"{HOME}mastery/", f"{HOME}weapons/", f"{HOME}settings/")


def test_before_the_set_up_all_lead_to_the_overview(owner_client: Client) -> None:
    for page in PAGES:
        assert owner_client.get(page).headers["Location"] == "/admin/profiles/"


def test_before_the_first_archive_the_page_says_how_to_begin(
    profile: WarframeProfile, owner_client: Client
) -> None:
    page = text_of(owner_client.get(HOME))

    assert "Bring your profile in" in page
    assert "copy the value of the cookie gid" in page
    assert "No profile yet" in text_of(owner_client.get("/admin/profiles/"))
    assert "everything you used is listed here" in text_of(
        owner_client.get(f"{HOME}weapons/")
    )


def test_the_account_is_shown_at_a_glance(
    profile: WarframeProfile, owner_client: Client
) -> None:
    archived(profile)

    page = text_of(owner_client.get(HOME))

    assert "Gold Seeker · PC · since June 2018" in page
    assert "2 of 815" in page
    assert "Mk1-Kunai Secondary, 3,000 points 44 %" in page
    assert "Venus Junction (Earth)" in page
    assert "Ostrons rank 1 12,931" in page
    overview = text_of(owner_client.get("/admin/profiles/"))
    assert "mastery rank 12 Gold Seeker items mastered 2 hours 119" in overview


def test_the_checklist_shows_what_is_missing_and_how_to_get_it(
    profile: WarframeProfile, owner_client: Client
) -> None:
    archived(profile, rank=5)
    page = f"{HOME}mastery/"

    everything = text_of(owner_client.get(page))
    assert "Missing 813 Begun 1 Mastered 2 All 815" in everything
    begun = text_of(owner_client.get(page, {"show": "begun"}))
    assert "Secondary Throwing Market – 44 % 3,000" in begun
    mastered = text_of(owner_client.get(page, {"show": "mastered", "prime": "no"}))
    assert "Braton" in mastered
    filtered = {
        "category": "Warframes",
        "acquisition": "Void Relic",
        "vaulted": "yes",
        "prime": "yes",
        "equippable": "yes",
        "order": "name",
    }
    assert "Ash Prime" in text_of(owner_client.get(page, filtered))
    unknown = {"acquisition": "unknown", "q": "x\x00", "show": "?", "vaulted": "7"}
    assert owner_client.get(page, {**unknown, "p": "999"}).status_code == 200
    nothing = text_of(owner_client.get(page, {"q": "no such thing"}))
    assert "No item fits these filters" in nothing


def test_weapons_are_listed_in_any_order(
    profile: WarframeProfile, owner_client: Client
) -> None:
    archived(profile)
    page = f"{HOME}weapons/"

    shown = text_of(owner_client.get(page))
    assert shown.index("Mk1-Kunai") < shown.index("Braton") < shown.index("Volt")
    assert "Odd Little Thing" not in shown
    by_accuracy = text_of(owner_client.get(page, {"order": "accuracy_rate"}))
    assert "only with 100 shots or more" in by_accuracy
    assert "Braton" not in by_accuracy
    assert "Nothing fits" in text_of(owner_client.get(page, {"q": "x" * 300}))
    frames = text_of(owner_client.get(page, {"category": "Warframes", "order": "?"}))
    assert "Volt" in frames


def test_a_pause_and_a_failure_are_said(
    profile: WarframeProfile, owner_client: Client
) -> None:
    archived(profile)
    WarframeProfile.objects.update(
        sync_error="Warframe’s service blocked this address.",
        paused_until=timezone.now() + timedelta(hours=2),
    )

    assert "Syncing is paused until" in text_of(owner_client.get(HOME))
    assert "Paused" in text_of(owner_client.get("/admin/profiles/"))
    WarframeProfile.objects.update(paused_until=None)
    assert "The last sync failed." in text_of(owner_client.get(HOME))
    WarframeProfile.objects.update(sync_error="", last_synced="2025-01-01T00:00Z")
    assert "Nothing has been archived for 1" in text_of(owner_client.get(HOME))


def test_who_may_only_see_changes_nothing(
    profile: WarframeProfile, client: Client, db: None
) -> None:
    archived(profile)
    user = User.objects.create_user("friend", password="x")
    for name in ("access_admin", "view_warframeprofile"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)

    page = text_of(client.get(HOME))

    assert "Upload a profile" not in page
    assert client.get(f"{HOME}settings/").status_code in (302, 403)
    assert client.get(f"{HOME}import/").status_code in (302, 403)


def test_the_owner_makes_it_private(
    profile: WarframeProfile, owner_client: Client
) -> None:
    answer = owner_client.post(f"{HOME}settings/", {"game": profile.game.pk})

    assert answer.headers["Location"] == HOME
    profile.refresh_from_db()
    assert not profile.is_public
