"""A pool's configuration from a file: read strictly, nothing is lost on the way."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from console.cognito.connections import Connection
from console.emulator import world
from console.emulator.overlay import perform
from console.emulator.overlay.core.errors import ServiceError
from pools.creation.drafts import creation_steps
from pools.exporting.documents import Document, text_of
from pools.importing.reading import UnreadableDocument, draft_of, read
from pools.saving.settings import MFA
from pools.settings.state import COMPARISON, GIVEN, TAGS
from tests.pools.configurations import configurations, install, names, texts
from tests.pools.importing.conftest import LEAST, changed, document_now, is_only_spelled_out
from tests.service import state_now

# What fails is made small by hand: each example makes two pools.

FEW = settings(
    max_examples=60,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
attributes = st.lists(
    st.fixed_dictionaries(
        {"Name": names, "AttributeDataType": st.just("String"), "Mutable": st.booleans()},
        optional={"StringAttributeConstraints": st.just({"MinLength": "1", "MaxLength": "64"})},
    ),
    unique_by=lambda each: each["Name"],
    max_size=4,
)
groups = st.lists(
    st.fixed_dictionaries(
        {"GroupName": names},
        optional={
            "Description": texts,
            "Precedence": st.integers(0, 99),
            "RoleArn": st.just("arn:aws:iam::123456789012:role/readers"),
        },
    ),
    unique_by=lambda each: each["GroupName"],
    max_size=4,
)


def is_accepted(members: dict[str, Any]) -> bool:
    """Whether the service lets such a pool be made at all."""
    try:
        carried_out(Document.of(members, (), region="us-east-1"))
    except ServiceError:
        return False
    return True


def carried_out(document: Document) -> str:
    """Make the pool that a file tells of on the embedded service; its id."""
    create, *_ = creation_steps(document.state, document.groups)
    pool_id: str = perform("CreateUserPool", "us-east-1", dict(create.parameters))["UserPool"]["Id"]
    for step in creation_steps(document.state, document.groups, pool_id=pool_id)[1:]:
        perform(step.operation, "us-east-1", dict(step.parameters))
    return pool_id


# There and back


@given(configurations(), attributes, groups)
@FEW
def test_what_was_written_is_read_again(
    members: dict[str, Any], schema: list[dict[str, Any]], given_groups: list[dict[str, Any]]
) -> None:
    schema = [{**each, "Name": f"custom:{each['Name']}"} for each in schema]
    document = Document.of({**members, "SchemaAttributes": schema}, given_groups, region="us-east-1")
    assert read(text_of(document)) == document


@given(st.data())
@FEW
def test_a_pool_goes_through_a_file_into_a_new_pool_leaf_by_leaf(connection: Connection, data: Any) -> None:
    permanent = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "UsernameAttributes": st.sampled_from([["email"], ["email", "phone_number"]]),
                "UsernameConfiguration": st.booleans().map(lambda flag: {"CaseSensitive": flag}),
            },
        )
    )
    first = world.make_pool("First", Schema=data.draw(attributes), **permanent)
    install(first, data.draw(configurations().filter(is_accepted)))
    for group in data.draw(groups):
        world.make_group(
            first,
            group["GroupName"],
            description=group.get("Description", ""),
            precedence=group.get("Precedence"),
            role_arn=group.get("RoleArn"),
        )
    before = document_now(first)
    second = carried_out(read(text_of(before)))
    after = document_now(second)
    own = {name for name in GIVEN if name not in before.settings}
    left, right = (
        {name: value for name, value in state_now(pool_id).items() if name not in own}
        for pool_id in (first, second)
    )
    apart = COMPARISON.differences(left, right)
    assert [(each.path, each.before, each.after) for each in apart if not is_only_spelled_out(each)] == []
    assert (after.schema, after.groups, after.tags) == (before.schema, before.groups, before.tags)


def test_every_pool_of_the_seeded_world_can_be_read_again(connection: Connection) -> None:
    seeded = world.seed(20)
    for pool_id in seeded.pools.values():
        document = document_now(pool_id)
        assert read(text_of(document)) == document


# Strictly


def problems(content: Any) -> list[str]:
    with pytest.raises(UnreadableDocument) as refused:
        read(content if isinstance(content, str) else json.dumps(content))
    return refused.value.problems


WRONG: list[tuple[Any, str]] = [
    ("", "Line 1, column 1"),
    ("{\n  no", "Line 2, column 3"),
    ("[]", "it has to be an object"),
    ("{}", "format: "),
    ('{"format": 1, "format": 2}', "“format” stands twice"),
    ('{"format": NaN}', "NaN is no value"),
    ("[" * 100_000, "nested too deeply"),
    (changed(version=2), "version: "),
    (changed(people=[]), "people: there is no such member"),
    (changed(groups={}), "groups: this has to be a list"),
    ({"format": "lifeguard.pool", "version": 1}, "settings: this is missing"),
    (changed(settings={}), "settings.Name: this is missing"),
    (changed(settings={"Name": ""}), "settings.Name: 0 is under the minimum 1"),
    (changed(settings={"Name": 7}), "settings.Name: this has to be a text"),
    (changed(settings={"Name": None}), "settings.Name: this has to be a text"),
    (changed(settings={"Name": "x", "Id": "y"}), "settings.Id: "),
    (changed(settings={"Name": "x", "Policies": []}), "settings.Policies: this has to be an object"),
    (
        changed(settings={"Name": "x", "Policies": {"PasswordPolicy": {"MinimumLength": 200}}}),
        "settings.Policies.PasswordPolicy.MinimumLength: 200 is over the maximum 99",
    ),
    (
        changed(settings={"Name": "x", "Policies": {"PasswordPolicy": {"MinimumLength": True}}}),
        "settings.Policies.PasswordPolicy.MinimumLength: this has to be a whole number",
    ),
    (
        changed(settings={"Name": "x", "Policies": {"PasswordPolicy": {"RequireNumbers": 1}}}),
        "settings.Policies.PasswordPolicy.RequireNumbers: this has to be true or false",
    ),
    (
        changed(settings={"Name": "x", "AliasAttributes": ["email", "fax"]}),
        "settings.AliasAttributes[1]: 'fax' is none of",
    ),
    (
        changed(settings={"Name": "x", "UserPoolAddOns": {}}),
        "settings.UserPoolAddOns.AdvancedSecurityMode: this is missing",
    ),
    (
        changed(settings={"Name": "x", "LambdaConfig": {"PreSignUp": "no-arn-at-all-but-long"}}),
        "settings.LambdaConfig.PreSignUp: does not fit",
    ),
    (changed(mfa={"UserPoolId": "x"}), "mfa.UserPoolId: "),
    (changed(mfa={"MfaConfiguration": "MAYBE"}), "mfa.MfaConfiguration: 'MAYBE' is none of"),
    (changed(schema=[1]), "schema[0]: this has to be an object"),
    (changed(schema=[{"Name": "x"}]), "schema[0].AttributeDataType: this is missing"),
    (
        changed(schema=[{"Name": f"custom:{'x' * 21}", "AttributeDataType": "String"}]),
        "schema[0].Name: 21 is over the maximum 20",
    ),
    (
        changed(schema=[{"Name": "x", "AttributeDataType": "String"}] * 2),
        "schema: “x” stands there twice",
    ),
    (changed(groups=[{}]), "groups[0].GroupName: this is missing"),
    (changed(groups=[{"GroupName": "a"}] * 2), "groups: “a” stands there twice"),
    (changed(groups=[{"GroupName": "a", "Users": []}]), "groups[0].Users: "),
    (changed(tags={"aws:x": "y"}), "tags.aws:x: only AWS itself"),
    (changed(tags={"a": 1}), "tags.a: this has to be a text"),
    (changed(tags={"a": "x" * 257}), "tags.a: 257 is over the maximum 256"),
    (changed(source={"region": 1}), "source.region: this has to be a text"),
]


@pytest.mark.parametrize(("content", "told"), WRONG, ids=map(str, range(len(WRONG))))
def test_what_is_wrong_is_named_with_its_place(content: Any, told: str) -> None:
    assert any(told in problem for problem in problems(content)), problems(content)


def test_the_first_twenty_problems_are_told_and_how_many_more_there_are() -> None:
    told = problems(changed(settings={"Name": "x", **{f"Unknown{n}": 1 for n in range(30)}}))
    assert len(told) == 21
    assert told[-1] == "… and 10 more."


def test_the_least_file_is_enough() -> None:
    document = read(json.dumps(LEAST))
    assert document.state == {
        "Name": "Shop",
        "SchemaAttributes": [],
        TAGS: {},
        MFA: {"MfaConfiguration": "OFF"},
    }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["Name", "Policies", "LambdaConfig", "x"]) | st.text(), inner)
        ),
    )
)
@pytest.mark.long
def test_whatever_is_in_a_file_it_is_refused_in_words_or_read(value: Any) -> None:
    for name in ("settings", "mfa", "schema", "groups", "tags", "source"):
        try:
            read(json.dumps(LEAST | {name: value}))
        except UnreadableDocument as error:
            assert error.problems


# A draft of it


def test_a_draft_from_another_region_leaves_behind_what_belongs_there(connection: Connection) -> None:
    state = {
        "Name": "Shop",
        "DeletionProtection": "INACTIVE",
        "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:x"},
        MFA: {"MfaConfiguration": "OFF"},
    }
    group = {"GroupName": "_odd", "RoleArn": "arn:aws:iam::123456789012:role/readers"}
    abroad = draft_of(Document.of(state, [group], region="eu-west-1"), name="New", target=connection)
    assert "LambdaConfig" not in abroad.state
    assert abroad.groups == [{"GroupName": "_odd"}]
    assert len(abroad.left_out) == 2
    home = draft_of(Document.of(state, [group], region="us-east-1"), name="New", target=connection)
    assert home.state["LambdaConfig"] == state["LambdaConfig"]
    assert (home.state["Name"], home.state["DeletionProtection"]) == ("New", "INACTIVE")
    assert home.groups == [group]
    assert (home.origin, home.left_out) == ("Import of Shop", [])
