"""When one played and how long, in words; a time in a recording."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.journal.recordings import read_video_time
from apps.journal.recordings import recording_address
from apps.journal.recordings import video_time
from apps.journal.session_words import read_end
from apps.journal.session_words import read_played
from apps.journal.session_words import spell_out_played

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 19, 30, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def berlin() -> Iterator[None]:
    with timezone.override(BERLIN):
        yield


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("90m", "Today, Tuesday, December 1: 1 h 30 min"),
        ("1h30", "Today, Tuesday, December 1: 1 h 30 min"),
        ("1.5h", "Today, Tuesday, December 1: 1 h 30 min"),
        ("90", "Today, Tuesday, December 1: 1 h 30 min"),
        ("1:30", "Today, Tuesday, December 1: 1 h 30 min"),
        ("half an hour", "Today, Tuesday, December 1: 30 min"),
        ("two and a half hours", "Today, Tuesday, December 1: 2 h 30 min"),
        ("yesterday 2h", "Yesterday, Monday, November 30: 2 h"),
        ("2h last sunday", "Sunday, November 29: 2 h"),
        ("2025-05-05 2h", "Monday, May 5, 2025: 2 h"),
        # Today hasn't seen that yet.
        (
            "20:00\N{EN DASH}21:30",
            "Yesterday, Monday, November 30, 20:00 to 21:30: 1 h 30 min",
        ),
        ("from 18:00 to 19:00", "Today, Tuesday, December 1, 18:00 to 19:00: 1 h"),
        (
            "nov 28, 8-9:30pm",
            "Saturday, November 28, 20:00 to 21:30: 1 h 30 min",
        ),
        (
            "11-1am",
            "Yesterday, Monday, November 30, 23:00 to 01:00 the next day: 2 h",
        ),
        ("since 18:00", "Today, Tuesday, December 1, 18:00 to 19:30: 1 h 30 min"),
        # The clocks went forward at 2.
        ("mar 29 01:30-03:30", "Sunday, March 29, 01:30 to 03:30: 1 h"),
        ("oct 25 01:30-04:00", "Sunday, October 25, 01:30 to 04:00: 3 h 30 min"),
    ],
)
def test_words_are_said_back_in_full(text: str, said: str) -> None:
    assert spell_out_played(read_played(text, now=NOW), today=TODAY) == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "doesn’t understand"),
        ("soon", "doesn’t understand"),
        ("2h 2h", "doesn’t understand"),
        ("0m", "at least a minute"),
        ("72h", "at most 48 hours"),
        ("2h in 2003", "needs a day"),
        ("20:00", "when it ended"),
        ("25:00-26:00", "isn’t a time of day"),
        ("today 21:00-22:00", "in the future"),
        ("mar 29 01:30-02:30", "the clocks went forward"),
    ],
)
def test_what_means_nothing_is_refused_with_what_does(text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        read_played(text, now=NOW)


def test_an_end_is_the_first_such_time_after_the_beginning() -> None:
    started = datetime(2026, 11, 30, 20, 0, tzinfo=BERLIN)

    def ended(text: str) -> str:
        end = read_end(text, started_at=started, now=NOW)
        return f"{timezone.localtime(end):%d %H:%M}"

    assert [ended(text) for text in ("23:30", "1am", "2h", "after 90m", "now")] == [
        "30 23:30",
        "01 01:00",
        "30 22:00",
        "30 21:30",
        "01 19:30",
    ]
    for text in ("whenever", "30h"):
        with pytest.raises(ValidationError):
            ended(text)


def test_a_recording_opens_where_the_session_starts() -> None:
    twitch, elsewhere = "https://www.twitch.tv/videos/1", "https://example.org/v.mp4"

    assert {read_video_time(t) for t in ("1:12:40", "1h12m40s", "4360")} == {4360}
    assert (video_time(4360), video_time(245), video_time(None)) == (
        "1:12:40",
        "4:05",
        "",
    )
    assert recording_address(twitch, 4360) == f"{twitch}?t=1h12m40s"
    assert recording_address(elsewhere, 4360) == elsewhere
    with pytest.raises(ValidationError):
        read_video_time("the end")
