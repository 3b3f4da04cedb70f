from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from apps.lists.models import ListActivity
from apps.lists.models import Verb
from apps.lists.models import Visibility
from apps.realtime.events import record


@receiver(post_save, sender=ListActivity)
def record_list_updated(instance: ListActivity, created: bool, **kwargs: Any) -> None:
    """One event per change of a public list, be it of one entry or of them all."""
    changed = instance.list
    if (
        not created
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
            "entries": instance.entries,
            "moves": [
                {
                    "work": move["slug"],
                    "from": move["from_position"],
                    "to": move["to_position"],
                }
                for move in instance.moves
            ],
            "list_id": str(changed.uuid),
            "version": instance.version,
        },
        subject=f"list:{changed.uuid}",
        dedupe_key=f"list:{changed.uuid}:{instance.version}",
        occurred_at=instance.timestamp,
    )
