"""The pictures of a list to share: drawn when it changes, gone when it is hidden."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from apps.jobs.models import Job
from apps.jobs.progress import Progress
from apps.library.covers.uploads import store_upload
from apps.library.models import Game
from apps.lists.images import draw_tall
from apps.lists.images import draw_wide
from apps.lists.images import list_facts
from apps.lists.models import List
from apps.lists.models import ListImages
from apps.lists.models import Visibility
from apps.lists.tasks import draw_lists
from tests.admin.pages import address
from tests.api.client import ApiClient
from tests.api.client import data
from tests.library.images import picture
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList

pytestmark = pytest.mark.django_db

GREEN = (0, 255, 127)


@pytest.fixture
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def reader(db: None) -> ApiClient:
    return ApiClient()


def kept(media: Path) -> set[str]:
    return {f"shares/{path.name}" for path in (media / "shares").glob("*.png")}


def names(list_: List) -> set[str]:
    images = ListImages.objects.get(list=list_)
    return {images.wide_image, images.tall_image}


def test_a_public_list_is_drawn_with_its_covers(
    reader: ApiClient, client: Client, make_list: MakeList, media: Path
) -> None:
    list_ = make_list(1)
    first = list_.entries.get(position=1).game
    first.uploaded_cover = store_upload(picture(color="#00ff7f"))
    first.save()
    assert data(reader.get(f"/lists/{list_.slug}/images")) == []

    draw_lists.run(Progress())

    images = data(reader.get(f"/lists/{list_.slug}/images"))
    assert [(each["width"], each["height"]) for each in images] == [
        (1200, 630),
        (1080, 1920),
    ]
    for each in images:
        served = client.get(each["url"])
        image = Image.open(io.BytesIO(served.content))
        assert image.size == (each["width"], each["height"])
        assert "immutable" in served["Cache-Control"]
        colors = image.convert("RGB").getcolors(image.width * image.height) or []
        assert sum(count for count, color in colors if near(color)) > 2_000


def near(color: Any) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(color, GREEN, strict=True))


def test_they_are_drawn_again_only_where_they_would_look_otherwise(
    make_list: MakeList, media: Path
) -> None:
    list_ = make_list(12)
    draw_lists.run(Progress())
    first = names(list_)

    list_.entries.get(position=12).annotate("Nobody sees this on a picture.")
    draw_lists.run(Progress())
    assert names(list_) == first

    list_.entries.get(position=12).move_to(1)
    draw_lists.run(Progress())
    assert names(list_) != first
    assert kept(media) == names(list_)

    # An older copy of the list brings no old ones back.
    old = List.objects.get(pk=list_.pk)
    old.description = "Words"
    old.save()
    draw_lists.run(Progress())
    assert kept(media) == names(list_)


def test_hiding_or_deleting_a_list_takes_them_back(
    reader: ApiClient,
    make_list: MakeList,
    media: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    list_ = make_list(3)
    draw_lists.run(Progress())
    assert len(kept(media)) == 2

    with django_capture_on_commit_callbacks(execute=True):
        list_.visibility = Visibility.PRIVATE
        list_.save()
    assert kept(media) == set()
    assert reader.get(f"/lists/{list_.slug}/images").status_code == 404

    list_.visibility = Visibility.PUBLIC
    list_.save()
    draw_lists.run(Progress())
    assert len(kept(media)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        List.objects.get(pk=list_.pk).delete()
    assert kept(media) == set()


def test_many_moves_start_one_job_a_while_later(
    make_list: MakeList, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        list_ = make_list(5)
        for _ in range(4):
            list_.entries.get(position=5).move_to(1)
    (job,) = Job.objects.filter(kind=draw_lists.name)
    assert job.due_at is not None
    hidden = make_list(0, name="Hidden", visibility="draft")
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        hidden.add(Game.objects.add(name="Secret"))
    assert not Job.objects.filter(kind=draw_lists.name).exists()


@pytest.mark.parametrize("number", [0, 1, 10, 45])
@pytest.mark.parametrize("is_ranked", [True, False])
def test_any_list_can_be_drawn(
    make_games: MakeGames, number: int, is_ranked: bool, media: Path
) -> None:
    name = "Ωmega “Ÿ” — the very longest name of any list that was ever kept 東方" * 2
    list_ = List.objects.create(name=name, is_ranked=is_ranked)
    list_.add_many(make_games(number))
    if is_ranked and number:
        list_.cut([1, 2, 3, 4, 5, 6])
    facts = list_facts(list_)
    assert draw_wide(facts).image.size == (1200, 630)
    assert draw_tall(facts).image.size == (1080, 1920)


def test_the_owner_finds_them_on_the_lists_page(
    owner_client: Client, make_list: MakeList, media: Path
) -> None:
    list_ = make_list(3)
    page = owner_client.get(address(List, "inspect", list_.pk)).content.decode()
    assert "being drawn" in page

    draw_lists.run(Progress())

    page = owner_client.get(address(List, "inspect", list_.pk)).content.decode()
    for name in names(list_):
        assert f"/media/{name}" in page
    assert "Download 1200 × 630" in page
    draft = make_list(1, games="Other", name="Draft", visibility="draft")
    page = owner_client.get(address(List, "inspect", draft.pk)).content.decode()
    assert "Download" not in page
    assert "being drawn" not in page
