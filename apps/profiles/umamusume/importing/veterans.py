"""JSON that extractors, plugins, and sites write: veterans under the game's own names.

UmaExtractor and umadump write an array of them, uma.moe and Kyumaru wrap it; the
simulator Umalator has a form of its own. So every object of the file is looked at,
and what looks like a veteran is one. Ids may be numbers or strings, any key may be
missing, and 0 stands for "unknown" where a plugin couldn't tell.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import Any

from django.utils import timezone as local_time

from apps.core.plurals import counted
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.umamusume.importing.career_read import CareerRead
from apps.profiles.umamusume.importing.career_read import FileRead
from apps.profiles.umamusume.importing.career_read import OwnedRead
from apps.profiles.umamusume.models.parts import LINEAGE
from apps.profiles.umamusume.models.parts import MOST_STARS
from apps.profiles.umamusume.models.rules import LARGEST_FANS
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.rules import LARGEST_SCORE
from apps.profiles.umamusume.models.rules import LARGEST_STAT
from apps.profiles.umamusume.models.rules import grade_value
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import rank_of_score
from apps.profiles.umamusume.models.rules import spark_of

# The game's word for each stat; "wiz" is Wit.
STAT_KEYS = {
    "speed": ("speed",),
    "stamina": ("stamina",),
    "power": ("power",),
    "guts": ("guts",),
    "wit": ("wiz", "wit", "wisdom"),
}
APTITUDE_KEYS = (
    "proper_ground_turf",
    "proper_ground_dirt",
    "proper_distance_short",
    "proper_distance_mile",
    "proper_distance_middle",
    "proper_distance_long",
    "proper_running_style_nige",
    "proper_running_style_senko",
    "proper_running_style_sashi",
    "proper_running_style_oikomi",
)
SIMULATOR_STYLES = {"nige": 1, "senkou": 2, "sasi": 3, "oikomi": 4, "oonige": 1}
# Account numbers, of the owner and of strangers: they are dropped.
ACCOUNT_KEYS = frozenset(
    {"viewer_id", "owner_viewer_id", "trainer_id", "account_id", "viewer_name"}
    | {"owner_viewer_name", "owner_trainer_name", "user_info"}
)
JAPAN = timezone(timedelta(hours=9))
DEEPEST = 60


def read_json(text: str) -> FileRead:
    """Every veteran, owned outfit, and owned card in `text`.

    Raises `UnreadableFile` where it isn't JSON or holds none.
    """
    read = FileRead(format="Veterans as JSON")
    ignored = _Ignored()
    _walk(load_without_accounts(text), "", read, ignored)
    if any("outfitId" in (each.raw or {}) for each in read.careers):
        read.format = "Umalator"
    if not read.careers and not read.owned:
        raise UnreadableFile(
            "No veterans are in this file. Each needs at least “card_id” and the five "
            "stats, as UmaExtractor, umadump, or uma.moe write them."
        )
    if ignored.count:
        read.warnings.append(
            f"Ignored {counted(ignored.count, 'value')} in the file that can’t be a "
            "veteran."
        )
    return read


def load_without_accounts(text: str) -> Any:
    """What the JSON holds, without account numbers and what can't be stored.

    Raises `UnreadableFile`.
    """
    try:
        return _storable(
            json.loads(text, parse_float=_finite, parse_constant=lambda name: None)
        )
    except ValueError as error:
        raise UnreadableFile(f"This isn’t valid JSON: {error}.") from error
    except RecursionError as error:
        raise UnreadableFile("This JSON is nested too deeply to be read.") from error


def _storable(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            _text(key): _storable(each)
            for key, each in value.items()
            if key.lower() not in ACCOUNT_KEYS
        }
    if isinstance(value, list):
        return [_storable(each) for each in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    """PostgreSQL stores neither NUL nor half a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _finite(number: str) -> float | None:
    found = float(number)
    return found if math.isfinite(found) else None


class _Ignored:
    count = 0


def _walk(value: Any, path: str, read: FileRead, ignored: _Ignored) -> None:
    """Take what is known of `value`, and look into the rest."""
    if path.count("/") > DEEPEST:
        ignored.count += 1
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            if isinstance(each, (dict, list)):
                _walk(each, f"{path}/{number}", read, ignored)
            else:
                ignored.count += 1
    elif isinstance(value, dict):
        if _is_veteran(value):
            read.careers.append(_veteran(value, path or "/1"))
        elif "outfitId" in value:
            read.careers.append(_simulated(value, path or "/1"))
        else:
            _look_into(value, path, read, ignored)


def _is_veteran(value: dict[str, Any]) -> bool:
    """With a card and a stat: one without them all is said to lack the others."""
    is_one = "card_id" in value or "trained_chara_id" in value
    return is_one and ("speed" in value or "trained_chara_id" in value)


def _look_into(
    value: dict[str, Any], path: str, read: FileRead, ignored: _Ignored
) -> None:
    for key, each in value.items():
        place = f"{path}/{key}"
        if key == "support_card_list" and isinstance(each, list):
            read.owned += _owned_cards(each, place)
        elif key == "card_list" and isinstance(each, list):
            read.owned += _owned_outfits(each, place)
        elif key == "cards" and isinstance(each, dict):
            read.owned += _owned_short(each, "card", ("limit_break",), place)
        elif key == "umas" and isinstance(each, dict):
            names = ("stars", "potential")
            read.owned += _owned_short(each, "outfit", names, place)
        elif isinstance(each, (dict, list)):
            _walk(each, place, read, ignored)


# Veterans -------------------------------------------------------------------------


def _veteran(row: dict[str, Any], path: str) -> CareerRead:
    read = CareerRead(place=path.strip("/"), raw=row)
    take = _Taker(row, read)
    outfit = take.number("card_id", most=LARGEST_ID)
    stats = {name: take.first(keys) for name, keys in STAT_KEYS.items()}
    if not outfit:
        read.problem = "It has no “card_id”, so whose it is can’t be known."
        return read
    missing = [
        name.capitalize()
        for name, keys in STAT_KEYS.items()
        if not any(key in row for key in keys)
    ]
    if missing:
        read.problem = f"These stats are missing: {', '.join(missing)}."
        return read
    moment = _moment(row.get("create_time") or row.get("creation_time"))
    moment = moment or _moment(row.get("register_time"))
    score = take.number("rank_score", most=LARGEST_SCORE) or None
    values: dict[str, Any] = {
        "outfit": outfit,
        **stats,
        "scenario": take.number("scenario_id", most=LARGEST_ID) or None,
        "score": score,
        "typed_rank": _typed_rank(take.number("rank", most=200), score),
        "aptitudes": _aptitudes(take),
        "running_style": take.number("running_style", least=1, most=4, zero=True),
        "fans": take.number("fans", most=LARGEST_FANS),
        "wins": take.number("wins", most=100),
        "stars": take.number("rarity", least=1, most=5, zero=True),
        "potential": take.number("talent_level", least=1, most=5, zero=True),
        "is_locked": row.get("is_locked") in (1, "1"),
        "notes": str(row.get("memo") or "")[:10_000],
        "skills": _skills(row, take),
        "sparks": _sparks(row, take),
        "deck": _deck(row, take),
        "ancestors": _ancestors(row, take),
        "races": _races(row, take),
        "win_titles": take.ids("win_saddle_id_array"),
    }
    if moment is not None:
        values["finished_at"] = moment.isoformat()
        values["finished_on"] = local_time.localdate(moment).isoformat()
    if values["races"]:
        values["starts"] = max(len(values["races"]), values["wins"] or 0)
    read.values = {name: each for name, each in values.items() if _says(each)}
    trained = take.number("trained_chara_id", most=10**18)
    time = f"{moment:%Y%m%dT%H%M%S}" if moment else ""
    read.give_key(trained, outfit, time)
    return read


def _simulated(row: dict[str, Any], path: str) -> CareerRead:
    """One runner of the simulator: stats, skills, and what she runs best."""
    read = CareerRead(place=path.strip("/"), raw=row)
    take = _Taker(row, read)
    outfit = take.number("outfitId", most=LARGEST_ID)
    stats = {name: take.first(keys) for name, keys in STAT_KEYS.items()}
    if not outfit or None in stats.values():
        read.problem = "It needs “outfitId” and the five stats."
        return read
    style = str(row.get("strategy") or "").lower()
    values = {
        "outfit": outfit,
        **stats,
        "running_style": SIMULATOR_STYLES.get(style),
        "stars": take.number("starCount", least=1, most=5, zero=True),
        "skills": _skills(row, take),
    }
    grades = {
        kind: grade_value(str(row[key]))
        for kind in ("surface", "distance", "strategy")
        if (key := f"{kind}Aptitude") in row
    }
    if any(grades.values()):
        read.doubts.append(
            "Which aptitudes the simulator’s grades are of isn’t in the file: left out."
        )
    read.values = {name: each for name, each in values.items() if _says(each)}
    read.give_key()
    return read


class _Taker:
    """Reads keys of one object, and notes what can't be right."""

    def __init__(self, row: dict[str, Any], read: CareerRead) -> None:
        self.row = row
        self.read = read

    def number(
        self, key: str, *, least: int = 0, most: int, zero: bool = False
    ) -> int | None:
        """The number under `key`; `zero`: 0 stands for unknown."""
        if key not in self.row:
            return None
        return self.checked(self.row[key], key, least=least, most=most, zero=zero)

    def checked(
        self, value: Any, key: str, *, least: int = 0, most: int, zero: bool = False
    ) -> int | None:
        found = as_number(value)
        if found is None:
            if value not in (None, ""):
                self.doubt(f"“{key}” isn’t a number ({str(value)[:30]}): left out.")
            return None
        if zero and found == 0:
            return None
        if not least <= found <= most:
            self.doubt(f"“{key}” can’t be {found:,}: left out.")
            return None
        return found

    def first(self, keys: Iterable[str]) -> int | None:
        for key in keys:
            if key in self.row:
                return self.number(key, most=LARGEST_STAT)
        return None

    def rows(self, *keys: str) -> Iterator[dict[str, Any]]:
        """The objects of the first of these lists that is there."""
        for key in keys:
            given = self.row.get(key)
            if isinstance(given, list) and given:
                for each in given:
                    if isinstance(each, dict):
                        yield each
                    else:
                        self.doubt(f"“{key}” holds what isn’t an object: left out.")
                return

    def ids(self, key: str) -> list[int]:
        given = self.row.get(key)
        if not isinstance(given, list):
            return []
        found = [self.checked(each, key, least=1, most=LARGEST_ID) for each in given]
        return [each for each in found if each is not None]

    def doubt(self, text: str) -> None:
        if text not in self.read.doubts:
            self.read.doubts.append(text)


def as_number(value: Any) -> int | None:
    """A whole number that may be written as a text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        text = value.strip().replace(",", "")
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdecimal() and len(digits) <= 18:
            return int(text)
    return None


def _says(value: Any) -> bool:
    return value not in (None, "", [], False)


def _typed_rank(rank: int | None, score: int | None) -> str:
    """The letter, where the score doesn't say it already."""
    if not rank or (score is not None and rank_of_score(score) == rank):
        return ""
    return rank_letter(rank)


def _moment(value: Any) -> datetime | None:
    """A time of Japan; "0000-00-00 00:00:00" is none."""
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    if found.year < 2018:
        return None
    return found.replace(tzinfo=found.tzinfo or JAPAN).astimezone(UTC)


def _aptitudes(take: _Taker) -> list[int]:
    grades = [take.number(key, least=1, most=8, zero=True) for key in APTITUDE_KEYS]
    found = [each for each in grades if each is not None]
    if found and len(found) < len(APTITUDE_KEYS):
        take.doubt("Some aptitudes are missing: all of them are left out.")
    return found if len(found) == len(APTITUDE_KEYS) else []


def _skills(row: dict[str, Any], take: _Taker) -> list[dict[str, int]]:
    found: dict[int, int] = {}
    for each in take.rows("skill_array"):
        skill = take.checked(each.get("skill_id"), "skill_id", least=1, most=LARGEST_ID)
        level = take.checked(each.get("level"), "level", most=6) or 1
        if skill is not None:
            found[skill] = max(level, found.get(skill, 1))
    if not found:
        found = dict.fromkeys(take.ids("skills"), 1)
    return [{"skill": skill, "level": level} for skill, level in found.items()]


def _sparks(row: dict[str, Any], take: _Taker) -> list[dict[str, int]]:
    """Of a veteran or one of her ancestors, whichever list there is."""
    inner = _Taker(row, take.read)
    numbers = [
        inner.checked(each.get("factor_id"), "factor_id", least=1, most=10**12)
        for each in inner.rows("factor_info_array")
    ]
    numbers = numbers or list(inner.ids("factor_id_array") or inner.ids("factors"))
    found: dict[int, int] = {}
    for number in numbers:
        if number is None:
            continue
        spark, stars = spark_of(number)
        if spark > LARGEST_ID or not 1 <= stars <= MOST_STARS:
            take.doubt(f"{number} isn’t a spark: left out.")
        else:
            found[spark] = max(stars, found.get(spark, 0))
    return [{"spark": spark, "stars": stars} for spark, stars in found.items()]


def _deck(row: dict[str, Any], take: _Taker) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    rows = list(take.rows("support_card_list"))
    rows = rows or [{"support_card_id": each} for each in take.ids("support_cards")]
    for number, each in enumerate(rows, start=1):
        card = take.checked(
            each.get("support_card_id"), "support_card_id", least=1, most=LARGEST_ID
        )
        position = as_number(each.get("position"))
        if position is None or not 1 <= position <= 6 or position in found:
            position = next((free for free in range(1, 7) if free not in found), number)
        if card is None:
            continue
        if position > 6:
            take.doubt("A deck has six cards: the others are left out.")
            break
        limit_break = take.checked(
            each.get("limit_break_count"), "limit_break_count", most=4
        )
        found[position] = {
            "position": position,
            "card": card,
            "limit_break": limit_break,
        }
    return [found[position] for position in sorted(found)]


def _ancestors(row: dict[str, Any], take: _Taker) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for each in take.rows("succession_chara_array"):
        position = as_number(each.get("position_id"))
        if position not in LINEAGE or position in found:
            take.doubt("A place in the family is unknown or taken: left out.")
            continue
        inner = _Taker(each, take.read)
        values = {
            "position": position,
            "outfit": inner.number("card_id", least=1, most=LARGEST_ID),
            "rank": inner.number("rank", least=1, most=200, zero=True),
            "stars": inner.number("rarity", least=1, most=5, zero=True),
            "potential": inner.number("talent_level", least=1, most=5, zero=True),
            "sparks": _sparks(each, take),
            "win_titles": inner.ids("win_saddle_id_array"),
        }
        found[position] = {key: each for key, each in values.items() if _says(each)}
    return [found[position] for position in sorted(found)]


def _races(row: dict[str, Any], take: _Taker) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    turns: set[int] = set()
    for each in take.rows("race_result_list"):
        inner = _Taker(each, take.read)
        program = inner.number("program_id", least=1, most=LARGEST_ID)
        if program is None:
            take.doubt("A race has no “program_id”: left out.")
            continue
        turn = inner.number("turn", least=1, most=99, zero=True)
        if turn in turns:
            take.doubt(f"Two races are in turn {turn}: the second one has none.")
            turn = None
        turns |= {turn} - {None}  # type: ignore[arg-type]
        values = {
            "program": program,
            "turn": turn,
            "place": inner.number("result_rank", least=1, most=18, zero=True),
            "style": inner.number("running_style", least=1, most=4, zero=True),
            "weather": inner.number("weather", least=1, most=4, zero=True),
            "ground": inner.number("ground_condition", least=1, most=4, zero=True),
            "popularity": inner.number("popularity", least=1, most=18, zero=True),
        }
        found.append({key: each for key, each in values.items() if _says(each)})
    return sorted(found, key=lambda race: race.get("turn", 100))


# What the player owns --------------------------------------------------------------


def _owned_cards(rows: list[Any], path: str) -> Iterator[OwnedRead]:
    names = {"limit_break": ("limit_break_count", 4)}
    return _owned(rows, "card", "support_card_id", names, path)


def _owned_outfits(rows: list[Any], path: str) -> Iterator[OwnedRead]:
    names = {"stars": ("rarity", 5), "potential": ("talent_level", 5)}
    return _owned(rows, "outfit", "card_id", names, path)


def _owned(
    rows: list[Any], kind: str, key: str, names: dict[str, tuple[str, int]], path: str
) -> Iterator[OwnedRead]:
    for number, row in enumerate(rows, start=1):
        game_id = as_number(row.get(key)) if isinstance(row, dict) else None
        if not game_id or not 0 < game_id <= LARGEST_ID:
            continue
        values = {
            name: found
            for name, (theirs, most) in names.items()
            if (found := as_number(row.get(theirs))) is not None and 0 <= found <= most
        }
        yield OwnedRead(f"{path}/{number}".strip("/"), kind, game_id, values)


def _owned_short(
    rows: dict[str, Any], kind: str, names: tuple[str, ...], path: str
) -> Iterator[OwnedRead]:
    """`{id: limit break}` and `{id: [stars, potential]}`."""
    for key, given in rows.items():
        game_id = as_number(key)
        if not game_id or not 0 < game_id <= LARGEST_ID:
            continue
        levels = given if isinstance(given, list) else [given]
        values = {
            name: found
            for name, level in zip(names, levels, strict=False)
            if (found := as_number(level)) is not None and 0 <= found <= 5
        }
        yield OwnedRead(f"{path}/{key}".strip("/"), kind, game_id, values)
