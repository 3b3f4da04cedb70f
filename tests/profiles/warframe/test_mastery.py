"""The formulas of mastery, at their boundaries."""

from __future__ import annotations

import pytest

from apps.profiles.warframe.mastery import item_rank
from apps.profiles.warframe.mastery import points_for_rank
from apps.profiles.warframe.mastery import rank_name
from apps.profiles.warframe.mastery import threshold


@pytest.mark.parametrize(
    ("points", "cap", "least"),
    [
        (100, 30, 450_000),
        (100, 40, 800_000),
        (200, 30, 900_000),
        (200, 40, 1_600_000),
    ],
)
def test_an_item_has_its_full_rank_from_the_threshold_on(
    points: int, cap: int, least: int
) -> None:
    assert threshold(points_per_rank=points, cap=cap) == least
    assert item_rank(least - 1, points_per_rank=points, cap=cap) == cap - 1
    assert item_rank(least, points_per_rank=points, cap=cap) == cap
    assert item_rank(least * 900, points_per_rank=points, cap=cap) == cap
    assert item_rank(0, points_per_rank=points, cap=cap) == 0


def test_a_mastery_rank_takes_its_points() -> None:
    assert [points_for_rank(rank) for rank in (1, 12, 30, 31, 33)] == [
        2_500,
        360_000,
        2_250_000,
        2_397_500,
        2_692_500,
    ]


def test_ranks_have_names() -> None:
    names = [rank_name(rank) for rank in (0, 12, 28, 29, 30, 31, 34)]
    assert names == [
        "Unranked",
        "Gold Seeker",
        "Master",
        "Middle Master",
        "True Master",
        "Legendary 1",
        "Legendary 4",
    ]
