"""A noun that Cognito has never heard of: shelves with books, kept in memory, saved by the kernel alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from console.cognito.errors import CognitoError
from pools.saving.calls import Step
from pools.saving.settings import Section, Setting
from pools.saving.states import Comparison, Difference, State

# A step has to name an operation that the library knows; any will do.
WRITE = "TagResource"
NAME, ROOM, BOOKS, LOCKED = "Name", "Place.Room", "Books", "Locked"
SECTION = Section(
    id="shelf",
    title="Shelf",
    settings=(
        Setting(path=NAME, label="What it is called"),
        Setting(path=ROOM, label="Where it stands"),
        Setting(path=BOOKS, label="Books", default=0),
        Setting(path=LOCKED, label="Locked", kind="flag", default=False),
    ),
)


@dataclass(kw_only=True)
class Shelf:
    """What is there, and how it behaves: `refuses` is raised by writes, `hides` by reads, `fades` by reads after one.

    A write that is `lazy` does nothing, one that is `rounding` makes books an even number.
    """

    state: dict[str, Any] = field(default_factory=lambda: {NAME: "Maths", "Place": {"Room": "12"}, BOOKS: 4})
    refuses: CognitoError | None = None
    hides: CognitoError | None = None
    fades: CognitoError | None = None
    lazy: bool = False
    rounding: bool = False
    newer: Sequence[str] = ()
    written: list[State] = field(default_factory=list)


class ShelfSaver:
    """Reads and writes a shelf as a whole, in one call. A `Saver`."""

    comparison = Comparison(defaults={BOOKS: 0, LOCKED: False})
    key = "shelf"

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def read_state(self) -> State:
        if self.shelf.hides:
            raise self.shelf.hides
        return self.shelf.state

    def unknown(self, state: State) -> list[str]:
        return list(self.shelf.newer)

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        return wanted

    def steps(self, now: State, wanted: State) -> list[Step]:
        if not self.comparison.differences(now, wanted):
            return []
        parameters = dict(wanted)
        return [Step(operation=WRITE, parameters=parameters, store="the shelf", brings=(*now, *wanted))]

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        self.shelf.written.append(step.parameters)
        self.shelf.hides = self.shelf.fades
        if not self.shelf.lazy:
            self.shelf.state = dict(step.parameters)
        if self.shelf.rounding:
            self.shelf.state[BOOKS] -= self.shelf.state[BOOKS] % 2
        if self.shelf.refuses:
            raise self.shelf.refuses
