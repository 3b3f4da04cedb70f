"""What Questlog knows of a remote service before asking it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from apps.integrations.http.pacing import Pace
from apps.integrations.http.tokens import SharedToken


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service, as its module declares it (`SERVICE`) and `registry` lists it.

    Settings are named: `needs` switch it on, `takes` make it better, `addresses` say
    where it is. `probe` asks it something small and says what came; it raises a
    RemoteError. `token` is what lets Questlog in, where that has an end.
    """

    key: str
    name: str
    purpose: str
    probe: Callable[[], str]
    addresses: tuple[str, ...]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    keys_page: str = ""
    pace: Pace | None = None
    token: Callable[[], SharedToken] | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that are empty but must not be."""
        return tuple(name for name in self.needs if not getattr(settings, name))

    @property
    def is_on(self) -> bool:
        return not self.missing

    @property
    def is_half_on(self) -> bool:
        return 0 < len(self.missing) < len(self.needs)
