"""`/igdb`: what remote services have that the library has not.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query
from ninja import Router

from apps.core.api.auth import reads
from apps.integrations.igdb.lookup import look_up
from apps.integrations.schemas import IGDBGameSchema
from apps.integrations.schemas import IGDBSearchQuery
from apps.integrations.schemas import IGDBSearchResponse

router = Router(tags=["integrations"])


@router.get("/igdb/search", auth=reads(), response=IGDBSearchResponse)
def search_igdb(
    request: HttpRequest, query: Query[IGDBSearchQuery]
) -> IGDBSearchResponse:
    """Games of IGDB that `q` may mean, the likeliest first. Data from IGDB.com.

    Misspelled titles, abbreviations and names of other regions are found. Answers are
    kept for ten minutes; without a token, thirty new searches a minute are answered.
    503 says what to set where IGDB is not set up.
    """
    games = look_up(query.q, is_stranger=not request.user.is_authenticated)
    return IGDBSearchResponse(
        results=[IGDBGameSchema.of(game) for game in games[: query.limit]]
    )
