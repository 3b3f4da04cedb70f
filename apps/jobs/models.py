from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import ClassVar
from typing import Self
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import models
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateWorker

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.jobs import queue

MOST_FAILURES = 100


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Canceled"


ACTIVE = (State.WAITING, State.RUNNING)


class Failure(TypedDict):
    """One thing that went wrong while the rest of the job went on."""

    what: str
    why: str


class JobRefused(ValidationError):
    """The job is in a state in which this cannot be done."""


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def finished(self) -> Self:
        return self.exclude(state__in=ACTIVE)

    def waiting_too_long(self, now: datetime) -> Self:
        """Those that a worker should have begun by now."""
        due = Q(due_at__isnull=True) | Q(due_at__lte=now)
        return self.filter(due, state=State.WAITING)


class Job(BaseModel):
    """A piece of background work, and all that people see of it.

    `done` of `total` are counted in whatever the kind counts. `failures` holds the
    first hundred of `failure_count` things that went wrong on the way; `error` why the
    whole job failed, or what its last attempt ran into. `memory` is what a further
    attempt need not do again. `url` leads to what the job is about.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "created_at",
            "updated_at",
            "kind",
            "title",
            "key",
            "lock",
            "arguments",
            "state",
            "done",
            "total",
            "message",
            "failures",
            "failure_count",
            "error",
            "memory",
            "url",
            "attempt",
            "started_by",
            "due_at",
            "started_at",
            "heartbeat_at",
            "cancel_requested_at",
            "finished_at",
            "delivery",
        ),
    )

    kind = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    # What there is only one active job for; empty: any number.
    key = models.CharField(max_length=200, blank=True)
    # Jobs with the same lock run one after the other; empty: at once.
    lock = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=300, blank=True)
    failures = models.JSONField(default=list)
    failure_count = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    memory = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Of the queue; null once it has ended.
    delivery = models.BigIntegerField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "job"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="job_state_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=ACTIVE) & ~Q(key=""),
                name="job_active_once",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, state__in=ACTIVE)
                | Q(finished_at__isnull=False) & ~Q(state__in=ACTIVE),
                name="job_finished_has_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state"], name="job_active", condition=Q(state__in=ACTIVE)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def share(self) -> int | None:
        """How much of it is done, in hundredths; None where nobody knows."""
        if self.state == State.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def hidden_failures(self) -> int:
        return self.failure_count - len(self.failures)

    @property
    def took(self) -> timedelta | None:
        if self.started_at is None or self.finished_at is None:
            return None
        return self.finished_at - self.started_at

    def cancel(self, *, at: datetime) -> None:
        """Stop it: at once where it waits, at its next step where it runs.

        What it has written in chunks before stays. Raises `JobRefused` when it has
        ended already.
        """
        with transaction.atomic():
            fresh = self._locked()
            if not fresh.is_active:
                state = fresh.get_state_display().lower()
                raise JobRefused(f"“{self}” can't be canceled because it is {state}.")
            if fresh.state == State.WAITING:
                if fresh.delivery is not None:
                    queue.take_back(fresh.delivery)
                fresh.state = State.CANCELLED
                fresh.finished_at = at
            fresh.cancel_requested_at = fresh.cancel_requested_at or at
            fresh.save()
        self.refresh_from_db()

    def retry(self, *, at: datetime) -> None:
        """Have a job that failed or was cancelled run again, with what it remembers.

        Raises `JobRefused` when it is in another state, or when the same work has
        been started again meanwhile.
        """
        try:
            with transaction.atomic():
                self._locked()._wait_again(at=at)
        except IntegrityError as error:
            raise JobRefused(
                f"“{self}” has already been started again. See the new job."
            ) from error
        self.refresh_from_db()

    def _wait_again(self, *, at: datetime) -> None:
        if self.state not in (State.FAILED, State.CANCELLED):
            state = self.get_state_display().lower()
            raise JobRefused(f"“{self}” can't be run again because it is {state}.")
        self.state = State.WAITING
        self.attempt = self.done = self.failure_count = 0
        self.failures = []
        self.error = self.message = ""
        self.finished_at = self.cancel_requested_at = self.due_at = None
        self.created_at = at
        self.deliver()
        self.save()

    def forget(self) -> None:
        """Delete its record. Raises `JobRefused` while it is active."""
        with transaction.atomic():
            fresh = self._locked()
            if fresh.is_active:
                raise JobRefused(f"“{self}” hasn't finished yet. Cancel it first.")
            fresh.delete()

    def deliver(self) -> None:
        """Have the queue bring it to a worker; the caller saves it."""
        self.delivery = queue.deliver(self.pk, lock=self.lock, at=self.due_at)

    def _locked(self) -> Job:
        return type(self).objects.select_for_update().get(pk=self.pk)


def worker_is_alive(now: datetime) -> bool:
    """Whether any worker has given a sign of life lately."""
    since = now - timedelta(seconds=queue.DEAD_AFTER)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=since).exists()


def topics_of(job: Job) -> tuple[str, ...]:
    """What open pages that show the job listen to; see `apps.core.redis.notices`."""
    return (f"job.{job.pk}", "jobs")
