"""`/ironmon/…` of the existing clients, and `/profiles/ironmon/…`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.api.strict import ignores_unknown
from apps.core.history import delete_row
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.rest import editing
from apps.profiles.ironmon.rest import sql_json
from apps.profiles.ironmon.rest.schemas import ChallengeDetailSchema
from apps.profiles.ironmon.rest.schemas import ChallengeQuery
from apps.profiles.ironmon.rest.schemas import ChallengeUpdateSchema
from apps.profiles.ironmon.rest.schemas import CheckpointResultResponseSchema
from apps.profiles.ironmon.rest.schemas import CheckpointStatSchema
from apps.profiles.ironmon.rest.schemas import CreateRunSchema
from apps.profiles.ironmon.rest.schemas import CurrentRunSchema
from apps.profiles.ironmon.rest.schemas import DefeatResponseSchema
from apps.profiles.ironmon.rest.schemas import IronmonChallengeSchema
from apps.profiles.ironmon.rest.schemas import IronmonDefeatSchema
from apps.profiles.ironmon.rest.schemas import IronmonProfileSchema
from apps.profiles.ironmon.rest.schemas import IronmonProfileUpdateSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunDetailSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunFilters
from apps.profiles.ironmon.rest.schemas import IronmonRunPageSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunStartSchema
from apps.profiles.ironmon.rest.schemas import IronmonRunUpdateSchema
from apps.profiles.ironmon.rest.schemas import IronMONStatsSchema
from apps.profiles.ironmon.rest.schemas import IronmonStatsSchema
from apps.profiles.ironmon.rest.schemas import PagedRunSchema
from apps.profiles.ironmon.rest.schemas import RecordCheckpointSchema
from apps.profiles.ironmon.rest.schemas import RecordDefeatSchema
from apps.profiles.ironmon.rest.schemas import RunQuery
from apps.profiles.ironmon.rest.schemas import RunResponseSchema
from apps.profiles.ironmon.rest.schemas import SpanQuery
from apps.profiles.ironmon.stats import checkpoint_stats_json
from apps.profiles.ironmon.stats import contract_stats_json
from apps.profiles.ironmon.stats import stats_json

router = Router(tags=["ironmon"])
seen = reads("ironmon.view_run")
ORDERINGS = orderings(
    seed_number=Ordering("seed_number"), created_at=Ordering("created_at")
)
OUTCOMES = {
    "won": Q(is_victory=True),
    "lost": ~Q(defeat_pokemon=""),
    "running": Q(is_victory=False, defeat_pokemon=""),
}

# Of the existing clients --------------------------------------------------------


@router.get("/ironmon/stats", auth=reads(), response=IronMONStatsSchema)
@ignores_unknown
def get_stats(request: HttpRequest, query: Query[ChallengeQuery]) -> HttpResponse:
    return json_response(contract_stats_json(query.challenge))


@router.get("/ironmon/runs", auth=reads(), response=PagedRunSchema)
@ignores_unknown
def list_runs(request: HttpRequest, query: Query[RunQuery]) -> HttpResponse:
    """Runs by number, the highest first."""
    rows = Run.objects.public()
    if query.challenge is not None:
        rows = rows.filter(challenge__slug=query.challenge)
    page = rows.order_by("-seed_number", "-id")[query.offset :][: query.limit]
    items = array_of(page, sql_json.RUN_OF_CONTRACT)
    return json_response(f'{{"items":{items},"count":{rows.count()}}}')


@router.post(
    "/ironmon/runs", auth=writes("ironmon.add_run"), response=RunResponseSchema
)
@ignores_unknown
def create_run(request: HttpRequest, body: CreateRunSchema) -> RunResponseSchema:
    """Start a run. The same number of the same challenge again makes none."""
    run, is_new = editing.start_run(body, user=author(request))
    return RunResponseSchema(
        seed_number=run.seed_number, challenge=run.challenge.name, created=is_new
    )


@router.get(
    "/ironmon/checkpoints/stats", auth=reads(), response=list[CheckpointStatSchema]
)
@ignores_unknown
def checkpoint_stats(
    request: HttpRequest, query: Query[ChallengeQuery]
) -> HttpResponse:
    return json_response(checkpoint_stats_json(query.challenge))


@router.get("/ironmon/challenges/{slug}", auth=reads(), response=ChallengeDetailSchema)
@ignores_unknown
def get_challenge(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Challenge.objects.public().filter(slug=slug)
    body = one_of(rows, sql_json.CHALLENGE_OF_CONTRACT)
    if body is None:
        raise not_found("challenge", slug)
    return json_response(body)


@router.post(
    "/ironmon/runs/{seed_number}/results",
    auth=writes("ironmon.change_run"),
    response=CheckpointResultResponseSchema,
)
@ignores_unknown
def record_checkpoint(
    request: HttpRequest, seed_number: int, body: RecordCheckpointSchema
) -> CheckpointResultResponseSchema:
    """Note what the newest run of this number has cleared; a repeat does nothing."""
    run = editing.run_numbered(seed_number)
    checkpoint, is_new = editing.clear_checkpoint(
        run, body.checkpoint_name, user=author(request)
    )
    return CheckpointResultResponseSchema(
        seed_number=run.seed_number,
        checkpoint=checkpoint.name,
        checkpoint_order=checkpoint.position,
        created=is_new,
    )


@router.post(
    "/ironmon/runs/{seed_number}/defeat",
    auth=writes("ironmon.change_run"),
    response=DefeatResponseSchema,
)
@ignores_unknown
def record_defeat(
    request: HttpRequest, seed_number: int, body: RecordDefeatSchema
) -> DefeatResponseSchema:
    """Note what ended the newest run of this number. The first defeat is final."""
    run = editing.run_numbered(seed_number)
    is_new = editing.lose_run(run, body, user=author(request))
    return DefeatResponseSchema(
        seed_number=run.seed_number, defeated_by=run.defeated_by, recorded=is_new
    )


# The profile ---------------------------------------------------------------------


@router.get("/profiles/ironmon", auth=seen, response=IronmonProfileSchema)
def get_ironmon_profile(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    profiles = IronmonProfile.objects.all()
    if include is None:
        profiles = profiles.filter(is_public=True)
    body = one_of(profiles.order_by("id"), sql_json.PROFILE)
    if body is None:
        raise not_found("profile", "ironmon")
    return json_response(body)


@router.put(
    "/profiles/ironmon",
    auth=writes("ironmon.add_ironmonprofile", "ironmon.change_ironmonprofile"),
    response={200: IronmonProfileSchema, 201: IronmonProfileSchema},
)
def put_ironmon_profile(
    request: HttpRequest, body: IronmonProfileUpdateSchema
) -> HttpResponse:
    """Set the profile up, with challenges to begin with, or change it."""
    is_new = editing.set_up_profile(body, user=author(request))
    rows = IronmonProfile.objects.all()
    return one_response(
        rows, sql_json.PROFILE, "ironmon", status=201 if is_new else 200
    )


@router.get("/profiles/ironmon/stats", auth=seen, response=IronmonStatsSchema)
def get_ironmon_stats(
    request: HttpRequest, query: Query[SpanQuery], include: Include = None
) -> HttpResponse:
    """Of one challenge; `since` and `until` leave out runs of an unknown day."""
    private = include == "private"
    return json_response(
        stats_json(
            query.challenge, private=private, since=query.since, until=query.until
        )
    )


@router.get(
    "/profiles/ironmon/challenges", auth=seen, response=list[IronmonChallengeSchema]
)
def list_challenges(request: HttpRequest, include: Include = None) -> HttpResponse:
    rows = Challenge.objects.all()
    if include is None:
        rows = rows.public()
    return json_response(array_of(rows.order_by("number"), sql_json.CHALLENGE))


@router.put(
    "/profiles/ironmon/challenges/{slug}",
    auth=writes("ironmon.add_challenge", "ironmon.change_challenge"),
    response={200: IronmonChallengeSchema, 201: IronmonChallengeSchema},
)
def put_challenge(
    request: HttpRequest, slug: str, body: ChallengeUpdateSchema
) -> HttpResponse:
    """Make a challenge, or change it: how far runs came follows the new order."""
    is_new = editing.put_challenge_at(slug, body, user=author(request))
    rows = Challenge.objects.filter(slug=slug)
    return one_response(rows, sql_json.CHALLENGE, slug, status=201 if is_new else 200)


@router.delete(
    "/profiles/ironmon/challenges/{slug}",
    auth=writes("ironmon.delete_challenge"),
    response={204: None},
)
def delete_challenge(request: HttpRequest, slug: str) -> HttpResponse:
    """Returns a 409 if it has runs."""
    editing.delete_challenge(slug, user=author(request))
    return HttpResponse(status=204)


# Runs ----------------------------------------------------------------------------


@router.get("/profiles/ironmon/current", auth=seen, response=CurrentRunSchema)
def get_current_run(
    request: HttpRequest, query: Query[ChallengeQuery], include: Include = None
) -> HttpResponse:
    """The run that was started last, for overlays; it may have ended since."""
    rows = _visible(include).filter(started_at__isnull=False)
    if query.challenge is not None:
        rows = rows.filter(challenge__slug=query.challenge)
    body = one_of(rows.order_by("-started_at", "-id"), sql_json.RUN_DETAIL)
    return json_response(f'{{"run":{body or "null"}}}')


@router.post(
    "/profiles/ironmon/runs",
    auth=writes("ironmon.add_run"),
    response={200: IronmonRunDetailSchema, 201: IronmonRunDetailSchema},
)
def start_ironmon_run(
    request: HttpRequest, body: IronmonRunStartSchema
) -> HttpResponse:
    """Start a run. A number that is there already returns its run with a 200."""
    run, is_new = editing.start_next_run(body, user=author(request))
    return _written(run, status=201 if is_new else 200)


@router.get("/profiles/ironmon/runs", auth=seen, response=IronmonRunPageSchema)
def list_ironmon_runs(
    request: HttpRequest,
    filters: Query[IronmonRunFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    rows = _visible(include)
    if filters.challenge is not None:
        rows = rows.filter(challenge__slug=filters.challenge)
    if filters.outcome is not None:
        rows = rows.filter(OUTCOMES[filters.outcome])
    if filters.furthest is not None:
        rows = rows.filter(furthest__name__iexact=filters.furthest)
    ordering = chosen(ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.RUN, ordering=ordering, page=page)


@router.get(
    "/profiles/ironmon/runs/{run_id}", auth=seen, response=IronmonRunDetailSchema
)
def get_ironmon_run(
    request: HttpRequest, run_id: str, include: Include = None
) -> HttpResponse:
    rows = _visible(include).filter(uuid=editing.uuid_of(run_id))
    body = one_of(rows, sql_json.RUN_DETAIL)
    if body is None:
        raise not_found("run", run_id)
    return json_response(body)


@router.patch(
    "/profiles/ironmon/runs/{run_id}",
    auth=writes("ironmon.change_run"),
    response=IronmonRunDetailSchema,
)
def update_ironmon_run(
    request: HttpRequest, run_id: str, body: IronmonRunUpdateSchema
) -> HttpResponse:
    """Set notes, or where the recording is."""
    run = editing.run_with_id(run_id)
    editing.change_run(run, body, user=author(request))
    return _written(run)


@router.delete(
    "/profiles/ironmon/runs/{run_id}",
    auth=writes("ironmon.delete_run"),
    response={204: None},
)
def delete_ironmon_run(request: HttpRequest, run_id: str) -> HttpResponse:
    """Delete the run with what it cleared."""
    run = editing.run_with_id(run_id)
    if not delete_row(Run.objects.filter(pk=run.pk), user=author(request)):
        raise not_found("run", run_id)
    return HttpResponse(status=204)


@router.put(
    "/profiles/ironmon/runs/{run_id}/results/{checkpoint}",
    auth=writes("ironmon.change_run"),
    response=IronmonRunDetailSchema,
)
def put_ironmon_result(
    request: HttpRequest, run_id: str, checkpoint: str
) -> HttpResponse:
    """Note that the run cleared a checkpoint: its name in any spelling."""
    run = editing.run_with_id(run_id)
    editing.clear_checkpoint(run, checkpoint, user=author(request))
    return _written(run)


@router.delete(
    "/profiles/ironmon/runs/{run_id}/results/{checkpoint}",
    auth=writes("ironmon.change_run"),
    response={204: None},
)
def delete_ironmon_result(
    request: HttpRequest, run_id: str, checkpoint: str
) -> HttpResponse:
    """Take a checkpoint back. A victory goes with the furthest one."""
    run = editing.run_with_id(run_id)
    editing.withdraw_checkpoint(run, checkpoint, user=author(request))
    return HttpResponse(status=204)


@router.put(
    "/profiles/ironmon/runs/{run_id}/defeat",
    auth=writes("ironmon.change_run"),
    response=IronmonRunDetailSchema,
)
def put_ironmon_defeat(
    request: HttpRequest, run_id: str, body: IronmonDefeatSchema
) -> HttpResponse:
    """Record what ended the run, or correct it. Returns a 409 if the run is won."""
    run = editing.run_with_id(run_id)
    editing.set_defeat(run, body, user=author(request))
    return _written(run)


@router.delete(
    "/profiles/ironmon/runs/{run_id}/defeat",
    auth=writes("ironmon.change_run"),
    response={204: None},
)
def delete_ironmon_defeat(request: HttpRequest, run_id: str) -> HttpResponse:
    """Take the defeat back: the run goes on."""
    editing.withdraw_defeat(editing.run_with_id(run_id), user=author(request))
    return HttpResponse(status=204)


def _written(run: Run, *, status: int = 200) -> HttpResponse:
    rows = Run.objects.filter(pk=run.pk)
    return one_response(rows, sql_json.RUN_DETAIL, str(run.uuid), status=status)


def _visible(include: Include) -> QuerySet[Run]:
    return Run.objects.all() if include == "private" else Run.objects.public()
