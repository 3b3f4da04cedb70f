"""`/playthroughs`, `/games/{slug}/playthroughs`, `/sessions` and `/stats`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from uuid import UUID

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
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.history import delete_row
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models.session import SessionQuerySet
from apps.journal.rest.editing import add_playthrough
from apps.journal.rest.editing import change_playthrough
from apps.journal.rest.filtering import counted_playthroughs
from apps.journal.rest.filtering import playthroughs_filtered
from apps.journal.rest.schemas import PlaythroughCreateSchema
from apps.journal.rest.schemas import PlaythroughFilters
from apps.journal.rest.schemas import PlaythroughPageSchema
from apps.journal.rest.schemas import PlaythroughSchema
from apps.journal.rest.schemas import PlaythroughUpdateSchema
from apps.journal.rest.schemas import StatsFilters
from apps.journal.rest.schemas import StatsSchema
from apps.journal.rest.session_editing import change_session
from apps.journal.rest.session_editing import end_session
from apps.journal.rest.session_editing import log_session
from apps.journal.rest.session_editing import pause_session
from apps.journal.rest.session_editing import playthrough_with_id
from apps.journal.rest.session_editing import resume_session
from apps.journal.rest.session_editing import session_with_id
from apps.journal.rest.session_editing import start_session
from apps.journal.rest.session_schemas import SessionCreateSchema
from apps.journal.rest.session_schemas import SessionEndSchema
from apps.journal.rest.session_schemas import SessionFilters
from apps.journal.rest.session_schemas import SessionPageSchema
from apps.journal.rest.session_schemas import SessionPauseSchema
from apps.journal.rest.session_schemas import SessionSchema
from apps.journal.rest.session_schemas import SessionStartSchema
from apps.journal.rest.session_schemas import SessionUpdateSchema
from apps.journal.rest.sql_json import playthrough_shape
from apps.journal.rest.sql_json import session_shape
from apps.journal.stats import stats_json
from apps.library.models import Game
from apps.library.rest.lookup import by_slug

router = Router(tags=["journal"])

ORDERINGS = orderings(
    completed_at=Ordering("completed_at", nullable=True),
    started_at=Ordering("started_at", nullable=True),
    created_at=Ordering("created_at"),
    updated_at=Ordering("updated_at"),
    rating=Ordering("rating", nullable=True),
    playtime_hours=Ordering("playtime_hours", nullable=True),
    game=Ordering("edition__game__name"),
)

LATEST_FIRST = chosen(ORDERINGS, "-completed_at")

SESSION_ORDERINGS = orderings(
    day=Ordering("day"),
    started_at=Ordering("started_at", nullable=True),
    minutes=Ordering("minutes", nullable=True),
    created_at=Ordering("created_at"),
)


@router.get(
    "/playthroughs",
    auth=reads("journal.view_playthrough"),
    response=PlaythroughPageSchema,
)
def list_playthroughs(
    request: HttpRequest,
    filters: Query[PlaythroughFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    rows = playthroughs_filtered(_seen(include), filters)
    ordering = chosen(ORDERINGS, filters.ordering)
    shape = playthrough_shape(private=include == "private")
    return page_of(rows, shape, ordering=ordering, page=page)


@router.get(
    "/games/{slug}/playthroughs",
    auth=reads("journal.view_playthrough"),
    response=PlaythroughPageSchema,
)
def list_game_playthroughs(
    request: HttpRequest, slug: str, page: Query[PageQuery], include: Include = None
) -> HttpResponse:
    """The playthroughs of one game, most recently completed first."""
    rows = _seen(include).filter(edition__game=_game(slug))
    shape = playthrough_shape(private=include == "private")
    return page_of(rows, shape, ordering=LATEST_FIRST, page=page)


@router.post(
    "/games/{slug}/playthroughs",
    auth=writes("journal.add_playthrough"),
    response={201: PlaythroughSchema},
)
def create_playthrough(
    request: HttpRequest, slug: str, body: PlaythroughCreateSchema
) -> HttpResponse:
    """Add a playthrough of the game. Uses its first edition unless you name one."""
    playthrough = add_playthrough(_game(slug), body, user=author(request))
    response = _one(playthrough.uuid, include="private", status=201)
    response["Location"] = f"/api/playthroughs/{playthrough.uuid}"
    return response


@router.get(
    "/playthroughs/{playthrough_id}",
    auth=reads("journal.view_playthrough"),
    response=PlaythroughSchema,
)
def get_playthrough(
    request: HttpRequest, playthrough_id: str, include: Include = None
) -> HttpResponse:
    return _one(playthrough_id, include=include)


@router.patch(
    "/playthroughs/{playthrough_id}",
    auth=writes("journal.change_playthrough"),
    response=PlaythroughSchema,
)
def update_playthrough(
    request: HttpRequest, playthrough_id: str, body: PlaythroughUpdateSchema
) -> HttpResponse:
    """Change the fields you send. Status changes that aren't possible are refused."""
    key = _key(playthrough_id)
    if not change_playthrough(key, body, user=author(request)):
        raise not_found("playthrough", playthrough_id)
    return _one(key, include="private")


@router.delete(
    "/playthroughs/{playthrough_id}",
    auth=writes("journal.delete_playthrough"),
    response={204: None},
)
def delete_playthrough(request: HttpRequest, playthrough_id: str) -> HttpResponse:
    rows = Playthrough.objects.seen_by(author(request))
    rows = rows.filter(uuid=_key(playthrough_id))
    if not delete_row(rows, user=author(request)):
        raise not_found("playthrough", playthrough_id)
    return HttpResponse(status=204)


@router.get(
    "/sessions", auth=reads("journal.view_playthrough"), response=SessionPageSchema
)
def list_sessions(
    request: HttpRequest,
    filters: Query[SessionFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """Sessions of all playthroughs, the latest day first."""
    return page_of(
        _sessions(include, filters),
        session_shape(private=include == "private"),
        ordering=chosen(SESSION_ORDERINGS, filters.ordering),
        page=page,
    )


@router.get(
    "/sessions/{session_id}",
    auth=reads("journal.view_playthrough"),
    response=SessionSchema,
)
def get_session(
    request: HttpRequest, session_id: str, include: Include = None
) -> HttpResponse:
    rows = _seen_sessions(include).filter(uuid=_key(session_id, noun="session"))
    shape = session_shape(private=include == "private")
    return one_response(rows, shape, session_id)


@router.post(
    "/playthroughs/{playthrough_id}/sessions",
    auth=writes("journal.change_playthrough"),
    response={201: SessionSchema, 200: SessionSchema},
)
def create_session(
    request: HttpRequest, playthrough_id: str, body: SessionCreateSchema
) -> HttpResponse:
    """Log a session that is over. To start the timer, use `…/sessions/start`."""
    user = author(request)
    playthrough = playthrough_with_id(playthrough_id, user=user)
    session, is_new = log_session(playthrough, body, user=user)
    return _written_session(session, status=201 if is_new else 200)


@router.post(
    "/playthroughs/{playthrough_id}/sessions/start",
    auth=writes("journal.change_playthrough"),
    response={201: SessionSchema},
)
def begin_session(
    request: HttpRequest, playthrough_id: str, body: SessionStartSchema
) -> HttpResponse:
    """Start the timer. A playthrough that was planned, paused, or dropped is being
    played from then on. Answers 409 while another session is running."""
    user = author(request)
    playthrough = playthrough_with_id(playthrough_id, user=user)
    session = start_session(playthrough, at=body.at, user=user)
    return _written_session(session, status=201)


@router.post(
    "/sessions/{session_id}/pause",
    auth=writes("journal.change_playthrough"),
    response=SessionSchema,
)
def stop_clock(
    request: HttpRequest, session_id: str, body: SessionPauseSchema
) -> HttpResponse:
    """Pause a running session: the time until `resume` doesn't count."""
    user = author(request)
    session = session_with_id(session_id, user=user)
    pause_session(session, at=body.at, user=user)
    return _written_session(session)


@router.post(
    "/sessions/{session_id}/resume",
    auth=writes("journal.change_playthrough"),
    response=SessionSchema,
)
def restart_clock(
    request: HttpRequest, session_id: str, body: SessionPauseSchema
) -> HttpResponse:
    """Go on with a paused session."""
    user = author(request)
    session = session_with_id(session_id, user=user)
    resume_session(session, at=body.at, user=user)
    return _written_session(session)


@router.post(
    "/sessions/{session_id}/end",
    auth=writes("journal.change_playthrough"),
    response=SessionSchema,
)
def finish_session(
    request: HttpRequest, session_id: str, body: SessionEndSchema
) -> HttpResponse:
    """Stop the timer."""
    user = author(request)
    session = session_with_id(session_id, user=user)
    end_session(session, body, user=user)
    return _written_session(session)


@router.patch(
    "/sessions/{session_id}",
    auth=writes("journal.change_playthrough"),
    response=SessionSchema,
)
def update_session(
    request: HttpRequest, session_id: str, body: SessionUpdateSchema
) -> HttpResponse:
    """Change the fields you send. A running session has to be ended first."""
    user = author(request)
    session = session_with_id(session_id, user=user)
    change_session(session, body, user=user)
    return _written_session(session)


@router.delete(
    "/sessions/{session_id}",
    auth=writes("journal.change_playthrough"),
    response={204: None},
)
def delete_session(request: HttpRequest, session_id: str) -> HttpResponse:
    """Delete a session, also a running one. Hours that come from sessions go down."""
    user = author(request)
    rows = Session.objects.seen_by(user)
    rows = rows.filter(uuid=_key(session_id, noun="session"))
    if not delete_row(rows, user=user):
        raise not_found("session", session_id)
    return HttpResponse(status=204)


@router.get("/stats", auth=reads("journal.view_playthrough"), response=StatsSchema)
def get_stats(
    request: HttpRequest, filters: Query[StatsFilters], include: Include = None
) -> HttpResponse:
    """Totals, hours, ratings, and records of all playthroughs, or of those that match
    every parameter you send."""
    return json_response(stats_json(counted_playthroughs(_seen(include), filters)))


def _seen(include: Include) -> QuerySet[Playthrough]:
    if include == "private":
        return Playthrough.objects.all()
    return Playthrough.objects.public()


def _game(slug: str) -> Game:
    game = Game.objects.filter(slug=slug).first()
    if game is None:
        raise not_found("game", slug)
    return game


def _key(given: str | UUID, *, noun: str = "playthrough") -> UUID:
    try:
        return UUID(str(given))
    except ValueError as error:
        raise not_found(noun, str(given)[:100]) from error


def _seen_sessions(include: Include) -> SessionQuerySet:
    rows = Session.objects.all()
    return rows if include == "private" else rows.public()


def _sessions(include: Include, filters: SessionFilters) -> QuerySet[Session]:
    rows: QuerySet[Session] = _seen_sessions(include)
    if filters.game is not None:
        game = by_slug(Game.objects.all(), filters.game, field="game", where="query")
        rows = rows.filter(playthrough__edition__game=game)
    if filters.playthrough is not None:
        rows = rows.filter(playthrough__uuid=_key(filters.playthrough))
    if filters.since is not None:
        rows = rows.filter(day__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(day__lte=filters.until)
    if filters.running is not None:
        rows = rows.filter(minutes__isnull=filters.running)
    if filters.source is not None:
        rows = rows.filter(source=filters.source)
    return rows


def _written_session(session: Session, *, status: int = 200) -> HttpResponse:
    rows = Session.objects.filter(pk=session.pk)
    shape = session_shape(private=True)
    response = one_response(rows, shape, str(session.uuid), status=status)
    if status == 201:
        response["Location"] = f"/api/sessions/{session.uuid}"
    return response


def _one(
    playthrough_id: str | UUID, *, include: Include, status: int = 200
) -> HttpResponse:
    rows = _seen(include).filter(uuid=_key(playthrough_id))
    shape = playthrough_shape(private=include == "private")
    return one_response(rows, shape, str(playthrough_id), status=status)
