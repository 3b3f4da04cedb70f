"""Everything that was used, in any order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F
from django.db.models import Q

from apps.profiles.warframe.admin.pages import WarframePage
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WeaponCount
from apps.profiles.warframe.stats import ACCURACY
from apps.profiles.warframe.used import name_weapons

ROWS_A_PAGE = 100
# Fewer shots say nothing of how well one aims.
LEAST_FIRED = 100
ORDERS = {
    "kills": "Kills",
    "equip_time_seconds": "Hours",
    "headshots": "Headshots",
    "accuracy_rate": "Accuracy",
    "fired": "Fired",
    "assists": "Assists",
    "xp": "Affinity",
}


class WeaponsPage(WarframePage):
    template_name = "warframe/weapons.html"
    page_title = "Weapons and gear"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.request.GET.get("order", "kills")
        order = order if order in ORDERS else "kills"
        q = self.request.GET.get("q", "").replace("\x00", "").strip()[:100]
        category = self.request.GET.get("category", "").replace("\x00", "")[:40]
        rows = self.profile.weapons.used()
        items = CatalogueItem.objects.all()
        if category:
            rows = rows.that_are(items.filter(category=category))
        if q:
            named = WeaponCount.objects.that_are(items.filter(name__icontains=q))
            rows = rows.filter(Q(pk__in=named.values("pk")) | Q(path__icontains=q))
        if order == "accuracy_rate":
            rows = rows.filter(fired__gte=LEAST_FIRED)
        rows = rows.annotate(accuracy_rate=ACCURACY)
        pages = Paginator(rows.order_by(F(order).desc(), "path"), ROWS_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        page.object_list = list(page.object_list)
        name_weapons(page.object_list)
        chosen = {"order": order, "q": q, "category": category}
        return super().get_context_data(
            profile=self.profile,
            page=page,
            chosen=chosen,
            query=urlencode({name: value for name, value in chosen.items() if value}),
            orders=ORDERS.items(),
            least_fired=LEAST_FIRED,
            categories=items.order_by("category")
            .values_list("category", flat=True)
            .distinct(),
            **kwargs,
        )
