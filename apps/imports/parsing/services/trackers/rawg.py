"""RAWG's games of a user, or their collections, saved as JSON.

Source, sure: the README of the package `rawg_export_user_collections` (`collections`,
each with its `games`), and how several public clients read `api.rawg.io/api/users/…/
games` (`results` with `name`, `slug`, `released`, `platforms` and `user_game.status`;
a user's own rating of 1 to 5 as `user_rating`). `rating` is that of all users, and
isn't taken.

Statuses: beaten → completed; playing; dropped; toplay, yet (not played yet) → planned;
owned → the game without a playthrough. A collection is a list, or the status that its
name says. The games' platforms are those they came out on; which one was played is
unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.json_records import fields_in
from apps.imports.parsing.services.json_records import names_in
from apps.imports.parsing.services.json_records import text_in
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.tables.values import year_of
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record
    from apps.imports.parsing.vocabulary.statuses import StatusWord

TELLING = (
    frozenset({"name", "slug", "user_game"}),
    frozenset({"name", "slug", "released", "tba", "collection"}),
)
REQUIRED = frozenset({"name"})
_STATUSES: dict[str, StatusWord] = {
    "beaten": "completed",
    "playing": "playing",
    "dropped": "dropped",
    "toplay": "planned",
    "yet": "planned",
}
# In the library, and no more is said.
_ONLY_OWNED = "owned"


def read_record(record: Record, collector: Collector) -> None:
    """Add the game with its status and the collection it is in."""
    title = record["name"]
    word = text_in(fields_in(record["user_game"]), "status") or record["status"]
    word = "" if word == _ONLY_OWNED else word
    lists, filed = collector.filed(
        [record["collection"]], record, title, has_status=bool(word)
    )
    said = collector.status(word, record, title, known=_STATUSES)
    own = record["user_rating"]
    rating, rounded = rating_of(own if number_of(own) else "", scale=5)
    game = ExportedGame(
        title,
        platforms=[platform_word(name) for name in names_in(record["platforms"])],
        year=year_of(record["released"]),
        lists=lists,
    )
    run = SourcePlaythrough("completed", rating=rating, notes=rounded)
    collector.add_run(record, game, run, filed or said)


EXPORT = ServiceExport(
    "rawg",
    "RAWG",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
)
