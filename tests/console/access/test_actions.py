"""The registry of actions: what a noun's module defines is all there, under its own name."""

from types import ModuleType

import pytest

from console.access import actions
from console.access.actions import ALL, NOUNS, Action


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: str(noun.__name__))
def test_every_action_of_a_noun_is_listed_and_can_be_named(noun: ModuleType) -> None:
    defined = {name: each for name, each in vars(noun).items() if isinstance(each, Action)}
    assert list(noun.ACTIONS) == list(defined.values())
    for name, action in defined.items():
        assert getattr(actions, name) is ALL[name.lower()] is action


def test_no_two_actions_have_one_name() -> None:
    assert len(ALL) == sum(len(noun.ACTIONS) for noun in NOUNS)
