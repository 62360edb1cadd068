"""The frame of a preview, whose policy holds back what strangers wrote."""

import re

import pytest

from pools.settings.messages.frames import page_of


@pytest.mark.parametrize(
    "reaching",
    ['<LINK rel=preconnect href="//x">', "<meta http-equiv=refresh>", "</base>", "<base/href=//x>"],
)
def test_what_no_policy_holds_back_means_nothing_in_a_frame(reaching: str) -> None:
    assert not re.search(r"<(/?)(link|meta|base)\b", page_of(reaching).split("<body>")[1], re.IGNORECASE)


def test_braces_of_styles_survive_the_frame() -> None:
    assert "p {margin: 0}" in page_of("<style>p {margin: 0}</style>")
