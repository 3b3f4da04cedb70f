from __future__ import annotations

from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Verb
from apps.lists.models.entry import ListEntry
from apps.lists.models.list import List
from apps.lists.models.list import ListChanged
from apps.lists.models.list import Visibility
from apps.lists.models.order import RankChange
from apps.lists.models.order import compare_orders

__all__ = [
    "List",
    "ListActivity",
    "ListChanged",
    "ListEntry",
    "RankChange",
    "Verb",
    "Visibility",
    "compare_orders",
]
