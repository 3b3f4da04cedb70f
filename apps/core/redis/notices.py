"""Notices to open pages of the admin: something changed, look again.

A notice names a topic ("list.5", "job.12", "journal") and carries no data: who hears it
asks for the page it shows, by its own right to see it. `apps.realtime.live.notices`
brings them to browsers; see docs/live.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db import transaction
from django.db.models.signals import post_delete
from django.db.models.signals import post_save

from apps.core.redis.broadcast import Broadcast

GROUP = "admin-notices"
# Seconds in which many notices of one topic become one.
EVERY = 0.25


def notify(*topics: str) -> None:
    """Tell open pages of these topics, once the transaction is committed.

    It never fails and never waits: without Redis nobody hears of it, and pages find out
    when they next ask.
    """
    transaction.on_commit(lambda: _notices.send(topics), robust=True)


def notify_of_changes(
    model: type[models.Model], topics: Callable[[Any], tuple[str, ...]]
) -> None:
    """Have each saved or deleted row of `model` notify of its `topics`."""

    def tell(instance: models.Model, **kwargs: Any) -> None:
        notify(*topics(instance))

    uid = f"notices of {model._meta.label}"
    for signal in (post_save, post_delete):
        signal.connect(tell, sender=model, weak=False, dispatch_uid=uid)


def _message(topics: list[str]) -> dict[str, Any]:
    return {"type": "notice", "topics": topics}


_notices = Broadcast(GROUP, _message, every=EVERY)
