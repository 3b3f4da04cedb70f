from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from apps.lists.models import ListActivity
from apps.lists.models import Verb
from apps.lists.models import Visibility
from apps.realtime.events import record

# An event is a message, not the whole list: a shuffle of a thousand entries tells
# of the first ones and says how many there were.
MOST_MOVES = 100


@receiver(post_save, sender=ListActivity)
def record_list_updated(instance: ListActivity, created: bool, **kwargs: Any) -> None:
    """One event per change of a public list, be it of one entry or of them all."""
    changed = instance.list
    if (
        not created
        or not changed.announces_changes
        or instance.verb == Verb.CREATED
        or changed.visibility != Visibility.PUBLIC
    ):
        return
    record(
        "questlog:list_updated",
        payload={
            "list": changed.slug,
            "name": changed.name,
            "is_ranked": changed.is_ranked,
            "verb": instance.verb,
            "entries": instance.entries[:MOST_MOVES],
            "moves": instance.ways()[:MOST_MOVES],
            "entries_changed": len(instance.entries),
            "list_id": str(changed.uuid),
            "version": instance.version,
        },
        subject=f"list:{changed.uuid}",
        dedupe_key=f"list:{changed.uuid}:{instance.version}",
        occurred_at=instance.timestamp,
    )
