"""Reviews in the admin: all years, and one to write, publish, and hide."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Left
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.models import YearReview
from apps.browsing.models.year_review import ALL_TIME
from apps.browsing.year.drawing import draw_tall
from apps.browsing.year.drawing import draw_wide
from apps.browsing.year.facts import year_facts
from apps.browsing.year.forms import HighlightFormSet
from apps.browsing.year.forms import YearReviewForm
from apps.browsing.year.forms import highlights_form
from apps.browsing.year.public_page import images_of
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

PERMISSION = "browsing.change_yearreview"
STALE = (
    "Not saved: someone else changed this while you had it open. Save again to keep "
    "what is written here."
)


class YearsPage(WagtailAdminTemplateMixin, TemplateView):
    """Each year that something was finished in, with what became of its review."""

    template_name = "browsing/year/years.html"
    page_title = "Years in review"
    header_icon = "star"
    _show_breadcrumbs = True
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, YearReview):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("statistics"), "label": "Statistics"},
            {"url": "", "label": "Years in review"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviews = {review.year: review for review in YearReview.objects.all()}
        runs = Playthrough.objects.public().filter(completed_at__isnull=False)
        years = runs.order_by().values(year=Left("completed_at", 4))
        counts: dict[int | None, int] = {
            int(row["year"]): row["count"] for row in years.annotate(count=Count("pk"))
        }
        known = {year for year in (*counts, *reviews) if year}
        return super().get_context_data(
            lines=[
                (slug, counts.get(year, 0), reviews.get(year))
                for year, slug in (
                    *((year, str(year)) for year in sorted(known, reverse=True)),
                    (None, ALL_TIME),
                )
            ],
            may_change=self.request.user.has_perm(PERMISSION),
            **kwargs,
        )


class YearView(View):
    """What is done to one review, for who may."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def review(self) -> YearReview:
        """The one of the address, unsaved where there is none yet."""
        slug = self.kwargs["slug"]
        found = YearReview.objects.called(slug).first()
        if found is not None:
            return found
        if slug == ALL_TIME:
            return YearReview()
        is_year = slug.isascii() and slug.isdecimal() and len(slug) == 4
        if not is_year or not EARLIEST_YEAR <= int(slug) <= LATEST_YEAR:
            raise Http404("There is no such year.")
        return YearReview(year=int(slug))

    def to_form(self) -> HttpResponse:
        return redirect("year_review", self.review.slug)


class EditYearPage(YearView, WagtailAdminTemplateMixin, TemplateView):
    template_name = "browsing/year/edit.html"
    header_icon = "star"
    _show_breadcrumbs = True
    form: YearReviewForm
    highlights: HighlightFormSet

    def get_page_title(self) -> str:
        return str(self.review)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("statistics"), "label": "Statistics"},
            {"url": reverse("year_reviews"), "label": "Years in review"},
            {"url": "", "label": str(self.review)},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = YearReviewForm(instance=self.review)
        self.highlights = highlights_form(self.review)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.review
        return super().get_context_data(
            review=review,
            facts=year_facts(review),
            form=self.form,
            highlights=self.highlights,
            images=images_of(review) if review.pk else [],
            url=review.address,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            if self.review.pk:
                self.review.lock()
            self.form = YearReviewForm(request.POST, instance=self.review)
            self.highlights = highlights_form(self.review, request.POST)
            is_valid = self.form.is_valid() and self.highlights.is_valid()
            if is_valid and not self._is_stale():
                try:
                    return self._saved()
                except IntegrityError:
                    # Two began the same year at once.
                    transaction.set_rollback(True)
                    self.form.add_error(None, STALE)
        return self._refused()

    def _is_stale(self) -> bool:
        opened = self.form.cleaned_data["opened_version"]
        if opened == str(self.review.version):
            return False
        renewed = self.request.POST.copy()
        renewed["opened_version"] = str(self.review.version)
        self.form.data = renewed
        self.form.add_error(None, STALE)
        return True

    def _saved(self) -> HttpResponse:
        with transaction.atomic():
            review = self.form.save()
            review.set_highlights(self.highlights.highlights)
            if "publish" in self.request.POST:
                review.publish(at=timezone.now())
        said = "is public" if review.is_public else "saved as a draft"
        messages.success(
            self.request,
            f"{review} {said}.",
            buttons=[messages.button(review.address, "Look at it")],
        )
        return self.to_form()

    def _refused(self) -> HttpResponse:
        messages.error(self.request, "Not saved: see the errors below.")
        return render(
            self.request,
            self.template_name,
            self.get_context_data(),
            status=422,
        )


class HideYearView(YearView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.review.pk:
            self.review.hide()
            messages.success(request, f"{self.review} is a draft again.")
        return self.to_form()


class YearImageView(YearView):
    """An image as it would be drawn now, before anyone else may see it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draw = {"wide": draw_wide, "tall": draw_tall}.get(kwargs["shape"])
        if draw is None:
            raise Http404("There is no such image.")
        response = HttpResponse(
            draw(year_facts(self.review)).png(), content_type="image/png"
        )
        response["Cache-Control"] = "private, no-store"
        return response


URLPATTERNS: list[URLPattern] = [
    path("years/", YearsPage.as_view(), name="year_reviews"),
    path("years/<str:slug>/", EditYearPage.as_view(), name="year_review"),
    path("years/<str:slug>/hide/", HideYearView.as_view(), name="year_hide"),
    path(
        "years/<str:slug>/<str:shape>.png", YearImageView.as_view(), name="year_image"
    ),
]
