"""Placeholders: found, filled in, and told from what only looks like one."""

import pytest

from pools.settings.messages.placeholders import LINK, SECRET, USERNAME, Values, filled, holds, strange
from pools.settings.messages.templates import (
    CODE_EMAIL,
    INVITATION_EMAIL,
    LINK_EMAIL,
)

VALUES = Values(username="ana", secret="123456", link="https://x.example")


def test_only_the_placeholders_of_a_message_are_filled_in() -> None:
    text = "{username} {####} {##Verify it##}"
    assert filled(text, VALUES, {USERNAME, SECRET}) == "ana 123456 {##Verify it##}"
    assert filled(text, VALUES, {SECRET}) == "{username} 123456 {##Verify it##}"
    assert filled(text, VALUES, {LINK}) == '{username} {####} <a href="https://x.example">Verify it</a>'


def test_the_sign_of_a_code_is_no_link() -> None:
    assert not holds("{####}", LINK)
    assert holds("{####} or {##this##}", LINK)
    assert filled("{####} or {##this##}", VALUES, {LINK}).startswith("{####} or <a ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{user} {Username} {###} {#####}", ["{user}", "{Username}", "{###}", "{#####}"]),
        ("{username} {####}", []),
        ("<style>p {margin: 0} i{}</style> { spaced }", []),
        ("{##Follow me##}", ["{##Follow me##}"]),
    ],
)
def test_what_looks_like_a_placeholder_and_is_none_is_found(text: str, found: list[str]) -> None:
    assert strange(text, INVITATION_EMAIL.needs) == found


def test_a_name_has_no_place_in_a_verification_message() -> None:
    assert strange("{username} {####}", CODE_EMAIL.needs) == ["{username}"]
    assert strange("{##Follow me##} {####}", LINK_EMAIL.needs) == ["{####}"]
