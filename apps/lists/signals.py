from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.db.models.signals import post_save
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.core.models.share_images import remove_images
from apps.core.redis.notices import notify
from apps.core.redis.notices import notify_of_changes
from apps.lists.events import LIST_DELETE
from apps.lists.events import LIST_HIDE
from apps.lists.events import LIST_UPDATED
from apps.lists.events import MOST_MOVES
from apps.lists.events import HiddenListPayload
from apps.lists.events import ListPayload
from apps.lists.images import draw_images
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListImages
from apps.lists.models import Visibility
from apps.lists.models.ranked import changed_without_activity
from apps.lists.tasks import draw_lists_soon
from apps.lists.tasks import schedule_publication
from apps.realtime.catalogue import EventType


def _topics(key: int) -> tuple[str, ...]:
    return (f"list.{key}", "lists")


notify_of_changes(List, lambda list_: _topics(list_.pk))
notify_of_changes(ListActivity, lambda activity: _topics(activity.list_id))


@receiver(post_save, sender=ListActivity)
def record_activity(instance: ListActivity, created: bool, **kwargs: Any) -> None:
    """One event per change of a public list, be it of one entry or of them all."""
    if created and instance.is_told:
        draw_lists_soon()
        _record(
            instance.list,
            instance.verb,
            entries=instance.entries,
            moves=instance.ways(),
            version=instance.version,
            occurred_at=instance.timestamp,
        )


@receiver(changed_without_activity)
def record_change(
    list_: List,
    verb: str,
    games: Sequence[str],
    changed: Sequence[str] = (),
    **kwargs: Any,
) -> None:
    notify(*_topics(list_.pk))
    if list_.visibility == Visibility.PUBLIC:
        draw_lists_soon()
        _record(list_, verb, entries=games, changed=changed)


@receiver(post_save, sender=List)
def record_change_of_list(instance: List, **kwargs: Any) -> None:
    """A list that comes into view, goes out of it, or is called otherwise."""
    before = instance.before
    if before is None:
        return
    was_public = before["visibility"] == Visibility.PUBLIC
    is_public = instance.visibility == Visibility.PUBLIC
    if is_public:
        draw_lists_soon()
    if was_public and is_public:
        triggers = List.field_table.event_triggers
        changed = [name for name in triggers if before[name] != getattr(instance, name)]
        former = before["slug"] if "slug" in changed else None
        _record(instance, "changed", changed=changed, previous_slug=former)
    elif is_public:
        _record(instance, "published")
    elif was_public:
        _record_end(LIST_HIDE, instance, version=instance.version)
        transaction.on_commit(lambda: draw_images(instance))


@receiver(post_save, sender=List)
def schedule_list(instance: List, **kwargs: Any) -> None:
    schedule_publication(instance)


@receiver(pre_delete, sender=List)
def record_deletion(instance: List, **kwargs: Any) -> None:
    stored = List.objects.select_for_update().filter(pk=instance.pk).first()
    if stored is not None and stored.visibility == Visibility.PUBLIC:
        _record_end(LIST_DELETE, stored, version=stored.version + 1)


def _record_end(
    event_type: EventType[HiddenListPayload], list_: List, *, version: int
) -> None:
    event_type.record(
        HiddenListPayload(list_id=str(list_.uuid)),
        subject=f"list:{list_.uuid}",
        dedupe_key=f"list:{list_.uuid}:{version}",
    )


def _record(
    list_: List,
    verb: str,
    *,
    entries: Sequence[str] = (),
    moves: Sequence[Any] = (),
    changed: Sequence[str] = (),
    previous_slug: str | None = None,
    version: int | None = None,
    occurred_at: datetime | None = None,
) -> None:
    version = list_.version if version is None else version
    LIST_UPDATED.record(
        ListPayload.model_validate(
            {
                "list": list_.slug,
                "name": list_.name,
                "is_ranked": list_.is_ranked,
                "verb": verb,
                "entries": entries[:MOST_MOVES],
                "moves": moves[:MOST_MOVES],
                "entries_changed": len(entries),
                "list_id": str(list_.uuid),
                "version": version,
                "changed": changed,
                "previous_slug": previous_slug,
            }
        ),
        subject=f"list:{list_.uuid}",
        dedupe_key=f"list:{list_.uuid}:{version}",
        occurred_at=occurred_at,
    )


@receiver(post_delete, sender=ListImages)
def remove_files(instance: ListImages, **kwargs: Any) -> None:
    names = {instance.wide_image, instance.tall_image}
    transaction.on_commit(lambda: remove_images(names), robust=True)
