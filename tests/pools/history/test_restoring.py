"""The way back to an earlier state: what can be written, what cannot come back, and the pages in between."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from pools.history.restoring import changes_towards
from pools.saving.models import Revision
from pools.saving.settings import MFA
from pools.saving.states import State, with_changes
from pools.settings.state import COMPARISON, in_step
from tests.conftest import SignIn
from tests.pages import hidden, read
from tests.pools.history.conftest import READS, lines

POLICY = "Policies.PasswordPolicy"
DAYS = f"{POLICY}.TemporaryPasswordValidityDays"
LEGACY = "AdminCreateUserConfig.UnusedAccountValidityDays"
ROLE = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
POOL: State = {
    "Id": "us-east-1_1",
    "Arn": "arn:1",
    "Name": "Staff",
    "Policies": {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 7}},
    "UserPoolTier": "ESSENTIALS",
    "SchemaAttributes": [{"Name": "email", "AttributeDataType": "String", "Mutable": True}],
    MFA: {"MfaConfiguration": "OFF"},
}


def towards(now: dict[str, Any], wanted: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The changes between two states that differ from `POOL` in these paths, and the paths that are left."""
    changes, left = changes_towards(with_changes(POOL, now), with_changes(POOL, wanted))
    return changes, [each.path for each in left]


@pytest.mark.parametrize(
    ("now", "wanted", "changes"),
    [
        ({f"{POLICY}.MinimumLength": 12}, {}, {f"{POLICY}.MinimumLength": 8}),
        ({"LambdaConfig.PreSignUp": "arn:a"}, {}, {"LambdaConfig.PreSignUp": None}),
        ({"Name": "New"}, {}, {"Name": "Staff"}),
        ({"UserPoolTags": {"a": "1"}}, {}, {"UserPoolTags": None}),
        ({"AutoVerifiedAttributes": ["email"]}, {}, {"AutoVerifiedAttributes": None}),
        ({f"{MFA}.MfaConfiguration": "ON"}, {}, {f"{MFA}.MfaConfiguration": "OFF"}),
        ({"EmailConfiguration.ReplyToEmailAddress": "a@b.c"}, {}, {"EmailConfiguration.ReplyToEmailAddress": None}),
        # Taken away in so many words, since some services keep what is left out.
        ({"DeletionProtection": "ACTIVE"}, {}, {"DeletionProtection": "INACTIVE"}),
        (
            {"UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
            {},
            {"UserPoolAddOns.AdvancedSecurityMode": "OFF"},
        ),
        # The same by another name.
        ({"KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"}}, {}, {}),
        ({}, {"IssuerConfiguration": {"Type": "ORIGINAL"}}, {}),
        ({"Id": "us-east-1_2", "Arn": "arn:2"}, {}, {}),
        # Where empty is not unset.
        ({}, {f"{MFA}.EmailMfaConfiguration": {}}, {f"{MFA}.EmailMfaConfiguration": {}}),
    ],
)  # fmt: skip
def test_what_can_be_written_comes_back(
    now: dict[str, Any], wanted: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert towards(now, wanted) == (changes, [])


@pytest.mark.parametrize(
    ("now", "wanted", "path", "why"),
    [
        (
            {"SchemaAttributes": [*POOL["SchemaAttributes"], {"Name": "custom:team"}]},
            {},
            "SchemaAttributes.custom:team",
            "never be removed",
        ),
        ({"SchemaAttributes": []}, {}, "SchemaAttributes.email", "under “Schema”"),
        ({"SchemaAttributes": [{"Name": "email"}]}, {}, "SchemaAttributes.email", "never be changed"),
        ({"Domain": "shop"}, {}, "Domain", "on their own"),
        ({"AliasAttributes": ["email"]}, {}, "AliasAttributes", "can never be changed"),
        (
            {"UsernameConfiguration": {"CaseSensitive": True}},
            {},
            "UsernameConfiguration.CaseSensitive",
            "can never be changed",
        ),
        ({"SmsConfiguration": ROLE}, {}, "SmsConfiguration.SnsCallerArn", "Once SMS is set up"),
        ({"SmsVerificationMessage": "{####}"}, {}, "SmsVerificationMessage", "cannot take a text away"),
        (
            {"AdminCreateUserConfig.InviteMessageTemplate.EmailSubject": "Hello"},
            {},
            "AdminCreateUserConfig.InviteMessageTemplate.EmailSubject",
            "cannot take a text away",
        ),
        ({}, {"UserPoolTier": None}, "UserPoolTier", "which plan"),
        ({"MfaConfiguration": "ON"}, {}, "MfaConfiguration", "disagreed"),
        (
            {f"{MFA}.SmsMfaConfiguration.SmsAuthenticationMessage": "{####}"},
            {},
            f"{MFA}.SmsMfaConfiguration.SmsAuthenticationMessage",
            "own SMS settings",
        ),
        ({"UserPoolTags": {"aws:a": "1"}}, {}, "UserPoolTags", "AWS alone"),
        ({}, {"Novelty": {"Level": 3}}, "Novelty.Level", "does not know"),
        ({}, {"LambdaConfig.Novelty": "arn:a"}, "LambdaConfig.Novelty", "does not know"),
        ({}, {MFA: None}, f"{MFA}.MfaConfiguration", "second store"),
    ],
)
def test_what_cannot_come_back_is_named_with_the_reason(
    now: dict[str, Any], wanted: dict[str, Any], path: str, why: str
) -> None:
    changes, left = changes_towards(with_changes(POOL, now), with_changes(POOL, wanted))
    assert changes == {}
    [found] = left
    assert found.path == path
    assert why in found.reason


def test_the_days_of_an_old_pool_come_back_by_the_newer_setting() -> None:
    assert towards({}, {DAYS: None, LEGACY: 30}) == ({DAYS: 30}, [LEGACY])
    assert towards({DAYS: 3}, {DAYS: None}) == ({DAYS: 7}, [])
    assert towards({}, {DAYS: None}) == ({}, [])


def test_tags_of_aws_stay_while_the_others_come_back() -> None:
    now, wanted = {"aws:a": "1", "team": "x"}, {"aws:a": "0", "team": "y", "b": "2"}
    assert towards({"UserPoolTags": now}, {"UserPoolTags": wanted}) == (
        {"UserPoolTags": {"aws:a": "1", "team": "y", "b": "2"}},
        ["UserPoolTags"],
    )


def test_an_older_name_of_a_setting_follows_the_newer_one_by_itself() -> None:
    old, new = "LambdaConfig.PreTokenGeneration", "LambdaConfig.PreTokenGenerationConfig.LambdaArn"
    changes, left = towards({old: "arn:b", new: "arn:b"}, {old: "arn:a", new: "arn:a"})
    assert (changes, left) == ({new: "arn:a"}, [])
    now = with_changes(POOL, {old: "arn:b", new: "arn:b"})
    wanted = in_step(now, with_changes(now, changes))
    assert COMPARISON.differences(wanted, with_changes(POOL, {old: "arn:a", new: "arn:a"})) == []


# The pages


@pytest.fixture
def restore_url(console: Client, history_url: str, change: Callable[..., None], pool_id: str) -> str:
    """The way back to the first look, after a change of three settings."""
    console.get(history_url)
    first = Revision.objects.get()
    policy = find_pool(pool_id).extended_config["Policies"]
    longer = {**policy, "PasswordPolicy": {**policy["PasswordPolicy"], "MinimumLength": 20}}
    change(
        Policies=longer,
        DeletionProtection="ACTIVE",
        AdminCreateUserConfig={
            "AllowAdminCreateUserOnly": False,
            "InviteMessageTemplate": {"EmailSubject": "Hello"},
        },
    )
    return f"{history_url}{first.pk}/restore/"


def test_a_state_is_restored_through_the_review(
    console: Client, restore_url: str, history_url: str, pool_url: str, pool_id: str
) -> None:
    with budget.counted() as calls:
        page = console.get(restore_url)
    assert sorted(calls) == READS
    assert [each.path for each in page.context["restoring"].choices] == [
        "DeletionProtection",
        f"{POLICY}.MinimumLength",
    ]
    assert "Cognito cannot take a text away again" in page.content.decode()
    chosen = {"proposal": hidden(page), "path": [f"{POLICY}.MinimumLength"]}
    with budget.counted() as calls:
        review = console.post(restore_url, chosen)
    assert sorted(calls) == READS
    saved = console.post(f"{pool_url}settings/save/", {"proposal": hidden(review)})
    assert saved.status_code == 302
    pool = find_pool(pool_id).extended_config
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 8
    assert pool["DeletionProtection"] == "ACTIVE"
    titles = lines(console, history_url)
    assert titles[0].startswith("Restore of the state of ")
    assert titles[1:] == ["Changed outside Lifeguard", "First look"]


def test_nothing_is_restored_where_nothing_was_chosen(console: Client, restore_url: str) -> None:
    page = console.post(restore_url, {"proposal": hidden(console.get(restore_url))})
    assert page.status_code == 200
    assert "Nothing was chosen" in page.content.decode()
    assert page.context["restoring"].choices


def test_somebody_elses_change_of_a_chosen_setting_is_a_clash(
    console: Client, restore_url: str, change: Callable[..., None]
) -> None:
    page = console.get(restore_url)
    change(DeletionProtection="ACTIVE", Policies={"PasswordPolicy": {"MinimumLength": 30}})
    answer = console.post(restore_url, {"proposal": hidden(page), "path": [f"{POLICY}.MinimumLength"]})
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.content.decode()


def test_the_newest_state_leaves_nothing_to_restore(console: Client, history_url: str) -> None:
    console.get(history_url)
    page = read(console, f"{history_url}{Revision.objects.get().pk}/restore/")
    assert "The pool is just as it was then." in page


def test_only_a_proposal_made_here_is_taken(console: Client, restore_url: str) -> None:
    assert console.post(restore_url, {"proposal": "forged"}).status_code == 404


def test_who_may_not_change_settings_may_not_restore_them(
    helpdesk: Operator, sign_in: SignIn, restore_url: str
) -> None:
    assert sign_in(helpdesk).get(restore_url).status_code == 403


def test_a_refused_read_is_told(console: Client, restore_url: str) -> None:
    faults.fail_next("DescribeUserPool", error="ResourceNotFoundException")
    assert console.get(restore_url).status_code == 404
