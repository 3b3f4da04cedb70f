from __future__ import annotations

from apps.library.models.cover import Cover
from apps.library.models.cover import CoverUpload
from apps.library.models.game import Edition
from apps.library.models.game import EditionType
from apps.library.models.game import Game
from apps.library.models.game import GameGenre
from apps.library.models.taxonomy import Franchise
from apps.library.models.taxonomy import Genre
from apps.library.models.taxonomy import Platform

__all__ = [
    "Cover",
    "CoverUpload",
    "Edition",
    "EditionType",
    "Franchise",
    "Game",
    "GameGenre",
    "Genre",
    "Platform",
]
