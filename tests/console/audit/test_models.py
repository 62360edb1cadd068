"""Appending, and the refusal of everything else."""

from functools import partial
from pathlib import Path

import pytest
from django.db import transaction

from console.audit.models import START, AppendOnly, Chain, Entry, Outcome
from console.audit.verify import Verdict, verify
from tests.console.audit.conftest import entry_of, in_thread, in_threads

THREADS, EACH = 8, 20


@pytest.mark.django_db
def test_each_entry_holds_the_hash_of_the_one_before_it() -> None:
    first, second = entry_of(), entry_of()
    chain = Chain.objects.get()
    assert (first.number, first.previous_hash) == (1, START)
    assert (second.number, second.previous_hash) == (2, first.hash)
    assert (chain.length, chain.hash) == (2, second.hash)


@pytest.mark.django_db
def test_what_is_read_back_has_the_hash_that_was_written() -> None:
    written = entry_of(details={"b": 2.0, "a": ["é", None, {"z": 0.1}]}, message="naïve \N{PILE OF POO}")
    read = Entry.objects.get()
    assert read.computed_hash() == written.hash == read.hash


@pytest.mark.django_db
def test_an_entry_is_neither_changed_nor_deleted() -> None:
    entry = entry_of()
    entry.reason = "something else"
    for forbidden in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        partial(Entry.objects.update, reason="something else"),
        partial(Entry.objects.bulk_create, [entry]),
        partial(Entry.objects.create, number=2, action="disable_user"),
    ):
        with pytest.raises(AppendOnly):
            forbidden()
    assert [stored.reason for stored in Entry.objects.all()] == [""]


@pytest.mark.django_db
def test_text_that_no_database_stores_is_replaced_and_too_long_text_is_cut() -> None:
    entry_of(operator="x" * 400, target_label="A\x00na\ud800", details={"k\x00": "v\x00"}, role=40)
    stored = Entry.objects.get()
    assert stored.operator == "x" * 149 + "…"
    assert stored.target_label == "A\N{REPLACEMENT CHARACTER}na\N{REPLACEMENT CHARACTER}"
    assert stored.details == {"k\N{REPLACEMENT CHARACTER}": "v\N{REPLACEMENT CHARACTER}"}
    assert stored.computed_hash() == stored.hash


@pytest.mark.django_db
def test_an_asked_entry_gives_way_to_its_outcome() -> None:
    asked = entry_of(outcome=Outcome.ASKED)
    done = entry_of(outcome=Outcome.DONE, attempt=asked.attempt)
    open_end = entry_of(outcome=Outcome.ASKED)
    assert [entry.number for entry in Entry.objects.all().settled()] == [open_end.number, done.number]


@pytest.mark.django_db(transaction=True)
def test_a_durable_entry_is_refused_inside_a_transaction_that_could_undo_it() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        entry_of(durable=True)
    assert not Entry.objects.exists()


def test_threads_that_append_at_the_same_time_keep_the_chain_whole(database_file: Path) -> None:
    def append_some() -> None:
        for _ in range(EACH):
            entry_of()

    in_threads(*[append_some] * THREADS)
    verdict: Verdict = in_thread(verify)
    assert (verdict.broken_at, verdict.entries) == (None, THREADS * EACH)
