"""The safe save of something that Cognito has never heard of: what it reads, what it sends, what it says of it."""

from typing import Any

import pytest
from django.core.cache import caches

from console.cognito.errors import Conflict, Refused, UnknownOutcome, Unreachable
from pools.saving import engine
from pools.saving.engine import Outcome, Report, Review
from pools.saving.proposals import Proposal
from pools.saving.words import in_short, in_words
from tests.pools.saving.shelves import BOOKS, NAME, ROOM, SECTION, WRITE, Shelf, ShelfSaver

NO = Refused(operation="PutShelf", message="No room.")
SILENCE = UnknownOutcome(operation="PutShelf")
GONE = Unreachable(operation="GetShelf")


@pytest.fixture(autouse=True)
def nobody_saves(db: None) -> None:
    caches["default"].clear()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def proposed(shelf: Shelf, **changes: Any) -> Proposal:
    """Changes by somebody who looks at the shelf just now; two underscores stand for the dot of a path."""
    by_path = {path.replace("__", "."): value for path, value in changes.items()}
    return Proposal(baseline=dict(shelf.state), changes=by_path, origin=SECTION.id)


def saved(shelf: Shelf, proposal: Proposal) -> Report:
    report = engine.save(ShelfSaver(shelf), proposal, pause=lambda seconds: None)
    assert isinstance(report, Report)
    return report


def stopped(shelf: Shelf, proposal: Proposal) -> Review:
    review = engine.save(ShelfSaver(shelf), proposal, pause=lambda seconds: None)
    assert isinstance(review, Review)
    assert shelf.written == []
    return review


def paths(differences: Any) -> list[str]:
    return [each.path for each in differences]


# The way it should go


def test_only_what_was_changed_changes_and_all_of_it_is_sent(shelf: Shelf) -> None:
    report = saved(shelf, proposed(shelf, Place__Room="14"))
    assert shelf.written == [{NAME: "Maths", "Place": {"Room": "14"}, BOOKS: 4}]
    assert (report.outcome, paths(report.landed), report.missing) == (Outcome.SAVED, [ROOM], [])


def test_a_review_sends_nothing_and_says_what_would_change(shelf: Shelf) -> None:
    review = engine.review(ShelfSaver(shelf), proposed(shelf, Books=9, Name=None))
    [name, books] = in_words(review.differences, [SECTION])
    assert (in_short(name.before), in_short(name.after)) == ("Maths", "Not set")
    assert (books.setting.label, in_short(books.after)) == ("Books", "9")
    assert [step.operation for step in review.steps] == [WRITE]
    assert shelf.written == []


def test_what_holds_already_is_no_change(shelf: Shelf) -> None:
    assert stopped(shelf, proposed(shelf, Books=4, Locked=False)).differences == []


# Somebody else


def test_what_others_changed_elsewhere_is_kept_and_told(shelf: Shelf) -> None:
    proposal = proposed(shelf, Books=9)
    shelf.state = {**shelf.state, NAME: "Physics"}
    assert paths(engine.review(ShelfSaver(shelf), proposal).meanwhile) == [NAME]
    saved(shelf, proposal)
    assert (shelf.state[NAME], shelf.state[BOOKS]) == ("Physics", 9)


def test_what_two_changed_is_decided_before_anything_is_sent(shelf: Shelf) -> None:
    proposal = proposed(shelf, Books=9, Name="Maths and physics")
    shelf.state = {**shelf.state, BOOKS: 5}
    [clash] = stopped(shelf, proposal).clashes
    assert (clash.shown, clash.now, clash.mine) == (4, 5, 9)
    saved(shelf, proposal.keeping_theirs(shelf.state, frozenset({BOOKS})))
    assert (shelf.state[NAME], shelf.state[BOOKS]) == ("Maths and physics", 5)


def test_what_two_changed_alike_is_no_clash(shelf: Shelf) -> None:
    proposal = proposed(shelf, Books=9)
    shelf.state = {**shelf.state, BOOKS: 9}
    review = stopped(shelf, proposal)
    assert (review.clashes, review.differences) == ([], [])


def test_two_saves_at_once_are_one_too_many(shelf: Shelf) -> None:
    caches["default"].add("saving:shelf", "1")
    with pytest.raises(Conflict):
        engine.save(ShelfSaver(shelf), proposed(shelf, Books=9))
    assert shelf.written == []


def test_what_a_save_would_lose_stops_it(shelf: Shelf) -> None:
    shelf.newer = ["Glass"]
    assert stopped(shelf, proposed(shelf, Books=9)).unknown == ["Glass"]


# A service that says no, does something else, or nothing


def test_a_refusal_is_told_and_nothing_is_read_again(shelf: Shelf) -> None:
    shelf.refuses, shelf.lazy = NO, True
    report = saved(shelf, proposed(shelf, Books=9))
    assert (report.outcome, report.problem, paths(report.missing)) == (Outcome.REFUSED, NO, [BOOKS])


@pytest.mark.parametrize(("lazy", "outcome"), [(True, Outcome.UNKNOWN), (False, Outcome.SAVED)])
def test_after_silence_it_is_read_and_what_is_there_counts(shelf: Shelf, lazy: bool, outcome: str) -> None:
    shelf.refuses, shelf.lazy = SILENCE, lazy
    assert saved(shelf, proposed(shelf, Books=9)).outcome == outcome


def test_what_reads_back_as_something_else_is_told(shelf: Shelf) -> None:
    shelf.rounding = True
    report = saved(shelf, proposed(shelf, Books=9))
    assert [(each.path, each.before, each.after) for each in report.different] == [(BOOKS, 9, 8)]


def test_a_save_that_cannot_be_read_back_is_not_known(shelf: Shelf) -> None:
    shelf.fades = GONE
    report = saved(shelf, proposed(shelf, Books=9))
    assert (report.outcome, report.after) == (Outcome.UNKNOWN, None)


def test_nothing_is_sent_to_what_cannot_be_read(shelf: Shelf) -> None:
    proposal = proposed(shelf, Books=9)
    shelf.hides = GONE
    with pytest.raises(Unreachable):
        engine.save(ShelfSaver(shelf), proposal)
    assert shelf.written == []
