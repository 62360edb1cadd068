"""Settings that do not go together, as data."""

from collections.abc import Callable
from dataclasses import dataclass

from pools.saving.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must not be, and the sentence that says so; `paths` are the settings to blame, most likely first."""

    paths: tuple[str, ...]
    broken: Callable[[State], bool]
    message: str
