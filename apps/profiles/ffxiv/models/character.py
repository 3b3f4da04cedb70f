from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.ffxiv.models.profile import FFXIVProfile

NAME_LENGTH = 200
URL_LENGTH = 500
CODE_PREFIX = "questlog:"
_ID = re.compile(r"(?:.*/lodestone/character/)?([1-9][0-9]{0,19})/?(?:\?.*)?")


class Access(models.TextChoices):
    """What the Lodestone shows of a character."""

    OPEN = "open", "Public"
    HEADER = "header", "Only name and world"
    PRIVATE = "private", "Private"
    GONE = "gone", "Not found"


def new_code() -> str:
    return f"{CODE_PREFIX}{secrets.token_hex(8)}"


def lodestone_id_of(text: str) -> str:
    """The id in `text`, which is one or the address of a character's page.

    Raises `ValidationError` for anything else.
    """
    match = _ID.fullmatch(text.strip()[:300])
    if match is None:
        raise ValidationError(
            "Enter the number in the address of the character’s page on the Lodestone, "
            "or the address itself."
        )
    return match[1]


def in_sentence(source: str) -> str:
    """The name of a service as it reads within a sentence: "the Lodestone"."""
    return source.replace("The ", "the ", 1)


class Character(BaseModel):
    """A character as the Lodestone and FFXIV Collect showed it last.

    What is hidden from Questlog stays as it was: `access` and the `…_hidden_since`
    fields say what can't be seen at the moment, and since when.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("is_main",),
        linked=("lodestone_id",),
        service=(
            "profile",
            "name",
            "title",
            "world",
            "data_center",
            "avatar_url",
            "portrait_url",
            "race",
            "clan",
            "gender",
            "nameday",
            "guardian",
            "city_state",
            "grand_company",
            "grand_company_rank",
            "free_company_id",
            "free_company",
            "access",
            "access_since",
            "achievements_hidden_since",
            "mounts_hidden_since",
            "minions_hidden_since",
            "jobs_read_at",
            "jobs_from",
            "collections_read_at",
            "collected_from",
            "collect_data",
            "verification_code",
            "verified_at",
        ),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        FFXIVProfile,
        on_delete=models.CASCADE,
        related_name="characters",
        db_index=False,
    )
    # Up to 64 bits: JavaScript would round a number.
    lodestone_id = models.CharField(max_length=20, unique=True)
    is_main = models.BooleanField(
        default=False, help_text="The character that the profile shows first."
    )
    name = models.CharField(max_length=NAME_LENGTH)
    title = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    world = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    data_center = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    avatar_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    portrait_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    race = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    clan = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    gender = models.CharField(max_length=10, blank=True, default="")
    nameday = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    guardian = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    city_state = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    grand_company = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    grand_company_rank = models.CharField(
        max_length=NAME_LENGTH, blank=True, default=""
    )
    free_company_id = models.CharField(max_length=25, blank=True, default="")
    free_company = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    access_since = models.DateTimeField(null=True, blank=True)
    achievements_hidden_since = models.DateTimeField(null=True, blank=True)
    mounts_hidden_since = models.DateTimeField(null=True, blank=True)
    minions_hidden_since = models.DateTimeField(null=True, blank=True)
    jobs_read_at = models.DateTimeField(null=True, blank=True)
    # Who said it, as `collected_from`.
    jobs_from = models.CharField(max_length=40, blank=True, default="")
    collections_read_at = models.DateTimeField(null=True, blank=True)
    collected_from = models.CharField(max_length=40, blank=True, default="")
    # What FFXIV Collect says beside the lists: rankings, other collections.
    collect_data: models.JSONField[dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    verification_code = models.CharField(max_length=40, default=new_code)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_main", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(is_main=True),
                name="ffxiv_one_main_character",
            ),
            models.CheckConstraint(
                condition=Q(lodestone_id__regex=r"^[1-9][0-9]{0,19}$"),
                name="ffxiv_lodestone_id_well_formed",
            ),
            models.CheckConstraint(
                condition=Q(access__in=Access.values), name="ffxiv_access_known"
            ),
        ]
        indexes = [models.Index(fields=["profile"], name="ffxiv_characters")]

    def __str__(self) -> str:
        return f"{self.name} ({self.world})" if self.world else self.name

    @property
    def lodestone_url(self) -> str:
        return (
            f"https://na.finalfantasyxiv.com/lodestone/character/{self.lodestone_id}/"
        )

    @property
    def sources(self) -> str:
        """Who said what is stored: "jobs from the Lodestone, collections from …"."""
        named = {"jobs": self.jobs_from, "collections": self.collected_from}
        return ", ".join(
            f"{what} from {in_sentence(source)}"
            for what, source in named.items()
            if source
        )

    @property
    def hidden(self) -> list[tuple[str, datetime]]:
        """The collections that can't be seen now, and since when."""
        named = (
            ("Achievements", self.achievements_hidden_since),
            ("Mounts", self.mounts_hidden_since),
            ("Minions", self.minions_hidden_since),
        )
        return [(name, since) for name, since in named if since is not None]

    @transaction.atomic
    def make_main(self) -> None:
        """Show this character first."""
        FFXIVProfile.objects_locked().get(pk=self.profile_id)
        rows = Character.objects.filter(profile=self.profile_id)
        rows.filter(is_main=True).exclude(pk=self.pk).update(is_main=False)
        rows.filter(pk=self.pk).update(is_main=True)
        self.is_main = True
