from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users with our viewsets."""

    user_viewset = "apps.core.admin.accounts.UserViewSet"
    group_viewset = "apps.core.admin.accounts.GroupViewSet"
