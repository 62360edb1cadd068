"""Accepting a finding with a reason, and taking that back."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from console.access.models import Operator
from console.access.roles import Role
from console.audit import recorder
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from pools.checkup.models import Acceptance
from tests.conftest import SignIn, operator_with
from tests.pools.conftest import HOSTILE

BOTH = ["DescribeUserPool", "GetUserPoolMfaConfig"]
REASON = "A sandbox that is made anew every night."
RULE = "deletion-protection-off"
Change = Callable[..., None]


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}check-up/"


def seen(console: Client, url: str, rule: str = RULE) -> str:
    """The digest of what the page shows."""
    page = console.get(f"{url}{rule}/accept/").content.decode()
    found = re.search(r'name="seen" value="(\w{64})"', page)
    assert found
    return found[1]


def accept(console: Client, url: str, rule: str = RULE, **typed: Any) -> Any:
    data = {"reason": REASON, "until": "", "seen": seen(console, url, rule), **typed}
    return console.post(f"{url}{rule}/accept/", data)


def page_of(console: Client, url: str) -> str:
    return unescape(console.get(url).content.decode())


# Accepting


def test_an_accepted_finding_stands_apart_with_who_when_and_why(console: Client, url: str) -> None:
    before = page_of(console, url)
    answer = accept(console, url)
    assert answer["Location"] == url
    page = page_of(console, url)
    assert "Accepted: Deletion protection is off." in page
    assert "7 findings:" in before and "6 findings:" in page
    assert "· 1 accepted" in page
    accepted = page.split('id="accepted"')[1]
    assert "administrator" in accepted and REASON in accepted and "<time" in accepted
    assert f"{url}{RULE}/withdraw/" in accepted
    assert f"{url}{RULE}/accept/" not in page


def test_it_is_recorded_with_what_was_found_and_why(console: Client, url: str, pool_id: str) -> None:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    accept(console, url, until=until)
    entry = Entry.objects.get(action="accept_finding")
    assert (entry.outcome, entry.operator, entry.reason) == ("done", "administrator", REASON)
    assert (entry.pool_id, entry.target_id, entry.target_label) == (pool_id, pool_id, "Staff")
    assert entry.details == {
        "finding": "Deletion protection is off",
        "rule": RULE,
        "found": "Deletion protection is inactive.",
        "severity": "Worth fixing",
        "until": until,
    }
    assert Acceptance.objects.get().until.isoformat() == until  # type: ignore[union-attr]


def test_the_list_and_the_pools_page_count_it_no_more(
    console: Client, url: str, pool_url: str, pool_id: str
) -> None:
    world.make_user(pool_id, "ana@example.com")
    assert "Check-up: 1 serious, 6 more" in page_of(console, pool_url)
    accept(console, url)
    assert "Check-up: 3 worth fixing, 3 more" in page_of(console, pool_url)
    assert "1 serious" not in page_of(console, "/pools/?details=1")


def test_nothing_is_asked_of_cognito_but_to_look_again(console: Client, url: str) -> None:
    digest = seen(console, url)
    with budget.counted() as calls:
        accept_answer = console.post(f"{url}{RULE}/accept/", {"reason": REASON, "seen": digest})
    assert accept_answer.status_code == 302
    assert sorted(calls) == BOTH


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Give a reason."),
        ({"reason": "because"}, "at least 10 characters"),
        ({"reason": "x" * 501}, "at most 500 characters"),
        ({"until": "soon"}, "Give a date"),
        ({"until": "2001-01-01"}, "This day is over"),
    ],
)
def test_a_reason_and_a_day_to_come_are_asked_for(
    console: Client, url: str, typed: dict[str, str], words: str
) -> None:
    answer = accept(console, url, **typed)
    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert not Acceptance.objects.exists()
    assert not Entry.objects.filter(action="accept_finding").exists()


def test_what_changed_meanwhile_is_looked_at_once_more(
    console: Client, url: str, pool_id: str, change: Change
) -> None:
    rule = "password-short-for-one-factor"
    digest = seen(console, url, rule)
    policies = find_pool(pool_id).extended_config["Policies"]
    change(Policies={"PasswordPolicy": {**policies["PasswordPolicy"], "MinimumLength": 9}})
    answer = console.post(f"{url}{rule}/accept/", {"reason": REASON, "seen": digest})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "has changed since" in page and "9 characters" in page and REASON in page
    assert not Acceptance.objects.exists()
    # The page now stands for what it shows.
    again = re.search(r'name="seen" value="(\w{64})"', page)
    assert again and again[1] != digest
    assert console.post(f"{url}{rule}/accept/", {"reason": REASON, "seen": again[1]}).status_code == 302


def test_what_is_put_right_already_cannot_be_accepted(console: Client, url: str, change: Change) -> None:
    digest = seen(console, url)
    change(DeletionProtection="ACTIVE")
    answer = console.post(f"{url}{RULE}/accept/", {"reason": REASON, "seen": digest}, follow=True)
    assert "There is nothing to accept. Deletion protection is on." in unescape(answer.content.decode())
    assert not Acceptance.objects.exists()


def test_accepting_again_replaces_the_earlier_acceptance(
    console: Client, sign_in: SignIn, owner: Operator, url: str
) -> None:
    accept(console, url)
    accept(sign_in(owner), url, reason="Another reason altogether.")
    assert [each.operator for each in Acceptance.objects.all()] == ["owner"]
    assert Entry.objects.filter(action="accept_finding").count() == 2


def test_an_acceptance_that_cannot_be_recorded_does_not_count(
    console: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = seen(console, url)

    def refuse(**facts: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(recorder, "append", refuse)
    console.raise_request_exception = False
    answer = console.post(f"{url}{RULE}/accept/", {"reason": REASON, "seen": digest})
    assert answer.status_code >= 500
    assert not Acceptance.objects.exists()


def test_whatever_is_given_as_a_reason_is_shown_as_text(console: Client, url: str) -> None:
    accept(console, url, reason=HOSTILE)
    for address in (url, f"{url}{RULE}/withdraw/", "/audit/", "/pools/?details=1"):
        page = console.get(address).content.decode()
        assert "<img" not in page
    assert "{{ 7|add:7 }}" in page_of(console, url)
    assert "‹U+202E›" in page_of(console, url)


# When it holds no more


def test_another_value_is_asked_about_again(console: Client, url: str, pool_id: str, change: Change) -> None:
    rule = "password-short-for-one-factor"
    accept(console, url, rule)
    policies = find_pool(pool_id).extended_config["Policies"]
    change(Policies={"PasswordPolicy": {**policies["PasswordPolicy"], "MinimumLength": 9}})
    page = page_of(console, url)
    assert "It was accepted for another value." in page
    assert f"{url}{rule}/accept/" in page
    assert REASON in page
    assert "1 accepted" not in page


def test_an_acceptance_whose_day_is_over_counts_again(console: Client, url: str) -> None:
    accept(console, url)
    Acceptance.objects.update(until=timezone.localdate() - timedelta(days=1))
    page = page_of(console, url)
    assert "The acceptance has ended." in page
    assert 'id="accepted"' not in page


def test_an_acceptance_of_what_is_gone_is_shown_so_that_it_can_be_withdrawn(
    console: Client, url: str, change: Change
) -> None:
    accept(console, url)
    change(DeletionProtection="ACTIVE")
    page = page_of(console, url)
    assert "Not found any more" in page
    assert f"{url}{RULE}/withdraw/" in page


def test_an_acceptance_of_a_rule_that_no_longer_exists_can_be_withdrawn(console: Client, url: str) -> None:
    accept(console, url)
    Acceptance.objects.update(check_name="of-an-older-version")
    assert f"{url}of-an-older-version/withdraw/" in page_of(console, url)
    assert console.post(f"{url}of-an-older-version/withdraw/").status_code == 302
    assert not Acceptance.objects.exists()


# Withdrawing


def test_withdrawing_lets_it_count_again_and_is_recorded(console: Client, url: str) -> None:
    accept(console, url)
    question = page_of(console, f"{url}{RULE}/withdraw/")
    assert REASON in question and "Deletion protection is inactive." in question
    with budget.counted() as calls:
        answer = console.post(f"{url}{RULE}/withdraw/")
    assert answer["Location"] == url
    assert calls == []
    page = page_of(console, url)
    assert "No longer accepted: Deletion protection is off." in page
    assert "7 findings:" in page and "accepted ·" not in page
    entry = Entry.objects.get(action="withdraw_acceptance")
    assert entry.details == {
        "finding": "Deletion protection is off",
        "rule": RULE,
        "accepted by": "administrator",
        "accepted because": REASON,
    }


def test_asking_withdraws_nothing(console: Client, url: str) -> None:
    accept(console, url)
    console.get(f"{url}{RULE}/withdraw/")
    assert Acceptance.objects.count() == 1


def test_what_was_not_accepted_cannot_be_withdrawn(console: Client, url: str) -> None:
    assert console.get(f"{url}{RULE}/withdraw/").status_code == 404
    assert console.post(f"{url}{RULE}/withdraw/").status_code == 404


# Who may, and what can go wrong


def test_readers_may_see_acceptances_and_not_decide(
    console: Client, sign_in: SignIn, viewer: Operator, helpdesk: Operator, url: str
) -> None:
    accept(console, url)
    for operator in (viewer, helpdesk):
        client = sign_in(operator)
        assert REASON in page_of(client, url)
        assert "/withdraw/" not in page_of(client, url)
        for name in ("accept", "withdraw"):
            assert client.get(f"{url}{RULE}/{name}/").status_code == 403
            assert client.post(f"{url}{RULE}/{name}/", {"reason": REASON}).status_code == 403
    assert Acceptance.objects.count() == 1


def test_anonymous_visitors_and_strangers_learn_nothing(
    client: Client, sign_in: SignIn, stranger: Operator, url: str
) -> None:
    for name in ("accept", "withdraw"):
        assert client.get(f"{url}{RULE}/{name}/")["Location"].startswith("/accounts/login/")
        assert sign_in(stranger).get(f"{url}{RULE}/{name}/").status_code == 404
        assert sign_in(stranger).post(f"{url}{RULE}/{name}/").status_code == 404


def test_an_acceptance_is_of_one_pool_alone(console: Client, sign_in: SignIn, url: str, pool_id: str) -> None:
    accept(console, url)
    other = world.make_pool("Other")
    page = page_of(console, f"/pools/embedded/{other}/check-up/")
    assert 'id="accepted"' not in page
    assert console.post(f"/pools/embedded/{other}/check-up/{RULE}/withdraw/").status_code == 404
    elsewhere = operator_with("elsewhere", Role.OWNER, connection="embedded", pool_id=other)
    assert sign_in(elsewhere).post(f"{url}{RULE}/withdraw/").status_code == 404
    assert Acceptance.objects.count() == 1


def test_a_rule_that_does_not_exist_is_not_found(console: Client, url: str) -> None:
    assert console.get(f"{url}no-such-rule/accept/").status_code == 404


def test_a_pool_that_cannot_be_read_keeps_things_as_they_are(console: Client, url: str) -> None:
    digest = seen(console, url)
    faults.fail_next("DescribeUserPool", error="AccessDeniedException")
    answer = console.post(f"{url}{RULE}/accept/", {"reason": REASON, "seen": digest})
    assert answer.status_code == 502
    assert not Acceptance.objects.exists()


def test_what_cannot_be_checked_is_not_said_to_be_right(console: Client, url: str) -> None:
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    answer = console.get(f"{url}mfa-by-sms-alone/accept/")
    assert answer.status_code == 502
    assert "cognito-idp:GetUserPoolMfaConfig" in answer.content.decode()


def test_other_methods_are_refused(console: Client, url: str) -> None:
    for name in ("accept", "withdraw"):
        assert console.put(f"{url}{RULE}/{name}/").status_code == 405
