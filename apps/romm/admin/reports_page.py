"""Sessions from RomM that wait: the owner says which game each ROM is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models import Max
from django.db.models import Sum
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.admin.choosers import RowChooser
from apps.core.api.strict import LARGEST_INTEGER
from apps.core.plurals import counted
from apps.journal.models import hours_of
from apps.library.models import Game
from apps.romm.models import PlayReport
from apps.romm.receiving import link_rom

PERMISSION = "journal.change_playthrough"
SHOWN = 50


class RomForm(forms.Form):
    rom_id = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST_INTEGER,
        widget=forms.HiddenInput,
    )
    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        required=False,
        label="Game",
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
    )


class ReportsPage(WagtailAdminTemplateMixin, TemplateView):
    template_name = "romm/reports.html"
    page_title = "Sessions from RomM"
    header_icon = "controller"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "Sessions from RomM"}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = PlayReport.objects.waiting()
        roms = (
            waiting.order_by()
            .values("rom_id")
            .annotate(
                reports=Count("pk"),
                milliseconds=Sum("duration_ms"),
                latest=Max("started_at"),
                problem=Max("problem"),
                device=Max("device_id"),
            )
        )
        wrong: RomForm | None = kwargs.pop("wrong", None)
        rows = [
            {
                **rom,
                "hours": hours_of(max(1, round(rom["milliseconds"] / 60_000))),
                "form": self._form(rom["rom_id"], wrong),
            }
            for rom in roms.order_by("-latest", "rom_id")[:SHOWN]
        ]
        return super().get_context_data(
            rows=rows,
            taken=PlayReport.objects.exclude(session=None).count(),
            endpoint=self.request.build_absolute_uri("/"),
            **kwargs,
        )

    def _form(self, rom_id: int | None, wrong: RomForm | None) -> RomForm:
        prefix = f"rom-{rom_id or 'unknown'}"
        if wrong is not None and wrong.prefix == prefix:
            return wrong
        return RomForm(prefix=prefix, initial={"rom_id": rom_id})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        prefix = request.POST.get("rom", "")[:40]
        form = RomForm(request.POST, prefix=prefix)
        leaves_out = "leave_out" in request.POST
        if form.is_valid() and not leaves_out and form.cleaned_data["game"] is None:
            form.add_error("game", "Choose a game.")
        if not form.is_valid():
            page = self.get_context_data(wrong=form)
            return self.render_to_response(page, status=422)
        rom_id = form.cleaned_data["rom_id"]
        game = None if leaves_out else form.cleaned_data["game"]
        made, left = link_rom(rom_id, game, user=request.user)
        self._say(game, made, left)
        return redirect("romm_reports")

    def _say(self, game: Game | None, made: int, left: int) -> None:
        if game is None:
            text = "Left out. Its time isn’t asked about again."
        else:
            text = f"{game.name}: {counted(made, 'session')} added."
        messages.success(self.request, text)
        if left:
            messages.warning(
                self.request,
                f"{counted(left, 'report')} couldn’t be added; the reason is below.",
            )
