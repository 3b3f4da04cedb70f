"""Days are the owner's: at 18:00 in Los Angeles and at 23:30 in Auckland."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import tzlocal
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from wagtail.users.models import UserProfile

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.server.time_zone import keep_time_zone
from apps.server.time_zone import load_or_create_time_zone
from apps.server.time_zone import owner_time_zone
from tests.admin.pages import address
from tests.admin.pages import page as parsed
from tests.api.client import ApiClient
from tests.api.client import data
from tests.server.test_settings import settings_with

FIRST_OF_ALL = datetime(2026, 1, 1, tzinfo=UTC)
# The moment in UTC, whose day is another one there than here.
EVENINGS = [
    ("America/Los_Angeles", datetime(2026, 3, 11, 1, 0, tzinfo=UTC), "2026-03-10"),
    ("Pacific/Auckland", datetime(2026, 3, 10, 10, 30, tzinfo=UTC), "2026-03-10"),
    ("Pacific/Auckland", datetime(2026, 3, 10, 19, 30, tzinfo=UTC), "2026-03-11"),
]


@pytest.fixture(autouse=True)
def own_zone(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Questlog without TIME_ZONE, on a machine in UTC."""
    settings.TIME_ZONE_IS_FIXED = False
    settings.DATA_DIR = tmp_path
    yield
    timezone.deactivate()


def choose_zone(user: User, name: str) -> None:
    profile = UserProfile.get_for_user(user)
    profile.current_time_zone = name
    profile.save()


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "now", "day"), EVENINGS)
def test_complete_presets_the_owners_day(
    owner: User, owner_client: Client, zone: str, now: datetime, day: str
) -> None:
    choose_zone(owner, zone)
    edition = Game.objects.add(name="Celeste").first_edition()
    run = Playthrough.objects.create(edition=edition, status="playing")

    with mock.patch("django.utils.timezone.now", return_value=now):
        url = address(Playthrough, "complete", run.pk)
        field: Any = parsed(owner_client.get(url)).select_one("[name=on]")

    assert field["value"] == day


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "now", "day"), EVENINGS)
def test_a_day_of_the_api_is_the_owners(
    owner: User, api_token: str, zone: str, now: datetime, day: str
) -> None:
    choose_zone(owner, zone)
    Game.objects.add(name="Celeste")
    list_ = List.objects.create(name="Top", slug="top", visibility="public")
    data(ApiClient(api_token).post("/lists/top/entries", {"work_slug": "celeste"}))
    List.objects.update(published_at=FIRST_OF_ALL)
    list_.activities.update(timestamp=now)

    on_the_day = data(ApiClient().get("/lists/top/history", on=day))
    day_before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    before = data(ApiClient().get("/lists/top/history", on=day_before))

    assert len(on_the_day["entries"]) == 1
    assert before["entries"] == []


@pytest.mark.django_db
def test_the_zone_of_the_owners_account_is_the_one_of_the_api(owner: User) -> None:
    assert owner_time_zone() == "UTC"

    choose_zone(owner, "Pacific/Auckland")

    assert owner_time_zone() == "Pacific/Auckland"


@pytest.mark.django_db
def test_another_account_changes_its_own_pages_only() -> None:
    guest = User.objects.create_user("guest")

    choose_zone(guest, "Pacific/Auckland")

    assert owner_time_zone() == "UTC"


@pytest.mark.django_db
def test_time_zone_in_the_settings_wins(owner: User, settings: Settings) -> None:
    settings.TIME_ZONE_IS_FIXED = True

    choose_zone(owner, "Pacific/Auckland")

    assert owner_time_zone() == "UTC"


def test_the_first_start_keeps_the_zone_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Asia/Tokyo")
    first = load_or_create_time_zone(tmp_path)
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Europe/Paris")

    assert first == load_or_create_time_zone(tmp_path) == "Asia/Tokyo"


@pytest.mark.parametrize("name", [None, "localtime", "Mars/Base", ""])
def test_a_machine_whose_zone_has_no_name_is_in_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: name)

    assert load_or_create_time_zone(tmp_path) == "UTC"


def test_a_damaged_file_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "time_zone").write_bytes(b"\xff\0../etc")

    assert owner_time_zone() == load_or_create_time_zone(tmp_path) == "UTC"
    with pytest.raises(ValueError, match="Unknown time zone"):
        keep_time_zone("../etc/passwd")


def test_the_settings_say_where_the_zone_is_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data_dir = str(tmp_path / "data")
    given = settings_with(monkeypatch, QUESTLOG_DATA_DIR=data_dir, TIME_ZONE="")
    named = settings_with(monkeypatch, TIME_ZONE="Asia/Tokyo")

    assert given["TIME_ZONE_IS_FIXED"] is False
    assert (tmp_path / "data" / "time_zone").read_text() == given["TIME_ZONE"]
    assert (named["TIME_ZONE"], named["TIME_ZONE_IS_FIXED"]) == ("Asia/Tokyo", True)


# The offer at the first sign-in ---------------------------------------------------


def test_the_first_sign_in_offers_the_browsers_zone(
    admin_page: Page, owner: User
) -> None:
    admin_page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => "
        "({ timeZone: 'Pacific/Auckland', locale: 'en' });"
    )
    admin_page.goto("/admin/")
    admin_page.get_by_role("button", name="Use Pacific/Auckland").click()

    expect(
        admin_page.get_by_text("Dates and times now use Pacific/Auckland.")
    ).to_be_visible()
    expect(admin_page.get_by_text("Your time zone")).to_have_count(0)
    assert owner_time_zone() == "Pacific/Auckland"
    profile = UserProfile.objects.get(user=owner)
    assert profile.current_time_zone == "Pacific/Auckland"


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC"])
def test_a_browser_in_the_same_zone_is_not_asked(admin_page: Page, name: str) -> None:
    admin_page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => "
        f"({{ timeZone: '{name}', locale: 'en' }});"
    )
    admin_page.goto("/admin/")

    expect(admin_page.get_by_text("Your time zone")).to_be_hidden()


@pytest.mark.django_db
def test_only_the_owner_chooses_and_only_a_zone_that_exists(
    owner: User, owner_client: Client
) -> None:
    assert owner_client.get("/admin/time-zone/").status_code == 405
    owner_client.post("/admin/time-zone/", {"zone": "Mars/Base"})
    assert owner_time_zone() == "UTC"

    owner.is_superuser = False
    owner.save()

    answer = owner_client.post("/admin/time-zone/", {"zone": "Asia/Tokyo"})
    assert answer.status_code in {302, 403}
    assert owner_time_zone() == "UTC"
