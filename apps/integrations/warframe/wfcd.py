"""The list of Warframe's items that its community keeps."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient


class WfcdClient(RemoteClient):
    """WFCD's `warframe-items`, a file per category.

    https://github.com/WFCD/warframe-items
    """

    service = "WFCD"

    def __init__(self, base_url: str = "") -> None:
        super().__init__(
            base_url or settings.WARFRAME_CATALOGUE_BASE_URL,
            limits=Limits(read=60.0, total=180.0, max_bytes=32 * 1024 * 1024),
        )

    def items(self, name: str) -> list[Any]:
        """The rows of one file, such as "Primary". Raises RemoteError."""
        answer = self.get(f"{name}.json")
        try:
            rows = json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise self._unexpected(f"sent {name}.json without valid JSON") from error
        if not isinstance(rows, list):
            raise self._unexpected(f"didn’t send a list in {name}.json")
        return rows
