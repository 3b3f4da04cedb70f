from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client


def viewer() -> Client:
    """Somebody who may see playthroughs and games, and change nothing."""
    user = get_user_model().objects.create_user("viewer", password="viewer")
    names = ("access_admin", "view_playthrough", "view_game")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client
