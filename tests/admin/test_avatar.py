from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.users.models import UserProfile

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)

pytestmark = pytest.mark.django_db


def test_the_owners_picture_is_served(owner: User, owner_client: Client) -> None:
    profile = UserProfile.get_for_user(owner)
    profile.avatar.save("me.png", ContentFile(PIXEL))

    answer = owner_client.get(profile.avatar.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer) == PIXEL
    Path(profile.avatar.path).unlink()


def test_nothing_outside_the_media_folder_is_served(client: Client) -> None:
    assert client.get("/media/../secret_key").status_code == 404
    assert client.get("/media/../secret.png").status_code == 400
    assert client.get("/media/").status_code == 404
