from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db import transaction
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from apps.core.history import delete_row
from apps.core.history import record_change
from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.journal.models import LONGEST_PLAYTIME
from apps.journal.models import REACHED_FROM
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.profiles.poe.models.profile import NAME_LENGTH
from apps.profiles.poe.models.profile import PoeProfile
from apps.profiles.poe.models.profile import Realm

# Leagues of these words alone never end: "Hardcore SSF Ruthless". Others have a name.
PERMANENT = {
    "standard",
    "hardcore",
    "hc",
    "ssf",
    "solo",
    "self-found",
    "ruthless",
    "r",
}


class LeagueQuerySet(models.QuerySet["League"]):
    def ensure(self, profile: PoeProfile, realm: str, name: str) -> League:
        """The league of this name, made if missing; concurrent calls make only one."""
        league, _ = self.get_or_create(profile=profile, realm=realm, name=name)
        return league

    def ensure_all(self, profile: PoeProfile) -> None:
        """A league for each that a character is in."""
        named = profile.characters.exclude(league="").order_by()
        found = {*named.values_list("realm", "league").distinct()}
        known = {*self.filter(profile=profile).values_list("realm", "name")}
        for realm, name in sorted(found - known):
            self.ensure(profile, realm, name)

    def public(self) -> Self:
        """Those of a public character of a public profile."""
        public = _characters().filter(is_public=True, profile__is_public=True)
        return self.filter(_has(public))

    def played(self) -> Self:
        """Those that a character is in or was, or that have a playthrough."""
        return self.filter(_has(_characters()) | Q(playthrough__isnull=False))

    def latest_first(self) -> Self:
        """The permanent ones last."""
        return self.order_by(
            models.F("starts_at").desc(nulls_last=True), "-created_at", "id"
        )


def _characters() -> models.QuerySet[Any]:
    """Their model needs this one."""
    model: Any = PoeProfile._meta.get_field("characters").related_model
    return model._default_manager.all()


def _has(characters: models.QuerySet[Any]) -> Exists:
    """Whether one of `characters` is in the league, or was."""
    now = Q(league=OuterRef("name"))
    before = Q(past_leagues__contains=_one_object(OuterRef("name")))
    of_it = Q(profile=OuterRef("profile"), realm=OuterRef("realm"))
    return Exists(characters.filter(of_it, now | before))


def _one_object(name: Any) -> Any:
    """`[{"league": name}]`, for a column of JSON to contain."""
    return models.Func(
        JSONObject(league=name),
        function="jsonb_build_array",
        output_field=models.JSONField(),
    )


class League(BaseModel):
    """A league of one realm, which may be a playthrough of the game.

    `written` is what Questlog last gave the playthrough: what differs from it is the
    owner's by now, and stays.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "starts_at",
            "ends_at",
            "is_event",
            "raw",
            "seen_at",
            "missing_since",
        ),
        internal=(
            "id",
            "uuid",
            "profile",
            "realm",
            "name",
            "playthrough",
            "written",
            "created_at",
            "updated_at",
        ),
    )

    # The constraint begins with the profile.
    profile = models.ForeignKey(
        PoeProfile, on_delete=models.CASCADE, related_name="leagues", db_index=False
    )
    realm = models.CharField(max_length=4, choices=Realm.choices)
    name = models.CharField(max_length=NAME_LENGTH)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    is_event = models.BooleanField(default=False)
    raw = models.JSONField(default=dict, blank=True)
    # When the API last had it; None for a league that only characters name.
    seen_at = models.DateTimeField(null=True, blank=True)
    # Since when the API no longer has it: it is over.
    missing_since = models.DateTimeField(null=True, blank=True)
    playthrough = models.OneToOneField(
        Playthrough,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="poe_league",
    )
    written = models.JSONField(default=dict, blank=True)

    objects = LeagueQuerySet.as_manager()

    class Meta:
        ordering = ["realm", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "realm", "name"], name="poe_one_league_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(ends_at__gte=models.F("starts_at")),
                name="poe_league_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def characters(self) -> models.QuerySet[Any]:
        """Those that are in it, or were."""
        return self.profile.characters.in_league(self.realm, self.name)

    @property
    def is_permanent(self) -> bool:
        return set(self.name.lower().split()) <= PERMANENT

    def is_running(self, at: datetime) -> bool:
        """Whether it goes on, as far as that is known.

        A league that only files name may be years ago: it isn't taken to go on.
        """
        if self.ends_at is not None and self.ends_at <= at:
            return False
        if self.missing_since is not None:
            return False
        if self.seen_at is not None or self.is_permanent:
            return True
        there = self.profile.characters.filter(realm=self.realm, league=self.name)
        return there.filter(missing_since=None).exclude(api_id="").exists()

    @transaction.atomic
    def make_playthrough(self, *, user: User | None, at: datetime) -> Playthrough:
        """Add this league to the playthroughs of its game; once, if called again."""
        self._lock()
        if self.playthrough is not None:
            return self.playthrough
        values = self._values(at)
        game = self.profile.game_of(self.realm)
        run = Playthrough(
            edition=game.first_edition(),
            notes=f"{self.name} league",
            is_public=self.profile.is_public,
            **values,
        )
        run.full_clean()
        run.save()
        record_change(run, user=user, action="wagtail.create")
        self.playthrough, self.written = run, _as_json(values)
        self.save(update_fields=["playthrough", "written", "updated_at"])
        return run

    @transaction.atomic
    def update_playthrough(self, *, at: datetime) -> bool:
        """Bring status, start, and hours up to date, but for what the owner changed.

        Whether anything changed. It never completes a playthrough.
        """
        self._lock()
        if self.playthrough is None:
            return False
        run = Playthrough.objects.select_for_update().get(pk=self.playthrough.pk)
        now = {name: _plain(getattr(run, name)) for name in self._values(at)}
        changes = {
            name: value
            for name, value in self._values(at).items()
            if now[name] == self.written.get(name) != _plain(value)
        }
        if "status" in changes and run.status not in REACHED_FROM[changes["status"]]:
            del changes["status"]
        if not changes:
            return False
        run.change(**changes)
        record_change(run, user=None)
        self.written = {**self.written, **_as_json(changes)}
        self.save(update_fields=["written", "updated_at"])
        return True

    @transaction.atomic
    def remove_playthrough(self, *, user: User | None) -> bool:
        """Delete the playthrough that was made of this league; False without one.

        No sync makes it again: `written` says that there was one.
        """
        self._lock()
        if self.playthrough is None:
            return False
        rows = Playthrough.objects.filter(pk=self.playthrough.pk)
        self.playthrough = None
        self.save(update_fields=["playthrough", "updated_at"])
        return delete_row(rows, user=user)

    @property
    def is_edited(self) -> bool:
        """Whether the owner changed the playthrough since it was made."""
        run = self.playthrough
        if run is None:
            return False
        as_made = all(
            _plain(getattr(run, name)) == value for name, value in self.written.items()
        )
        own_words = run.notes != f"{self.name} league"
        return not as_made or own_words or run.rating is not None

    def _values(self, at: datetime) -> dict[str, Any]:
        running = self.is_running(at)
        return {
            "status": Status.ONGOING if running else Status.PAUSED,
            "started_at": self.starts_at
            and timezone.localdate(self.starts_at).isoformat(),
            "playtime_hours": self.hours(),
        }

    def hours(self) -> Decimal | None:
        """What the owner entered for its characters, as far as it was in this league.

        None where there is nothing.
        """
        found = [each.hours_in(self.name) for each in self.characters]
        known = [hours for hours in found if hours is not None]
        return min(sum(known, Decimal(0)), LONGEST_PLAYTIME) if known else None

    def _lock(self) -> None:
        rows = League.objects.select_related("profile__game")
        self.refresh_from_db(
            from_queryset=rows.select_for_update(of=("self",), no_key=True)
        )


def _plain(value: Any) -> str | None:
    """As it is kept in JSON: 12.50 hours are 12.5."""
    if value is None or value == "":
        return None
    return f"{value:.1f}" if isinstance(value, Decimal) else str(value)


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}
