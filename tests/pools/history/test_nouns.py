"""Everything that is saved safely: in the history by its kind, and with the operations that are not from outside."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import pools
from console.cognito.operations import OPERATIONS
from pools.editing.subjects import Subject
from pools.history.nouns import KINDS
from pools.settings.subject import PoolSubject


def subjects(of: type[Subject] = Subject) -> Iterator[type[Subject]]:
    """Those of the product, wherever they stand."""
    for each in of.__subclasses__():
        if each.__module__.startswith("pools."):
            yield each
        yield from subjects(each)


def all_subjects() -> list[type[Subject]]:
    import_module("pools.urls")
    for module in pkgutil.walk_packages(pools.__path__, "pools."):
        import_module(module.name)
    return list(subjects())


def test_the_history_knows_every_noun_that_is_saved_safely() -> None:
    assert {each.kind for each in all_subjects()} == {*KINDS, PoolSubject.kind}


@pytest.mark.parametrize("noun", all_subjects(), ids=lambda noun: noun.__name__)
def test_a_noun_says_which_operations_of_lifeguards_own_change_it(noun: type[Subject]) -> None:
    assert "writes" in vars(noun), "Without them its changes are shown as made outside."
    assert noun.writes
    assert {OPERATIONS[name].kind for name in noun.writes} == {"write"}
    saver = noun.saver.func.__annotations__["return"]  # type: ignore[attr-defined]
    assert getattr(saver, "operation", noun.writes[0]) in noun.writes
