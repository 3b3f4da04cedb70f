from __future__ import annotations

from apps.realtime import domain_app


class BrowsingConfig(domain_app.DomainAppConfig):
    name = "apps.browsing"
    label = "browsing"
