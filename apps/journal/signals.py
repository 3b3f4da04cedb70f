from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.realtime.events import record

BEGINS = {None, Status.PLANNED}


def _verb(before: str | None, after: str) -> str | None:
    if after == Status.PLAYING:
        return "start" if before in BEGINS else "resume"
    return {
        Status.COMPLETED: "complete",
        Status.DROPPED: "drop",
        Status.PAUSED: "pause",
    }.get(Status(after))


@receiver(post_save, sender=Playthrough)
def record_transition(instance: Playthrough, **kwargs: Any) -> None:
    if instance.transition is None or not instance.is_public:
        return
    verb = _verb(*instance.transition)
    if verb is None:
        return
    record(
        f"questlog:playthrough_{verb}",
        payload=playthrough_payload(instance),
        subject=f"playthrough:{instance.uuid}",
        dedupe_key=f"playthrough:{instance.uuid}:{instance.transitions}:{verb}",
    )


def playthrough_payload(playthrough: Playthrough) -> dict[str, Any]:
    """What overlays show of a playthrough; the first five keys are promised.

    Names are strings, `playtime_hours` and `rating` (0.5 to 5) numbers or null,
    dates ISO 8601-2 strings or null.
    """
    edition = playthrough.edition
    game = edition.game
    hours, rating = playthrough.playtime_hours, playthrough.rating
    return {
        "work": game.name,
        "edition": edition.name,
        "platform": playthrough.platform.name if playthrough.platform else None,
        "playtime_hours": float(hours) if hours is not None else None,
        "rating": float(rating) if rating is not None else None,
        "work_slug": game.slug,
        "edition_slug": edition.slug,
        "cover_url": edition.cover_url or game.cover_url,
        "status": playthrough.status,
        "started_at": playthrough.started_at,
        "completed_at": playthrough.completed_at,
        "playthrough_id": str(playthrough.uuid),
    }
