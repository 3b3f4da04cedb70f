from __future__ import annotations

import httpx
import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from tests.live import LiveServer


@pytest.mark.django_db
@pytest.mark.parametrize("round", [1, 2])
def test_a_rolled_back_test_leaves_nothing(owner_client: Client, round: int) -> None:
    assert User.objects.count() == 1
    assert owner_client.get("/admin/").status_code == 200


@pytest.mark.parametrize("round", [1, 2])
def test_the_live_server_sees_what_the_test_committed(
    live_server: LiveServer, owner: User, round: int
) -> None:
    assert User.objects.count() == 1
    assert Site.objects.count() == 1
    with httpx.Client(base_url=live_server.url) as client:
        form = client.get("/admin/login/")
        data = {"username": "owner", "password": "owner"}
        token = client.cookies["csrftoken"]
        answer = client.post(
            "/admin/login/",
            data=data | {"csrfmiddlewaretoken": token},
            headers={"Origin": live_server.url},
        )

    assert form.status_code == 200
    assert answer.status_code == 302
