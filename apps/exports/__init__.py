"""Everything the owner has, out of Questlog and back into an empty one."""

from __future__ import annotations
