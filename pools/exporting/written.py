"""What the formats have in common."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.ui.components.html import deceives
from pools.saving.settings import MFA
from pools.saving.states import value_at

# What is so in every new pool: no format needs to say it.
DEFAULTS: Mapping[str, Any] = {
    "KeyConfiguration.KeyType": "AWS_OWNED_KEY",
    "IssuerConfiguration.Type": "ORIGINAL",
    "DcrConfiguration.EnableStatus": "Disabled",
    f"{MFA}.WebAuthnConfiguration.FactorConfiguration": "SINGLE_FACTOR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A configuration in some format, and what of it the format cannot say: a sentence each."""

    text: str
    left_out: tuple[str, ...] = ()


def is_default(path: str, value: Any) -> bool:
    """Whether leaving a setting out means the same."""
    return path in DEFAULTS and DEFAULTS[path] == value


def comment(text: str) -> str:
    """A text as comment lines, whatever line breaks are in it."""
    lines = ("".join(map(harmless, line)) for line in text.splitlines())
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def harmless(character: str) -> str:
    """A character, by its number where it shows nothing or turns what follows."""
    if not deceives(character):
        return character
    number = ord(character)
    return f"\\U{number:08X}" if number > 0xFFFF else f"\\u{number:04X}"


def labels(names: list[str], *, first: str, joint: str) -> dict[str, str]:
    """A name for each that formats can use: letters and digits alone, none twice."""
    taken: dict[str, str] = {}
    for name in names:
        words = re.findall(r"[A-Za-z0-9]+", name)
        label = joint.join([first, *words]) if joint else first + "".join(word.capitalize() for word in words)
        number, unique = 2, label
        while unique in taken.values():
            unique, number = f"{label}{joint}{number}", number + 1
        taken[name] = unique
    return taken


def triggers(settings: Mapping[str, Any]) -> list[str]:
    """The ARNs of the functions that a pool calls."""
    config = value_at(settings, "LambdaConfig") or {}
    arns = [each.get("LambdaArn") if isinstance(each, dict) else each for each in config.values()]
    return sorted({arn for arn in arns if isinstance(arn, str) and ":lambda:" in arn})
