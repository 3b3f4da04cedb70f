"""Feeds of what happened, as a feed reader gets them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import Visibility
from apps.realtime.public.feeds import MOST_ENTRIES
from tests.lists.conftest import store_games

pytestmark = pytest.mark.django_db


def read(client: Client, name: str) -> Any:
    answer = client.get(f"/feeds/{name}")
    assert answer.status_code == 200, answer.content
    kind = {"content-type": answer.headers["Content-Type"]}
    return feedparser.parse(answer.content, response_headers=kind)


def titles(client: Client, name: str) -> list[str]:
    feed = read(client, name)
    assert not feed.bozo, feed.bozo_exception
    return [entry.title for entry in feed.entries]


@pytest.fixture
def history(db: None) -> List:
    game = Game.objects.add(name="Chrono <Trigger> & “Friends”")
    run = Playthrough.objects.create(edition=game.first_edition(), status="playing")
    run.complete(rating=Decimal(5))
    list_ = List.objects.create(name="Top RPGs")
    list_.add_many(store_games(["Suikoden", "Xenogears", "Okami"]))
    list_.entries.get(position=3).move_to(1)
    return list_


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_reader_finds_what_was_finished_and_what_moved(
    client: Client, history: List, form: str
) -> None:
    feed = read(client, f"all.{form}")
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Okami up 2 to 1 on Top RPGs",
        "3 games changed on Top RPGs",
        "Finished Chrono <Trigger> & “Friends”",
    ]
    first = feed.entries[0]
    assert first.id.startswith("urn:uuid:")
    assert first.link.endswith("/api/lists/top-rpgs")
    assert first.tags[0].term == "lists"
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[form]


def test_each_kind_each_list_and_each_year_has_its_own(
    client: Client, history: List, settings: Any
) -> None:
    settings.SITE_PAGE_URL = "https://omnyist.example/{kind}/{slug}"
    assert titles(client, "completions.atom") == [
        "Finished Chrono <Trigger> & “Friends”"
    ]
    assert len(titles(client, "lists.rss")) == 2
    assert len(titles(client, "lists/top-rpgs.rss")) == 2
    assert titles(client, "hunts.rss") == []
    year = history.created_at.year
    assert len(titles(client, f"{year}.rss")) == 3
    assert titles(client, "1999.rss") == []
    links = [entry.link for entry in read(client, "lists.rss").entries]
    assert set(links) == {"https://omnyist.example/lists/top-rpgs"}


def test_the_json_feed_is_one(client: Client, history: List) -> None:
    answer = client.get("/feeds/all.json")
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feeds/all.json")
    assert [item["title"] for item in feed["items"]][2] == (
        "Finished Chrono <Trigger> & “Friends”"
    )
    assert all(item["id"] and item["content_text"] for item in feed["items"])


def test_what_is_hidden_leaves_every_feed(client: Client, history: List) -> None:
    run = Playthrough.objects.get()
    run.is_public = False
    run.save()
    history.visibility = Visibility.PRIVATE
    history.save()
    for form in ("rss", "atom"):
        assert titles(client, f"all.{form}") == []
    assert client.get("/feeds/lists/top-rpgs.rss").status_code == 404


@pytest.mark.parametrize(
    "name", ["nope.rss", "lists/nope.rss", "games/chrono.rss", "all.xml", "20255.rss"]
)
def test_a_feed_that_is_none_is_not_found(client: Client, name: str, db: None) -> None:
    assert client.get(f"/feeds/{name}").status_code == 404


def test_an_unchanged_feed_is_304_and_is_for_everyone(
    client: Client, history: List
) -> None:
    first = client.get("/feeds/all.atom")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(
        "/feeds/all.atom", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.head("/feeds/all.atom").status_code == 200


def test_a_feed_has_a_hundred_entries(client: Client, history: List) -> None:
    entry = history.entries.get(position=3)
    for number in range(MOST_ENTRIES + 5):
        entry.move_to(1 + number % 2)
    answer = client.get("/feeds/lists.atom")
    root = ElementTree.fromstring(answer.content)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == MOST_ENTRIES
