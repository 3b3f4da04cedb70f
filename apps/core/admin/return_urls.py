"""Back to the listing as it was: its search, filters, order and page.

A filtered listing gives its address to its rows as `?next=`. The pages of a row pass
it on to each other and return to it.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.utils import set_query_params

# Which part of a listing is sent by itself, not what it shows.
NOT_OF_THE_LISTING = "_w_filter_fragment"


class ReturnableListing:
    """A listing with rows that lead back to it."""

    request: Any

    @cached_property
    def own_address(self) -> str:
        query = self.request.GET.copy()
        query.pop(NOT_OF_THE_LISTING, None)
        index: str = self.index_url  # type: ignore[attr-defined]
        return f"{index}?{query.urlencode()}" if query else index

    def returning(self, url: str | None) -> str | None:
        """`url` with the way back, where the listing is not as it is by itself."""
        if url and "?" in self.own_address:
            return _with_next(url, self.own_address)
        return url

    def get_edit_url(self, instance: Any) -> str | None:
        return self.returning(super().get_edit_url(instance))  # type: ignore[misc]

    def get_copy_url(self, instance: Any) -> str | None:
        return self.returning(super().get_copy_url(instance))  # type: ignore[misc]

    def get_inspect_url(self, instance: Any) -> str | None:
        return self.returning(super().get_inspect_url(instance))  # type: ignore[misc]

    def get_delete_url(self, instance: Any) -> str | None:
        return self.returning(super().get_delete_url(instance))  # type: ignore[misc]

    def get_add_url(self) -> str | None:
        return self.returning(super().get_add_url())  # type: ignore[misc]


class ReturningPage:
    """A page that knows the way back, and passes it on."""

    request: Any

    @cached_property
    def return_url(self) -> str:
        """An address of this admin, empty where none was given."""
        url: str = get_valid_next_url_from_request(self.request)
        return url

    def returning(self, url: str | None) -> str | None:
        return _with_next(url, self.return_url) if url and self.return_url else url

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()  # type: ignore[misc]
        index = reverse(self.index_url_name)  # type: ignore[attr-defined]
        if self.return_url.partition("?")[0] != index:
            return items
        return [
            {**item, "url": self.return_url} if item.get("url") == index else item
            for item in items
        ]


class ReturningInspectView(ReturningPage):
    def get_edit_url(self) -> str | None:
        return self.returning(super().get_edit_url())  # type: ignore[misc]

    def get_delete_url(self) -> str | None:
        return self.returning(super().get_delete_url())  # type: ignore[misc]


class ReturningCreateView(ReturningPage):
    def get_add_url(self) -> str | None:
        return self.returning(super().get_add_url())  # type: ignore[misc]

    def get_success_url(self) -> str:
        return self.return_url or super().get_success_url()  # type: ignore[misc]


class ReturningEditView(ReturningInspectView):
    def get_copy_url(self) -> str | None:
        return self.returning(super().get_copy_url())  # type: ignore[misc]

    def get_inspect_url(self) -> str | None:
        return self.returning(super().get_inspect_url())  # type: ignore[misc]

    def get_success_url(self) -> str:
        return self.return_url or super().get_success_url()  # type: ignore[misc]


class ReturningDeleteView(ReturningPage):
    def get_delete_url(self) -> str:
        return str(self.returning(super().get_delete_url()))  # type: ignore[misc]


def _with_next(url: str, next_url: str) -> str:
    with_next: str = set_query_params(url, {"next": next_url})
    return with_next
