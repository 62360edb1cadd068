"""Facts in the one form that every database hands back exactly as it was given, and their hash."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

# PostgreSQL stores no NUL, and neither database a lone half of a surrogate pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable_text(value: object, max_length: int | None = None) -> str:
    """Text that can be stored anywhere: what cannot be is replaced, what is too long ends in an ellipsis."""
    text = UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", str(value))
    return text if max_length is None or len(text) <= max_length else text[: max_length - 1] + "…"


def storable(value: object) -> Any:
    """Plain JSON that survives a round trip. PostgreSQL keeps numbers as decimals: 2.0 may come back as 2."""
    match value:
        case None | bool() | int():
            return int(value) if isinstance(value, int) and not isinstance(value, bool) else value
        case float():
            return _storable_number(value)
        case Mapping():
            return {storable_text(key): storable(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((storable(item) for item in value), key=str)
        case list() | tuple():
            return [storable(item) for item in value]
    return storable_text(value)


def _storable_number(number: float) -> int | float | str:
    if number.is_integer():
        return int(number)
    # Neither infinity nor "not a number" is JSON.
    return number if number - number == 0 else str(number)


def hash_of(facts: Iterable[tuple[str, Any]]) -> str:
    """SHA-256 of facts, as hex. Empty ones are left out, so that a new column leaves old hashes alone."""
    filled = {name: value for name, value in facts if value not in (None, "", {})}
    text = json.dumps(filled, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
