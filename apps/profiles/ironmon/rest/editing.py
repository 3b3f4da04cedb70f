"""Runs and challenges written from what a request holds."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.run import LARGEST_SEED
from apps.profiles.ironmon.rest.schemas import ChallengeUpdateSchema
from apps.profiles.ironmon.rest.schemas import CreateRunSchema
from apps.profiles.ironmon.rest.schemas import IronmonProfileUpdateSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunUpdateSchema
from apps.profiles.ironmon.rest.schemas import RecordDefeatSchema


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


@transaction.atomic
def start_run(body: CreateRunSchema, *, user: User) -> tuple[Run, bool]:
    challenge = Challenge.objects.filter(slug=body.challenge_slug).first()
    if challenge is None:
        raise not_found("challenge", body.challenge_slug)
    run, is_new = challenge.start(body.seed_number)
    if is_new:
        record_change(run, user=user, action="wagtail.create")
    return run, is_new


@transaction.atomic
def clear_checkpoint(
    run: Run, given: int | str, *, user: User
) -> tuple[Checkpoint, bool]:
    checkpoint = run.challenge.checkpoint_called(str(given))
    if checkpoint is None:
        raise not_found(f"checkpoint of {run.challenge}", given)
    is_new = run.clear(checkpoint)
    if is_new:
        data = {"checkpoint": checkpoint.name}
        record_change(run, user=user, action="ironmon.clear", data=data)
    return checkpoint, is_new


@transaction.atomic
def lose_run(run: Run, body: RecordDefeatSchema, *, user: User) -> bool:
    is_new = run.lose(**body.model_dump())
    if is_new:
        data = {"pokemon": run.defeat_pokemon}
        record_change(run, user=user, action="ironmon.lose", data=data)
    return is_new


@transaction.atomic
def change_run(run: Run, body: IronmonRunUpdateSchema, *, user: User) -> None:
    run.change(**body.model_dump(exclude_unset=True))
    record_change(run, user=user)


@transaction.atomic
def set_up_profile(body: IronmonProfileUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""
    game = None
    if body.game is not None:
        game = by_slug(Game.objects.all(), body.game, field="game")
    profile, is_new = IronmonProfile.set_up(game=game)
    if "is_public" in body.model_fields_set:
        profile.change(is_public=body.is_public)
    action = "wagtail.create" if is_new else "wagtail.edit"
    record_change(profile, user=user, action=action)
    return is_new


@transaction.atomic
def put_challenge_at(slug: str, body: ChallengeUpdateSchema, *, user: User) -> bool:
    """Make the challenge, or change it; whether it is new."""
    profile = IronmonProfile.current()
    if profile is None:
        raise Problem(
            409,
            "IronMON isn't set up yet. Set it up in the admin, under Profiles, or "
            "with PUT /api/profiles/ironmon.",
        )
    challenge = Challenge.objects.filter(slug=slug).first()
    is_new = challenge is None
    if challenge is None:
        challenge = profile.add_challenge(name=body.name, slug=slug)
    else:
        challenge.rename(body.name)
    if body.checkpoints is not None:
        challenge.set_checkpoints(
            [each.model_dump(exclude_unset=True) for each in body.checkpoints]
        )
    action = "wagtail.create" if is_new else "wagtail.edit"
    record_change(challenge, user=user, action=action)
    return is_new
