"""The cells of a row: what is typed into each, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.core import ratings
from apps.core.partial_date_words import LONGEST
from apps.core.partial_date_words import read_partial_date
from apps.core.partial_date_words import spell_out
from apps.journal.admin.forms import HoursField
from apps.journal.admin.forms import RatingField
from apps.journal.admin.forms import platform_problem
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.platforms import PlatformNames

# In the order of the columns.
CELLS = {
    "status": "Status",
    "completed_at": "Finished",
    "rating": "Stars",
    "platform": "Platform",
    "playtime_hours": "Hours",
}
COMPLETES = "Marks it completed"
LONGEST_TEXT = 200
_HOURS_SIGN = re.compile(r"\s*h(?:ours?|rs?|\.)?$", re.IGNORECASE)
_STARS = re.compile(r"^(★*)(½?)[☆\s]*$")


@dataclass(frozen=True)
class Reading:
    """What was typed into a cell: the value, how it is said back, and what follows."""

    value: Any
    words: str
    note: str = ""


def read_cell(field: str, text: str, run: Playthrough) -> Reading:
    """What `text` means in the cell `field` of `run`.

    Raises `ValidationError` with one message for the owner.
    """
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST_TEXT:
        raise ValidationError("That’s too long for a cell.")
    if field == "status":
        return _status(text)
    if not text:
        return Reading(None, "Empty")
    return READERS[field](text, run)


def _status(text: str) -> Reading:
    for each in Status:
        if text.casefold() in (each.value, each.label.casefold()):
            return Reading(each.value, each.label)
    if not text:
        raise ValidationError("A playthrough always has a status.")
    raise ValidationError(f"“{text}” isn’t a status.")


def _date(text: str, run: Playthrough) -> Reading:
    read = read_partial_date(text[: LONGEST + 1], today=timezone.localdate())
    is_done = run.status == Status.COMPLETED
    note = ". ".join(filter(None, [read.note, "" if is_done else COMPLETES]))
    return Reading(read.value, spell_out(read.value), note)


def _rating(text: str, run: Playthrough) -> Reading:
    drawn = _STARS.match(text)
    if drawn:
        number = len(drawn[1]) + (0.5 if drawn[2] else 0)
        text = str(number) if number else text
    value = RatingField().clean(text.replace(",", "."))
    return Reading(value, f"{_plain(value)} of 5 stars")


def _hours(text: str, run: Playthrough) -> Reading:
    number = _HOURS_SIGN.sub("", text)
    # "1,312" is a thousand, "41,5" is not.
    number = re.sub(r",(?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    value: Decimal = HoursField().clean(number)
    return Reading(value, f"{value:,.1f}".removesuffix(".0") + " h")


def _platform(text: str, run: Playthrough) -> Reading:
    found = PlatformNames().find(text)
    if found is None:
        raise ValidationError(
            f"No platform is called “{text}”. Add it under Games, Platforms first."
        )
    if found.pk != run.platform_id:
        problem = platform_problem(run.edition, found)
        if problem:
            raise ValidationError(problem)
    return Reading(found, found.name)


READERS = {
    "completed_at": _date,
    "rating": _rating,
    "playtime_hours": _hours,
    "platform": _platform,
}


def text_of(field: str, run: Playthrough) -> str:
    """What the cell `field` holds, as one would type it."""
    if field == "platform":
        return run.platform.name if run.platform else ""
    value = getattr(run, field)
    if value is None:
        return ""
    if field in ("rating", "playtime_hours"):
        return _plain(value)
    return str(value)


def _plain(value: Decimal) -> str:
    return f"{value:.1f}".removesuffix(".0")


def rating_choices() -> list[tuple[str, str]]:
    """The stars as a cell's list has them, the best first."""
    return [
        (_plain(each), f"{ratings.stars(each)} {_plain(each)}")
        for each in reversed(ratings.ALL)
    ]
