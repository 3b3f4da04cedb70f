"""All characters, league by league."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import BooleanField
from django.db.models import ExpressionWrapper
from django.db.models import F
from django.db.models import Max
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Window

from apps.integrations.poe.client import is_configured
from apps.profiles.poe.admin.base_page import CHANGE_PROFILE
from apps.profiles.poe.admin.base_page import PoePage
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.profile import Realm
from apps.profiles.sync import obstacle
from apps.profiles.tasks import KEY
from apps.profiles.tasks import SYNCS

CHARACTERS_A_PAGE = 200
NOT_SHOWN = ("raw", "equipment", "gem_groups", "passives", "notes")


class CharactersPage(PoePage):
    template_name = "poe/characters.html"
    page_title = "Path of Exile"

    is_home = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(_by_league(self.profile), CHARACTERS_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            characters=page,
            leagues=_leagues(page.object_list),
            may_change_profile=self.request.user.has_perm(CHANGE_PROFILE),
            has_sync=is_configured(),
            obstacle=obstacle(self.profile_kind),
            job=SYNCS[self.slug].active(KEY),
            **kwargs,
        )


def _by_league(profile: PoeProfile) -> QuerySet[Character]:
    """The league with the newest character first, those without one last."""
    second, named = Q(realm=Realm.POE2), Q(league__gt="")
    rows = profile.characters.defer(*NOT_SHOWN).annotate(
        is_second=ExpressionWrapper(second, output_field=BooleanField()),
        has_league=ExpressionWrapper(named, output_field=BooleanField()),
        newest=Window(Max("created_at"), partition_by=[F("is_second"), F("league")]),
    )
    return rows.order_by(
        "-has_league", "-newest", "is_second", "league", "-level", "name", "id"
    )


def _leagues(characters: Iterable[Any]) -> list[dict[str, Any]]:
    """The characters of each league. Standard of the second game is another one."""
    grouped = groupby(characters, key=lambda each: (each.is_second, each.league))
    return [
        {"name": league, "is_second": is_second, "characters": list(found)}
        for (is_second, league), found in grouped
    ]
