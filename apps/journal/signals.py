from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from apps.journal import events
from apps.journal.events import PlaythroughPayload
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.schemas import StatusName
from apps.realtime.catalogue import EventType

BEGINS = {None, Status.PLANNED}


def _event_type(before: str | None, after: str) -> EventType[PlaythroughPayload] | None:
    if after == Status.PLAYING:
        return events.START if before in BEGINS else events.RESUME
    return {
        Status.COMPLETED: events.COMPLETE,
        Status.DROPPED: events.DROP,
        Status.PAUSED: events.PAUSE,
    }.get(Status(after))


@receiver(post_save, sender=Playthrough)
def record_transition(instance: Playthrough, **kwargs: Any) -> None:
    if instance.transition is None or not instance.is_public:
        return
    event_type = _event_type(*instance.transition)
    if event_type is None:
        return
    verb = event_type.name.rpartition("_")[2]
    event_type.record(
        playthrough_payload(instance),
        subject=f"playthrough:{instance.uuid}",
        dedupe_key=f"playthrough:{instance.uuid}:{instance.transitions}:{verb}",
    )


def playthrough_payload(playthrough: Playthrough) -> PlaythroughPayload:
    edition = playthrough.edition
    game = edition.game
    status: StatusName = Status(playthrough.status).value  # type: ignore[assignment]
    hours, rating = playthrough.playtime_hours, playthrough.rating
    return PlaythroughPayload(
        work=game.name,
        edition=edition.name,
        platform=playthrough.platform.name if playthrough.platform else None,
        playtime_hours=float(hours) if hours is not None else None,
        rating=float(rating) if rating is not None else None,
        work_slug=game.slug,
        edition_slug=edition.slug,
        cover_url=edition.cover_url or game.cover_url,
        status=status,
        started_at=playthrough.started_at,
        completed_at=playthrough.completed_at,
        playthrough_id=str(playthrough.uuid),
    )
