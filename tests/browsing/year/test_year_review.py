"""A year in review: written, seen by nobody else, published, drawn, and hidden."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.browsing.models import YearReview
from apps.browsing.tasks import draw_years
from apps.browsing.year.drawing import draw_tall
from apps.browsing.year.drawing import draw_wide
from apps.browsing.year.facts import year_facts
from apps.jobs.progress import Progress
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.covers.uploads import store_upload
from apps.library.models import Game
from apps.realtime.models import Event
from tests.accessibility import violations
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with
from tests.admin.pages import page as parsed
from tests.browsing.conftest import finish
from tests.jobs.working import work_off
from tests.library.images import picture

__all__ = ["client_with"]

pytestmark = pytest.mark.django_db

FORM = "/admin/years/2025/"
URL = "/year/2025/"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def played(shelf: dict[str, Game]) -> dict[str, Game]:
    """2025: Celeste and Chrono Cross for everyone, and Lufia in private."""
    celeste = finish(
        shelf["Celeste"], completed_at="2025-03-05", playtime_hours="8.5", rating="4.5"
    )
    finish(shelf["Chrono Cross"], completed_at="2025", playtime_hours="40")
    finish(shelf["Lufia"], completed_at="2025-07", playtime_hours="99", is_public=False)
    Session.log(celeste, day=date(2025, 3, 4), minutes=90)
    return shelf


def sent(client: Client, url: str = FORM, **changes: str) -> QueryDict:
    """What the form at `url` sends, with `changes`."""
    data = QueryDict(mutable=True)
    form = parsed(client.get(url)).select_one("form[method=post][novalidate]")
    assert form is not None
    for control in form.select("input[name], textarea[name]"):
        value = control.get("value", "") if control.name == "input" else control.string
        data[str(control["name"])] = str(value or "").removeprefix("\n")
    for control in form.select("select[name]"):
        chosen = control.select_one("option[selected]")
        data[str(control["name"])] = str(chosen["value"]) if chosen else ""
    data.update(changes)
    return data


def publish(client: Client, **changes: str) -> None:
    response = client.post(FORM, sent(client, publish="1", **changes))
    assert response.status_code == 302, response.content


def words_of(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return parsed(response).get_text(" ", strip=True)


def test_a_draft_is_seen_by_its_owner_alone(
    owner_client: Client, client: Client, played: dict[str, Game]
) -> None:
    owner_client.post(FORM, sent(owner_client, intro="A quiet year."))

    preview = owner_client.get(URL)
    assert "A quiet year." in preview.content.decode()
    assert "noindex" in preview.content.decode()
    assert "private" in preview["Cache-Control"]
    assert client.get(URL).status_code == 404
    assert client.get("/api/years/2025").status_code == 404
    assert client.get("/api/years").json() == {"items": [], "count": 0}
    assert client.get("/api/years/2025?include=private").status_code == 401
    assert owner_client.get("/api/years/2025?include=private").json()["year"] == 2025
    assert not Event.objects.filter(type__startswith="questlog:year_").exists()
    assert client.get("/admin/years/2025/wide.png").status_code == 302


def test_a_published_year_shows_what_is_public_and_nothing_else(
    owner_client: Client, client: Client, played: dict[str, Game]
) -> None:
    publish(
        owner_client,
        title="Omnia",
        game_of_the_year=str(played["Celeste"].pk),
        words="It hurt.",
        **{"said-0-game": str(played["Chrono Cross"].pk), "said-0-text": "At last."},
    )

    shown = words_of(client)
    for text in ("Omnia", "2 games to the credits", "It hurt.", "At last."):
        assert text in shown
    page = parsed(client.get(URL))
    assert "Lufia" not in str(page)
    assert [img["aria-label"] for img in page.select(".y-wall .y-cover")] == [
        "Celeste",
        "Chrono Cross",
    ]
    answer = client.get("/api/years/2025").json()
    assert (answer["completed"], answer["hours"]) == (2, 48.5)
    assert answer["game_of_the_year"]["text"] == "It hurt."
    assert [each["game"]["slug"] for each in answer["highlights"]] == ["chrono-cross"]
    event = Event.objects.get(type="questlog:year_publish")
    assert event.payload["url"] == URL
    assert [each["slug"] for each in client.get("/api/years").json()["items"]] == [
        "2025"
    ]


def test_its_images_are_drawn_and_kept_under_their_contents_name(
    owner_client: Client, client: Client, played: dict[str, Game]
) -> None:
    celeste = played["Celeste"]
    celeste.uploaded_cover = store_upload(picture(color="#00ff7f"))
    celeste.save()
    publish(owner_client, game_of_the_year=str(celeste.pk), words="Up.")

    draw_years.run(Progress())

    images = client.get("/api/years/2025").json()["images"]
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
        assert any(abs(c[0] - 0) + abs(c[1] - 255) < 12 for _, c in colors)  # type: ignore[index]
    head = parsed(client.get(URL))
    tag = head.select_one("meta[property='og:image']")
    assert tag is not None
    assert tag["content"] == f"http://testserver{images[0]['url']}"


def test_images_are_drawn_again_only_where_they_would_look_otherwise(
    owner_client: Client, played: dict[str, Game], media: Path
) -> None:
    publish(owner_client)
    draw_years.run(Progress())
    first = YearReview.objects.get()

    draw_years.run(Progress())
    same = YearReview.objects.get()
    finish(played["Chrono Trigger"], completed_at="2025-12-30")
    draw_years.run(Progress())
    changed = YearReview.objects.get()

    assert same.wide_image == first.wide_image
    assert changed.wide_image != first.wide_image
    assert changed.version == first.version
    kept = {f"shares/{path.name}" for path in (media / "shares").iterdir()}
    assert kept == {changed.wide_image, changed.tall_image}


def test_hiding_it_takes_everything_back(
    owner_client: Client,
    client: Client,
    played: dict[str, Game],
    django_capture_on_commit_callbacks: Any,
) -> None:
    publish(owner_client, title="Omnia")
    draw_years.run(Progress())
    image = client.get("/api/years/2025").json()["images"][0]["url"]

    with django_capture_on_commit_callbacks(execute=True):
        owner_client.post(f"{FORM}hide/")

    assert client.get(URL).status_code == 404
    assert client.get("/api/years/2025").status_code == 404
    assert client.get(image).status_code == 404
    told = Event.objects.filter(subject__startswith="year:").order_by("id")
    assert [(each.type, list(each.payload)) for each in told] == [
        ("questlog:year_publish", []),
        ("questlog:year_hide", ["review_id"]),
    ]


def test_a_game_that_turns_private_takes_its_words_along(
    owner_client: Client, client: Client, played: dict[str, Game]
) -> None:
    publish(owner_client, game_of_the_year=str(played["Celeste"].pk), words="It hurt.")
    run = Playthrough.objects.get(edition__game=played["Celeste"], status="completed")

    run.change(is_public=False)

    page = str(parsed(client.get(URL)))
    assert "Celeste" not in page
    assert "It hurt." not in page
    assert client.get("/api/years/2025").json()["game_of_the_year"] is None


def test_what_is_wrong_is_said_and_nothing_is_lost(
    owner_client: Client, played: dict[str, Game]
) -> None:
    for changes, error in (
        ({"words": "Whose?"}, "Choose the game that this is about."),
        ({"said-0-text": "Whose?"}, "Choose the game that this is about."),
        ({"game_of_the_year": str(played["Lufia"].pk)}, "you finished in 2025"),
        ({"title": "x" * 61}, "at most 60"),
    ):
        response = owner_client.post(
            FORM, sent(owner_client, publish="1", **{"intro": "Kept.", **changes})
        )

        assert response.status_code == 422
        assert error in response.content.decode()
        assert "Kept." in response.content.decode()
    assert not YearReview.objects.exists()


def test_the_later_of_two_saves_is_asked_first(
    owner_client: Client, played: dict[str, Game]
) -> None:
    mine = sent(owner_client, intro="Mine.")
    owner_client.post(FORM, sent(owner_client, intro="Theirs."))

    refused = owner_client.post(FORM, mine)

    assert refused.status_code == 422
    assert "someone else" in refused.content.decode()
    assert YearReview.objects.get().intro == "Theirs."


@pytest.mark.parametrize("slug", ["1", "0000", "1949", "2101", "abcd", "²⁰²⁵", "20255"])
def test_what_is_no_year_has_no_page(owner_client: Client, slug: str) -> None:
    assert owner_client.get(f"/year/{slug}/").status_code == 404
    assert owner_client.get(f"/admin/years/{slug}/").status_code == 404
    assert owner_client.get(f"/api/years/{slug}").status_code == 404


def test_a_year_of_nothing_and_all_time_can_be_published(
    owner_client: Client, client: Client, played: dict[str, Game]
) -> None:
    for slug in ("1999", "all"):
        url = f"/admin/years/{slug}/"
        owner_client.post(url, sent(owner_client, url, publish="1"))
    draw_years.run(Progress())

    assert "Nothing finished yet." in words_of(client, "/year/1999/")
    assert "All time" in words_of(client, "/year/all/")
    assert client.get("/api/years/all").json()["year"] is None


def test_who_may_not_write_it_may_not(
    client_with: MakeClient, played: dict[str, Game]
) -> None:
    reader = client_with("journal.view_playthrough")

    assert reader.get("/admin/years/").status_code == 302
    assert reader.post(FORM, {"publish": "1"}).status_code == 302
    assert reader.get(f"{FORM}wide.png").status_code == 302
    assert not YearReview.objects.exists()


def test_its_queries_do_not_grow_and_its_images_take_many_covers(
    client: Client, played: dict[str, Game]
) -> None:
    review = YearReview.objects.create(year=2025)
    review.publish(at=timezone.now())
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for number in range(60):
        finish(Game.objects.add(name=f"Game {number}"), completed_at="2025-05-05")

    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(many) == len(few)
    facts = year_facts(review)
    assert draw_wide(facts).image.size == (1200, 630)
    assert draw_tall(facts).image.size == (1080, 1920)


def test_a_year_is_written_and_published(
    admin_page: Page, owner: User, played: dict[str, Game]
) -> None:
    admin_page.goto("/admin/statistics/?year=2025")
    admin_page.get_by_role("link", name="2025 in review").click()
    admin_page.get_by_label("Game of the year").select_option("Celeste")
    admin_page.get_by_label("Why").fill("It hurt, and I went on.")
    admin_page.get_by_role("button", name="Save and publish").click()
    expect(admin_page.get_by_text("2025 in review is public.")).to_be_visible()
    work_off()

    admin_page.goto(URL)

    expect(admin_page.locator("h1")).to_have_text("2025")
    expect(admin_page.get_by_text("It hurt, and I went on.")).to_be_visible()
    picture = admin_page.get_by_role("img", name="2025 in review, 1200 × 630")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 1200)
    assert violations(admin_page, [URL, FORM, "/admin/years/"]) == []
