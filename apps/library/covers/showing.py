"""Which cover a row shows: joined by address when it is read, so never out of date.

Its owner's upload, else the one at its `cover_url`, else (of a game) its first
edition's, or (of an edition) its game's. The first of these that is there; where none
is, the first that failed, so that the page can say why.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from apps.library.models import Cover
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models.cover import FOLDER
from apps.library.models.cover import NAME_LENGTH
from apps.library.models.cover import WIDTHS
from apps.library.models.cover import file_name
from apps.library.models.cover import widths_of

# The same of uploads u and of fetched covers c: what is shown, and who comes first.
_UPLOAD = "u.sha256, u.width, u.height, u.color, '' AS error"
_FETCHED = "c.sha256, c.width, c.height, c.color, c.error"
# The covers of a game g.
_OF_GAME = f"""
    SELECT {_UPLOAD}, 1 AS rank, 0 AS edition FROM library_coverupload u
    WHERE u.id = g.uploaded_cover_id
    UNION ALL
    SELECT {_FETCHED}, 2, 0 FROM library_cover c WHERE c.source_url = g.cover_url
    UNION ALL
    SELECT {_UPLOAD}, 3, one.id FROM library_edition one
    JOIN library_coverupload u ON u.id = one.uploaded_cover_id
    WHERE one.game_id = g.id
    UNION ALL
    SELECT {_FETCHED}, 4, one.id FROM library_edition one
    JOIN library_cover c ON c.source_url = one.cover_url
    WHERE one.game_id = g.id
"""
# Of an edition e of a game g.
_OF_EDITION = f"""
    SELECT {_UPLOAD}, -1 AS rank, 0 AS edition FROM library_coverupload u
    WHERE u.id = e.uploaded_cover_id
    UNION ALL
    SELECT {_FETCHED}, 0, 0 FROM library_cover c WHERE c.source_url = e.cover_url
    UNION ALL
    {_OF_GAME}
"""
_BEST = "ORDER BY covers.width = 0, covers.rank, covers.edition LIMIT 1"
_COLUMNS = "sha256, width, height, color, error"
COVER_OF_GAME = f"SELECT {_COLUMNS} FROM ({_OF_GAME}) AS covers {_BEST}"
COVER_OF_EDITION = f"SELECT {_COLUMNS} FROM ({_OF_EDITION}) AS covers {_BEST}"
_COVERS = f"""
SELECT true, g.id, best.* FROM library_game g
JOIN LATERAL ({COVER_OF_GAME}) AS best ON true
WHERE g.id = ANY(%s)
UNION ALL
SELECT false, e.id, best.*
FROM library_edition e JOIN library_game g ON g.id = e.game_id
JOIN LATERAL ({COVER_OF_EDITION}) AS best ON true
WHERE e.id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class ShownCover:
    """The image that a row shows, or (`width` is 0) the `error` why there is none."""

    sha256: str
    width: int
    height: int
    color: str
    error: str

    @property
    def is_there(self) -> bool:
        return self.width > 0

    @property
    def url(self) -> str:
        """The address of the largest size, from the root."""
        return self.url_at(widths_of(self.width)[-1])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.url_at(w)} {w}w" for w in widths_of(self.width))

    def url_for(self, width: int) -> str:
        """The address of the smallest size that fills `width` pixels, if one does."""
        sizes = widths_of(self.width)
        return self.url_at(next((w for w in sizes if w >= width), sizes[-1]))

    def url_at(self, width: int) -> str:
        return f"{settings.MEDIA_URL}{FOLDER}/{file_name(self.sha256, width)}"

    def path_for(self, width: int) -> Path:
        """The file of the smallest size that fills `width` pixels, if one does."""
        name = self.url_for(width).removeprefix(settings.MEDIA_URL)
        return Path(settings.MEDIA_ROOT) / name


type Key = tuple[type[Game] | type[Edition], int]


def cover_json(cover: str) -> str:
    """The SQL of the object that the API shows of `cover`, or of null.

    `cover` is COVER_OF_GAME or COVER_OF_EDITION, for a game g (and its edition e).
    """
    start = f"'{settings.MEDIA_URL}{FOLDER}/' || left(shown.sha256, {NAME_LENGTH})"
    largest = f"least(shown.width, {WIDTHS[-1]})"

    def size(width: str) -> str:
        # As text: an aggregate over four sizes would cost more than all the rest.
        return f"""'{{"url":"' || {start} || '-' || {width} || '.webp","width":'
            || {width} || '}}'"""

    smaller = (f"CASE WHEN {w} < {largest} THEN {size(str(w))} END" for w in WIDTHS)
    return (
        "(SELECT json_build_object("
        f"'url', {start} || '-' || {largest} || '.webp',"
        f" 'srcset', ('[' || concat_ws(',', {', '.join(smaller)}, {size(largest)})"
        " || ']')::json,"
        f" 'width', {largest},"
        f" 'height', round(shown.height * {largest}::numeric / shown.width)::integer,"
        " 'color', shown.color)"
        f" FROM ({cover}) AS shown WHERE shown.width > 0)"
    )


def cover_file_sql(cover: str, width: int) -> str:
    """The SQL of the name, in the media folder, of `cover` about `width` pixels wide.

    Null where there is no image. `width` is one of `WIDTHS`; see `cover_json`.
    """
    name = kept_file_sql("shown", width)
    return f"(SELECT {name} FROM ({cover}) AS shown WHERE shown.width > 0)"


def kept_file_sql(row: str, width: int) -> str:
    """The SQL of the name of a file of `row`, which has a digest and a width."""
    return (
        f"'{FOLDER}/' || left({row}.sha256, {NAME_LENGTH}) || '-' ||"
        f" least({row}.width, {width}) || '.webp'"
    )


def failed_covers(game: Game) -> list[Cover]:
    """The covers that the game or an edition of it names, and that failed."""
    urls = [game.cover_url, *game.editions.values_list("cover_url", flat=True)]
    named = Cover.objects.filter(source_url__in=filter(None, urls))
    return list(named.filter(fetched_at__isnull=True))


def attach_covers(rows: Iterable[Any]) -> None:
    """Give each of `rows` its `cover`, or None, with one statement for all.

    They are games, editions, or anything that has one of either: a playthrough, an
    entry of a list.
    """
    wanted = [(row, key_of(row)) for row in rows if row is not None]
    found = covers_of(key for _, key in wanted if key)
    for row, key in wanted:
        row.cover = found.get(key) if key else None


def cover_of(row: Any) -> ShownCover | None:
    """The cover of one row: as attached to it, or asked for now."""
    if "cover" not in vars(row):
        attach_covers([row])
    cover: ShownCover | None = row.cover
    return cover


def covers_of(keys: Iterable[Key]) -> Mapping[Key, ShownCover]:
    """The covers of games and editions, of those that have one."""
    wanted = set(keys)
    if not wanted:
        return {}
    games = [pk for model, pk in wanted if model is Game]
    editions = [pk for model, pk in wanted if model is Edition]
    found: dict[Key, ShownCover] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COVERS, [games, editions])
        for is_game, pk, *facts in cursor.fetchall():
            found[Game if is_game else Edition, pk] = ShownCover(*facts)
    return found


def key_of(row: Any) -> Key | None:
    """Whose cover a row shows; None for an unsaved row, or one without a game."""
    if isinstance(row, Game | Edition):
        return (type(row), row.pk) if row.pk else None
    for model, name in ((Edition, "edition_id"), (Game, "game_id")):
        pk = getattr(row, name, None)
        if pk is not None:
            return (model, pk)
    return None
