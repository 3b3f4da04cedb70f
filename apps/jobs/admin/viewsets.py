"""Background work in the admin: what runs, what ran, and what went wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from apps.jobs.admin import labels
from apps.jobs.models import Job
from apps.jobs.models import JobRefused
from apps.jobs.models import State
from apps.jobs.models import worker_is_alive

# A worker that is there has taken a job by then.
SOON = timedelta(seconds=20)


def _known_kinds() -> list[tuple[str, str]]:
    kinds = Job.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, kind.replace(".", ": ").replace("_", " ")) for kind in kinds]


class JobFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(choices=State, label="State")
    kind = django_filters.ChoiceFilter(choices=_known_kinds, label="Kind")
    created_at = django_filters.DateFromToRangeFilter(
        label="Started", widget=DateRangePickerWidget
    )

    class Meta:
        model = Job
        fields: list[str] = []


class JobListing(IndexView):
    """All jobs that are remembered, the latest first."""

    page_title = "Background work"
    any_permission_required = ["view", "change"]
    default_ordering = "-created_at"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label="What", get_url=self.get_inspect_url, sort_key="title"
            ),
            StatusTagColumn(
                "state",
                accessor="get_state_display",
                label="State",
                sort_key="state",
                primary=lambda job: job.is_active,
            ),
            Column("figures", accessor=labels.figures, label="Done"),
            Column("failures", accessor=_went_wrong, label="Failures"),
            Column("started_by", accessor=labels.started_by, label="By"),
            DateColumn("created_at", label="Started", sort_key="created_at"),
            Column(
                "took", accessor=lambda job: labels.duration(job.took), label="Took"
            ),
        ]

    def order_queryset(self, queryset: QuerySet[Job]) -> QuerySet[Job]:
        ordered: QuerySet[Job] = super().order_queryset(queryset)
        ordered = ordered.order_by(*ordered.query.order_by, "-id")
        return ordered.select_related("started_by").defer("arguments", "memory")


def _went_wrong(job: Job) -> str:
    return f"{job.failure_count:,}" if job.failure_count else ""


class _JobView(PermissionCheckedMixin):
    """Of the job in the address."""

    model = Job
    any_permission_required: list[str] | None = ["view", "change"]
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.job.started_by == request.user:
            # Who may start a thing may see how it goes, and stop it.
            self.any_permission_required = None
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def job(self) -> Job:
        jobs = Job.objects.select_related("started_by")
        return get_object_or_404(jobs, pk=self.kwargs["pk"])


class JobPage(_JobView, WagtailAdminTemplateMixin, TemplateView):
    """One job: how far it is while it is active, what became of it afterwards."""

    template_name = "jobs/job.html"
    header_icon = "tasks"

    def get_page_title(self) -> str:
        return self.job.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("jobs:index"), "label": "Background work"},
            {"url": "", "label": self.job.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job, user = self.job, self.request.user
        return {
            **super().get_context_data(**kwargs),
            **progress_context(job),
            "may_change": job.started_by == user or user.has_perm("jobs.change_job"),
            "may_rerun": labels.may_rerun(job),
            "started_by": labels.started_by(job),
            "took": labels.duration(job.took),
        }


class ProgressView(_JobView, TemplateView):
    """How far a job is, to be asked again and again by `jobs/progress.js`."""

    template_name = "jobs/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **progress_context(self.job))


def progress_context(job: Job) -> dict[str, Any]:
    """What the templates `jobs/progress.html` and `jobs/watched.html` show."""
    now = timezone.now()
    waits = job.state == State.WAITING and (job.due_at or job.created_at) <= now - SOON
    return {
        "job": job,
        "figures": labels.figures(job),
        "no_worker": waits and not worker_is_alive(now),
    }


class _ChangeView(_JobView, View):
    """Changes the job by one of its verbs and goes back where the click came from."""

    any_permission_required = ["change"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.change()
        except JobRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self._next())

    def change(self) -> None:
        raise NotImplementedError

    def _next(self) -> str:
        url = self.request.POST.get("next", "")
        allowed = url_has_allowed_host_and_scheme(url, {self.request.get_host()})
        return url if allowed else self.address()

    def address(self) -> str:
        return reverse("jobs:inspect", args=[self.job.pk])


class CancelView(_ChangeView):
    def change(self) -> None:
        self.job.cancel(at=timezone.now())
        if self.job.is_active:
            messages.success(self.request, "It will be canceled at the next step.")
        else:
            messages.success(self.request, f"“{self.job}” has been canceled.")


class RetryView(_ChangeView):
    def change(self) -> None:
        self.job.retry(at=timezone.now())


class ForgetView(_ChangeView):
    def change(self) -> None:
        self.job.forget()
        messages.success(self.request, f"The record of “{self.job}” has been deleted.")

    def address(self) -> str:
        return reverse("jobs:index")


class JobsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perm("jobs.view_job") or user.has_perm("jobs.change_job"))


class JobViewSet(ViewSet):
    name = "jobs"
    icon = "tasks"
    menu_label = "Background work"
    menu_name = "background-work"
    menu_hook = "register_reports_menu_item"
    menu_order = 100
    add_to_admin_menu = True
    menu_item_class = JobsMenuItem
    url_prefix = "background-work"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self._listing(), name="index"),
            path("results/", self._listing(results_only=True), name="index_results"),
            path("<int:pk>/", JobPage.as_view(), name="inspect"),
            path("<int:pk>/progress/", ProgressView.as_view(), name="progress"),
            path("<int:pk>/cancel/", CancelView.as_view(), name="cancel"),
            path("<int:pk>/retry/", RetryView.as_view(), name="retry"),
            path("<int:pk>/forget/", ForgetView.as_view(), name="forget"),
        ]

    def _listing(self, **options: Any) -> Any:
        return JobListing.as_view(
            model=Job,
            header_icon=self.icon,
            template_name="jobs/listing.html",
            results_template_name="jobs/listing_results.html",
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            inspect_url_name=self.get_url_name("inspect"),
            filterset_class=JobFilters,
            search_fields=["title", "message", "error"],
            paginate_by=50,
            **options,
        )


def permissions() -> QuerySet[Permission]:
    """What a group may be allowed: to look, and to cancel, retry and forget."""
    return Permission.objects.filter(
        content_type__app_label="jobs", codename__in=["view_job", "change_job"]
    )
