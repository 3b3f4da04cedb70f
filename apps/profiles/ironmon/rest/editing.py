"""Runs and challenges written from what a request holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.library.rest.lookup import by_slug
from apps.profiles.ironmon import recording
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.run import LARGEST_SEED
from apps.profiles.ironmon.rest.schemas import ChallengeUpdateSchema
from apps.profiles.ironmon.rest.schemas import CheckpointInputSchema
from apps.profiles.ironmon.rest.schemas import CreateRunSchema
from apps.profiles.ironmon.rest.schemas import IronmonDefeatSchema
from apps.profiles.ironmon.rest.schemas import IronmonProfileUpdateSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunStartSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunUpdateSchema
from apps.profiles.ironmon.rest.schemas import RecordDefeatSchema
from apps.profiles.setting_up import put_profile

NOT_SET_UP = (
    "IronMON isn't set up yet. Set it up in the admin, under Profiles, or with PUT "
    "/api/profiles/ironmon."
)
WON = (
    "This run is won, so it can't be lost. If that is a mistake, take back its last "
    "checkpoint first."
)


def run_numbered(seed_number: int) -> Run:
    """The newest run of this number. Raises a 404 problem."""
    known = 0 <= seed_number <= LARGEST_SEED
    run = Run.objects.numbered(seed_number) if known else None
    if run is None:
        raise not_found("run", seed_number)
    return run


def run_with_id(given: str) -> Run:
    """The run with this id. Raises a 404 problem."""
    run = Run.objects.filter(uuid=uuid_of(given)).first()
    if run is None:
        raise not_found("run", given)
    return run


def uuid_of(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise not_found("run", given[:100]) from error


def start_run(body: CreateRunSchema, *, user: User) -> tuple[Run, bool]:
    challenge = Challenge.objects.filter(slug=body.challenge_slug).first()
    if challenge is None:
        raise not_found("challenge", body.challenge_slug)
    return recording.start_run(challenge, body.seed_number, user=user)


def start_next_run(body: IronmonRunStartSchema, *, user: User) -> tuple[Run, bool]:
    """A run of the challenge, and whether it is new; the next number by itself."""
    challenge = _challenge_to_start(body.challenge_slug)
    number = body.seed_number
    if number is None:
        number = challenge.next_seed_number()
    return recording.start_run(challenge, number, user=user)


def _challenge_to_start(slug: str | None) -> Challenge:
    if slug is not None:
        return by_slug(Challenge.objects.all(), slug, field="challenge_slug")
    current = Run.objects.current()
    found = current.challenge if current else Challenge.objects.first()
    if found is None:
        raise Problem(409, NOT_SET_UP)
    return found


def clear_checkpoint(
    run: Run, given: int | str, *, user: User
) -> tuple[Checkpoint, bool]:
    checkpoint = _checkpoint_of(run, given)
    return checkpoint, recording.clear_checkpoint(run, checkpoint, user=user)


def withdraw_checkpoint(run: Run, given: str, *, user: User) -> None:
    checkpoint = _checkpoint_of(run, given)
    if not recording.withdraw_checkpoint(run, checkpoint, user=user):
        raise not_found("result of this run for", checkpoint.name)


def _checkpoint_of(run: Run, given: int | str) -> Checkpoint:
    checkpoint = run.challenge.checkpoint_called(str(given))
    if checkpoint is None:
        raise not_found(f"checkpoint of {run.challenge}", str(given)[:NAME_LENGTH])
    return checkpoint


def lose_run(run: Run, body: RecordDefeatSchema, *, user: User) -> bool:
    return recording.lose_run(run, user=user, **body.model_dump())


@transaction.atomic
def set_defeat(run: Run, body: IronmonDefeatSchema, *, user: User) -> None:
    """Record the defeat, or correct it. Raises a 409 problem for a run that is won."""
    values = body.model_dump()
    if recording.lose_run(run, user=user, **values):
        return
    if run.is_victory:
        raise Problem(409, WON)
    recording.correct_defeat(run, user=user, **values)


def withdraw_defeat(run: Run, *, user: User) -> None:
    if not recording.withdraw_defeat(run, user=user):
        raise not_found("defeat of run", run.seed_number)


def change_run(run: Run, body: IronmonRunUpdateSchema, *, user: User) -> None:
    recording.change_run(run, user=user, **body.model_dump(exclude_unset=True))


def set_up_profile(body: IronmonProfileUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""
    return put_profile(IronmonProfile, body, user=user)


@transaction.atomic
def put_challenge_at(slug: str, body: ChallengeUpdateSchema, *, user: User) -> bool:
    """Make the challenge, or change it; whether it is new."""
    profile = IronmonProfile.current()
    if profile is None:
        raise Problem(409, NOT_SET_UP)
    challenge = Challenge.objects.filter(slug=slug).first()
    is_new = challenge is None
    if challenge is None:
        challenge = profile.add_challenge(name=body.name, slug=slug)
    else:
        challenge.rename(body.name)
    if body.checkpoints is not None:
        challenge.set_checkpoints([_values(each) for each in body.checkpoints])
    action = "wagtail.create" if is_new else "wagtail.edit"
    record_change(challenge, user=user, action=action)
    return is_new


def _values(checkpoint: CheckpointInputSchema) -> dict[str, Any]:
    """As `set_checkpoints` takes it: what was sent."""
    values = checkpoint.model_dump(exclude_unset=True)
    number = values.pop("id", None)
    return values if number is None else {**values, "number": number}


@transaction.atomic
def delete_challenge(slug: str, *, user: User) -> None:
    challenge = Challenge.objects.filter(slug=slug).first()
    if challenge is None:
        raise not_found("challenge", slug)
    record_change(challenge, user=user, action="wagtail.delete")
    try:
        challenge.remove()
    except ValidationError as error:
        raise Problem(409, " ".join(error.messages)) from error
