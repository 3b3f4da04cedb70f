"""The game's profile JSON, read with tolerance: any key may be absent or odd.

Its form: `getProfileViewingData.php` of the game's service, which nobody documents;
docs/warframe.md says how it is known. None is what an answer doesn't say.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Any

from apps.profiles.warframe.models.counts import PATH_LENGTH
from apps.profiles.warframe.models.profile import NAME_LENGTH
from apps.profiles.warframe.models.profile import TITLE_LENGTH

MOST = 2**63 - 1
MOST_ENTRIES = 20_000
_ACCOUNT_ID = re.compile(r"[0-9a-f]{24}")
# Platform glyphs at the end of names, and what can't be printed.
_GLYPHS = re.compile("[\ue000-\uf8ff\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EARLIEST = datetime(2012, 1, 1, tzinfo=UTC)

type Values = dict[str, Any]
type ByKey = dict[str, Values]


class NotAProfile(ValueError):
    """The text is no profile of Warframe; the message says why, to the owner."""


@dataclass(frozen=True, kw_only=True)
class ProfileRead:
    """What a profile says. `values` holds columns of the profile, if it says them.

    Lists are by path or tag; None where there is none, which isn't an empty one.
    `skipped` counts entries that make no sense.
    """

    account_id: str
    values: Values
    weapons: ByKey | None
    affinities: ByKey | None
    missions: ByKey | None
    affiliations: ByKey | None
    skipped: int
    document: dict[str, Any]

    @property
    def time_played(self) -> int | None:
        found: int | None = self.values.get("time_played_seconds")
        return found


def read_text(text: str) -> ProfileRead:
    """Raises `NotAProfile`."""
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if not start:
        raise NotAProfile("This is empty. It should be the JSON of your profile.")
    if start.startswith("<"):
        raise NotAProfile(
            "This is a web page, not a profile. Save the answer of the address itself, "
            "not of a page around it."
        )
    try:
        document = json.loads(text.lstrip("\ufeff"), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise NotAProfile(
            "This isn’t valid JSON; it may have been cut off. Save the whole answer "
            "again."
        ) from error
    return read_document(document)


def read_document(document: Any) -> ProfileRead:
    """Raises `NotAProfile`."""
    try:
        document = _storable(document)
    except RecursionError as error:
        raise NotAProfile("This is nested too deeply to be a profile.") from error
    results = document.get("Results") if isinstance(document, dict) else None
    if isinstance(results, list) and not results:
        raise NotAProfile("It holds no account: “Results” is empty.")
    account = results[0] if isinstance(results, list) else None
    if not isinstance(account, dict) or not _is_account(account):
        raise NotAProfile(
            "This is JSON, but not a profile of Warframe: those begin with “Results”."
        )
    stats = document.get("Stats")
    stats = stats if isinstance(stats, dict) else {}
    inventory = account.get("LoadOutInventory")
    inventory = inventory if isinstance(inventory, dict) else {}
    lists = [
        _by_key(stats.get("Weapons"), "type", _weapon),
        _by_key(inventory.get("XPInfo"), "ItemType", _affinity),
        _by_key(account.get("Missions"), "Tag", _mission),
        _by_key(account.get("Affiliations"), "Tag", _affiliation),
    ]
    weapons, affinities, missions, affiliations = (found for found, _ in lists)
    return ProfileRead(
        account_id=_account_id(account.get("AccountId")),
        values=dict(_values(account, stats)),
        weapons=weapons,
        affinities=affinities,
        missions=missions,
        affiliations=affiliations,
        skipped=sum(skipped for _, skipped in lists),
        document=document,
    )


def _is_account(account: dict[str, Any]) -> bool:
    return bool(account.keys() & {"AccountId", "DisplayName", "PlayerLevel"})


def _values(account: Values, stats: Values) -> Iterator[tuple[str, Any]]:
    """The columns that are said, with their values."""
    rank = _rank(account, stats)
    if rank is not None:
        yield "mastery_rank", rank
    for column, key in (
        ("missions_completed", "MissionsCompleted"),
        ("missions_quit", "MissionsQuit"),
        ("missions_failed", "MissionsFailed"),
        ("missions_interrupted", "MissionsInterrupted"),
        ("missions_dumped", "MissionsDumped"),
        ("time_played_seconds", "TimePlayedSec"),
        ("pickup_count", "PickupCount"),
    ):
        number = whole(stats.get(key))
        if number is not None:
            yield column, number
    name = _name(account.get("DisplayName"))
    if name:
        yield "display_name", name
    title = account.get("TitleType")
    if isinstance(title, str) and len(title) <= TITLE_LENGTH:
        yield "title", title
    created = _moment(account.get("Created"))
    if created is not None:
        yield "wf_created_at", created
    focus = whole(account.get("DailyFocus"))
    if focus is not None:
        yield "daily_focus", focus
    if isinstance(account.get("MigratedToConsole"), bool):
        yield "migrated_to_console", account["MigratedToConsole"]
    skills = account.get("PlayerSkills")
    if isinstance(skills, dict):
        # LPS_ are ranks; LPP_ are points that wait to be spent.
        ranks = (
            whole(value) or 0 for key, value in skills.items() if key.startswith("LPS_")
        )
        yield "intrinsic_ranks", min(sum(ranks), 10_000)


def _rank(account: Values, stats: Values) -> int | None:
    """The mastery rank. `Rank` of the statistics is one too low."""
    for value, more in (
        (account.get("PlayerLevel"), 0),
        (stats.get("PlayerLevel"), 0),
        (stats.get("Rank"), 1),
    ):
        number = whole(value)
        if number is not None and number < 10_000:
            return number + more
    return None


def _by_key(
    entries: Any, key: str, read: Callable[[Values], Values]
) -> tuple[ByKey | None, int]:
    """Each entry that has a key, and how many have none."""
    if not isinstance(entries, list):
        return None, 0
    found: ByKey = {}
    for entry in entries[:MOST_ENTRIES]:
        name = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(name, str) and 0 < len(name) <= PATH_LENGTH:
            found[name] = read(entry)
    return found, len(entries) - len(found)


def _weapon(entry: Values) -> Values:
    return {
        "fired": whole(entry.get("fired")) or 0,
        "hits": whole(entry.get("hits")) or 0,
        "kills": whole(entry.get("kills")) or 0,
        "headshots": whole(entry.get("headshots", entry.get("headShots"))) or 0,
        "assists": whole(entry.get("assists")) or 0,
        "equip_time_seconds": round(number_of(entry.get("equipTime")) or 0.0, 2),
        "xp": whole(entry.get("xp")) or 0,
    }


def _affinity(entry: Values) -> Values:
    return {"xp": whole(entry.get("XP")) or 0}


def _mission(entry: Values) -> Values:
    return {
        "completes": whole(entry.get("Completes")) or 0,
        "is_steel_path_done": whole(entry.get("Tier")) == 1,
    }


def _affiliation(entry: Values) -> Values:
    return {
        "standing": _signed(entry.get("Standing")),
        "title_rank": _signed(entry.get("Title")),
    }


def number_of(value: Any) -> float | None:
    """A number that is none below zero, also of a text; None for anything else."""
    number = _number(value)
    return number if number is not None and number >= 0 else None


def whole(value: Any) -> int | None:
    """As `number_of`, without what follows the point, if a column can hold it."""
    number = number_of(value)
    return int(number) if number is not None and number <= MOST else None


def _signed(value: Any) -> int:
    number = _number(value)
    return int(number) if number is not None and abs(number) < MOST else 0


def _number(value: Any) -> Any:
    if isinstance(value, str) and len(value) < 40:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or math.isfinite(value) else None


def _name(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(_GLYPHS.sub("", value).split())[:NAME_LENGTH]


def _account_id(value: Any) -> str:
    text = value.get("$oid") if isinstance(value, dict) else value
    text = text.strip().lower() if isinstance(text, str) else ""
    return text if _ACCOUNT_ID.fullmatch(text) else ""


def _moment(value: Any) -> datetime | None:
    """Milliseconds since 1970, bare or below $date and $numberLong."""
    for key in ("$date", "$numberLong"):
        if isinstance(value, dict):
            value = value.get(key)
    number = whole(value)
    if number is None:
        return None
    try:
        moment = datetime.fromtimestamp(number / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment >= _EARLIEST else None


def _storable(value: Any) -> Any:
    """`value` without what JSON in PostgreSQL can't hold."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {
            _UNSTORABLE.sub("", key): _storable(each) for key, each in value.items()
        }
    return value
