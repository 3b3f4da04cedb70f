from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.journal import events
from apps.journal.events import HiddenPlaythroughPayload
from apps.journal.events import PlaythroughPayload
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.models import StatusName
from apps.realtime.catalogue import EventType
from apps.realtime.models import new_event_id

BEGINS = {None, Status.PLANNED}


def _event_type(before: str | None, after: str) -> EventType[PlaythroughPayload] | None:
    if after == Status.PLAYING:
        return events.START if before in BEGINS else events.RESUME
    return {
        Status.ONGOING: events.ONGOING,
        Status.COMPLETED: events.COMPLETE,
        Status.DROPPED: events.DROP,
        Status.PAUSED: events.PAUSE,
    }.get(Status(after))


@receiver(post_save, sender=Playthrough)
def record_transition(instance: Playthrough, **kwargs: Any) -> None:
    if instance.turns_private:
        _record_end(events.HIDE, instance)
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


@receiver(pre_delete, sender=Playthrough)
def record_deletion(instance: Playthrough, **kwargs: Any) -> None:
    stored = Playthrough.objects.select_for_update().filter(pk=instance.pk).first()
    if stored is not None and stored.is_public:
        _record_end(events.DELETE, stored)


def _record_end(
    event_type: EventType[HiddenPlaythroughPayload], playthrough: Playthrough
) -> None:
    # It may be hidden and shown again any number of times; its lock and what is
    # stored of it keep this to one event each time.
    verb = event_type.name.rpartition("_")[2]
    time = new_event_id()
    event_type.record(
        HiddenPlaythroughPayload(playthrough_id=str(playthrough.uuid)),
        subject=f"playthrough:{playthrough.uuid}",
        dedupe_key=(
            f"playthrough:{playthrough.uuid}:{playthrough.transitions}:{verb}:{time}"
        ),
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
