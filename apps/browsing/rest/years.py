"""Reviews of a year as JSON."""

from __future__ import annotations

from typing import Any

from apps.browsing.models import YearReview
from apps.browsing.rest.year_schemas import YearDetailSchema
from apps.browsing.rest.year_schemas import YearFinishSchema
from apps.browsing.rest.year_schemas import YearGameSchema
from apps.browsing.rest.year_schemas import YearHighlightSchema
from apps.browsing.rest.year_schemas import YearImageSchema
from apps.browsing.rest.year_schemas import YearReviewSchema
from apps.browsing.rest.year_schemas import YearShareSchema
from apps.browsing.year.facts import Highlight
from apps.browsing.year.facts import year_facts
from apps.browsing.year.public_page import images_of
from apps.library.covers.showing import ShownCover
from apps.library.models import Game


def review_schema(review: YearReview) -> YearReviewSchema:
    return YearReviewSchema(**_own(review))


def _own(review: YearReview) -> dict[str, Any]:
    images = images_of(review) if review.is_public else []
    return {
        "id": str(review.uuid),
        "slug": review.slug,
        "year": review.year,
        "title": review.title,
        "is_public": review.is_public,
        "published_at": review.published_at,
        "url": review.address,
        "images": [
            YearImageSchema(url=each.url, width=each.width, height=each.height)
            for each in images
        ],
    }


def detail_schema(review: YearReview) -> YearDetailSchema:
    facts = year_facts(review)
    totals = facts.totals
    return YearDetailSchema(
        **_own(review),
        introduction=facts.lead,
        completed=totals["completed"],
        games_completed=totals["games"],
        hours=totals["hours"],
        average_rating=totals["average"],
        days_played=facts.days_played,
        game_of_the_year=_highlight(facts.best) if facts.best else None,
        highlights=[_highlight(each) for each in facts.highlights],
        games=[
            YearFinishSchema(
                **_game(each.game, each.cover),
                completed_at=each.completed_at,
                rating=None if each.rating is None else float(each.rating),
            )
            for each in facts.wall
        ],
        by_platform=[
            YearShareSchema(**{key: row[key] for key in YearShareSchema.model_fields})
            for row in facts.figures["platforms"]
        ],
    )


def _highlight(said: Highlight) -> YearHighlightSchema:
    game = YearGameSchema(**_game(said.game, said.cover))
    return YearHighlightSchema(game=game, text=said.text)


def _game(game: Game, cover: ShownCover | None) -> dict[str, Any]:
    is_there = cover is not None and cover.is_there
    return {
        "id": str(game.uuid),
        "slug": game.slug,
        "name": game.name,
        "cover_url": cover.url if cover is not None and is_there else None,
    }
