"""Where in a recording a session starts: "1:12:40", and an address that goes there."""

from __future__ import annotations

import re
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.parse import urlunsplit

from django.core.exceptions import ValidationError

MOST_SECONDS = 10_000_000
LONGEST_TIME = 20

_COLONS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d)")
_UNITS = re.compile(r"(?:(\d{1,4})\s*h)?\s*(?:(\d{1,5})\s*m)?\s*(?:(\d{1,7})\s*s?)?")
# What these call the time in their addresses, and how they write it.
_TWITCH = ("twitch.tv",)
_YOUTUBE = ("youtube.com", "youtu.be")


def read_video_time(text: str) -> int:
    """Seconds from "1:12:40", "72:40", "1h12m40s", "4360". Raises `ValidationError`."""
    words = "".join(text.casefold().split())
    found = _COLONS.fullmatch(words) or _UNITS.fullmatch(words)
    if not words or found is None:
        raise ValidationError(
            "Type where in the video it starts, such as 1:12:40.", code="invalid"
        )
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total > MOST_SECONDS:
        raise ValidationError("No video is that long.", code="invalid")
    return total


def video_time(seconds: int | None) -> str:
    """As players show it: "1:12:40", "4:05"; empty for None."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_in_address(url: str) -> int | None:
    """The time that an address has itself: `…?t=1h12m40s`."""
    given = parse_qs(urlsplit(url).query).get("t", [""])[0]
    try:
        return read_video_time(given) if given else None
    except ValidationError:
        return None


def recording_address(url: str, seconds: int | None) -> str:
    """`url`, leading to that time where Questlog knows how the site takes it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not seconds or not _is_of(host, (*_TWITCH, *_YOUTUBE)):
        return url
    query = parse_qs(parts.query)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    is_twitch = _is_of(host, _TWITCH)
    query["t"] = [f"{hours}h{minutes}m{rest}s" if is_twitch else f"{seconds}s"]
    return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))


def _is_of(host: str, sites: tuple[str, ...]) -> bool:
    return any(host == site or host.endswith(f".{site}") for site in sites)
