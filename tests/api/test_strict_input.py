from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest
from wagtail.models import APIToken

from apps.library.models import Game
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.live import LiveServer

HOSTILE = [
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE library_game;--",
    '{{ 7*7 }} ${7*7} "quoted" %s %(x)s',
    "ポケモン \u202e drawkcab 🎮",
]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"name": "A"', 400),
        (b"name=A", 400),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 400),
        (b'{"name": "\xff\xfe"}', 400),
        (b'{"name": "\\ud800"}', 400),
        (b'{"name": NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"name": "a\\u0000b"}', 422),
        (b'{"na\\u0000me": "a"}', 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"null", 422),
        (b"", 422),
        (b"{}", 422),
        (b'{"name": 7}', 422),
        (b'{"name": ["A"]}', 422),
        (b'{"name": "A", "id": 1}', 422),
        (b'{"name": "A", "__proto__": {}}', 422),
        (b'{"name": "   "}', 422),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_is_not_what_it_should_be_writes_nothing(
    body: bytes, status: int, writer: ApiClient
) -> None:
    problem(writer.send("POST", "/games", body), status=status)

    assert not Game.objects.exists()


def test_unknown_keys_are_named(writer: ApiClient) -> None:
    found = problem(
        writer.post("/games", {"name": "A", "titel": "B", "year": 1}), status=422
    )

    assert {error["field"] for error in found["errors"]} == {"titel", "year"}


def test_ten_megabytes_are_too_large(writer: ApiClient) -> None:
    body = b'{"name": "' + b"x" * 10_000_000 + b'"}'

    found = problem(writer.send("POST", "/games", body), status=413)

    assert "5 MB" in found["detail"]


def test_ten_megabytes_in_chunks_are_too_large(
    live_server: LiveServer, api_token: str
) -> None:
    def chunks() -> Any:
        yield b'{"name": "'
        for _ in range(10):
            yield b"x" * 1_000_000
        yield b'"}'

    answer = httpx.post(
        f"{live_server.url}/api/games",
        content=chunks(),
        headers={
            "Authorization": f"Bearer {api_token}",
            "Content-Type": "application/json",
        },
    )

    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/form-data; boundary=x", "", "image/png"]
)
def test_only_json_is_taken(content_type: str, writer: ApiClient) -> None:
    answer = writer.client.generic(
        "POST",
        "/api/games",
        b'{"name": "A"}',
        content_type=content_type,
        headers=writer.headers,
    )

    found = problem(answer, status=415)
    assert "application/json" in found["detail"]
    assert not Game.objects.exists()


def test_chunks_of_anything_but_json_are_refused(
    live_server: LiveServer, api_token: str
) -> None:
    answer = httpx.post(
        f"{live_server.url}/api/games",
        content=iter([b'{"name": ', b'"A"}']),
        headers={"Authorization": f"Bearer {api_token}", "Content-Type": "text/plain"},
    )

    assert answer.status_code == 415
    assert not Game.objects.exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text_like_any_other(
    name: str, writer: ApiClient, reader: ApiClient
) -> None:
    made = data(writer.post("/games", {"name": name, "summary": name}), status=201)

    answer = reader.get(f"/games/{made['slug']}")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert data(answer)["name"] == name
    assert data(reader.get("/games", q=name))["count"] == 1
    assert data(reader.get("/works"))[0]["name"] == name


@pytest.mark.parametrize(
    "path",
    [
        "/works/%00",
        "/games/%27%20OR%201=1",
        "/games/..%2f..%2fetc",
        "/editions/by-twitch/%00",
        "/games/" + "a" * 3000,
        "/playthroughs/%00",
    ],
)
def test_strange_addresses_are_not_found(path: str, reader: ApiClient) -> None:
    answer = reader.client.get("/api" + path)

    problem(answer, status=404)


def test_parameters_that_a_route_does_not_know_are_named(reader: ApiClient) -> None:
    for path in ("/games", "/platforms", "/stats", "/playthroughs"):
        found = problem(reader.get(path, limt=1), status=422)
        assert found["errors"][0]["field"] == "limt"


def test_of_two_who_add_the_same_slug_at_once_one_is_told(
    live_server: LiveServer, owner: Any
) -> None:
    token = APIToken.create_token(user=owner, name="test")[1]
    start = threading.Barrier(2)
    statuses: list[int] = []

    def add() -> None:
        with httpx.Client(headers={"Authorization": f"Bearer {token}"}) as client:
            start.wait()
            answer = client.post(
                f"{live_server.url}/api/games", json={"name": "A", "slug": "same"}
            )
            statuses.append(answer.status_code)

    for _ in range(3):
        threads = [threading.Thread(target=add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Game.objects.filter(slug="same").count() == 1
        assert sorted(statuses) == [201, 409]
        Game.objects.filter(slug="same").delete()
        statuses.clear()
