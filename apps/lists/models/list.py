from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import ModelLogEntry
from wagtail.models import Revision

from apps.core.history import record_change
from apps.core.models.base import name_slug
from apps.core.models.field_table import FieldTable
from apps.core.models.revisions import RevisedModel
from apps.library.models import Game
from apps.library.models import GameRedirect
from apps.lists.models.activity import ListActivity
from apps.lists.models.activity import Verb
from apps.lists.models.deleted import DeletedList
from apps.lists.models.entry import ListEntry
from apps.lists.models.merged import MergesGames
from apps.lists.models.merged import of_games_now
from apps.lists.models.order import EntrySnapshot
from apps.lists.models.order import Move
from apps.lists.models.order import moved_members
from apps.lists.models.ranked import changed_without_activity
from apps.lists.models.tiers import CUTS
from apps.lists.models.tiers import NAMES
from apps.lists.models.tiers import clamped
from apps.lists.models.tiers import tiers_of
from apps.lists.models.tiers import validate_ends
from apps.lists.models.tiers import without_one
from apps.lists.preview import PreviewedList
from apps.realtime.catalogue import suppress_events

DESCRIPTION_LENGTH = 20_000
# A pause of this length ends an editing session: the next change starts a new revision.
SESSION_PAUSE = timedelta(minutes=30)
EDITED_ACTION = "lists.entries"
KEPT_ACTION = "lists.kept"
# What a deleted list keeps of each activity. It gets new times, and its list is the one
# put back.
ACTIVITY_FIELDS = tuple(
    name
    for name in ListActivity.field_table.exported()
    if name not in ("list", "created_at", "updated_at")
)


class Visibility(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"


class ListQuerySet(models.QuerySet["List"]):
    def public(self) -> Self:
        return self.filter(visibility=Visibility.PUBLIC)

    def due(self, now: datetime) -> Self:
        """Those that are to be public by `now`, and aren't."""
        return self.exclude(visibility=Visibility.PUBLIC).filter(publish_at__lte=now)

    def seen_by(self, user: User) -> Self:
        """Those that `user` may read over the API."""
        may_see_all = user.has_perm("lists.view_list")
        return self.all() if may_see_all else self.public()

    @transaction.atomic
    def put_back(self, deleted: DeletedList) -> tuple[List, list[str]]:
        """A deleted list with its past; and the names of games deleted meanwhile.

        It has its old id and address, or a new address where that is taken now.
        """
        content = deleted.content
        list_ = self._create_again(content["fields"])
        skipped = list_._put_entries_back(of_games_now(content["entries"]))
        ListActivity.objects.bulk_create(
            ListActivity(
                **{**activity, "timestamp": parse_datetime(activity["timestamp"])},
                list=list_,
            )
            for activity in content["activities"]
        )
        if skipped:
            with suppress_events():
                list_._close_up(skipped)
        list_.published_at = parse_datetime(content.get("published_at") or "")
        if list_.is_public and list_.published_at is None:
            # Deleted by a Questlog that did not note it.
            list_.published_at = parse_datetime(content["created_at"])
        list_._touch()
        changed_without_activity.send(
            sender=List, list_=list_, verb="published", games=[]
        )
        self.filter(pk=list_.pk).update(
            created_at=content["created_at"], published_at=list_.published_at
        )
        deleted.delete()
        return list_, [snapshot["name"] for snapshot in skipped]

    def _create_again(self, fields: dict[str, Any]) -> List:
        # Its deletion was a change too, after the last one that it knows of.
        list_ = List(**{**fields, "version": fields["version"] + 1})
        if self.filter(slug=list_.slug).exists():
            list_.slug = list_._free_slug()
        list_.derive_fields()
        # Not by `save`, which would note that a list was created.
        self.bulk_create([list_])
        return list_


class List(PreviewedList, RevisedModel, MergesGames):
    """A curated collection of games; a ranked one gives each entry a position.

    Every change of its entries goes through the verbs below: each locks the list,
    raises `version`, writes one `ListActivity`, and keeps positions dense from 1.
    `expected_version` makes a verb refuse (`ListChanged`) when the caller's picture
    of the list is out of date. A verb reloads the list: save other changes first.
    """

    public_rows: ClassVar[str] = "changed.visibility = 'public'"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "name",
            "slug",
            "sort_name",
            "description",
            "is_ranked",
            "visibility",
            "publish_at",
        ),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "published_at",
            "tier_ends",
            "created_at",
            "updated_at",
            "sort_key",
            "latest_revision",
        ),
        event_triggers=("name", "slug", "description", "visibility"),
    )

    description = models.TextField(
        blank=True,
        max_length=DESCRIPTION_LENGTH,
        validators=[MaxLengthValidator(DESCRIPTION_LENGTH)],
    )
    visibility = models.CharField(
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text="Only public lists, including their history, appear on the site "
        "and in events.",
    )
    publish_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Makes a draft or private list public at this time. Empty: it stays "
        "as it is.",
    )
    # When it first was public. Its activity and history are, from then on.
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Of a list made from a revision.
    revised_entries: Sequence[EntrySnapshot] = ()

    # What was stored of the fields that trigger events, while a save changes some.
    before: dict[str, Any] | None = None

    objects = ListQuerySet.as_manager()

    shares_addresses: ClassVar[bool] = True

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="list_visibility_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="list_has_a_name"),
            models.CheckConstraint(
                condition=~Q(visibility="public") | Q(publish_at=None),
                name="list_public_or_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(tier_ends__len__in=[0, CUTS]), name="list_tiers_are_seven"
            ),
            models.CheckConstraint(
                condition=Q(
                    *(
                        (f"tier_ends__{place}__lte", F(f"tier_ends__{place + 1}"))
                        for place in range(CUTS - 1)
                    )
                ),
                name="list_tiers_in_order",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a list that becomes ranked numbers its entries, and the reverse."""
        if self.visibility == Visibility.PUBLIC and self.publish_at:
            self.publish_at = None
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {*kwargs["update_fields"], "publish_at"}
        only = kwargs.get("update_fields")
        triggers = self.field_table.event_triggers
        with transaction.atomic():
            stored = (
                List.objects.select_for_update(no_key=True)
                .filter(pk=self.pk)
                .values("is_ranked", "version", "published_at", "tier_ends", *triggers)
                .first()
            )
            if stored:
                self.version = stored["version"]
                # Only the verbs change it.
                self.tier_ends = stored["tier_ends"]
                self.published_at = stored["published_at"]
                kwargs["update_fields"] = self._notice_change(stored, only)
            elif self.visibility == Visibility.PUBLIC:
                self.published_at = self.published_at or timezone.now()
            try:
                super().save(*args, **kwargs)
            finally:
                self.before = None
            if stored is None:
                self._write_activity(Verb.CREATED, [])
            elif stored["is_ranked"] != self.is_ranked and (
                only is None or "is_ranked" in only
            ):
                self._switch_ranking()

    def clean(self) -> None:
        super().clean()
        if self.publish_at is None or self.visibility == Visibility.PUBLIC:
            return
        if self.publish_at <= timezone.now():
            raise ValidationError(
                {
                    "publish_at": "This time has passed. Choose a later one, or make "
                    "the list public now."
                }
            )

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    def _notice_change(
        self, stored: dict[str, Any], only: Iterable[str] | None
    ) -> Iterable[str] | None:
        """The fields to save; with the version, where what the site shows changes."""
        triggers = self.field_table.event_triggers
        written = triggers if only is None else set(triggers) & set(only)
        if all(getattr(self, name) == stored[name] for name in written):
            return only
        self.before = stored
        self.version += 1
        if self.visibility == Visibility.PUBLIC and self.published_at is None:
            self.published_at = timezone.now()
        return None if only is None else {*only, "version", "published_at"}

    # Verbs.

    @transaction.atomic
    def publish_if_due(self, now: datetime) -> bool:
        """Make the list public if its time has come; whether it was made so."""
        self._lock()
        if self.publish_at is None or self.publish_at > now or self.is_public:
            return False
        self.visibility = Visibility.PUBLIC
        self.save(update_fields=["visibility", "updated_at"])
        record_change(self, user=None)
        return True

    @transaction.atomic
    def add(
        self,
        game: Game,
        *,
        position: int | None = None,
        notes: str = "",
        expected_version: int | None = None,
    ) -> ListEntry:
        """Add `game`, in a ranked list at `position` (from 1) or at the end.

        Raises `ValidationError` when it is listed already or the position is
        outside 1 … entries + 1.
        """
        self._lock(expected_version)
        if self.entries.filter(game=game).exists():
            raise ValidationError(f"{game} is already on this list.", code="listed")
        if self.is_ranked and position is not None:
            self._require_position(position, self.entries.count() + 1)
        entry = ListEntry(list=self, game=game, notes=notes, position=position)
        self._insert([entry])
        return entry

    @transaction.atomic
    def add_many(
        self,
        games: Iterable[Game],
        *,
        positions: Mapping[Game, int] | None = None,
        notes: Mapping[Game, str] | None = None,
        expected_version: int | None = None,
    ) -> list[ListEntry]:
        """Add those of `games` that are not listed yet, as one change.

        Those with a position go there, in the order of their positions and no
        further than the end; the others are appended.
        """
        self._lock(expected_version)
        listed = set(self.entries.values_list("game_id", flat=True))
        positions, notes = positions or {}, notes or {}
        entries = [
            ListEntry(
                list=self,
                game=game,
                position=positions.get(game),
                notes=notes.get(game, ""),
            )
            for game in dict.fromkeys(games)
            if game.pk not in listed
        ]
        self._insert(entries)
        return entries

    @transaction.atomic
    def remove(
        self, entries: Iterable[ListEntry], *, expected_version: int | None = None
    ) -> None:
        """Take `entries` off the list; those below them close up."""
        self._lock(expected_version)
        gone = list(
            self.entries.with_games().filter(pk__in=[entry.pk for entry in entries])
        )
        if not gone:
            return
        moves = [entry.way_out() for entry in gone]
        if self.is_ranked and self.tier_ends:
            for entry, move in zip(gone, moves, strict=True):
                move["removed"]["tier"] = self.tier_of(entry)
            self._leave_tiers(entry.position for entry in gone)
        self.entries.filter(pk__in=[entry.pk for entry in gone]).delete()
        if self.is_ranked:
            self._store_order(self._entry_ids())
        self._changed(Verb.REMOVED, moves)

    @transaction.atomic
    def put_back(self, removal: ListActivity) -> list[ListEntry]:
        """Add again what `removal` took off, as it was and where it was.

        Games that were deleted or listed again since are left out.
        """
        self._lock()
        gone = {move["game"]: move for move in removal.moves if "removed" in move}
        listed = set(self.entries.values_list("game_id", flat=True))
        entries = []
        for uuid, game in GameRedirect.objects.games_now(gone).items():
            if game.pk in listed:
                continue
            listed.add(game.pk)
            move = gone[uuid]
            entry = ListEntry(list=self, game=game, position=move["from_position"])
            entry.take_back(move["removed"])
            entries.append(entry)
        tiers = {
            move["removed"]["id"]: move["removed"].get("tier", "")
            for move in gone.values()
        }
        self._insert(entries, at_end=False, tiers=tiers)
        return entries

    @transaction.atomic
    def move(
        self,
        entry: ListEntry,
        to: int,
        *,
        tier: str = "",
        expected_version: int | None = None,
    ) -> None:
        """Move `entry` to position `to` (from 1); the others make room.

        Of a list with tiers it joins `tier`, or by itself that of the game that makes
        room for it. Raises `ValidationError` in an unranked list, when `to` is outside
        the list, or not within `tier`.
        """
        self._lock(expected_version)
        self._require_ranked()
        entry = self.entries.with_games().get(pk=entry.pk)
        order = self._entry_ids()
        self._require_position(to, len(order))
        start = order.index(entry.pk) + 1
        if start == to and not tier:
            return
        ends = self.tier_ends
        self._leave_tiers([start])
        self._enter_tier(to, count=len(order) - 1, tier=self._asked_tier(tier, to))
        if start == to:
            if self.tier_ends != ends:
                self._cut_otherwise()
            return
        order.insert(to - 1, order.pop(start - 1))
        self._store_order(order)
        entry.position = to
        self._changed(Verb.REORDERED, [entry.way_from(start)])

    @transaction.atomic
    def sort(
        self, entry: ListEntry, tier: str, *, expected_version: int | None = None
    ) -> None:
        """Move `entry` to the end of `tier`, one of S, A, B, C, D, E, F.

        Raises `ValidationError` where the list has no tiers.
        """
        self._lock(expected_version)
        self._require_ranked()
        self._require_tier(tier)
        entry = self.entries.get(pk=entry.pk)
        if self._tier_at(entry.position or 0) == NAMES.index(tier):
            return
        self.move(entry, self._end_of(tier, without=entry), tier=tier)

    @transaction.atomic
    def cut(self, ends: Sequence[int], *, expected_version: int | None = None) -> None:
        """Say where the tiers S, A, B, C, D, and E end; nothing: there are none.

        An end beyond the list means its last game. Raises `ValidationError` where one
        ends above the one before.
        """
        self._lock(expected_version)
        self._require_ranked()
        validate_ends(ends)
        wanted = clamped(ends, self.entries.count())
        if self.tier_ends == wanted:
            return
        self.tier_ends = wanted
        self._cut_otherwise()

    def tier_of(self, entry: ListEntry) -> str:
        """The name of the tier that `entry` is in; "" where the list has none."""
        return self._tier_name(entry.position or 0)

    def _cut_otherwise(self) -> None:
        """Note that the tiers changed, while no rank did."""
        self._touch()
        changed_without_activity.send(
            sender=List, list_=self, verb="changed", games=[], changed=["tiers"]
        )

    def _require_tier(self, tier: str) -> None:
        if not self.tier_ends:
            raise ValidationError(
                "This list has no tiers yet. Cut it into tiers first.", code="tiers"
            )
        if len(tier) != 1 or tier not in NAMES:
            raise ValidationError(
                f"There is no tier “{tier}”. Choose one of S, A, B, C, D, E, F.",
                code="tier",
            )

    def _asked_tier(self, tier: str, rank: int) -> int | None:
        """The place of `tier`, checked; the moved game has left its own already."""
        if not tier:
            return None
        self._require_tier(tier)
        place = NAMES.index(tier)
        within = tiers_of(self.tier_ends, self.entries.count() - 1)[place]
        if not within.first <= rank <= within.last + 1:
            raise ValidationError(
                f"Rank {rank} isn’t in tier {tier}. It goes from {within.first} to "
                f"{within.last + 1}.",
                code="tier",
            )
        return place

    def _end_of(self, tier: str, *, without: ListEntry) -> int:
        """The rank after the last game of `tier`, once `without` has left its own."""
        left = without_one(self.tier_ends, self._tier_at(without.position or 0) or 0)
        tiers = tiers_of(left, self.entries.count() - 1)
        return tiers[NAMES.index(tier)].last + 1

    @transaction.atomic
    def reorder(
        self, entries: Sequence[ListEntry], *, expected_version: int | None = None
    ) -> None:
        """Put the whole list into the order of `entries`.

        Raises `ValidationError` unless `entries` are exactly the list's entries.
        """
        self._lock(expected_version)
        self._require_ranked()
        before = dict(self.entries.values_list("id", "position"))
        order = [entry.pk for entry in entries]
        if sorted(order) != sorted(before):
            raise ValidationError(
                "The new order must contain each entry of the list exactly once.",
                code="order",
            )
        moved = moved_members(list(before), order)
        if not moved:
            return
        self._store_order(order)
        entered = self.entries.with_games().filter(pk__in=moved)
        self._changed(
            Verb.REORDERED, [entry.way_from(before[entry.pk]) for entry in entered]
        )

    @transaction.atomic
    def annotate(
        self, entry: ListEntry, notes: str, *, expected_version: int | None = None
    ) -> None:
        """Replace the notes of `entry`. No activity: the ranking stays as it is."""
        self._lock(expected_version)
        entry = self.entries.get(pk=entry.pk)
        if entry.notes == notes:
            return
        entry.notes = notes
        entry.clean_fields(exclude=["list", "game"])
        entry.save(update_fields=["notes", "updated_at"])
        self._annotated([entry.game.slug])

    @transaction.atomic
    def restore(
        self, revision: Revision, *, expected_version: int | None = None
    ) -> list[str]:
        """Bring entries, ranking and notes back to what they were in `revision`.

        The name, description and visibility stay. Returns the names of the games
        that cannot come back because they were deleted since.
        """
        self._lock(expected_version)
        if str(revision.object_id) != str(self.pk) or "entries" not in revision.content:
            raise ValidationError(
                "This version doesn't contain entries of this list. Choose "
                "another one.",
                code="revision",
            )
        return self._become(
            of_games_now(revision.content["entries"]),
            is_ranked=revision.content["is_ranked"],
        )

    # History.

    def order_on(self, moment: datetime) -> list[str]:
        """The uuids of the games as they stood at `moment`, first to last."""
        return self.activities.until(moment).order()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the list with its entries; `List.objects.put_back` undoes it."""
        with transaction.atomic():
            if List.objects.select_for_update().filter(pk=self.pk).exists():
                self._keep_deleted()
            return super().delete(*args, **kwargs)

    @contextmanager
    def edited_by(self, user: AbstractBaseUser) -> Iterator[Self]:
        """Change entries within this to have `user`'s editing session in the history.

        A session is one revision, written over until the user pauses.
        """
        with transaction.atomic():
            self._lock()
            up_to_date = Revision.objects.filter(
                pk=self.latest_revision_id, created_at__gte=self.updated_at
            )
            if not up_to_date.exists():
                # Changed since by an import or in the shell, or never revised: without
                # a revision of it there would be no way back to it.
                self.save_revision(clean=False, log_action=KEPT_ACTION)
            version = self.version
            yield self
            # The verb may have been called on another instance, through an entry.
            self.refresh_from_db()
            if self.version != version:
                self._save_session_revision(user)

    def _save_session_revision(self, user: AbstractBaseUser) -> None:
        session = Revision.objects.filter(
            pk=self.latest_revision_id,
            user=user,
            created_at__gte=timezone.now() - SESSION_PAUSE,
            pk__in=ModelLogEntry.objects.filter(action=EDITED_ACTION).values(
                "revision_id"
            ),
        )
        written_over = session.update(
            content=self.serializable_data(), created_at=timezone.now()
        )
        if not written_over:
            self.save_revision(user=user, clean=False, log_action=EDITED_ACTION)

    def serializable_data(self) -> dict[str, Any]:
        """What a revision keeps: the fields, and the entries with their order."""
        entries = self.entries.snapshots() if self.pk else []
        return {**super().serializable_data(), "entries": entries}

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The list as a revision holds it, with its entries in `revised_entries`."""
        then: Self = super().with_content_json(content)
        then.revised_entries = content.get("entries", [])
        return then

    # Deletion and back; the list must be locked.

    def _keep_deleted(self) -> DeletedList:
        """Keep all of the list: fields, entries and activity."""
        # Its rows get new numbers.
        table = self.field_table
        names = ("uuid", *table.edited, *table.counter, "tier_ends")
        entries = self.entries.snapshots()
        activities = self.activities.order_by("id").values(*ACTIVITY_FIELDS)
        published_at = self.published_at
        return DeletedList.objects.create(
            name=self.name,
            entry_count=len(entries),
            content={
                "fields": {name: getattr(self, name) for name in names},
                # Django's encoder would cut the microseconds.
                "created_at": self.created_at.isoformat(),
                "published_at": published_at.isoformat() if published_at else None,
                "entries": entries,
                "activities": [
                    {**activity, "timestamp": activity["timestamp"].isoformat()}
                    for activity in activities
                ],
            },
        )

    def _put_entries_back(
        self, snapshots: Sequence[EntrySnapshot]
    ) -> list[EntrySnapshot]:
        """Store the entries; those of games that were deleted are returned."""
        games = Game.objects.in_bulk([s["game"] for s in snapshots], field_name="uuid")
        by_uuid = {str(uuid): game for uuid, game in games.items()}
        entries = []
        for snapshot in snapshots:
            if snapshot["game"] not in by_uuid:
                continue
            game = by_uuid[snapshot["game"]]
            entry = ListEntry(list=self, game=game, position=snapshot["position"])
            entry.take_back(snapshot)
            entries.append(entry)
        ListEntry.objects.bulk_create(entries)
        return [s for s in snapshots if s["game"] not in by_uuid]

    def _close_up(self, gone: list[EntrySnapshot]) -> None:
        if self.is_ranked:
            self._leave_tiers(snapshot["position"] for snapshot in gone)
            self._store_order(self._entry_ids())
        moves: list[Move] = [
            {
                "game": snapshot["game"],
                "slug": name_slug(snapshot["name"]),
                "name": snapshot["name"],
                "from_position": snapshot["position"],
                "to_position": None,
                "removed": {
                    "id": snapshot["id"],
                    "notes": snapshot["notes"],
                    "added_at": snapshot["added_at"],
                },
            }
            for snapshot in gone
        ]
        self._changed(Verb.REMOVED, moves)
