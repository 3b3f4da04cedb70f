"""What every route under /api shares: auth, problems, strict input, pages.

An app's `api.py` has a `router = Router(tags=[…])` that `questlog_site/api.py` lists.
A route reads so:

    @router.get("/games", auth=reads("journal.view_playthrough"), response=GamePage)
    def list_games(
        request: HttpRequest, filters: Query[GameFilters], page: Query[PageQuery],
        include: Include = None,
    ) -> HttpResponse:
        return page_of(rows, SHAPE, ordering=…, page=page)

    @router.post("/games", auth=writes("library.add_game"), response={201: GameDetail})
    def create_game(request: HttpRequest, body: GameCreateSchema) -> HttpResponse:
        with transaction.atomic():
            game = Game.objects.add(name=body.name)
            record_change(game, user=author(request), action="wagtail.create")
        return json_response(…, status=201)

Wrap no endpoint in `@transaction.atomic`: Ninja could not resolve its annotations.
Bodies derive from `Input`; `Problem`, `invalid_field` and `not_found` are raised, not
returned; `ValidationError` of a model becomes 422, or 409 by its code
(`failures.CONFLICTS`); a row that is held becomes 409 with what holds it.
"""

from __future__ import annotations
