"""Achievements, mounts, or minions: what is missing and where it comes from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F

from apps.profiles.ffxiv.admin.pages import FFXIVPage
from apps.profiles.ffxiv.icons import attach_icons
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.stats import collectables_of

ROWS_A_PAGE = 100
SHOWS = {"": ("Missing", False), "owned": ("Owned", True), "all": ("All", None)}
ORDERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "common": ("Most common", (F("owned_percent").desc(nulls_last=True), "name", "pk")),
    "rare": ("Rarest", (F("owned_percent").asc(nulls_last=True), "name", "pk")),
    "name": ("Name", ("name", "pk")),
    "patch": ("Newest patch", ("-patch", "name", "pk")),
}


class CollectionPage(FFXIVPage):
    template_name = "ffxiv/collection.html"
    page_title = "Collection"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self._choices()
        kind, owned = Kind(chosen["kind"]), SHOWS[chosen["show"]][1]
        rows = collectables_of(
            self.character,
            kind=kind,
            owned=owned,
            q=chosen["q"] or None,
            source=chosen["source"] or None,
        )
        pages = Paginator(rows.order_by(*ORDERS[chosen["order"]][1]), ROWS_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        attach_icons(page.object_list)
        return super().get_context_data(
            chosen=chosen,
            kind=kind,
            noun=f"{kind.label.lower()}s",
            page=page,
            kinds=list(Kind),
            shows=[
                (
                    value,
                    label,
                    collectables_of(self.character, kind=kind, owned=is_owned).count(),
                )
                for value, (label, is_owned) in SHOWS.items()
            ],
            sources=_sources(kind),
            orders=[(name, label) for name, (label, _) in ORDERS.items()],
            is_filtered=bool(chosen["q"] or chosen["source"]),
            is_known=Collectable.objects.listed(kind).exclude(name="").exists(),
            query=urlencode({name: value for name, value in chosen.items() if value}),
            **kwargs,
        )

    def _choices(self) -> dict[str, str]:
        """What the address says; what nobody can choose counts as not chosen."""
        get = self.request.GET.get
        kind, show, order = get("kind", ""), get("show", ""), get("order", "common")
        return {
            "kind": kind if kind in Kind.values else Kind.MOUNT.value,
            "show": show if show in SHOWS else "",
            "q": get("q", "").replace("\x00", "").strip()[:100],
            "source": get("source", "").replace("\x00", "")[:200],
            "order": order if order in ORDERS else "common",
            "character": "" if self.character.is_main else self.character.lodestone_id,
        }


def _sources(kind: Kind) -> list[str]:
    """The types of sources that there are for a kind."""
    rows = Collectable.objects.listed(kind).values_list("sources", flat=True)
    return sorted({each["type"] for row in rows for each in row if each["type"]})
