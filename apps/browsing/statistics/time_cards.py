"""Charts of when: years, months, days, and the backlog."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import Any

from django.utils.dates import MONTHS
from django.utils.dates import MONTHS_3

from apps.browsing.statistics.cards import Basis
from apps.browsing.statistics.cards import Card
from apps.browsing.statistics.cards import Row
from apps.browsing.statistics.drawing import Lines
from apps.browsing.statistics.drawing import Value
from apps.browsing.statistics.drawing import columns_of
from apps.browsing.statistics.drawing import line_of
from apps.browsing.statistics.heat_map import heat_map_of
from apps.core.plurals import counted
from apps.core.templatetags.components import hours
from apps.core.templatetags.components import short_date
from apps.journal.models import hours_of

# More don't fit beside each other; the table has them all.
SHOWN_YEARS = 30
SHOWN_MONTHS = 36


def years(basis: Basis) -> Card:
    found = {int(row["date"]): row["completed"] for row in basis.figures["dates"]}
    undated = basis.figures["totals"]["undated"]
    values = [
        _completed(
            basis,
            str(year),
            found.get(year, 0),
            str(year),
            is_now=year == basis.today.year,
        )
        for year in _span(found)
    ]
    apart = _without("date", undated, basis.links.finished(dated="no"))
    dated = sum(found.values())
    rows = [
        Row(label=value.label, cells=[value.text], url=value.url)
        for value in reversed(values)
    ]
    rows += [Row(label="No date", cells=[apart.text], url=apart.url)] if apart else []
    return Card(
        slug="years",
        title="Completions per year",
        sub="every bar leads to its playthroughs",
        span=8,
        chart=columns_of(
            values[-SHOWN_YEARS:],
            words=f"Completions per year: {dated:,} with a date, {undated:,} without",
            apart=apart,
        )
        if values or apart
        else None,
        headings=("Year", "Finished"),
        rows=rows,
        empty="Nothing finished yet.",
        action="Add a playthrough",
        action_url=basis.links.log(),
    )


def months(basis: Basis) -> Card:
    year = basis.links.narrowing.year
    found = {row["date"]: row["completed"] for row in basis.figures["dates"]}
    values = [
        _completed(
            basis,
            str(MONTHS_3[month]).capitalize(),
            found.get(f"{year}-{month:02}", 0),
            f"{year}-{month:02}",
            is_now=(year, month) == (basis.today.year, basis.today.month),
            name=str(MONTHS[month]),
        )
        for month in range(1, 13)
    ]
    unknown = found.get(str(year), 0)
    rows = [
        Row(label=str(MONTHS[month]), cells=[value.text], url=value.url)
        for month, value in enumerate(values, start=1)
    ]
    apart = _without("month", unknown, basis.links.finished(dated="year"))
    if apart:
        rows.append(Row(label=apart.label, cells=[apart.text], url=apart.url))
    return Card(
        slug="months",
        title=f"Completions in {year}",
        sub="every bar leads to its playthroughs",
        span=8,
        chart=columns_of(
            values,
            words=f"Completions per month of {year}: {sum(found.values()):,} in all",
            apart=apart,
        )
        if found
        else None,
        headings=("Month", "Finished"),
        rows=rows,
        empty=f"Nothing finished in {year}.",
        action="All years",
        action_url="?",
    )


def _without(noun: str, count: int, url: str) -> Value | None:
    """What has no place on the scale, and stands apart from it."""
    if not count:
        return None
    return Value(
        label=f"No {noun}",
        number=count,
        text=f"{count:,}",
        words=f"No {noun}: {count:,} finished",
        url=url,
    )


def _completed(
    basis: Basis, label: str, count: int, date: str, *, is_now: bool, name: str = ""
) -> Value:
    return Value(
        label=label,
        number=count,
        text=f"{count:,}",
        words=f"{name or label}: {count:,} finished",
        url=basis.links.finished(completed=date) if count else "",
        is_now=is_now,
    )


def days(basis: Basis) -> Card:
    year, found = basis.figures["days_of"], basis.figures["days"]
    played = [row for row in found if row["minutes"]]
    minutes = sum(row["minutes"] for row in played)
    finished = sum(len(row["finished"] or []) for row in found)
    words = f"{hours(hours_of(minutes))} on {counted(len(played), 'day')}"
    return Card(
        slug="days",
        title=f"{year}, day by day",
        sub=f"{words}, from sessions",
        span=12,
        chart=heat_map_of(
            year,
            found,
            today=basis.today,
            words=f"Each day of {year}: {words}, {finished} finished on a known day",
            url_of=basis.links.day,
        )
        if found
        else None,
        headings=("Month", "Hours", "Days", "Finished"),
        rows=list(_months_of_days(basis, year, found)),
        empty=f"No session and no day of a completion in {year} yet. Press L on any "
        "page to log a session.",
        action="Sessions",
        action_url=basis.links.sessions(date(year, 1, 1), date(year, 12, 31)),
    )


def _months_of_days(basis: Basis, year: int, found: list[Any]) -> Iterator[Row]:
    for month in range(1, 13):
        rows = [row for row in found if int(row["day"][5:7]) == month]
        if not rows:
            continue
        minutes = sum(row["minutes"] for row in rows)
        last = calendar.monthrange(year, month)[1]
        yield Row(
            label=str(MONTHS[month]),
            cells=[
                hours(hours_of(minutes)),
                str(sum(1 for row in rows if row["minutes"])),
                str(sum(len(row["finished"] or []) for row in rows)),
            ],
            url=basis.links.sessions(date(year, month, 1), date(year, month, last)),
        )


def backlog(basis: Basis) -> Card:
    steps = {row["month"]: row for row in basis.figures["backlog"]}
    months = list(_months_between(min(steps), basis.today)) if steps else []
    net = (
        steps[month]["added"] - steps[month]["begun"] if month in steps else 0
        for month in months
    )
    sizes = list(accumulate(net))
    values = [
        Value(
            label=short_date(month),
            number=size,
            text=f"{size:,}",
            words=f"{short_date(month)}: {size:,} planned",
        )
        for month, size in zip(months, sizes, strict=True)
    ]
    now = sizes[-1] if sizes else 0
    return Card(
        slug="backlog",
        title="Backlog over time",
        sub=f"{counted(now, 'planned playthrough')} now" if values else "",
        span=8,
        chart=line_of(
            values[-SHOWN_MONTHS:],
            words=f"Planned playthroughs at the end of each month, {now:,} now",
        )
        if values
        else None,
        headings=("Month", "Planned", "Added", "Started"),
        rows=[
            Row(
                label=value.label,
                cells=[
                    value.text,
                    f"{steps.get(month, _NOTHING)['added']:,}",
                    f"{steps.get(month, _NOTHING)['begun']:,}",
                ],
            )
            for month, value in reversed(list(zip(months, values, strict=True)))
        ],
        empty="Nothing is planned yet: add a playthrough with the status Planned.",
        action="Show them" if values else "Add one",
        action_url=basis.links.planned() if values else basis.links.log(),
    )


_NOTHING = {"added": 0, "begun": 0}


def _span(years: Iterable[int]) -> range:
    """Each year from the first to the last."""
    known = list(years)
    return range(min(known), max(known) + 1) if known else range(0)


def _months_between(first: str, today: date) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (year, month) <= (today.year, today.month):
        yield f"{year}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def ends(basis: Basis) -> Card:
    """The first and the latest: of what was finished, and by release."""
    values = [
        Value(
            label=title,
            number=0,
            text=row["name"],
            words=short_date(row["date"]) if by_date else str(row["year"]),
            url=basis.links.game(row["id"]),
        )
        for name, (title, by_date) in _ENDS.items()
        for row in basis.figures[name]
    ]
    return Card(
        slug="ends",
        title="First and latest",
        span=4 if basis.links.narrowing.is_all else 12,
        chart=Lines(values=values) if values else None,
        empty="Nothing finished yet.",
        action="Add a playthrough",
        action_url=basis.links.log(),
    )


_ENDS = {
    "first": ("First finished", True),
    "latest": ("Latest finished", True),
    "oldest": ("Oldest game finished", False),
    "newest": ("Newest game finished", False),
}
