"""Wagtail's pages of users and groups, with the way back to their listings."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views import groups
from wagtail.users.views import users

from apps.core.admin.return_urls import ReturnableListing
from apps.core.admin.return_urls import ReturningCreateView
from apps.core.admin.return_urls import ReturningDeleteView
from apps.core.admin.return_urls import ReturningEditView


class UserListing(ReturnableListing, users.IndexView):
    pass


class AddUserView(ReturningCreateView, users.CreateView):
    pass


class EditUserView(ReturningEditView, users.EditView):
    pass


class DeleteUserView(ReturningDeleteView, users.DeleteView):
    pass


class UserViewSet(users.UserViewSet):
    index_view_class = UserListing
    add_view_class = AddUserView
    edit_view_class = EditUserView
    delete_view_class = DeleteUserView


class GroupListing(ReturnableListing, groups.IndexView):
    @cached_property
    def columns(self) -> list[TitleColumn]:
        return [TitleColumn("name", sort_key="name", get_url=self.get_edit_url)]


class AddGroupView(ReturningCreateView, groups.CreateView):
    pass


class EditGroupView(ReturningEditView, groups.EditView):
    pass


class DeleteGroupView(ReturningDeleteView, groups.DeleteView):
    pass


class GroupViewSet(groups.GroupViewSet):
    index_view_class = GroupListing
    add_view_class = AddGroupView
    edit_view_class = EditGroupView
    delete_view_class = DeleteGroupView
