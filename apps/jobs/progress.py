"""What a piece of work tells about itself while it runs."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any


class Halted(BaseException):
    """Raised by a step of work that is to end here.

    No `Exception`: work that catches what goes wrong with one of its things must let
    this pass, so that its transaction is rolled back.
    """


class Cancelled(Halted):
    """Somebody cancelled the job."""


class Interrupted(Halted):
    """The worker stops, or lost its hold on the job; it is run again elsewhere."""


class JobFailed(Exception):
    """The job cannot succeed, now or at another attempt; the text says why."""


class Progress:
    """Tells nobody: for work that runs within a request or a command.

    The one of a worker (`reporting.LiveProgress`) has the same methods. A step costs
    nothing but counting, so take one for each thing.
    """

    # What an earlier attempt of the job remembered.
    memory: dict[str, Any] = {}

    def begin(self, total: int | None = None, message: str = "") -> None:
        """Say how many steps there are, None for unknown; the count starts at 0."""

    def step(self, count: int = 1, message: str = "") -> None:
        """Count `count` things as done, and say what is done now, unless empty.

        Raises `Halted` when the work is to end here.
        """

    def fail(self, what: str, why: str) -> None:
        """Note that something went wrong with one thing, while the rest goes on."""

    def remember(self, **memory: Any) -> None:
        """Keep what a further attempt need not do again, as JSON.

        It is written in the current transaction, so it is true when that is: make it
        the last statement of each chunk.
        """

    def each[T](
        self, things: Sequence[T], message: Callable[[T], str] | None = None
    ) -> Iterator[T]:
        """Go through `things`, a step after each."""
        self.begin(len(things))
        for thing in things:
            yield thing
            self.step(message=message(thing) if message else "")


SILENT = Progress()
