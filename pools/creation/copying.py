"""A draft of a new pool out of one that exists: what is taken over, and what cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from console.cognito.connections import Connection
from pools.creation.drafts import PoolDraft, as_new
from pools.saving.settings import MFA
from pools.saving.states import State, value_at, with_changes
from pools.settings.state import FACTORS, MFA_MODE, PASSKEYS, unknown_settings, without_unknown

SMS, EMAIL, KEY, TRIGGERS = "SmsConfiguration", "EmailConfiguration", "KeyConfiguration", "LambdaConfig"
EMAIL_FACTOR = f"{MFA}.EmailMfaConfiguration"
VERIFIED = "AutoVerifiedAttributes"
VERIFIED_FIRST = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
FIRST_FACTORS = "Policies.SignInPolicy.AllowedFirstAuthFactors"
SITE = f"{MFA}.{PASSKEYS}.RelyingPartyId"
# What names something of one account or region, in words.
TIED = {
    SMS: "The role that sends SMS, and what needs it: phone numbers are not verified, codes do not come by SMS.",
    EMAIL: "The Amazon SES identity: Cognito itself sends the e-mail, which cannot be a second factor then.",
    KEY: "The KMS key: AWS encrypts with a key of its own.",
    TRIGGERS: "All Lambda triggers: Cognito calls functions of its own account and region.",
}
NEVER_COPIED = (
    "Users and who is in which group",
    "App clients and their secrets",
    "Domains and the look of sign-in pages",
    "Identity providers and resource servers",
    "Threat-protection rules, log delivery, AWS WAF",
)
# The first groups of a pool are taken over: more would take longer than a page may.
MOST_GROUPS = 300


def draft_of_copy(
    state: State,
    groups: Sequence[Mapping[str, Any]] | None,
    *,
    name: str,
    source: Connection,
    target: Connection,
) -> PoolDraft:
    """The pool under a new name and protected from deletion; `groups` are None where they could not be read.

    Into another connection nothing comes along that belongs to the account or region of the first.
    """
    new = {**as_new(state), "Name": name, "DeletionProtection": "ACTIVE"}
    left_out: list[str] = []
    if unknown := unknown_settings(state):
        new = without_unknown(new)
        left_out.append(f"Settings that are newer than this console: {', '.join(unknown)}.")
    if _is_domain_of_cognito(str(value_at(new, SITE) or "")):
        new = with_changes(new, {SITE: None})
        left_out.append("The site that passkeys belong to: it was the first pool’s own domain.")
    if source != target:
        left_out += [words for path, words in TIED.items() if _names_something(new, path)]
        new = _untied(new)
    kept, said = _groups_for(state, groups, tied=source == target)
    return PoolDraft(
        state=new,
        groups=kept,
        connection=target.slug,
        origin=" ".join(filter(None, (f"Copy of {state['Name']}", state.get("Id") and f"({state['Id']})"))),
        left_out=[*left_out, *said],
    )


def _untied(state: State) -> dict[str, Any]:
    """Without what names something of an account or region, and without what needs it."""
    tied = {path for path in TIED if _names_something(state, path)}
    changes: dict[str, Any] = dict.fromkeys(tied)
    if SMS in tied:
        changes |= {path: _without(state, path, "phone_number") for path in (VERIFIED, VERIFIED_FIRST)}
        changes |= {FIRST_FACTORS: _without(state, FIRST_FACTORS, "SMS_OTP")}
    if EMAIL in tied:
        changes |= {EMAIL_FACTOR: None}
    untied = with_changes(state, changes)
    if not any(value_at(untied, f"{MFA}.{factor}") for factor in FACTORS) and not untied.get(SMS):
        untied = with_changes(untied, {MFA_MODE: "OFF"})
    return untied


def _names_something(state: State, path: str) -> bool:
    value = state.get(path) or {}
    return any(str(each).startswith("arn:") for each in _texts(value))


def _texts(value: Any) -> Iterable[Any]:
    for each in value.values():
        yield from _texts(each) if isinstance(each, Mapping) else [each]


def _without(state: State, path: str, *values: str) -> list[str] | None:
    present = value_at(state, path) or []
    return [value for value in present if value not in values] or None


def _groups_for(
    state: State, groups: Sequence[Mapping[str, Any]] | None, *, tied: bool
) -> tuple[list[dict[str, Any]], list[str]]:
    """The groups that a new pool gets, and what is to be said about the others."""
    if groups is None:
        return [], ["Groups: they could not be read."]
    # Cognito itself makes a group for each identity provider, named after the pool.
    automatic = f"{state['Id']}_" if state.get("Id") else None
    own = [dict(each) for each in groups if not (automatic and each["GroupName"].startswith(automatic))]
    said = []
    if len(own) > MOST_GROUPS:
        said.append(f"Groups after the first {MOST_GROUPS}.")
    if not tied and any(each.get("RoleArn") for each in own):
        own = [{name: value for name, value in each.items() if name != "RoleArn"} for each in own]
        said.append("The roles of groups: they belong to the other account.")
    return own[:MOST_GROUPS], said


def _is_domain_of_cognito(site: str) -> bool:
    return site.endswith(".amazoncognito.com")
