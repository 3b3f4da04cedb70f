"""Dates as people type them, on Monday, November 30, 2026."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from apps.core.admin.date_words import PartialDateWordsField
from apps.core.partial_date_words import read_partial_date
from apps.core.partial_date_words import spell_out

TODAY = date(2026, 11, 30)

UNDERSTOOD = {
    "1998": "1998",
    "in 1998": "1998",
    "Nov 2003": "2003-11",
    "november 2003": "2003-11",
    "Nov. 2003": "2003-11",
    "Sept 2003": "2003-09",
    "2003 nov": "2003-11",
    "11/2003": "2003-11",
    "2003-11": "2003-11",
    "2003-11-02": "2003-11-02",
    "2003/11/2": "2003-11-02",
    "Nov 2 2003": "2003-11-02",
    "November 2nd, 2003": "2003-11-02",
    "2 nov 2003": "2003-11-02",
    "the 2nd of november 2003": "2003-11-02",
    "2-nov-2003": "2003-11-02",
    "11/2/2003": "2003-11-02",
    "25/12/2003": "2003-12-25",
    "12/25/2003": "2003-12-25",
    "2.11.2003": "2003-11-02",
    "today": "2026-11-30",
    " Yesterday ": "2026-11-29",
    "day before yesterday": "2026-11-28",
    "last sunday": "2026-11-29",
    "sun": "2026-11-29",
    "monday": "2026-11-30",
    "last monday": "2026-11-23",
    "3 days ago": "2026-11-27",
    "two weeks ago": "2026-11-16",
    "a month ago": "2026-10",
    "11 months ago": "2025-12",
    "5 years ago": "2021",
    "this month": "2026-11",
    "last month": "2026-10",
    "last year": "2025",
    "last week": "2026-11",
    "march": "2026-03",
    "december": "2025-12",
    "last november": "2025-11",
    "dec 24": "2025-12-24",
    "24 dec": "2025-12-24",
    "feb 29 2024": "2024-02-29",
}

REFUSED = (
    "summer 2019",
    "long ago",
    "13",
    "1/2",
    "0998",
    "11/2/98",
    "may be",
    "nov nov",
    "9999 years ago",
    "9999 months ago",
    "9999 weeks ago",
    "999999999999 days ago",
    "2003-13",
    "feb 29 2023",
    "31/31/2003",
    "tomorrow",
    "2027",
    "dec 2026",
    "12/1/2026",
    "١٩٩٨",
)


@pytest.mark.parametrize(("text", "value"), UNDERSTOOD.items())
def test_words_are_read_as_a_partial_date(text: str, value: str) -> None:
    assert read_partial_date(text, today=TODAY).value == value


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_stored_honestly_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_partial_date(text, today=TODAY)


def test_a_refusal_says_what_can_be_typed() -> None:
    with pytest.raises(ValidationError, match="Try 1998, Nov 2003, or last Sunday"):
        read_partial_date("long ago", today=TODAY)
    with pytest.raises(ValidationError, match="A season can't be saved"):
        read_partial_date("summer 2019", today=TODAY)
    with pytest.raises(ValidationError, match="December 2026 is in the future"):
        read_partial_date("dec 2026", today=TODAY)


def test_an_ambiguous_day_says_how_to_type_the_other_one() -> None:
    read = read_partial_date("11/2/2003", today=TODAY)

    assert read.note == "Month first. For Tuesday, February 11, 2003, type 2003-02-11."
    assert not read_partial_date("11/11/2003", today=TODAY).note


def test_a_week_in_two_months_is_asked_about() -> None:
    with pytest.raises(ValidationError, match="two months"):
        read_partial_date("last week", today=date(2026, 11, 2))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1998", "1998"),
        ("2003-11", "November 2003"),
        ("2026-11-29", "Sunday, November 29, 2026"),
    ],
)
def test_a_stored_date_is_spelled_out(value: str, words: str) -> None:
    assert spell_out(value) == words


def test_the_field_cleans_words_to_what_is_stored() -> None:
    field = PartialDateWordsField(required=False)

    assert field.clean("nov 2003") == "2003-11"
    assert field.clean("  ") is None
    with pytest.raises(ValidationError):
        field.clean("long ago")


def test_the_date_is_said_back(admin_client: Client) -> None:
    answer = admin_client.get("/admin/date-words/", {"q": "nov 2003"}).json()
    refusal = admin_client.get("/admin/date-words/", {"q": "x" * 500}).json()

    assert answer == {"value": "2003-11", "words": "November 2003", "note": ""}
    assert "Try 1998" in refusal["message"]
    assert admin_client.get("/admin/date-words/").json() == {}


def test_strangers_get_no_answer(client: Client) -> None:
    assert client.get("/admin/date-words/", {"q": "1998"}).status_code == 302
