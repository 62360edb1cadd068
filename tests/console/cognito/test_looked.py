"""A write, then a look: with writes and looks that are invented."""

from collections.abc import Callable

import pytest

from console.cognito.errors import CognitoError, NotFound, Refused, Throttled, UnknownOutcome
from console.cognito.looked import Advice, ReadBack, done_anyway, is_gone, looked, read_back

ADVICE = Advice(
    could_not_look="Nobody could look.", not_as_asked="It is as it was.", not_there="Nothing is there."
)


def done() -> None:
    """A write that Cognito confirms."""


def refused() -> None:
    raise Refused(operation="CreateGroup")


def unclear() -> None:
    raise UnknownOutcome(operation="CreateGroup")


def cannot_look() -> bool:
    raise Throttled(operation="GetGroup")


def is_nowhere() -> bool:
    raise NotFound(operation="GetGroup")


def never() -> bool:
    raise AssertionError("There was no need to look.")


def yes() -> bool:
    return True


def no() -> bool:
    return False


Look = Callable[[], bool]


@pytest.mark.parametrize(
    ("seen", "answer"), [(yes, True), (no, False), (cannot_look, None), (is_nowhere, None)]
)
def test_after_a_write_the_look_says_whether_it_is_as_asked(seen: Look, answer: bool | None) -> None:
    assert looked(done, seen) is answer


def test_without_a_clear_answer_it_is_done_where_that_is_seen() -> None:
    assert looked(unclear, yes) is True


@pytest.mark.parametrize("seen", [no, cannot_look, is_nowhere])
def test_without_a_clear_answer_it_stays_unknown_where_it_is_not_seen(seen: Look) -> None:
    with pytest.raises(UnknownOutcome) as raised:
        looked(unclear, seen)
    assert raised.value.suggestion == UnknownOutcome.advice


def test_nobody_looks_after_a_refusal() -> None:
    for ask in (looked, done_anyway):
        with pytest.raises(Refused):
            ask(refused, never)


def test_a_write_is_made_once_whatever_comes_of_it() -> None:
    writes: list[int] = []

    def write() -> None:
        writes.append(1)
        unclear()

    for ask in (looked, done_anyway):
        with pytest.raises(UnknownOutcome):
            ask(write, no)
    assert len(writes) == 2


def test_what_reads_back_is_told_whether_it_is_as_asked_or_not() -> None:
    for fits in (True, False):
        found = read_back(done, lambda: "now", as_asked={"now": fits}.__getitem__)
        assert found == ReadBack(now="now")
    assert read_back(done, cannot_look, as_asked=bool) == ReadBack(now=None)


def test_with_what_reads_back_as_asked_comes_the_answer_that_was_missing() -> None:
    found = read_back(unclear, lambda: "now", as_asked=lambda now: now == "now", advice=ADVICE)
    assert found.now == "now"
    assert isinstance(found.problem, UnknownOutcome)


@pytest.mark.parametrize(
    ("seen", "advice"),
    [(no, "It is as it was."), (cannot_look, "Nobody could look."), (is_nowhere, "Nothing is there.")],
)
def test_the_advice_says_what_was_found(seen: Look, advice: str) -> None:
    asks: list[Callable[[], object]] = [
        lambda: read_back(unclear, seen, as_asked=bool, advice=ADVICE),
        lambda: done_anyway(unclear, seen, advice=ADVICE),
    ]
    for ask in asks:
        with pytest.raises(UnknownOutcome) as raised:
            ask()
        assert (raised.value.what, raised.value.suggestion) == (UnknownOutcome.title, advice)


def test_a_clear_answer_needs_no_look_and_an_unclear_one_is_told_with_what_was_seen() -> None:
    assert done_anyway(done, never) is None
    assert isinstance(done_anyway(unclear, yes), UnknownOutcome)


def test_what_cannot_be_found_is_gone_and_what_cannot_be_looked_for_is_not() -> None:
    def find(answer: str, problem: CognitoError | None = None) -> str:
        if problem:
            raise problem
        return answer

    assert is_gone(find, "it", NotFound(operation="GetGroup")) is True
    assert is_gone(find, "it") is False
    with pytest.raises(Throttled):
        is_gone(find, "it", problem=Throttled(operation="GetGroup"))
