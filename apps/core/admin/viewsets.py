"""The admin's shared defaults: every viewset of Questlog is an `AdminViewSet`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.coreutils import multigetattr
from wagtail.snippets.views import snippets

from apps.core.admin.choosers import GuardedChooserViewSet
from apps.core.admin.deletion import DeletionOutlook
from apps.core.admin.deletion import DeletionRefused
from apps.core.admin.deletion import delete_rows
from apps.core.admin.deletion import deletion_outlook
from apps.core.admin.edit_conflicts import AdminForm
from apps.core.admin.edit_conflicts import EditConflictCheck
from apps.core.admin.return_urls import ReturnableListing
from apps.core.admin.return_urls import ReturningCreateView
from apps.core.admin.return_urls import ReturningDeleteView
from apps.core.admin.return_urls import ReturningEditView
from apps.core.admin.return_urls import ReturningInspectView
from apps.core.admin.search import words_found
from apps.core.admin.spreadsheet_download import SafeExport
from apps.core.models.base import SluggedModel
from apps.core.models.base import sort_path
from apps.core.site_addresses import address_warnings

# From here on a row's button waits in the menu of its page.
MENU_PRIORITY = 40


class ListingView(ReturnableListing, SafeExport, snippets.IndexView):
    """A listing that can be searched, filtered and sorted by any column at once.

    Search stays in the ORM: Wagtail's search backends refuse to sort by columns
    that are not in their index, annotated ones among them, so no model has one.
    """

    default_search_fields = ("name",)
    title_column_class: type[TitleColumn] = TitleColumn
    # What an export writes for a field that is not plainly an attribute.
    export_values: dict[str, Callable[[Any], Any]] = {}

    @cached_property
    def is_searchable(self) -> bool:
        return bool(self.index_results_url)

    @cached_property
    def can_select(self) -> bool:
        """Whether there is anything that the user could do with selected rows."""
        allowed: bool = self.user_has_any_permission({"change", "delete"})
        return allowed

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        return columns if self.can_select else columns[1:]

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not self.is_searching:
            return queryset
        fields = self.search_fields or self.default_search_fields
        found = words_found(queryset, self.search_query, fields)
        return self.order_queryset(found) if self.is_explicitly_ordered else found

    def order_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Order by the chosen column, empty values last, ties by age."""
        if not isinstance(self.ordering, str) or "_updated_at" in self.ordering:
            return super().order_queryset(queryset)
        column = F(sort_path(self.model, self.ordering.removeprefix("-")))
        if self.ordering.startswith("-"):
            return queryset.order_by(column.desc(nulls_last=True), "-pk")
        return queryset.order_by(column.asc(nulls_last=True), "pk")

    def _get_title_column(
        self, field_name: str, column_class: Any = None, **kwargs: Any
    ) -> Any:
        chosen = column_class or self.title_column_class
        return super()._get_title_column(field_name, chosen, **kwargs)

    def get_list_more_buttons(self, instance: models.Model) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        return buttons + row_buttons(instance, self.request.user, self.own_address)

    def to_row_dict(self, item: models.Model) -> dict[str, Any]:
        return {field: self._exported(item, field) for field in self.list_export}

    def _exported(self, item: models.Model, field: str) -> Any:
        if field in self.export_values:
            return self.export_values[field](item)
        return multigetattr(item, field)


def row_buttons(row: models.Model, user: Any, next_url: str) -> list[Any]:
    """What other apps offer to do with `row`, by the hook `register_row_buttons`.

    A registered function takes the row, the user and the address to return to, and
    returns buttons; they show in listings and on the pages of the row.
    """
    return [
        button
        for offer in hooks.get_hooks("register_row_buttons")
        for button in offer(row, user, next_url)
    ]


class RowPageButtons:
    """A page of one row with the buttons of `register_row_buttons` in its header.

    Those of a priority below `MENU_PRIORITY` stand in the open, others in its menu.
    """

    request: HttpRequest
    object: models.Model

    @cached_property
    def _offered(self) -> list[Any]:
        own_url = self.returning(self.request.path)  # type: ignore[attr-defined]
        return row_buttons(self.object, self.request.user, own_url)

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            *super().header_buttons,  # type: ignore[misc]
            *(
                HeaderButton(
                    button.label,
                    url=button.url,
                    icon_name=button.icon_name,
                    attrs=button.attrs,
                    priority=button.priority,
                )
                for button in self._offered
                if button.priority < MENU_PRIORITY
            ),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons  # type: ignore[misc]
        return [*buttons, *(b for b in self._offered if b.priority >= MENU_PRIORITY)]


class SimultaneousSave:
    """A form whose save another one overtook: asked to try again, never a failure."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except IntegrityError:
            form.add_error(
                None,
                "Someone else just saved the same thing, so yours was not saved. "
                "Check whether theirs is enough, or change yours and save again.",
            )
            self.produced_error_code = "simultaneous"
            self.produced_error_message = "Not saved: someone else saved first."
            return self.form_invalid(form)  # type: ignore[attr-defined]


class AddressWarning:
    """A save that says when a site could not show the row beside another one."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        row, request = self.object, self.request  # type: ignore[attr-defined]
        if isinstance(row, SluggedModel) and response.status_code == 302:
            warn_of_addresses(request, row)
        return response


def warn_of_addresses(request: HttpRequest, row: SluggedModel) -> None:
    """Show on the next page what `address_warnings` says of `row`."""
    for warning in address_warnings([row], user=request.user):
        messages.warning(request, warning)


class CreateView(
    AddressWarning, ReturningCreateView, SimultaneousSave, snippets.CreateView
):
    """A create form whose fields may be filled from the address: `?game=12`."""

    def get_initial(self) -> dict[str, Any]:
        fields = self.get_form_class().base_fields
        given = {
            name: value
            for name, value in self.request.GET.items()
            if name in fields and self._is_usable(name, value)
        }
        return {**super().get_initial(), **given}

    def _is_usable(self, name: str, value: str) -> bool:
        try:
            field = self.model._meta.get_field(name)
            found = field.to_python(value)
            if isinstance(field, models.ForeignKey):
                return field.related_model._default_manager.filter(pk=found).exists()
        except (FieldDoesNotExist, ValidationError, ValueError, TypeError):
            return False
        return not field.many_to_many and "\x00" not in value


class CopyView(
    AddressWarning, ReturningCreateView, SimultaneousSave, snippets.CopyView
):
    """A create form filled from another row, without what must be its own."""

    not_copied: tuple[str, ...] = ("slug", "igdb_id", "uuid")

    def get_object(self, queryset: Any = None) -> models.Model:
        row: models.Model = super().get_object(queryset)
        for field in row._meta.concrete_fields:
            if field.name in self.not_copied:
                setattr(row, field.name, field.get_default())
        return row


class EditView(
    AddressWarning,
    ReturningEditView,
    RowPageButtons,
    EditConflictCheck,
    SimultaneousSave,
    snippets.EditView,
):
    """An edit form that does not overwrite what it has not shown."""


class InspectView(ReturningInspectView, RowPageButtons, snippets.InspectView):
    pass


class DeleteView(ReturningDeleteView, snippets.DeleteView):
    """Asks before it deletes, or says what holds the row."""

    @cached_property
    def outlook(self) -> DeletionOutlook:
        return deletion_outlook([self.object], self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        undo_note = self.model.snippet_viewset.undo_note
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "outlook": self.outlook, "undo_note": undo_note}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except DeletionRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_delete_url())

    def delete_action(self) -> None:
        delete_rows([self.object], self.request.user)


class AdminViewSet(snippets.SnippetViewSet):
    """A snippet viewset with Questlog's defaults.

    Subclasses set `model`, `icon`, `list_display`, `panels` and what differs: a
    listing filter (`filterset_class`), `list_export`, `search_fields` for models
    without `QuerySet.matching`, `ordering`. Sort keys may be any annotation that
    `get_queryset` makes. Deletion, bulk deletion, export and stale saves are safe.
    """

    index_view_class = ListingView
    add_view_class = CreateView
    copy_view_class = CopyView
    edit_view_class = EditView
    inspect_view_class = InspectView
    delete_view_class = DeleteView
    chooser_viewset_class = GuardedChooserViewSet
    index_template_name = "core/listing.html"
    delete_template_name = "core/confirm_delete.html"
    # What the confirmations of a deletion say about getting it back.
    undo_note = "This can’t be undone."
    form_base: type[AdminForm] = AdminForm
    list_per_page = 50
    chooser_per_page = 20
    inspect_view_enabled = True
    copy_view_enabled = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without Wagtail's count of uses: what `DeleteView` shows tells more."""
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [path for path in super().get_urlpatterns() if path.name != "usage"]

    def get_edit_handler(self) -> Any:
        panels = getattr(self, "panels", None)
        if panels is None or hasattr(self, "edit_handler"):
            return super().get_edit_handler()
        handler = ObjectList(panels, base_form_class=self.form_base)
        return handler.bind_to_model(self.model)
