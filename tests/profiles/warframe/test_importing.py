"""A profile that the owner saved: reviewed, applied, refused, undone."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from apps.profiles.imports.undoing import undo_import
from apps.profiles.models import ProfileImport
from apps.profiles.warframe.models import ProfileDocument
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.profiles.warframe.accounts import KUNAI
from tests.profiles.warframe.accounts import OTHER
from tests.profiles.warframe.accounts import VOLT
from tests.profiles.warframe.accounts import archived
from tests.profiles.warframe.accounts import text
from tests.profiles.warframe.accounts import weapon

pytestmark = pytest.mark.django_db
NEW = "/admin/profiles/warframe/import/"


def review(client: Client, source: str) -> Any:
    return client.post(NEW, {"upload": SimpleUploadedFile("me.json", source.encode())})


def test_the_review_says_what_would_change_and_applying_archives(
    owner_client: Client,
) -> None:
    page = review(owner_client, text()).headers["Location"]

    shown = text_of(owner_client.get(page))
    assert "Tenno mastery rank 12, missions 691, 119 hours played New" in shown
    assert "Weapons and gear 4 weapons: 4 new, 0 changed New" in shown
    assert not WeaponCount.objects.exists()

    owner_client.post(f"{page}apply/")

    profile = WarframeProfile.objects.get()
    assert (profile.mastery_rank, profile.time_played_seconds) == (12, 429_758)
    assert profile.last_synced is not None
    assert Snapshot.objects.get().trigger == "manual"
    assert profile.document.document["Stats"]["Missions"][0]["highScore"] == 1200
    types = set(Event.objects.values_list("type", flat=True))
    assert "questlog:profile_import" in types
    assert "questlog:warframe_mastery_rank" not in types

    again = text_of(owner_client.get(review(owner_client, text()).headers["Location"]))
    assert "Nothing new" in again


def test_a_part_that_is_left_out_is_not_written(owner_client: Client) -> None:
    page = review(owner_client, text()).headers["Location"]
    row = ProfileImport.objects.get().rows.get(title="Missions")

    owner_client.post(f"{page}rows/{row.pk}/", {"leave_out": "1"})
    owner_client.post(f"{page}apply/")

    profile = WarframeProfile.objects.get()
    assert profile.missions.count() == 0
    assert profile.weapons.count() == 4


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"account": OTHER}, "another account"),
        ({"seconds": 400_000}, "older than what is stored: 111.1 hours"),
        ({"xp": {VOLT: 900_000}}, "less affinity"),
    ],
)
def test_another_account_or_an_older_state_is_refused(
    profile: WarframeProfile,
    owner_client: Client,
    changes: dict[str, Any],
    reason: str,
) -> None:
    archived(profile)

    answer = review(owner_client, text(**changes))

    assert reason in text_of(answer)
    assert not ProfileImport.objects.exists()


def test_what_lacks_lists_keeps_them_and_says_so(
    profile: WarframeProfile, owner_client: Client
) -> None:
    archived(profile)
    poor = json.dumps({"Results": [{"DisplayName": "New name", "PlayerLevel": 13}]})

    page = review(owner_client, poor).headers["Location"]
    shown = text_of(owner_client.get(page))
    owner_client.post(f"{page}apply/")

    assert "doesn’t say which account" in shown
    assert "The file lacks weapons and gear" in shown
    profile.refresh_from_db()
    assert (profile.display_name, profile.mastery_rank) == ("New name", 13)
    assert profile.weapons.count() == 4
    assert profile.time_played_seconds == 429_758


def test_undoing_gives_back_what_was_there(
    profile: WarframeProfile, owner: User, owner_client: Client
) -> None:
    archived(profile)
    before = WarframeProfile.objects.values().get()
    later = text(
        rank=13,
        seconds=500_000,
        weapons=[weapon(KUNAI, kills=99), weapon("/Lotus/New", kills=1)],
    )
    page = review(owner_client, later).headers["Location"]
    owner_client.post(f"{page}apply/")
    assert WeaponCount.objects.get(path=KUNAI).kills == 99

    undo_import(ProfileImport.objects.get(), by=owner, at=timezone.now())

    after = WarframeProfile.objects.values().get()
    assert {**after, "updated_at": before["updated_at"]} == before
    assert WeaponCount.objects.get(path=KUNAI).kills == 24
    assert not WeaponCount.objects.filter(path="/Lotus/New").exists()
    assert Snapshot.objects.count() == 1
    assert not ProfileDocument.objects.exists()


def test_the_command_archives_a_file_and_refuses_nonsense(
    db: None, tmp_path: Path
) -> None:
    file = tmp_path / "profile.json"
    file.write_text(text())
    out = StringIO()

    call_command("import_warframe", str(file), stdout=out)

    assert "Read as Warframe’s profile" in out.getvalue()
    assert WarframeProfile.objects.get().mastery_rank == 12
    file.write_text("<html>")
    with pytest.raises(CommandError, match="web page"):
        call_command("import_warframe", str(file))
