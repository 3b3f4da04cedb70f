"""`/year/2025/`, `/year/all/`: a review for everyone, before that for its owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.dates import MONTHS_3
from django.views.generic import TemplateView

from apps.browsing.models import YearReview
from apps.browsing.statistics.drawing import Bars
from apps.browsing.statistics.drawing import Value
from apps.browsing.statistics.drawing import bars_of
from apps.browsing.statistics.heat_map import HeatMap
from apps.browsing.statistics.heat_map import heat_map_of
from apps.browsing.year.facts import Finish
from apps.browsing.year.facts import YearFacts
from apps.browsing.year.facts import year_facts
from apps.core.images.files import media_url
from apps.core.models.share_images import TALL
from apps.core.models.share_images import WIDE
from apps.core.plurals import counted
from apps.core.templatetags.components import hours

SHOWN_PLATFORMS = 8


@dataclass(frozen=True, kw_only=True)
class Image:
    """One of the images to share."""

    url: str
    width: int
    height: int

    @property
    def size(self) -> str:
        return f"{self.width} × {self.height}"


class YearPage(TemplateView):
    template_name = "browsing/year/page.html"
    request: HttpRequest

    def get_review(self) -> YearReview:
        """Raises a 404 for what this visitor may not see, as for what there isn't."""
        user: Any = self.request.user
        seen = YearReview.objects.seen_by(user).called(self.kwargs["slug"])
        review = seen.first()
        if review is None:
            raise Http404("There is no such page.")
        return review

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.get_review()
        facts = year_facts(review)
        return super().get_context_data(
            review=review,
            facts=facts,
            years=list(YearReview.objects.public().newest_first()),
            months=_months(facts) if review.year else [],
            numbers=list(_numbers(facts)),
            days=_days(facts),
            days_words=f"{counted(facts.days_played, 'day')} with a game"
            if facts.days_played
            else "",
            platforms=_platforms(facts),
            images=images_of(review),
            address=self.request.build_absolute_uri(review.address),
            share=self._share(review),
            edit_url=reverse("year_review", args=[review.slug])
            if self.request.user.has_perm("browsing.change_yearreview")
            else "",
            **kwargs,
        )

    def _share(self, review: YearReview) -> Image | None:
        """The image that links to the page show, with its whole address."""
        if not (review.is_public and review.wide_image):
            return None
        url = self.request.build_absolute_uri(media_url(review.wide_image))
        return Image(url=url, width=WIDE[0], height=WIDE[1])

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        patch_cache_control(response, no_cache=True)
        if context["edit_url"] or not context["review"].is_public:
            patch_cache_control(response, private=True)
        return response


def images_of(review: YearReview) -> list[Image]:
    """What can be downloaded; of a draft, drawn for its owner on request."""
    sizes = {"wide": WIDE, "tall": TALL}
    names = {"wide": review.wide_image, "tall": review.tall_image}
    found = []
    for shape, (width, height) in sizes.items():
        if review.is_public:
            url = media_url(names[shape]) if names[shape] else ""
        else:
            url = reverse("year_image", args=[review.slug, shape])
        if url:
            found.append(Image(url=url, width=width, height=height))
    return found


def _months(facts: YearFacts) -> list[tuple[str, list[Finish]]]:
    """The wall by month, the latest on top; what has no month stands at the end."""
    return [
        (str(MONTHS_3[month]).capitalize() if month else "?", found[::-1])
        for month, found in facts.months
    ]


def _numbers(facts: YearFacts) -> Iterator[tuple[str, str]]:
    totals, figures = facts.totals, facts.figures
    yield f"{totals['completed']:,}", "finished"
    if totals["hours"]:
        yield f"{totals['hours']:,.0f}", "hours"
    if totals["average"] is not None:
        yield f"{totals['average']:.1f}", "stars on average"
    for name in ("longest", "shortest"):
        for row in figures[name][:1]:
            yield hours(row["hours"]), f"{name}: {row['name']}"
    for row in figures["oldest"]:
        yield str(row["year"]), f"oldest: {row['name']}"


def _days(facts: YearFacts) -> HeatMap | None:
    year = facts.review.year
    if year is None or not facts.figures["days"]:
        return None
    return heat_map_of(
        year,
        facts.figures["days"],
        today=facts.today,
        words=f"Each day of {year}: {counted(facts.days_played, 'day')} with a game",
        url_of=lambda day, was_played: "",
    )


def _platforms(facts: YearFacts) -> Bars | None:
    found = facts.figures["platforms"]
    has_hours = any(row["hours"] for row in found)
    measure = "hours" if has_hours else "completed"
    rows = sorted(found, key=lambda row: -row[measure])[:SHOWN_PLATFORMS]
    values = []
    for row in rows:
        number = row[measure]
        text = hours(number) if has_hours else f"{number:,}"
        if number:
            words = f"{row['name']}: {text}"
            values.append(
                Value(label=row["name"], number=number, text=text, words=words)
            )
    return bars_of(values) if values else None
