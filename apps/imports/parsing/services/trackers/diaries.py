"""A diary of games in the form of Letterboxd's: a line for each time one was logged.

Source, sure: the columns of Letterboxd's own export (Date, Name, Year, Letterboxd URI,
Rating, Rewatch, Tags, Watched Date; ratings of 0.5 to 5), as many public importers read
them. Reconstructed: that lists of games kept in this form have the same columns, with
“Replay” and “Played Date” as other names. A line whose address is Letterboxd's is a
film, and is left out.

A date says when a game was logged, not that it was finished: the review asks, and the
date waits for the answer. Tags are lists, or the status that they name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.collector import split_names
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import answer_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = (
    frozenset({"name", "year", "letterboxd uri"}),
    frozenset({"name", "year", "watched date"}),
    frozenset({"name", "year", "rating", "rewatch"}),
    frozenset({"name", "year", "rating", "replay", "played date"}),
)
KNOWN = frozenset(
    {"date", "name", "year", "letterboxd uri", "uri", "rating", "rewatch", "replay"}
    | {"tags", "review", "watched date", "played date"}
)
REQUIRED = frozenset({"name"})
_FILM = re.compile(r"letterboxd\.com/|boxd\.it/", re.IGNORECASE)


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its date, rating, and tags; films are left out."""
    if _FILM.search(record["letterboxd uri"] or record["uri"]):
        collector.leave_out(record, "film")
        return
    title = record["name"]
    lists, filed = collector.filed(
        split_names(record["tags"]), record, title, has_status=False
    )
    logged = record["watched date"] or record["played date"] or record["date"]
    played = date_of(logged)
    rating, rounded = rating_of(record["rating"], scale=5)
    again = answer_of(record["rewatch"] or record["replay"]) is True
    game = ExportedGame(
        title,
        year=year_of(record["year"]),
        lists=lists,
        notes=[
            record["review"],
            "played again" if again else "",
            f"date: {logged}" if played is None else "",
        ],
    )
    run = SourcePlaythrough(
        "completed", completed_at=played or "", rating=rating, notes=rounded
    )
    collector.add_run(record, game, run, filed)


EXPORT = ServiceExport(
    "diary",
    "Letterboxd-style diary",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
    known=KNOWN,
)
