"""Changing settings: form, review, save, and what can come between."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils.html import escape

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from pools.saving import engine
from pools.saving.models import Revision
from pools.saving.proposals import Proposal
from tests.conftest import SignIn
from tests.pages import filled, hidden, words
from tests.pools.conftest import HOSTILE

LENGTH = "Policies-PasswordPolicy-MinimumLength"
NUMBERS = "Policies-PasswordPolicy-RequireNumbers"
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/cognito-sms", "ExternalId": "x"}


def policy_of(pool_id: str) -> dict[str, Any]:
    policy: dict[str, Any] = find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]
    return policy


def outside(pool_id: str, **policy: Any) -> None:
    """Let somebody else change the password policy."""
    pool = find_pool(pool_id)
    changed = {**policy_of(pool_id), **policy}
    pool.extended_config["Policies"] = {**pool.extended_config["Policies"], "PasswordPolicy": changed}


Propose = Callable[..., Any]


@pytest.fixture
def propose(console: Client, pool_url: str) -> Propose:
    """Fill in the form of a section and get the review: `propose("passwords", {field: text})`."""

    def proposed(section: str, typed: dict[str, Any]) -> Any:
        url = f"{pool_url}settings/{section}/"
        return console.post(url, filled(console.get(url), typed))

    return proposed


@pytest.fixture
def save(console: Client, pool_url: str) -> Callable[[Any], Any]:
    """Confirm what a review shows, and follow to the report."""

    def saved(review: Any) -> Any:
        return console.post(f"{pool_url}settings/save/", {"proposal": hidden(review)}, follow=True)

    return saved


# The way it should go


def test_the_form_of_a_section_costs_two_calls(console: Client, pool_url: str) -> None:
    with budget.counted() as calls:
        assert console.get(f"{pool_url}settings/passwords/").status_code == 200
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig"]


def test_a_change_is_reviewed_saved_read_back_and_kept(
    propose: Propose, console: Client, pool_url: str, pool_id: str
) -> None:
    review = propose("passwords", {LENGTH: "12"})
    assert review.status_code == 200
    assert "client.update_user_pool(" in words(review)
    assert "aws cognito-idp update-user-pool --region us-east-1" in words(review)
    with budget.counted() as calls:
        saved = console.post(f"{pool_url}settings/save/", {"proposal": hidden(review)})
    assert sorted(calls) == [*["DescribeUserPool"] * 2, *["GetUserPoolMfaConfig"] * 2, "UpdateUserPool"]
    assert policy_of(pool_id)["MinimumLength"] == 12
    page = console.get(saved["Location"])
    assert "It was read back from Cognito afterwards." in words(page)
    assert [kept.source for kept in Revision.objects.all()] == ["saved", "seen"]
    entry = Entry.objects.filter(action="change_settings", outcome="done").get()
    assert entry.details["before"] == {"Policies.PasswordPolicy.MinimumLength": 8}
    assert entry.details["after"] == {"Policies.PasswordPolicy.MinimumLength": 12}


def test_a_review_says_who_else_changed_what_and_keeps_it(
    propose: Propose, save: Any, console: Client, pool_url: str, pool_id: str
) -> None:
    url = f"{pool_url}settings/passwords/"
    form = console.get(url)
    outside(pool_id, RequireNumbers=False)
    review = console.post(url, filled(form, {LENGTH: "12"}))
    assert "Changed by somebody else meanwhile" in words(review)
    save(review)
    assert (policy_of(pool_id)["MinimumLength"], policy_of(pool_id)["RequireNumbers"]) == (12, False)


def test_nothing_changed_is_nothing_to_save(propose: Propose) -> None:
    answer = propose("passwords", {})
    assert "Nothing was changed" in words(answer)
    assert "update_user_pool" not in words(answer)


def test_one_can_go_on_editing_from_a_review(propose: Propose, console: Client, pool_url: str) -> None:
    review = propose("passwords", {LENGTH: "12"})
    url = f"{pool_url}settings/passwords/"
    form = console.post(url, {"proposal": hidden(review), "edit": "1"})
    assert form.context["form"][LENGTH].value() == 12
    again = console.post(url, filled(form, {LENGTH: "14"}))
    assert [(each.before.raw, each.after.raw) for each in again.context["page"].changes] == [(8, 14)]


def test_second_factors_are_written_to_their_own_store(propose: Propose, save: Any, pool_id: str) -> None:
    typed = {
        "GetUserPoolMfaConfig-MfaConfiguration": "OPTIONAL",
        "GetUserPoolMfaConfig-SoftwareTokenMfaConfiguration-Enabled": "True",
    }
    with faults.recording() as calls:
        save(propose("mfa", typed))
    writes = [call.operation for call in calls if not call.operation.startswith(("Describe", "Get"))]
    assert writes == ["SetUserPoolMfaConfig"]
    assert find_pool(pool_id).mfa_config == "OPTIONAL"


# Somebody else


def test_a_setting_that_two_people_changed_is_decided_by_the_second(
    console: Client, save: Any, pool_url: str, pool_id: str
) -> None:
    url = f"{pool_url}settings/passwords/"
    form = console.get(url)
    outside(pool_id, MinimumLength=20)
    clash = console.post(url, filled(form, {LENGTH: "12", NUMBERS: "False"}))
    assert clash.status_code == 409
    page = clash.context["page"]
    assert [(each.shown.raw, each.now.raw, each.mine.raw) for each in page.clashes] == [(8, 20, 12)]
    decided = {"proposal": hidden(clash), "decided": "1"}
    theirs = console.post(
        f"{pool_url}settings/review/", decided | {"theirs": "Policies.PasswordPolicy.MinimumLength"}
    )
    assert [each.path for each in theirs.context["page"].changes] == [
        "Policies.PasswordPolicy.RequireNumbers"
    ]
    mine = console.post(f"{pool_url}settings/review/", decided)
    save(mine)
    assert (policy_of(pool_id)["MinimumLength"], policy_of(pool_id)["RequireNumbers"]) == (12, False)


def test_a_clash_after_the_review_stops_the_save(propose: Propose, save: Any, pool_id: str) -> None:
    review = propose("passwords", {LENGTH: "12"})
    outside(pool_id, MinimumLength=20)
    with faults.recording() as calls:
        answer = save(review)
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in words(answer)
    assert {call.operation for call in calls} == {"DescribeUserPool", "GetUserPoolMfaConfig"}


def test_a_save_twice_is_a_save_once(propose: Propose, save: Any) -> None:
    review = propose("passwords", {LENGTH: "12"})
    save(review)
    with faults.recording() as calls:
        again = save(review)
    assert "Nothing is left to change" in words(again)
    assert "UpdateUserPool" not in {call.operation for call in calls}


def test_two_saves_of_a_pool_do_not_run_at_once(propose: Propose, save: Any, pool_id: str) -> None:
    review = propose("passwords", {LENGTH: "12"})
    caches["default"].add(f"saving:embedded:{pool_id}", "1", 60)
    answer = save(review)
    assert answer.status_code == 409
    assert policy_of(pool_id)["MinimumLength"] == 8


def test_a_proposal_is_of_no_use_to_another_operator(
    propose: Propose, owner: Operator, sign_in: SignIn, pool_url: str
) -> None:
    review = propose("passwords", {LENGTH: "12"})
    answer = sign_in(owner).post(f"{pool_url}settings/save/", {"proposal": hidden(review)})
    assert answer.status_code == 404


@pytest.mark.parametrize("proposal", ["", "nonsense", "a:b:c"])
def test_a_made_up_proposal_does_not_exist(console: Client, pool_url: str, proposal: str) -> None:
    assert console.post(f"{pool_url}settings/save/", {"proposal": proposal}).status_code == 404


# Cognito says no, or nothing


def test_a_refused_save_says_why_and_keeps_what_was_typed(propose: Propose, save: Any, pool_id: str) -> None:
    faults.fail_next("UpdateUserPool", error="InvalidParameterException", message=HOSTILE)
    answer = save(propose("passwords", {LENGTH: "12"}))
    assert answer.status_code == 422
    assert escape("<img src=x") in words(answer)
    assert "<img src=x" not in words(answer)
    assert [each.after.raw for each in answer.context["page"].changes] == [12]
    assert [kept.source for kept in Revision.objects.all()] == ["seen"]
    assert policy_of(pool_id)["MinimumLength"] == 8


def test_what_cognito_said_stands_beside_the_field_when_one_goes_on_editing(
    propose: Propose, save: Any, console: Client, pool_url: str
) -> None:
    message = "Value at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint"
    faults.fail_next("UpdateUserPool", error="InvalidParameterException", message=message)
    refused = save(propose("passwords", {LENGTH: "12"}))
    again = {"proposal": hidden(refused), "edit": "1", "refusal": refused.context["page"].refusal}
    form = console.post(f"{pool_url}settings/passwords/", again).context["form"]
    assert "failed to satisfy constraint" in str(form.errors[LENGTH])
    assert form[LENGTH].value() == 12


def test_a_broken_sms_role_is_named(propose: Propose, save: Any, change: Callable[..., None]) -> None:
    change(SmsConfiguration=SMS)
    faults.fail_next(
        "UpdateUserPool", error="InvalidSmsRoleTrustRelationshipException", message="Role is not ok"
    )
    answer = save(propose("passwords", {LENGTH: "12"}))
    assert "No setting of this pool can be saved until its SMS role works again" in words(answer)
    assert "role/cognito-sms" in answer.context["page"].broken_role


@pytest.mark.parametrize(
    ("applied", "said"), [(True, "No answer came"), (False, "It is not known whether this was saved")]
)
def test_after_silence_the_pool_is_read_and_what_is_there_is_said(
    propose: Propose, save: Any, applied: bool, said: str, pool_id: str
) -> None:
    review = propose("passwords", {LENGTH: "12"})
    faults.fail_next("UpdateUserPool", drop=True, applied=applied)
    with faults.recording() as calls:
        answer = save(review)
    assert said in words(answer)
    assert [call.operation for call in calls].count("UpdateUserPool") == 1
    assert policy_of(pool_id)["MinimumLength"] == (12 if applied else 8)


def test_silence_before_and_after_is_told_as_not_known(propose: Propose, save: Any) -> None:
    review = propose("passwords", {LENGTH: "12"})
    faults.fail_next("UpdateUserPool", drop=True, applied=True)
    # The reads before the write pass; the one afterwards does not.
    faults.fail_next("DescribeUserPool", delay_seconds=0.01)
    faults.fail_next("DescribeUserPool", error="InternalErrorException", status=500, count=5)
    answer = save(review)
    assert answer.status_code == 504
    assert "It could not be read afterwards" in words(answer)


def test_when_the_second_store_fails_the_halves_are_told_and_can_be_finished_or_undone(
    console: Client, save: Any, pool_url: str, pool_id: str, administrator: Operator
) -> None:
    review = both_stores(console, pool_url, administrator, pool_id)
    faults.fail_next("SetUserPoolMfaConfig", error="InvalidParameterException", message="no")
    answer = save(review)
    assert "Only a part was saved" in words(answer)
    page = answer.context["page"]
    assert [each.path for each in page.landed] == ["Policies.PasswordPolicy.MinimumLength"]
    assert {each.path.split(".")[0] for each in page.missing} == {"GetUserPoolMfaConfig"}
    finish = console.post(f"{pool_url}settings/review/", {"proposal": page.finish})
    assert {each.path.split(".")[0] for each in finish.context["page"].changes} == {"GetUserPoolMfaConfig"}
    back = console.post(f"{pool_url}settings/review/", {"proposal": page.go_back})
    assert [(each.path, each.after.raw) for each in back.context["page"].changes] == [
        ("Policies.PasswordPolicy.MinimumLength", 8)
    ]
    save(finish)
    assert (find_pool(pool_id).mfa_config, policy_of(pool_id)["MinimumLength"]) == ("OPTIONAL", 12)


def both_stores(console: Client, pool_url: str, operator: Operator, pool_id: str) -> Any:
    """The review of a change to both stores at once, as a restore makes it."""
    state = console.get(f"{pool_url}settings/passwords/").context["form"].state
    changes = {
        "Policies.PasswordPolicy.MinimumLength": 12,
        "GetUserPoolMfaConfig.MfaConfiguration": "OPTIONAL",
        "GetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled": True,
    }
    token = Proposal(baseline=state, changes=changes).token(f"pool:embedded:{pool_id}::{operator.pk}")
    return console.post(f"{pool_url}settings/review/", {"proposal": token})


def test_what_reads_back_differently_is_told(
    propose: Propose, console: Client, pool_url: str, pool_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PAUSES", (0.0,))
    review = propose("passwords", {LENGTH: "12"})
    # The service answers that all is well, and does something else.
    faults.fail_next("UpdateUserPool", body=b"{}")
    answer = console.post(f"{pool_url}settings/save/", {"proposal": hidden(review)}, follow=True)
    assert "Not changed" in words(answer) or "not known" in words(answer)


# What speaks against it


def test_settings_newer_than_the_library_block_saving_and_are_named(
    propose: Propose, save: Any, pool_id: str, change: Callable[..., None]
) -> None:
    change(QuantumConfiguration={"Enabled": True})
    review = propose("passwords", {LENGTH: "12"})
    assert review.status_code == 409
    assert "QuantumConfiguration" in words(review)
    assert "Save changes" not in words(review)
    with faults.recording() as calls:
        save(review)
    assert "UpdateUserPool" not in {call.operation for call in calls}
    assert policy_of(pool_id)["MinimumLength"] == 8


@pytest.mark.parametrize(
    ("tag", "tool"),
    [("aws:cloudformation:stack-name", "CloudFormation (stack base)"), ("terraform", "Terraform")],
)
def test_a_pool_that_a_tool_manages_warns_of_drift(
    propose: Propose, change: Callable[..., None], tag: str, tool: str
) -> None:
    change(UserPoolTags={tag: "base"})
    review = propose("passwords", {LENGTH: "12"})
    assert "A tool manages this pool" in words(review)
    assert tool in words(review)


def test_a_section_that_does_not_exist_or_has_no_form_is_not_found(console: Client, pool_url: str) -> None:
    assert console.get(f"{pool_url}settings/nonsense/").status_code == 404
    assert console.get(f"{pool_url}settings/schema/").status_code == 404


def test_a_pool_that_is_gone_is_told(console: Client, connection: Any) -> None:
    assert console.get("/pools/embedded/us-east-1_missing00/settings/passwords/").status_code == 404


def test_viewers_read_settings_and_find_nothing_to_press(
    viewer: Operator, sign_in: SignIn, pool_url: str
) -> None:
    page = sign_in(viewer).get(pool_url).content.decode()
    assert "/settings/" not in page
    assert sign_in(viewer).get(f"{pool_url}settings/passwords/").status_code == 403
