"""Drawing a review's images and keeping them, as long as it is public."""

from __future__ import annotations

import hashlib

import orjson
from django.db import transaction

from apps.browsing.models import YearReview
from apps.browsing.year.drawing import EDITION
from apps.browsing.year.drawing import draw_tall
from apps.browsing.year.drawing import draw_wide
from apps.browsing.year.facts import YearFacts
from apps.browsing.year.facts import year_facts
from apps.core.images.files import is_kept
from apps.core.images.files import keep_png
from apps.core.images.files import remove_png


def images_key(facts: YearFacts) -> str:
    """Another one wherever the images would look otherwise."""
    best = facts.best
    shown = {
        "edition": EDITION,
        "heading": facts.heading,
        "byline": facts.byline,
        "numbers": facts.numbers,
        "best": [best.game.name, best.text, best.cover and best.cover.sha256]
        if best
        else None,
        "wall": [
            [each.game.pk, each.game.name[:1], each.cover and each.cover.sha256]
            for each in facts.wall
        ],
    }
    return hashlib.sha256(orjson.dumps(shown)).hexdigest()


def draw_images(review: YearReview) -> bool:
    """Draw what is out of date, or remove what is no longer public.

    Returns whether anything was drawn. Raises OSError if it can't be written.
    """
    if not review.is_public:
        forget_images(review)
        return False
    facts = year_facts(review)
    key = images_key(facts)
    names = (review.wide_image, review.tall_image)
    if key == review.images_key and all(is_kept(name) for name in names):
        return False
    wide = keep_png(draw_wide(facts).png())
    tall = keep_png(draw_tall(facts).png())
    with transaction.atomic():
        rows = YearReview.objects.select_for_update().filter(pk=review.pk)
        stored = rows.first()
        before = (stored.wide_image, stored.tall_image) if stored else ()
        if stored is not None and stored.is_public:
            # No `save`: the images are no change of what the owner says.
            rows.update(wide_image=wide, tall_image=tall, images_key=key)
    is_public = stored is not None and stored.is_public
    unused = {*before, wide, tall} - ({wide, tall} if is_public else set())
    _remove(unused)
    return is_public


def forget_images(review: YearReview) -> None:
    """Remove the images of a review that is hidden: they were public."""
    names = {review.wide_image, review.tall_image}
    YearReview.objects.filter(pk=review.pk).update(
        wide_image="", tall_image="", images_key=""
    )
    _remove(names)


def _remove(names: set[str]) -> None:
    for name in names:
        remove_png(name)
