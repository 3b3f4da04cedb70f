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
from apps.lists.models import Versus


def _lists_with_gaps() -> Iterator[str]:
    """Constraints keep positions apart; that they are dense is the verbs' work."""
    counted = List.objects.filter(is_ranked=True).annotate(
        last=Max("entries__position", default=0),
        placed=Count("entries__position"),
        count=Count("entries"),
    )
    for list_ in counted.exclude(Q(last=F("count")) & Q(placed=F("count"))):
        yield (
            f"The positions on the ranked list “{list_}” must be 1, 2, 3 … to "
            f"{list_.count}, the number of its entries."
        )


SECTIONS = (
    Section(
        name="lists",
        model=List,
        about="Curated lists, including drafts and private ones. `version` counts "
        "the changes of a list.",
    ),
    Section(
        name="list_entries",
        model=ListEntry,
        about="The games on the lists; on a ranked list with positions from 1.",
        problems=_lists_with_gaps,
    ),
    Section(
        name="list_activities",
        model=ListActivity,
        about="Every change to a list, oldest first. Replaying them gives the list "
        "as it was on any day. `moves` and `order` name games by id.",
    ),
    Section(
        name="versus",
        model=Versus,
        about="Rankings by picking the better of two: of a list, or of one game on it. "
        "`order` and `answers` name games by id.",
    ),
    Section(
        name="deleted_lists",
        model=DeletedList,
        about="Deleted lists that can be restored, with everything in `content`.",
    ),
)
LEFT_OUT = {"lists.listimages": "Drawn again from the lists."}
