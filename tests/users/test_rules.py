from collections.abc import Mapping
from typing import Any

import pytest

from console.access import actions
from console.access.actions import Action
from pools.gateway import Pool
from pools.settings.pool_facts import OLD_RECOVERY, recovery
from users.gateway import User
from users.rules import reason_against

CONTACT = {"email": "ana@example.com", "email_verified": "true"}


def user(status: str = "CONFIRMED", *, enabled: bool = True, attributes: Mapping[str, str] = CONTACT) -> User:
    return User(
        sub="s",
        username="u",
        status=status,
        enabled=enabled,
        attributes=attributes,
        created_at=None,
        modified_at=None,
    )


def pool(**raw: Any) -> Pool:
    return Pool(id="us-east-1_x", name="Staff", raw=raw)


def recovering_by(*names: str) -> Pool:
    mechanisms = [{"Name": name, "Priority": place} for place, name in enumerate(names, start=1)]
    return pool(AccountRecoverySetting={"RecoveryMechanisms": mechanisms})


@pytest.mark.parametrize(
    ("action", "somebody"),
    [
        (actions.RESEND_INVITATION, user("FORCE_CHANGE_PASSWORD")),
        (actions.RESET_PASSWORD, user("CONFIRMED")),
        (actions.RESET_PASSWORD, user("RESET_REQUIRED")),
        (actions.SIGN_OUT_USER, user("CONFIRMED")),
        (actions.SIGN_OUT_USER, user("EXTERNAL_PROVIDER", enabled=False)),
        (actions.ENABLE_USER, user(enabled=False)),
        (actions.DISABLE_USER, user()),
    ],
)
def test_what_the_status_allows_has_no_reason_against_it(action: Action, somebody: User) -> None:
    assert reason_against(action, somebody, pool()) == ""


@pytest.mark.parametrize(
    ("action", "somebody", "words"),
    [
        (actions.RESEND_INVITATION, user("CONFIRMED"), "own password already"),
        (actions.RESEND_INVITATION, user("RESET_REQUIRED"), "reset code"),
        (actions.RESEND_INVITATION, user("UNCONFIRMED"), "nobody invited them"),
        (actions.RESEND_INVITATION, user("EXTERNAL_PROVIDER"), "another identity provider"),
        (actions.RESEND_INVITATION, user("ARCHIVED"), "Only people who were invited"),
        (actions.RESEND_INVITATION, user("FORCE_CHANGE_PASSWORD", attributes={}), "neither"),
        (actions.RESET_PASSWORD, user("FORCE_CHANGE_PASSWORD"), "Resend the invitation"),
        (actions.RESET_PASSWORD, user("UNCONFIRMED"), "no password to reset"),
        (actions.RESET_PASSWORD, user("EXTERNAL_PROVIDER"), "another identity provider"),
        (actions.RESET_PASSWORD, user("COMPROMISED"), "only of confirmed users"),
        (actions.RESET_PASSWORD, user(enabled=False), "disabled"),
        (actions.RESET_PASSWORD, user(attributes={"email": "ana@example.com"}), "no verified"),
        (actions.RESET_PASSWORD, user(attributes={}), "no verified"),
        (actions.ENABLE_USER, user(), "enabled already"),
        (actions.DISABLE_USER, user(enabled=False), "disabled already"),
    ],
)
def test_what_cognito_would_refuse_has_its_reason(action: Action, somebody: User, words: str) -> None:
    assert words in reason_against(action, somebody, pool())


def test_nobody_is_reset_where_administrators_recover_accounts() -> None:
    assert "administrators" in reason_against(actions.RESET_PASSWORD, user(), recovering_by("admin_only"))


def test_only_addresses_that_the_pool_recovers_by_count() -> None:
    by_phone = recovering_by("verified_phone_number")
    assert "no verified" in reason_against(actions.RESET_PASSWORD, user(), by_phone)
    assert reason_against(actions.RESET_PASSWORD, user(), recovering_by("verified_email")) == ""


def test_without_the_settings_of_the_pool_they_are_left_to_cognito() -> None:
    assert reason_against(actions.RESET_PASSWORD, user(), None) == ""


def test_mechanisms_are_ordered_by_priority_and_have_a_default() -> None:
    setting = [{"Name": "verified_phone_number", "Priority": 2}, {"Name": "verified_email", "Priority": 1}]
    described = pool(AccountRecoverySetting={"RecoveryMechanisms": setting})
    assert recovery(described.raw) == ["verified_email", "verified_phone_number"]
    assert recovery(pool().raw) == [*OLD_RECOVERY]
