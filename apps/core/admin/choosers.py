"""Choosing rows in forms: one row or many, with search and creation in place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.chooser import CheckboxSelectColumn
from wagtail.snippets.views import chooser
from wagtail.snippets.widgets import AdminSnippetChooser

from apps.core.admin.search import words_found
from apps.core.visibility import may_see_all


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


class RowChooser(AdminSnippetChooser):
    """The field's widget; what is no row's key chooses nothing, and fails nowhere.

    Without Wagtail's inline script, which the CSP forbids: the hidden input says what
    it needs, and `chooser.js` starts Wagtail's own code, wherever the field turns up.
    """

    def get_instance(self, value: Any) -> models.Model | None:
        try:
            row: models.Model | None = super().get_instance(value)
        except (ValueError, TypeError):
            return None
        return row

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        value_data = self.get_value_data(value)
        attrs = attrs or {}
        options = self.get_js_init_options(attrs["id"], name, value_data)
        script = {
            "data-controller": "row-chooser",
            "data-row-chooser-options-value": json.dumps(options),
        }
        html: SafeString = self.render_html(name, value_data, {**attrs, **script})
        return html


class _StrictParameters:
    """An address with a malformed key finds nothing, instead of failing."""

    def filter_object_list(self, objects: models.QuerySet[Any]) -> Any:
        try:
            return super().filter_object_list(objects)  # type: ignore[misc]
        except ValueError:
            return objects.none()


class _OwnFieldIds:
    """Ids that the page below the modal does not have: a label must find its field."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]
        return {**options, "auto_id": "id_new_%s"}


class SelectColumn(CheckboxSelectColumn):
    """A row's checkbox; the selection, which outlives the page, is what gets sent."""

    cell_template_name = "core/chooser_select_cell.html"


class _Rows(_StrictParameters):
    filter_form_class = WordsFilterForm
    results_template_name = "core/chooser_results.html"

    @property
    def checkbox_column(self) -> SelectColumn:
        return SelectColumn("select", label="Select", width="1%", accessor="pk")


class _WithSelection:
    """A row chosen by itself takes along those selected before: `?selected=7`."""

    def get_chosen_response(self, item: models.Model) -> HttpResponse:
        query: QueryDict = self.request.GET  # type: ignore[attr-defined]
        if not query.get("multiple"):
            return super().get_chosen_response(item)  # type: ignore[misc]
        selected = rows_in_order(self.model_class, query.getlist("selected"))  # type: ignore[attr-defined]
        others = [row for row in selected if row.pk != item.pk]
        return self.get_multiple_chosen_response([*others, item])  # type: ignore[attr-defined]


def rows_in_order(model: type[models.Model], keys: list[str]) -> list[models.Model]:
    """The rows with these keys, in the order of `keys`; no other values."""
    numbers = dict.fromkeys(int(key) for key in keys if key.isdecimal())
    found = model._default_manager.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


class CreateView(_OwnFieldIds, _WithSelection, chooser.SnippetCreateView):
    pass


class ChooseView(_Rows, _OwnFieldIds, chooser.ChooseView):
    @property
    def template_name(self) -> str:
        return "core/chooser.html"


class ChooseResultsView(_Rows, chooser.ChooseResultsView):
    pass


class ChosenView(_WithSelection, chooser.SnippetChosenView):
    def get_object(self, pk: str) -> models.Model:
        if not pk.isdecimal():
            raise Http404
        row: models.Model = super().get_object(pk)
        return row


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    """The selected rows, in the order in which they were selected."""

    def get_objects(self, pks: list[str]) -> list[models.Model]:
        return rows_in_order(self.model_class, pks)


class AdminChooserViewSet(chooser.SnippetChooserViewSet):
    """A chooser with Questlog's search.

    Subclasses set `creation_form_class` (and what the tab is called) to offer
    creation in place, and their own choose views for columns and search.
    """

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    create_view_class = CreateView
    chosen_multiple_view_class = ChosenMultipleView
    base_widget_class = RowChooser
    search_tab_label = "Search"
    creation_tab_label = "Add new"
    create_action_label = "Add and choose"
    create_action_clicked_label = "Adding…"


class _ForThoseWhoSee:
    """Refuses users without any permission on the rows."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, self.model):  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class GuardedChooseView(_ForThoseWhoSee, ChooseView):
    pass


class GuardedChooseResultsView(_ForThoseWhoSee, ChooseResultsView):
    pass


class GuardedChosenView(_ForThoseWhoSee, ChosenView):
    pass


class GuardedChosenMultipleView(_ForThoseWhoSee, ChosenMultipleView):
    pass


class GuardedChooserViewSet(AdminChooserViewSet):
    """The chooser of rows that aren't public: it names them."""

    choose_view_class = GuardedChooseView
    choose_results_view_class = GuardedChooseResultsView
    chosen_view_class = GuardedChosenView
    chosen_multiple_view_class = GuardedChosenMultipleView


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
        return rows_in_order(self.model, [str(key) for key in value])

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
        return ""  # a label's text would replace the button's own

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[
                versioned_static("wagtailadmin/js/chooser-modal.js"),
                versioned_static("core/multi-chooser.js"),
            ]
        )
