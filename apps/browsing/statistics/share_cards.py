"""Charts of what: ratings, platforms, franchises, genres, decades, and extremes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from apps.browsing.statistics.cards import Basis
from apps.browsing.statistics.cards import Card
from apps.browsing.statistics.cards import Row
from apps.browsing.statistics.drawing import Bars
from apps.browsing.statistics.drawing import Value
from apps.browsing.statistics.drawing import bars_of
from apps.browsing.statistics.drawing import blocks_of
from apps.browsing.statistics.drawing import columns_of
from apps.core import ratings
from apps.core.plurals import plural
from apps.core.templatetags.components import hours
from apps.core.templatetags.components import short_date

SHOWN_BARS = 12


def stars(basis: Basis) -> Card:
    counts = {float(row["rating"]): row["count"] for row in basis.figures["ratings"]}
    totals = basis.figures["totals"]
    values = [
        _rated(basis, float(rating), counts.get(float(rating), 0))
        for rating in ratings.ALL
    ]
    average = totals["average"]
    sub = ""
    if average is not None:
        sub = f"{totals['rated']:,} rated, average {average:.1f} at the mark"
    return Card(
        slug="stars",
        title="Stars",
        sub=sub,
        span=4,
        chart=columns_of(
            values,
            words=f"Stars given: {sub}",
            mark=float(average) * 2 - 1,
            room=310,
        )
        if counts
        else None,
        headings=("Stars", "Playthroughs"),
        rows=[
            Row(label=value.label, cells=[value.text], url=value.url)
            for value in reversed(values)
        ],
        empty="Nothing is rated yet.",
        action="Rate playthroughs",
        action_url=basis.links.finished(),
    )


def _rated(basis: Basis, rating: float, count: int) -> Value:
    whole, half = divmod(int(rating * 2), 2)
    label = f"{whole or ''}{'½' if half else ''}"
    return Value(
        label=label,
        number=count,
        text=f"{count:,}",
        words=f"{label} {'star' if rating <= 1 else 'stars'}: {count:,}",
        url=basis.links.runs(stars=rating) if count else "",
    )


def platforms(basis: Basis) -> Card:
    return _hours_by(basis, "platform", "platforms")


def franchises(basis: Basis) -> Card:
    return _hours_by(basis, "franchise", "franchises")


def _hours_by(basis: Basis, noun: str, figure: str) -> Card:
    """Hours, or where nothing has any, playthroughs."""
    found = basis.figures[figure]
    year = basis.links.narrowing.year
    has_hours = any(row["hours"] for row in found)
    text_of = hours if has_hours else _count_text
    measure = "hours" if has_hours else "playthroughs"
    shown = sorted(found, key=lambda row: -row[measure])
    values = [
        Value(
            label=row["name"],
            number=row[measure],
            text=text_of(row[measure]),
            words=f"{row['name']}: {text_of(row[measure])}",
            url=basis.links.runs(**{noun: row["id"]}),
        )
        for row in shown
        if row[measure]
    ]
    sub = f"of what was finished in {year}" if year else ""
    return Card(
        slug=figure,
        span=5 if noun == "platform" else 7,
        title=f"{measure.capitalize()} by {noun}",
        sub=sub if has_hours else "nothing has hours yet",
        chart=_bars(values, noun, text_of),
        headings=(noun.capitalize(), "Hours", "Playthroughs", "Finished"),
        rows=[
            Row(
                label=row["name"],
                cells=[
                    hours(row["hours"]),
                    f"{row['playthroughs']:,}",
                    f"{row['completed']:,}",
                ],
                url=basis.links.runs(**{noun: row["id"]}),
            )
            for row in shown
        ],
        empty=f"Nothing finished in {year} has a {noun}."
        if year
        else f"No playthrough has a {noun} yet.",
        action="Playthroughs",
        action_url=basis.links.runs(),
    )


def genres(basis: Basis) -> Card:
    found = basis.figures["genres"]
    return _finished_by(
        basis,
        Card(
            slug="genres",
            span=4,
            title="Genres",
            sub="finished; a genre counts those below it",
            headings=("Genre", "Finished"),
            empty="No finished game has a genre yet.",
            action="Games",
            action_url=basis.links.games(played="completed"),
        ),
        [(row["name"], row["completed"], {"genre": row["id"]}) for row in found],
    )


def decades(basis: Basis) -> Card:
    found = basis.figures["decades"]
    return _finished_by(
        basis,
        Card(
            slug="decades",
            span=3,
            title="Decades",
            sub="finished, by release",
            headings=("Decade", "Finished"),
            empty="No finished game has a release year yet.",
            action="Games",
            action_url=basis.links.games(played="completed"),
        ),
        [
            (f"{row['decade']}s", row["completed"], {"decade": row["decade"]})
            for row in found
            if row["decade"] is not None
        ],
    )


def _finished_by(basis: Basis, card: Card, found: list[tuple[str, int, Any]]) -> Card:
    values = [
        Value(
            label=name,
            number=count,
            text=f"{count:,}",
            words=f"{name}: {count:,} finished",
            url=basis.links.finished(**filters),
        )
        for name, count, filters in found
    ]
    rows = [
        Row(label=value.label, cells=[value.text], url=value.url) for value in values
    ]
    noun = card.headings[0].lower()
    return replace(card, chart=_bars(values, noun, _count_text), rows=rows)


def extremes(basis: Basis, figure: str, title: str) -> Card:
    found = basis.figures[figure]
    values = [
        Value(
            label=row["name"],
            number=row["hours"],
            text=hours(row["hours"]),
            words=f"{row['name']}: {hours(row['hours'])}",
            url=basis.links.game(row["id"]),
        )
        for row in found
    ]
    return Card(
        slug=figure,
        title=title,
        sub="hours to finish",
        chart=bars_of(values) if values else None,
        headings=("Game", "Hours", "Finished"),
        rows=[
            Row(
                label=row["name"],
                cells=[hours(row["hours"]), short_date(row["date"]) or "–"],
                url=basis.links.game(row["id"]),
            )
            for row in found
        ],
        empty="Nothing finished has hours yet.",
        action="Playthroughs",
        action_url=basis.links.finished(),
    )


def progress(basis: Basis) -> Card:
    found = basis.figures["progress"]
    rows = []
    for row in found:
        done = sum(1 for _, is_finished in row["games"] if is_finished)
        text = f"{done:,} of {len(row['games']):,}"
        value = Value(
            label=row["name"],
            number=done,
            text=text,
            words=f"{row['name']}: {text} finished",
            url=basis.links.games(franchise=row["id"]),
        )
        rows.append((value, [(name, is_done) for name, is_done in row["games"]]))
    return Card(
        slug="progress",
        title="Franchises",
        sub="of the games in your library; filled is finished",
        span=12,
        chart=blocks_of(rows) if rows else None,
        headings=("Franchise", "Finished"),
        rows=[
            Row(label=value.label, cells=[value.text], url=value.url)
            for value, _ in rows
        ],
        empty="No finished game belongs to a franchise yet.",
        action="Games",
        action_url=basis.links.games(played="completed"),
    )


def _bars(
    values: list[Value], noun: str, text_of: Callable[[float], str]
) -> Bars | None:
    """The first of `values`; the others, if they are several, as one more bar."""
    if not values:
        return None
    if len(values) <= SHOWN_BARS + 1:
        return bars_of(values)
    rest = values[SHOWN_BARS:]
    number = sum(value.number for value in rest)
    label = f"{len(rest)} other {plural(noun)}"
    text = text_of(number)
    others = Value(label=label, number=number, text=text, words=f"{label}: {text}")
    return bars_of([*values[:SHOWN_BARS], others])


def _count_text(number: float) -> str:
    return f"{number:,.0f}"
