"""Ratings, times and dates in the many ways in which exports write them."""

from __future__ import annotations

import pytest

from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import rating_of


@pytest.mark.parametrize(
    ("text", "scale", "rating", "note"),
    [
        ("10", 10, "5", ""),
        ("9", 10, "4.5", ""),
        ("7,5", 10, "4", "rated 7.5/10"),
        ("73", 100, "3.5", "rated 73/100"),
        ("1", 100, "0.5", "rated 1/100"),
        ("0", 100, "", ""),
        ("8/10", 5, "4", ""),
        ("4.5 Stars", 5, "4.5", ""),
        ("★★★½☆", 5, "3.5", ""),
        ("80 %", 5, "4", ""),
        ("--", 5, "", ""),
        ("great", 5, "", "rating: great"),
        ("11", 10, "", "rating: 11"),
        ("5/0", 10, "2.5", ""),
    ],
)
def test_a_rating_is_brought_to_half_stars(
    text: str, scale: int, rating: str, note: str
) -> None:
    assert rating_of(text, scale=scale) == (rating, note)


def test_every_tenth_of_an_hour_is_read_as_it_is_written() -> None:
    for tenth in range(1, 1001):
        hours = tenth / 10
        assert hours_of(str(hours), unit="h") == f"{hours:g}"
        assert hours_of(f"{hours:.1f}".replace(".", ","), unit="h") == f"{hours:g}"


@pytest.mark.parametrize(
    ("text", "unit", "hours"),
    [
        ("8:35:30", "h", "8.6"),
        ("46:30", "h", "0.8"),
        ("3h 00min", "m", "3"),
        ("45min", "m", "0.8"),
        ("1 hour, 30 minutes", "h", "1.5"),
        ("12,5", "h", "12.5"),
        ("90", "m", "1.5"),
        ("5400", "s", "1.5"),
        ("0", "m", ""),
        ("1", "s", "0.1"),
        ("9999999", "h", "99999.9"),
        ("--", "h", ""),
        ("ages", "h", None),
        ("12 parsecs", "h", None),
    ],
)
def test_a_time_is_brought_to_hours(text: str, unit: str, hours: str | None) -> None:
    assert hours_of(text, unit=unit) == hours


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-02-09", "2024-02-09"),
        ("2024-02-09T20:00:00Z", "2024-02-09"),
        ("2024-02-09 00:00:00+00:00", "2024-02-09"),
        ("2012-00-00", "2012"),
        ("2012-05-00", "2012-05"),
        ("2012/5/7", "2012-05-07"),
        ("2003", "2003"),
        ("2010-Q3", "2010"),
        ("09.02.2024", "2024-02-09"),
        ("02/29/2024", "2024-02-29"),
        ("05/2024", "2024-05"),
        ("Feb 9, 2024 (Europe)", "2024-02-09"),
        ("9 February 2024", "2024-02-09"),
        ("February 2024", "2024-02"),
        ("None", ""),
        ("", ""),
        ("0000-00-00", ""),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("some day", None),
        ("12345", None),
    ],
)
def test_a_date_keeps_what_it_says(text: str, date: str | None) -> None:
    assert date_of(text) == date
