"""Two pools side by side: what differs, what cannot but differ, and taking over what is chosen."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from console.emulator.factories import find_pool
from pools.comparing.compared_pools import ComparedPool, told_apart
from pools.comparing.expected_differences import foreign, is_elsewhere, why_expected
from pools.comparing.groups import GroupsComparison
from pools.comparing.page import ComparisonPage
from pools.comparing.schema import SchemaComparison
from pools.comparing.settings import SettingsComparison, taken_over
from pools.groups import Group
from pools.saving.settings import MFA
from tests.conftest import SignIn, operator_with
from tests.pages import hidden

FUNCTION = "arn:aws:lambda:{}:{}:function:{}"
ROLE = "arn:aws:iam::{}:role/{}"
MINIMUM = "Policies.PasswordPolicy.MinimumLength"


def side(
    name: str = "One", region: str = "us-east-1", account: str = "111111111111", **state: Any
) -> ComparedPool:
    """A pool of a region and account."""
    groups = state.pop("groups", ())
    pool_id = f"{region}_{name}"
    own = {
        "Id": pool_id,
        "Name": name,
        "Arn": f"arn:aws:cognito-idp:{region}:{account}:userpool/{pool_id}",
        MFA: {"MfaConfiguration": "OFF"},
    }
    return ComparedPool(
        name=name,
        label=name,
        state=own | state,
        groups=groups,
        connection="embedded",
        place=region,
        region=region,
        pool_id=pool_id,
    )


def differing(here: ComparedPool, there: ComparedPool) -> set[str]:
    parts = SettingsComparison(here=here, there=there).differing_parts
    return {pair.path for part in parts for pair in part.pairs}


def by_nature(here: ComparedPool, there: ComparedPool) -> dict[str, str]:
    return {pair.path: pair.expected for pair in SettingsComparison(here=here, there=there).expected}


# What cannot but differ


def test_names_and_ids_differ_by_nature() -> None:
    one, other = side(Domain="one"), side("Other")
    assert differing(one, other) == set()
    assert set(by_nature(one, other)) == {"Id", "Name", "Arn", "Domain"}


def test_the_same_function_of_another_region_or_account_differs_by_nature_and_another_function_does_not() -> (
    None
):
    here = FUNCTION.format("us-east-1", "111111111111", "welcome")
    assert is_elsewhere(here, FUNCTION.format("eu-west-1", "222222222222", "welcome"))
    assert not is_elsewhere(here, FUNCTION.format("eu-west-1", "111111111111", "goodbye"))
    assert not is_elsewhere(here, here)
    assert not is_elsewhere(here, None)
    assert not is_elsewhere("arn:short", "arn:short:too")


def test_the_region_and_the_external_id_of_an_sms_role_go_with_it() -> None:
    sms = {"ExternalId": "a", "SnsRegion": "us-east-1", "SnsCallerArn": ROLE.format("111111111111", "sms")}
    other = {"ExternalId": "b", "SnsRegion": "eu-west-1", "SnsCallerArn": ROLE.format("222222222222", "sms")}
    one, two = side(SmsConfiguration=sms), side("Two", "eu-west-1", "222222222222", SmsConfiguration=other)
    assert differing(one, two) == set()
    same_role = {**other, "SnsCallerArn": sms["SnsCallerArn"]}
    assert differing(one, side("Two", SmsConfiguration=same_role)) == {
        "SmsConfiguration.ExternalId",
        "SmsConfiguration.SnsRegion",
    }


def test_keys_of_two_regions_differ_by_nature() -> None:
    key = "arn:aws:kms:{}:111111111111:key/{}"
    one = side(KeyConfiguration={"KmsKeyArn": key.format("us-east-1", "a")})
    other = side("Other", "eu-west-1", KeyConfiguration={"KmsKeyArn": key.format("eu-west-1", "b")})
    assert why_expected("KeyConfiguration.KmsKeyArn", one, other) == "Keys belong to one region."
    same_region = side("Other", KeyConfiguration={"KmsKeyArn": key.format("us-east-1", "b")})
    assert why_expected("KeyConfiguration.KmsKeyArn", one, same_region) == ""


def test_tags_of_aws_itself_are_no_difference_and_stay_where_they_are() -> None:
    one = side(UserPoolTags={"aws:cloudformation:stack-name": "s", "team": "shop"})
    assert differing(one, side("Two", UserPoolTags={"team": "shop"})) == set()
    changes, left = taken_over(one, side("Two", UserPoolTags={"team": "x"}), ["UserPoolTags"])
    assert changes == {"UserPoolTags": {"aws:cloudformation:stack-name": "s", "team": "x"}}
    assert left == []


def test_a_default_that_one_of_them_spells_out_is_no_difference() -> None:
    spelled_out = {"EmailSendingAccount": "COGNITO_DEFAULT"}
    assert differing(side(EmailConfiguration=spelled_out), side("Two")) == set()


# What can be taken over


def test_what_belongs_to_another_region_or_account_cannot_be_taken_over() -> None:
    target = side()
    assert foreign(FUNCTION.format("us-east-1", "222222222222", "x"), target) == ""
    assert "eu-west-1" in foreign(FUNCTION.format("eu-west-1", "111111111111", "x"), target)
    assert "222222222222" in foreign(ROLE.format("222222222222", "x"), target)
    assert foreign(ROLE.format("111111111111", "x"), target) == ""
    assert foreign("free text", target) == ""
    source = side("Two", "eu-west-1", LambdaConfig={"PreSignUp": FUNCTION.format("eu-west-1", "1", "x")})
    changes, (left,) = taken_over(target, source, ["LambdaConfig.PreSignUp"])
    assert (changes, left.path) == ({}, "LambdaConfig.PreSignUp")


def test_what_can_go_only_one_way_says_why() -> None:
    one, other = side(SmsAuthenticationMessage="Code {####}"), side("Two")
    ((pair,),) = [part.pairs for part in SettingsComparison(here=one, there=other).differing_parts]
    assert pair.can_be_taken_over
    assert (bool(pair.kept_here), bool(pair.kept_there)) == (True, False)
    assert pair.notes[0].startswith("One cannot change. ")


def test_what_can_never_be_changed_says_so_and_cannot_be_chosen() -> None:
    one, other = side(UsernameAttributes=["email"]), side("Two")
    ((pair,),) = [part.pairs for part in SettingsComparison(here=one, there=other).differing_parts]
    assert not pair.can_be_taken_over
    assert pair.notes == ["Decided when the pool was made: it can never be changed."]


def test_a_factor_can_be_taken_over_as_a_whole() -> None:
    email = {
        "MfaConfiguration": "OFF",
        "EmailMfaConfiguration": {"Message": "Code {####}", "Subject": "Code"},
    }
    one, other = side(GetUserPoolMfaConfig=email), side("Two")
    assert f"{MFA}.EmailMfaConfiguration" in differing(one, other)
    changes, left = taken_over(other, one, [f"{MFA}.EmailMfaConfiguration"])
    assert changes == {
        f"{MFA}.EmailMfaConfiguration.Message": "Code {####}",
        f"{MFA}.EmailMfaConfiguration.Subject": "Code",
    }
    assert left == []


# Schema and groups


def attribute(name: str, **more: Any) -> dict[str, Any]:
    return {"Name": name, "AttributeDataType": "String", "Mutable": True, **more}


def test_attributes_are_missing_different_or_the_same() -> None:
    one = side(SchemaAttributes=[attribute("email"), attribute("name", Required=True), attribute("custom:a")])
    two = side("Two", SchemaAttributes=[attribute("email"), attribute("name"), attribute("dev:custom:b")])
    told = {pair.name: pair.standing for pair in SchemaComparison(here=one, there=two).pairs}
    assert told == {
        "custom:a": "Missing",
        "dev:custom:b": "Missing",
        "email": "The same",
        "name": "Different",
    }


def test_missing_custom_attributes_are_offered_as_rows_of_the_form() -> None:
    limits = {"StringAttributeConstraints": {"MinLength": "1", "MaxLength": "9"}, "Mutable": False}
    one = side(
        SchemaAttributes=[attribute("custom:a", **limits), attribute("custom:b"), attribute("nickname")]
    )
    two = side("Two", SchemaAttributes=[attribute("dev:custom:b", DeveloperOnlyAttribute=True)])
    (offer,) = SchemaComparison(here=one, there=two).offers
    assert offer.target is two
    assert dict(offer.inputs) == {
        "row-TOTAL_FORMS": "1",
        "row-INITIAL_FORMS": "0",
        "row-0-name": "a",
        "row-0-type": "String",
        "row-0-minimum": "1",
        "row-0-maximum": "9",
    }


def test_no_more_attributes_are_offered_than_there_is_room_for() -> None:
    one = side(SchemaAttributes=[attribute(f"custom:n{n}") for n in range(40)])
    two = side("Two", SchemaAttributes=[attribute(f"custom:m{n}") for n in range(48)])
    to_one, to_two = SchemaComparison(here=one, there=two).offers
    assert (len(to_one.rows), len(to_two.rows)) == (10, 2)
    assert to_two.cut_short == "38 more have no room in one go."


def test_groups_are_compared_by_description_precedence_and_role() -> None:
    one = side(groups=(Group(name="a"), Group(name="b", role_arn=ROLE.format("111111111111", "b"))))
    other = (
        Group(name="a", description="A", precedence=0),
        Group(name="b", role_arn=ROLE.format("222222222222", "b")),
        Group(name="c", role_arn=ROLE.format("222222222222", "c")),
    )
    comparison = GroupsComparison(here=one, there=side("Two", account="222222222222", groups=other))
    a, b, c = comparison.pairs
    assert (a.differing, b.differing, c.standing) == (["description", "precedence"], [], "Missing")
    assert "222222222222" in c.hindrance
    assert comparison.offers == []


def test_groups_that_could_not_be_read_are_not_called_missing() -> None:
    comparison = ComparisonPage(here=side(groups=None), there=side("Two", groups=(Group(name="a"),)))
    assert comparison.groups.pairs == []
    assert comparison.groups.offers == []
    assert not comparison.is_same


def test_labels_tell_two_pools_of_one_name_apart() -> None:
    assert [each.label for each in told_apart(side("A"), side("B"))] == ["A", "B"]
    there, here = told_apart(side("A"), side("A", "eu-west-1"))
    assert (there.label, here.label) == ("A, us-east-1", "A, eu-west-1")


# The pages


@pytest.fixture
def other_id(pool_id: str) -> str:
    """A pool that has a setting, an attribute and a group of its own."""
    other = world.make_pool(
        "Customers",
        Policies={"PasswordPolicy": {"MinimumLength": 14, "RequireNumbers": True}},
        Schema=[{"Name": "points", "AttributeDataType": "Number", "Mutable": True}],
        AutoVerifiedAttributes=["email"],
    )
    world.make_group(other, "gold", description="Best", precedence=0)
    return other


@pytest.fixture
def compared_url(pool_url: str, other_id: str) -> str:
    return f"{pool_url}compare/embedded/{other_id}/"


def test_a_viewer_finds_the_other_pool_and_sees_both_side_by_side(
    viewer: Operator, sign_in: SignIn, pool_url: str, pool_id: str, other_id: str, compared_url: str
) -> None:
    client = sign_in(viewer)
    assert f'href="{pool_url}compare/"' in client.get(pool_url).content.decode()
    with budget.counted() as calls:
        choice = client.get(f"{pool_url}compare/").content.decode()
    assert calls == ["ListUserPools"]
    assert f'href="{compared_url}"' in choice
    assert f"/compare/embedded/{pool_id}/" not in choice
    with budget.counted() as calls:
        page = client.get(compared_url)
    assert sorted(calls) == [*["DescribeUserPool"] * 2, *["GetUserPoolMfaConfig"] * 2, *["ListGroups"] * 2]
    content = page.content.decode()
    assert "<h1>" in content
    assert "Shortest password, in characters" in content
    assert "custom:points" in content
    assert "gold" in content
    assert "A second factor" not in content
    assert 'type="checkbox"' not in content
    assert "Take over into" not in content
    assert "missing" not in content.lower().replace(">missing<", "")


def test_everything_is_shown_where_it_is_asked_for(
    viewer: Operator, sign_in: SignIn, compared_url: str
) -> None:
    client = sign_in(viewer)
    assert "Deletion protection" not in client.get(compared_url).content.decode()
    page = client.get(compared_url, {"all": "1"}).content.decode()
    assert "Deletion protection" in page
    # What Cognito alone counts is no setting.
    assert "EstimatedNumberOfUsers" not in page
    assert "given_name" in page
    assert "Only differences" in page


def test_the_other_pool_is_found_by_typing(
    viewer: Operator, sign_in: SignIn, pool_url: str, other_id: str
) -> None:
    client = sign_in(viewer)
    headers = {"HX-Request": "true", "HX-Target": "choices"}
    region = client.get(f"{pool_url}compare/", {"q": "custom"}, headers=headers).content.decode()
    assert region.strip().startswith('<section id="choices"')
    assert "Customers" in region
    assert "No other pool matches" in client.get(f"{pool_url}compare/", {"q": "zzz"}).content.decode()


def test_more_pools_than_are_shown_are_counted(
    viewer: Operator, sign_in: SignIn, pool_url: str, many_pools: list[str]
) -> None:
    for number in range(30):
        world.make_pool(f"More {number}")
    assert "and 15 more" in sign_in(viewer).get(f"{pool_url}compare/").content.decode()


def test_pools_that_are_alike_say_so(viewer: Operator, sign_in: SignIn, pool_url: str) -> None:
    twin = world.make_pool("Twin", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"])
    page = sign_in(viewer).get(f"{pool_url}compare/embedded/{twin}/").content.decode()
    assert "No differences" in page
    assert "Nothing that somebody made differs." in page


def test_chosen_differences_are_taken_over_through_the_review_in_either_direction(
    administrator: Operator, sign_in: SignIn, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    assert unescape(page.content.decode()).count("Take over into") == 2
    data = {"comparison": hidden(page, "comparison"), "path": MINIMUM}
    for target, target_id, length in (("Customers", other_id, 8), ("Staff", pool_id, 14)):
        with budget.counted() as calls:
            review = client.post(f"/pools/embedded/{target_id}/compare/take-over/", data)
        assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig"]
        assert review.status_code == 200
        assert f"{target} · Lifeguard" in review.content.decode()
        saved = client.post(
            f"/pools/embedded/{target_id}/settings/save/", {"proposal": hidden(review, "proposal")}
        )
        assert saved.status_code == 302
        policy = find_pool(target_id).extended_config["Policies"]["PasswordPolicy"]
        assert policy["MinimumLength"] == length
    entries = Entry.objects.filter(action="change_settings", outcome="done")
    assert [entry.details["after"] for entry in entries.order_by("pk")] == [{MINIMUM: 8}, {MINIMUM: 14}]


def test_what_somebody_changed_meanwhile_is_said_before_it_is_overwritten(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str, change: Callable[..., None]
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    change(Policies={"PasswordPolicy": {"MinimumLength": 20}})
    review = client.post(
        f"{pool_url}compare/take-over/", {"comparison": hidden(page, "comparison"), "path": MINIMUM}
    )
    assert review.status_code == 409
    assert "Somebody else changed this meanwhile" in review.content.decode()


def test_nothing_that_can_be_taken_over_leads_back_with_the_reason(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    for path in ([], ["Id"], ["No.Such.Path"], ["UsernameAttributes"]):
        answer = client.post(f"{pool_url}compare/take-over/", {"comparison": token, "path": path})
        assert answer["Location"] == compared_url
    page = client.get(compared_url).content.decode()
    assert "“Signing in without a username, by” stays as it is." in page


def test_missing_attributes_begin_the_form_for_new_ones(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    (offer,) = page.context["comparison"].schema.offers
    assert "Add 1 missing attribute to Staff" in page.content.decode()
    form = client.post(f"{pool_url}schema/add/", dict(offer.inputs) | {"edit": "1"})
    assert form.status_code == 200
    assert 'value="points"' in form.content.decode()


def test_missing_groups_are_made_after_a_look(
    administrator: Operator, sign_in: SignIn, pool_id: str, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    assert "Create 1 missing group in Staff" in page.content.decode()
    data = {"comparison": hidden(page, "comparison"), "group": ["gold", "no such group"]}
    question = client.post(f"{pool_url}compare/groups/", data)
    assert question.status_code == 200
    assert "create_group" in question.content.decode()
    assert find_pool(pool_id).groups == {}
    made = client.post(f"{pool_url}compare/groups/", data | {"confirmed": "1"})
    assert made["Location"] == compared_url
    gold = find_pool(pool_id).groups["gold"]
    assert (gold.description, gold.precedence) == ("Best", 0)
    entry = Entry.objects.get(action="create_group", outcome="done")
    assert (entry.target_label, entry.details["after"]["Precedence"]) == ("gold", 0)
    nothing = client.post(f"{pool_url}compare/groups/", {"comparison": data["comparison"]})
    assert nothing["Location"] == compared_url


def test_groups_are_made_until_one_is_refused(
    administrator: Operator, sign_in: SignIn, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    world.make_group(other_id, "silver")
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    world.make_group(pool_id, "silver")
    data = {"comparison": token, "group": ["gold", "silver"], "confirmed": "1"}
    page = client.post(f"{pool_url}compare/groups/", data, follow=True).content.decode()
    assert "Created: gold." in page
    assert "A group of that name exists already" in page


def test_groups_that_cannot_be_read_are_said_to_be_left_out(
    viewer: Operator, sign_in: SignIn, compared_url: str
) -> None:
    faults.fail_next("ListGroups", count=4, error="AccessDeniedException")
    page = sign_in(viewer).get(compared_url)
    assert page.status_code == 200
    assert "The groups could not be compared" in page.content.decode()


def test_a_pool_that_cannot_be_read_is_explained(
    viewer: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    faults.fail_next("DescribeUserPool", count=4, error="TooManyRequestsException")
    assert sign_in(viewer).get(compared_url).status_code == 429
    assert sign_in(viewer).get(f"{pool_url}compare/embedded/us-east-1_missing/").status_code == 404


def test_hostile_names_are_shown_as_text(
    administrator: Operator, sign_in: SignIn, compared_url: str, pool_id: str, other_id: str
) -> None:
    find_pool(other_id).name = "<img src=x onerror=alert(1)>\u202e"
    world.make_group(other_id, "<b>&\u202e", description="<script>")
    page = sign_in(administrator).get(compared_url).content.decode()
    assert "<img src=x" not in page
    assert "<b>&" not in page
    assert "\u202e" not in re.sub(r'value="[^"]*"', "", page)


# Who may


def test_a_pool_in_another_connection_can_be_the_other_one(
    viewer: Operator, sign_in: SignIn, pool_url: str, second_connection: Connection
) -> None:
    abroad = world.make_pool("Staff", region="eu-west-1", UsernameAttributes=["email"])
    page = sign_in(viewer).get(f"{pool_url}compare/abroad/{abroad}/")
    assert page.status_code == 200
    assert "Staff, Embedded" in page.content.decode()
    assert "Staff, Abroad" in page.content.decode()


def test_who_reaches_only_one_of_them_finds_nothing(
    client: Client, sign_in: SignIn, db: None, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    only = operator_with("only", Role.OWNER, connection="embedded", pool_id=pool_id)
    with faults.recording() as calls:
        assert sign_in(only).get(compared_url).status_code == 404
        assert sign_in(only).get(f"/pools/embedded/{other_id}/compare/embedded/{pool_id}/").status_code == 404
        assert client.get(compared_url)["Location"].startswith("/accounts/login/")
    assert calls == []
    assert "Customers" not in sign_in(only).get(f"{pool_url}compare/").content.decode()


def test_a_role_that_may_change_one_of_them_is_offered_that_one_alone(
    sign_in: SignIn, db: None, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    half = operator_with("half", Role.ADMINISTRATOR, connection="embedded", pool_id=pool_id)
    half.grants.create(role=Role.VIEWER, connection="embedded", pool_id=other_id)
    client = sign_in(half)
    page = client.get(compared_url)
    assert "Take over into Staff" in page.content.decode()
    assert "Take over into Customers" not in page.content.decode()
    data = {"comparison": hidden(page, "comparison"), "path": MINIMUM, "group": "gold"}
    for action in ("take-over", "groups"):
        assert client.post(f"/pools/embedded/{other_id}/compare/{action}/", data).status_code == 403
    assert client.post(f"{pool_url}compare/take-over/", data).status_code == 200


def test_a_comparison_is_good_for_its_own_pools_and_operator_only(
    administrator: Operator, owner: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    third = world.make_pool("Third")
    data = {"comparison": token, "path": MINIMUM}
    assert client.post(f"/pools/embedded/{third}/compare/take-over/", data).status_code == 404
    assert sign_in(owner).post(f"{pool_url}compare/take-over/", data).status_code == 404
    assert client.post(f"{pool_url}compare/groups/", {"comparison": "forged"}).status_code == 404


def test_wrong_methods_are_refused(
    owner: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(owner)
    assert client.post(f"{pool_url}compare/").status_code == 405
    assert client.post(compared_url).status_code == 405
    assert client.get(f"{pool_url}compare/take-over/").status_code == 405
    assert client.get(f"{pool_url}compare/groups/").status_code == 405
