"""Deleting lists in the admin, and putting them back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from apps.core.admin.viewsets import DeleteView
from apps.core.admin.viewsets import warn_of_addresses
from apps.lists.admin.list_page import list_url
from apps.lists.models import DeletedList
from apps.lists.models import List

PUT_BACK_ACTION = "lists.put_back"
SHOWN = 200


def deleted_lists_url() -> str:
    return reverse(List.snippet_viewset.get_url_name("deleted"))


class ListDeleteView(DeleteView):
    def get_success_buttons(self) -> list[Any]:
        return [messages.button(deleted_lists_url(), "Deleted lists")]


class DeletedListsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The lists that were deleted, newest first, each with the way back."""

    model = List
    permission_required = "add"
    template_name = "lists/deleted.html"
    page_title = "Deleted lists"
    header_icon = "bin"

    @property
    def put_back_url_name(self) -> str:
        name: str = List.snippet_viewset.get_url_name("put_back")
        return name

    def get_breadcrumbs_items(self) -> Any:
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse(List.snippet_viewset.get_url_name("list")),
                "label": "Lists",
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "deleted": DeletedList.objects.defer("content")[:SHOWN],
        }


class PutListBackView(PermissionCheckedMixin, View):
    model = List
    permission_required = "add"

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        deleted = DeletedList.objects.select_for_update().filter(pk=pk).first()
        if deleted is None:
            messages.error(request, "This list is no longer in the deleted lists.")
            return redirect(deleted_lists_url())
        list_, skipped = List.objects.put_back(deleted)
        log(list_, PUT_BACK_ACTION, user=request.user)
        message = f"“{list_.name}” has been restored."
        if skipped:
            message += f" Left out because they were deleted: {', '.join(skipped)}."
        messages.success(request, message)
        warn_of_addresses(request, list_)
        return redirect(list_url(list_, "rank"))
