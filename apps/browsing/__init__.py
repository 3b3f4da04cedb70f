"""What a reader sees across library, journal, and lists."""

from __future__ import annotations
