from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from apps.lists.models import List
from apps.lists.models import ListEntry


class OneList(PermissionCheckedMixin):
    """A view about the one list with the address's `pk`, for who may change lists."""

    model = List
    permission_required = "change"
    kwargs: dict[str, Any]

    @cached_property
    def list(self) -> List:
        return get_object_or_404(List, pk=self.kwargs["pk"])

    def url(self, name: str, *args: Any) -> str:
        return list_url(self.list, name, *args)


class ListPage(OneList, WagtailAdminTemplateMixin):
    """A page about one list, below its edit page."""

    def get_page_subtitle(self) -> str:
        return self.list.name

    def get_breadcrumbs_items(self) -> Any:
        viewset = List.snippet_viewset
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(viewset.get_url_name("list")), "label": "Lists"},
            {"url": self.url("edit"), "label": self.list.name},
            {"url": "", "label": self.get_page_title(), "sublabel": self.list.name},
        ]

    @cached_property
    def header_buttons(self) -> Any:
        return [HeaderButton("Edit", url=self.url("edit"), icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "list": self.list}


def list_url(list_: List, name: str, *args: Any) -> str:
    """The address of an admin view of `list_`."""
    viewset = List.snippet_viewset
    return reverse(viewset.get_url_name(name), args=[list_.pk, *args])


class EntryURLFinder(ModelAdminURLFinder):
    """An entry is edited on the board of its list."""

    def get_edit_url(self, instance: ListEntry) -> str | None:
        if self.user is None or self.user.has_perm("lists.change_list"):
            return list_url(instance.list, "rank")
        return None
