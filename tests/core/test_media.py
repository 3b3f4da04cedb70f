from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["a" * 5_000, "a/" * 2_500, "%00", "..%2f..%2fetc%2fpasswd", "x%ff", "a" * 300],
    ids=lambda path: path[:10],
)
@pytest.mark.parametrize("root", ["/media/", "/static/", "/", "/admin/", "/api/"])
def test_an_address_that_no_file_can_have_is_not_found(
    client: Client, root: str, path: str
) -> None:
    assert client.get(f"{root}{path}").status_code in {301, 302, 400, 404}
