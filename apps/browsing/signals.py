from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.db.models.signals import post_save
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.browsing.events import YEAR_HIDE
from apps.browsing.events import YEAR_PUBLISH
from apps.browsing.events import HiddenYearPayload
from apps.browsing.events import YearPayload
from apps.browsing.models import YearReview
from apps.browsing.tasks import draw_years_soon
from apps.journal.models import Playthrough


@receiver(post_save, sender=YearReview)
def record_transition(instance: YearReview, **kwargs: Any) -> None:
    if instance.transition == "publish":
        YEAR_PUBLISH.record(
            YearPayload(
                year=instance.year,
                slug=instance.slug,
                title=instance.title,
                url=instance.address,
                review_id=str(instance.uuid),
            ),
            subject=f"year:{instance.uuid}",
            dedupe_key=f"year:{instance.uuid}:{instance.version}",
        )
    elif instance.transition == "hide":
        _record_hiding(instance, instance.version)
        transaction.on_commit(instance.forget_images)
    if instance.is_public:
        draw_years_soon()


@receiver(pre_delete, sender=YearReview)
def record_deletion(instance: YearReview, **kwargs: Any) -> None:
    stored = YearReview.objects.select_for_update().filter(pk=instance.pk).first()
    if stored is not None and stored.is_public:
        _record_hiding(stored, stored.version + 1)
        transaction.on_commit(stored.forget_images)


def _record_hiding(review: YearReview, version: int) -> None:
    YEAR_HIDE.record(
        HiddenYearPayload(review_id=str(review.uuid)),
        subject=f"year:{review.uuid}",
        dedupe_key=f"year:{review.uuid}:{version}",
    )


@receiver(post_save, sender=Playthrough)
def draw_without_hidden(instance: Playthrough, **kwargs: Any) -> None:
    """What turns private leaves the images soon, and not within the hour."""
    if instance.turns_private:
        draw_years_soon()


@receiver(post_delete, sender=Playthrough)
def draw_without_deleted(**kwargs: Any) -> None:
    draw_years_soon()
