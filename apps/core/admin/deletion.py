"""Deleting through the admin: refused with the list of what holds a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import connection
from django.db import models
from django.db import router
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models import RestrictedError
from django.utils.text import capfirst
from wagtail.actions.delete import DeleteAction
from wagtail.admin.admin_url_finder import AdminURLFinder

from apps.core.visibility import may_see

SHOWN_PER_KIND = 20


class DeletionRefused(Exception):
    """Something holds the row, or its model refuses; the message is for the owner."""


@dataclass(frozen=True)
class RelatedRows:
    """Rows of one model: how many, and the first that the user may see, with their
    addresses."""

    label: str
    count: int
    shown: list[tuple[str, str | None]]

    @property
    def hidden_count(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class DeletionOutlook:
    """What deleting rows would meet.

    `holders` and the models' own `refusals` forbid it, `companions` go along.
    """

    holders: list[RelatedRows]
    refusals: list[str]
    companions: list[RelatedRows]

    @property
    def is_forbidden(self) -> bool:
        return bool(self.holders or self.refusals)


def deletion_outlook(
    rows: Sequence[models.Model], user: AbstractBaseUser
) -> DeletionOutlook:
    collector = NestedObjects(
        using=router.db_for_write(type(rows[0])), origin=list(rows)
    )
    collector.collect(list(rows))
    gone = set().union(*collector.model_objs.values()) - set(rows)
    return DeletionOutlook(
        holders=_grouped(collector.protected, user),
        refusals=_refusals(rows),
        companions=_grouped(filter(_has_a_face, gone), user),
    )


def _refusals(rows: Iterable[models.Model]) -> list[str]:
    """What the rows' own `reason_to_keep()` says, where a model has one."""
    reasons = (getattr(row, "reason_to_keep", lambda: None)() for row in rows)
    return [reason for reason in reasons if reason][:SHOWN_PER_KIND]


def delete_rows(rows: Iterable[models.Model], user: AbstractBaseUser) -> None:
    """Delete all of `rows` with a log entry each, or none.

    Raises `DeletionRefused` when something holds one of them.
    """
    try:
        with transaction.atomic():
            for row in rows:
                _delete_row(row, user)
            # What somebody else wrote meanwhile speaks now, not at the commit.
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise DeletionRefused(
            "Not deleted: something else just started using it."
        ) from error


def _delete_row(row: models.Model, user: AbstractBaseUser) -> None:
    name = str(row)
    try:
        with transaction.atomic():
            DeleteAction(row, user=user).execute(skip_permission_checks=True)
    except (ProtectedError, RestrictedError) as error:
        raise DeletionRefused(
            f"“{name}” was not deleted because other rows still use it."
        ) from error
    except ValidationError as error:
        raise DeletionRefused(
            f"“{name}” was not deleted: {' '.join(error.messages)}"
        ) from error


def _has_a_face(row: models.Model) -> bool:
    """Whether the owner knows such a row by name: link tables are not news."""
    return hasattr(row, "uuid")


def _grouped(rows: Iterable[models.Model], user: AbstractBaseUser) -> list[RelatedRows]:
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    return [
        _described(model, found, user)
        for model, found in sorted(by_model.items(), key=lambda kind: _label(kind[0]))
    ]


def _described(
    model: type[models.Model], rows: list[models.Model], user: Any
) -> RelatedRows:
    finder = AdminURLFinder(user)
    ordered = sorted(rows, key=lambda row: row.pk)
    first = islice((row for row in ordered if may_see(user, row)), SHOWN_PER_KIND)
    return RelatedRows(
        label=_label(model),
        count=len(rows),
        shown=[(str(row), finder.get_edit_url(row)) for row in first],
    )


def _label(model: type[models.Model]) -> str:
    return str(capfirst(model._meta.verbose_name_plural))
