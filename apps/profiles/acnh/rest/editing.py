"""Hunts written from what a request holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.profiles.acnh.hunting.history import log_correction
from apps.profiles.acnh.hunting.history import log_withdrawal
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.rest.schemas import EncounterCreateSchema
from apps.profiles.acnh.rest.schemas import EncounterUpdateSchema
from apps.profiles.acnh.rest.schemas import HuntCreateSchema
from apps.profiles.acnh.rest.schemas import HuntEndSchema
from apps.profiles.acnh.rest.schemas import HuntUpdateSchema
from apps.profiles.acnh.rest.schemas import IslandUpdateSchema
from apps.profiles.setting_up import put_profile


def island() -> Island:
    """The owner's. Raises a 409 problem before the set-up."""
    found = Island.current()
    if found is None:
        raise Problem(
            409,
            "Animal Crossing isn't set up yet. Set it up in the admin, under "
            "Profiles, or with PUT /api/profiles/acnh.",
        )
    return found


def villager_called(
    given: int | str, *, field: str = "villager", where: str = "body"
) -> Villager:
    """The villager that a request names. Raises a 422 problem."""
    found = Villager.objects.called(given).first()
    if found is None:
        raise invalid_field(
            field, f"There is no villager “{str(given)[:50]}”.", where=where
        )
    return found


def hunt_with_id(given: str, *, user: User | None = None) -> Hunt:
    """The hunt with this id that `user` may see. Raises a 404 problem."""
    hunts = Hunt.objects.all()
    if user is None or not user.has_perm("acnh.view_hunt"):
        hunts = hunts.public()
    hunt = hunts.filter(uuid=uuid_of(given, "hunt")).first()
    if hunt is None:
        raise not_found("hunt", given)
    return hunt


def uuid_of(given: str, noun: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise not_found(noun, given[:100]) from error


def set_up_island(body: IslandUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""

    def further() -> dict[str, Any]:
        if "residents" not in body.model_fields_set:
            return {}
        names = body.residents
        return {
            "residents": [villager_called(each, field="residents") for each in names]
        }

    return put_profile(Island, body, user=user, further=further)


@transaction.atomic
def start_hunt(body: HuntCreateSchema, *, user: User) -> Hunt:
    hunt = Hunt.objects.start(island(), **_values(body))
    record_change(hunt, user=user, action="wagtail.create")
    return hunt


@transaction.atomic
def change_hunt(hunt: Hunt, body: HuntUpdateSchema, *, user: User) -> None:
    hunt.change(**_values(body))
    record_change(hunt, user=user)


def record_encounter(
    hunt: Hunt, body: EncounterCreateSchema, *, user: User
) -> tuple[Encounter, bool]:
    return hunt.record(
        villager_called(body.villager),
        recruited=body.recruited,
        notes=body.notes,
        key=body.key,
        by=user.get_username(),
    )


@transaction.atomic
def correct_encounter(
    hunt: Hunt, encounter_id: str, body: EncounterUpdateSchema, *, user: User
) -> Encounter:
    values = body.model_dump(exclude_unset=True)
    if "villager" in values:
        values["villager"] = villager_called(values["villager"])
    encounter = hunt.correct(_encounter_of(hunt, encounter_id), **values)
    log_correction(hunt, encounter, user=user)
    return encounter


@transaction.atomic
def withdraw_encounter(hunt: Hunt, encounter_id: str, *, user: User) -> None:
    encounter = _encounter_of(hunt, encounter_id)
    hunt.withdraw(encounter)
    log_withdrawal(hunt, encounter, user=user)


def _encounter_of(hunt: Hunt, encounter_id: str) -> Encounter:
    rows = hunt.encounters.filter(uuid=uuid_of(encounter_id, "encounter"))
    encounter = rows.first()
    if encounter is None:
        raise not_found("encounter of this hunt with the id", encounter_id)
    return encounter


@transaction.atomic
def end_hunt(hunt: Hunt, body: HuntEndSchema, *, user: User) -> None:
    values: dict[str, Any] = {}
    if "result" in body.model_fields_set:
        given = body.result
        values["result"] = (
            None if given is None else villager_called(given, field="result")
        )
    hunt.end(**values)
    record_change(hunt, user=user, action="acnh.end")


@transaction.atomic
def resume_ended(hunt: Hunt, *, user: User) -> None:
    hunt.resume()
    record_change(hunt, user=user, action="acnh.resume")


def _values(body: HuntUpdateSchema) -> dict[str, Any]:
    """The model's values for the keys that were sent."""
    values = body.model_dump(exclude_unset=True)
    if values.get("target") is not None:
        values["target"] = villager_called(values["target"], field="target")
    return values
