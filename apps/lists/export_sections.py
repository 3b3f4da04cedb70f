"""What of the lists is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.db.models import F
from django.db.models import Max
from django.db.models import Q

from apps.core.export_schema import Section
from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListEntry

KEY = "Internal; the order of the rows represents it."
STAMPS = ("created_at", "updated_at")


def _lists_with_gaps() -> Iterator[str]:
    """Constraints keep positions apart; that they are dense is the verbs' work."""
    counted = List.objects.filter(is_ranked=True).annotate(
        last=Max("entries__position", default=0),
        placed=Count("entries__position"),
        count=Count("entries"),
    )
    for ranking in counted.exclude(Q(last=F("count")) & Q(placed=F("count"))):
        yield (
            f"The positions on the ranked list “{ranking}” must be 1, 2, 3 … to "
            f"{ranking.count}, the number of its entries."
        )


SECTIONS = (
    Section(
        name="lists",
        model=List,
        about="Curated lists, including drafts and private ones. `version` counts "
        "the changes of a list.",
        fields=(
            "uuid",
            "name",
            "slug",
            "sort_name",
            "description",
            "is_ranked",
            "visibility",
            "version",
            "published_at",
            *STAMPS,
        ),
        left_out={
            "id": KEY,
            "latest_revision": "Wagtail's revisions aren't exported.",
            "sort_key": "Recreated from the name.",
        },
    ),
    Section(
        name="list_entries",
        model=ListEntry,
        about="The games on the lists; on a ranked list with positions from 1.",
        fields=("uuid", "list", "game", "position", "notes", "added_at", *STAMPS),
        left_out={"id": KEY},
        problems=_lists_with_gaps,
    ),
    Section(
        name="list_activities",
        model=ListActivity,
        about="Every change to a list, oldest first. Replaying them gives the list "
        "as it was on any day. `moves` and `order` name games by id.",
        fields=(
            "uuid",
            "list",
            "timestamp",
            "verb",
            "version",
            "is_ranked",
            "entries",
            "moves",
            "order",
            *STAMPS,
        ),
        left_out={"id": KEY, "is_told": "Events aren't exported."},
    ),
    Section(
        name="deleted_lists",
        model=DeletedList,
        about="Deleted lists that can be restored, with everything in `content`.",
        fields=("uuid", "name", "entry_count", "deleted_at", *STAMPS, "content"),
        left_out={"id": KEY},
    ),
)
LEFT_OUT: dict[str, str] = {}
