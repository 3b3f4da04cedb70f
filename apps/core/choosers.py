"""Choosing rows in forms: one row or many, with search and creation in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.views import chooser

from apps.core.search import words_found


class WordsFilterForm(BaseFilterForm):
    """The chooser's search box, over the same words as the listing's."""

    searched_fields: tuple[str, ...] = ("name",)

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Search"}),
    )

    def filter(self, objects: models.QuerySet[Any]) -> models.QuerySet[Any]:
        text = self.cleaned_data["q"]
        if not text:
            return objects
        self.is_searching = True
        self.search_query = text
        return self.search(objects, text)

    def search(self, objects: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
        return words_found(objects, text, self.searched_fields)


class ChooseView(chooser.ChooseView):
    filter_form_class = WordsFilterForm
    results_template_name = "core/chooser_results.html"


class ChooseResultsView(chooser.ChooseResultsView):
    filter_form_class = WordsFilterForm
    results_template_name = "core/chooser_results.html"


class AdminChooserViewSet(chooser.SnippetChooserViewSet):
    """A chooser with Questlog's search.

    Subclasses set `creation_form_class` (and what the tab is called) to offer
    creation in place, and their own choose views for columns and search.
    """

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    search_tab_label = "Search"
    creation_tab_label = "Add new"
    create_action_label = "Add and choose"
    create_action_clicked_label = "Adding…"


class MultiChooser(forms.SelectMultiple):
    """Chosen rows as chips, and a button that opens the model's chooser for more.

    For many-to-many fields: a page of choices, never a select of all rows.
    """

    template_name = "core/widgets/multi_chooser.html"

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model

    def __deepcopy__(self, memo: dict[int, Any]) -> MultiChooser:
        copied: MultiChooser = super().__deepcopy__(memo)
        copied.model = self.model
        return copied

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        names = self.model._meta
        viewset = self.model.snippet_viewset  # type: ignore[attr-defined]
        return {
            "widget": {
                "name": name,
                "attrs": self.build_attrs(self.attrs, attrs),
                "rows": self._chosen_rows(value or []),
                "icon": viewset.icon,
                "noun": names.verbose_name,
                "nouns": names.verbose_name_plural,
                "chooser_url": reverse(viewset.chooser_viewset.get_url_name("choose")),
            }
        }

    def _chosen_rows(self, value: Iterable[Any]) -> list[models.Model]:
        keys = [str(key) for key in value if str(key).isdecimal()]
        found = self.model._default_manager.in_bulk([int(key) for key in keys])
        return [found[int(key)] for key in keys if int(key) in found]

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        # Form renderers do not see the project's templates.
        context = self.get_context(name, value, attrs)
        return render_to_string(self.template_name, context)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-choose" if id_ else id_

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[
                versioned_static("wagtailadmin/js/chooser-modal.js"),
                versioned_static("core/multi-chooser.js"),
            ]
        )
