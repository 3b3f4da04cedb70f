"""The statistics in the admin: every chart, narrowed to a year or a platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.models import YearReview
from apps.browsing.statistics import share_cards
from apps.browsing.statistics import time_cards
from apps.browsing.statistics.cards import Basis
from apps.browsing.statistics.cards import Card
from apps.browsing.statistics.figures import Narrowing
from apps.browsing.statistics.figures import figures_of
from apps.browsing.statistics.links import Links
from apps.core.plurals import counted
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.library.models import Platform
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

# Years beside "All time"; the form has every one.
NEAR_YEARS = 3


@dataclass(frozen=True, kw_only=True)
class Figure:
    number: str
    words: str
    unit: str = ""
    url: str = ""


class StatisticsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "browsing/statistics/page.html"
    page_title = "Statistics"
    header_icon = "chart"
    _show_breadcrumbs = True
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, Playthrough):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [{"url": "", "label": "Statistics"}]

    @cached_property
    def platforms(self) -> dict[int, Platform]:
        """Those that something was played on."""
        rows = Platform.objects.filter(playthroughs__isnull=False).distinct()
        return {platform.pk: platform for platform in rows.only("name", "sort_key")}

    @cached_property
    def narrowing(self) -> Narrowing:
        """What the address asks for, as far as that exists."""
        year, platform = self._number("year"), self._number("platform")
        has_year = year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR
        return Narrowing(
            year=year if has_year else None,
            platform=platform if platform in self.platforms else None,
        )

    @property
    def problem(self) -> str:
        """What of the address was ignored."""
        asked = self.request.GET
        if asked.get("year") and self.narrowing.year is None:
            return f"“{asked['year'][:20]}” isn’t a year, so all years are shown."
        if asked.get("platform") and self.narrowing.platform is None:
            return "Nothing was played on this platform, so all platforms are shown."
        return ""

    def _number(self, name: str) -> int | None:
        given = self.request.GET.get(name, "")
        return int(given) if given.isdecimal() and len(given) < 10 else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        zone = timezone.get_current_timezone_name()
        figures = figures_of(self.narrowing, private=True, today=today, zone=zone)
        links = Links(self.narrowing)
        basis = Basis(figures=figures, links=links, today=today)
        return super().get_context_data(
            cards=list(cards(basis)),
            figures=list(headline_figures(basis)),
            narrowing=self.narrowing,
            platforms=list(self.platforms.values()),
            platform=self.platforms.get(self.narrowing.platform or 0),
            years=figures["years"],
            spans=self._spans(figures["years"]),
            problem=self.problem,
            is_empty=not figures["years"] and not self.platforms,
            add_url=links.log(),
            review_url=self._review_url(),
            **kwargs,
        )

    def _review_url(self) -> str:
        """Where the year that is shown is written about, for who may."""
        if not may_see_all(self.request.user, YearReview):
            return ""
        shown = self.narrowing.year
        return (
            reverse("year_review", args=[shown]) if shown else reverse("year_reviews")
        )

    def _spans(self, years: list[int]) -> list[tuple[str, str, bool]]:
        """Label, address, and whether it is the one that is shown."""
        shown = self.narrowing.year
        near = sorted({*years[:NEAR_YEARS], *([shown] if shown else [])}, reverse=True)
        return [
            (str(year or "All time"), self._address(year), year == shown)
            for year in (None, *near)
        ]

    def _address(self, year: int | None) -> str:
        asked = {"year": year, "platform": self.narrowing.platform}
        given = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(given)}"


def cards(basis: Basis) -> Iterator[Card]:
    narrowing = basis.links.narrowing
    yield (
        time_cards.years(basis) if narrowing.year is None else time_cards.months(basis)
    )
    yield share_cards.stars(basis)
    yield time_cards.days(basis)
    yield share_cards.platforms(basis)
    yield share_cards.franchises(basis)
    yield share_cards.genres(basis)
    yield share_cards.decades(basis)
    yield share_cards.extremes(basis, "longest", "Longest")
    yield share_cards.extremes(basis, "shortest", "Shortest")
    if narrowing.is_all:
        yield time_cards.backlog(basis)
    yield time_cards.ends(basis)
    if narrowing.is_all:
        yield share_cards.progress(basis)


def headline_figures(basis: Basis) -> Iterator[Figure]:
    figures, links = basis.figures, basis.links
    totals = figures["totals"]
    yield Figure(
        number=f"{totals['completed']:,}",
        words=f"finished, {counted(totals['games'], 'game')}",
        url=links.finished(),
    )
    yield Figure(
        number=f"{totals['hours']:,.0f}",
        unit="h",
        words=f"on record, of {counted(totals['games_with_hours'], 'game')}",
        url=links.runs(),
    )
    if totals["average"] is not None:
        yield Figure(
            number=f"{totals['average']:.1f}",
            words=f"stars on average, {totals['rated']:,} rated",
        )
    days = sum(1 for row in figures["days"] if row["minutes"])
    if days:
        yield Figure(
            number=f"{days:,}", words=f"days with play in {figures['days_of']}"
        )
    for row in figures["oldest"]:
        yield Figure(
            number=str(row["year"]),
            words=f"oldest: {row['name']}",
            url=links.game(row["id"]),
        )
