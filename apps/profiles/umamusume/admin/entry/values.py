"""A career as the entry form's script sends and takes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field
from pydantic import ValidationError as InvalidJson

from apps.core.partial_date_words import read_partial_date
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models.parts import PARTS
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.run import COPIED

MOST_ROWS = 300
A_DAY = len("2026-11-30")

type Number = Annotated[int, Field(ge=-LARGEST_ID, le=10_000_000_000)]
type Text = Annotated[str, Field(max_length=20_000)]


class _Sent(BaseModel):
    """Without a NUL, which PostgreSQL can't store; with no key that isn't known."""

    model_config = ConfigDict(extra="forbid")


class SkillSent(_Sent):
    skill: Number
    level: Number = 1


class SparkSent(_Sent):
    spark: Number
    stars: Number


class CardSent(_Sent):
    card: Number
    limit_break: Number | None = None
    is_borrowed: bool = False


class RaceSent(_Sent):
    program: Number
    turn: Number | None = None
    place: Number | None = None
    style: Number | None = None
    weather: Number | None = None
    ground: Number | None = None
    popularity: Number | None = None


class AncestorSent(_Sent):
    position: Number
    outfit: Number | None = None
    own_run: Text | None = None
    score: Number | None = None
    rank: Number | None = None
    stars: Number | None = None
    potential: Number | None = None
    sparks: Annotated[list[SparkSent], Field(max_length=MOST_ROWS)] = []
    win_titles: Annotated[list[Number], Field(max_length=MOST_ROWS)] = []
    is_borrowed: bool = False
    affinity: Text = ""


class CareerSent(_Sent):
    """All that the form has; what it leaves out stays as it is."""

    outfit: Number | None = None
    scenario: Number | None = None
    finished_on: Text = ""
    score: Number | None = None
    typed_rank: Text = ""
    speed: Number | None = None
    stamina: Number | None = None
    power: Number | None = None
    guts: Number | None = None
    wit: Number | None = None
    aptitudes: Annotated[list[Number], Field(max_length=10)] = []
    running_style: Number | None = None
    fans: Number | None = None
    starts: Number | None = None
    wins: Number | None = None
    epithet: Text = ""
    stars: Number | None = None
    potential: Number | None = None
    is_kept: bool = True
    is_favorite: bool = False
    is_public: bool = True
    tags: Annotated[list[Text], Field(max_length=20)] = []
    notes: Text = ""
    skills: Annotated[list[SkillSent], Field(max_length=MOST_ROWS)] = []
    sparks: Annotated[list[SparkSent], Field(max_length=MOST_ROWS)] = []
    deck: Annotated[list[CardSent], Field(max_length=MOST_ROWS)] = []
    ancestors: Annotated[list[AncestorSent], Field(max_length=MOST_ROWS)] = []
    races: Annotated[list[RaceSent], Field(max_length=MOST_ROWS)] = []


class SaveSent(_Sent):
    """A press of save, or an autosave; `key` names the form, `run` what it became."""

    key: Annotated[str, Field(max_length=64)] | None = None
    run: Annotated[str, Field(max_length=36)] | None = None
    version: Number | None = None
    values: CareerSent


def read_sent(body: bytes) -> SaveSent:
    """Raises `ValidationError` with a message for each field that isn't right."""
    if rb"\u0000" in body:
        raise ValidationError("Text can’t hold the character NUL.")
    try:
        return SaveSent.model_validate_json(body)
    except InvalidJson as error:
        problems: dict[str, list[str]] = {}
        for each in error.errors():
            path = [part for part in each["loc"] if part != "values"]
            name = str(path[0]) if path else "form"
            problems.setdefault(name, []).append(_in_words(path, each))
        raise ValidationError(problems) from error


def _in_words(path: list[Any], error: Any) -> str:
    row = f"Row {path[1] + 1}: " if len(path) > 1 and isinstance(path[1], int) else ""
    return f"{row}{error['msg']}."


def values_of(sent: CareerSent) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What the verbs of `CareerRun` take, and what is wrong, by field."""
    values = sent.model_dump(exclude_unset=True)
    errors: dict[str, list[str]] = {}
    if "finished_on" in values:
        words = values.pop("finished_on")
        try:
            values["finished_on"] = day_of(words)
        except ValidationError as error:
            errors["finished_on"] = error.messages
    for row in values.get("ancestors", []):
        row["own_run"] = _own_run(row.get("own_run"))
    return values, errors


def day_of(words: str) -> date | None:
    """The day that is meant: "2026-11-30", "yesterday". Raises `ValidationError`."""
    if not words.strip():
        return None
    read = read_partial_date(words, today=timezone.localdate())
    if len(read.value) != A_DAY:
        raise ValidationError("Enter a day: 2026-11-30, or yesterday.")
    return date.fromisoformat(read.value)


def _own_run(uuid: str | None) -> CareerRun | None:
    """The veteran that a parent was; None if it is gone: the copy of it stays."""
    if not uuid:
        return None
    try:
        return CareerRun.objects.filter(uuid=uuid).first()
    except ValidationError:
        return None


def sent_values(run: CareerRun) -> dict[str, Any]:
    """`run` as `values_of` takes it."""
    names = [name for name in CareerSent.model_fields if name not in PARTS]
    values: dict[str, Any] = {name: getattr(run, name) for name in names}
    values["finished_on"] = str(run.finished_on or "")
    values |= {name: run.part(name) for name in PARTS}
    for row in values["deck"]:
        del row["position"]
    for row in values["ancestors"]:
        own = row["own_run"]
        row["own_run"] = str(own.uuid) if own else None
    return values


def plan_of(run: CareerRun) -> dict[str, Any]:
    """What the next career takes over; its races without how they went."""
    values = sent_values(run)
    races = [
        {"program": row["program"], "turn": row["turn"]} for row in values["races"]
    ]
    return {**{name: values[name] for name in COPIED}, "races": races}
