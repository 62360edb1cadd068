"""Changing attributes and verified marks, and undoing what was changed."""

import pytest
from django.core import signing
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults, outbox, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn
from tests.pages import filled, told
from tests.users.conftest import attributes_of

WRITES = {"AdminUpdateUserAttributes", "AdminDeleteUserAttributes"}
SCHEMA = [
    {"Name": "name", "AttributeDataType": "String", "Mutable": True, "Required": True},
    {
        "Name": "seat",
        "AttributeDataType": "Number",
        "Mutable": True,
        "NumberAttributeConstraints": {"MaxValue": "9"},
    },
    {"Name": "badge", "AttributeDataType": "String", "Mutable": False},
    {"Name": "note", "AttributeDataType": "String", "Mutable": True, "DeveloperOnlyAttribute": True},
    {"Name": "since", "AttributeDataType": "DateTime", "Mutable": True},
    {"Name": "vip", "AttributeDataType": "Boolean", "Mutable": True},
]
ANA = {
    "name": "Ana López",
    "email_verified": "true",
    "nickname": "Nana",
    "address": "One street\nOne town",
    "birthdate": "1990-12-31",
    "zoneinfo": "Nowhere/Land",
    "custom:seat": "4",
    "custom:badge": "B-1",
    "custom:since": "2020-02-03T04:05:06Z",
    "custom:vip": "true",
}


@pytest.fixture
def pool_id(connection: object) -> str:
    return world.make_pool(
        "Staff", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"], Schema=SCHEMA
    )


@pytest.fixture
def sub(pool_id: str) -> str:
    return world.make_user(pool_id, "ana@example.com", attributes=ANA, groups=["readers"])


@pytest.fixture
def url(users_url: str, sub: str) -> str:
    return f"{users_url}{sub}/edit/"


def test_a_form_that_was_only_looked_at_changes_nothing(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    with budget.counted() as calls:
        page = console.get(url)
    assert sorted(calls) == ["DescribeUserPool", "ListUsers"]
    form, words = page.context["form"], page.content.decode()
    assert {"sub", "identities", "email_verified", "custom:badge"} & set(form.fields) == set()
    assert "set at creation or never" in words
    assert "Only administrators can change it; apps cannot." in words
    assert "does not fit the rules" in str(form["zoneinfo"].help_text)
    with budget.counted() as calls:
        answer = console.post(url, filled(console.get(url), by="baseline"), follow=True)
    assert "Nothing was to be changed" in told(answer)
    assert set(calls) & WRITES == set()
    assert attributes_of(pool_id, sub) == {**ANA, "email": "ana@example.com"}


def test_only_what_changed_is_sent_recorded_and_read_back(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    typed = filled(
        console.get(url), by="baseline", **{"custom:seat": "7", "reason": "Moved", "address": "Two\r\nlines"}
    )
    with faults.recording() as calls:
        answer = console.post(url, typed, follow=True)
    (write,) = [call for call in calls if call.operation in WRITES]
    assert write.parameters["UserAttributes"] == [
        {"Name": "address", "Value": "Two\nlines"},
        {"Name": "custom:seat", "Value": "7"},
    ]
    assert "was changed and read back: Address, Seat" in told(answer)
    done = Entry.objects.get(action="edit_user", outcome=Outcome.DONE)
    assert (done.reason, done.target_id) == ("Moved", sub)
    assert done.details == {
        "before": {"address": ANA["address"], "custom:seat": "4"},
        "after": {"address": "Two\nlines", "custom:seat": "7"},
    }


def test_an_emptied_field_is_deleted_only_after_a_tick_and_a_needed_one_never(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    typed = filled(console.get(url), by="baseline", nickname="", name="", email="")
    page = console.get(url).content.decode()
    assert "Nickname <span" in page and "Full name <span" not in page
    answer = console.post(url, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "Nickname" in form.errors["sure"][0]
    assert form.errors["name"] == form.errors["email"] == ["Nobody in this pool can be without it."]
    assert "Emptied attributes are deleted" in answer.content.decode()
    with faults.recording() as calls:
        console.post(url, filled(console.get(url), by="baseline", nickname="", sure="on"))
    (write,) = [call for call in calls if call.operation in WRITES]
    assert (write.operation, write.parameters["UserAttributeNames"]) == (
        "AdminDeleteUserAttributes",
        ["nickname"],
    )
    assert "nickname" not in attributes_of(pool_id, sub)


def test_wrong_values_are_told_beside_their_fields(console: Client, url: str) -> None:
    wrong = {"custom:seat": "12", "birthdate": "soon", "zoneinfo": "Also/Nowhere", "phone_number": "123"}
    answer = console.post(url, filled(console.get(url), by="baseline", **wrong))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)


@pytest.mark.parametrize("choice", ["verified", "unverified"])
def test_a_new_address_asks_for_its_mark_and_says_it(
    console: Client, url: str, pool_id: str, sub: str, choice: str
) -> None:
    answer = console.post(url, filled(console.get(url), by="baseline", email="new@example.com"))
    assert "say whether the new one is verified" in answer.context["form"].errors["email_choice"][0]
    assert "They sign in with their e-mail address" in answer.content.decode()
    console.post(url, filled(console.get(url), by="baseline", email="new@example.com", email_choice=choice))
    now = attributes_of(pool_id, sub)
    assert (now["email"], now["email_verified"]) == (
        "new@example.com",
        "true" if choice == "verified" else "false",
    )
    assert len(outbox.messages(sub=sub)) == (0 if choice == "verified" else 1)


def test_where_the_pool_verifies_first_the_address_waits(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    find_pool(pool_id).extended_config["UserAttributeUpdateSettings"] = {
        "AttributesRequireVerificationBeforeUpdate": ["email"]
    }
    page = console.get(url).content.decode()
    assert "The present e-mail address stays until they enter the code" in page
    typed = filled(console.get(url), by="baseline", email="new@example.com", email_choice="unverified")
    answer = console.post(url, typed, follow=True)
    assert "E-mail address stays as it was until Ana López enters the code" in told(answer)
    assert "read back" not in told(answer)
    assert attributes_of(pool_id, sub)["email"] == "ana@example.com"
    done = Entry.objects.get(action="edit_user", outcome=Outcome.DONE)
    refused = console.get(url.replace("edit/", f"undo/{done.number}/"))
    assert refused.status_code == 409


def test_what_somebody_else_changed_is_kept_or_chosen(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    typed = filled(console.get(url), by="baseline", nickname="Mine", **{"custom:seat": "5"})
    user = find_pool(pool_id).users[sub]
    user.update_attributes([{"Name": "nickname", "Value": "Theirs"}, {"Name": "given_name", "Value": "Ana"}])
    answer = console.post(url, typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Leave what is there now: Theirs" in page
    assert "Use yours: Mine" in page
    form = answer.context["form"]
    again = {field.name: field.value() or "" for field in form} | {"nickname": "Mine"}
    answer = console.post(url, again, follow=True)
    now = attributes_of(pool_id, sub)
    assert (now["nickname"], now["custom:seat"], now["given_name"]) == ("Mine", "5", "Ana")


def test_a_forged_or_old_form_is_not_believed(console: Client, url: str) -> None:
    answer = console.post(url, filled(console.get(url), by="baseline", baseline="forged", nickname="x"))
    assert answer.status_code == 409
    assert "cannot tell what this form showed" in answer.content.decode()
    assert not Entry.objects.filter(action="edit_user").exists()


def test_a_form_that_was_shown_before_an_upgrade_is_believed(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    typed, salt = filled(console.get(url), by="baseline", nickname="New"), f"users.attributes:{pool_id}:{sub}"
    typed["baseline"] = signing.dumps(signing.loads(typed["baseline"], salt=salt), salt=salt)
    console.post(url, typed)
    assert attributes_of(pool_id, sub)["nickname"] == "New"


def test_refusals_land_on_the_field_and_lose_nothing(
    console: Client, url: str, pool_id: str, sub: str
) -> None:
    world.make_user(pool_id, "taken@example.com")
    typed = filled(
        console.get(url), by="baseline", email="taken@example.com", email_choice="verified", nickname="Kept"
    )
    answer = console.post(url, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "already has this address" in form.errors["email"][0]
    assert form["nickname"].value() == "Kept"
    faults.fail_next("AdminDeleteUserAttributes", error="NotAuthorizedException", message="No")
    answer = console.post(url, filled(console.get(url), by="baseline", nickname="", sure="on", gender="x"))
    assert "What was set besides was saved" in answer.content.decode()
    assert attributes_of(pool_id, sub)["gender"] == "x"


@pytest.mark.parametrize("applied", [True, False])
def test_without_a_clear_answer_the_user_is_read_again(
    console: Client, url: str, pool_id: str, sub: str, applied: bool
) -> None:
    typed = filled(console.get(url), by="baseline", nickname="Ani")
    faults.fail_next("AdminUpdateUserAttributes", drop=True, applied=applied)
    with budget.counted() as calls:
        answer = console.post(url, typed, follow=True)
    assert calls.count("AdminUpdateUserAttributes") == 1
    if applied:
        assert "No clear answer came. Read again" in told(answer)
    else:
        assert answer.status_code == 504
        assert "does not read as wanted" in answer.content.decode()
        assert answer.context["form"]["nickname"].value() == "Ani"


def test_what_reads_back_otherwise_or_not_at_all_is_said(console: Client, url: str, pool_id: str) -> None:
    typed = filled(console.get(url), by="baseline", nickname="Ani")
    faults.fail_next("ListUsers", delay_seconds=0)
    faults.fail_next("ListUsers", count=2, error="TooManyRequestsException")
    assert "could not be read again" in told(console.post(url, typed, follow=True))
    typed = filled(console.get(url), by="baseline", email="bounce@example.com", email_choice="unverified")
    faults.fail_next("AdminUpdateUserAttributes", error="CodeDeliveryFailureException")
    answer = console.post(url, typed, follow=True)
    assert "reads back otherwise" in told(answer)


def test_a_pool_that_cannot_be_described_is_explained(console: Client, url: str) -> None:
    faults.fail_next("DescribeUserPool", count=2, error="AccessDeniedException")
    answer = console.get(url)
    assert answer.status_code == 502
    assert "AWS role may not do this" in answer.content.decode()


@pytest.mark.parametrize("page", ["edit/", "verify-contact/"])
def test_only_administrators_of_the_pool_change_attributes(
    sign_in: SignIn, helpdesk: Operator, stranger: Operator, url: str, page: str
) -> None:
    address = url.replace("edit/", page)
    assert sign_in(helpdesk).get(address).status_code == 403
    assert sign_in(stranger).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_verified_marks_are_set_on_their_own(console: Client, url: str, pool_id: str, sub: str) -> None:
    address = url.replace("edit/", "verify-contact/")
    dialog = console.get(address, headers={"HX-Request": "true", "HX-Target": "dialog"}).content.decode()
    assert "<html" not in dialog
    assert "The phone number is verified" not in dialog
    seen = console.get(address).context["form"]["seen"].value()
    with faults.recording() as calls:
        answer = console.post(address, {"seen": seen, "reason": "Left"}, follow=True)
    (write,) = [call for call in calls if call.operation in WRITES]
    assert write.parameters["UserAttributes"] == [{"Name": "email_verified", "Value": "false"}]
    assert "was changed and read back: E-mail verified" in told(answer)
    assert console.post(address, {"seen": seen, "email_verified": "on"}).status_code == 409
    seen = console.get(address).context["form"]["seen"].value()
    assert "Nothing was to be changed" in told(console.post(address, {"seen": seen}, follow=True))
    assert attributes_of(pool_id, sub)["email_verified"] == "false"
