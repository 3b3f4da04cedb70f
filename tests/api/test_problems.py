from __future__ import annotations

import pytest
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


def test_a_method_that_a_route_lacks_names_those_it_has(client: Client) -> None:
    answer = client.post("/api/docs")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Content-Type"] == "application/problem+json"
