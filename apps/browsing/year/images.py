"""Drawing a review's images and keeping them, as long as it is public."""

from __future__ import annotations

import hashlib

import orjson

from apps.browsing.models import YearReview
from apps.browsing.year.drawing import EDITION
from apps.browsing.year.drawing import draw_tall
from apps.browsing.year.drawing import draw_wide
from apps.browsing.year.facts import YearFacts
from apps.browsing.year.facts import year_facts


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
        review.forget_images()
        return False
    facts = year_facts(review)
    return review.keep_images(
        images_key(facts), lambda: (draw_wide(facts), draw_tall(facts))
    )
