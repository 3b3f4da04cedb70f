"""One whole answer of a remote service, and what its headers say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.service_health import RateLeft


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer. `headers` are asked for in any case of letters."""

    service: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises RemoteNotJson for anything else."""
        content_type = self.headers.get("content-type", "").lower()
        if "json" not in content_type:
            kind = content_type.split(";")[0] or "no type"
            raise RemoteNotJson(
                f"{self.service} sent {kind} instead of JSON.",
                service=self.service,
                status=self.status,
            )
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise RemoteNotJson(
                f"{self.service} sent invalid JSON.",
                service=self.service,
                status=self.status,
            ) from error

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait as the header says them, as a number or as a date."""
        return retry_after_seconds(self.headers.get("retry-after", ""))

    @property
    def rate_left(self) -> RateLeft | None:
        """How much may still be asked, where the headers say it.

        GitHub and Twitch have the same three, with and without "X-".
        """
        for prefix in ("ratelimit-", "x-ratelimit-"):
            left = _number(self.headers.get(f"{prefix}remaining", ""))
            if left is not None:
                resets = _number(self.headers.get(f"{prefix}reset", ""))
                return RateLeft(
                    left,
                    _number(self.headers.get(f"{prefix}limit", "")),
                    datetime.fromtimestamp(resets, UTC) if resets else None,
                )
        return None


def retry_after_seconds(value: str) -> float | None:
    """Seconds of a Retry-After header: "120" or an HTTP date; None without one."""
    value = value.strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _number(text: str) -> int | None:
    text = text.strip()[:12]
    return int(text) if text.isdecimal() else None
