"""What every profile is: the owner's record of one game, beside that game."""

from __future__ import annotations

from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db import models
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal

from apps.core.models.base import BaseModel
from apps.core.text import normalise
from apps.library.models import Game

# "ql" and "pr": any number that nobody else takes.
SET_UP_LOCK = 0x716C7072
# Sent by the class, with `profile` (locked): only the owner may know of it now.
profile_hidden = Signal()


class Profile(BaseModel):
    """The one profile of a game; there is none until the owner sets it up."""

    # Which game it is, for the first set-up; the owner may choose another one.
    game_name: ClassVar[str]
    game_igdb_id: ClassVar[int | None] = None
    # Who asked for the sync that runs; None for the schedule.
    synced_by: AbstractBaseUser | None = None

    game = models.OneToOneField(
        "library.Game", on_delete=models.PROTECT, related_name="%(class)s"
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private profile."
    )
    last_synced = models.DateTimeField(null=True, blank=True, editable=False)
    sync_error = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Profile of {self.game}"

    @classmethod
    def current(cls) -> Self | None:
        """The owner's, or None before the set-up."""
        return cls._default_manager.select_related("game").first()

    @classmethod
    def objects_locked(cls) -> models.QuerySet[Self]:
        """The owner's, locked to the end of the transaction."""
        rows = cls._default_manager.select_related("game")
        return rows.select_for_update(of=("self",), no_key=True)

    @classmethod
    @transaction.atomic
    def set_up(cls, *, game: Game | None = None) -> tuple[Self, bool]:
        """The owner's profile, and whether it was made now; of `game`, if given.

        Without one the game is looked for, by its IGDB id and by its name, and made
        where the library lacks it. Twice does no harm.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SET_UP_LOCK])
        profile = cls.current()
        is_new = profile is None
        if profile is None:
            profile = cls(game=game or cls.find_game() or cls.make_game())
        elif game is not None:
            profile.game = game
        profile.full_clean()
        profile.save()
        profile.prepare()
        return profile, is_new

    @transaction.atomic
    def change(self, **values: Any) -> None:
        """Set fields, many-to-many ones too. Raises `ValidationError`.

        What listeners know of a profile that turns private vanishes: `profile_hidden`.
        """
        self.refresh_from_db(from_queryset=self.objects_locked())
        was_public = self.is_public
        links = {field.name for field in self._meta.many_to_many} & values.keys()
        for name in values.keys() - links:
            setattr(self, name, values[name])
        self.full_clean()
        self.save()
        for name in links:
            getattr(self, name).set(values[name])
        if was_public and not self.is_public:
            profile_hidden.send(type(self), profile=self)

    @classmethod
    def find_game(cls) -> Game | None:
        """The game of this profile, if the library has it."""
        by_id = Q(igdb_id=cls.game_igdb_id) if cls.game_igdb_id else Q(pk__in=[])
        found = Game.objects.filter(by_id).first()
        if found is not None:
            return found
        wanted = normalise(cls.game_name)
        named = Game.objects.filter(name__iregex=cls.game_name.replace(": ", ".*"))
        return next((game for game in named if normalise(game.name) == wanted), None)

    @classmethod
    def make_game(cls) -> Game:
        return Game.objects.add(name=cls.game_name)

    def prepare(self) -> None:
        """Bring in what the profile needs beside its row; also at a later set-up."""
