"""Differences in the words of sections, whatever sections those are."""

from typing import Any

import pytest

from pools.saving.proposals import Clash
from pools.saving.settings import Row, Section, Setting
from pools.saving.states import Difference
from pools.saving.words import clashes_in_words, in_order, in_short, in_words, setting_at

NAME = Setting(path="Name", label="Name")
TAGS = Setting(path="Tags", label="Tags", kind="pairs")
MODE = Setting(path="Mode", label="Mode", words={"ON": "Required", "OFF": "Off"}, absent="As Cognito likes")
SECTIONS = (
    Section(id="first", title="First", settings=(MODE,)),
    Section(id="second", title="Second", settings=(TAGS, NAME)),
)


def difference(path: str, before: Any = None, after: Any = "x") -> Difference:
    return Difference(path=path, before=before, after=after)


def test_a_path_is_found_in_its_section() -> None:
    assert setting_at("Name", SECTIONS) == (NAME, SECTIONS[1])
    assert setting_at("Tags.team", SECTIONS) == (TAGS, SECTIONS[1])


def test_a_path_that_nobody_knows_is_its_own_label() -> None:
    setting, section = setting_at("Quantum.Enabled", SECTIONS)
    assert (setting.path, setting.label, section) == ("Quantum.Enabled", "Quantum.Enabled", None)
    # Only pairs hold paths below their own.
    assert setting_at("Name.First", SECTIONS)[1] is None


def test_differences_are_read_in_the_order_of_the_sections() -> None:
    told = in_words([difference(path) for path in ("Quantum", "Name", "Tags", "Mode")], SECTIONS)
    assert [each.path for each in told] == ["Quantum", "Name", "Tags", "Mode"]
    assert [each.path for each in in_order(told, SECTIONS)] == ["Mode", "Tags", "Name", "Quantum"]


@pytest.mark.parametrize(
    ("setting", "raw", "words"),
    [
        (MODE, "ON", "Required"),
        (MODE, None, "As Cognito likes"),
        (NAME, None, "Not set"),
        (NAME, True, "On"),
        (NAME, False, "Off"),
        (NAME, 7, "7"),
        (NAME, ["a", "b"], "a, b"),
    ],
)
def test_a_value_is_said_on_one_line(setting: Setting, raw: Any, words: str) -> None:
    assert in_short(Row(setting=setting, raw=raw)) == words


def test_a_clash_shows_all_three_in_words() -> None:
    [told] = clashes_in_words([Clash(path="Mode", shown="OFF", now="ON", mine=None)], SECTIONS)
    assert [in_short(row) for row in (told.shown, told.now, told.mine)] == [
        "Off",
        "Required",
        "As Cognito likes",
    ]
