"""What one connection has sent so far, and the verbs that follow from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatchmethod

from apps.profiles.ironmon import recording
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.models.checkpoint import called
from apps.profiles.ironmon.receiver.messages import BattleEnded
from apps.profiles.ironmon.receiver.messages import BattleStarted
from apps.profiles.ironmon.receiver.messages import CheckpointReached
from apps.profiles.ironmon.receiver.messages import Init
from apps.profiles.ironmon.receiver.messages import LeadFainted
from apps.profiles.ironmon.receiver.messages import Location
from apps.profiles.ironmon.receiver.messages import Message
from apps.profiles.ironmon.receiver.messages import Opponent
from apps.profiles.ironmon.receiver.messages import Seed
from apps.profiles.ironmon.receiver.messages import TrainerDefeated

# The team is looked at twice a second: a faint is seen a moment after the battle.
SECONDS_AFTER_A_BATTLE = 5


class Tracking:
    """Turns messages into verbs of runs; `say` gets a line for each event.

    The plugin repeats itself after each start, so every verb may come twice. It has no
    message for a defeat: a run is lost with a lost battle and, if `lead_decides`, when
    the lead faints in one.
    """

    def __init__(
        self, challenge: Challenge, say: Callable[[str], None], *, lead_decides: bool
    ) -> None:
        self.challenge = challenge
        self.say = say
        self.lead_decides = lead_decides
        self.seed: int | None = None
        self.opponent: Opponent | None = None
        self.battle_ended: float | None = None
        self.is_in_battle = False
        self.place = ""

    @singledispatchmethod
    def handle(self, message: Message) -> None:
        raise TypeError(message)

    @handle.register
    def _(self, message: Init) -> None:
        self.say(f"Plugin {message.version}, recording {self.challenge}.")

    @handle.register
    def _(self, message: Seed) -> None:
        if message.number != self.seed:
            self.opponent, self.is_in_battle, self.place = None, False, ""
        self.seed = message.number
        _, is_new = recording.start_run(self.challenge, message.number, user=None)
        state = "started" if is_new else "goes on"
        self.say(f"Seed {message.number} {state}.")

    @handle.register
    def _(self, message: CheckpointReached) -> None:
        self._clear(message.name, message.seed)

    @handle.register
    def _(self, message: TrainerDefeated) -> None:
        checkpoints = list(self.challenge.checkpoints.all())
        by_id = called(checkpoints, str(message.trainer_id))
        if by_id is not None:
            self._clear(by_id.name, None)
        elif message.checkpoint:
            self._clear(message.checkpoint, None)

    @handle.register
    def _(self, message: BattleStarted) -> None:
        self.opponent, self.is_in_battle = message.opponent, True
        self.battle_ended = None

    @handle.register
    def _(self, message: BattleEnded) -> None:
        self.is_in_battle = False
        self.battle_ended = message.time
        if message.is_lost:
            self._lose("The battle was lost")

    @handle.register
    def _(self, message: LeadFainted) -> None:
        if not self.lead_decides:
            return
        if not self.is_in_battle and not self._just_ended(message.time):
            self.opponent = None
        self._lose("The lead fainted")

    @handle.register
    def _(self, message: Location) -> None:
        self.place = message.name

    def _just_ended(self, time: float | None) -> bool:
        if time is None or self.battle_ended is None:
            return False
        return 0 <= time - self.battle_ended <= SECONDS_AFTER_A_BATTLE

    def _run(self, seed: int | None) -> Run | None:
        number = self.seed if seed is None else seed
        if number is None:
            self.say("Not recorded: the plugin hasn’t sent a seed yet.")
            return None
        run, _ = recording.start_run(self.challenge, number, user=None)
        return run

    def _clear(self, name: str, seed: int | None) -> None:
        checkpoint = self.challenge.checkpoint_called(name)
        if checkpoint is None:
            self.say(f"Not recorded: {self.challenge} has no checkpoint “{name}”.")
            return
        run = self._run(seed)
        if run is None:
            return
        if recording.clear_checkpoint(run, checkpoint, user=None):
            won = " The run is won!" if run.is_victory else ""
            self.say(f"Seed {run.seed_number}: {checkpoint} cleared.{won}")

    def _lose(self, how: str) -> None:
        run = self._run(None)
        if run is None or not run.is_running:
            return
        opponent = self.opponent
        if opponent is None:
            self.say(
                f"{how}, but nothing says to whom. Record the defeat of seed "
                f"{run.seed_number} on the page of the current run."
            )
            return
        recording.lose_run(
            run,
            user=None,
            pokemon=opponent.pokemon,
            pokemon_id=opponent.pokemon_id,
            level=opponent.level,
            trainer=opponent.trainer or None,
            is_wild=opponent.is_wild,
            place=self.place,
        )
        whose = f" of {opponent.trainer}" if opponent.trainer else ""
        wild = "wild " if opponent.is_wild else ""
        self.say(f"Seed {run.seed_number}: lost to {wild}{opponent.pokemon}{whose}.")
