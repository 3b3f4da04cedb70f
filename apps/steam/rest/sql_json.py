"""The JSON of `/steam/…`: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.journal.rest.schemas import PlayedGameSchema
from apps.steam.icons import ICON_SQL
from apps.steam.rest.schemas import SessionTimeSchema
from apps.steam.rest.schemas import SteamAccountSchema
from apps.steam.rest.schemas import SteamAchievementSchema
from apps.steam.rest.schemas import SteamAppSchema
from apps.steam.rest.schemas import SteamSessionSchema
from apps.steam.rest.schemas import SteamTotalSchema

# Which game g of the library an app a is; k is there, without a game, if it is ignored.
_GAME_JOINS = (
    " LEFT JOIN imports_knowngame k ON k.service = 'steam'"
    " AND k.external_id = a.appid::text"
    " LEFT JOIN library_game g ON g.id = k.game_id"
)
_GAME = json_object_or_null(PlayedGameSchema, "g")
_IS_IGNORED = "(k.id IS NOT NULL AND k.game_id IS NULL)"

APP = JsonShape(
    json_object(
        SteamAppSchema,
        "a",
        game=_GAME,
        is_ignored=_IS_IGNORED,
        achievements="counts.total",
        unlocked_achievements="counts.unlocked",
    ),
    "JOIN steam_steamapp a ON a.id = page.id"
    + _GAME_JOINS
    + " CROSS JOIN LATERAL (SELECT count(*) AS total,"
    " count(*) FILTER (WHERE h.is_unlocked) AS unlocked"
    " FROM steam_steamachievement h WHERE h.app_id = a.id) counts",
)
ACHIEVEMENT = JsonShape(
    json_object(
        SteamAchievementSchema,
        "h",
        app_id="a.appid",
        app_name="a.name",
        game=_GAME,
        icon=ICON_SQL,
    ),
    "JOIN steam_steamachievement h ON h.id = page.id"
    " JOIN steam_steamapp a ON a.id = h.app_id" + _GAME_JOINS,
)
TOTAL = JsonShape(
    json_object(SteamTotalSchema, "s"),
    "JOIN steam_playtimesnapshot s ON s.id = page.id",
)
ADDED_TIME = JsonShape(
    json_object(SessionTimeSchema, "t", playthrough_id="pt.uuid"),
    "JOIN steam_addedtime t ON t.id = page.id"
    " JOIN journal_playthrough pt ON pt.id = t.playthrough_id",
)


def account_shape(*, private: bool) -> JsonShape:
    """What is ignored counts for the owner only."""
    hidden = "" if private else f" AND NOT {_IS_IGNORED}"
    apps = f"FROM steam_steamapp a{_GAME_JOINS} WHERE a.account_id = p.id{hidden}"
    return JsonShape(
        json_object(
            SteamAccountSchema,
            "p",
            is_followed="(p.followed_at IS NOT NULL)",
            games="apps.games",
            played_games="apps.played",
            minutes="apps.minutes",
            achievements="unlocked.achievements",
        ),
        "JOIN steam_steamaccount p ON p.id = page.id"
        " CROSS JOIN LATERAL (SELECT count(*) AS games,"
        " count(*) FILTER (WHERE a.minutes > 0) AS played,"
        f" coalesce(sum(a.minutes), 0) AS minutes {apps}) apps"
        " CROSS JOIN LATERAL (SELECT count(*) AS achievements"
        " FROM steam_steamachievement h WHERE h.is_unlocked"
        f" AND h.app_id IN (SELECT a.id {apps})) unlocked",
    )


def session_shape(*, private: bool) -> JsonShape:
    """Who may not see a playthrough isn't told that anything was added to it."""
    seen = "" if private else " AND pt.is_public"
    added = json_object(SessionTimeSchema, "t", playthrough_id="pt.uuid")
    return JsonShape(
        json_object(
            SteamSessionSchema,
            "s",
            app_id="a.appid",
            app_name="a.name",
            game=_GAME,
            added=f"(SELECT {added} FROM steam_addedtime t"
            " JOIN journal_playthrough pt ON pt.id = t.playthrough_id"
            f" WHERE t.id = s.added_id{seen})",
        ),
        "JOIN steam_playsession s ON s.id = page.id"
        " JOIN steam_steamapp a ON a.id = s.app_id" + _GAME_JOINS,
    )
