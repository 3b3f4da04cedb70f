"""The stable: every veteran, the best first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from apps.core.history import record_change
from apps.core.plurals import counted
from apps.profiles.umamusume.admin.base_page import CHANGE
from apps.profiles.umamusume.admin.base_page import IMPORT
from apps.profiles.umamusume.admin.base_page import OfStable
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.admin.labels import attach_names
from apps.profiles.umamusume.admin.labels import attach_sparks
from apps.profiles.umamusume.admin.stable_query import LEAST
from apps.profiles.umamusume.admin.stable_query import ORDERS
from apps.profiles.umamusume.admin.stable_query import PLACES
from apps.profiles.umamusume.admin.stable_query import StableQuery
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES

RUNS_A_PAGE = 50


class StablePage(UmamusumePage):
    template_name = "umamusume/stable.html"
    page_title = "Umamusume"

    is_home = True

    @property
    def header_buttons(self) -> list[Any]:
        links = [
            ("Records", "umamusume_records", "chart"),
            ("Champions Meetings", "umamusume_meetings", "trophy"),
            ("Team Trials", "umamusume_trials", "flag"),
            ("Collection", "umamusume_collection", "layers"),
        ]
        buttons = [
            HeaderButton(label, url=reverse(name), icon_name=icon, priority=10 * number)
            for number, (label, name, icon) in enumerate(links)
        ]
        outfits = reverse("umamusume_vocabulary", args=["outfits"])
        buttons.append(
            HeaderButton("Vocabulary", url=outfits, icon_name="snippet", priority=50)
        )
        if self.request.user.has_perm("umamusume.change_umamusumeprofile"):
            url = reverse("umamusume_profile")
            buttons.append(
                HeaderButton(
                    "Game and visibility", url=url, icon_name="cog", priority=60
                )
            )
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = CareerRun.objects.filter(profile=self.profile)
        query = StableQuery.of(self.request.GET)
        rows = query.rows(every).prefetch_related("sparks")
        runs = Paginator(rows, RUNS_A_PAGE).get_page(self.request.GET.get("p"))
        attach_names(runs.object_list)
        attach_sparks(runs.object_list)
        finished = every.finished()
        seen = finished.order_by().values("trainee")
        return super().get_context_data(
            runs=runs,
            query=query,
            may_import=self.request.user.has_perm(IMPORT),
            is_new=not finished.exists(),
            draft=every.drafts().order_by("-updated_at").first(),
            trainees=Trainee.objects.filter(game_id__in=seen),
            scenarios=Scenario.objects.all(),
            styles=STYLE_NAMES.items(),
            tags=CareerRun.Tag.choices,
            orders=ORDERS.items(),
            places=PLACES.items(),
            leasts=LEAST.items(),
            stats=STATS,
            before=query.url(p=str(runs.number - 1)),
            after=query.url(p=str(runs.number + 1)),
            **kwargs,
        )


class BulkView(OfStable, View):
    """Tags, favorites, and places in the stable, for the ticked veterans."""

    http_method_names = ["post"]
    permission = CHANGE

    def post(self, request: HttpRequest) -> HttpResponse:
        verb = request.POST.get("verb", "")
        uuids = request.POST.getlist("run")[:RUNS_A_PAGE]
        if not uuids:
            messages.error(request, "Tick the veterans first.")
        elif self._change(verb) is None:
            messages.error(request, "Choose what to do with them.")
        else:
            self._change_all(request, verb, uuids)
        back = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if is_ours else reverse("umamusume_stable"))

    def _change(self, verb: str) -> dict[str, Any] | None:
        name, _, tag = verb.partition(":")
        if name in ("tag", "untag") and tag in CareerRun.Tag.values:
            return {"tag": tag}
        return {
            "keep": {"is_kept": True},
            "transfer": {"is_kept": False},
            "favorite": {"is_favorite": True},
            "unfavorite": {"is_favorite": False},
        }.get(verb)

    @transaction.atomic
    def _change_all(self, request: HttpRequest, verb: str, uuids: list[str]) -> None:
        try:
            rows = CareerRun.objects.filter(profile=self.profile, uuid__in=uuids)
            runs = list(rows.finished().order_by("id"))
        except ValidationError:
            runs = []
        count = 0
        for run in runs:
            if run.change(**self._values(run, verb)):
                record_change(run, user=request.user)
                count += 1
        messages.success(request, f"{counted(count, 'veteran')} changed.")

    def _values(self, run: CareerRun, verb: str) -> dict[str, Any]:
        values = self._change(verb) or {}
        tag = values.get("tag")
        if tag is None:
            return values
        others = [each for each in run.tags if each != tag]
        wanted = [*others, tag] if verb.startswith("tag:") else others
        return {"tags": [each for each in CareerRun.Tag.values if each in wanted]}
