"""Where in a recording a run begins: as people write it, and as an address opens it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.parse import urlunsplit

LONGEST = 1_000 * 3600
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_UNITS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,2})m)?(?:(\d{1,2})s)?")


def seconds_of(given: str) -> int | None:
    """Of "1:02:03", "62:03", "1h2m3s", or "3723"; None for nothing.

    Raises `ValueError` for anything else.
    """
    text = given.replace(" ", "").lower()
    if not text:
        return None
    if text.isdecimal() and len(text) <= 7:
        seconds = int(text)
    elif match := _CLOCK.fullmatch(text) or _UNITS.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        raise ValueError("Write the time as 1:02:03.")
    if seconds > LONGEST:
        raise ValueError("No recording is that long.")
    return seconds


def clock(seconds: int | None) -> str:
    """ "1:02:03"; empty for None."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def address_at(url: str, seconds: int | None) -> str:
    """The recording at this time, where the site is known to take one.

    YouTube takes `t` in seconds, Twitch as "1h2m3s":
    https://support.google.com/youtube/answer/57741
    """
    if not url or not seconds:
        return url
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtu.be"):
        time = f"{seconds}"
    elif host == "twitch.tv":
        time = f"{seconds // 3600}h{seconds // 60 % 60}m{seconds % 60}s"
    else:
        return url
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "t"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("t", time)])))
