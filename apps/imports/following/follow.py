"""Beginning to follow a source: from an import of it, or by its address."""

from __future__ import annotations

import json
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.core.history import record_change
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.integrations.github import gist_address

STEAM_TITLE = "Steam library"


def can_follow(import_: Import) -> bool:
    """Whether the import is of something that can be looked at again.

    Of a gist only the whole one as it is now: what was imported of one file or of an
    old revision, can be followed by its address.
    """
    if import_.status in (ImportStatus.DRAFT, ImportStatus.UNDONE):
        return False
    if import_.source_kind == SourceKind.STEAM:
        return import_.format == "steam"
    return bool(import_.gist_id and import_.gist_revision)


def followed_by(import_: Import) -> FollowedSource | None:
    """What is followed of the import's source, whichever import that began with."""
    if not can_follow(import_):
        return None
    found = FollowedSource.objects.filter(
        kind=import_.source_kind, gist_id=import_.gist_id, gist_file=""
    )
    return found.first()


@transaction.atomic
def follow_import(
    import_: Import, *, by: AbstractBaseUser | None, at: datetime
) -> FollowedSource:
    """Follow the source of the import; what that has is no news.

    One that is followed already is returned. Raises `ValidationError` for what can't
    be followed.
    """
    if not can_follow(import_):
        raise ValidationError(f"The source of “{import_}” can’t be followed.")
    is_gist = import_.source_kind == SourceKind.GIST
    return _begin(
        kind=SourceKind(import_.source_kind),
        gist_id=import_.gist_id,
        title=import_.title if is_gist else STEAM_TITLE,
        last=import_,
        by=by,
        at=at,
    )


@transaction.atomic
def follow_gist(
    address: str, *, by: AbstractBaseUser | None, at: datetime
) -> FollowedSource:
    """Follow the gist of this id or address; what its last import has is no news.

    Raises a `RemoteError` for another address, and `ValidationError` for that of an old
    revision.
    """
    asked = gist_address(address)
    if asked.revision:
        raise ValidationError(
            "This is the address of one revision, which never changes. Enter the "
            "address of the gist itself."
        )
    last = None if asked.file else Import.objects.of_gist(asked.id).first()
    return _begin(
        kind=SourceKind.GIST,
        gist_id=asked.id,
        gist_file=asked.file[:300],
        title=last.title if last else f"Gist {asked.id[:12]}",
        last=last if last and can_follow(last) else None,
        by=by,
        at=at,
    )


@transaction.atomic
def follow_steam(
    *, leave_out_unplayed: bool, by: AbstractBaseUser | None, at: datetime
) -> FollowedSource:
    """Follow the Steam library of the settings."""
    followed = _begin(kind=SourceKind.STEAM, title=STEAM_TITLE, last=None, by=by, at=at)
    followed.leave_out_unplayed = leave_out_unplayed
    followed.save(update_fields=["leave_out_unplayed", "updated_at"])
    return followed


@transaction.atomic
def forget(followed: FollowedSource, *, by: AbstractBaseUser | None) -> None:
    """Follow it no more. Its imports stay, also one that waits for review."""
    record_change(followed, user=by, action="wagtail.delete")
    followed.delete()


def _begin(
    *,
    kind: SourceKind,
    title: str,
    last: Import | None,
    by: AbstractBaseUser | None,
    at: datetime,
    gist_id: str = "",
    gist_file: str = "",
) -> FollowedSource:
    followed, is_new = FollowedSource.objects.get_or_create(
        kind=kind,
        gist_id=gist_id,
        gist_file=gist_file,
        defaults={
            "title": title[:200],
            "created_by_id": by.pk if by else None,
            "next_look_at": at,
        },
    )
    if not is_new:
        return followed
    if last is not None:
        followed.last_import = last
        followed.seen_text, followed.seen_files = last.source_text, last.files
        followed.url = last.gist_url
        followed.etag, followed.revision = last.gist_etag, last.gist_revision
        if kind == SourceKind.STEAM:
            library = json.loads(last.source_text)
            followed.leave_out_unplayed = bool(library.get("leave_out_unplayed"))
    followed.save()
    record_change(followed, user=by, action="wagtail.create")
    return followed
