"""Syncing a profile: started, followed, told of, and what it says when it can't."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from apps.integrations.http.errors import RemoteUnavailable
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync
from apps.profiles.registry import kind_called
from apps.profiles.sync import sync_profile
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.api.client import ApiClient
from tests.api.client import data

pytestmark = pytest.mark.django_db


def ironmon(*changes: str, fails: bool = False, missing: str = "") -> ProfileKind:
    """IronMON as if it were synced with a service."""
    kind = kind_called("ironmon")
    assert kind is not None

    def run(profile: IronmonProfile, progress: Progress) -> list[str]:
        if fails:
            raise RemoteUnavailable("The service is down.", service="The service")
        profile.challenges.get(slug="kaizo").start(7)
        return list(changes)

    return replace(kind, sync=ProfileSync(run=run, missing=lambda: missing))


def test_what_changed_is_told_and_kept() -> None:
    profile, _ = IronmonProfile.set_up()

    assert sync_profile(ironmon("1 run", "2 badges")) == ["1 run", "2 badges"]

    profile.refresh_from_db()
    assert profile.last_synced is not None
    (event,) = Event.objects.filter(type="questlog:profile_synced")
    assert event.payload["changes"] == ["1 run", "2 badges"]
    assert (event.payload["profile"], event.payload["change_count"]) == ("ironmon", 2)
    (snapshot,) = data(ApiClient().get("/profiles/ironmon/snapshots"))
    assert snapshot["figures"]["runs"] == 1


def test_a_sync_that_changes_nothing_says_nothing() -> None:
    IronmonProfile.set_up()
    for _ in range(2):
        sync_profile(ironmon())

    assert not Event.objects.filter(type="questlog:profile_synced").exists()
    assert len(data(ApiClient().get("/profiles/ironmon/snapshots"))) == 1


def test_a_service_that_is_down_leaves_all_as_it_was(owner_client: Client) -> None:
    profile, _ = IronmonProfile.set_up()

    with pytest.raises(RemoteUnavailable):
        sync_profile(ironmon(fails=True))

    profile.refresh_from_db()
    assert profile.last_synced is None
    overview = text_of(owner_client.get("/admin/profiles/"))
    assert "Sync failed The service is down. Check the network" in overview
    sync_profile(ironmon())
    profile.refresh_from_db()
    assert profile.sync_error == ""


def test_what_is_missing_is_said_before_anything_is_asked() -> None:
    with pytest.raises(JobFailed, match="isn’t set up yet"):
        sync_profile(ironmon())
    IronmonProfile.set_up()
    with pytest.raises(JobFailed, match="Set the key"):
        sync_profile(ironmon(missing="Set the key in .env."))
    assert not Challenge.objects.get(slug="kaizo").runs.exists()


def test_a_private_profile_is_synced_in_silence() -> None:
    profile, _ = IronmonProfile.set_up()
    profile.change(is_public=False)

    sync_profile(ironmon("1 run"))

    assert not Event.objects.filter(type="questlog:profile_synced").exists()
    assert ApiClient().get("/profiles/ironmon/snapshots").status_code == 404


def test_the_figures_are_drawn_once_they_have_changed(owner_client: Client) -> None:
    IronmonProfile.set_up()
    page = "/admin/profiles/ironmon/progress/"
    sync_profile(ironmon())
    assert "nothing to draw yet" in text_of(owner_client.get(page))

    Challenge.objects.get(slug="kaizo").start(8)
    sync_profile(ironmon())

    drawn = owner_client.get(page).content.decode()
    assert "Runs as a table" in drawn
    assert '<polyline points="0.0,160.0 600.0,160.0 600.0,0.0"/>' in drawn
