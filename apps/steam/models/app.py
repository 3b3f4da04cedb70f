from __future__ import annotations

from typing import ClassVar
from typing import Self

from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count
from django.db.models import Exists
from django.db.models import F
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery
from django.db.models.functions import Cast

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.imports.matching.known_games import forget_game
from apps.imports.matching.known_games import remember_game
from apps.imports.models import KnownGame
from apps.integrations.steam import LARGEST_APPID
from apps.library.models import Game
from apps.steam.models.account import SteamAccount

NAME_LENGTH = 300
URL_LENGTH = 500
SERVICE = "steam"


def _known() -> models.QuerySet[KnownGame]:
    """What is known of the game of the outer row."""
    number = Cast(OuterRef("appid"), models.CharField())
    return KnownGame.objects.filter(service=SERVICE, external_id=number)


class SteamAppQuerySet(models.QuerySet["SteamApp"]):
    def with_game(self) -> Self:
        """With `game_id` of the library, None without: see `KnownGame`."""
        return self.annotate(game_id=Subquery(_known().values("game_id")[:1]))

    def unsettled(self) -> Self:
        """What nobody has decided: neither a game of the library, nor ignored."""
        return self.with_game().exclude(Exists(_known()))

    def linked(self, is_linked: bool) -> Self:
        found = Exists(_known().filter(game__isnull=False))
        return self.with_game().filter(found if is_linked else ~found)

    def ignored(self) -> Self:
        return self.with_game().filter(Exists(_known().filter(game=None)))

    def not_ignored(self) -> Self:
        return self.with_game().exclude(Exists(_known().filter(game=None)))

    def game_ids(self) -> dict[int, int]:
        """The game of each that has one, both by their keys."""
        rows = self.linked(True)
        return dict(rows.values_list("pk", "game_id"))

    def of_game(self, game: Game) -> Self:
        numbers = KnownGame.objects.filter(service=SERVICE, game=game)
        appids = numbers.values(number=Cast("external_id", models.BigIntegerField()))
        return self.with_game().filter(appid__in=appids)

    def with_achievement_counts(self) -> Self:
        """With `achievement_count`, and `unlocked_count` of them."""
        unlocked = Q(achievements__is_unlocked=True)
        return self.annotate(
            achievement_count=Count("achievements"),
            unlocked_count=Count("achievements", filter=unlocked),
        )

    def with_outdated_achievements(self) -> Self:
        """Played games with statistics, where they were played since the last look."""
        return self.filter(has_statistics=True, minutes__gt=0).exclude(
            Q(achievements_minutes=F("minutes")), achievements_minutes__isnull=False
        )

    def latest_first(self) -> Self:
        latest = F("played_at").desc(nulls_last=True)
        return self.order_by(latest, "-minutes", "name", "id")


class SteamApp(BaseModel):
    """A game (or a tool, a demo) that the account owns, as Steam last showed it.

    Which game of the library it is, is known as for imports: see `KnownGame`.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "appid",
            "name",
            "minutes",
            "recent_minutes",
            "played_at",
            "icon_url",
            "has_statistics",
        ),
        internal=(
            "id",
            "uuid",
            "account",
            "first_seen_at",
            "seen_at",
            "missing_since",
            "achievements_read_at",
            "achievements_minutes",
            "achievements_error",
            "details_read_at",
            "created_at",
            "updated_at",
        ),
    )

    account = models.ForeignKey(
        SteamAccount, on_delete=models.CASCADE, related_name="apps"
    )
    appid = models.BigIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_APPID)]
    )
    name = models.CharField(max_length=NAME_LENGTH)
    minutes = models.PositiveIntegerField(default=0)
    recent_minutes = models.PositiveIntegerField(default=0)
    played_at = models.DateTimeField(null=True, blank=True)
    icon_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    # Whether Steam keeps achievements or other statistics of it.
    has_statistics = models.BooleanField(default=False)
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # Since when Steam's answers lack it: refunded, removed, or marked as private.
    missing_since = models.DateTimeField(null=True, blank=True)
    achievements_read_at = models.DateTimeField(null=True, blank=True)
    # What `minutes` was then.
    achievements_minutes = models.PositiveIntegerField(null=True, blank=True)
    achievements_error = models.TextField(blank=True, default="")
    # When names, icons, and rarity were last read.
    details_read_at = models.DateTimeField(null=True, blank=True)

    objects = SteamAppQuerySet.as_manager()

    # Set by `with_game`.
    game_id: int | None
    # Set by `with_achievement_counts`.
    achievement_count: int
    unlocked_count: int

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "Steam game"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "appid"], name="steam_app_once_an_account"
            ),
            models.CheckConstraint(
                condition=Q(appid__gte=1, appid__lte=LARGEST_APPID),
                name="steam_appid_in_range",
            ),
        ]
        indexes = [
            models.Index(
                "account", F("played_at").desc(nulls_last=True), name="steam_app_latest"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> float:
        return self.minutes / 60

    @property
    def recent_hours(self) -> float:
        return self.recent_minutes / 60

    def find_game(self) -> Game | None:
        """Which game of the library it is, if that is known."""
        number = str(self.appid)
        known = KnownGame.objects.filter(service=SERVICE, external_id=number)
        return Game.objects.filter(pk__in=known.values("game")).first()

    def link(self, game: Game) -> None:
        """Say that this is `game`; also for later imports of the Steam library."""
        remember_game(SERVICE, str(self.appid), game)

    def ignore(self) -> None:
        """Leave it out: it isn't listed as new again, and imports skip it."""
        remember_game(SERVICE, str(self.appid), None)

    def unlink(self) -> None:
        """Forget what was decided; the next sync looks for its game again."""
        forget_game(SERVICE, str(self.appid))
