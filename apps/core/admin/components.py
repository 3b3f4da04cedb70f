"""The page that shows every component with its states, for developers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from apps.core import ratings
from apps.core.admin.date_words import PartialDateWordsField
from apps.core.admin.widgets import StarsInput

STATUSES = (
    "completed",
    "playing",
    "ongoing",
    "paused",
    "dropped",
    "planned",
    "undecided",
)
COLORS = (
    "bg",
    "surface",
    "raised",
    "sunken",
    "line",
    "ink",
    "ink-2",
    "ink-3",
    "brand-fill",
    "gold",
    "gold-fill",
    "gold-soft",
    "good",
    "warn",
    "bad",
)


TASKS = (
    {
        "icon": "undated",
        "title": "3 finished games have no date",
        "detail": "A year is enough.",
        "action": "Add dates",
        "url": "#tasks-title",
    },
)
CONNECTIONS = tuple(
    {"name": name, "url": "#connections-title", "health": health, "words": words}
    for name, health, words in (
        ("IGDB", "good", "Synced 2 hours ago"),
        ("Steam", "off", "Not connected"),
        ("Twitch", "warn", "Slow to respond"),
        ("Overlay", "bad", "Answered 500"),
    )
)


class _SampleForm(forms.Form):
    date = PartialDateWordsField(initial="last sunday")
    platform = forms.ChoiceField(
        choices=[("ps5", "PS5"), ("pc", "PC"), ("", "Unknown")],
        widget=forms.RadioSelect,
    )
    stars = forms.ChoiceField(
        choices=[("", "Not rated"), *((str(each), str(each)) for each in ratings.ALL)],
        widget=StarsInput,
    )


class ComponentsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "core/components.html"
    page_title = "Components"
    header_icon = "view"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "Components"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            statuses=STATUSES,
            colors=COLORS,
            ratings=(None, *ratings.ALL),
            deltas=(2, -1, 0, None),
            tasks=TASKS,
            connections=CONNECTIONS,
            form=_SampleForm(initial={"stars": "3.5", "platform": "ps5"}),
            **kwargs,
        )
