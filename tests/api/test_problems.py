from __future__ import annotations

import pytest
from django.db import OperationalError
from django.db import connection
from django.test import Client


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/nothing", "/api/nothing/here/", "/api//works"])
def test_an_unknown_address_is_a_problem(
    method: str, path: str, client: Client
) -> None:
    answer = getattr(client, method)(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404
    assert "/api/docs" in answer.json()["detail"]
    # Where the oldest clients would look.
    assert answer.json()["error"] == answer.json()["detail"]


def test_a_method_that_a_route_lacks_names_those_it_has(client: Client) -> None:
    answer = client.post("/api/docs")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_unknown_host_is_a_problem_too(client: Client) -> None:
    answer = client.get("/api/works", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "“evil.example”" in answer.json()["detail"]
    assert "ALLOWED_HOSTS" in answer.json()["detail"]


def test_a_page_under_an_unknown_host_names_the_setting(client: Client) -> None:
    answer = client.get("/admin/", headers={"Host": "nas.lan:7176"})
    escaped = client.get("/admin/", headers={"Host": "<script>"})

    assert answer.status_code == escaped.status_code == 400
    assert "“nas.lan:7176”" in answer.content.decode()
    assert "ALLOWED_HOSTS" in answer.content.decode()
    assert b"<script>" not in escaped.content


@pytest.mark.django_db
def test_a_failure_of_ours_tells_nothing_but_where_to_look(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    # A migration that was forgotten: the table is not what the code expects.
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE library_genre RENAME COLUMN name TO title")

    answer = client.get("/api/genres")

    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "column" not in answer.content.decode()
    assert "column" in caplog.text


@pytest.mark.django_db
def test_a_lost_database_is_told_apart_from_a_failure_of_ours(client: Client) -> None:
    def lost(*_: object) -> None:
        raise OperationalError("connection is bad: /a/secret/socket")

    with connection.execute_wrapper(lost):
        answer = client.get("/api/games")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.content
    assert client.get("/api/games").status_code == 200
