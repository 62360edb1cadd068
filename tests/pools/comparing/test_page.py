"""Two pools side by side: what differs, what cannot but differ, and what could be taken over."""

from typing import Any

from pools.comparing.compared_pools import ComparedPool, told_apart
from pools.comparing.expected_differences import foreign, is_elsewhere, why_expected
from pools.comparing.groups import GroupsComparison
from pools.comparing.page import ComparisonPage
from pools.comparing.schema import SchemaComparison
from pools.comparing.settings import SettingsComparison, taken_over
from pools.groups import Group
from pools.saving.settings import MFA

FUNCTION = "arn:aws:lambda:{}:{}:function:{}"
ROLE = "arn:aws:iam::{}:role/{}"


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
    sections = SettingsComparison(here=here, there=there).differing_sections
    return {pair.path for section in sections for pair in section.pairs}


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
    ((pair,),) = [section.pairs for section in SettingsComparison(here=one, there=other).differing_sections]
    assert pair.can_be_taken_over
    assert (bool(pair.kept_here), bool(pair.kept_there)) == (True, False)
    assert pair.notes[0].startswith("One cannot change. ")


def test_what_can_never_be_changed_says_so_and_cannot_be_chosen() -> None:
    one, other = side(UsernameAttributes=["email"]), side("Two")
    ((pair,),) = [section.pairs for section in SettingsComparison(here=one, there=other).differing_sections]
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
