from __future__ import annotations

import json
from typing import Any

import orjson
from django.test import Client


class ApiClient:
    """A program that speaks to the API, with a token or without."""

    def __init__(self, token: str | None = None) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get("/api" + path, query_params=query, headers=self.headers)

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("POST", path, body)

    def put(self, path: str, body: Any = None) -> Any:
        return self.send("PUT", path, body)

    def patch(self, path: str, body: Any = None) -> Any:
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self.send("DELETE", path)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """`body` as JSON, or as it is when it is bytes."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method,
            "/api" + path,
            b"" if body is None else raw,
            content_type="application/json",
            headers=self.headers,
        )


def data(response: Any, *, status: int = 200) -> Any:
    """The JSON of an answer that must have `status`."""
    assert response.status_code == status, response.content.decode()[:2000]
    return orjson.loads(response.content)


def problem(response: Any, *, status: int) -> Any:
    """The problem that an answer with `status` must be."""
    found = data(response, status=status)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert found["status"] == status
    assert found["title"]
    return found
