"""What Bungie sends, read into objects.

Ids have 64 bits and come as strings; they stay strings. Unknown keys are kept in
`raw`; a row without its id or time can't be used and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Any

LARGEST_ID = 2**63 - 1
# What a column of 32 bits holds.
LARGEST_COUNT = 2**31 - 1
CLASSES = {0: "Titan", 1: "Hunter", 2: "Warlock"}
RACES = {0: "Human", 1: "Awoken", 2: "Exo"}
GENDERS = {0: "Male", 1: "Female"}
_DETAILS = frozenset(
    (
        "referenceId",
        "directorActivityHash",
        "instanceId",
        "mode",
        "modes",
        "isPrivate",
        "membershipType",
    )
)


@dataclass(frozen=True, slots=True)
class BungieAccount:
    """A Destiny account. `code` is the number behind the name's #."""

    membership_type: int
    membership_id: str
    name: str
    code: int | None
    is_primary: bool
    last_played: datetime | None = None


@dataclass(frozen=True, slots=True)
class BungieCharacter:
    character_id: str
    character_class: str
    race: str
    gender: str
    light: int
    minutes_played: int
    last_played: datetime | None
    emblem_path: str
    emblem_background_path: str


@dataclass(frozen=True, slots=True)
class BungieRecord:
    """A triumph: `state` as Bungie's bits, of which 4 means not completed.

    `progress` is of `goal`, both of its only objective, or of how many are done.
    """

    record_hash: int
    state: int
    is_complete: bool
    progress: int
    goal: int
    completed_count: int


@dataclass(frozen=True, slots=True)
class BungieProfile:
    """`characters` is None where they are private, `records` too."""

    account: BungieAccount | None
    characters: list[BungieCharacter] | None
    records: list[BungieRecord] | None
    triumph_score: int | None
    lifetime_score: int | None
    guardian_rank: int | None


@dataclass(frozen=True, slots=True)
class BungieStats:
    """All figures of one mode, by Bungie's ids of them ("kills")."""

    mode: str
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class CharacterStats:
    character_id: str
    is_deleted: bool
    stats: list[BungieStats]


@dataclass(frozen=True, slots=True)
class AccountStats:
    """`everyone` covers all characters, `deleted` those that are gone."""

    everyone: list[BungieStats]
    deleted: list[BungieStats]
    characters: list[CharacterStats]


@dataclass(frozen=True, slots=True)
class BungieActivity:
    instance_id: str
    period: datetime
    reference_hash: int
    director_hash: int
    mode: int
    modes: list[int]
    is_private: bool
    values: dict[str, float]
    # What this version of Questlog doesn't know.
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`count` is how many came, `unreadable` how many of them were left out."""

    activities: list[BungieActivity]
    count: int

    @property
    def unreadable(self) -> int:
        return self.count - len(self.activities)


@dataclass(frozen=True, slots=True)
class BungieWeapon:
    """What a player did with a weapon in an activity."""

    item_hash: int
    kills: int
    precision_kills: int


@dataclass(frozen=True, slots=True)
class BungieItem:
    """A weapon's definition. `kind` is such as "Hand Cannon"."""

    name: str
    kind: str
    image_path: str


@dataclass(frozen=True, slots=True)
class BungieReportEntry:
    character_id: str
    membership_id: str
    name: str
    character_class: str
    light: int
    standing: int | None
    values: dict[str, float]
    weapons: list[BungieWeapon]


@dataclass(frozen=True, slots=True)
class BungieReport:
    """A post-game carnage report. It never changes."""

    period: datetime | None
    from_beginning: bool | None
    starting_phase: int | None
    difficulty_tier: int | None
    entries: list[BungieReportEntry]


def account(card: Mapping[str, Any]) -> BungieAccount:
    """Raises ValueError for what isn't an account."""
    code = card.get("bungieGlobalDisplayNameCode")
    kind = number(card.get("membershipType"))
    override = number(card.get("crossSaveOverride"))
    applies = card.get("applicableMembershipTypes")
    return BungieAccount(
        membership_type=kind,
        membership_id=big_id(card.get("membershipId")),
        name=text(card.get("bungieGlobalDisplayName")) or text(card.get("displayName")),
        code=number(code) if code is not None else None,
        is_primary=bool(card.get("isCrossSavePrimary"))
        or (override == kind and override != 0)
        or (override == 0 and applies != []),
        last_played=moment(card.get("dateLastPlayed")),
    )


def accounts(cards: object) -> list[BungieAccount]:
    return [*_readable(cards, account)]


def profile(answer: Mapping[str, Any]) -> BungieProfile:
    about = _data(answer, "profile")
    characters = _data(answer, "characters")
    records = _data(answer, "profileRecords")
    card = about.get("userInfo") if about else None
    found = [*_readable([card], account)] if card else []
    return BungieProfile(
        account=found[0] if found else None,
        characters=None
        if characters is None
        else [*_readable(list(characters.values()), character)],
        records=None if records is None else _records(answer, records),
        triumph_score=_maybe(records, "activeScore", "score"),
        lifetime_score=_maybe(records, "lifetimeScore"),
        guardian_rank=_maybe(about, "currentGuardianRank"),
    )


def character(row: Mapping[str, Any]) -> BungieCharacter:
    return BungieCharacter(
        character_id=big_id(row.get("characterId")),
        character_class=CLASSES.get(number(row.get("classType"), 3), ""),
        race=RACES.get(number(row.get("raceType"), 3), ""),
        gender=GENDERS.get(number(row.get("genderType"), 3), ""),
        light=number(row.get("light")),
        minutes_played=number(row.get("minutesPlayedTotal")),
        last_played=moment(row.get("dateLastPlayed")),
        emblem_path=path(row.get("emblemPath")),
        emblem_background_path=path(row.get("emblemBackgroundPath")),
    )


def stats_by_mode(results: object) -> list[BungieStats]:
    """What is below `results`: figures of each mode that was played at all."""
    if not isinstance(results, dict):
        return []
    found = []
    for mode, spans in results.items():
        values = values_of(spans.get("allTime") if isinstance(spans, dict) else None)
        if values and text(mode):
            found.append(BungieStats(text(mode)[:40], values))
    return found


def account_stats(answer: Mapping[str, Any]) -> AccountStats:
    return AccountStats(
        everyone=_merged(answer.get("mergedAllCharacters")),
        deleted=_merged(answer.get("mergedDeletedCharacters")),
        characters=[
            *_readable(
                answer.get("characters"),
                lambda row: CharacterStats(
                    big_id(row.get("characterId")),
                    row.get("deleted") is True,
                    _merged(row),
                ),
            )
        ],
    )


def history_page(answer: object) -> HistoryPage:
    rows = answer.get("activities") if isinstance(answer, dict) else None
    rows = rows if isinstance(rows, list) else []
    return HistoryPage([*_readable(rows, activity)], len(rows))


def activity(row: Mapping[str, Any]) -> BungieActivity:
    details = row["activityDetails"]
    period = moment(row.get("period"))
    if period is None:
        raise ValueError("no time")
    modes = details.get("modes")
    raw = {key: value for key, value in details.items() if key not in _DETAILS}
    raw |= {
        key: value
        for key, value in row.items()
        if key not in ("period", "activityDetails", "values")
    }
    return BungieActivity(
        instance_id=big_id(details.get("instanceId")),
        period=period,
        reference_hash=hash_of(details.get("referenceId")),
        director_hash=hash_of(details.get("directorActivityHash")),
        mode=number(details.get("mode")),
        modes=[number(each) for each in modes] if isinstance(modes, list) else [],
        is_private=details.get("isPrivate") is True,
        values=values_of(row.get("values")),
        raw=storable(raw),
    )


def report(answer: Mapping[str, Any]) -> BungieReport:
    beginning = answer.get("activityWasStartedFromBeginning")
    return BungieReport(
        period=moment(answer.get("period")),
        from_beginning=beginning if isinstance(beginning, bool) else None,
        starting_phase=_maybe(answer, "startingPhaseIndex"),
        difficulty_tier=_maybe(answer, "activityDifficultyTier"),
        entries=[*_readable(answer.get("entries"), _report_entry)],
    )


def _report_entry(row: Mapping[str, Any]) -> BungieReportEntry:
    player = row.get("player")
    player = player if isinstance(player, dict) else {}
    card = player.get("destinyUserInfo")
    card = card if isinstance(card, dict) else {}
    code = number(card.get("bungieGlobalDisplayNameCode"))
    name = text(card.get("bungieGlobalDisplayName"))
    name = f"{name}#{code:04d}" if name and code else text(card.get("displayName"))
    extended = row.get("extended")
    extended = extended if isinstance(extended, dict) else {}
    return BungieReportEntry(
        character_id=big_id(row.get("characterId")),
        # Players of a closed platform have none any more.
        membership_id=text(card.get("membershipId"))[:20],
        name=name,
        character_class=text(player.get("characterClass"))[:20],
        light=number(player.get("lightLevel")),
        standing=_maybe(row, "standing"),
        values=values_of(extended.get("values")) | values_of(row.get("values")),
        weapons=[
            each
            for each in _readable(extended.get("weapons"), _weapon)
            if each.item_hash
        ],
    )


def _weapon(row: Mapping[str, Any]) -> BungieWeapon:
    values = values_of(row.get("values"))
    return BungieWeapon(
        item_hash=hash_of(row.get("referenceId")),
        kills=number(values.get("uniqueWeaponKills")),
        precision_kills=number(values.get("uniqueWeaponPrecisionKills")),
    )


def item(row: Mapping[str, Any]) -> BungieItem:
    shown = row.get("displayProperties")
    shown = shown if isinstance(shown, dict) else {}
    return BungieItem(
        name=text(shown.get("name")),
        kind=text(row.get("itemTypeDisplayName")),
        image_path=path(shown.get("icon")),
    )


def values_of(rows: object) -> dict[str, float]:
    """Each figure's `basic.value` by its id."""
    found: dict[str, float] = {}
    if not isinstance(rows, dict):
        return found
    for name, row in rows.items():
        try:
            value = row["basic"]["value"]
        except (KeyError, TypeError):
            continue
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and math.isfinite(value) and name.isprintable():
            found[name] = value
    return found


def big_id(value: object) -> str:
    """An id of 64 bits as a string. Raises ValueError for none."""
    written = str(value) if isinstance(value, str | int) else ""
    if not (written.isascii() and written.isdecimal() and len(written) <= 19):
        raise ValueError("no id")
    if not 0 < int(written) <= LARGEST_ID:
        raise ValueError("no id")
    return str(int(written))


def number(value: object, otherwise: int = 0) -> int:
    """A number, sent as one or as a string, within the bounds of a column."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value[:19])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    if not math.isfinite(value):
        return otherwise
    return int(max(-LARGEST_COUNT, min(value, LARGEST_COUNT)))


def hash_of(value: object) -> int:
    """A definition's hash: an unsigned number of 32 bits; 0 for none."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value[:19])
    is_hash = isinstance(value, int) and 0 <= value < 2**32
    return int(value) if is_hash else 0  # type: ignore[call-overload]


def text(value: object, most: int = 200) -> str:
    """A line of text without what can't be printed; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in " ".join(value.split()) if c.isprintable())[:most]


def path(value: object) -> str:
    """The path of an image below Bungie's host."""
    found = text(value)
    return found if found.startswith("/") and not found.startswith("//") else ""


def moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    # Bungie's word for never is the year 1.
    return found if found.year > 1970 else None


def storable(value: Any) -> Any:
    """`value` without what PostgreSQL can't store: NUL, and halves of characters."""
    if isinstance(value, str):
        return value.encode(errors="ignore").decode().replace("\x00", "")
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    return value


def _readable(rows: object, read: Any) -> Iterator[Any]:
    """Each of `rows` read; those that are not as documented are left out."""
    for row in rows if isinstance(rows, list) else []:
        try:
            yield read(row)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            continue


def _data(answer: Mapping[str, Any], component: str) -> dict[str, Any] | None:
    """What a component holds; None where it is private or wasn't sent."""
    found = answer.get(component)
    data = found.get("data") if isinstance(found, dict) else None
    return data if isinstance(data, dict) else None


def _records(
    answer: Mapping[str, Any], records: Mapping[str, Any]
) -> list[BungieRecord]:
    """Those of the account; and those of characters, of each the best one."""
    characters = _data(answer, "characterRecords") or {}
    found: dict[int, BungieRecord] = {}
    for holder in (records, *characters.values()):
        rows = holder.get("records") if isinstance(holder, dict) else None
        for key, row in rows.items() if isinstance(rows, dict) else ():
            if not isinstance(row, dict) or not hash_of(key):
                continue
            record = _record(hash_of(key), row)
            before = found.get(record.record_hash)
            if before is None or _how_far(record) > _how_far(before):
                found[record.record_hash] = record
    return [*found.values()]


def _record(record_hash: int, row: Mapping[str, Any]) -> BungieRecord:
    state = number(row.get("state"), 4)
    progress, goal = _progress(row)
    return BungieRecord(
        record_hash=record_hash,
        state=state,
        is_complete=not state & 4,
        progress=progress,
        goal=goal,
        completed_count=max(0, number(row.get("completedCount"))),
    )


def _progress(row: Mapping[str, Any]) -> tuple[int, int]:
    """How far it is, and of how much; of intervals, to the last one."""
    intervals = [*_readable(row.get("intervalObjectives"), _objective)]
    objectives = intervals[-1:] or [*_readable(row.get("objectives"), _objective)]
    if len(objectives) == 1:
        ((progress, goal, _),) = objectives
        return max(0, progress), max(0, goal)
    return sum(is_done for *_, is_done in objectives), len(objectives)


def _objective(row: Mapping[str, Any]) -> tuple[int, int, bool]:
    done = row.get("complete") is True
    return number(row.get("progress")), number(row.get("completionValue")), done


def _how_far(record: BungieRecord) -> tuple[bool, float]:
    return record.is_complete, record.progress / (record.goal or 1)


def _merged(row: object) -> list[BungieStats]:
    results = row.get("results") if isinstance(row, dict) else None
    return stats_by_mode(results)


def _maybe(row: Mapping[str, Any] | None, *names: str) -> int | None:
    for name in names:
        value = row.get(name) if row else None
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return number(value)
    return None
