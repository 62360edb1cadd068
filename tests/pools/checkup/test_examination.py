"""What the rules come to together: order, counts, and when an acceptance holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pools.checkup.checks import Severity
from pools.checkup.circumstances import NEEDS_MFA
from pools.checkup.examination import CheckUp, Examined, Finding, examine, pool_subject
from pools.checkup.models import Acceptance
from tests.pools.checkup.conftest import SOUND_MFA, SOUND_POOL, sound_but

UNPROTECTED = {**SOUND_POOL, "DeletionProtection": "INACTIVE"}
# One of each severity, in an order that is not that of the list.
THREE = {
    **UNPROTECTED,
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "UserAttributeUpdateSettings": {},
}


def finding_of(name: str, pool: dict[str, Any], *acceptances: Acceptance) -> Finding:
    found = examine([pool_subject(pool, SOUND_MFA)], acceptances).finding(name)
    assert found is not None
    return found


def accepting(finding: Finding, **facts: Any) -> Acceptance:
    return Acceptance(
        check_name=finding.check.name,
        digest=finding.digest,
        severity=finding.severity.value,
        **facts,
    )


def test_a_sound_pool_is_all_clear() -> None:
    checkup = examine([pool_subject(SOUND_POOL, SOUND_MFA)])
    assert (checkup.findings, checkup.unread, checkup.tally.words) == ([], [], "")
    assert checkup.tally.worst is None


def test_the_gravest_comes_first_and_is_named_in_the_count() -> None:
    checkup = examine([pool_subject(THREE, SOUND_MFA)])
    assert [finding.severity for finding in checkup.findings] == list(Severity)
    assert checkup.tally.words == "1 serious, 2 more"
    assert checkup.tally.by_severity == "1 serious, 1 worth fixing, 1 good to know"


def test_the_count_of_a_single_finding_speaks_of_no_others() -> None:
    assert examine([pool_subject(UNPROTECTED, SOUND_MFA)]).tally.words == "1 serious"


def test_what_was_not_read_is_not_said_to_have_passed() -> None:
    checkup = examine([pool_subject(SOUND_POOL)])
    assert {check.name for check in checkup.unread} == {
        result.check.name for result in checkup.results if result.check.needs
    }
    assert checkup.unread
    assert examine([pool_subject(SOUND_POOL, {})]).unread == []


def test_rules_look_only_at_the_kind_of_thing_that_they_are_for() -> None:
    client = Examined(kind="app_client", target="abc", state={}, reads=NEEDS_MFA)
    both = examine([client, pool_subject(UNPROTECTED, SOUND_MFA)])
    assert {(each.check.kind, each.subject.kind) for each in both.results} == {
        ("app_client", "app_client"),
        ("pool", "pool"),
    }
    assert examine([Examined(kind="nothing known", state={})]).results == ()


# Acceptances


def test_an_accepted_finding_is_not_counted() -> None:
    accepted = accepting(finding_of("deletion-protection-off", UNPROTECTED))
    checkup = examine([pool_subject(THREE, SOUND_MFA)], [accepted])
    assert [finding.check.name for finding in checkup.accepted] == ["deletion-protection-off"]
    assert checkup.tally.words == "1 worth fixing, 1 more"


def test_an_acceptance_ends_when_the_value_changes() -> None:
    short = {"Policies": {"PasswordPolicy": {"MinimumLength": 7, "TemporaryPasswordValidityDays": 7}}}
    shorter = {"Policies": {"PasswordPolicy": {"MinimumLength": 6, "TemporaryPasswordValidityDays": 7}}}
    accepted = accepting(finding_of("password-too-short", {**SOUND_POOL, **short}))
    assert finding_of("password-too-short", {**SOUND_POOL, **short}, accepted).is_accepted
    now = finding_of("password-too-short", {**SOUND_POOL, **shorter}, accepted)
    assert not now.is_accepted
    assert now.lapsed == "It was accepted for another value."


@pytest.mark.parametrize(
    "same",
    [
        {"DeletionProtection": "INACTIVE", "EstimatedNumberOfUsers": 9000},
        {"DeletionProtection": "INACTIVE", "LastModifiedDate": 1.0, "Name": "Renamed"},
        {"DeletionProtection": "INACTIVE", "UserPoolTags": {"team": "other"}},
    ],
)
def test_an_acceptance_outlives_changes_of_other_settings(same: dict[str, Any]) -> None:
    accepted = accepting(finding_of("deletion-protection-off", UNPROTECTED))
    assert finding_of("deletion-protection-off", {**UNPROTECTED, **same}, accepted).is_accepted


def test_however_cognito_writes_nothing_it_is_the_same_value() -> None:
    empty, absent = {**SOUND_POOL, "AutoVerifiedAttributes": []}, dict(SOUND_POOL)
    del absent["AutoVerifiedAttributes"]
    accepted = accepting(finding_of("recovery-impossible", empty))
    assert finding_of("recovery-impossible", absent, accepted).is_accepted


def test_the_order_of_a_list_changes_nothing() -> None:
    one = {**SOUND_POOL, "UsernameAttributes": ["email", "phone_number"], "AutoVerifiedAttributes": []}
    other = {**one, "AutoVerifiedAttributes": ["phone_number", "email"]}
    again = {**one, "AutoVerifiedAttributes": ["email", "phone_number"]}
    unsafe: dict[str, Any] = {"UserAttributeUpdateSettings": {}}
    accepted = accepting(finding_of("change-unverified", {**other, **unsafe}))
    assert finding_of("change-unverified", {**again, **unsafe}, accepted).is_accepted


def test_only_the_messages_that_are_wrong_count() -> None:
    def pool(**texts: str) -> dict[str, Any]:
        return sound_but({f"VerificationMessageTemplate.{name}": text for name, text in texts.items()})

    accepted = accepting(finding_of("message-without-code", pool(EmailMessage="Hello")))
    fine = pool(EmailMessage="Hello", SmsMessage="{####}")
    worse = pool(EmailMessage="Hello", SmsMessage="Hello")
    assert finding_of("message-without-code", fine, accepted).is_accepted
    assert not finding_of("message-without-code", worse, accepted).is_accepted


def test_an_acceptance_ends_after_its_last_day() -> None:
    today = timezone.localdate()
    found = finding_of("deletion-protection-off", UNPROTECTED)
    last = finding_of("deletion-protection-off", UNPROTECTED, accepting(found, until=today))
    over = finding_of(
        "deletion-protection-off", UNPROTECTED, accepting(found, until=today - timedelta(days=1))
    )
    assert last.is_accepted
    assert (over.is_accepted, over.lapsed) == (False, "The acceptance has ended.")


def test_what_was_accepted_as_harmless_is_looked_at_again_once_it_is_not() -> None:
    empty = {**UNPROTECTED, "EstimatedNumberOfUsers": 0}
    accepted = accepting(finding_of("deletion-protection-off", empty))
    assert finding_of("deletion-protection-off", empty, accepted).is_accepted
    assert "more serious" in finding_of("deletion-protection-off", UNPROTECTED, accepted).lapsed
    # The other way round nobody needs to ask.
    grave = accepting(finding_of("deletion-protection-off", UNPROTECTED))
    assert finding_of("deletion-protection-off", empty, grave).is_accepted


def test_what_was_accepted_of_one_thing_is_not_accepted_of_another() -> None:
    accepted = accepting(finding_of("deletion-protection-off", UNPROTECTED), kind="app_client", target="abc")
    checkup: CheckUp = examine([pool_subject(UNPROTECTED, SOUND_MFA)], [accepted])
    assert checkup.accepted == []
