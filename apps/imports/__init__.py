"""Bulk imports: parse, match, review, apply, undo."""

from __future__ import annotations
