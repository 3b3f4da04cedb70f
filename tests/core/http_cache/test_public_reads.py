"""Public reads answered before Django: the same bytes, and never old ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from typing import Any

import httpx
import psycopg
import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application
from django.db import connection
from django.db import transaction
from django.db.models import QuerySet

from apps.core.http_cache.other_machines import GROUP
from apps.core.http_cache.tracking import noted
from apps.core.http_cache.triggers import all_triggers
from apps.core.http_cache.versions import TableVersions
from apps.core.http_cache.versions import table_versions
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import Visibility
from apps.server.lifespan import Lifespan
from tests.live import LiveServer
from tests.live import serve
from tests.realtime.listeners import eventually

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def site(live_server: LiveServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_server.url) as client:
        yield client


@pytest.fixture
def game(committed_db: None) -> Game:
    return Game.objects.add(name="Chrono Trigger")


def names_of(site: httpx.Client) -> list[str]:
    return [game["name"] for game in site.get("/api/games").json()["items"]]


def test_a_read_after_a_write_is_fresh_whichever_way_it_came(
    site: httpx.Client, game: Game
) -> None:
    assert names_of(site) == ["Chrono Trigger"]

    game.name = "Chrono Cross"
    game.save()
    assert names_of(site) == ["Chrono Cross"]

    QuerySet(Game).update(name="Radical Dreamers")
    assert names_of(site) == ["Radical Dreamers"]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE library_game SET name = 'By hand'")
    assert names_of(site) == ["By hand"]

    with transaction.atomic():
        QuerySet(Game).update(name="Not yet")
        assert names_of(site) == ["By hand"]
    assert names_of(site) == ["Not yet"]

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        QuerySet(Game).update(name="Never")
        raise ZeroDivisionError
    assert names_of(site) == ["Not yet"]


def test_a_change_after_a_savepoint_that_was_undone_is_seen(
    site: httpx.Client, game: Game
) -> None:
    assert names_of(site) == ["Chrono Trigger"]
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            QuerySet(Game).update(name="Never")
            raise ZeroDivisionError
        QuerySet(Game).update(name="Chrono Cross")
    assert names_of(site) == ["Chrono Cross"]


def test_the_second_read_asks_the_database_nothing(
    site: httpx.Client, game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = site.get("/api/games")
    with connection.cursor() as cursor:
        # Nobody else could read the table now.
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE library_game IN ACCESS EXCLUSIVE MODE")
        second = site.get("/api/games", timeout=5)
        unchanged = site.get(
            "/api/games", headers={"If-None-Match": first.headers["ETag"]}, timeout=5
        )
        cursor.execute("ROLLBACK")
    assert second.content == first.content
    assert unchanged.status_code == 304
    assert unchanged.content == b""


def test_what_is_kept_is_what_django_answers(site: httpx.Client, game: Game) -> None:
    List.objects.create(name="RPGs").add_many([game])
    Playthrough.objects.create(edition=game.first_edition(), status="playing")
    ours = {"date", "last-modified", "content-encoding"}
    routes = {"http": get_asgi_application(), "lifespan": Lifespan([])}
    with serve(application=ProtocolTypeRouter(routes)) as django:
        for address in ("/api/games", "/api/lists/rpgs", "/api/stats", "/api/none"):
            for origin in ({}, {"Origin": "https://omnyist.example"}):
                asked = {"Accept-Encoding": "identity", "Host": "localhost", **origin}
                plain = httpx.get(django.url + address, headers=asked)
                for _ in range(2):
                    kept = site.get(address, headers=asked)
                    assert kept.content == plain.content
                    assert kept.status_code == plain.status_code
                    expected = dict(plain.headers)
                    if kept.status_code == 200:
                        expected["vary"] += ", Accept-Encoding"
                    found = {
                        name: value
                        for name, value in kept.headers.items()
                        if name not in ours
                    }
                    expected.pop("date")
                    # Only there where the hub runs.
                    found.pop("questlog-event-position", None)
                    expected.pop("questlog-event-position", None)
                    assert found == expected


def test_who_sends_a_login_is_never_given_what_is_kept_nor_keeps_what_they_see(
    site: httpx.Client, game: Game, api_token: str
) -> None:
    Playthrough.objects.create(
        edition=game.first_edition(), notes="Mine.", is_public=False
    )
    asked = {"Authorization": f"Bearer {api_token}"}
    address = "/api/playthroughs"
    assert site.get(address).json()["count"] == 0
    private = site.get(f"{address}?include=private", headers=asked)
    assert private.json()["count"] == 1
    assert "private" in private.headers["Cache-Control"]
    assert site.get(f"{address}?include=private").status_code == 401
    assert site.get(address).json()["count"] == 0


def test_a_private_change_leaves_what_is_kept(game: Game, committed_db: None) -> None:
    draft = List.objects.create(name="Draft", visibility=Visibility.DRAFT)
    hidden = Playthrough.objects.create(
        edition=game.first_edition(), status="playing", is_public=False
    )
    before = table_versions().any()

    draft.add_many([game])
    draft.name = "Still a draft"
    draft.save()
    hidden.notes = "Nobody reads this."
    hidden.save()
    touched = [
        name
        for name, slot in table_versions().slots.items()
        if table_versions().all()[slot] > before
    ]
    # Only what nobody but the owner reads.
    assert not {name for name in touched if name.startswith(("lists_", "journal_"))}

    draft.visibility = Visibility.PUBLIC
    draft.save()
    hidden.is_public = True
    hidden.save()
    slots = table_versions().slots
    stamps = table_versions().all()
    assert stamps[slots["lists_list"]] > before
    assert stamps[slots["journal_playthrough"]] > before


def test_a_packed_body_has_a_tag_of_its_own_that_any_condition_accepts(
    site: httpx.Client, game: Game, api_token: str
) -> None:
    List.objects.create(name="RPGs", description="x" * 3_000)
    packed = site.get("/api/lists/rpgs", headers={"Accept-Encoding": "gzip"})
    plain = site.get("/api/lists/rpgs", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 3
    for answer in (packed, plain):
        held = {"If-None-Match": answer.headers["ETag"]}
        assert site.get("/api/lists/rpgs", headers=held).status_code == 304
        changed = site.patch(
            "/api/lists/rpgs",
            json={"description": "y" * 3_000},
            headers={
                "If-Match": answer.headers["ETag"],
                "Authorization": f"Bearer {api_token}",
            },
        )
        assert changed.status_code == 200, changed.text
        List.objects.update(description="x" * 3_000)


def test_a_date_is_a_condition_too(site: httpx.Client, game: Game) -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    new = datetime(2100, 1, 1, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    first = site.get("/api/genres")
    assert first.status_code == 200
    stale = site.get("/api/genres", headers={"If-Modified-Since": old})
    assert stale.status_code == 200
    if "Last-Modified" in first.headers:
        same = {"If-Modified-Since": first.headers["Last-Modified"]}
        assert site.get("/api/genres", headers=same).status_code == 304
        assert (
            site.get("/api/genres", headers={"If-Modified-Since": new}).status_code
            == 304
        )


def test_head_is_get_without_a_body(site: httpx.Client, game: Game) -> None:
    got = site.get("/api/games")
    head = site.head("/api/games")
    assert head.content == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["ETag"] == got.headers["ETag"]


def test_another_host_origin_or_order_of_the_query_poisons_nothing(
    site: httpx.Client, game: Game
) -> None:
    evil = site.get("/api/games", headers={"Host": "evil.example"})
    assert evil.status_code == 400
    assert site.get("/api/games").status_code == 200
    with_origin = site.get("/api/games", headers={"Origin": "https://a.example"})
    assert with_origin.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in site.get("/api/games").headers
    some = site.get("/api/games?limit=1&offset=0").json()
    assert some == site.get("/api/games?offset=0&limit=1").json()
    assert site.get("/api/games?limit=1&limit=2").status_code in {200, 422}


def test_one_makes_what_many_wait_for(site: httpx.Client, game: Game) -> None:
    answers: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE library_game IN ACCESS EXCLUSIVE MODE")
        threads = [
            threading.Thread(
                target=lambda: answers.append(site.get("/api/games", timeout=20))
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        cursor.execute("ROLLBACK")
    for thread in threads:
        thread.join()
    assert {answer.content for answer in answers} == {answers[0].content}
    assert {answer.status_code for answer in answers} == {200}


def test_every_table_of_ours_has_its_triggers(committed_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class"
            " ON pg_class.oid = tgrelid WHERE starts_with(tgname, 'questlog_note_')"
        )
        assert set(cursor.fetchall()) == set(all_triggers())


def test_reading_is_noted_by_table(game: Game) -> None:
    with noted() as reading:
        list(Game.objects.values("name", "franchise__name"))
    assert reading.tables == {"library_game", "library_franchise"}
    assert reading.is_only_reads
    with noted() as reading:
        QuerySet(Game).update(name="x")
    assert not reading.is_only_reads


def test_processes_share_the_stamps(tmp_path: Any) -> None:
    one = TableVersions(["a", "b"], tmp_path)
    other = TableVersions(["a", "b"], tmp_path)
    before = one.all()
    other.raise_("b")
    assert one.all()[1] == before[1]
    assert one.all()[2] != before[2]
    assert one.any() != before[0]


def test_a_change_on_another_machine_is_heard_by_redis(
    site: httpx.Client, game: Game
) -> None:
    assert names_of(site) == ["Chrono Trigger"]
    here = table_versions()

    with psycopg.connect(**connection.get_connection_params()) as elsewhere:
        elsewhere.execute("UPDATE library_game SET name = 'Chrono Cross'")
    assert names_of(site) == ["Chrono Trigger"]
    message = {"type": "changed.tables", "tables": ["library_game"]}
    tell = async_to_sync(get_channel_layer().group_send)
    tell(GROUP, {**message, "machine": str(here.machine)})
    tell(GROUP, {**message, "machine": "7"})

    # Long before it would be made again in any case.
    assert eventually(lambda: names_of(site) == ["Chrono Cross"], patience=5)
