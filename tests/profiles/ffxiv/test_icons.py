"""Icons: fetched when a page first shows them, kept, and honest if not there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from apps.jobs.progress import SILENT
from apps.library.covers.fetching import fetch_missing
from apps.library.covers.fetching import forget_unused
from apps.library.models import Cover
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import Kind
from tests.library.images import HTML
from tests.library.images import ImageServer
from tests.library.images import picture
from tests.profiles.ffxiv.made import character_of

pytestmark = pytest.mark.django_db
COLLECTION = "/admin/profiles/ffxiv/collection/"
ICON = "/admin/profiles/ffxiv/icons/mount"
NO_ICON = "/static/ffxiv/no-icon.svg"


@pytest.fixture
def mounts(image_server: ImageServer) -> list[Collectable]:
    """Thirty that have no icon on the server until it is given."""
    character_of(FFXIVProfile.set_up()[0])
    rows = list(Collectable.objects.filter(kind=Kind.MOUNT).exclude(name=""))
    for row in rows:
        row.icon_url = image_server.http.url_for(f"/{row.game_id}.png")
    Collectable.objects.bulk_update(rows, ["icon_url"])
    return rows


def test_an_icon_is_fetched_when_it_is_shown_and_kept(
    mounts: list[Collectable], image_server: ImageServer, owner_client: Client
) -> None:
    image_server.gives("/9.png", picture(40, 40, kind="PNG"), kind="image/png")
    fetch_missing(SILENT)
    page = owner_client.get(COLLECTION).content.decode()
    assert image_server.asked == []
    assert f'<img src="{ICON}/9/" alt="" width="40" height="40" loading="lazy"' in page

    answers = [owner_client.get(f"{ICON}/9/") for _ in range(2)]

    assert image_server.asked == ["/9.png"]
    kept = {answer.headers["Location"] for answer in answers}
    (address,) = kept
    assert address.startswith("/media/covers/")
    assert f'src="{address}"' in owner_client.get(COLLECTION).content.decode()
    Cover.objects.update(updated_at="2020-01-01T00:00Z")
    forget_unused(timezone.now())
    assert Client().get(address).headers["Content-Type"] == "image/webp"


def test_without_its_icon_a_thing_has_an_empty_tile_that_says_why(
    mounts: list[Collectable], image_server: ImageServer, owner_client: Client
) -> None:
    image_server.gives("/9.png", HTML)
    Collectable.objects.filter(kind=Kind.MOUNT, game_id=10).update(
        icon_url="https://elsewhere.example/10.png"
    )

    for number in (9, 10, 11, 12, 13):
        answer = owner_client.get(f"{ICON}/{number}/")
        assert answer.headers["Location"] == NO_ICON
        assert "no-store" in answer.headers["Cache-Control"]

    # Of a host that failed three times nothing more is asked for a minute.
    assert image_server.asked == ["/9.png", "/11.png", "/12.png"]
    page = owner_client.get(COLLECTION).content.decode()
    assert "Add elsewhere.example to COVER_HOSTS" in page
    assert f'src="{ICON}/9/"' not in page
    assert f'src="{ICON}/13/"' in page
    # What isn't there, and who may not look.
    assert owner_client.get(f"{ICON}/4000/").status_code == 404
    assert Client().get(f"{ICON}/9/").headers["Location"].startswith("/admin/login/")
