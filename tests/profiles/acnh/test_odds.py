"""Odds against the figures of those who counted before us."""

from __future__ import annotations

import pytest

from apps.profiles.acnh.hunting.odds_of import odds_of
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.acnh.conftest import villager

pytestmark = pytest.mark.django_db
# By species: who can appear, islands until half and until nine of ten are done.
KNOWN = {
    "Octopus": (4, 97, 322),
    "Bull": (6, 145, 483),
    "Tiger": (7, 170, 563),
    "Goat": (8, 194, 644),
    "Gorilla": (9, 218, 725),
    "Koala": (10, 243, 805),
    "Elephant": (11, 267, 886),
    "Sheep": (13, 316, 1047),
    "Penguin": (14, 340, 1128),
    "Horse": (15, 364, 1208),
    "Bear cub": (16, 388, 1289),
    "Duck": (17, 413, 1369),
    "Frog": (18, 437, 1450),
    "Squirrel": (19, 461, 1531),
    "Rabbit": (21, 510, 1692),
    "Cat": (23, 558, 1853),
}


@pytest.mark.parametrize("species", KNOWN)
def test_a_species_has_the_known_odds(island: Island, species: str) -> None:
    one = Villager.objects.filter(species=species, on_islands=True)[0]
    odds = odds_of(one, with_private=True)
    count, half, most = KNOWN[species]

    assert odds.candidates == count
    assert odds.one_in == 35 * count
    assert abs((odds.islands_for(0.5) or 0) - half) <= 1
    assert abs((odds.islands_for(0.9) or 0) - most) <= 1


def test_a_hundred_islands_find_a_cat_for_twelve_of_a_hundred(island: Island) -> None:
    odds = odds_of(villager("Raymond"), with_private=True)

    assert odds.chance == pytest.approx(1 / 805)
    assert odds.found_within(100) == pytest.approx(0.1169, abs=0.0001)
    assert odds.islands_for(0.5) == 558
    assert odds.found_within(0) == 0


def test_residents_are_left_out_and_cannot_be_met(island: Island) -> None:
    island.residents.set([villager("Bob"), villager("Ankha")])

    assert odds_of(villager("Raymond"), with_private=True).one_in == 735
    assert odds_of(villager("Bob"), with_private=True).one_in is None
    island.change(is_public=False)
    assert odds_of(villager("Raymond"), with_private=False).one_in == 805


@pytest.mark.parametrize("name", ["Toby", "Tulin"])
def test_amiibo_only_is_no_division_by_zero(
    island: Island, reader: ApiClient, name: str
) -> None:
    found = data(reader.get(f"/profiles/acnh/villagers/{name}/odds", islands=50))

    assert found["is_possible"] is False
    assert (found["chance"], found["found_by_now"]) == (0, 0)
    assert (found["one_in"], found["half_by"], found["nine_in_ten_by"]) == (None,) * 3


def test_of_the_catalogue_407_can_be_met_in_35_species(island: Island) -> None:
    there = Villager.objects.filter(on_islands=True)

    assert there.count() == 407
    assert there.values("species").distinct().count() == 35
