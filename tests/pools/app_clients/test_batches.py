"""Some app clients at a time: what was read of them, what was not, and what is said of those alone."""

import pytest

from console.cognito.errors import NotFound
from pools.app_clients.batches import Batch, of_each
from pools.app_clients.gateway import AppClientList, ListedAppClient

A, B, C = (ListedAppClient(id=name * 3, name=name) for name in "abc")


def listed(next_token: str = "") -> AppClientList:
    return AppClientList(app_clients=[A, B, C], next=next_token)


def read(client_id: str) -> str:
    if client_id == B.id:
        raise NotFound(operation="DescribeUserPoolClient")
    return client_id.upper()


def test_one_that_cannot_be_read_leaves_the_others_and_their_order() -> None:
    batch = of_each(listed(), read)
    assert batch.found == ["AAA", "CCC"]
    assert [(each, type(problem)) for each, problem in batch.problems] == [(B, NotFound)]
    assert not batch.complete


def test_a_judge_is_asked_of_what_could_be_read_and_may_say_nothing() -> None:
    judged = of_each(listed("more"), read).judged(lambda each: each if each == "CCC" else None)
    assert (judged.verdicts, judged.looked_at, judged.unread, judged.next) == (["CCC"], 2, 1, "more")
    assert not judged.complete


def test_all_of_them_are_all_only_without_a_way_back_or_on() -> None:
    assert of_each(listed(), str.upper).complete
    assert not of_each(listed("more"), str.upper).complete
    assert not of_each(listed(), str.upper, continued=True).complete
    assert Batch().complete
    assert of_each(listed(), str.upper).judged(len).complete


def test_what_is_wrong_with_the_code_is_no_answer() -> None:
    def broken(client_id: str) -> str:
        raise KeyError(client_id)

    with pytest.raises(KeyError):
        of_each(listed(), broken)
