"""The address of the games: which filters, search, order and layout it names."""

from __future__ import annotations

from apps.browsing.admin.address_query import AddressQuery
from apps.browsing.admin.filters import GameFilters

WALL = "wall"
TABLE = "table"
LAYOUTS = (WALL, TABLE)

GAMES = AddressQuery(GameFilters, "q", "ordering", "layout")
KEPT = GAMES.kept
parameters_of = GAMES.parameters_of
query_of = GAMES.query_of
query_with = GAMES.query_with
