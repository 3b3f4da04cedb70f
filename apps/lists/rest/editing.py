"""Lists changed by what a request holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from apps.core.api.auth import author
from apps.core.api.etags import is_held
from apps.core.api.etags import strong_etag
from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.api.sql_json import one_of
from apps.core.api.strict import LARGEST_INTEGER
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListEntry
from apps.lists.rest import sql_json
from apps.lists.rest.schemas import BulkEntryCreateSchema
from apps.lists.rest.schemas import BulkEntryResultSchema
from apps.lists.rest.schemas import EntryCreateSchema
from apps.lists.rest.schemas import EntryUpdateSchema
from apps.lists.rest.schemas import OrderSchema


@contextmanager
def changing(request: HttpRequest, slug: str) -> Iterator[List]:
    """The locked list, within a transaction; a 404 problem without one to see.

    `If-Match` with the ETag of `GET /lists/{slug}` refuses (412) when the list is
    no longer what the client saw.
    """
    with transaction.atomic():
        lists = List.objects.seen_by(author(request)).filter(slug=slug)
        list_ = lists.select_for_update(no_key=True).first()
        if list_ is None:
            raise not_found("list", slug)
        wanted = request.headers.get("If-Match")
        if wanted:
            body = one_of(List.objects.filter(pk=list_.pk), sql_json.LIST_DETAIL)
            if not is_held(strong_etag((body or "").encode()), wanted):
                raise Problem(
                    412, "The list has changed since you read it. Read it again."
                )
        yield list_


def entry_of(list_: List, entry_id: str) -> ListEntry:
    """The entry of `list_` with this id. Raises a 404 problem."""
    try:
        return list_.entries.get(uuid=UUID(entry_id))
    except (ValueError, ListEntry.DoesNotExist) as error:
        raise not_found("entry of this list with the id", entry_id) from error


def add_game(list_: List, body: EntryCreateSchema) -> ListEntry:
    """Add the game of `body` to the locked list. Raises a 404 problem without one."""
    game = Game.objects.filter(slug=body.work_slug).first()
    if game is None:
        raise not_found("game", body.work_slug[:200])
    taken = set(list_.entries.values_list("position", flat=True))
    position = _possible_position(list_, body.position, taken)
    if list_.is_ranked and position is not None:
        position = min(position, len(taken) + 1)
    return list_.add(game, position=position, notes=body.notes)


def change_entry(entry: ListEntry, body: EntryUpdateSchema) -> ListEntry:
    sent = body.model_dump(exclude_unset=True)
    if "notes" in sent:
        entry.annotate(sent["notes"])
    if "position" in sent:
        entry.move_to(sent["position"], tier=sent.get("tier", ""))
    elif "tier" in sent:
        entry.list.sort(entry, sent["tier"])
        entry.refresh_from_db()
    return entry


def order_of(list_: List, body: OrderSchema) -> list[ListEntry]:
    """The entries of `list_` in the order of `body`. Raises a 422 problem."""
    entries = {str(entry.uuid): entry for entry in list_.entries.all()}
    unknown = [entry_id for entry_id in body.entries if entry_id not in entries]
    if unknown:
        raise invalid_field("entries", f"Not on this list: {', '.join(unknown)[:300]}.")
    return [entries[entry_id] for entry_id in body.entries]


def add_bulk(list_: List, body: BulkEntryCreateSchema) -> BulkEntryResultSchema:
    """Add every row that can be added, as one change of the locked list."""
    games = Game.objects.in_bulk(
        [row.work_slug for row in body.entries], field_name="slug"
    )
    listed = set(list_.entries.values_list("game_id", flat=True))
    taken = set(list_.entries.values_list("position", flat=True))
    additions: dict[Game, EntryCreateSchema] = {}
    positions: dict[Game, int | None] = {}
    skipped, errors = 0, []
    for row in body.entries:
        game = games.get(row.work_slug)
        if game is None:
            errors.append(f"{row.work_slug[:200]}: there is no game with this slug.")
        elif game.pk in listed or game in additions:
            skipped += 1
        elif problem := _problem_of(row):
            errors.append(f"{row.work_slug}: {problem}")
        else:
            additions[game] = row
            positions[game] = _possible_position(list_, row.position, taken)
            if not list_.is_ranked:
                taken.add(positions[game])
    list_.add_many(
        additions,
        positions={g: position for g, position in positions.items() if position},
        notes={game: row.notes for game, row in additions.items()},
    )
    return BulkEntryResultSchema(created=len(additions), skipped=skipped, errors=errors)


def _possible_position(
    list_: List, wish: int | None, taken: set[int | None]
) -> int | None:
    """The position nearest to `wish` that an entry can be given.

    Several entries may wish for one position of a ranked list; they stay in the order
    of their wishes.
    """
    if wish is None:
        return None
    wish = min(max(wish, 1), LARGEST_INTEGER)
    if list_.is_ranked:
        return wish
    return next(free for free in count(wish) if free not in taken)


def _problem_of(row: EntryCreateSchema) -> str:
    try:
        ListEntry(notes=row.notes).clean_fields(exclude=["list", "game"])
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
