"""Reads settings from the environment; a bad value is named in one plain sentence.

A setting that is set to nothing counts as unset.

Raises:
    ImproperlyConfigured: a value makes no sense. The text names the setting and what
        it may be, and never shows a password.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError
from environs import env

SHOWN = 60
NAMESPACE = re.compile(r"[A-Za-z0-9._:-]{1,100}")
USERNAME = re.compile(r"[\w.@+-]{1,150}")
LAST_PORT = 65535


def read_file(path: Path, *, required: bool) -> None:
    """Add to the environment what `path` sets and the environment does not."""
    try:
        found = path.is_file() or path.is_char_device()
        if required and not found:
            raise ImproperlyConfigured(
                f"QUESTLOG_ENV_FILE is set to {path}, but that file doesn't exist."
            )
        if found:
            env.read_env(str(path), recurse=False)
    except (OSError, UnicodeError) as error:
        raise ImproperlyConfigured(
            f"The settings in {path} can't be read: {error}. Make the file readable "
            "for this user, and save it as UTF-8 text."
        ) from error


def text(name: str, default: str = "") -> str:
    return env.str(name, "").strip() or default


def word(name: str, default: str, *, pattern: re.Pattern[str], rule: str) -> str:
    value = text(name, default)
    if not pattern.fullmatch(value):
        raise _wrong(name, rule, value)
    return value


def words(name: str, default: list[str]) -> list[str]:
    """Values separated by commas, blanks around them or not."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] or default


def switch(name: str, default: bool) -> bool:
    value = text(name)
    if not value:
        return default
    try:
        return env.bool(name)
    except EnvError:
        raise _wrong(name, "true or false", value) from None


def number(name: str, default: int, *, least: int, most: int | None = None) -> int:
    value = text(name)
    if not value:
        return default
    until = f" to {most}" if most is not None else " up"
    rule = f"a whole number from {least}{until}"
    try:
        found = int(value)
    except ValueError:
        raise _wrong(name, rule, value) from None
    if found < least or (most is not None and found > most):
        raise _wrong(name, rule, value)
    return found


def port(name: str, default: int, *, least: int = 1) -> int:
    return number(name, default, least=least, most=LAST_PORT)


def time_zone(name: str) -> str:
    """The name of a zone, or nothing."""
    value = text(name)
    if not value:
        return ""
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        raise _wrong(name, "a time zone such as America/Los_Angeles", value) from None
    return value


def web_address(name: str, default: str) -> str:
    value = text(name, default)
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        fits = False
    if not fits:
        raise _wrong(name, "a full address such as https://questlog.example.org", value)
    return value.rstrip("/")


def origin(address: str) -> str:
    """Scheme, host, and port of a web address; whether it is one, `check` says."""
    return "://".join(urlsplit(address)[:2])


def image_hosts(name: str, default: list[str]) -> list[str]:
    """Host names, or full origins such as http://nas.lan:8080."""
    found = words(name, default)
    for entry in found:
        try:
            parts = urlsplit(entry if "://" in entry else f"https://{entry}")
            rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
            fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
            fits = fits and not any(rest) and (parts.port is None or "://" in entry)
        except ValueError:
            fits = False
        if not fits or any(sign.isspace() for sign in entry):
            rule = "host names, or addresses such as http://nas.lan:8080"
            raise _wrong(name, rule, entry)
    return found


def database(url: str) -> dict[str, Any]:
    """Django's settings of the PostgreSQL at `url`."""
    try:
        _ = urlsplit(url).port
        found: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL isn't a PostgreSQL address. Set it to "
            "postgresql://user:password@host:5432/name (in a password, @ is %40, / "
            "is %2F, # is %23, % is %25), or leave it unset to use the embedded one."
        )
    return found


def redis_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"redis", "rediss", "unix"}
        _ = parts.port
    except ValueError:
        fits = False
    if not fits:
        raise ImproperlyConfigured(
            "REDIS_URL isn't a Redis address. Set it to redis://host:6379/0 (in a "
            "password, @ is %40, / is %2F, # is %23, % is %25), or leave it unset to "
            "use the embedded one."
        )
    return url


def _wrong(name: str, rule: str, value: str) -> ImproperlyConfigured:
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return ImproperlyConfigured(f"{name} must be {rule}, not “{shown}”.")
