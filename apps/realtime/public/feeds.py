"""Feeds of what happened, made from the event log: RSS, Atom, and JSON Feed.

Each event type says itself how feeds tell of it (`FeedEntries`). What was hidden since
has no payload any more and is in no feed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.urls import re_path
from django.urls.resolvers import URLPattern
from django.utils.feedgenerator import Atom1Feed
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.feedgenerator import SyndicationFeed
from django.utils.feedgenerator import rfc3339_date

from apps.core.api.application import answering
from apps.core.api.problems import not_found
from apps.realtime.catalogue import FeedText
from apps.realtime.catalogue import declared_types
from apps.realtime.models import Event

MOST_ENTRIES = 100
# Events looked through for one feed: of a busy hunt few are entries.
MOST_EVENTS = 5 * MOST_ENTRIES
EVERYTHING = "all"


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = self.feed
        body = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(body, ensure_ascii=False))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"] or item["title"],
            "date_published": rfc3339_date(item["pubdate"]),
            "tags": list(item["categories"]),
        }


FORMATS: dict[str, type[SyndicationFeed]] = {
    "rss": Rss201rev2Feed,
    "atom": Atom1Feed,
    "json": JsonFeed,
}
MEDIA_TYPES = {
    "rss": Rss201rev2Feed.content_type,
    "atom": Atom1Feed.content_type,
    "json": JsonFeed.content_type,
}
# By the name of a kind of rows: the subject and the name of the public one with a slug.
type Find = Callable[[str], tuple[str, str] | None]
_ROWS: dict[str, Find] = {}


def feeds_of_rows(kind: str, find: Find) -> None:
    """Give each public row of a kind a feed: `/feeds/<kind>/<slug>.<format>`.

    `find` returns the row's subject in the log and its name; None if there is none.
    """
    _ROWS[kind] = find


def feed_of_kind(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    kinds = {each.feed.kind for each in declared_types() if each.feed}
    if kind.isdecimal():
        title = f"Questlog: {kind}"
        rows = Event.objects.filter(occurred_at__year=int(kind))
        return _answer(request, form, title, rows, EVERYTHING)
    if kind != EVERYTHING and kind not in kinds:
        raise not_found("feed", kind)
    title = "Questlog" if kind == EVERYTHING else f"Questlog: {kind}"
    return _answer(request, form, title, Event.objects.all(), kind)


def feed_of_row(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponse:
    found = _ROWS[kind](slug) if kind in _ROWS else None
    if found is None:
        raise not_found("feed", f"{kind}/{slug}")
    subject, name = found
    return _answer(request, form, name, Event.objects.filter(subject=subject), kind)


def _answer(
    request: HttpRequest, form: str, title: str, events: Any, kind: str
) -> HttpResponse:
    feed = FORMATS[form](
        title=title,
        link=request.build_absolute_uri("/"),
        description="What was finished, ranked, and found",
        language="en",
        feed_url=request.build_absolute_uri(request.path_info),
    )
    for event, text, tag in _entries(events, kind):
        feed.add_item(
            title=text.title,
            link=_link(request, text),
            description=text.summary,
            unique_id=f"urn:uuid:{event.uuid}",
            unique_id_is_permalink=False,
            pubdate=event.occurred_at,
            updateddate=event.occurred_at,
            categories=(tag,),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=MEDIA_TYPES[form])


def _entries(events: Any, kind: str) -> Iterator[tuple[Event, FeedText, str]]:
    """The latest events that feeds of `kind` tell of, the last first."""
    told = {
        each.name: each.feed
        for each in declared_types()
        if each.feed and kind in {EVERYTHING, each.feed.kind}
    }
    rows = events.filter(type__in=told).exclude(payload_json="{}")
    found = 0
    for event in rows.order_by("-id")[:MOST_EVENTS]:
        entries = told[event.type]
        text = entries.text(orjson.loads(event.payload_json))
        if text is not None and found < MOST_ENTRIES:
            found += 1
            yield event, text, entries.kind


def _link(request: HttpRequest, text: FeedText) -> str:
    """Where to read more: on the owner's site, if it is known; else in the API."""
    if not text.slug:
        return request.build_absolute_uri("/")
    if settings.SITE_PAGE_URL:
        address = settings.SITE_PAGE_URL.replace("{kind}", text.about)
        return str(address.replace("{slug}", text.slug))
    return request.build_absolute_uri(f"/api/{text.about}/{text.slug}")


_FORM = "|".join(FORMATS)
URLPATTERNS: list[URLPattern] = [
    re_path(
        rf"^feeds/(?P<kind>[a-z]+|[0-9]{{4}})\.(?P<form>{_FORM})$",
        answering(feed_of_kind),
        name="feed",
    ),
    re_path(
        rf"^feeds/(?P<kind>[a-z]+)/(?P<slug>[-\w]+)\.(?P<form>{_FORM})$",
        answering(feed_of_row),
        name="feed_of_row",
    ),
]
