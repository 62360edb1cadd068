"""What the installed AWS library knows of the API and this console does not: it is said, and never guessed at.

`known_members.txt` has a line for each part of the API that an administrator's operations send or answer: its name,
then its members or its choices. Whoever moves the lock file looks at each new name, gives it a place, and writes the
file anew: `python -m console.cognito.newer`.
"""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import botocore
import structlog

from console.cognito import model
from console.cognito.operations import OPERATIONS

log = structlog.get_logger(__name__)

FILE = Path(__file__).with_name("known_members.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """What `version` of botocore offers and this console does not know, and what it knows and botocore does not."""

    version: str
    operations: tuple[str, ...]
    members: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_anything(self) -> bool:
        return bool(self.operations or self.members or self.missing)


@cache
def newer() -> Newer:
    """Compare the installed library with what this console was made for; no call."""
    installed, shapes = set(model.operation_names()), _shapes_in_file()
    return Newer(
        version=botocore.__version__,
        operations=tuple(sorted(installed - set(OPERATIONS))),
        members=tuple(
            sorted(
                f"{shape}.{name}"
                for shape, names in _installed().items()
                for name in names - shapes.get(shape, set())
            )
        ),
        missing=tuple(sorted(set(OPERATIONS) - installed)),
    )


def log_what_is_newer() -> None:
    """One line in the log, once for each process, where there is something to say."""
    found = newer()
    if found.is_anything:
        log.warning(
            "aws_library_differs",
            botocore=found.version,
            unknown_operations=found.operations,
            unknown_members=found.members,
            missing_operations=found.missing,
        )


def _shapes_in_file() -> dict[str, set[str]]:
    lines = (line.split() for line in FILE.read_text().splitlines())
    return {shape: set(names) for shape, *names in lines}


def _installed() -> dict[str, set[str]]:
    """Members of each structure, and choices of each value, that the known administrative operations can reach."""
    found: dict[str, set[str]] = {}
    for name in sorted(set(model.operation_names()) & set(OPERATIONS)):
        if not OPERATIONS[name].end_user:
            for shape in (model.input_shape(name), model.output_shape(name)):
                _gather(shape, found)
    return found


def _gather(shape: Any, found: dict[str, set[str]]) -> None:
    if shape is None or shape.name in found:
        return
    if shape.type_name == "structure":
        found[shape.name] = set(shape.members)
        for each in shape.members.values():
            _gather(each, found)
    elif shape.type_name == "list":
        _gather(shape.member, found)
    elif shape.type_name == "map":
        _gather(shape.value, found)
    elif choices := shape.metadata.get("enum"):
        found[shape.name] = set(choices)


if __name__ == "__main__":
    found = _installed()
    FILE.write_text("".join(f"{shape} {' '.join(sorted(found[shape]))}\n" for shape in sorted(found)))
    sys.stderr.write(f"Wrote {len(found)} lines.\n")
