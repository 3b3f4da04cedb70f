from __future__ import annotations

import httpx
import pytest
from django.test import Client

from apps.library.models import Game
from tests.api.client import ApiClient
from tests.api.client import data
from tests.live import LiveServer

ORIGIN = {"Origin": "https://omnyist.example"}
PATHS = [
    "/works",
    "/works/final-fantasy-vii",
    "/editions",
    "/franchises",
    "/genres",
    "/platforms",
    "/games",
    "/games/final-fantasy-vii",
    "/games/final-fantasy-vii/playthroughs",
    "/playthroughs",
    "/stats",
    "/openapi.json",
    "/docs",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_read_answers_with_and_without_slash_and_to_head(
    path: str, reader: ApiClient, ff7: Game
) -> None:
    plain = reader.get(path)
    slash = reader.get(path + "/")
    head = reader.client.head("/api" + path)

    assert plain.status_code == slash.status_code == head.status_code == 200
    assert plain.content == slash.content
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(plain.content))
    assert head.headers["ETag"] == plain.headers["ETag"]


def test_every_write_answers_with_and_without_slash(writer: ApiClient) -> None:
    data(writer.post("/games/", {"name": "Okami"}), status=201)
    data(writer.patch("/games/okami/", {"summary": "Wolf"}))
    data(writer.put("/works/okami/genres/", {"genre_ids": []}))
    made = data(writer.post("/games/okami/playthroughs/", {}), status=201)
    assert writer.delete(f"/playthroughs/{made['id']}/").status_code == 204
    assert writer.delete("/games/okami/").status_code == 204


def test_options_names_the_methods(client: Client, db: None) -> None:
    answer = client.options("/api/games")

    assert answer.status_code == 204
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("path", PATHS)
def test_a_read_that_has_not_changed_is_304(
    path: str, reader: ApiClient, ff7: Game
) -> None:
    first = reader.get(path)
    etag = first.headers["ETag"]
    assert etag.startswith('"')
    assert "no-cache" in first.headers["Cache-Control"]
    assert {"Authorization", "Cookie"} <= set(first.headers["Vary"].split(", "))

    for held in (etag, f'"other", {etag}', "W/" + etag, "*"):
        again = reader.client.get("/api" + path, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag


def test_a_write_changes_the_validator(reader: ApiClient, writer: ApiClient) -> None:
    before = reader.get("/works").headers["ETag"]

    data(writer.post("/games", {"name": "Okami"}), status=201)

    answer = reader.client.get("/api/works", headers={"If-None-Match": before})
    assert answer.status_code == 200


def test_only_public_answers_are_for_shared_caches(
    reader: ApiClient, writer: ApiClient, ff7: Game
) -> None:
    assert reader.get("/games").headers["Cache-Control"] == "public, no-cache"
    assert writer.get("/games").headers["Cache-Control"] == "private, no-cache"
    private = writer.get("/games", include="private")
    assert private.headers["Cache-Control"] == "private, no-cache"
    assert reader.get("/games/nope").headers["Cache-Control"] == "no-store"
    assert writer.post("/games", {}).headers["Cache-Control"] == "no-store"


def test_any_origin_may_read_and_ask_to_write(live_server: LiveServer) -> None:
    headers = ["authorization", "content-type", "if-match"]

    with httpx.Client(base_url=live_server.url, headers=ORIGIN) as site:
        read = site.get("/api/works/")
        asked = site.options(
            "/api/games",
            headers={
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": ", ".join(headers),
            },
        )
        missing = site.get("/api/works/nope")
        head = site.head("/api/works")

    assert read.status_code == 200
    assert not read.history
    for answer in (read, missing, head):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in read.headers["Access-Control-Expose-Headers"]
    assert asked.status_code == 200
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert set(headers) <= set(
        asked.headers["Access-Control-Allow-Headers"].split(", ")
    )
    assert (head.status_code, head.content) == (200, b"")
