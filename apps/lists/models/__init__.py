from __future__ import annotations

from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Verb
from apps.lists.models.deleted import DeletedList
from apps.lists.models.entry import ListEntry
from apps.lists.models.images import ListImages
from apps.lists.models.list import List
from apps.lists.models.list import Visibility
from apps.lists.models.order import RankChange
from apps.lists.models.order import compare_orders
from apps.lists.models.ranked import ListChanged
from apps.lists.models.versus import Versus
from apps.lists.models.versus import VersusChanged

__all__ = [
    "DeletedList",
    "List",
    "ListActivity",
    "ListChanged",
    "ListEntry",
    "ListImages",
    "RankChange",
    "Verb",
    "Versus",
    "VersusChanged",
    "Visibility",
    "compare_orders",
]
