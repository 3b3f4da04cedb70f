from __future__ import annotations

from apps.realtime import domain_app


class LibraryConfig(domain_app.DomainAppConfig):
    name = "apps.library"
    label = "library"
