"""A pool's configuration from a file: read strictly, compared, made into a pool; nothing is lost on the way."""

import json
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from console.access.models import Operator
from console.access.roles import Role
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.mfa import describe as describe_mfa
from console.emulator.overlay.pools import describe
from pools.creation.drafts import PoolDraft, creation_steps
from pools.exporting.documents import Document, text_of
from pools.importing.reading import LARGEST, UnreadableDocument, draft_of, read
from pools.saving.settings import MFA
from pools.settings.state import COMPARISON, GIVEN, TAGS, state_of
from tests.conftest import SignIn, operator_with
from tests.pages import hidden
from tests.pools.configurations import configurations, install, names, texts
from tests.service import state_now

IMPORT = "/pools/import/"
# What fails is made small by hand: each example makes two pools.
FEW = settings(
    max_examples=60,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
LEAST: dict[str, Any] = {"format": "lifeguard.pool", "version": 1, "settings": {"Name": "Shop"}, "mfa": {}}

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


def document_now(pool_id: str) -> Document:
    """What a file tells of a pool as it is."""
    pool = find_pool(pool_id)
    told = [
        {
            "GroupName": each.group_name,
            "Description": each.description,
            "Precedence": each.precedence,
            "RoleArn": each.role_arn,
        }
        for each in pool.groups.values()
    ]
    set_ = [{name: value for name, value in each.items() if value not in (None, "")} for each in told]
    return Document.of(state_of(describe(pool), describe_mfa(pool)), set_, region=pool.region)


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
    assert [(each.path, each.before, each.after) for each in apart if not _spelled_out(each)] == []
    assert (after.schema, after.groups, after.tags) == (before.schema, before.groups, before.tags)


def _spelled_out(difference: Any) -> bool:
    """Case is sent even where the first pool said nothing of it, which means the same."""
    return (difference.path, difference.before, difference.after) == (
        "UsernameConfiguration.CaseSensitive",
        None,
        True,
    )


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


def changed(**members: Any) -> dict[str, Any]:
    return LEAST | members


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


# The pages


@pytest.fixture
def text(pool_id: str) -> str:
    world.make_group(pool_id, "Readers")
    return text_of(document_now(pool_id))


def test_a_viewer_reads_a_file_and_is_offered_pools_to_compare_it_with(
    viewer: Operator, sign_in: SignIn, text: str, pool_id: str
) -> None:
    client = sign_in(viewer)
    assert client.get(IMPORT).status_code == 200
    with budget.counted() as calls:
        page = client.post(IMPORT, {"file": SimpleUploadedFile("pool.json", b"\xef\xbb\xbf" + text.encode())})
    assert calls == ["ListUserPools"]
    content = page.content.decode()
    assert page.status_code == 200
    assert f'formaction="/pools/embedded/{pool_id}/compare/file/"' in content
    assert "Make a new pool" not in content
    found = client.post(IMPORT, {"document": hidden(page, "document"), "q": "nothing like this"})
    assert "No pool matches" in found.content.decode()


def test_pasted_text_is_read_as_well(viewer: Operator, sign_in: SignIn, text: str) -> None:
    page = sign_in(viewer).post(IMPORT, {"text": f"\n {text}"})
    assert page.status_code == 200
    assert "The file was understood" in page.content.decode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Choose a file, or paste its text, but not both."),
        ({"text": "{}"}, "format: this is not a pool’s configuration"),
        ({"text": " " * (LARGEST + 1)}, "This is larger than 1,000,000 bytes."),
        ({"file": b"\xff\xfe\x00"}, "This is not a text in UTF-8."),
        ({"file": b" " * (LARGEST + 1)}, "This is larger than 1,000,000 bytes."),
        ({"file": b"{}", "text": "{}"}, "not both"),
        ({"text": "\ud800"}, "Line 1, column 1"),
        ({"text": '{"format": "\\ud800"}'}, "half of a character"),
        ({"text": '{"version": %s}' % ("9" * 5_000)}, "5,000 digits"),
    ],
    ids=[
        *("nothing", "no file of ours", "long text", "no text", "large file", "both", "a broken character"),
        *("half of a character", "many digits"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    data: dict[str, Any], told: str, viewer: Operator, sign_in: SignIn, connection: Connection
) -> None:
    if "file" in data:
        data = {**data, "file": SimpleUploadedFile("pool.json", data["file"])}
    if "text" in data:
        data = {**data, "text": data["text"].encode("utf-8", "replace").decode()}
    page = sign_in(viewer).post(IMPORT, data)
    assert page.status_code == 422
    assert told in unescape(page.content.decode())


def test_a_file_is_compared_with_a_pool_and_taken_over(
    administrator: Operator, sign_in: SignIn, pool_url: str, pool_id: str, text: str
) -> None:
    content = json.loads(text)
    content["settings"]["Policies"]["PasswordPolicy"]["MinimumLength"] = 16
    content["groups"].append({"GroupName": "Writers", "Precedence": 3})
    client = sign_in(administrator)
    read_page = client.post(IMPORT, {"text": json.dumps(content)})
    document = hidden(read_page, "document")
    with budget.counted() as calls:
        page = client.post(f"{pool_url}compare/file/", {"document": document})
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig", "ListGroups"]
    assert "Different: 1 setting, 1 group." in page.content.decode()
    everything = client.post(f"{pool_url}compare/file/", {"document": document, "all": "1"})
    assert "Only differences" in everything.content.decode()
    review = client.post(
        f"{pool_url}compare/take-over/",
        {"comparison": hidden(page, "comparison"), "path": "Policies.PasswordPolicy.MinimumLength"},
    )
    assert review.status_code == 200
    saved = client.post(f"{pool_url}settings/save/", {"proposal": hidden(review, "proposal")})
    assert saved.status_code == 302
    policy = find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 16
    made = client.post(
        f"{pool_url}compare/groups/",
        {"comparison": hidden(page, "comparison"), "group": "Writers", "confirmed": "1"},
    )
    assert made["Location"] == pool_url
    assert find_pool(pool_id).groups["Writers"].precedence == 3


def test_an_owner_goes_on_to_a_draft_of_a_new_pool(
    owner: Operator, sign_in: SignIn, text: str, pool_id: str
) -> None:
    client = sign_in(owner)
    page = client.post(IMPORT, {"text": text})
    document = hidden(page, "document")
    wrong = client.post(f"{IMPORT}create/", {"document": document, "connection": "nowhere", "name": ""})
    assert wrong.status_code == 422
    draft = client.post(f"{IMPORT}create/", {"document": document, "connection": "embedded", "name": "Twin"})
    assert draft.status_code == 200
    begun = PoolDraft.from_token(hidden(draft, "draft"), str(owner.pk))
    assert (begun.name, begun.origin) == ("Twin", "Import of Staff")
    review = client.post("/pools/create/draft/", {"draft": hidden(draft, "draft"), "go": "review"})
    made = client.post("/pools/create/make/", {"draft": hidden(review, "draft")})
    assert made.status_code == 302
    twin = made["Location"].rstrip("/").split("/")[-1]
    assert sorted(find_pool(twin).groups) == ["Readers"]
    kept = {**state_now(pool_id), "Name": "Twin"}
    apart = COMPARISON.differences(kept, state_now(twin))
    assert {each.path for each in apart if not _spelled_out(each)} <= {"Id", "Arn"}


def test_only_owners_of_a_whole_connection_make_pools_of_files(
    administrator: Operator, sign_in: SignIn, text: str
) -> None:
    client = sign_in(administrator)
    document = hidden(client.post(IMPORT, {"text": text}), "document")
    data = {"document": document, "connection": "embedded", "name": "Twin"}
    assert client.post(f"{IMPORT}create/", data).status_code == 403
    narrow = operator_with("narrow", Role.OWNER, connection="embedded", pool_id="us-east-1_elsewhere")
    assert sign_in(narrow).post(f"{IMPORT}create/", data).status_code in {403, 404}


def test_a_file_belongs_to_the_operator_who_brought_it(
    viewer: Operator, administrator: Operator, sign_in: SignIn, text: str, pool_url: str
) -> None:
    document = hidden(sign_in(viewer).post(IMPORT, {"text": text}), "document")
    assert sign_in(administrator).post(IMPORT, {"document": document}).status_code == 404
    for forged in (document, "x", ""):
        answer = sign_in(administrator).post(f"{pool_url}compare/file/", {"document": forged})
        assert answer.status_code == 404


def test_who_may_and_how(
    client: Client, viewer: Operator, stranger: Operator, sign_in: SignIn, pool_url: str, text: str
) -> None:
    assert client.get(IMPORT)["Location"].startswith("/accounts/login/")
    assert sign_in(viewer).delete(IMPORT).status_code == 405
    assert sign_in(viewer).get(f"{pool_url}compare/file/").status_code == 405
    document = hidden(sign_in(stranger).post(IMPORT, {"text": text}), "document")
    assert sign_in(stranger).post(f"{pool_url}compare/file/", {"document": document}).status_code == 404


def test_hostile_text_in_a_file_is_shown_as_text(
    viewer: Operator, sign_in: SignIn, connection: Connection
) -> None:
    hostile = changed(source={"id": "<img src=x onerror=alert(1)>", "region": "\u202e"})
    page = sign_in(viewer).post(IMPORT, {"text": json.dumps(hostile)}).content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_what_is_missing_in_a_file_is_said(viewer: Operator, sign_in: SignIn, connection: Connection) -> None:
    partial = changed(source={"id": "us-east-1_abc", "note": "These are the first groups."})
    page = sign_in(viewer).post(IMPORT, {"text": json.dumps(partial)}).content.decode()
    assert "These are the first groups." in page
    assert "us-east-1_abc" in page


def test_a_list_that_cannot_be_read_is_explained(viewer: Operator, sign_in: SignIn, text: str) -> None:
    faults.fail_next("ListUserPools", count=2, error="AccessDeniedException")
    page = sign_in(viewer).post(IMPORT, {"text": text})
    assert page.status_code == 200
    assert "AWS role may not do this" in unescape(page.content.decode())


def test_the_list_of_pools_leads_here(viewer: Operator, sign_in: SignIn, connection: Connection) -> None:
    assert f'href="{IMPORT}"' in sign_in(viewer).get("/pools/").content.decode()
