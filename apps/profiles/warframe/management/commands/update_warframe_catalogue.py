from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.http.errors import RemoteError
from apps.integrations.warframe.wfcd import WfcdClient
from apps.profiles.warframe.catalogue.wfcd import FILES
from apps.profiles.warframe.catalogue.wfcd import items_of
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models.catalogue import PACKAGED

# Fewer items than this share of what is known is no catalogue any more.
LEAST_SHARE = 0.9


class Command(BaseCommand):
    help = (
        "Bring the list of Warframe's items up to date: from WFCD's warframe-items, or "
        "from a folder with its data/json. Items that it lacks stay. Without --url and "
        "--file, the list that comes with Questlog is taken."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group()
        source.add_argument(
            "--url",
            nargs="?",
            const="",
            help="fetch it; without a value, from WARFRAME_CATALOGUE_BASE_URL",
        )
        source.add_argument("--file", help="a folder with Primary.json and so on")
        parser.add_argument(
            "--write",
            action="store_true",
            help="write the list that comes with Questlog (for its developers)",
        )

    def handle(
        self,
        *args: Any,
        url: str | None,
        file: str | None,
        write: bool,
        **options: Any,
    ) -> None:
        if url is None and file is None:
            changed = CatalogueItem.objects.bring_in()
            self.stdout.write(f"{counted(changed, 'item')} new or changed.")
            return
        rows, failed = self._rows(url=url, folder=file)
        items = items_of(rows)
        known = CatalogueItem.objects.count()
        if not failed and len(items) < known * LEAST_SHARE:
            raise CommandError(
                f"Only {counted(len(items), 'item')} could be read, and {known:,} are "
                "known. Nothing was changed."
            )
        today = timezone.localdate()
        if write and not failed:
            PACKAGED.write_text(_packaged(items, today.isoformat()), encoding="utf-8")
        changed = CatalogueItem.objects.merge(items, as_of=today)
        self.stdout.write(
            f"Read {counted(len(items), 'item')}, {changed:,} new or changed."
        )

    def _rows(self, *, url: str | None, folder: str | None) -> tuple[list[Any], int]:
        """All rows, and how many files failed: each is named and left out."""
        rows: list[Any] = []
        failed = 0
        for name in FILES:
            try:
                rows += _from_folder(folder, name) if folder else _fetched(url, name)
            except (CommandError, RemoteError) as error:
                failed += 1
                self.stderr.write(f"{name}: {error} Its items stay as they are.")
        if failed == len(FILES):
            raise CommandError("No file could be read. Nothing was changed.")
        return rows, failed


def _from_folder(folder: str, name: str) -> list[Any]:
    path = Path(folder) / f"{name}.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"Can't read {path}: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path} isn't valid JSON.") from error
    if not isinstance(rows, list):
        raise CommandError(f"{path} isn't a list.")
    return rows


def _fetched(url: str | None, name: str) -> list[Any]:
    with WfcdClient(url or "") as client:
        return client.items(name)


def _packaged(items: list[dict[str, Any]], day: str) -> str:
    """One item a line, so that a change shows."""
    lines = (
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in items
    )
    return (
        '{"source": "@wfcd/items (MIT, see LICENSE-WFCD.txt)",\n'
        f'"date": "{day}",\n"items": [\n' + ",\n".join(lines) + "\n]}\n"
    )
