"""Domains: shown with what is still to be done, made, changed by the safe save, and deleted with what stops working."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.behaviour import behaviour
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.core.registry import backend_of
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pages import hidden, words

PREFIX, CUSTOM = "staff-sign-in", "login.staff.example"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/abc"
OTHER = "arn:aws:acm:us-east-1:123456789012:certificate/def"
CONFIRMED = {"typed": CUSTOM, "reason": "Moved"}
NEW_CUSTOM = {"kind": "custom", "name": CUSTOM, "certificate": CERTIFICATE, "policy": "", "version": "1"}


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}domains/"


@pytest.fixture
def prefix(pool_id: str) -> str:
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": PREFIX})
    return PREFIX


@pytest.fixture
def custom(pool_id: str) -> str:
    config = {"CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1_2_2021"}
    given = {"UserPoolId": pool_id, "Domain": CUSTOM, "CustomDomainConfig": config}
    perform("CreateUserPoolDomain", "us-east-1", given)
    return CUSTOM


def domain_of(name: str = CUSTOM) -> Any:
    return backend_of("us-east-1").user_pool_domains.get(name)


def set_plan(pool_id: str, plan: str) -> None:
    find_pool(pool_id).extended_config["UserPoolTier"] = plan


# The page


def test_both_domains_are_shown_with_what_people_need_of_them(
    sign_in: SignIn, viewer: Operator, url: str, prefix: str, custom: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeUserPool", *["DescribeUserPoolDomain"] * 2]
    assert "staff-sign-in.auth.us-east-1.amazoncognito.com" in page
    assert domain_of().distribution in page
    assert f"https://{CUSTOM}/oauth2/idpresponse" in page
    assert "certificate/abc" in page
    assert "Create" not in page
    assert "/delete/" not in page


def test_a_pool_without_domains_says_what_that_means(console: Client, url: str) -> None:
    page = words(console.get(url))
    assert "No domain yet" in page
    assert "Create prefix domain" in page
    assert "Create custom domain" in page


def test_what_the_pool_has_is_not_offered_again(console: Client, url: str, prefix: str) -> None:
    page = words(console.get(url))
    assert "Create prefix domain" not in page
    assert "Create custom domain" in page


def test_the_state_of_a_new_custom_domain_is_told(
    console: Client, url: str, custom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behaviour, "domain_delay_seconds", 60)
    assert "up to five minutes" in words(console.get(url))


def test_a_domain_that_cannot_be_read_is_named(console: Client, url: str, prefix: str, custom: str) -> None:
    faults.fail_next("DescribeUserPoolDomain", error="AccessDeniedException")
    page = words(console.get(url))
    assert "may not do this" in page
    assert console.get(f"{url}named/nobody/edit/").status_code == 404


def test_a_domain_of_another_pool_is_not_there(console: Client, url: str, custom: str) -> None:
    domain_of().user_pool_id = "us-east-1_elsewhere"
    assert console.get(f"{url}named/{custom}/edit/").status_code == 404
    assert console.post(f"{url}named/{custom}/delete/", CONFIRMED).status_code == 404
    assert domain_of() is not None


# Making one


def test_a_prefix_domain_is_made(console: Client, url: str) -> None:
    answer = console.post(f"{url}create/", {"kind": "prefix", "name": PREFIX, "version": "1"})
    assert answer["Location"] == url
    assert domain_of(PREFIX).version == 1
    assert "staff-sign-in was created" in words(console.get(url))
    assert Entry.objects.get(action="create_domain", outcome="done").target_id == PREFIX


def test_a_custom_domain_is_made_with_its_certificate(console: Client, url: str) -> None:
    with budget.counted() as calls:
        answer = console.post(f"{url}create/", NEW_CUSTOM | {"policy": "TLS_V1_2_2021"})
    assert answer["Location"] == url
    assert sorted(calls) == ["CreateUserPoolDomain", "DescribeUserPool", "DescribeUserPoolDomain"]
    assert domain_of().config == {"CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1_2_2021"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Login.staff.example"}, "in lower-case letters"),
        ({"name": "staff"}, "in lower-case letters"),
        ({"name": "-login.staff.example"}, "in lower-case letters"),
        ({"certificate": "certificate"}, "has at least 20 characters"),
        ({"certificate": "arn:aws:iam::123456789012:server-certificate/x"}, "not the ARN of an ACM"),
        ({"certificate": CERTIFICATE.replace("us-east-1", "eu-west-1")}, "This certificate is in eu-west-1"),
        ({"kind": "prefix", "name": "my.prefix"}, "letters, digits and hyphens"),
        ({"kind": "prefix", "name": "my-cognito"}, "no prefix that contains"),
        ({"kind": "prefix", "name": "prefix-"}, "a letter or digit first and last"),
        ({"version": ""}, "This field is required."),
    ],
)
def test_what_cognito_would_refuse_is_said_beside_the_field(
    console: Client, url: str, typed: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}create/", NEW_CUSTOM | typed)
    assert page.status_code == 422
    assert said in words(page)
    assert domain_of(typed.get("name", CUSTOM)) is None


def test_the_lite_plan_has_no_managed_login(console: Client, url: str, pool_id: str) -> None:
    set_plan(pool_id, "LITE")
    page = console.post(f"{url}create/", NEW_CUSTOM | {"version": "2"})
    assert "has no managed login" in words(page)


def test_a_refusal_keeps_the_form(console: Client, url: str, prefix: str) -> None:
    page = console.post(f"{url}create/", {"kind": "prefix", "name": "another", "version": "1"})
    assert page.status_code == 422
    assert "User pool already has a domain configured." in words(page)


# Changing one


def test_a_change_is_reviewed_saved_whole_and_kept(
    console: Client, url: str, custom: str, pool_id: str
) -> None:
    page = console.get(f"{url}named/{custom}/edit/")
    typed = {"certificate": OTHER, "policy": "TLS_V1_2_2021", "version": "1"}
    review = console.post(f"{url}named/{custom}/edit/", {"proposal": hidden(page)} | typed)
    assert "client.update_user_pool_domain(" in words(review)
    assert "This takes up to an hour" in words(review)
    with faults.recording() as calls:
        saved = console.post(f"{url}named/{custom}/save/", {"proposal": hidden(review)})
    assert saved["Location"] == url
    sent = next(call.parameters for call in calls if call.operation == "UpdateUserPoolDomain")
    assert sent == {
        "UserPoolId": pool_id,
        "Domain": CUSTOM,
        "ManagedLoginVersion": 1,
        "CustomDomainConfig": {"CertificateArn": OTHER, "SecurityPolicy": "TLS_V1_2_2021"},
    }
    assert [each.source for each in Revision.objects.filter(kind="domain")] == ["saved", "seen"]
    assert Entry.objects.get(action="edit_domain", outcome="done").target_id == CUSTOM


def test_another_version_is_warned_of(console: Client, url: str, prefix: str, pool_id: str) -> None:
    set_plan(pool_id, "ESSENTIALS")
    page = console.get(f"{url}named/{prefix}/edit/")
    assert "Certificate" not in words(page)
    review = console.post(f"{url}named/{prefix}/edit/", {"proposal": hidden(page), "version": "2"})
    assert "Managed login replaces the classic pages" in words(review)
    console.post(f"{url}named/{prefix}/save/", {"proposal": hidden(review)})
    assert domain_of(prefix).version == 2


def test_what_somebody_else_changed_has_to_be_decided(console: Client, url: str, custom: str) -> None:
    page = console.get(f"{url}named/{custom}/edit/")
    domain_of().config["CertificateArn"] = f"{CERTIFICATE}-theirs"
    typed = {"certificate": OTHER, "policy": "TLS_V1_2_2021", "version": "1"}
    clash = console.post(f"{url}named/{custom}/edit/", {"proposal": hidden(page)} | typed)
    assert clash.status_code == 409
    decided = console.post(f"{url}named/{custom}/review/", {"proposal": hidden(clash), "decided": "1"})
    assert "certificate/abc-theirs" in words(decided)


def test_nothing_changed_is_nothing_to_save(console: Client, url: str, custom: str) -> None:
    page = console.get(f"{url}named/{custom}/edit/")
    typed = {"certificate": CERTIFICATE, "policy": "TLS_V1_2_2021", "version": "1"}
    again = console.post(f"{url}named/{custom}/edit/", {"proposal": hidden(page)} | typed)
    assert "Nothing was changed" in words(again)


def test_a_review_leads_back_to_the_form_as_it_was_typed(console: Client, url: str, custom: str) -> None:
    page = console.get(f"{url}named/{custom}/edit/")
    typed = {"certificate": OTHER, "policy": "", "version": "1"}
    review = console.post(f"{url}named/{custom}/edit/", {"proposal": hidden(page)} | typed)
    form = console.post(f"{url}named/{custom}/edit/", {"proposal": hidden(review), "edit": "1"})
    assert OTHER in form.text


# Deleting one


def test_a_deletion_says_what_stops_working(console: Client, url: str, custom: str) -> None:
    page = words(console.get(f"{url}named/{custom}/delete/"))
    assert "sign-in pages and OAuth endpoints at this domain stop" in page
    assert "callback addresses" in page
    assert "Passkeys may stop working" in page


@pytest.mark.parametrize(
    ("relying_party", "said"),
    [(CUSTOM, "Passkeys stop working"), ("staff.example", "not to this domain")],
)
def test_it_is_said_whether_passkeys_go_with_it(
    console: Client, url: str, custom: str, pool_id: str, relying_party: str, said: str
) -> None:
    perform(
        "SetUserPoolMfaConfig",
        "us-east-1",
        {"UserPoolId": pool_id, "WebAuthnConfiguration": {"RelyingPartyId": relying_party}},
    )
    assert said in words(console.get(f"{url}named/{custom}/delete/"))


def test_it_is_deleted_and_looked_for(console: Client, url: str, custom: str) -> None:
    with budget.counted() as calls:
        answer = console.post(f"{url}named/{custom}/delete/", CONFIRMED)
    assert answer["Location"] == url
    assert calls.count("DescribeUserPoolDomain") == 2
    assert domain_of() is None
    assert Entry.objects.get(action="delete_domain", outcome="done").reason == "Moved"
    assert f"{CUSTOM} was deleted" in words(console.get(url))


@pytest.mark.parametrize("typed", [{"typed": "staff.example"}, {"reason": ""}])
def test_domain_and_reason_have_to_be_typed(
    console: Client, url: str, custom: str, typed: dict[str, str]
) -> None:
    assert console.post(f"{url}named/{custom}/delete/", CONFIRMED | typed).status_code == 422
    assert domain_of() is not None


def test_a_deletion_asks_for_a_recent_proof(
    console: Client, administrator: Operator, url: str, custom: str
) -> None:
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(f"{url}named/{custom}/delete/", CONFIRMED)["Location"]
    assert domain_of() is not None


def test_a_deletion_without_an_answer_is_looked_into(console: Client, url: str, custom: str) -> None:
    faults.fail_next("DeleteUserPoolDomain", error="InternalErrorException", count=5)
    assert console.post(f"{url}named/{custom}/delete/", CONFIRMED).status_code == 504
    assert domain_of() is not None


def test_roles_and_methods(
    sign_in: SignIn, viewer: Operator, stranger: Operator, console: Client, url: str, custom: str
) -> None:
    for page in ("create/", f"named/{custom}/edit/", f"named/{custom}/delete/"):
        assert sign_in(viewer).get(url + page).status_code == 403
        assert sign_in(stranger).get(url + page).status_code == 404
        assert Client().get(url + page).status_code == 302
    assert console.get(f"{url}named/{custom}/save/").status_code == 405
