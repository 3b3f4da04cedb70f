"""The owner's Steam library as an import, by the admin and on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings
from werkzeug import Response

from apps.imports.models import Import
from apps.imports.models import SourceKind
from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.integrations.steam_server import DENIED
from tests.integrations.steam_server import KEY
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game

ADD = "/admin/imports/add/"
LIBRARY = [
    game(220, "Half-Life 2", 912, rtime_last_played=1_762_000_000),
    game(620, "Portal 2", 60, playtime_2weeks=60),
    game(400, "Portal"),
]


def rows(import_: Import) -> dict[str, tuple[str, str]]:
    return {row.title: (row.status, row.decision) for row in import_.rows.all()}


def test_a_library_is_reviewed_applied_and_not_added_twice(
    owner_client: Client, steam_server: SteamServer
) -> None:
    steam_server.games = LIBRARY

    answer = owner_client.post(ADD, {"steam": "on", "leave_out_unplayed": "on"})

    import_ = Import.objects.get()
    assert answer.headers["Location"] == f"/admin/imports/edit/{import_.pk}/"
    assert import_.source_kind == SourceKind.STEAM
    assert import_.title.startswith("Steam library of")
    assert rows(import_) == {
        "Half-Life 2": ("paused", "create"),
        "Portal 2": ("playing", "create"),
        "Portal": ("planned", "skip"),
    }
    call_command("import_list", "steam", "--apply", stdout=StringIO())
    assert sorted(Game.objects.values_list("name", flat=True)) == [
        "Half-Life 2",
        "Portal",
        "Portal 2",
    ]
    run = Playthrough.objects.get(edition__game__name="Half-Life 2")
    assert (str(run.playtime_hours), run.status) == ("15.2", "paused")

    call_command("import_list", "steam", "--apply", stdout=StringIO())

    assert Game.objects.count() == Playthrough.objects.count() == 3


def test_the_key_is_in_no_page_and_no_import(
    owner_client: Client, steam_server: SteamServer
) -> None:
    steam_server.games = LIBRARY

    page = owner_client.post(ADD, {"steam": "on"}, follow=True)

    assert KEY not in page.content.decode()
    assert KEY not in Import.objects.get().source_text


@pytest.mark.parametrize(
    ("games", "answer", "told"),
    [
        (None, None, "set “Game details” to Public"),
        ([], None, "The Steam library is empty."),
        (LIBRARY, DENIED, "STEAM_API_KEY"),
        (LIBRARY, Response("<html>", 503, content_type="text/html"), "Steam"),
        (LIBRARY, Response("<html>", 200, content_type="text/html"), "Steam"),
        (LIBRARY, Response("{", 200, content_type="application/json"), "Steam"),
    ],
    ids=["private", "empty", "key refused", "down", "HTML", "cut off"],
)
def test_what_cannot_be_had_is_said_and_leaves_nothing(
    owner_client: Client,
    steam_server: SteamServer,
    games: list[dict[str, object]] | None,
    answer: Response | None,
    told: str,
) -> None:
    steam_server.games = games
    steam_server.answer_next(*[answer] * 9 if answer else [])

    page = owner_client.post(ADD, {"steam": "on"})

    assert page.status_code == 200
    alert = page.context["steam_error"]
    assert told in alert and alert in page.content.decode().replace("&#x27;", "'")
    assert not Import.objects.exists()


def test_without_keys_the_page_says_which_to_set(
    owner_client: Client, settings: Settings
) -> None:
    settings.STEAM_API_KEY = settings.STEAM_ID = ""

    page = owner_client.get(ADD).content.decode()

    assert "STEAM_API_KEY" in page
    assert "Read my Steam library" not in page
    told = owner_client.post(ADD, {"steam": "on"}).context["steam_error"]
    assert "STEAM_API_KEY" in told
    with pytest.raises(CommandError, match="STEAM_API_KEY"):
        call_command("import_list", "steam")


def test_a_library_of_thousands_comes_in_parts(
    owner_client: Client, steam_server: SteamServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.imports.intake.source.PART_ROWS", 20)
    steam_server.games = [game(n, f"Game number {n}", n) for n in range(1, 46)]

    owner_client.post(ADD, {"steam": "on"})

    first, second, third = Import.objects.order_by("id")
    assert (first.rows.count(), first.title[-13:]) == (20, "(part 1 of 3)")
    assert "This list is long" in " ".join(first.warnings)
    assert second.rows.count() == 0
    owner_client.post(f"/admin/imports/edit/{third.pk}/")
    assert [row.title for row in third.rows.all()][-1] == "Game number 1"
    assert third.rows.count() == 5
