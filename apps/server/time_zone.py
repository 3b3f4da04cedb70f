"""The owner's time zone: the one whose days history, statistics and forms mean.

`TIME_ZONE` names it, or a file in the data folder, which every process reads: the first
start writes the zone of its machine there, and the owner's account changes it.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError

import tzlocal
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware

from apps.server.secret_key import write_file

FILE = "time_zone"
FALLBACK = "UTC"


def is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return False
    return True


def load_or_create_time_zone(data_dir: Path) -> str:
    """The zone kept in the data folder; on the first start, that of the machine."""
    kept = _read(data_dir / FILE)
    if kept:
        return kept
    name = _machine_zone()
    # The data folder was made for the secrets; where it is not to be written, every
    # start asks the machine.
    with contextlib.suppress(OSError):
        write_file(data_dir / FILE, name)
    return name


def keep_time_zone(name: str) -> None:
    """Make `name` the owner's zone, for every process from its next request on.

    Raises:
        ValueError: there is no such zone.
    """
    if not is_time_zone(name):
        raise ValueError(f"Unknown time zone {name!r}.")
    write_file(settings.DATA_DIR / FILE, name, replace=True)
    _read_once.cache_clear()


def owner_time_zone() -> str:
    if settings.TIME_ZONE_IS_FIXED:
        return str(settings.TIME_ZONE)
    path = settings.DATA_DIR / FILE
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return str(settings.TIME_ZONE)
    return _read_once(path, changed) or str(settings.TIME_ZONE)


@contextlib.contextmanager
def _owners_days() -> Iterator[None]:
    name = owner_time_zone()
    if name == settings.TIME_ZONE:
        yield
        return
    with timezone.override(name):
        yield


@sync_and_async_middleware
def owner_days(get_response):  # type: ignore[no-untyped-def]
    """Let days and times without a zone be the owner's, in each request.

    The admin's pages go by the zone of the account that is logged in.
    """
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponse:
            with _owners_days():
                return await get_response(request)

    else:

        def middleware(request: HttpRequest) -> HttpResponse:  # type: ignore[misc]
            with _owners_days():
                return get_response(request)

    return middleware


@functools.lru_cache(maxsize=8)
def _read_once(path: Path, changed: int) -> str:
    return _read(path)


def _read(path: Path) -> str:
    try:
        name = path.read_text().strip()
    except (OSError, UnicodeError):
        return ""
    return name if is_time_zone(name) else ""


def _machine_zone() -> str:
    try:
        name = tzlocal.get_localzone_name()
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return FALLBACK
    # A machine may have rules without a name ("localtime"), which mean nothing here.
    return name if name and name != "localtime" and is_time_zone(name) else FALLBACK
