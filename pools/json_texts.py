"""JSON that somebody uploads or types: only what can be shown, kept and sent on."""

import json
from collections.abc import Callable, Iterator
from math import isinf
from typing import Any

# Python does not read many more digits, and copies and compares nothing that is nested much deeper.
MOST_DIGITS = 300
DEEPEST = 60
TOO_DEEP = "This is nested too deeply."


class Unusable(ValueError):
    """Well-formed JSON that is of no use all the same; the text says why, for people."""


def load(
    text: str,
    *,
    pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]],
    constant: Callable[[str], Any],
) -> Any:
    """What a text says; `pairs` makes its objects, `constant` is asked about NaN and Infinity.

    Raises JSONDecodeError, Unusable, and what the two raise.
    """
    try:
        content = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_int=_whole, parse_float=_finite
        )
        _check_depth(content)
        json.dumps(content, ensure_ascii=False).encode()
    except RecursionError as error:
        raise Unusable(TOO_DEEP) from error
    except UnicodeEncodeError as error:
        raise Unusable("There is half of a character in it, such as \\ud800.") from error
    return content


def _check_depth(content: Any) -> None:
    level = [content]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in _within(each)]
    if level:
        raise Unusable(TOO_DEEP)


def _within(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Unusable(f"There is a number of {len(digits):,} digits in it.")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise Unusable("There is a number in it that is too large.")
    return number
