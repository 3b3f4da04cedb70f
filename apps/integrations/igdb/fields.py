"""Which fields of IGDB's rows are asked for."""

from __future__ import annotations

from collections.abc import Iterable


def below(name: str, fields: Iterable[str]) -> tuple[str, ...]:
    """The fields of what `name` refers to: `below("game", ("name",))`."""
    return tuple(f"{name}.{field}" for field in fields)


NAMED = ("name", "slug")
REFERENCE = (*NAMED, "game_type", "first_release_date", "cover.image_id")
PLATFORM = (*NAMED, "abbreviation", "alternative_name", "generation")
IMAGE = ("image_id", "width", "height")

# Enough to find the right game, to show it, and to judge it.
FOUND_GAME = (
    *REFERENCE,
    "url",
    "summary",
    "version_title",
    "total_rating_count",
    "updated_at",
    *below("platforms", PLATFORM[:4]),
    *below("franchises", NAMED),
    *below("genres", NAMED),
    "themes",
    *below("alternative_names", ("name", "comment")),
    *below("game_localizations", ("name", "region.identifier")),
    *below("release_dates", ("date", "date_format", "y")),
    *below("parent_game", REFERENCE),
    *below("version_parent", REFERENCE),
)
# Everything worth storing.
WHOLE_GAME = (
    *FOUND_GAME,
    "storyline",
    "checksum",
    "created_at",
    "game_status",
    "total_rating",
    "rating",
    "rating_count",
    "aggregated_rating",
    "aggregated_rating_count",
    "hypes",
    "franchise.name",
    "franchise.slug",
    *below("collections", NAMED),
    *below("themes", NAMED),
    *below("game_modes", NAMED),
    *below("player_perspectives", NAMED),
    *below("keywords", NAMED),
    *below("cover", IMAGE),
    *below("artworks", IMAGE),
    *below("screenshots", IMAGE),
    *below("videos", ("name", "video_id")),
    *below("websites", ("url", "type", "trusted")),
    *below(
        "release_dates",
        ("date", "date_format", "human", "y", "m", "platform", "release_region"),
    ),
    *below(
        "involved_companies",
        ("company.name", "company.slug", "developer", "publisher", "porting"),
    ),
    "involved_companies.supporting",
    *below("external_games", ("uid", "name", "url", "external_game_source")),
    *below("language_supports", ("language", "language_support_type")),
    *below("age_ratings", ("organization", "rating_category")),
    *below("multiplayer_modes", ("platform", "offlinecoop", "onlinecoop")),
    "similar_games",
    "bundles",
    "dlcs",
    "expansions",
    "standalone_expansions",
    "expanded_games",
    "remakes",
    "remasters",
    "ports",
    "forks",
)
WHOLE_GAME = tuple(name for name in dict.fromkeys(WHOLE_GAME) if name != "themes")
