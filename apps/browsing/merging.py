"""Years in review, and what “I finished this” added, of games that are merged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apps.browsing.models import Finish
from apps.browsing.models import YearHighlight
from apps.browsing.models import YearReview
from apps.browsing.models.year_review import LONGEST_WORDS
from apps.library.merging.movers import Mover
from apps.library.merging.movers import Record
from apps.library.models import Game


class BrowsingMover(Mover):
    games = (
        "browsing.finish.added_game",
        "browsing.yearhighlight.game",
        "browsing.yearreview.game_of_the_year",
    )

    def refusals(self, merged: Game, survivor: Game) -> list[str]:
        own = {
            row.review_id: row.text
            for row in YearHighlight.objects.filter(game=survivor)
        }
        rows = YearHighlight.objects.filter(game=merged).select_related("review")
        return [
            f"Your words about them in {row.review} are too long together. Shorten one "
            f"of them to fit into {LONGEST_WORDS:,} characters."
            for row in rows.order_by("pk")
            if row.review_id in own
            and len(_joined(own[row.review_id], row.text)) > LONGEST_WORDS
        ]

    def outlook(self, merged: Game, survivor: Game) -> list[str]:
        rows = YearHighlight.objects.filter(game=merged).select_related("review")
        lines = [f"Its highlight in {row.review}" for row in rows.order_by("pk")]
        chosen = YearReview.objects.filter(game_of_the_year=merged).order_by("pk")
        return [*(f"Game of the year in {review}" for review in chosen), *lines]

    def move(self, merged: Game, survivor: Game, *, by: Any) -> Record:
        # Undoing that one must not delete the other game.
        rows = Finish.objects.filter(added_game=merged)
        tokens = [str(token) for token in rows.values_list("token", flat=True)]
        rows.update(added_game=None)
        reviews = YearReview.objects.filter(game_of_the_year=merged)
        chosen = [str(uuid) for uuid in reviews.values_list("uuid", flat=True)]
        reviews.update(game_of_the_year=survivor)
        return {
            "finishes": tokens,
            "reviews": chosen,
            "highlights": [
                _merge_highlight(row, survivor)
                for row in YearHighlight.objects.filter(game=merged).order_by("pk")
            ],
        }

    def move_back(
        self, record: Record, merged: Game, survivor: Game, *, by: Any
    ) -> list[str]:
        tokens = [UUID(token) for token in record["finishes"]]
        Finish.objects.filter(token__in=tokens, added_game=None).update(
            added_game=merged
        )
        YearReview.objects.filter(
            uuid__in=[UUID(uuid) for uuid in record["reviews"]],
            game_of_the_year=survivor,
        ).update(game_of_the_year=merged)
        for each in record["highlights"]:
            _restore_highlight(each, merged, survivor)
        return []


def _joined(first: str, second: str) -> str:
    return f"{first}\n\n{second}"


def _merge_highlight(row: YearHighlight, survivor: Game) -> dict[str, Any]:
    """Make it one of `survivor`; where that has one of the year, of both words."""
    own = YearHighlight.objects.filter(review=row.review_id, game=survivor).first()
    record = {
        "id": str(row.uuid),
        "review": str(row.review.uuid),
        "text": row.text,
        "position": row.position,
        "own": None,
    }
    if own is None:
        YearHighlight.objects.filter(pk=row.pk).update(game=survivor)
        return record
    joined = _joined(own.text, row.text)
    record["own"] = {"id": str(own.uuid), "before": own.text, "after": joined}
    row.delete()
    YearHighlight.objects.filter(pk=own.pk).update(text=joined)
    return record


def _restore_highlight(record: dict[str, Any], merged: Game, survivor: Game) -> None:
    own = record["own"]
    if own is None:
        YearHighlight.objects.filter(uuid=record["id"], game=survivor).update(
            game=merged
        )
        return
    review = YearReview.objects.filter(uuid=record["review"]).first()
    if review is None:
        return
    YearHighlight.objects.filter(uuid=own["id"], text=own["after"]).update(
        text=own["before"]
    )
    YearHighlight.objects.create(
        uuid=record["id"],
        review=review,
        game=merged,
        text=record["text"],
        position=record["position"],
    )


MOVER = BrowsingMover()
