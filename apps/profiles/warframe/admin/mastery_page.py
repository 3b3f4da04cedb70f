"""The mastery checklist: what is missing, how to get it, and what it brings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models import Sum

from apps.profiles.warframe.admin.pages import WarframePage
from apps.profiles.warframe.models import CatalogueItem

ROWS_A_PAGE = 100
SHOWS = {
    "": "Missing",
    "begun": "Begun",
    "mastered": "Mastered",
    "all": "All",
}
YES_NO = {"yes": True, "no": False}
ORDERS = {
    "points": ("Points", ("-points", "name", "path")),
    "progress": ("Progress", ("-percent", "-points", "name")),
    "name": ("Name", ("name", "path")),
    "rank": ("Required rank", ("mastery_req", "name", "path")),
}
UNKNOWN = "unknown"


class MasteryPage(WarframePage):
    template_name = "warframe/mastery.html"
    page_title = "Mastery checklist"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self._chosen()
        items = CatalogueItem.objects.with_progress(self.profile)
        rows = _that(items, chosen["show"]).that_match(
            rank=self.profile.mastery_rank, **_filters(chosen)
        )
        pages = Paginator(rows.order_by(*ORDERS[chosen["order"]][1]), ROWS_A_PAGE)
        total = rows.aggregate(total=Sum("points"))["total"]
        return super().get_context_data(
            profile=self.profile,
            chosen=chosen,
            query=urlencode({name: value for name, value in chosen.items() if value}),
            is_filtered=any(
                value for name, value in chosen.items() if name not in ("show", "order")
            ),
            page=pages.get_page(self.request.GET.get("p")),
            points=total or 0,
            shows=[
                (value, label, _that(items, value).count())
                for value, label in SHOWS.items()
            ],
            categories=_counted(items, chosen["show"], "category"),
            ways=_counted(items, chosen["show"], "acquisition"),
            orders=[(name, label) for name, (label, _) in ORDERS.items()],
            **kwargs,
        )

    def _chosen(self) -> dict[str, str]:
        """What the address says; what nobody can choose counts as not chosen."""
        get = self.request.GET.get
        show, order = get("show", ""), get("order", "points")
        yes_no = {
            name: get(name, "") if get(name, "") in YES_NO else ""
            for name in ("vaulted", "prime", "equippable")
        }
        return {
            "show": show if show in SHOWS else "",
            "q": get("q", "").replace("\x00", "").strip()[:100],
            "category": get("category", "").replace("\x00", "")[:40],
            "acquisition": get("acquisition", "").replace("\x00", "")[:60],
            **yes_no,
            "order": order if order in ORDERS else "points",
        }


def _filters(chosen: dict[str, str]) -> dict[str, Any]:
    way = chosen["acquisition"]
    return {
        "q": chosen["q"] or None,
        "category": chosen["category"] or None,
        "acquisition": ("" if way == UNKNOWN else way) if way else None,
        **{
            name: YES_NO.get(chosen[name])
            for name in ("vaulted", "prime", "equippable")
        },
    }


def _that(items: Any, show: str) -> Any:
    if show == "all":
        return items
    if show == "mastered":
        return items.filter(is_mastered=True)
    if show == "begun":
        return items.filter(is_mastered=False, is_owned=True)
    return items.filter(is_mastered=False)


def _counted(items: Any, show: str, column: str) -> list[tuple[str, str, int]]:
    """Each value of `column` as the address has it, its label, and how many."""
    rows = _that(items, show).order_by().values_list(column).annotate(n=Count("pk"))
    found = [(value or UNKNOWN, value or "Unknown", n) for value, n in rows]
    return sorted(found, key=lambda row: (row[0] == UNKNOWN, row[1]))
