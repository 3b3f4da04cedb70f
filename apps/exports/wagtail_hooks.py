from __future__ import annotations

from wagtail import hooks

from apps.exports.viewsets import ExportViewSet


@hooks.register("register_admin_viewset")
def register_export() -> ExportViewSet:
    return ExportViewSet()
