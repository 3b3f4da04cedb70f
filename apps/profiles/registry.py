"""Which profiles there are: each app's module `profile` holds one as `PROFILE`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from apps.profiles.base import Profile

MODULE = "profile"


@dataclass(frozen=True)
class Figure:
    """A number or word, and what it counts: "1,204" islands."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ProfileKind:
    """One game's profile, as the overviews show it.

    Args:
        slug: part of its addresses.
        name, about: what it is called, and what it holds, in a few words.
        takes: what its set-up takes, in a sentence to the owner.
        no_sync: why there is nothing to sync; empty where there is.
        figures: a few of them; of what is private too if the second argument says so.
        state: what goes on now, in two or three words; empty if nothing does.
        home: the name of its page in the admin, and what the button there says.
    """

    slug: str
    name: str
    about: str
    takes: str
    model: type[Profile]
    figures: Callable[[Any, bool], list[Figure]]
    state: Callable[[Any], str]
    home: str
    action: str
    no_sync: str = ""


@cache
def kinds() -> tuple[ProfileKind, ...]:
    """Every profile that this Questlog knows, by name."""
    found: list[ProfileKind] = [
        import_module(f"{config.name}.{MODULE}").PROFILE
        for config in apps.get_app_configs()
        if config.module and module_has_submodule(config.module, MODULE)
    ]
    return tuple(sorted(found, key=lambda kind: kind.name))


def kind_called(slug: str) -> ProfileKind | None:
    return next((kind for kind in kinds() if kind.slug == slug), None)


def profile_urls() -> list[Any]:
    """The pages of all profiles outside of the admin: overlays, for moderators."""
    return [
        pattern
        for config in apps.get_app_configs()
        if config.module
        and config.name.startswith("apps.profiles.")
        and module_has_submodule(config.module, "urls")
        for pattern in import_module(f"{config.name}.urls").urlpatterns
    ]
