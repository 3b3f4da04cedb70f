"""What every route under /api shares: auth, problems, strict input, pages."""

from __future__ import annotations
