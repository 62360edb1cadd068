"""Creating a pool: from a preset or a copy, page after page, once, and what is said when something goes wrong."""

from collections.abc import Callable
from datetime import timedelta
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
from console.emulator.overlay.core.registry import backend_of
from pools.creation.drafts import PoolDraft
from pools.creation.models import Creation, Stage
from pools.creation.presets import PRESETS
from pools.saving.models import Revision, Source
from tests.conftest import SignIn, operator_with
from tests.pages import filled, hidden

START, DRAFT, MAKE = "/pools/create/", "/pools/create/draft/", "/pools/create/make/"
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/cognito-sms", "ExternalId": "x"}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:welcome"


def pool_names(region: str = "us-east-1") -> list[str]:
    return [pool.name for pool in backend_of(region).user_pools.values()]


@pytest.fixture
def console(owner: Operator, sign_in: SignIn, connection: Connection) -> Client:
    return sign_in(owner)


@pytest.fixture
def begun(console: Client) -> Callable[..., Any]:
    """The first page of a draft: `begun(begin="copy", source=...)`."""

    def begin(**data: Any) -> Any:
        first = {"connection": "embedded", "name": "Shop", "begin": "staff", "source": ""}
        answer = console.post(START, first | data)
        assert answer.status_code == 200, answer.context["form"].errors
        return answer

    return begin


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_each_preset_becomes_a_pool_that_reads_back_as_it_was_sent(
    preset: Any, console: Client, begun: Callable[..., Any]
) -> None:
    review = console.post(DRAFT, {"draft": hidden(begun(begin=preset.id), "draft"), "go": "review"})
    with budget.counted() as calls:
        answer = console.post(MAKE, {"draft": hidden(review, "draft")})
    creation = Creation.objects.get()
    assert answer.headers["Location"] == f"/pools/embedded/{creation.pool_id}/"
    second = [] if preset.id == "machine" else ["SetUserPoolMfaConfig"]
    assert sorted(calls) == sorted(["CreateUserPool", *second, "DescribeUserPool", "GetUserPoolMfaConfig"])
    assert (creation.stage, creation.checked["differing"]) == (Stage.CREATED, [])
    pool = find_pool(creation.pool_id)
    assert pool.extended_config["DeletionProtection"] == "ACTIVE"
    assert pool.extended_config["UsernameConfiguration"] == {"CaseSensitive": False}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_breaks_no_rule_and_warns_of_nothing(
    preset: Any, console: Client, begun: Callable[..., Any]
) -> None:
    review = console.post(DRAFT, {"draft": hidden(begun(begin=preset.id), "draft"), "go": "review"}).context[
        "review"
    ]
    assert (review.broken, review.warnings) == ([], [])


def test_what_is_wrong_or_risky_is_said_on_the_review(
    console: Client, begun: Callable[..., Any], owner: Operator
) -> None:
    state = {
        "Name": "Shop",
        "DeletionProtection": "INACTIVE",
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    }
    token = PoolDraft(state=state, connection="embedded").token(str(owner.pk))
    review = console.post(DRAFT, {"draft": token, "go": "review"})
    said = review.content.decode()
    assert "Cognito is going to refuse this" in said
    assert "Put it right under “Sign-up and verification”." in said
    assert "The pool can be deleted" in said


def test_the_first_state_of_the_new_pool_is_kept(console: Client, begun: Callable[..., Any]) -> None:
    console.post(MAKE, {"draft": hidden(begun(), "draft")})
    kept = Revision.objects.get()
    assert (kept.pool_id, kept.source, kept.operator) == (
        Creation.objects.get().pool_id,
        Source.SAVED,
        "owner",
    )
    assert kept.state["Name"] == "Shop"


def test_every_call_is_in_the_trail_with_the_new_pools_id(
    console: Client, begun: Callable[..., Any], pool_id: str
) -> None:
    world.make_group(pool_id, "gold", precedence=1)
    console.post(MAKE, {"draft": hidden(begun(begin="copy", source=f"embedded/{pool_id}"), "draft")})
    made = Creation.objects.get().pool_id
    done = Entry.objects.filter(outcome="done", action="create_pool").order_by("number")
    assert [(entry.operation, entry.pool_id) for entry in done] == [
        ("CreateUserPool", made),
        ("CreateGroup", made),
    ]
    assert done[0].details["after"]["Name"] == "Shop"
    assert done[0].target_label == "Shop"


def test_what_is_decided_on_the_pages_reaches_the_pool(console: Client, begun: Callable[..., Any]) -> None:
    permanent = begun()
    decided = {
        "sign_in": "aliases",
        "aliases": ["email", "preferred_username"],
        "case_sensitive": "True",
        "plan": "PLUS",
        "family_name-required": "on",
        "nickname-fixed": "on",
        "nickname-maximum": "40",
        "go": "attributes",
    }
    rows = console.post(DRAFT, filled(permanent, by="draft", **decided))
    assert rows.context["page"].title == "Custom attributes"
    row = {"row-0-name": "points", "row-0-type": "Number", "row-0-maximum": "9", "row-0-mutable": None}
    passwords = console.post(DRAFT, filled(rows, by="draft", **row, go="passwords"))
    changed = {"Policies-PasswordPolicy-MinimumLength": "20", "go": "review"}
    review = console.post(DRAFT, filled(passwords, by="draft", **changed))
    assert "custom:points" in review.content.decode()
    console.post(MAKE, {"draft": hidden(review, "draft")})
    pool = find_pool(Creation.objects.get().pool_id)
    settings = pool.extended_config
    assert settings["AliasAttributes"] == ["email", "preferred_username"]
    assert "UsernameAttributes" not in settings
    assert settings["UsernameConfiguration"] == {"CaseSensitive": True}
    assert settings["UserPoolTier"] == "PLUS"
    assert settings["Policies"]["PasswordPolicy"]["MinimumLength"] == 20
    assert pool.schema_attributes["family_name"].required
    assert not pool.schema_attributes["nickname"].mutable
    assert pool.schema_attributes["nickname"].string_constraints == {"MinLength": "0", "MaxLength": "40"}
    assert not pool.schema_attributes["custom:points"].mutable


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    console: Client, begun: Callable[..., Any]
) -> None:
    permanent = begun()
    answer = console.post(DRAFT, filled(permanent, by="draft", sign_in="aliases", plan="LITE", go="review"))
    assert answer.status_code == 422
    assert "Choose what else people may sign in with" in answer.content.decode()
    assert answer.context["form"]["plan"].value() == "LITE"
    limits = {"name-minimum": "9", "name-maximum": "3"}
    assert console.post(DRAFT, filled(permanent, by="draft", **limits)).status_code == 422
    rows = console.post(DRAFT, filled(permanent, by="draft", go="attributes"))
    wrong = console.post(DRAFT, filled(rows, by="draft", **{"row-0-name": "custom:points"}))
    assert wrong.status_code == 422
    assert "Leave the prefix out" in wrong.content.decode()


def test_more_rows_keep_what_was_typed(console: Client, begun: Callable[..., Any]) -> None:
    rows = console.post(DRAFT, {"draft": hidden(begun(), "draft"), "go": "attributes"})
    more = console.post(DRAFT, filled(rows, by="draft", **{"row-0-name": "points"}, more="1"))
    assert more.status_code == 200
    assert len(more.context["form"].forms) == 6
    assert more.context["form"].forms[0]["name"].value() == "points"


def test_attributes_stay_when_their_page_is_passed_again(console: Client, begun: Callable[..., Any]) -> None:
    rows = console.post(DRAFT, {"draft": hidden(begun(), "draft"), "go": "attributes"})
    row = {"row-0-name": "points", "row-0-type": "Boolean"}
    again = console.post(DRAFT, filled(rows, by="draft", **row, go="attributes"))
    review = console.post(DRAFT, filled(again, by="draft", go="review"))
    assert "custom:points" in review.content.decode()


def test_a_pool_needs_a_name(console: Client, begun: Callable[..., Any]) -> None:
    about = console.post(DRAFT, {"draft": hidden(begun(), "draft"), "go": "about"})
    answer = console.post(DRAFT, filled(about, by="draft", Name="", go="review"))
    assert answer.status_code == 422
    assert "A pool needs a name." in answer.content.decode()
    start = console.post(START, {"connection": "embedded", "name": "", "begin": "staff"})
    assert start.status_code == 422


def test_a_copy_takes_settings_schema_and_groups_but_not_what_was_the_first_pools_own(
    console: Client, begun: Callable[..., Any], connection: Connection
) -> None:
    source = world.make_pool(
        "Source",
        UsernameConfiguration={"CaseSensitive": False},
        SmsConfiguration=SMS,
        LambdaConfig={"PostConfirmation": FUNCTION},
        Schema=[{"Name": "points", "AttributeDataType": "Number", "Mutable": True}],
        UserPoolTags={"team": "shop"},
    )
    find_pool(source).token_mfa_config = {"Enabled": True}
    find_pool(source).mfa_config = "ON"
    world.make_group(source, "gold", description="Many orders", precedence=0)
    world.make_group(source, f"{source}_Google")
    answer = begun(begin="copy", source=f"embedded/{source}", name="Second")
    review = console.post(DRAFT, {"draft": hidden(answer, "draft"), "go": "review"})
    assert "aws lambda add-permission" in review.content.decode()
    assert console.post(MAKE, {"draft": hidden(review, "draft")}).status_code == 302
    pool = find_pool(Creation.objects.get().pool_id)
    assert pool.name == "Second"
    assert pool.extended_config["DeletionProtection"] == "ACTIVE"
    assert pool.extended_config["SmsConfiguration"] == SMS
    assert pool.extended_config["LambdaConfig"] == {"PostConfirmation": FUNCTION}
    assert pool.extended_config["UserPoolTags"] == {"team": "shop"}
    assert (pool.mfa_config, pool.token_mfa_config) == ("ON", {"Enabled": True})
    assert "custom:points" in pool.schema_attributes
    assert {name: (group.description, group.precedence) for name, group in pool.groups.items()} == {
        "gold": ("Many orders", 0)
    }


def test_a_copy_into_another_connection_says_what_stays_behind(
    owner: Operator, sign_in: SignIn, second_connection: Connection
) -> None:
    role = "arn:aws:iam::123456789012:role/gold"
    source = world.make_pool(
        "Source",
        SmsConfiguration=SMS,
        AutoVerifiedAttributes=["email", "phone_number"],
        LambdaConfig={"PostConfirmation": FUNCTION},
        MfaConfiguration="ON",
    )
    world.make_group(source, "gold", role_arn=role)
    client = sign_in(owner)
    data = {"connection": "abroad", "name": "Abroad", "begin": "copy", "source": f"embedded/{source}"}
    answer = client.post(START, data)
    said = answer.content.decode()
    assert "The role that sends SMS" in said
    assert "All Lambda triggers" in said
    assert "The roles of groups" in said
    assert client.post(MAKE, {"draft": hidden(answer, "draft")}).status_code == 302
    pool = find_pool(Creation.objects.get().pool_id)
    assert pool.region == "eu-west-1"
    assert pool.extended_config["AutoVerifiedAttributes"] == ["email"]
    assert pool.mfa_config == "OFF"
    assert pool.groups["gold"].role_arn is None


def test_a_copy_without_its_groups_says_so(console: Client, begun: Callable[..., Any], pool_id: str) -> None:
    faults.fail_next("ListGroups", count=2, error="TooManyRequestsException", message="Rate exceeded")
    answer = begun(begin="copy", source=f"embedded/{pool_id}")
    assert "Groups: they could not be read." in answer.content.decode()


def test_a_copy_of_a_pool_that_cannot_be_read_is_a_refusal_that_keeps_the_form(
    console: Client, pool_id: str
) -> None:
    data = {"connection": "embedded", "name": "Shop", "begin": "copy", "source": f"embedded/{pool_id}"}
    faults.fail_next("DescribeUserPool", error="AccessDeniedException", message="not authorized")
    answer = console.post(START, data)
    assert answer.status_code >= 400
    assert answer.context["form"]["name"].value() == "Shop"
    assert console.post(START, data | {"source": ""}).status_code == 422


def test_a_draft_becomes_one_pool_however_often_it_is_sent(
    console: Client, begun: Callable[..., Any]
) -> None:
    token = hidden(begun(), "draft")
    first, second = (console.post(MAKE, {"draft": token}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert pool_names() == ["Shop"]


def test_a_refusal_is_shown_on_the_review_and_the_draft_goes_on(
    console: Client, begun: Callable[..., Any]
) -> None:
    faults.fail_next("CreateUserPool", error="InvalidParameterException", message="SMS role is wrong")
    answer = console.post(MAKE, {"draft": hidden(begun(), "draft")})
    assert answer.status_code == 422
    assert "SMS role is wrong" in answer.content.decode()
    assert pool_names() == []
    assert console.post(MAKE, {"draft": hidden(answer, "draft")}).status_code == 302
    assert pool_names() == ["Shop"]
    refused = Creation.objects.get(stage=Stage.REFUSED)
    page = console.get(f"/pools/create/{refused.pk}/")
    assert "No pool was made" in page.content.decode()
    assert console.post(f"/pools/create/{refused.pk}/finish/").status_code == 302
    assert pool_names() == ["Shop"]


def test_a_pool_that_was_made_without_an_answer_is_recognised_and_finished(
    console: Client, begun: Callable[..., Any], pool_id: str
) -> None:
    world.make_group(pool_id, "gold")
    token = hidden(begun(begin="copy", source=f"embedded/{pool_id}"), "draft")
    faults.fail_next("CreateUserPool", drop=True, applied=True)
    answer = console.post(MAKE, {"draft": token})
    creation = Creation.objects.get()
    assert creation.stage == Stage.UNKNOWN
    page = console.get(answer.headers["Location"])
    (candidate,) = page.context["report"].candidates
    finish = f"/pools/create/{creation.pk}/finish/"
    assert console.post(finish, {"pool": pool_id}).status_code == 404
    assert (
        console.post(finish, {"pool": candidate.id}).headers["Location"] == f"/pools/embedded/{candidate.id}/"
    )
    assert list(find_pool(candidate.id).groups) == ["gold"]
    assert pool_names() == ["Staff", "Shop"]


def test_a_pool_that_was_not_made_can_be_sent_once_more(console: Client, begun: Callable[..., Any]) -> None:
    faults.fail_next("CreateUserPool", drop=True)
    page = console.get(console.post(MAKE, {"draft": hidden(begun(), "draft")}).headers["Location"])
    assert "No pool of this name has been made" in page.content.decode()
    review = console.post(DRAFT, {"draft": hidden(page, "draft"), "go": "review"})
    assert console.post(MAKE, {"draft": hidden(review, "draft")}).status_code == 302
    assert pool_names() == ["Shop"]


def test_pools_that_cannot_be_listed_after_an_unknown_outcome_are_said(
    console: Client, begun: Callable[..., Any]
) -> None:
    faults.fail_next("CreateUserPool", drop=True)
    answer = console.post(MAKE, {"draft": hidden(begun(), "draft")})
    faults.fail_next("ListUserPools", error="AccessDeniedException", message="not authorized")
    page = console.get(answer.headers["Location"])
    assert page.status_code == 200
    assert page.context["report"].candidates is None


def test_an_answer_without_a_pool_in_it_is_an_unknown_outcome(
    console: Client, begun: Callable[..., Any]
) -> None:
    faults.fail_next("CreateUserPool", body=b'{"Something": 1}')
    console.post(MAKE, {"draft": hidden(begun(), "draft")})
    assert Creation.objects.get().stage == Stage.UNKNOWN


def test_a_later_call_that_fails_says_what_holds_and_is_finished_without_a_second_pool(
    console: Client, begun: Callable[..., Any], pool_id: str
) -> None:
    for name in ("gold", "silver"):
        world.make_group(pool_id, name)
    find_pool(pool_id).token_mfa_config = {"Enabled": True}
    find_pool(pool_id).mfa_config = "OPTIONAL"
    token = hidden(begun(begin="copy", source=f"embedded/{pool_id}"), "draft")
    faults.fail_next("CreateGroup", error="LimitExceededException", message="too many groups")
    page = console.get(console.post(MAKE, {"draft": token}).headers["Location"])
    assert "The pool is there, but not everything" in page.content.decode()
    assert "too many groups" in page.content.decode()
    creation = Creation.objects.get()
    world.make_group(creation.pool_id, "gold")
    with budget.counted() as calls:
        console.post(f"/pools/create/{creation.pk}/finish/")
    assert sorted(calls) == sorted(
        [*["DescribeUserPool", "GetUserPoolMfaConfig"] * 2, "ListGroups", "CreateGroup"]
    )
    assert sorted(find_pool(creation.pool_id).groups) == ["gold", "silver"]
    assert pool_names() == ["Staff", "Shop"]
    creation.refresh_from_db()
    assert (creation.stage, creation.problem) == (Stage.CREATED, {})


def test_second_factors_that_failed_are_set_up_on_finishing(
    console: Client, begun: Callable[..., Any]
) -> None:
    faults.fail_next("SetUserPoolMfaConfig", error="TooManyRequestsException", message="Rate exceeded")
    console.post(MAKE, {"draft": hidden(begun(), "draft")})
    creation = Creation.objects.get()
    assert creation.stage == Stage.PARTLY
    console.post(f"/pools/create/{creation.pk}/finish/")
    assert find_pool(creation.pool_id).mfa_config == "OPTIONAL"


def test_what_reads_back_differently_is_told_leaf_by_leaf(console: Client, begun: Callable[..., Any]) -> None:
    faults.fail_next("SetUserPoolMfaConfig", error="TooManyRequestsException")
    console.post(MAKE, {"draft": hidden(begun(), "draft")})
    creation = Creation.objects.get()
    find_pool(creation.pool_id).extended_config["DeletionProtection"] = "INACTIVE"
    page = console.get(console.post(f"/pools/create/{creation.pk}/finish/").headers["Location"])
    assert [each.path for each in page.context["report"].differing] == ["DeletionProtection"]
    assert "Reads back differently" in page.content.decode()


def test_a_pool_that_cannot_be_read_back_is_created_all_the_same(
    console: Client, begun: Callable[..., Any]
) -> None:
    faults.fail_next("DescribeUserPool", error="AccessDeniedException", message="not authorized")
    page = console.get(console.post(MAKE, {"draft": hidden(begun(), "draft")}).headers["Location"])
    assert "It could not be read back" in page.content.decode()


def test_a_creation_under_way_is_waited_for_and_then_unknown(
    console: Client, begun: Callable[..., Any]
) -> None:
    console.post(MAKE, {"draft": hidden(begun(), "draft")})
    creation = Creation.objects.get()
    creation.moved(Stage.UNDER_WAY, pool_id="")
    assert "It is under way" in console.get(f"/pools/create/{creation.pk}/").content.decode()
    assert console.post(f"/pools/create/{creation.pk}/finish/").status_code == 302
    Creation.objects.update(at=creation.at - timedelta(minutes=3))
    assert "not known whether" in console.get(f"/pools/create/{creation.pk}/").content.decode()


def test_an_owner_of_named_pools_alone_cannot_create(
    stranger: Operator, sign_in: SignIn, pool_id: str
) -> None:
    client = sign_in(stranger)
    assert client.get(START).status_code == 403
    assert "Create pool" not in client.get("/pools/").content.decode()


def test_an_owner_of_a_connection_creates_there_alone(
    sign_in: SignIn, second_connection: Connection, db: None
) -> None:
    local = operator_with("local", Role.OWNER, connection="abroad")
    client = sign_in(local)
    assert [slug for slug, _ in client.get(START).context["form"].fields["connection"].choices] == ["abroad"]
    data = {"connection": "embedded", "name": "Shop", "begin": "staff"}
    assert client.post(START, data).status_code == 422
    elsewhere = PoolDraft(state={"Name": "Shop"}, connection="embedded").token(str(local.pk))
    for url in (DRAFT, MAKE):
        assert client.post(url, {"draft": elsewhere, "go": "review"}).status_code == 404
    kept = Creation.objects.create(
        nonce="n", connection="embedded", name="Shop", wanted={"state": {"Name": "S"}}
    )
    assert client.get(f"/pools/create/{kept.pk}/").status_code == 404
    assert pool_names() == []


def test_a_pool_that_one_does_not_reach_cannot_be_copied(
    sign_in: SignIn, second_connection: Connection, db: None
) -> None:
    pool_id = world.make_pool("Secret")
    client = sign_in(operator_with("local", Role.OWNER, connection="abroad"))
    data = {"connection": "abroad", "name": "Mine", "begin": "copy", "source": f"embedded/{pool_id}"}
    answer = client.post(START, data)
    assert answer.status_code == 422
    assert "Secret" not in answer.content.decode()


def test_a_draft_is_for_the_operator_who_began_it(
    console: Client, begun: Callable[..., Any], sign_in: SignIn
) -> None:
    token = hidden(begun(), "draft")
    other = sign_in(operator_with("other", Role.OWNER))
    for url in (DRAFT, MAKE):
        assert other.post(url, {"draft": token, "go": "review"}).status_code == 404
        assert console.post(url, {"draft": "forged"}).status_code == 404
    assert console.post(DRAFT, {"draft": token, "go": "nowhere"}).status_code == 404
    assert pool_names() == []


def test_the_list_of_pools_offers_it_to_owners_alone(
    console: Client, sign_in: SignIn, administrator: Operator
) -> None:
    assert 'href="/pools/create/"' in console.get("/pools/").content.decode()
    assert 'href="/pools/create/"' not in sign_in(administrator).get("/pools/").content.decode()


def test_a_link_names_the_pool_to_copy(console: Client, pool_id: str) -> None:
    form = console.get(f"{START}?copy=embedded/{pool_id}").context["form"]
    assert (form["begin"].value(), form["source"].value()) == ("copy", f"embedded/{pool_id}")


def test_a_production_connection_is_marked_before_the_pool_is_made(
    owner: Operator, sign_in: SignIn, second_connection: Connection
) -> None:
    client = sign_in(owner)
    begun = client.post(START, {"connection": "abroad", "name": "Shop", "begin": "staff"})
    review = client.post(DRAFT, {"draft": hidden(begun, "draft"), "go": "review"})
    confirmed = review.content.decode().split("confirm-place")[1]
    assert "In Abroad (eu-west-1)" in confirmed
    assert "badge" in confirmed.split("</p>")[0]
