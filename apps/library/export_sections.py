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

REVISIONS = "Wagtail's revisions aren't exported."
KEY = "Internal; the order of the rows represents it."
NAMED = ("uuid", "name", "slug", "sort_name")
MADE = "Recreated from the name."
STAMPS = ("created_at", "updated_at")


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
        fields=(*NAMED, "aliases", "igdb_id", *STAMPS),
        left_out={"id": KEY, "sort_key": MADE},
    ),
    Section(
        name="genres",
        model=Genre,
        about="Genres form a tree: `parent` is the broader genre.",
        fields=(*NAMED, "parent", "igdb_id", *STAMPS),
        left_out={"id": KEY, "sort_key": MADE},
        late={"parent": {}},
        problems=_genres_in_circles,
    ),
    Section(
        name="platforms",
        model=Platform,
        about="The platforms that games run on.",
        fields=(*NAMED, "abbreviation", "aliases", "igdb_id", *STAMPS),
        left_out={"id": KEY, "sort_key": MADE},
    ),
    Section(
        name="games",
        model=Game,
        about="Creative works. `provenance` says where the value of each field comes "
        "from, `declined` which IGDB values the owner declined; `igdb_data` is "
        "IGDB's full response; `time_to_beat` is in seconds; `version` counts "
        "the changes.",
        fields=(
            *NAMED,
            "franchise",
            "platforms",
            "aliases",
            "original_release_year",
            "release_date",
            "summary",
            "cover_url",
            "igdb_id",
            "provenance",
            "declined",
            "last_synced",
            "igdb_gone_since",
            "time_to_beat",
            "version",
            *STAMPS,
            "igdb_data",
        ),
        left_out={
            "id": KEY,
            "latest_revision": REVISIONS,
            "sort_key": MADE,
            "search_key": "Recreated from the name and the aliases.",
            "genres": "In `game_genres`, which also says which one is primary.",
        },
    ),
    Section(
        name="game_genres",
        model=GameGenre,
        about="The genres of each game; at most one per game is primary.",
        fields=("game", "genre", "is_primary"),
        left_out={"id": KEY},
    ),
    Section(
        name="editions",
        model=Edition,
        about="Playable versions of games; every game has at least one. "
        "`is_placeholder` marks one that was created only because its game "
        "needs one.",
        fields=(
            *NAMED,
            "game",
            "edition_type",
            "platforms",
            "release_date",
            "summary",
            "cover_url",
            "twitch_category_id",
            "igdb_id",
            "provenance",
            "declined",
            "last_synced",
            "igdb_gone_since",
            "is_placeholder",
            *STAMPS,
            "igdb_data",
        ),
        left_out={"id": KEY, "latest_revision": REVISIONS, "sort_key": MADE},
    ),
)
LEFT_OUT: dict[str, str] = {}
