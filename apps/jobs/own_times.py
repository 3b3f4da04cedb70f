"""When an installation does by itself what all of them do."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings


@dataclass(frozen=True)
class OwnTime:
    """A minute, an hour, and a day of the week, in UTC."""

    minute: int
    hour: int
    day: int

    @property
    def daily(self) -> str:
        """As a cron line."""
        return f"{self.minute} {self.hour} * * *"


def own_time(name: str) -> OwnTime:
    """A time for the job `name` that differs between installations.

    So they don't all ask a service at the same moment.
    """
    digest = sha256(f"{settings.SECRET_KEY}:{name}".encode()).digest()
    return OwnTime(digest[0] % 60, digest[1] % 24, digest[2] % 7)
