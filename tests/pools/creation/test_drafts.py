"""From a state to the calls that make such a pool: nothing of it lost, everything that counts spelled out."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from console.cognito import model
from console.emulator import world
from console.emulator.overlay import perform, pool_settings, setting_rules
from console.emulator.overlay.core.errors import ServiceError
from pools.creation.drafts import (
    NEW_POOL,
    PoolDraft,
    as_new,
    create_parameters,
    creation_steps,
    read_back,
    schema_parameters,
)
from pools.creation.pages import CUSTOM, PERMANENT, applied, form_of
from pools.saving.proposals import Untrusted
from pools.saving.settings import MFA
from pools.schema.standard import DEFAULTS
from pools.settings.sections import EDITED
from tests.pages import Sent
from tests.pools.configurations import Draw, configurations, flags, names, subset
from tests.service import state_now

ROLE = {"SnsCallerArn": "arn:aws:iam::123456789012:role/cognito-sms", "ExternalId": "x"}


def carried_out(state: Any, groups: Any = ()) -> str:
    """Make the pool on the embedded service; its id."""
    create, *_ = steps = creation_steps(state, groups)
    pool_id: str = perform("CreateUserPool", "us-east-1", dict(create.parameters))["UserPool"]["Id"]
    for step in creation_steps(state, groups, pool_id=pool_id)[1:]:
        perform(step.operation, "us-east-1", dict(step.parameters))
    assert len(steps) >= 1
    return pool_id


def test_a_name_alone_makes_a_whole_call() -> None:
    parameters = create_parameters({"Name": "Shop"})
    assert parameters == {
        "PoolName": "Shop",
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": 8,
                "RequireUppercase": True,
                "RequireLowercase": True,
                "RequireNumbers": True,
                "RequireSymbols": True,
                "TemporaryPasswordValidityDays": 7,
            }
        },
        "MfaConfiguration": "OFF",
        "UsernameConfiguration": {"CaseSensitive": True},
        "AccountRecoverySetting": {},
    }


def test_a_part_of_a_password_policy_is_sent_whole_and_as_cognito_would_take_it() -> None:
    state = {"Name": "Shop", "Policies": {"PasswordPolicy": {"RequireNumbers": True}}}
    policy = create_parameters(state)["Policies"]["PasswordPolicy"]
    assert (policy["RequireNumbers"], policy["RequireSymbols"]) == (True, False)
    assert policy["MinimumLength"] == 8


def test_an_older_pool_keeps_its_older_limit_of_temporary_passwords() -> None:
    state = {
        "Name": "Old",
        "AdminCreateUserConfig": {"UnusedAccountValidityDays": 30},
        "Policies": {"PasswordPolicy": {"MinimumLength": 6}},
    }
    parameters = create_parameters(state)
    assert parameters["AdminCreateUserConfig"] == {"UnusedAccountValidityDays": 30}
    assert "TemporaryPasswordValidityDays" not in parameters["Policies"]["PasswordPolicy"]


def test_what_was_another_pools_own_is_left_behind() -> None:
    state = {
        "Id": "us-east-1_old",
        "Arn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_old",
        "Name": "Old",
        "Domain": "old",
        "CustomDomain": "sign-in.example",
        "EstimatedNumberOfUsers": 7,
        "UserPoolTags": {"aws:cloudformation:stack-name": "s", "team": "shop"},
    }
    parameters = create_parameters(state)
    assert parameters["UserPoolTags"] == {"team": "shop"}
    assert not {"Id", "Arn", "Name", "Domain", "CustomDomain", "EstimatedNumberOfUsers"} & set(parameters)


def test_standard_attributes_are_sent_where_they_differ_and_custom_ones_without_prefix() -> None:
    schema = [
        {"Name": "sub", "AttributeDataType": "String", "Mutable": False, "Required": True},
        *({"Name": name, **default} for name, default in DEFAULTS.items() if name != "email"),
        {"Name": "identities", "AttributeDataType": "String", "StringAttributeConstraints": {}},
        {"Name": "email", **DEFAULTS["email"], "Required": True},
        {
            "Name": "custom:points",
            "AttributeDataType": "Number",
            "Mutable": False,
            "NumberAttributeConstraints": {"MinValue": "0"},
        },
        {"Name": "dev:custom:tier", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
    ]
    assert schema_parameters(schema) == [
        {"Name": "email", "AttributeDataType": "String", "Mutable": True, "Required": True},
        {
            "Name": "points",
            "AttributeDataType": "Number",
            "Mutable": False,
            "NumberAttributeConstraints": {"MinValue": "0"},
        },
        {"Name": "tier", "AttributeDataType": "String", "Mutable": True, "DeveloperOnlyAttribute": True},
    ]


def test_a_standard_attribute_with_other_lengths_is_sent_with_them() -> None:
    limits = {"MinLength": "2", "MaxLength": "40"}
    (sent,) = schema_parameters(
        [{"Name": "nickname", **DEFAULTS["nickname"], "StringAttributeConstraints": limits}]
    )
    assert sent["StringAttributeConstraints"] == limits


def test_the_second_factor_comes_last_and_with_the_sms_settings() -> None:
    state = {
        "Name": "Shop",
        "SmsConfiguration": ROLE,
        "SmsAuthenticationMessage": "{####}",
        "GetUserPoolMfaConfig": {
            "MfaConfiguration": "ON",
            "SoftwareTokenMfaConfiguration": {"Enabled": True},
        },
    }
    create, mfa = creation_steps(state)
    assert create.parameters["MfaConfiguration"] == "OFF"
    assert mfa.operation == "SetUserPoolMfaConfig"
    assert mfa.parameters == {
        "UserPoolId": NEW_POOL,
        "MfaConfiguration": "ON",
        "SoftwareTokenMfaConfiguration": {"Enabled": True},
        "SmsMfaConfiguration": {"SmsAuthenticationMessage": "{####}", "SmsConfiguration": ROLE},
    }


def test_passkeys_alone_are_reason_enough_for_the_second_call() -> None:
    state = {
        "Name": "Shop",
        "GetUserPoolMfaConfig": {"WebAuthnConfiguration": {"UserVerification": "required"}},
    }
    assert [step.operation for step in creation_steps(state)] == ["CreateUserPool", "SetUserPoolMfaConfig"]


def test_groups_follow_with_what_they_have() -> None:
    groups: list[dict[str, Any]] = [
        {"GroupName": "gold", "Precedence": 0, "Description": "", "CreationDate": 1.0, "UserPoolId": "x"},
        {"GroupName": "silver", "RoleArn": "arn:aws:iam::123456789012:role/silver"},
    ]
    gold, silver = creation_steps({"Name": "Shop"}, groups, pool_id="us-east-1_new")[1:]
    assert gold.parameters == {"UserPoolId": "us-east-1_new", "GroupName": "gold", "Precedence": 0}
    assert silver.parameters["RoleArn"] == "arn:aws:iam::123456789012:role/silver"


def test_more_attributes_than_one_call_takes_are_added_afterwards() -> None:
    custom = [{"Name": f"custom:a{number}", "AttributeDataType": "String"} for number in range(50)]
    schema = [{"Name": "email", **DEFAULTS["email"], "Required": True}, *custom]
    create, added = creation_steps({"Name": "Shop", "SchemaAttributes": schema})
    assert len(create.parameters["Schema"]) == 50
    assert [each["Name"] for each in added.parameters["CustomAttributes"]] == ["a49"]


@pytest.mark.django_db
def test_every_seeded_pool_can_be_made_again_and_reads_back_the_same(connection: Any) -> None:
    seeded = world.seed(users=30)
    for pool_id in seeded.pools.values():
        before = state_now(pool_id)
        again = carried_out(before)
        assert read_back(before, state_now(again)).differing == []


def test_what_cognito_fills_in_is_told_apart_from_what_differs() -> None:
    wanted = {"Name": "Shop", "DeletionProtection": "ACTIVE"}
    after = as_new(wanted) | {
        "DeletionProtection": "INACTIVE",
        "SmsVerificationMessage": "{####}",
    }
    told = read_back(wanted, after)
    assert [(each.path, each.before, each.after) for each in told.differing] == [
        ("DeletionProtection", "ACTIVE", "INACTIVE")
    ]
    assert [each.path for each in told.filled] == ["SmsVerificationMessage"]


def test_every_call_fits_the_model() -> None:
    state = {"Name": "Shop", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"]}
    for step in creation_steps(state, [{"GroupName": "gold"}], pool_id="us-east-1_new1"):
        model.check_contract(step.operation, step.parameters)


def test_a_draft_travels_as_signed_text_for_one_operator() -> None:
    draft = PoolDraft(
        state={"Name": "Shop"}, connection="embedded", groups=[{"GroupName": "gold"}], origin="Copy"
    )
    assert PoolDraft.from_token(draft.token("7"), "7") == draft
    for token, about in ((draft.token("7"), "8"), ("forged", "7"), (draft.token("7")[:-2], "7")):
        with pytest.raises(Untrusted):
            PoolDraft.from_token(token, about)


def test_a_draft_can_be_changed_and_made_once_more() -> None:
    draft = PoolDraft(state={"Name": "Shop"}, connection="embedded")
    changed = draft.with_state({"Name": "Shop", "UserPoolTier": "PLUS"})
    assert changed.state["UserPoolTier"] == "PLUS"
    assert changed.nonce == draft.nonce != draft.again().nonce


@st.composite
def schemas(draw: Draw) -> list[dict[str, Any]]:
    """Standard attributes that differ and custom ones, as DescribeUserPool tells them."""
    standard = [
        {"Name": name, **DEFAULTS[name], "Required": draw(flags), "Mutable": draw(flags)}
        for name in draw(subset("email", "family_name", "nickname", "birthdate", "updated_at"))
    ]
    limits = {
        "String": ("StringAttributeConstraints", "MinLength", "MaxLength"),
        "Number": ("NumberAttributeConstraints", "MinValue", "MaxValue"),
    }
    custom = []
    for name in draw(st.lists(names, unique=True, max_size=4)):
        kind = draw(st.sampled_from(["String", "Number", "DateTime", "Boolean"]))
        developer_only = draw(flags)
        prefix = "dev:custom:" if developer_only else "custom:"
        entry = {"Name": f"{prefix}{name}", "AttributeDataType": kind, "Mutable": draw(flags)}
        if kind in limits and draw(flags):
            member, least, most = limits[kind]
            entry[member] = {least: str(draw(st.integers(0, 9))), most: str(draw(st.integers(9, 2048)))}
        custom.append({**entry, **({"DeveloperOnlyAttribute": True} if developer_only else {})})
    return [*standard, *custom]


@st.composite
def wanted_states(draw: Draw) -> dict[str, Any]:
    """The state of a pool that Cognito would make."""
    sign_in = draw(
        st.sampled_from(
            [
                {},
                {"UsernameAttributes": ["email"]},
                {"UsernameAttributes": ["phone_number", "email"]},
                {"AliasAttributes": ["email", "preferred_username"]},
            ]
        )
    )
    case = {"UsernameConfiguration": {"CaseSensitive": draw(flags)}}
    members = draw(configurations().map(sendable))
    assume(is_accepted(members))
    return {**members, **sign_in, **case, "SchemaAttributes": draw(schemas())}


def sendable(value: Any) -> Any:
    """The same with SMS of one line, from the pool's own region: Cognito takes no other."""
    if not isinstance(value, dict):
        return value
    told = {name: sendable(inner) for name, inner in value.items()}
    texts = {
        name: inner.replace("\n", " ")
        for name, inner in told.items()
        if isinstance(inner, str) and "sms" in name.lower()
    }
    return {**told, **texts, **({"Region": "us-east-1"} if "Region" in told else {})}


def is_accepted(members: dict[str, Any]) -> bool:
    """Whether the service would let a pool be like that."""
    given = {name: value for name, value in members.items() if name not in {MFA, "Name"}}
    mode = members[MFA]["MfaConfiguration"]
    try:
        setting_rules.check(
            pool_settings.Draft(region="us-east-1", settings=pool_settings.complete(given), mode=mode)
        )
    except ServiceError:
        return False
    return True


def check_that_it_reads_back(state: dict[str, Any]) -> None:
    for step in creation_steps(state, pool_id="us-east-1_new1"):
        model.check_contract(step.operation, step.parameters)
    told = read_back(state, state_now(carried_out(state)))
    assert told.differing == []
    assert {each.path for each in told.filled} <= FILLED_IN


# What Cognito fills in by itself where nothing is said.
FILLED_IN = {
    "Policies.SignInPolicy.AllowedFirstAuthFactors",
    "KeyConfiguration.KeyType",
    "IssuerConfiguration.Type",
    "AdminCreateUserConfig.UnusedAccountValidityDays",
}


# A whole pool takes minutes to be made smaller, and tells the setting as it is.
QUICK = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@QUICK
@given(state=wanted_states())
def test_whatever_is_wanted_reads_back_leaf_by_leaf(connection: Any, state: dict[str, Any]) -> None:
    check_that_it_reads_back(state)


@pytest.mark.long
@settings(QUICK, max_examples=150)
@given(state=wanted_states())
def test_many_wanted_states_read_back_leaf_by_leaf(connection: Any, state: dict[str, Any]) -> None:
    check_that_it_reads_back(state)


@pytest.mark.long
@settings(QUICK, max_examples=25)
@given(state=wanted_states())
def test_pages_that_nobody_touches_change_nothing_of_the_call(state: dict[str, Any]) -> None:
    draft = PoolDraft(state=as_new(state), connection="embedded")
    for page in (PERMANENT, CUSTOM, *(section.id for section in EDITED)):
        shown = form_of(draft, page)
        form = form_of(draft, page, untouched(shown))
        assert form.is_valid(), (page, form.errors)
        draft = applied(draft, form)
    told = read_back(state, draft.state)
    assert (told.differing, told.filled) == ([], [])


def untouched(form: Any) -> QueryDict:
    """What a browser sends for a page as it is shown."""
    fields = [str(field) for each in getattr(form, "forms", [form]) for field in each]
    return Sent("".join([*fields, str(getattr(form, "management_form", ""))])).data
