"""What of the library is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.export_schema import Section
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.game import GameGenre


def _genres_in_circles() -> Iterator[str]:
    above = dict(Genre.objects.values_list("pk", "parent_id"))
    names = dict(Genre.objects.values_list("pk", "name"))
    for pk in above:
        seen, reached = set(), above[pk]
        while reached is not None and reached not in seen:
            seen.add(reached)
            reached = above[reached]
        if pk in seen:
            yield f"The genre “{names[pk]}” is its own ancestor."


SECTIONS = (
    Section(
        name="franchises",
        model=Franchise,
        about="A series of games.",
        fields=Franchise.field_table.exported(),
        left_out=Franchise.field_table.left_out,
    ),
    Section(
        name="genres",
        model=Genre,
        about="Genres form a tree: `parent` is the broader genre.",
        fields=Genre.field_table.exported(),
        left_out=Genre.field_table.left_out,
        late={"parent": {}},
        problems=_genres_in_circles,
    ),
    Section(
        name="platforms",
        model=Platform,
        about="The platforms that games run on.",
        fields=Platform.field_table.exported(),
        left_out=Platform.field_table.left_out,
    ),
    Section(
        name="games",
        model=Game,
        about="Creative works. `provenance` says where the value of each field comes "
        "from, `declined` which IGDB values the owner declined; `igdb_data` is "
        "IGDB's full response; `time_to_beat` is in seconds; `version` counts "
        "the changes.",
        fields=Game.field_table.exported(last=("igdb_data",)),
        left_out=Game.field_table.left_out,
    ),
    Section(
        name="game_genres",
        model=GameGenre,
        about="The genres of each game; at most one per game is primary.",
        fields=GameGenre.field_table.exported(),
        left_out=GameGenre.field_table.left_out,
    ),
    Section(
        name="editions",
        model=Edition,
        about="Playable versions of games; every game has at least one. "
        "`is_placeholder` marks one that was created only because its game "
        "needs one.",
        fields=Edition.field_table.exported(last=("igdb_data",)),
        left_out=Edition.field_table.left_out,
    ),
)
LEFT_OUT: dict[str, str] = {}
