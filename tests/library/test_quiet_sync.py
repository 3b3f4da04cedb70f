"""A sync that finds nothing new, or an answer that is not whole, changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from apps.integrations.http.errors import RemoteUnexpected
from apps.jobs.models import Job
from apps.library.igdb.create import add_from_igdb
from apps.library.igdb.differences import differences_of
from apps.library.igdb.differences import sources_of
from apps.library.igdb.sync import outdated_games
from apps.library.igdb.sync import sync_games
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.tasks import sync_changed
from apps.realtime.models import Event
from apps.realtime.models import WebhookDelivery
from apps.realtime.models import WebhookEndpoint
from tests.api.client import ApiClient
from tests.api.client import data
from tests.imports.holdings import everything
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.jobs.working import work_off

# What only a sync itself looks at.
OWN = {"igdb_data", "last_synced", "igdb_gone_since", "provenance"}
PAGES = (
    "/games",
    "/works",
    "/games/final-fantasy",
    "/works/final-fantasy",
    "/editions",
)


def seen() -> dict[str, list[dict[str, Any]]]:
    """All that is stored, but for what only a sync itself looks at."""
    return {
        name: [{k: v for k, v in row.items() if k not in OWN} for row in rows]
        for name, rows in everything().items()
    }


def all_games() -> list[int]:
    return list(Game.objects.order_by("pk").values_list("pk", flat=True))


def touch(igdb_server: IgdbServer) -> None:
    for row in igdb_server.tables["games"].values():
        row["updated_at"] += 1


@pytest.fixture
def port(db: None, igdb_server: IgdbServer) -> Edition:
    """Final Fantasy for PSP, named by its platform; IGDB knows only its year."""
    row = igdb_server.game("Final Fantasy", kind=11)
    row["release_dates"] = [1]
    igdb_server.tables["release_dates"] = {
        1: {"id": 1, "date": row["first_release_date"], "date_format": 2}
    }
    edition = add_from_igdb(row["id"], user=None).edition
    Event.objects.all().delete()
    return edition


@pytest.mark.parametrize("are_touched", [False, True], ids=["same", "touched"])
def test_a_nightly_sync_without_differences_is_not_heard(
    committed_db: None, igdb_server: IgdbServer, are_touched: bool
) -> None:
    for name in ("Final Fantasy", "Chrono Trigger", "Chrono Cross"):
        add_from_igdb(igdb_server.game(name)["id"], user=None)
    Event.objects.all().delete()
    WebhookEndpoint.objects.create(name="All", url="https://example.org/hook")
    reader = ApiClient()
    before, tags = seen(), [reader.get(page).headers["ETag"] for page in PAGES]
    if are_touched:
        touch(igdb_server)

    sync_changed.start()
    work_off()

    job = Job.objects.get(kind="library.sync_changed")
    assert (job.state, job.failures) == ("done", [])
    assert seen() == before
    assert [reader.get(page).headers["ETag"] for page in PAGES] == tags
    assert not Event.objects.exists()
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize(
    "key",
    [
        *("name", "summary", "cover", "first_release_date", "release_dates", "genres"),
        *("platforms", "franchise", "franchises", "game_type", "parent_game"),
    ],
)
@pytest.mark.parametrize("is_empty", [False, True], ids=["lacking", "empty"])
def test_an_answer_that_lacks_a_key_changes_nothing_and_is_said(
    port: Edition, igdb_server: IgdbServer, key: str, is_empty: bool
) -> None:
    before, sources = seen(), sources_of(port)
    row = igdb_server.tables["games"][port.igdb_id or 0]
    had = row.pop(key, None)
    if is_empty and isinstance(had, list):
        row[key] = []
    touch(igdb_server)

    synced = sync_games(all_games())
    sync_games(all_games())

    assert seen() == before
    port.refresh_from_db()
    assert sources_of(port) == sources
    assert differences_of(port.game) == []
    told = " ".join(synced.incomplete.values())
    assert (key.replace("_", " ") in told) == (had is not None)


@pytest.mark.parametrize("key", ["genres", "platforms"])
def test_a_set_that_an_answer_lacks_stays_igdbs(
    port: Edition, igdb_server: IgdbServer, key: str
) -> None:
    game = port.game
    igdb_server.tables["games"][game.igdb_id or 0].pop(key)

    sync_games(all_games())
    sync_games(all_games())

    game.refresh_from_db()
    assert sources_of(game)[key] == "igdb"
    assert getattr(game, key).exists()


def test_platforms_that_only_became_fewer_stay_and_are_said(
    port: Edition, igdb_server: IgdbServer
) -> None:
    game = port.game
    row = igdb_server.tables["games"][game.igdb_id or 0]
    row["platforms"] = [*row["platforms"], 130]
    touch(igdb_server)
    sync_games(all_games())
    before = set(game.platforms.all())
    row["platforms"] = row["platforms"][-1:]
    touch(igdb_server)

    synced = sync_games(all_games())

    assert len(before) > 1
    assert set(game.platforms.all()) == before
    assert "platforms" in synced.incomplete[game.name]


def test_a_time_that_an_answer_lacks_stays(db: None, igdb_server: IgdbServer) -> None:
    game = add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None).game
    before = game.time_to_beat
    assert before and before["normally"] == 23 * 3600
    for row in igdb_server.tables["game_time_to_beats"].values():
        row.pop("normally", None)

    sync_games(all_games())

    game.refresh_from_db()
    assert game.time_to_beat == before


def test_the_answer_whole_again_is_taken_as_before(
    port: Edition, igdb_server: IgdbServer
) -> None:
    row = igdb_server.tables["games"][port.igdb_id or 0]
    had = row.pop("platforms")
    sync_games(all_games())

    row["platforms"] = [*had, 130]
    touch(igdb_server)
    sync_games(all_games())

    names = set(port.platforms.values_list("name", flat=True))
    assert names == {"PlayStation Portable", "Nintendo Switch"}


@pytest.mark.parametrize("share", [0, 2], ids=["empty", "halved"])
def test_an_answer_without_half_of_the_games_is_refused(
    db: None, igdb_server: IgdbServer, share: int
) -> None:
    rows = [row for row in igdb_server.tables["games"].values() if not row["game_type"]]
    for row in rows[:12]:
        add_from_igdb(row["id"], user=None)
    before = everything()
    kept = rows[:12:share] if share else []
    igdb_server.tables["games"] = {row["id"]: row for row in kept}

    with pytest.raises(RemoteUnexpected, match="of 12 games it had"):
        sync_games(outdated_games())

    assert _without_dates(everything()) == _without_dates(before)


def _without_dates(rows: dict[str, list[dict[str, Any]]]) -> Any:
    return {
        name: [{**row, "last_synced": None} for row in found]
        for name, found in rows.items()
    }


def test_half_an_answer_of_bytes_is_refused(
    port: Edition, igdb_server: IgdbServer
) -> None:
    before = everything()
    igdb_server.answer_next(*[answered('[{"id": 1, "name": "Fin')] * 9)

    with pytest.raises(RemoteUnexpected):
        sync_games(all_games())

    assert everything() == before


# Covers -----------------------------------------------------------------------


CHOSEN = "https://example.org/box-art.jpg"


@pytest.mark.parametrize("is_edition", [False, True], ids=["game", "edition"])
def test_a_chosen_cover_survives_a_sync_with_another_one(
    port: Edition, igdb_server: IgdbServer, api_token: str, is_edition: bool
) -> None:
    stored: Any = port if is_edition else port.game
    kind = "editions" if is_edition else "games"
    writer = ApiClient(api_token)
    data(writer.patch(f"/{kind}/{stored.slug}", {"cover_url": CHOSEN}))
    for cover in igdb_server.tables["covers"].values():
        cover["image_id"] += "new"
    touch(igdb_server)

    sync_games(all_games())

    stored.refresh_from_db()
    assert stored.cover_url == CHOSEN
    offers = [(offer.field, offer.yours) for offer in differences_of(port.game)]
    assert offers == [("cover_url", CHOSEN)]


def test_a_cover_that_the_owner_has_removed_stays_away(
    port: Edition, igdb_server: IgdbServer, owner: User
) -> None:
    game = port.game
    game.cover_url = None
    game.save()

    touch(igdb_server)
    sync_games(all_games(), user=owner)

    game.refresh_from_db()
    assert game.cover_url is None
