"""Every way to tamper with the trail shows, and the first broken row is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from console.audit.models import START, Chain, Entry
from console.audit.verify import fits, verify
from tests.console.audit.conftest import entry_of, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> list[Entry]:
    return [entry_of(details={"step": step}) for step in range(1, 7)]


def test_an_empty_trail_is_whole() -> None:
    verdict = verify()
    assert (verdict.broken_at, verdict.entries, verdict.last_hash) == (None, 0, START)


def test_a_trail_as_it_was_written_is_whole(trail: list[Entry]) -> None:
    verdict = verify(expected_hash=trail[2].hash)
    assert (verdict.broken_at, verdict.entries, verdict.last_hash) == (None, 6, trail[-1].hash)


def broken(*, expected_hash: str = "") -> tuple[int | None, str]:
    verdict = verify(expected_hash=expected_hash)
    return verdict.broken_at, verdict.why


@pytest.mark.parametrize(
    "column",
    [
        "action",
        "outcome",
        "operator",
        "role",
        "address",
        "pool_id",
        "target_label",
        "reason",
        "message",
        "hash",
    ],
)
def test_a_changed_column_shows(trail: list[Entry], column: str) -> None:
    tamper(f"UPDATE audit_entry SET {column} = 'forged' WHERE number = 3")  # noqa: S608
    assert broken() == (3, "it was changed")
    assert not fits(Entry.objects.get(number=3))


def test_changed_details_show(trail: list[Entry]) -> None:
    tamper("UPDATE audit_entry SET details = '{\"step\": 99}' WHERE number = 6")
    assert broken() == (6, "it was changed")


def test_a_changed_time_shows(trail: list[Entry]) -> None:
    tamper("UPDATE audit_entry SET at = '2020-01-01 00:00:00.000001' WHERE number = 1")
    assert broken() == (1, "it was changed")


def test_a_row_that_is_changed_together_with_its_hash_shows_at_the_next(trail: list[Entry]) -> None:
    forged = Entry.objects.get(number=3)
    forged.operator = "somebody else"
    tamper(
        "UPDATE audit_entry SET operator = %s, hash = %s WHERE number = 3",
        forged.operator,
        forged.computed_hash(),
    )
    assert broken()[0] == 4
    assert "does not follow" in broken()[1]


def test_the_last_row_changed_together_with_its_hash_shows_at_the_end(trail: list[Entry]) -> None:
    forged = Entry.objects.get(number=6)
    forged.operator = "somebody else"
    tamper(
        "UPDATE audit_entry SET operator = %s, hash = %s WHERE number = 6",
        forged.operator,
        forged.computed_hash(),
    )
    assert broken()[0] == 6


@pytest.mark.parametrize("number", [1, 4])
def test_a_missing_row_shows(trail: list[Entry], number: int) -> None:
    tamper("DELETE FROM audit_entry WHERE number = %s", number)
    assert broken() == (number, "it is missing")


def test_rows_that_close_the_gap_show(trail: list[Entry]) -> None:
    tamper("DELETE FROM audit_entry WHERE number = 3")
    tamper("UPDATE audit_entry SET number = number - 1 WHERE number > 3")
    assert broken()[0] == 3


def test_rows_that_changed_places_show(trail: list[Entry]) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        tamper("UPDATE audit_entry SET number = %s WHERE number = %s", after, before)
    number, why = broken()
    assert number == 2
    assert "moved" in why


def test_a_cut_tail_shows(trail: list[Entry]) -> None:
    tamper("DELETE FROM audit_entry WHERE number > 4")
    number, why = broken()
    assert number == 5
    assert "up to entry 6" in why


def test_an_emptied_trail_shows(trail: list[Entry]) -> None:
    tamper("DELETE FROM audit_entry")
    assert broken()[0] == 1


def test_a_row_that_nobody_appended_shows(trail: list[Entry]) -> None:
    last = trail[-1]
    foreign = Entry(number=7, previous_hash=last.hash, action="disable_user", outcome="done")
    foreign.hash = foreign.computed_hash()
    foreign.save()
    assert broken() == (7, "it was added past the end of the trail")


def test_a_missing_end_of_the_chain_shows(trail: list[Entry]) -> None:
    Chain.objects.all().delete()
    assert broken()[0] == 1


def test_a_tail_cut_together_with_the_chain_shows_by_a_hash_noted_elsewhere(trail: list[Entry]) -> None:
    tamper("DELETE FROM audit_entry WHERE number > 4")
    tamper("UPDATE audit_chain SET length = 4, hash = %s", trail[3].hash)
    assert broken() == (None, "")
    number, why = broken(expected_hash=trail[5].hash)
    assert number == 4
    assert "expected hash" in why


def test_walking_the_trail_takes_a_handful_of_queries(
    trail: list[Entry], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        verify()


def test_the_command_prints_the_hash_to_note_elsewhere(trail: list[Entry]) -> None:
    said = StringIO()
    call_command("audit", "verify", stdout=said)
    assert "6 entries" in said.getvalue()
    assert trail[-1].hash in said.getvalue()


def test_the_command_fails_and_names_the_first_broken_row(trail: list[Entry]) -> None:
    tamper("UPDATE audit_entry SET reason = 'forged' WHERE number = 5")
    with pytest.raises(CommandError, match="broken at entry 5: it was changed") as failure:
        call_command("audit", "verify", stdout=StringIO())
    assert failure.value.returncode == 1


def test_the_command_fails_when_the_noted_hash_is_not_there(trail: list[Entry]) -> None:
    with pytest.raises(CommandError, match="expected hash"):
        call_command("audit", "verify", expect_hash="f" * 64, stdout=StringIO())
