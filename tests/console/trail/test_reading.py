"""Who may see which entries, how they are searched, and what a Viewer is shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from console.access.models import Grant, Operator
from console.access.roles import Role
from console.audit.models import Outcome
from console.cognito.connections import Connection
from console.trail import reading as trail
from console.trail.lines import Line, line
from console.ui.paging import NumberedPage
from tests.conftest import operator_with
from tests.console.audit.conftest import ANA, POOL, entry_of

pytestmark = pytest.mark.django_db


def seen_by(operator: Operator) -> list[int]:
    return [entry.number for entry in trail.entries_for(operator)]


def found(reader: Operator, /, **wanted: object) -> list[int]:
    return [entry.number for entry in trail.matching(reader, wanted)]


# Who sees what


@pytest.mark.parametrize("role", list(Role))
def test_a_role_for_all_pools_sees_everything(role: Role) -> None:
    for place in ({}, {"pool_id": "eu-west-1_other"}, {"connection": "", "pool_id": ""}):
        entry_of(**place)
    assert seen_by(operator_with("everywhere", role)) == [3, 2, 1]


def test_a_role_for_a_connection_sees_all_pools_of_that_connection() -> None:
    entry_of(pool_id="us-east-1_one")
    entry_of(connection="elsewhere")
    entry_of(connection="", pool_id="", action="signed_in")
    assert seen_by(operator_with("regional", Role.OWNER, connection="embedded")) == [1]


def test_a_role_for_a_pool_sees_that_pool_alone() -> None:
    entry_of()
    entry_of(pool_id="us-east-1_other")
    entry_of(connection="elsewhere")
    assert seen_by(operator_with("local", Role.OWNER, connection="embedded", pool_id=POOL)) == [1]


def test_operators_see_their_own_entries_wherever_they_were_made(stranger: Operator) -> None:
    entry_of()
    entry_of(operator_id=stranger.pk)
    entry_of(operator_id=stranger.pk, connection="", pool_id="", action="signed_in")
    assert seen_by(stranger) == [3, 2]


def test_several_grants_add_up() -> None:
    operator = operator_with("both", Role.VIEWER, connection="embedded", pool_id=POOL)
    Grant.objects.create(operator=operator, role=Role.OWNER, connection="elsewhere")
    entry_of()
    entry_of(connection="elsewhere", pool_id="eu-west-1_any")
    entry_of(connection="third")
    assert seen_by(operator) == [2, 1]


# Searching


def test_each_filter_narrows(owner: Operator) -> None:
    now = timezone.now()
    entry_of(at=now - timedelta(days=2))
    entry_of(operator="owner")
    entry_of(action="enable_user")
    entry_of(pool_id="us-east-1_other")
    entry_of(target_id="another", target_label="bob@example.com")
    entry_of(outcome=Outcome.REFUSED)
    assert found(owner, operator="OWNER") == [2]
    assert found(owner, action="enable_user") == [3]
    assert found(owner, pool="us-east-1_other") == [4]
    assert found(owner, user="another") == found(owner, user="bob") == [5]
    assert found(owner, outcome="refused") == [6]
    assert found(owner, until=now - timedelta(days=1)) == [1]
    assert found(owner, since=now - timedelta(days=1), outcome="done", user=ANA) == [4, 3, 2]
    assert found(owner) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("user", ["%", "_", "'", '"', "\\", "a" * 300, "ana%"])
def test_hostile_text_is_looked_for_as_it_stands(owner: Operator, user: str) -> None:
    entry_of()
    assert found(owner, user=user) == []


def test_a_viewer_finds_a_whole_label_but_cannot_spell_one_out(viewer: Operator) -> None:
    entry_of()
    assert found(viewer, user="ana@example.com") == [1]
    assert found(viewer, user="ana@") == []


def test_parts_of_a_label_are_found_only_where_the_role_may_read_it() -> None:
    operator = operator_with("mixed", Role.VIEWER)
    Grant.objects.create(operator=operator, role=Role.HELP_DESK, connection="embedded", pool_id=POOL)
    entry_of()
    entry_of(pool_id="us-east-1_other")
    assert found(operator, user="ana") == [1]


# Pages


def numbers(page: NumberedPage[Line]) -> list[int]:
    return [each.entry.number for each in page.lines]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "PAGE_SIZE", 3)
    for _ in range(8):
        entry_of()


@pytest.mark.usefixtures("small_pages")
def test_pages_lead_to_older_and_back_to_newer_without_gaps(owner: Operator) -> None:
    entries = trail.entries_for(owner)
    newest = trail.page(entries, owner)
    middle = trail.page(entries, owner, before=newest.older)
    oldest = trail.page(entries, owner, before=middle.older)
    assert [numbers(page) for page in (newest, middle, oldest)] == [[8, 7, 6], [5, 4, 3], [2, 1]]
    assert (newest.newer, oldest.older) == (None, None)
    back = trail.page(entries, owner, after=oldest.newer)
    assert (numbers(back), back.newer, back.older) == ([5, 4, 3], 5, 3)


@pytest.mark.usefixtures("small_pages")
def test_going_newer_than_a_full_page_ends_on_the_newest_page(owner: Operator) -> None:
    page = trail.page(trail.entries_for(owner), owner, after=6)
    assert (numbers(page), page.newer, page.older) == ([8, 7, 6], None, 6)


def test_a_page_of_nothing_leads_nowhere(owner: Operator) -> None:
    for step in ({}, {"before": 1}, {"after": 99}):
        page = trail.page(trail.entries_for(owner), owner, **step)
        assert (page.lines, page.newer, page.older) == ([], None, None)


# What a Viewer is shown


def test_a_viewer_sees_people_masked_and_others_see_them_whole(viewer: Operator, helpdesk: Operator) -> None:
    entry = entry_of(
        reason="ana@example.com called from +44 7700 900112",
        message="An account with ana@example.com already exists",
        details={"before": {"email": "ana@example.com", "status": "CONFIRMED", "enabled": True, "age": 7}},
    )
    masked = line(entry, viewer)
    assert masked.target == "a•••@e•••.com"
    assert masked.reason == "a•••@e•••.com called from +44•••••12"
    assert masked.message == "An account with a•••@e•••.com already exists"
    assert masked.details["before"] == {
        "email": "a•••@e•••.com",
        "status": "CONFIRMED",
        "enabled": True,
        "age": 7,
    }
    whole = line(entry, helpdesk)
    assert (whole.target, whole.reason, whole.details) == (entry.target_label, entry.reason, entry.details)


def test_a_role_in_another_pool_unmasks_nothing_here() -> None:
    operator = operator_with("mixed", Role.VIEWER)
    Grant.objects.create(operator=operator, role=Role.OWNER, connection="embedded", pool_id="us-east-1_other")
    assert line(entry_of(), operator).masked
    assert not line(entry_of(pool_id="us-east-1_other"), operator).masked


def test_viewers_see_whom_they_revealed_themselves(viewer: Operator) -> None:
    mine = entry_of(action="reveal_user", operator_id=viewer.pk)
    assert line(mine, viewer).target == "ana@example.com"
    assert line(entry_of(action="reveal_user", operator_id=99), viewer).masked


def test_a_username_that_stands_in_for_a_sub_is_masked_too(viewer: Operator) -> None:
    assert line(entry_of(target_id="ana@example.com"), viewer).target_id == "a•••@e•••.com"
    assert line(entry_of(), viewer).target_id == ANA


def test_operators_are_no_strangers_but_their_addresses_are_masked(viewer: Operator) -> None:
    details = {"after": {"username": "maria", "email": "maria@example.com", "name": "Maria Diaz"}}
    entry = entry_of(target_kind="operator", target_label="maria", pool_id="", connection="", details=details)
    masked = line(entry, viewer)
    assert masked.target == "maria"
    assert masked.details["after"] == {
        "username": "maria",
        "email": "m•••@e•••.com",
        "name": "M••• D•••",
    }


# In words


def test_an_unfinished_attempt_says_so() -> None:
    nobody = Operator(username="nobody")
    nobody.all_grants = []
    fresh = line(entry_of(outcome=Outcome.ASKED), nobody)
    old = line(entry_of(outcome=Outcome.ASKED, at=datetime(2026, 1, 1, tzinfo=UTC)), nobody)
    assert fresh.outcome == "Asked, no outcome yet"
    assert old.outcome == "No outcome recorded"


def test_an_action_that_is_not_known_any_more_keeps_its_name(owner: Operator) -> None:
    assert line(entry_of(action="fly_to_the_moon"), owner).label == "fly_to_the_moon"


def test_links_lead_only_where_the_operator_may_go(
    connection: Connection, owner: Operator, stranger: Operator
) -> None:
    mine = line(entry_of(), owner)
    assert mine.target_url == f"/pools/embedded/{POOL}/users/{ANA}/"
    assert mine.pool_url == f"/pools/embedded/{POOL}/"
    assert line(entry_of(target_id="no sub"), owner).target_url == ""
    assert line(entry_of(connection="gone"), owner).pool_url == ""
    assert line(entry_of(operator_id=stranger.pk), stranger).pool_url == ""


# For other pages


def test_a_user_page_tells_what_was_done_to_that_user_in_that_pool(viewer: Operator) -> None:
    asked = entry_of(outcome=Outcome.ASKED)
    entry_of(attempt=asked.attempt)
    entry_of(target_id="another")
    entry_of(pool_id="us-east-1_other")
    lines = trail.entries_about(viewer, connection="embedded", pool_id=POOL, id=ANA)
    assert [each.entry.number for each in lines] == [2]
    assert lines[0].target == "a•••@e•••.com"


def test_a_pool_page_tells_what_was_done_in_that_pool(owner: Operator, stranger: Operator) -> None:
    entry_of()
    entry_of(target_kind="pool", target_id=POOL)
    entry_of(pool_id="us-east-1_other")
    lines = trail.entries_of_pool(owner, connection="embedded", pool_id=POOL, limit=2)
    assert [each.entry.number for each in lines] == [2, 1]
    assert trail.entries_of_pool(stranger, connection="embedded", pool_id=POOL) == []
