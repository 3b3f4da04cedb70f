"""The event log and its delivery. Knows no domain."""

from __future__ import annotations
