"""Platforms by the names that people write: "PS5" is PlayStation 5."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db import transaction

from apps.core.history import record_change
from apps.core.text import normalise
from apps.library.models import Platform
from apps.library.platform_names import platform_name
from apps.library.platform_names import platform_word


class PlatformNames:
    """Finds the library's platforms by slug or any of their names."""

    def __init__(self) -> None:
        platforms = list(Platform.objects.order_by("id"))
        self._by_slug = {platform.slug: platform for platform in platforms}
        self._by_name = _by_name(platforms)

    def find(self, text: str) -> Platform | None:
        return (
            self._by_slug.get(text)
            or self._by_name.get(normalise(text))
            or self._by_name.get(normalise(platform_word(text)))
        )

    def all_of(self, names: Iterable[str] | None, *, user: User) -> list[Platform]:
        """The platforms with these names; those that are not known are created."""
        written = [name for name in names or () if name.strip()]
        return [self.find_or_create(name, user=user) for name in written]

    def find_or_create(self, text: str, *, user: User) -> Platform:
        """The platform that `text` names; a new one is called as IGDB calls it."""
        platform = self.find(text)
        if platform is None:
            platform = _created(platform_word(text), user=user)
            self._by_name[normalise(platform.name)] = platform
        return platform


def platforms_by_name() -> dict[str, Platform]:
    """Every platform by the normal form of each of its names."""
    return _by_name(list(Platform.objects.order_by("id")))


def _by_name(platforms: list[Platform]) -> dict[str, Platform]:
    by_name: dict[str, Platform] = {}
    for platform in platforms:
        by_name.setdefault(normalise(platform.name), platform)
    for platform in platforms:
        # Found by IGDB's name too where the owner wrote "SNES".
        known = platform_name(platform.name)
        for name in (known, platform.abbreviation, *platform.aliases):
            if name:
                by_name.setdefault(normalise(name), platform)
    return by_name


def _created(name: str, *, user: User) -> Platform:
    try:
        with transaction.atomic():
            platform = Platform.objects.create(name=name)
            record_change(platform, user=user, action="wagtail.create")
    except IntegrityError:
        # Someone created it a moment ago.
        return Platform.objects.get(name__iexact=name)
    return platform
