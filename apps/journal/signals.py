from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models.signals import post_save
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.core.redis.notices import notify_of_changes
from apps.journal import events
from apps.journal.events import HiddenPlaythroughPayload
from apps.journal.events import PlaythroughPayload
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionSource
from apps.journal.models import Status
from apps.journal.models import StatusName
from apps.journal.models.session import session_changed
from apps.journal.session_events import SESSION_DELETE
from apps.journal.session_events import SESSION_END
from apps.journal.session_events import SESSION_LOG
from apps.journal.session_events import SESSION_PAUSE
from apps.journal.session_events import SESSION_RESUME
from apps.journal.session_events import SESSION_START
from apps.journal.session_events import DeletedSessionPayload
from apps.journal.session_events import SessionPayload
from apps.realtime.catalogue import EventType
from apps.realtime.log.hiding import empty_past
from apps.realtime.models import Event
from apps.realtime.models import new_event_id

BEGINS = {None, Status.PLANNED}
# What comes many at a time celebrates nothing.
QUIET_SOURCES = {SessionSource.IMPORT, SessionSource.STEAM}
_SESSION_EVENTS = {
    "start": SESSION_START,
    "pause": SESSION_PAUSE,
    "resume": SESSION_RESUME,
    "end": SESSION_END,
    "log": SESSION_LOG,
}


def _event_type(before: str | None, after: str) -> EventType[PlaythroughPayload] | None:
    if after == Status.PLAYING:
        return events.START if before in BEGINS else events.RESUME
    return {
        Status.ONGOING: events.ONGOING,
        Status.COMPLETED: events.COMPLETE,
        Status.DROPPED: events.DROP,
        Status.PAUSED: events.PAUSE,
    }.get(Status(after))


notify_of_changes(Playthrough, lambda run: ("journal",))
notify_of_changes(Session, lambda session: ("session", "journal"))


@receiver(post_save, sender=Playthrough)
def record_transition(instance: Playthrough, **kwargs: Any) -> None:
    if instance.turns_private:
        _record_end(events.HIDE, instance)
        _empty_sessions(instance)
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


def _empty_sessions(playthrough: Playthrough) -> None:
    """Empty the past of its sessions, of those that the log tells anything of."""
    uuids = playthrough.sessions.values_list("uuid", flat=True)
    told = Event.objects.filter(subject__in=[f"session:{uuid}" for uuid in uuids])
    for subject in set(told.values_list("subject", flat=True)):
        empty_past(subject)


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


@receiver(session_changed)
def record_session(session: Session, verb: str, **kwargs: Any) -> None:
    if session.source in QUIET_SOURCES or not session.playthrough.is_public:
        return
    _SESSION_EVENTS[verb].record(
        session_payload(session),
        subject=f"session:{session.uuid}",
        dedupe_key=f"session:{session.uuid}:{session.changes}:{verb}",
    )


@receiver(pre_delete, sender=Session)
def record_deletion_of_session(instance: Session, origin: Any, **kwargs: Any) -> None:
    """With its playthrough, that one's event says it all."""
    if not instance.playthrough.is_public:
        return
    model = getattr(origin, "model", type(origin))
    if model is not Session:
        empty_past(f"session:{instance.uuid}")
        return
    SESSION_DELETE.record(
        DeletedSessionPayload(session_id=str(instance.uuid)),
        subject=f"session:{instance.uuid}",
        dedupe_key=f"session:{instance.uuid}:delete",
    )


def session_payload(session: Session) -> SessionPayload:
    playthrough = session.playthrough
    edition, game = playthrough.edition, playthrough.edition.game
    hours = playthrough.playtime_hours
    return SessionPayload(
        work=game.name,
        edition=edition.name,
        platform=playthrough.platform.name if playthrough.platform else None,
        work_slug=game.slug,
        cover_url=edition.cover_url or game.cover_url,
        day=session.day.isoformat(),
        started_at=_moment(session.started_at),
        ended_at=_moment(session.ended_at),
        minutes=session.minutes,
        paused_at=_moment(session.paused_at),
        paused_seconds=session.paused_seconds,
        playtime_hours=float(hours) if hours is not None else None,
        session_id=str(session.uuid),
        playthrough_id=str(playthrough.uuid),
    )


def _moment(value: datetime | None) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


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
