"""The tools of the assistant. Each is one call of the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated
from typing import Any
from typing import Literal
from urllib.parse import quote

from asgiref.sync import sync_to_async
from mcp.server.mcpserver import Context
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from apps.assistant.calls import Refused
from apps.assistant.calls import call

INSTRUCTIONS = (
    "Questlog holds one person's games: a library, a journal of playthroughs, and "
    "ranked lists. Games and lists are named by slugs: find them with find_games and "
    "list_lists first. A game can have several playthroughs. Ratings go from 0.5 to 5 "
    "in halves. Dates may be partial: 2003, 2003-11, or 2003-11-02. Ask before you "
    "write."
)
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ADDS = ToolAnnotations(destructive_hint=False, open_world_hint=False)
CHANGES = ToolAnnotations(
    destructive_hint=True, idempotent_hint=True, open_world_hint=False
)

Status = Literal["planned", "playing", "ongoing", "paused", "completed", "dropped"]
Slug = Annotated[str, Field(description="Slug of the game, as find_games says it")]
ListSlug = Annotated[str, Field(description="Slug of the list, as list_lists says it")]
Rating = Annotated[float | None, Field(ge=0.5, le=5, description="0.5 to 5, in halves")]
Hours = Annotated[float | None, Field(ge=0, description="Hours played, in all")]
PartialDate = Annotated[str | None, Field(description="2003, 2003-11, or 2003-11-02")]
Private = Annotated[
    bool, Field(description="Drafts and private rows too. Needs a token that may")
]
type Ask = Callable[..., Any]


def make_server(token: Callable[[Context], str]) -> MCPServer:
    """A server whose tools act as the user of the token that `token` finds."""
    server = MCPServer("Questlog", instructions=INSTRUCTIONS)

    async def ask(ctx: Context, method: str, path: str, **options: Any) -> Any:
        try:
            return await sync_to_async(call)(
                method, f"/api{path}", token=token(ctx), **options
            )
        except Refused as error:
            raise ToolError(str(error)) from error

    _add_reading(server, ask)
    _add_writing(server, ask)
    return server


def _include(private: bool) -> str | None:
    return "private" if private else None


def _add_reading(server: MCPServer, ask: Ask) -> None:
    @server.tool(annotations=READS)
    async def find_games(
        ctx: Context,
        q: Annotated[
            str | None, Field(description="Words of a name; typos are fine")
        ] = None,
        status: Annotated[
            str | None, Field(description="One or several, separated by commas")
        ] = None,
        platform: Annotated[str | None, Field(description="Slug")] = None,
        genre: Annotated[str | None, Field(description="Slug")] = None,
        list_slug: Annotated[
            str | None, Field(description="Games that are on this list")
        ] = None,
        ordering: Annotated[
            str,
            Field(
                description="name, -best_rating, -completed_at, -times_completed, "
                "original_release_year"
            ),
        ] = "name",
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        private: Private = False,
    ) -> dict[str, Any]:
        """Find games in the library by name, status, platform, genre, or list."""
        query = {
            "q": q,
            "status": status,
            "platform": platform,
            "genre": genre,
            "list": list_slug,
            "ordering": ordering,
            "limit": limit,
            "include": _include(private),
        }
        return dict(await ask(ctx, "GET", "/games", query=query))

    @server.tool(annotations=READS)
    async def get_game(
        ctx: Context, slug: Slug, private: Private = False
    ) -> dict[str, Any]:
        """A game with its editions, playthroughs (with their ids), and lists."""
        query = {"include": _include(private)}
        return dict(await ask(ctx, "GET", f"/games/{quote(slug)}", query=query))

    @server.tool(annotations=READS)
    async def list_lists(ctx: Context, private: Private = False) -> dict[str, Any]:
        """All lists, with the number of their games."""
        query = {"include": _include(private)}
        return {"lists": await ask(ctx, "GET", "/lists", query=query)}

    @server.tool(annotations=READS)
    async def get_list(
        ctx: Context, slug: ListSlug, private: Private = False
    ) -> dict[str, Any]:
        """A list with its games, by rank if it is ranked."""
        query = {"include": _include(private)}
        return dict(await ask(ctx, "GET", f"/lists/{quote(slug)}", query=query))

    @server.tool(annotations=READS)
    async def find_playthroughs(
        ctx: Context,
        status: Annotated[
            str | None, Field(description="One or several, separated by commas")
        ] = None,
        year: Annotated[int | None, Field(description="Completed in that year")] = None,
        platform: Annotated[str | None, Field(description="Slug")] = None,
        ordering: Annotated[
            str, Field(description="-completed_at, -rating, -playtime_hours, game")
        ] = "-completed_at",
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        private: Private = False,
    ) -> dict[str, Any]:
        """Playthroughs, the ones completed last first."""
        query = {
            "status": status,
            "year": year,
            "platform": platform,
            "ordering": ordering,
            "limit": limit,
            "include": _include(private),
        }
        return dict(await ask(ctx, "GET", "/playthroughs", query=query))

    @server.tool(annotations=READS)
    async def get_stats(
        ctx: Context,
        year: Annotated[int | None, Field(description="Completed in that year")] = None,
        platform: Annotated[str | None, Field(description="Slug")] = None,
        genre: Annotated[str | None, Field(description="Slug")] = None,
        private: Private = False,
    ) -> dict[str, Any]:
        """Totals, hours, ratings, and records of all playthroughs, or of some."""
        query = {
            "year": year,
            "platform": platform,
            "genre": genre,
            "include": _include(private),
        }
        return dict(await ask(ctx, "GET", "/stats", query=query))


def _add_writing(server: MCPServer, ask: Ask) -> None:
    @server.tool(annotations=ADDS)
    async def log_playthrough(
        ctx: Context,
        slug: Slug,
        status: Status = "completed",
        completed_at: PartialDate = None,
        started_at: PartialDate = None,
        platform: Annotated[
            str | None, Field(description="Slug or name of a platform")
        ] = None,
        rating: Rating = None,
        playtime_hours: Hours = None,
    ) -> dict[str, Any]:
        """Add a playthrough of a game. Needs a token that may."""
        body = {
            "status": status,
            "completed_at": completed_at,
            "started_at": started_at,
            "platform": platform,
            "rating": rating,
            "playtime_hours": playtime_hours,
        }
        path = f"/games/{quote(slug)}/playthroughs"
        return dict(await ask(ctx, "POST", path, body=_given(body)))

    @server.tool(annotations=CHANGES)
    async def change_playthrough(
        ctx: Context,
        playthrough_id: Annotated[str, Field(description="Its id, a UUID")],
        status: Status | None = None,
        completed_at: PartialDate = None,
        rating: Rating = None,
        playtime_hours: Hours = None,
    ) -> dict[str, Any]:
        """Change what you send of a playthrough. Needs a token that may."""
        body = {
            "status": status,
            "completed_at": completed_at,
            "rating": rating,
            "playtime_hours": playtime_hours,
        }
        path = f"/playthroughs/{quote(playthrough_id)}"
        return dict(await ask(ctx, "PATCH", path, body=_given(body)))

    @server.tool(annotations=ADDS)
    async def add_to_list(
        ctx: Context,
        list_slug: ListSlug,
        slug: Slug,
        position: Annotated[
            int | None, Field(ge=1, description="From 1; the end if left out")
        ] = None,
    ) -> dict[str, Any]:
        """Put a game on a list. Needs a token that may."""
        body = _given({"work_slug": slug, "position": position})
        path = f"/lists/{quote(list_slug)}/entries"
        return dict(await ask(ctx, "POST", path, body=body))

    @server.tool(annotations=CHANGES)
    async def move_on_list(
        ctx: Context,
        list_slug: ListSlug,
        slug: Slug,
        position: Annotated[int, Field(ge=1, description="Its new rank, from 1")],
    ) -> dict[str, Any]:
        """Give a game on a ranked list another rank. Needs a token that may."""
        query = {"include": "private"}
        found = await ask(ctx, "GET", f"/lists/{quote(list_slug)}", query=query)
        entries = [e for e in found["entries"] if e["work_slug"] == slug]
        if not entries:
            raise ToolError(f"“{slug}” isn’t on the list “{list_slug}”.")
        path = f"/lists/{quote(list_slug)}/entries/{entries[0]['id']}"
        return dict(await ask(ctx, "PATCH", path, body={"position": position}))


def _given(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if value is not None}


@cache
def server_over_http() -> MCPServer:
    """The one behind `/mcp`: each request brings its token."""

    def token(ctx: Context) -> str:
        request: Any = ctx.request_context.request
        return str(request.headers["authorization"].partition(" ")[2])

    return make_server(token)
