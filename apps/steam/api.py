"""`/steam/…`: the followed library, its achievements, and the time played.

`/steam/player` and `/steam/recent` ask Steam itself: see `apps.integrations.api`. The
names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from typing import Annotated

from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Path
from ninja import Query
from ninja import Router
from ninja import Status

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.integrations.steam import LARGEST_APPID
from apps.jobs.schemas import JobSchema
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.steam.adding import undo_time
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession
from apps.steam.models import PlaytimeSnapshot
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.models.app import SteamAppQuerySet
from apps.steam.rest import sql_json
from apps.steam.rest.editing import add_session_time
from apps.steam.rest.editing import added_time_with_id
from apps.steam.rest.editing import change_account
from apps.steam.rest.editing import change_app
from apps.steam.rest.schemas import SessionTimeCreateSchema
from apps.steam.rest.schemas import SessionTimeSchema
from apps.steam.rest.schemas import SteamAccountSchema
from apps.steam.rest.schemas import SteamAccountUpdateSchema
from apps.steam.rest.schemas import SteamAchievementFilters
from apps.steam.rest.schemas import SteamAchievementPageSchema
from apps.steam.rest.schemas import SteamAppFilters
from apps.steam.rest.schemas import SteamAppPageSchema
from apps.steam.rest.schemas import SteamAppSchema
from apps.steam.rest.schemas import SteamAppUpdateSchema
from apps.steam.rest.schemas import SteamSessionFilters
from apps.steam.rest.schemas import SteamSessionPageSchema
from apps.steam.rest.schemas import SteamTotalSchema
from apps.steam.rest.schemas import UnlockedAchievementFilters
from apps.steam.syncing.sync import obstacle
from apps.steam.tasks import start_refresh
from apps.steam.tasks import start_sync

router = Router(tags=["steam"])
seen = reads("steam.view_steamapp")
AppNumber = Annotated[int, Path(ge=1, le=LARGEST_APPID)]
APP_ORDERINGS = orderings(
    played_at=Ordering("played_at", nullable=True),
    minutes=Ordering("minutes"),
    recent_minutes=Ordering("recent_minutes"),
    first_seen_at=Ordering("first_seen_at"),
    name=Ordering("name"),
)
ACHIEVEMENT_ORDERINGS = orderings(
    position=Ordering("position"),
    unlocked_at=Ordering("unlocked_at", nullable=True),
    rarity=Ordering("rarity", nullable=True),
    name=Ordering("name"),
)
SESSION_ORDERINGS = orderings(
    last_day=Ordering("last_day"),
    first_day=Ordering("first_day"),
    minutes=Ordering("minutes"),
    until=Ordering("until"),
)


@router.get("/steam/account", auth=seen, response=SteamAccountSchema)
def get_steam_account(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the library is followed for the first time."""
    account = _account(include)
    if account is None:
        raise not_found("account", "steam")
    shape = sql_json.account_shape(private=include == "private")
    return one_response(SteamAccount.objects.filter(pk=account.pk), shape, "steam")


@router.put(
    "/steam/account",
    auth=writes("steam.add_steamaccount", "steam.change_steamaccount"),
    response=SteamAccountSchema,
)
def put_steam_account(
    request: HttpRequest, body: SteamAccountUpdateSchema
) -> HttpResponse:
    """Follow the library of the account in the settings, or stop; show it, or don't.

    Following it starts no sync; send `POST /steam/sync` for that.
    """
    account = change_account(body, user=author(request))
    rows = SteamAccount.objects.filter(pk=account.pk)
    return one_response(rows, sql_json.account_shape(private=True), "steam")


@router.post(
    "/steam/sync",
    auth=writes("steam.change_steamaccount"),
    response={202: JobSchema},
)
def sync_steam(request: HttpRequest) -> Status[JobSchema]:
    """Starts a sync in the background, and returns its job: follow it at `/jobs/{id}`.

    While one is on its way, that one is returned. A 409 says why nothing can be synced.
    """
    if reason := obstacle(SteamAccount.current()):
        raise Problem(409, reason)
    return Status(202, JobSchema.of(start_sync(by=author(request))))


@router.get("/steam/library", auth=seen, response=SteamAppPageSchema)
def list_steam_library(
    request: HttpRequest,
    filters: Query[SteamAppFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """What the owner owns at Steam, last played first. Ignored ones are left out."""
    rows = _apps(include)
    if filters.q is not None:
        rows = rows.filter(name__icontains=filters.q)
    if filters.game is not None:
        rows = rows.filter(pk__in=_keys(_of_game(filters.game)))
    if filters.linked is not None:
        rows = rows.linked(filters.linked)
    if filters.played is not None:
        rows = rows.filter(minutes__gt=0) if filters.played else rows.filter(minutes=0)
    if filters.missing is not None:
        rows = rows.filter(missing_since__isnull=not filters.missing)
    ordering = chosen(APP_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.APP, ordering=ordering, page=page)


@router.get("/steam/library/{app_id}", auth=seen, response=SteamAppSchema)
def get_steam_app(
    request: HttpRequest, app_id: AppNumber, include: Include = None
) -> HttpResponse:
    rows = _apps(include).filter(appid=app_id)
    return one_response(rows, sql_json.APP, str(app_id))


@router.patch(
    "/steam/library/{app_id}",
    auth=writes("steam.change_steamapp"),
    response=SteamAppSchema,
)
def update_steam_app(
    request: HttpRequest, app_id: AppNumber, body: SteamAppUpdateSchema
) -> HttpResponse:
    """Say which game of the library it is, or leave it out; imports go by that, too."""
    app = _app(app_id)
    change_app(app, body, user=author(request))
    return one_response(SteamApp.objects.filter(pk=app.pk), sql_json.APP, str(app_id))


@router.get(
    "/steam/library/{app_id}/playtime", auth=seen, response=list[SteamTotalSchema]
)
def list_steam_playtime(
    request: HttpRequest, app_id: AppNumber, include: Include = None
) -> HttpResponse:
    """The minutes played by the end of each day where they changed, oldest first."""
    rows = PlaytimeSnapshot.objects.filter(app__in=_shown(app_id, include))
    return json_response(array_of(rows.order_by("day", "id"), sql_json.TOTAL))


@router.get(
    "/steam/library/{app_id}/achievements",
    auth=seen,
    response=SteamAchievementPageSchema,
)
def list_steam_app_achievements(
    request: HttpRequest,
    app_id: AppNumber,
    filters: Query[SteamAchievementFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """The achievements of one game, in its own order unless you choose another."""
    rows = SteamAchievement.objects.filter(app__in=_shown(app_id, include))
    if filters.unlocked is not None:
        rows = rows.filter(is_unlocked=filters.unlocked)
    ordering = chosen(ACHIEVEMENT_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.ACHIEVEMENT, ordering=ordering, page=page)


@router.post(
    "/steam/library/{app_id}/achievements/refresh",
    auth=writes("steam.change_steamapp"),
    response={202: JobSchema},
)
def refresh_steam_achievements(
    request: HttpRequest, app_id: AppNumber
) -> Status[JobSchema]:
    """Reads the achievements of one game again in the background; see `/jobs/{id}`."""
    app = _app(app_id)
    if reason := obstacle(SteamAccount.current()):
        raise Problem(409, reason)
    return Status(202, JobSchema.of(start_refresh(app, by=author(request))))


@router.get("/steam/achievements", auth=seen, response=SteamAchievementPageSchema)
def list_steam_achievements(
    request: HttpRequest,
    filters: Query[UnlockedAchievementFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """What is unlocked in all games, the latest first."""
    rows = SteamAchievement.objects.unlocked().filter(app__in=_keys(_apps(include)))
    if filters.q is not None:
        found = Q(name__icontains=filters.q) | Q(app__name__icontains=filters.q)
        rows = rows.filter(found)
    if filters.game is not None:
        rows = rows.filter(app__in=_keys(_of_game(filters.game)))
    ordering = chosen(ACHIEVEMENT_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.ACHIEVEMENT, ordering=ordering, page=page)


@router.get("/steam/sessions", auth=seen, response=SteamSessionPageSchema)
def list_steam_sessions(
    request: HttpRequest,
    filters: Query[SteamSessionFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """When what was played for how long, the latest first."""
    rows = PlaySession.objects.filter(app__in=_keys(_apps(include)))
    if filters.app_id is not None:
        rows = rows.filter(app__appid=filters.app_id)
    if filters.game is not None:
        rows = rows.filter(app__in=_keys(_of_game(filters.game)))
    if filters.since is not None:
        rows = rows.filter(last_day__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(first_day__lte=filters.until)
    if filters.added is not None:
        shown = Q(added__isnull=False)
        if include is None:
            shown &= Q(added__playthrough__is_public=True)
        rows = rows.filter(shown) if filters.added else rows.exclude(shown)
    shape = sql_json.session_shape(private=include == "private")
    ordering = chosen(SESSION_ORDERINGS, filters.ordering)
    return page_of(rows, shape, ordering=ordering, page=page)


@router.post(
    "/steam/added-time",
    auth=writes("steam.view_steamapp", "journal.change_playthrough"),
    response={201: SessionTimeSchema},
)
def add_steam_time(request: HttpRequest, body: SessionTimeCreateSchema) -> HttpResponse:
    """Add the time of sessions to the hours of a playthrough, each once.

    `DELETE /steam/added-time/{id}` takes it back.
    """
    added = add_session_time(body, user=author(request))
    rows = AddedTime.objects.filter(pk=added.pk)
    return one_response(rows, sql_json.ADDED_TIME, str(added.uuid), status=201)


@router.delete(
    "/steam/added-time/{added_id}",
    auth=writes("steam.view_steamapp", "journal.change_playthrough"),
    response={204: None},
)
def undo_steam_time(request: HttpRequest, added_id: str) -> HttpResponse:
    """Take the hours back off the playthrough; the sessions can be added again."""
    undo_time(added_time_with_id(added_id), user=author(request))
    return HttpResponse(status=204)


def _account(include: Include) -> SteamAccount | None:
    account = SteamAccount.current()
    is_shown = account is not None and (account.is_public or include == "private")
    return account if is_shown else None


def _apps(include: Include) -> SteamAppQuerySet:
    """Those of the account now; what is ignored is nobody else's business."""
    rows = SteamApp.objects.filter(account=_account(include))
    return rows.with_game() if include == "private" else rows.not_ignored()


def _shown(app_id: int, include: Include) -> QuerySet:
    """The key of one of them. Raises a 404 problem."""
    rows = _apps(include).filter(appid=app_id)
    if not rows.exists():
        raise not_found("Steam game", app_id)
    return _keys(rows)


def _app(app_id: int) -> SteamApp:
    found = SteamApp.objects.filter(account=SteamAccount.current(), appid=app_id)
    app = found.first()
    if app is None:
        raise not_found("Steam game", app_id)
    return app


def _keys(rows: SteamAppQuerySet) -> QuerySet:
    return rows.order_by().values("pk")


def _game(slug: str) -> Game:
    return by_slug(Game.objects.all(), slug, field="game", where="query")


def _of_game(slug: str) -> SteamAppQuerySet:
    return SteamApp.objects.of_game(_game(slug))
