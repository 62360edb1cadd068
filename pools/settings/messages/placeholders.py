"""What Cognito puts into the texts of its messages: whether it is there, and the text with it filled in."""

import re
from collections.abc import Collection
from dataclasses import dataclass

SECRET, USERNAME, LINK = "{####}", "{username}", "{##…##}"

# Words between the signs; "{####}", which has none, is no link.
LINKED = re.compile(r"\{##(?=[^{}\w]*\w)([^{}]*?)##\}")
# Looks as if something were to be put there. Style sheets have spaces and colons between their braces.
LOOKS_LIKE_ONE = re.compile(r"\{[#\w-]+\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What stands in for the placeholders: a name, a code or password, an address."""

    username: str
    secret: str
    link: str = ""


def holds(text: str, placeholder: str) -> bool:
    """Whether a text has that placeholder somewhere."""
    return LINKED.search(text) is not None if placeholder == LINK else placeholder in text


def filled(text: str, values: Values, placeholders: Collection[str]) -> str:
    """The text with those `placeholders` filled in that stand in it; everything else stays as it is."""
    if LINK in placeholders:
        text = LINKED.sub(lambda match: f'<a href="{values.link}">{match[1]}</a>', text)
    if SECRET in placeholders:
        text = text.replace(SECRET, values.secret)
    return text.replace(USERNAME, values.username) if USERNAME in placeholders else text


def strange(text: str, placeholders: Collection[str]) -> list[str]:
    """What looks like a placeholder, but is sent as it stands."""
    found = LOOKS_LIKE_ONE.findall(text)
    if LINK not in placeholders:
        found += [match[0] for match in LINKED.finditer(text)]
    return [
        each
        for each in dict.fromkeys(found)
        if each not in placeholders and not _is_known_link(each, placeholders)
    ]


def _is_known_link(text: str, placeholders: Collection[str]) -> bool:
    return LINK in placeholders and LINKED.fullmatch(text) is not None
