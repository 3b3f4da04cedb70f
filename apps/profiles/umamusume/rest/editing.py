"""Careers, entries, and teams written from what a request holds."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models
from django.db import transaction
from pydantic import BaseModel

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models import TrialsResult
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import GROUND
from apps.profiles.umamusume.models.rules import STYLES
from apps.profiles.umamusume.models.rules import WEATHER
from apps.profiles.umamusume.models.rules import grade_value
from apps.profiles.umamusume.models.rules import rank_of_letter
from apps.profiles.umamusume.rest import schemas

# Keys of a request that aren't fields of the row.
_NOT_FIELDS = {"key", "is_draft", "version", "meeting"}


def current_profile() -> UmamusumeProfile:
    """The owner's. Raises a 409 problem before the set-up."""
    profile = UmamusumeProfile.current()
    if profile is None:
        raise Problem(
            409,
            "Umamusume isn't set up yet. Set it up in the admin, under Profiles, or "
            "with PUT /api/profiles/umamusume.",
        )
    return profile


def uuid_of(given: str, noun: str) -> UUID:
    """Raises a 404 problem for what is no id."""
    try:
        return UUID(given)
    except ValueError as error:
        raise not_found(noun, given[:100]) from error


def row_with_id[Row: models.Model](
    rows: models.QuerySet[Row], given: str, noun: str
) -> Row:
    """Raises a 404 problem."""
    row = rows.filter(uuid=uuid_of(given, noun)).first()
    if row is None:
        raise not_found(noun, given)
    return row


def run_with_id(given: str) -> CareerRun:
    return row_with_id(CareerRun.objects.all(), given, "run")


# Careers --------------------------------------------------------------------------


@transaction.atomic
def add_run(body: schemas.CareerCreateSchema, *, user: User) -> tuple[CareerRun, bool]:
    """The career, and whether it was made now; a draft if the body says so."""
    profile, values = current_profile(), _values_of(body)
    if body.is_draft:
        run, is_new = CareerRun.objects.save_draft(profile, key=body.key, **values)
    else:
        run, is_new = CareerRun.objects.add(profile, key=body.key, **values)
    if is_new:
        record_change(run, user=user, action="wagtail.create")
    return run, is_new


@transaction.atomic
def change_run(run: CareerRun, body: schemas.CareerUpdateSchema, *, user: User) -> None:
    if run.change(version=body.version, **_values_of(body)):
        record_change(run, user=user)


@transaction.atomic
def complete_run(run: CareerRun, version: int | None, *, user: User) -> None:
    if run.complete(version=version):
        record_change(run, user=user, action="umamusume.complete")


@transaction.atomic
def reopen_run(run: CareerRun, *, user: User) -> None:
    run.reopen()
    record_change(run, user=user, action="umamusume.reopen")


def _values_of(body: schemas.CareerInput) -> dict[str, Any]:
    """What the request sent, as the verbs take it."""
    sent = body.model_fields_set - _NOT_FIELDS
    values = {name: getattr(body, name) for name in sent}
    if "rank" in values:
        values["typed_rank"] = (values.pop("rank") or "").upper()
    if "running_style" in values:
        values["running_style"] = _style(values["running_style"])
    if "aptitudes" in values:
        values["aptitudes"] = _aptitudes(values["aptitudes"])
    for name in ("skills", "sparks", "deck"):
        if name in values:
            values[name] = [_given(row) for row in values[name]]
    if "ancestors" in values:
        values["ancestors"] = [
            _ancestor(row, place) for place, row in enumerate(values["ancestors"])
        ]
    if "races" in values:
        values["races"] = [_race(row) for row in values["races"]]
    return values


def _given(row: BaseModel) -> dict[str, Any]:
    """What was sent of a row; a null position is none."""
    values = row.model_dump(exclude_unset=True)
    return {
        key: value
        for key, value in values.items()
        if not (key == "position" and value is None)
    }


def _style(name: str | None) -> int | None:
    return STYLES.index(name) + 1 if name else None


def _aptitudes(given: Mapping[str, str] | None) -> list[int]:
    if not given:
        return []
    for kind in given:
        if kind not in APTITUDES:
            known = ", ".join(APTITUDES)
            raise invalid_field(f"aptitudes.{kind[:30]}", f"Known are: {known}.")
    return [grade_value(given[kind]) or 0 for kind in APTITUDES if kind in given]


def _ancestor(row: schemas.AncestorInput, place: int) -> dict[str, Any]:
    values = _given(row)
    field = f"ancestors.{place}"
    if "run_id" in values:
        values["own_run"] = _own_run(values.pop("run_id"), f"{field}.run_id")
    if values.get("rank") is not None:
        values["rank"] = rank_of_letter(values["rank"])
        if values["rank"] is None:
            raise invalid_field(f"{field}.rank", f"“{row.rank}” isn’t a rank.")
    if values.get("outfit") is None and values.get("own_run") is not None:
        values["outfit"] = values["own_run"].outfit
    return values


def _race(row: schemas.RaceInput) -> dict[str, Any]:
    values = _given(row)
    if "style" in values:
        values["style"] = _style(values["style"])
    for key, names in (("weather", WEATHER), ("ground", GROUND)):
        if values.get(key) is not None:
            numbers = {name: number for number, name in names.items()}
            values[key] = numbers[values[key]]
    return values


def _own_run(given: str | None, field: str) -> CareerRun | None:
    """Raises a 422 problem."""
    if given is None:
        return None
    try:
        run = CareerRun.objects.filter(uuid=UUID(given)).first()
    except ValueError:
        run = None
    if run is None:
        raise invalid_field(field, f"There is no run “{given[:100]}”.")
    return run


# Meetings, Team Trials ------------------------------------------------------------


@transaction.atomic
def enter_meeting(
    body: schemas.MeetingEntryCreateSchema, *, user: User
) -> MeetingEntry:
    entry = MeetingEntry.objects.enter(
        current_profile(), meeting=body.meeting, **_entry_values(body)
    )
    record_change(entry, user=user, action="wagtail.create")
    return entry


@transaction.atomic
def change_entry(
    entry: MeetingEntry, body: schemas.MeetingEntryUpdateSchema, *, user: User
) -> None:
    entry.change(version=body.version, **_entry_values(body))
    record_change(entry, user=user)


def _entry_values(body: schemas.MeetingEntryInput) -> dict[str, Any]:
    values = {name: getattr(body, name) for name in body.model_fields_set - _NOT_FIELDS}
    if "members" in values:
        values["members"] = _runners(values["members"], "members")
    return values


def _runners(
    given: Sequence[schemas.MemberInput | schemas.SlotInput], field: str
) -> list[dict[str, Any]]:
    found = []
    for place, row in enumerate(given):
        values = row.model_dump(exclude_unset=True)
        if "style" in values:
            values["style"] = _style(values["style"])
        if "run_id" in values:
            run_id = values.pop("run_id")
            values["run"] = _own_run(run_id, f"{field}.{place}.run_id")
        found.append(values)
    return found


@transaction.atomic
def add_team(body: schemas.TrialsTeamInput, *, user: User) -> TrialsTeam:
    team = TrialsTeam.objects.add(current_profile(), **_team_values(body))
    record_change(team, user=user, action="wagtail.create")
    return team


@transaction.atomic
def change_team(team: TrialsTeam, body: schemas.TrialsTeamInput, *, user: User) -> None:
    team.change(**_team_values(body))
    record_change(team, user=user)


def _team_values(body: schemas.TrialsTeamInput) -> dict[str, Any]:
    values = {name: getattr(body, name) for name in body.model_fields_set}
    if "slots" in values:
        values["slots"] = _runners(values["slots"], "slots")
    return values


@transaction.atomic
def record_trial(
    team: TrialsTeam, body: schemas.TrialsResultInput, *, user: User
) -> TrialsResult:
    result = team.record(**body.model_dump(exclude_unset=True))
    record_change(result, user=user, action="wagtail.create")
    return result


@transaction.atomic
def set_month(month: str, body: schemas.ClubMonthInput, *, user: User) -> None:
    row = current_profile().set_month(month, **body.model_dump(exclude_unset=True))
    record_change(row, user=user)


# The vocabulary -------------------------------------------------------------------


@transaction.atomic
def add_outfit(body: schemas.OutfitCreateSchema, *, user: User) -> Outfit:
    trainee = Trainee.objects.called(body.trainee).first()
    if trainee is None:
        trainee = Trainee.objects.add(name=body.trainee)
        record_change(trainee, user=user, action="wagtail.create")
    outfit = Outfit.objects.add(
        game_id=body.id,
        trainee=trainee,
        name=body.name,
        rarity=body.rarity,
        aptitudes=_aptitudes(body.aptitudes),
    )
    record_change(outfit, user=user, action="wagtail.create")
    return outfit


@transaction.atomic
def add_support_card(
    body: schemas.SupportCardCreateSchema, *, user: User
) -> SupportCard:
    card = SupportCard.objects.add(
        game_id=body.id,
        character=body.character,
        name=body.name,
        rarity=SupportCard.Rarity[body.rarity],
        type=body.type,
    )
    record_change(card, user=user, action="wagtail.create")
    return card


@transaction.atomic
def add_skill(body: schemas.SkillCreateSchema, *, user: User) -> Skill:
    values = body.model_dump(exclude={"id"})
    skill = Skill.objects.add(game_id=body.id, **values)
    record_change(skill, user=user, action="wagtail.create")
    return skill
