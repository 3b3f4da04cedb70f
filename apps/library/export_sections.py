"""What of the library is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.export_schema import Section
from apps.library.covers.images import UnusableImage
from apps.library.covers.images import keep_image
from apps.library.models import CoverUpload
from apps.library.models import Edition
from apps.library.models import EditionRedirect
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import GameRedirect
from apps.library.models import Genre
from apps.library.models import NotTheSame
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


def _unusable_uploads() -> Iterator[str]:
    """What is wrong with uploads; the sizes of the others are made on the way."""
    for upload in CoverUpload.objects.iterator(chunk_size=1):
        try:
            image = keep_image(bytes(upload.data))
        except UnusableImage as error:
            yield f"The uploaded cover {upload.uuid}: {error}"
        else:
            if image.sha256 != upload.sha256:
                yield f"The uploaded cover {upload.uuid} isn't the image of its digest."


SECTIONS = (
    Section(
        name="franchises",
        model=Franchise,
        about="A series of games.",
    ),
    Section(
        name="genres",
        model=Genre,
        about="Genres form a tree: `parent` is the broader genre.",
        late={"parent": {}},
        problems=_genres_in_circles,
    ),
    Section(
        name="platforms",
        model=Platform,
        about="The platforms that games run on.",
    ),
    Section(
        name="uploaded_covers",
        model=CoverUpload,
        about="Covers that the owner uploaded: `data` is the image in Base64, and "
        "`sha256` its digest.",
        last=("data",),
        problems=_unusable_uploads,
        at_once=4,
    ),
    Section(
        name="games",
        model=Game,
        about="Creative works. `provenance` says where the value of each field comes "
        "from, `declined` which IGDB values the owner declined; `igdb_data` is "
        "IGDB's full response; `time_to_beat` is in seconds; `version` counts "
        "the changes.",
        last=("igdb_data",),
    ),
    Section(
        name="game_genres",
        model=GameGenre,
        about="The genres of each game; at most one per game is primary.",
    ),
    Section(
        name="editions",
        model=Edition,
        about="Playable versions of games; every game has at least one. "
        "`is_placeholder` marks one that was created only because its game "
        "needs one.",
        last=("igdb_data",),
    ),
    Section(
        name="game_merges",
        model=GameMerge,
        about="Games that were merged into others. `content` is what it takes to undo "
        "that: both games as they were, and what was moved, by ids.",
        last=("content",),
        at_once=50,
    ),
    Section(
        name="game_redirects",
        model=GameRedirect,
        about="Former addresses of games that were merged, and the game they lead to.",
    ),
    Section(
        name="edition_redirects",
        model=EditionRedirect,
        about="Former addresses of editions that were merged, and the edition they "
        "lead to.",
    ),
    Section(
        name="dismissed_duplicates",
        model=NotTheSame,
        about="Pairs of games that look alike and aren't the same.",
    ),
)
LEFT_OUT = {"library.cover": "Fetched again from the address of each cover."}
