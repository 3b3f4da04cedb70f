from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from hashlib import sha1
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.validators import MaxLengthValidator
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db import transaction
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.poe.models.changes import character_changed
from apps.profiles.poe.models.league import League
from apps.profiles.poe.models.profile import NAME_LENGTH
from apps.profiles.poe.models.profile import PoeProfile
from apps.profiles.poe.models.profile import Realm

NOTES_LENGTH = 10_000
MOST_LEVELS = 100
MOST_PAST_LEAGUES = 50
MOST_EXPERIENCE = 2**63 - 1
# What a file knows of a character; the name is what it is found by.
FROM_FILES = (
    "league",
    "class_name",
    "ascendancy",
    "level",
    "experience",
    "passives",
    "main_skill",
    "gem_groups",
    "equipment",
    "raw",
)


def hash_of_name(name: str) -> str:
    """The name as Path of Building keeps it, which says no name."""
    return sha1(name.encode(), usedforsecurity=False).hexdigest()


class PoeCharacterQuerySet(models.QuerySet["Character"]):
    def public(self) -> Self:
        """What anyone may know of: public characters of a public profile."""
        return self.filter(is_public=True, profile__is_public=True)

    def in_league(self, realm: str, name: str) -> Self:
        """Those that are in a league, or were."""
        was_there = Q(past_leagues__contains=[{"league": name}])
        return self.filter(Q(league=name) | was_there, realm=realm)

    def by_league(self) -> Self:
        """League by league, the highest level first."""
        return self.order_by("league", "-level", "-experience", "name", "id")


class Character(BaseModel):
    """A character of one of the two games, as the last file showed it."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "league", "notes", "hours", "deaths", "is_public"),
        service=(
            "realm",
            "class_name",
            "ascendancy",
            "level",
            "experience",
            "passives",
            "main_skill",
            "gem_groups",
            "equipment",
            "raw",
            "past_leagues",
            "missing_since",
            "fetched_at",
        ),
        linked=("api_id",),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "profile",
            "name_hash",
            "is_own_league",
            "created_at",
            "updated_at",
        ),
    )

    profile = models.ForeignKey(
        PoeProfile,
        on_delete=models.CASCADE,
        related_name="characters",
        editable=False,
    )
    realm = models.CharField(
        max_length=4, choices=Realm.choices, default=Realm.PC, editable=False
    )
    name = models.CharField(max_length=NAME_LENGTH)
    # Of the name in the game: the owner may call a build otherwise.
    name_hash = models.CharField(max_length=40, editable=False)
    league = models.CharField(
        max_length=NAME_LENGTH,
        blank=True,
        default="",
        help_text="An import doesn’t change it once you have.",
    )
    # Whether the owner set the league: no file changes it then.
    is_own_league = models.BooleanField(default=False, editable=False)
    class_name = models.CharField(
        "class", max_length=50, blank=True, default="", editable=False
    )
    ascendancy = models.CharField(max_length=50, blank=True, default="", editable=False)
    level = models.PositiveSmallIntegerField(
        default=1,
        editable=False,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LEVELS)],
    )
    experience = models.BigIntegerField(
        null=True, blank=True, editable=False, validators=[MinValueValidator(0)]
    )
    # Numbers of the nodes in the tree.
    passives = models.JSONField(default=list, blank=True, editable=False)
    main_skill = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    # What `files.reading.GemGroup` and `Equipment` say, the main group first.
    gem_groups = models.JSONField(default=list, blank=True, editable=False)
    equipment = models.JSONField(default=list, blank=True, editable=False)
    # All that the file had, but the account.
    raw = models.JSONField(default=dict, blank=True, editable=False)
    # Leagues that it was in before, the latest last, each with the `level` and `hours`
    # there, and `until` when.
    past_leagues = models.JSONField(default=list, blank=True, editable=False)
    # Its id at the API; empty before a sync has seen it.
    api_id = models.CharField(max_length=100, blank=True, default="", editable=False)
    # Since when the account no longer has it; what is stored stays.
    missing_since = models.DateTimeField(null=True, blank=True, editable=False)
    # When a sync last read all of it.
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    hours = models.DecimalField(
        "hours played",
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    deaths = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private character."
    )
    # Counts the changes: what keeps each of them to one event.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PoeCharacterQuerySet.as_manager()

    class Meta:
        ordering = ["league", "-level", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "realm", "name"],
                name="poe_one_character_of_a_name",
                violation_error_message="You have a character of this name already.",
            ),
            models.UniqueConstraint(
                fields=["profile", "realm", "name_hash"],
                name="poe_one_character_of_a_hash",
            ),
            models.UniqueConstraint(
                fields=["profile", "realm", "api_id"],
                condition=~Q(api_id=""),
                name="poe_one_character_of_an_id",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=MOST_LEVELS),
                name="poe_level_in_range",
            ),
        ]
        indexes = [models.Index(fields=["league", "-level"], name="poe_by_league")]

    def __str__(self) -> str:
        return self.name

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return self.is_public and self.profile.is_public

    @property
    def kind(self) -> str:
        """The ascendancy, or the class of one that has none yet."""
        return self.ascendancy or self.class_name

    def hours_in(self, league: str) -> Decimal | None:
        """Of its hours, those in one league; None if that isn't known."""
        there = {each["league"]: each.get("hours") for each in self.past_leagues}
        if league != self.league:
            known = there.get(league)
            return None if known is None else Decimal(str(known))
        if self.hours is None:
            return None
        before = sum(
            Decimal(str(hours or 0)) for name, hours in there.items() if name != league
        )
        return max(Decimal(0), self.hours - before)

    def leave_league(self, *, at: datetime) -> None:
        """Remember the league that it is in, before another one is set. Not saved."""
        if not self.league:
            return
        hours = self.hours_in(self.league)
        left = {
            "league": self.league,
            "level": self.level,
            "hours": None if hours is None else float(hours),
            "until": at.isoformat(timespec="seconds"),
        }
        others = [each for each in self.past_leagues if each["league"] != self.league]
        self.past_leagues = [*others, left][-MOST_PAST_LEAGUES:]

    def change(self, **values: Any) -> bool:
        """Set what is the owner's; whether anything changed. Raises `ValidationError`.

        A league that is set here is kept by later imports.
        """
        with self._locked():
            was_shown = self.shows
            changed = {
                name for name, value in values.items() if getattr(self, name) != value
            }
            if not changed:
                return False
            for name in changed:
                setattr(self, name, values[name])
            if "league" in changed:
                self.is_own_league = bool(self.league)
            self.full_clean()
            self.version += 1
            self.save()
            if self.league:
                League.objects.ensure(self.profile, self.realm, self.league)
            verb = "hide" if was_shown and not self.shows else "update"
            character_changed.send(Character, character=self, verb=verb)
            return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            rows = Character.objects.select_related("profile")
            self.refresh_from_db(
                from_queryset=rows.select_for_update(of=("self",), no_key=True)
            )
            yield
