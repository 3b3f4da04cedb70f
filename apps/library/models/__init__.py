from __future__ import annotations

from apps.library.models.cover import Cover
from apps.library.models.cover import CoverUpload
from apps.library.models.game import Edition
from apps.library.models.game import EditionType
from apps.library.models.game import Game
from apps.library.models.game import GameGenre
from apps.library.models.merge import EditionRedirect
from apps.library.models.merge import GameMerge
from apps.library.models.merge import GameRedirect
from apps.library.models.merge import NotTheSame
from apps.library.models.taxonomy import Franchise
from apps.library.models.taxonomy import Genre
from apps.library.models.taxonomy import Platform

__all__ = [
    "Cover",
    "CoverUpload",
    "Edition",
    "EditionRedirect",
    "EditionType",
    "Franchise",
    "Game",
    "GameGenre",
    "GameMerge",
    "GameRedirect",
    "Genre",
    "NotTheSame",
    "Platform",
]
