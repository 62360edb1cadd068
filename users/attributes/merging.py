"""What becomes of a form when somebody else has changed the same thing since it was shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One setting that two people changed, each in another way."""

    name: str
    base: Any
    theirs: Any
    yours: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Three states of the same settings: as the form showed them, as they are now, as they were typed."""

    base: Values
    theirs: Values
    yours: Values

    @property
    def conflicts(self) -> list[Conflict]:
        """What has to be chosen."""
        return [
            Conflict(name=name, base=self.base[name], theirs=self.theirs[name], yours=self.yours[name])
            for name in self.yours
            if self._typed(name) and self._moved(name) and self.yours[name] != self.theirs[name]
        ]

    @property
    def result(self) -> dict[str, Any]:
        """What was typed here, and for everything else what is there now."""
        return {name: self.yours[name] if self._typed(name) else self.theirs[name] for name in self.yours}

    @property
    def changed(self) -> list[str]:
        """What differs from what is there now: what is left to save."""
        return [name for name, value in self.result.items() if value != self.theirs[name]]

    @property
    def kept(self) -> list[str]:
        """What somebody else changed meanwhile and nobody touched here."""
        return [name for name in self.yours if self._moved(name) and not self._typed(name)]

    def _typed(self, name: str) -> bool:
        return bool(self.yours[name] != self.base[name])

    def _moved(self, name: str) -> bool:
        return bool(self.theirs[name] != self.base[name])
