"""A file on its way into a profile: reviewed, applied, undone, by the admin's pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.models import ProfileImport
from apps.realtime.models import Event
from tests.admin.pages import text_of

pytestmark = pytest.mark.django_db
NEW = "/admin/profiles/ironmon/import/"


def runs(*numbers: int, cleared: int | None = None) -> str:
    """A file of Kaizo's runs; each has cleared Brock if its number is `cleared`."""
    rows: list[dict[str, Any]] = [
        {"model": "ironmon.challenge", "pk": 1, "fields": {"name": "Kaizo"}},
        {
            "model": "ironmon.checkpoint",
            "pk": 4,
            "fields": {"name": "Brock", "trainer": "", "order": 4, "challenge": 1},
        },
    ]
    for number in numbers:
        fields = {"challenge": 1}
        rows.append({"model": "ironmon.seed", "pk": number, "fields": fields})
    if cleared is not None:
        fields = {"seed": cleared, "checkpoint": 4, "result": True}
        rows.append({"model": "ironmon.result", "pk": 1, "fields": fields})
    return json.dumps(rows)


def reviewed(client: Client, text: str) -> str:
    """The address of the review of `text`."""
    file = SimpleUploadedFile("runs.json", text.encode())
    answer = client.post(NEW, {"upload": file})
    assert answer.status_code == 302, text_of(answer)
    return answer.headers["Location"]


def numbers() -> list[int]:
    return list(
        Run.objects.order_by("seed_number").values_list("seed_number", flat=True)
    )


def test_nothing_is_written_before_it_is_applied(owner_client: Client) -> None:
    page = reviewed(owner_client, runs(1, 2, cleared=2))

    shown = text_of(owner_client.get(page))

    assert "Read as Django’s dumpdata" in shown
    assert "Seed 2 Kaizo, past Brock New" in shown
    assert "Kaizo 1 checkpoint Already there" in shown
    assert "Applying adds 2 ." in shown
    assert numbers() == []


def test_it_is_applied_without_what_was_left_out_and_undone(
    owner_client: Client,
) -> None:
    page = reviewed(owner_client, runs(1, 2, 3, cleared=2))
    import_ = ProfileImport.objects.get()
    row = import_.rows.get(title="Seed 3")

    owner_client.post(f"{page}rows/{row.pk}/", {"leave_out": "1"})
    assert "Left out 1" in text_of(owner_client.get(page))
    owner_client.post(f"{page}apply/")

    assert numbers() == [1, 2]
    assert "2 added, 0 changed" in text_of(owner_client.get(page))
    assert "This removes the 2 rows" in text_of(owner_client.get(f"{page}undo/"))
    owner_client.post(f"{page}undo/")
    assert numbers() == []
    assert "2 rows taken back" in text_of(owner_client.get(page))
    events = Event.objects.exclude(type__startswith="questlog:work")
    types = list(events.order_by("pk").values_list("type", flat=True))
    assert types == ["questlog:profile_import", "questlog:profile_import_undo"]


def test_what_was_changed_since_stays(owner_client: Client) -> None:
    IronmonProfile.set_up()
    held, _ = Challenge.objects.get(slug="kaizo").start(1)
    page = reviewed(owner_client, runs(1, 2, 3, cleared=1))
    owner_client.post(f"{page}apply/")
    assert str(Run.objects.get(pk=held.pk).furthest) == "Brock"
    Run.objects.get(seed_number=3).change(notes="The best so far.")

    assert "Kaizo 3" in text_of(owner_client.get(f"{page}undo/"))
    owner_client.post(f"{page}undo/")

    assert numbers() == [1, 3]
    assert Run.objects.get(pk=held.pk).furthest is None
    assert "Kaizo 3: It was changed after the import." in text_of(
        owner_client.get(page)
    )


def test_twice_is_once(owner_client: Client) -> None:
    page = reviewed(owner_client, runs(1))
    owner_client.post(f"{page}apply/")

    again = text_of(owner_client.post(f"{page}apply/", follow=True))
    second = text_of(owner_client.get(reviewed(owner_client, runs(1))))

    assert "can’t be applied: it is applied." in again
    assert "Nothing new: everything usable is already there." in second
    assert numbers() == [1]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose a file or paste its text, not both."),
        ({"text": "{"}, "This isn&#x27;t valid JSON"),
        ({"text": "[5]"}, "Row 1 isn&#x27;t an object."),
    ],
)
def test_what_cannot_be_read_is_said(
    owner_client: Client, given: dict[str, str], message: str
) -> None:
    answer = owner_client.post(NEW, given)

    assert message in answer.content.decode()
    assert not ProfileImport.objects.exists()


def test_an_applied_import_is_no_longer_discarded(owner_client: Client) -> None:
    page = reviewed(owner_client, runs(1))
    owner_client.post(f"{page}apply/")

    owner_client.post(f"{page}discard/")
    assert ProfileImport.objects.exists()
    owner_client.post(f"{page}undo/")
    owner_client.post(f"{page}discard/")
    assert not ProfileImport.objects.exists()


def test_a_moderator_imports_nothing(owner_client: Client) -> None:
    page = reviewed(owner_client, runs(1))
    client = Client()
    client.force_login(User.objects.create_user("guest", is_staff=True))

    for path in (NEW, page, f"{page}undo/"):
        assert client.get(path).status_code in (302, 403)
    assert client.post(f"{page}apply/").status_code in (302, 403)
    assert numbers() == []
