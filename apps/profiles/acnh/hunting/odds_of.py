"""The odds of a villager, by the catalogue and by who lives on the owner's island."""

from __future__ import annotations

from apps.profiles.acnh.hunting.odds import Odds
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager


def odds_of(villager: Villager, *, with_private: bool) -> Odds:
    """On the next island. One who can't be met there has none.

    Who lives on a private island counts only with `with_private`.
    """
    islands = Island.objects.all()
    if not with_private:
        islands = islands.filter(is_public=True)
    residents = set(islands.exclude(residents=None).values_list("residents", flat=True))
    if not villager.on_islands or villager.pk in residents:
        return Odds(0)
    species = Villager.objects.filter(species=villager.species, on_islands=True)
    return Odds(species.exclude(pk__in=residents).count())
