"""Which profiles there are: each app's module `profile` holds one as `PROFILE`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

from apps.core.plurals import counted
from apps.integrations.oauth.models import GrantedTokens
from apps.integrations.oauth.service import OAuthService
from apps.jobs.progress import Progress
from apps.profiles.base import Profile
from apps.profiles.imports.importer import ProfileImporter

MODULE = "profile"


@dataclass(frozen=True)
class Figure:
    """A number or word, and what it counts: "1,204" islands."""

    value: str
    label: str

    @classmethod
    def of(cls, count: int, noun: str) -> Figure:
        """A count of what `noun` names in the singular."""
        number, _, label = counted(count, noun).partition(" ")
        return cls(number, label)


class Every(StrEnum):
    """How often a profile is synced by itself."""

    HOUR = "hour"
    QUARTER_DAY = "six hours"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, kw_only=True)
class ProfileSync:
    """How a profile is brought up to date from a service.

    Args:
        run: does it, and returns what changed, each in a few words to the owner:
            "Paladin 90 to 92". What it has committed stands when it fails or is run
            again; a missing thing is marked, never deleted. Raises `RemoteError`, or
            `JobFailed` where another attempt would not help.
        missing: what the owner must do before, in a sentence; empty if nothing.
        every: how often it runs by itself.
    """

    run: Callable[[Any, Progress], list[str]]
    missing: Callable[[], str]
    every: Every = Every.DAY


def _nothing(profile: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class ProfileConnection:
    """The owner's account at a service, connected with OAuth.

    Args:
        gives: what connecting brings, in a sentence to the owner.
        is_needed: whether there is nothing to sync without it.
        check: raises `ConnectFailed` for tokens of an account that this profile
            isn't of; nothing is stored then.
        after: takes over what the new connection tells; returns a sentence about it.
        note: what to know before registering the application; empty if nothing.
    """

    service: OAuthService
    gives: str
    is_needed: bool
    check: Callable[[Any, GrantedTokens], None] | None = None
    after: Callable[[Any], str] = _nothing
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProfileKind:
    """One game's profile, as the overviews show it.

    Args:
        slug: part of its addresses.
        name, about: what it is called, and what it holds, in a few words.
        takes: what its set-up takes, in a sentence to the owner.
        no_sync: why there is nothing to sync; empty where there is.
        sync: how it is synced; None where there is nothing to sync.
        importer: how it takes in files of other programs.
        progress: the figures that are kept over time, by what they are called.
        figures: a few of them; of what is private too if the second argument says so.
        state: what goes on now, in two or three words; empty if nothing does.
        home: the name of its page in the admin, and what the button there says.
        connection: how the owner connects an account; None where there is none.
        settings_page: the name of its own settings page, if it has one.
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
    sync: ProfileSync | None = None
    importer: ProfileImporter | None = None
    progress: Callable[[Any], dict[str, float]] | None = None
    connection: ProfileConnection | None = None
    settings_page: str = ""

    @property
    def settings_url(self) -> str:
        if self.settings_page:
            return reverse(self.settings_page)
        return reverse("profile_settings", args=[self.slug])

    @property
    def has_progress(self) -> bool:
        """For templates, which would call `progress`."""
        return self.progress is not None


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
