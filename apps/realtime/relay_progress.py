"""How far the relay is with each receiver, for the admin's Events page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from apps.realtime.log.redis_sink import CHANNEL
from apps.realtime.log.redis_sink import RedisSink
from apps.realtime.models import Event
from apps.realtime.models import EventSink
from apps.realtime.models import EventStream
from apps.realtime.webhooks.fan_out import SINK as WEBHOOKS

# A relay numbers an event within milliseconds.
RELAY_PATIENCE = timedelta(seconds=10)
NAMES = {
    RedisSink.name: f"Redis channel {CHANNEL}",
    WEBHOOKS: "Webhooks",
}


@dataclass(frozen=True, kw_only=True)
class SinkProgress:
    """One receiver of the stream: how many events wait for it, and since when why."""

    name: str
    waiting: int
    failing_since: datetime | None
    error: str


def progress_by_sink() -> list[SinkProgress]:
    """Of every receiver that the relay has served or tried to."""
    last = EventStream.objects.values_list("last_sequence", flat=True).first() or 0
    return [
        SinkProgress(
            name=NAMES[sink.name],
            waiting=max(0, last - sink.sequence),
            failing_since=sink.failing_since,
            error=sink.error,
        )
        for sink in EventSink.objects.filter(name__in=NAMES).order_by("name")
    ]


def waits_for_relay(now: datetime) -> datetime | None:
    """When the event happened that no relay has numbered for too long, if any."""
    unnumbered = Event.objects.filter(sequence=None).order_by("id")
    oldest = unnumbered.values_list("occurred_at", flat=True).first()
    return oldest if oldest is not None and oldest < now - RELAY_PATIENCE else None
