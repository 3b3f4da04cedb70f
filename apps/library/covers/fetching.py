"""Fetching the covers that games and editions name by `cover_url`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from queue import SimpleQueue

from django.db import connection
from django.utils import timezone

from apps.integrations.http.errors import RemoteError
from apps.integrations.images import ImageClient
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.library.covers.images import UnusableImage
from apps.library.covers.images import are_kept
from apps.library.covers.images import keep_image
from apps.library.covers.images import remove_kept
from apps.library.models import Cover
from apps.library.models import CoverUpload
from apps.library.models.cover import ImageFacts

# Downloads that run at the same time, over all hosts.
PARALLEL = 4
BATCH = 20
# What some game or edition names and nobody has: new, or failed and due again.
MISSING = """
SELECT wanted.url FROM (
    SELECT cover_url AS url, min(id) AS first FROM library_game
    WHERE cover_url <> '' GROUP BY 1
    UNION ALL
    SELECT cover_url, min(game_id) FROM library_edition
    WHERE cover_url <> '' GROUP BY 1
    {others}
) AS wanted
LEFT JOIN library_cover c ON c.source_url = wanted.url
WHERE c.id IS NULL OR c.fetched_at IS NULL AND c.retry_at <= %s
GROUP BY wanted.url ORDER BY min(wanted.first) DESC
"""
# What a search showed of a game that nobody added, or the address of before.
UNUSED = """
DELETE FROM library_cover c WHERE c.updated_at < %s
AND NOT EXISTS (SELECT FROM library_game g WHERE g.cover_url = c.source_url)
AND NOT EXISTS (SELECT FROM library_edition e WHERE e.cover_url = c.source_url)
{others}
RETURNING c.sha256, c.width
"""
UNUSED_FOR = timedelta(days=30)


# Tables, columns, and conditions of apps above: see `fetch_also` and `keep_also`.
_FURTHER: set[tuple[str, str, str]] = set()
_KEPT: set[tuple[str, str]] = set()


def fetch_also(table: str, column: str, *, only: str = "true") -> None:
    """Fetch and keep the images at the addresses in `column` of `table`, as covers.

    Those of games come first. `only` is the SQL of a condition: which rows are meant.
    For the `apps.py` of an app above.
    """
    _FURTHER.add((table, column, only))


def keep_also(table: str, column: str) -> None:
    """Keep those images, once `fetch_one` has fetched them: there are too many.

    For the `apps.py` of an app above.
    """
    _KEPT.add((table, column))


def _missing_sql() -> str:
    others = (
        f"UNION ALL SELECT {column}, -min(id) FROM {table}"
        f" WHERE {column} <> '' AND {only} GROUP BY 1"
        for table, column, only in sorted(_FURTHER)
    )
    return MISSING.format(others=" ".join(others))


def _unused_sql() -> str:
    named = _KEPT | {(table, column) for table, column, _ in _FURTHER}
    others = (
        f"AND NOT EXISTS (SELECT FROM {table} o WHERE o.{column} = c.source_url)"
        for table, column in sorted(named)
    )
    return UNUSED.format(others=" ".join(others))


def missing_urls(now: datetime) -> list[str]:
    """What is to be fetched at `now`, of the newest games first."""
    with connection.cursor() as cursor:
        cursor.execute(_missing_sql(), [now])
        return [url for (url,) in cursor.fetchall()]


def is_any_missing(now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({_missing_sql()})", [now])
        (found,) = cursor.fetchone()
    return bool(found)


def fetch_missing(progress: Progress) -> None:
    """Fetch every cover that is missing; each is kept, or why it could not be had.

    Raises `OSError` where the media folder can't be written.
    """
    urls = missing_urls(timezone.now())
    progress.begin(len(urls))
    with _clients() as clients:
        pool = ThreadPoolExecutor(max_workers=PARALLEL)
        try:
            for start in range(0, len(urls), BATCH):
                some = urls[start : start + BATCH]
                results = pool.map(lambda url: _fetched(url, clients), some)
                _keep(dict(zip(some, results, strict=True)), progress)
        finally:
            pool.shutdown(cancel_futures=True)


def fetch_one(url: str) -> Cover | None:
    """The cover at `url`, fetched now unless it is there, or failed a moment ago."""
    now = timezone.now()
    known = Cover.objects.filter(source_url=url)
    cover = known.first()
    if cover is None or (cover.retry_at is not None and cover.retry_at <= now):
        with ImageClient() as client:
            result = _result(url, client)
        _keep({url: result})
        cover = known.first()
    return cover


def forget_unused(now: datetime) -> None:
    """Forget covers that nothing names any more, or never did, and their files."""
    with connection.cursor() as cursor:
        cursor.execute(_unused_sql(), [now - UNUSED_FOR])
        forgotten = cursor.fetchall()
    for sha256, width in forgotten:
        same = {"sha256": sha256}
        kept = Cover.objects.filter(**same), CoverUpload.objects.filter(**same)
        if sha256 and not any(rows.exists() for rows in kept):
            remove_kept(sha256, width)


def restore_lost() -> None:
    """Make covers due whose files are gone, and the sizes of uploads again.

    So a backup needs no covers, and a media folder that was lost fills itself.
    """
    there = Cover.objects.filter(fetched_at__isnull=False)
    lost = [
        pk
        for pk, sha256, width in there.values_list("pk", "sha256", "width")
        if not are_kept(sha256, width)
    ]
    Cover.objects.filter(pk__in=lost).delete()
    for upload in CoverUpload.objects.defer("data").iterator():
        if not are_kept(upload.sha256, upload.width):
            keep_image(bytes(upload.data))


def _keep(results: dict[str, ImageFacts | str], progress: Progress = SILENT) -> None:
    now = timezone.now()
    stored = {
        each.source_url: each for each in Cover.objects.filter(source_url__in=results)
    }
    covers = []
    for url, result in results.items():
        cover = stored.get(url) or Cover(source_url=url)
        if isinstance(result, str):
            cover.note_failure(result, at=now)
            progress.fail(url, result)
        else:
            cover.note_image(result, at=now)
        covers.append(cover)
    Cover.objects.keep(covers)
    progress.step(len(covers))


def _fetched(url: str, clients: SimpleQueue[ImageClient]) -> ImageFacts | str:
    client = clients.get()
    try:
        return _result(url, client)
    finally:
        clients.put(client)


def _result(url: str, client: ImageClient) -> ImageFacts | str:
    """The image, kept, or why there is none."""
    try:
        return keep_image(client.image(url))
    except RemoteError as error:
        return f"{error.message} {error.what_to_do}"
    except UnusableImage as error:
        return str(error)


@contextmanager
def _clients() -> Iterator[SimpleQueue[ImageClient]]:
    """As many clients as threads: each is of one thread at a time."""
    free: SimpleQueue[ImageClient] = SimpleQueue()
    with ExitStack() as open_clients:
        for _ in range(PARALLEL):
            free.put(open_clients.enter_context(ImageClient()))
        yield free
