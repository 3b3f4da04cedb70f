"""Wagtail's reports at their own addresses, with exports that are safe to open."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import reports
from wagtail.utils.urlpatterns import decorate_urlpatterns

from apps.core.admin.spreadsheet_download import SafeExport


def report_urls() -> list[URLPattern]:
    """Patterns to stand before Wagtail's own, for what is below `/admin/reports/`.

    Each view is Wagtail's with `SafeExport` before it; names and addresses stay.
    """
    patterns = [_with_safe_export(pattern) for pattern in reports.urlpatterns]
    guarded = decorate_urlpatterns(patterns, require_admin_access)
    cacheless: list[URLPattern] = decorate_urlpatterns(guarded, never_cache)
    return cacheless


def _with_safe_export(pattern: URLPattern) -> URLPattern:
    view = pattern.callback.view_class  # type: ignore[attr-defined]
    safe: Any = type(view.__name__, (SafeExport, view), {"__module__": __name__})
    options = pattern.callback.view_initkwargs  # type: ignore[attr-defined]
    return path(str(pattern.pattern), safe.as_view(**options))
