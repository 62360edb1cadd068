"""Personal data for people who may know that it is there, but not what it is."""

import re

DOTS = "•••"
MOST_WORDS = 4
EMAIL = re.compile(r"""[^\s@<>()\[\],;:"'“”]+@[^\s@<>()\[\],;:"'“”]+""")
PHONE = re.compile(r"\+\d[\d ()/.-]{5,}\d")


def masked(value: str) -> str:
    """Keep as much as lets somebody recognise what they know already; the length is not told.

    "ana@example.com" is "a•••@e•••.com", "+447700900112" is "+44•••••12", "Ana López" is "A••• L•••".
    """
    name, at, domain = value.strip().partition("@")
    if at:
        host, dot, ending = domain.rpartition(".")
        return f"{_first(name)}@{_first(host or ending)}{dot}{ending if host else ''}"
    if PHONE.fullmatch(name):
        return f"{name[:3]}•••••{name[-2:]}"
    return " ".join(_first(word) for word in name.split()[:MOST_WORDS])


def masked_within(text: str) -> str:
    """Free text with the e-mail addresses and telephone numbers in it masked."""
    return PHONE.sub(lambda match: masked(match[0]), EMAIL.sub(lambda match: masked(match[0]), text))


def _first(word: str) -> str:
    return (word[0] if word[:1].isalnum() else "") + DOTS
