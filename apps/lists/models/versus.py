from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from typing import ClassVar
from typing import Self
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.library.models import Game
from apps.lists.merge_insertion import Answers
from apps.lists.merge_insertion import Unanswered
from apps.lists.merge_insertion import insert
from apps.lists.merge_insertion import most_questions
from apps.lists.merge_insertion import most_questions_to_insert
from apps.lists.merge_insertion import sort
from apps.lists.models.entry import ListEntry
from apps.lists.models.list import List
from apps.lists.models.merged import merged_ids


class Answer(TypedDict):
    """That one game is better than another, by their ids; `at` is when it was said.

    `is_skipped`: nobody said so, they stay as they stood.
    """

    better: str
    worse: str
    is_skipped: bool
    at: str


class VersusState(TypedDict):
    """What is asked and was answered, by the ids of the games."""

    list: str
    game: str | None
    order: list[str]
    answers: list[Answer]


class MergedVersus(TypedDict):
    """What it was before a merge of two of its games, and after it; None: deleted."""

    id: str
    before: VersusState
    after: VersusState | None


class VersusChanged(ValidationError):
    """The answer is to another question than the one that is asked now."""


class VersusQuerySet(models.QuerySet["Versus"]):
    def open(self) -> Self:
        return self.filter(applied_at=None)


class Versus(BaseModel):
    """Ranking a list, or one new game on it, by picking the better of two.

    What was answered stays until it is applied, which is one change of the list. Games
    that leave the list drop out of the questions, those that come join them.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "list",
            "game",
            "order",
            "answers",
            "created_by",
            "applied_at",
            "created_at",
            "updated_at",
        ),
        not_exported={"created_by": "Accounts aren't exported."},
    )

    # The games by their ids as they stood at the beginning.
    order = models.JSONField(default=list)
    answers = models.JSONField(default=list, blank=True)
    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="versus")
    # The only one whose place is looked for; empty: that of all of them.
    game = models.ForeignKey(
        "library.Game",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = VersusQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "versus ranking"
        constraints = [
            models.UniqueConstraint(
                fields=["list"],
                condition=Q(applied_at=None, game=None),
                name="versus_open_once_a_list",
            ),
            models.UniqueConstraint(
                fields=["list", "game"],
                condition=Q(applied_at=None, game__isnull=False),
                name="versus_open_once_a_game",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.game or 'All games'} on {self.list}"

    @classmethod
    @transaction.atomic
    def begin(cls, list_: List, game: Any = None, *, by: Any = None) -> Self:
        """The open one of the list, or of one game on it; a new one where none is.

        Raises `ValidationError` for a list without ranks or with fewer than two games,
        and for a game that isn't on it.
        """
        list_ = List.objects.select_for_update(no_key=True).get(pk=list_.pk)
        found = cls.objects.open().filter(list=list_, game=game).first()
        if found is not None:
            return found
        if not list_.is_ranked:
            raise ValidationError("This list has no ranks.")
        rows = list_.entries.values_list("game__uuid", flat=True)
        order = [str(uuid) for uuid in rows]
        if len(order) < 2:
            raise ValidationError("Comparing takes at least two games.")
        if game is not None and str(game.uuid) not in order:
            raise ValidationError(f"{game} isn’t on this list.")
        return cls.objects.create(list=list_, game=game, order=order, created_by=by)

    # What is asked ----------------------------------------------------------------

    @cached_property
    def entries(self) -> dict[str, ListEntry]:
        """The entries of the list as it is now, by the ids of their games."""
        rows = self.list.entries.select_related("game").order_by("position", "id")
        return {str(entry.game.uuid): entry for entry in rows}

    @cached_property
    def games(self) -> Sequence[str]:
        """What is compared: as it stood at the beginning, then what came since."""
        there = [uuid for uuid in self.order if uuid in self.entries]
        known = set(there)
        return [*there, *(uuid for uuid in self.entries if uuid not in known)]

    @cached_property
    def question(self) -> Unanswered[str] | None:
        """What is asked next; None once all is known."""
        try:
            self.result()
        except Unanswered as question:
            return question
        return None

    def result(self) -> Sequence[str]:
        """The order that the answers make. Raises `Unanswered` before the last one."""
        answers = self._known()
        if self.game is None:
            return sort(self.games, answers.is_better)
        own = str(self.game.uuid)
        chain = [uuid for uuid in self.entries if uuid != own]
        if own in self.entries:
            insert(own, chain, answers.is_better)
        return chain

    @property
    def most(self) -> int:
        """How many questions there are at most, as far as that is known."""
        if self.game is not None:
            return most_questions_to_insert(len(self.entries) - 1)
        return max(most_questions(len(self.games)), len(self.answers))

    def _known(self) -> Answers[str]:
        beats: dict[str, list[str]] = defaultdict(list)
        for answer in self.answers:
            beats[answer["better"]].append(answer["worse"])
        return Answers(beats)

    # What is answered ---------------------------------------------------------------

    @transaction.atomic
    def answer(self, better: str, *, number: int, at: datetime | None = None) -> None:
        """Say which of the two is better; "" leaves them as they stand.

        `number` is how many answers there were when it was asked. Raises
        `VersusChanged` where another tab has answered or the list has changed.
        """
        self._lock()
        question = self.question
        pair = {question.first, question.second} if question else set()
        if number != len(self.answers) or (better and better not in pair) or not pair:
            raise VersusChanged("This pair was answered already. Here is the next one.")
        one, other = sorted(pair, key=list(self.entries).index)
        chosen = better or one
        given: Answer = {
            "better": chosen,
            "worse": other if chosen == one else one,
            "is_skipped": not better,
            "at": (at or timezone.now()).isoformat(timespec="seconds"),
        }
        self._store([*self.answers, given])

    @transaction.atomic
    def take_back(self) -> Answer | None:
        """Take the last answer back; None where there is none."""
        self._lock()
        if not self.answers:
            return None
        last: Answer = self.answers[-1]
        self._store(self.answers[:-1])
        return last

    @transaction.atomic
    def apply(self, *, expected_version: int | None = None) -> bool:
        """Give the list this order, as one change; whether that changed anything.

        Raises `ValidationError` before the last answer, `ListChanged` where the list
        isn't as `expected_version` any more.
        """
        self._lock()
        if self.question is not None:
            raise ValidationError("Some pairs haven’t been compared yet.")
        before = list(self.entries)
        order = self.result()
        self.list.reorder(
            [self.entries[uuid] for uuid in order], expected_version=expected_version
        )
        self.applied_at = timezone.now()
        self.save(update_fields=["applied_at", "updated_at"])
        return order != before

    # Of games that are merged --------------------------------------------------------

    def merge_games(self, gone: Game, into: Game) -> MergedVersus | None:
        """Ask about `into` instead of `gone`; what undoes that, None if nothing does.

        Where both are compared `gone` drops out of the questions by itself. The one
        about its place goes where there is one about the other's already.
        """
        old, new = str(gone.uuid), str(into.uuid)
        before = self._stored()
        is_known = new in self.order
        after = before if is_known else merged_ids(before, old, new)
        if self.game_id == gone.pk:
            after = {**after, "game": new}
            others = Versus.objects.open().filter(list=self.list_id, game=into)
            if others.exists():
                self.delete()
                return {"id": str(self.uuid), "before": before, "after": None}
        if after == before:
            return None
        self._be(after)
        return {"id": str(self.uuid), "before": before, "after": after}

    @classmethod
    def restore_merged(cls, record: MergedVersus) -> None:
        """Undo `merge_games`, unless it was answered since, or its list is gone."""
        before, after = record["before"], record["after"]
        row = cls.objects.filter(uuid=record["id"]).select_related("game").first()
        if row is not None:
            if row._stored() == after:
                row._be(before)
            return
        list_ = List.objects.filter(uuid=before["list"]).first()
        if after is None and list_ is not None:
            # It had none open of its own while it was merged.
            cls(uuid=record["id"], list=list_)._be(before)

    def _stored(self) -> VersusState:
        return {
            "list": str(self.list.uuid),
            "game": str(self.game.uuid) if self.game else None,
            "order": list(self.order),
            "answers": list(self.answers),
        }

    def _be(self, state: VersusState) -> None:
        self.order, self.answers = state["order"], state["answers"]
        game = state["game"]
        self.game = Game.objects.get(uuid=game) if game else None
        self.save()

    def _store(self, answers: Sequence[Answer]) -> None:
        self.answers = [*answers]
        self.save(update_fields=["answers", "updated_at"])
        self._forget()

    def _lock(self) -> None:
        rows = Versus.objects.select_for_update(of=("self",)).select_related("game")
        self.refresh_from_db(from_queryset=rows)
        if self.applied_at is not None:
            raise VersusChanged("This was applied already.")
        self._forget()

    def _forget(self) -> None:
        for name in ("entries", "games", "question"):
            self.__dict__.pop(name, None)
