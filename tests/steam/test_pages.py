"""The pages of Steam, as the owner uses them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client

from apps.core.admin.access import admin_url
from apps.imports.models import Import
from apps.jobs.models import Job
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.steam.models import PlaySession
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.syncing.sync import sync_account
from tests.admin.pages import text_of
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.steam.conftest import Look
from tests.steam.conftest import seconds

pytestmark = pytest.mark.django_db
HOME = "/admin/steam/"
HADES, TOOL, BRAID = 1145360, 9, 26800


@pytest.fixture
def synced(steam_server: SteamServer, look: Look) -> None:
    """Hades, in the library, played on May 2 and between May 3 and 5; two new ones."""
    Game.objects.add(name="Hades")
    steam_server.achievements = {HADES: ["first", "second", "secret_third"]}
    steam_server.unlocked = {HADES: {"first": seconds("2026-05-01 19:00")}}
    for day, played, minutes in ((2, 1, 600), (3, 2, 750), (9, 5, 797)):
        at = seconds(f"2026-05-0{played} 20:00")
        more = {"rtime_last_played": at, "has_community_visible_stats": True}
        steam_server.games = [
            game(HADES, "Hades", minutes, **more),
            game(TOOL, "Toolkit"),
            game(BRAID, "Braid", 60),
        ]
        look(f"2026-05-0{day} 04:00")


def shown(client: Client, path: str = "") -> str:
    return text_of(client.get(f"{HOME}{path}"))


def test_the_first_page_says_how_to_begin_and_follows(
    owner_client: Client, steam_server: SteamServer, settings: object
) -> None:
    assert "Follow my library" in shown(owner_client)
    for path in ("new/", "time/", "settings/", f"games/{HADES}/"):
        assert owner_client.get(f"{HOME}{path}").headers["location"] == HOME

    owner_client.post(f"{HOME}follow/")
    owner_client.post(f"{HOME}follow/")

    account = SteamAccount.objects.get()
    assert account.is_followed
    assert Job.objects.get().kind == "steam.sync"
    assert "It is being read right now" in shown(owner_client)
    owner_client.post(f"{HOME}follow/", {"stop": "on"})
    account.refresh_from_db()
    assert not account.is_followed
    settings.STEAM_API_KEY = ""
    assert "First set STEAM_API_KEY and STEAM_ID" in shown(owner_client)
    assert "Get a key at" in shown(owner_client, "help/")


def test_the_library_shows_games_time_and_achievements(
    owner_client: Client, synced: None, steam_server: SteamServer
) -> None:
    page = shown(owner_client)

    for text in ("games 3", "Hades", "1 of 3 achievements", "2 games not in Questlog"):
        assert text in page
    assert "Braid" not in shown(owner_client, "?q=had")
    assert "Nothing is ignored." in shown(owner_client, "?show=ignored")
    one = shown(owner_client, f"games/{HADES}/")
    for text in ("1 of 3 · 33 %", "Hidden achievement", "Between May 3 and 5", "2.5 h"):
        assert text in one
    assert "Secret Third" not in one
    steam_server.games = None
    with pytest.raises(Exception, match="private"):
        sync_account(SteamAccount.objects.get())
    assert "Steam hasn’t shown your library since" in shown(owner_client)


def test_new_games_are_reviewed_or_ignored(owner_client: Client, synced: None) -> None:
    page = shown(owner_client, "new/")
    assert "Braid" in page
    assert "Hades" not in page
    path = f"{HOME}new/"
    nothing = owner_client.post(path, {"review": ""}, follow=True)
    assert "Select at least one game." in text_of(nothing)

    owner_client.post(path, {"app": [TOOL, "x", "9" * 30], "ignore": ""})
    review = owner_client.post(path, {"app": [BRAID, HADES], "review": ""}, follow=True)

    assert SteamApp.objects.ignored().get().appid == TOOL
    import_ = Import.objects.get()
    assert [row.title for row in import_.rows.all()] == ["Braid"]
    assert "Braid" in text_of(review)
    assert Game.objects.count() == 1
    assert "Toolkit" in shown(owner_client, "?show=ignored")


def test_a_game_is_linked_by_hand(owner_client: Client, synced: None) -> None:
    path = f"{HOME}games/{TOOL}/link/"
    other = Game.objects.add(name="Other")
    assert "Which game is Toolkit?" in text_of(owner_client.get(path))
    both = owner_client.post(path, {"game": other.pk, "is_ignored": "on"})
    assert both.status_code == 422

    owner_client.post(path, {"game": other.pk})

    assert SteamApp.objects.get(appid=TOOL).find_game() == other
    page = owner_client.get(admin_url(Game, "inspect", other.pk))
    assert "Toolkit never played" in text_of(page)
    owner_client.post(path, {})
    assert SteamApp.objects.get(appid=TOOL).find_game() is None


def test_time_is_added_after_a_look_and_taken_back(
    owner_client: Client, owner: User, synced: None
) -> None:
    page = shown(owner_client, "time/")
    assert "Between" not in page.split("May 2")[-1]
    assert "between May 3 and 5" in page
    path = f"{HOME}games/{HADES}/time/"
    assert "Hades has no playthrough" in text_of(owner_client.get(path))
    edition = Game.objects.get(name="Hades").first_edition()
    run = Playthrough.objects.create(edition=edition, playtime_hours=Decimal(10))
    latest, first = PlaySession.objects.latest_first()
    assert "Choose a playthrough." in text_of(
        owner_client.post(path, {"session": first.uuid})
    )

    form = {"session": first.uuid, "playthrough": run.uuid}
    done = owner_client.post(path, form, follow=True)

    assert "2.5 h added to Hades (playing). It has 12.5 h now." in text_of(done)
    assert "Added to Hades" in shown(owner_client, "time/")
    assert "Added to Hades" not in shown(owner_client, "time/?show=open")
    again = owner_client.post(path, form)
    assert "added already" in text_of(again)
    first.refresh_from_db()
    assert first.added is not None
    # Such as an import brought: the time of the session is in it.
    run.change(playtime_hours=Decimal(20))
    assert "all the hours that Steam counts" in text_of(owner_client.get(path))
    run.change(playtime_hours=Decimal("12.5"))
    owner_client.post(f"{HOME}time/{first.added.uuid}/undo/")
    run.refresh_from_db()
    assert run.playtime_hours == 10
    assert latest.added is None


def test_settings_follow_and_hide(owner_client: Client, synced: None) -> None:
    assert "7656119" in shown(owner_client, "settings/")

    owner_client.post(f"{HOME}settings/", {"is_followed": "on"})

    account = SteamAccount.objects.get()
    assert (account.is_followed, account.is_public) == (True, False)


def test_who_may_not_see_the_library_sees_none_of_its_pages(
    client: Client, synced: None
) -> None:
    reader = User.objects.create_user("reader", password="pw")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)

    for path in ("", "new/", "time/", f"games/{HADES}/"):
        assert client.get(f"{HOME}{path}").status_code == 302
    assert client.post(f"{HOME}sync/").status_code == 302
    assert not Job.objects.exists()
