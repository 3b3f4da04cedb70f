"""The profile fetched from the service: its answers, refusals, and our pauses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.integrations.http.errors import RemoteError
from apps.integrations.warframe.client import setting_problem
from apps.jobs.models import Job
from apps.jobs.progress import SILENT
from apps.jobs.progress import JobFailed
from apps.profiles.registry import kind_called
from apps.profiles.sync import SyncTooSoon
from apps.profiles.sync import sync_profile
from apps.profiles.warframe.archiving.fetching import claim
from apps.profiles.warframe.archiving.fetching import sync_with_service
from apps.profiles.warframe.models import ProfileDocument
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.tasks import watch_session
from apps.realtime.models import Event
from tests.admin.pages import text_of
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import player
from tests.profiles.warframe.accounts import ACCOUNT
from tests.profiles.warframe.accounts import BRATON
from tests.profiles.warframe.accounts import OTHER
from tests.profiles.warframe.accounts import VOLT
from tests.profiles.warframe.accounts import archived
from tests.profiles.warframe.accounts import document
from tests.profiles.warframe.profile_server import ProfileServer
from tests.profiles.warframe.profile_server import plain

pytestmark = pytest.mark.django_db
MOVED = plain(f"Retry with PC account: {OTHER},Tenno", 409)


def fetch() -> list[str]:
    kind = kind_called("warframe")
    assert kind is not None
    return sync_profile(kind)


def wait(**time: float) -> None:
    """As if so much time had passed since the last request."""
    profile = WarframeProfile.objects.get()
    past = timedelta(**time)
    assert profile.requested_at is not None
    paused = profile.paused_until
    WarframeProfile.objects.update(
        requested_at=profile.requested_at - past,
        paused_until=paused - past if paused else None,
    )


def test_a_profile_is_fetched_and_what_changed_is_said(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    assert fetch() == ["4 weapons archived", "Mastery rank 12"]

    profile.refresh_from_db()
    assert (profile.account_id, profile.platform) == (ACCOUNT, "pc")
    assert profile_server.requests == [("pc", ACCOUNT)]
    assert Snapshot.objects.get().trigger == "scheduled"
    assert not Event.objects.filter(type="questlog:warframe_mastery_rank").exists()

    wait(minutes=5)
    later = document(
        rank=13,
        seconds=500_000,
        xp={VOLT: 912_345, BRATON: 460_000},
        stats={"MissionsCompleted": 700},
    )
    profile_server.profiles["pc", ACCOUNT] = later
    assert fetch() == [
        "Mastery rank 12 to 13",
        "9 missions",
        "19.5 hours played",
    ]
    event = Event.objects.get(type="questlog:warframe_mastery_rank")
    assert event.payload["mastery_rank"] == 13
    assert event.payload["previous_rank"] == 12
    assert event.payload["rank_name"] == "Hunter"
    assert event.payload["display_name"] == "Tenno"
    synced = Event.objects.filter(type="questlog:profile_synced").latest("id")
    assert synced.payload["changes"][0] == "Mastery rank 12 to 13"

    wait(minutes=5)
    assert fetch() == []
    assert Snapshot.objects.count() == 3


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (plain("Could not find requested account", 409), "doesn’t know this account"),
        (plain("No account or guild ID specified", 409), "doesn’t take this account"),
        (plain("", 409), "knows the account but didn’t send"),
        (plain("", 400), "doesn’t take this account"),
        (plain("<html>blocked</html>", 403), "blocked this address"),
        (plain("<html>gone</html>", 404), "isn’t at this address any more"),
        (plain("", 429), "too many requests"),
        (plain("<html>hello</html>", 200), "a web page instead of a profile"),
        (plain('{"Results": [', 200), "isn’t JSON"),
        (plain("[]", 200), "something else than a profile"),
        (plain('{"Results": []}', 200), "holds no account"),
    ],
    ids=lambda value: "" if isinstance(value, Response) else value,
)
def test_each_refusal_has_its_message_costs_one_request_and_keeps_everything(
    profile: WarframeProfile,
    profile_server: ProfileServer,
    answer: Response,
    message: str,
) -> None:
    archived(profile)
    profile_server.answer_next(answer)

    with pytest.raises(RemoteError, match=message) as raised:
        fetch()

    assert not raised.value.may_pass
    assert len(profile_server.requests) == 1
    profile.refresh_from_db()
    assert message in profile.sync_error
    assert (profile.mastery_rank, profile.weapons.count()) == (12, 4)


def test_what_passes_by_itself_is_tried_again(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    profile_server.answer_next(plain("", 500), plain("", 502))

    assert fetch()

    assert len(profile_server.requests) == 3


@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        (lambda: plain("", 403), 60, 60),
        (lambda: plain("", 429), 30, 30),
        (lambda: plain("", 429, **{"Retry-After": "7200"}), 120, 120),
        (lambda: plain("", 429, **{"Retry-After": "5"}), 30, 30),
        (lambda: plain("", 429, **{"Retry-After": "999999"}), 1440, 1440),
        (lambda: plain("", 409), 1440, 1440),
    ],
)
def test_a_pause_is_stored_and_no_request_is_sent_in_it(
    profile: WarframeProfile,
    profile_server: ProfileServer,
    answer: Any,
    least: int,
    most: int,
) -> None:
    profile_server.answer_next(answer())
    with pytest.raises(RemoteError):
        fetch()
    wait(minutes=least - 1)

    with pytest.raises(SyncTooSoon, match="Paused until"):
        fetch()

    assert len(profile_server.requests) == 1
    profile.refresh_from_db()
    # The reason stays, not that somebody was too soon.
    assert "Paused" not in profile.sync_error
    wait(minutes=most - least + 2)
    assert fetch()
    profile.refresh_from_db()
    assert (profile.paused_until, profile.refusals, profile.sync_error) == (None, 0, "")


def test_each_further_refusal_doubles_the_pause_up_to_a_day(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    pauses = []
    for _ in range(6):
        profile_server.answer_next(plain("", 403))
        with pytest.raises(RemoteError):
            fetch()
        profile.refresh_from_db()
        assert profile.paused_until is not None
        pauses.append(profile.paused_until - timezone.now())
        wait(days=2)

    hours = [round(pause.total_seconds() / 3600) for pause in pauses]
    assert hours == [1, 2, 4, 8, 16, 24]


def test_a_moment_later_nothing_is_asked_and_of_two_one_is_refused(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    other = WarframeProfile.objects.get()
    claim(profile, at=timezone.now())

    with pytest.raises(SyncTooSoon, match="Try again in 5 minutes"):
        claim(other, at=timezone.now())
    with pytest.raises(SyncTooSoon):
        fetch()
    wait(minutes=4)
    with pytest.raises(SyncTooSoon):
        fetch()
    assert profile_server.requests == []
    # A clock that was wrong doesn't stop it for years.
    wait(days=-900)
    assert fetch()


def test_a_console_account_that_is_saved_on_pc_is_asked_there_and_remembered(
    profile: WarframeProfile, profile_server: ProfileServer, settings: Settings
) -> None:
    settings.WARFRAME_PLATFORM = "ps"
    profile_server.profiles = {("pc", OTHER): document(account=OTHER)}
    profile_server.answer_next(MOVED)

    assert fetch()
    wait(minutes=5)
    fetch()

    assert profile_server.requests == [("ps", ACCOUNT), ("pc", OTHER), ("pc", OTHER)]
    profile.refresh_from_db()
    assert (profile.account_id, profile.platform) == (OTHER, "pc")


def test_a_loop_of_such_answers_ends_after_one(
    profile: WarframeProfile, profile_server: ProfileServer, settings: Settings
) -> None:
    settings.WARFRAME_PLATFORM = "xbox"
    again = f"Retry with PC account: {OTHER},Tenno"
    profile_server.answer_next(plain(again, 200), plain(again, 200))

    with pytest.raises(RemoteError, match="saved as a PC account"):
        fetch()

    assert len(profile_server.requests) == 2


def test_another_account_or_an_older_state_is_not_stored(
    profile: WarframeProfile, profile_server: ProfileServer, settings: Settings
) -> None:
    profile_server.profiles["pc", ACCOUNT] = document(account=OTHER)
    with pytest.raises(JobFailed, match="another account"):
        fetch()
    assert not profile.weapons.exists()

    archived(profile)
    wait(minutes=6)
    profile_server.profiles["pc", ACCOUNT] = document(seconds=5)
    with pytest.raises(JobFailed, match="older than what is stored"):
        fetch()

    settings.WARFRAME_ACCOUNT_ID = OTHER
    with pytest.raises(JobFailed, match="this profile is the account"):
        fetch()
    assert len(profile_server.requests) == 2


@pytest.mark.parametrize(
    ("account", "platform", "problem"),
    [
        ("", "pc", "set WARFRAME_ACCOUNT_ID"),
        ("Tenno", "pc", "isn’t an account id"),
        (ACCOUNT[:-1], "pc", "isn’t an account id"),
        (ACCOUNT, "dreamcast", "must be one of pc, ps"),
    ],
)
def test_bad_settings_are_named_before_any_request(
    profile: WarframeProfile,
    profile_server: ProfileServer,
    settings: Settings,
    account: str,
    platform: str,
    problem: str,
) -> None:
    settings.WARFRAME_ACCOUNT_ID = account
    settings.WARFRAME_PLATFORM = platform

    with pytest.raises(JobFailed, match=problem):
        fetch()

    assert profile_server.requests == []


def test_an_archive_that_ends_in_the_middle_leaves_nothing(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    class Ended(Exception):
        pass

    def end(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if 'INSERT INTO "warframe_snapshot"' in sql:
            raise Ended
        return result

    with pytest.raises(Ended), connection.execute_wrapper(end):
        fetch()

    profile.refresh_from_db()
    assert (profile.account_id, profile.last_synced) == ("", None)
    assert not profile.weapons.exists()
    assert not ProfileDocument.objects.exists()
    wait(minutes=5)
    assert fetch() == ["4 weapons archived", "Mastery rank 12"]


def test_an_id_in_capitals_is_one(
    profile: WarframeProfile, profile_server: ProfileServer, settings: Settings
) -> None:
    settings.WARFRAME_ACCOUNT_ID = f" {ACCOUNT.upper()} "

    assert setting_problem() == ""
    assert fetch()


def test_a_redirect_elsewhere_is_not_followed_and_a_flood_is_cut_off(
    profile: WarframeProfile, profile_server: ProfileServer
) -> None:
    away = Response("", 302, headers={"Location": "https://example.org/x"})
    flood = Response(b"x" * (17 * 1024 * 1024), 200)
    profile_server.answer_next(away, flood)

    with pytest.raises(RemoteError, match="another address"):
        sync_with_service(profile, SILENT)
    wait(minutes=6)
    with pytest.raises(RemoteError, match="more than 16 MB"):
        sync_with_service(profile, SILENT)


def test_the_end_of_a_session_is_archived_once(
    profile: WarframeProfile, profile_server: ProfileServer, steam_server: SteamServer
) -> None:
    playing = player(gameextrainfo="Warframe", gameid="230410")
    for state in (player(), playing, playing):
        steam_server.players = [state]
        watch_session.run(SILENT)
    assert not Job.objects.exists()

    for _ in range(2):
        steam_server.players = [player(gameextrainfo="Half-Life 2", gameid="220")]
        watch_session.run(SILENT)

    assert Job.objects.get().kind == "profiles.sync_warframe"
    fetch()
    wait(minutes=5)
    fetch()
    triggers = Snapshot.objects.order_by("id").values_list("trigger", flat=True)
    assert list(triggers) == ["session_end", "scheduled"]


def test_a_session_nobody_saw_the_end_of_is_none(
    profile: WarframeProfile, profile_server: ProfileServer, steam_server: SteamServer
) -> None:
    WarframeProfile.objects.update(playing_seen_at=timezone.now() - timedelta(hours=2))
    steam_server.players = [player()]

    watch_session.run(SILENT)

    assert not Job.objects.exists()
    steam_server.players = []
    with pytest.raises(JobFailed):
        watch_session.run(SILENT)


def test_the_status_page_asks_nothing(
    profile_server: ProfileServer, owner_client: Client
) -> None:
    page = text_of(owner_client.get("/admin/integrations/"))

    assert "Warframe" in page
    assert profile_server.requests == []
