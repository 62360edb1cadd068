"""Terms documents: listed with whom they are for, made, changed by the safe save, deleted."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pages import hidden, words

LINKS = {"cognito:default": "https://example.com/terms", "cognito:french": "https://example.com/fr"}
TYPED = {
    "name": "terms-of-use",
    "link-default": LINKS["cognito:default"],
    "link-french": LINKS["cognito:french"],
}
CONFIRMED = {"typed": "terms-of-use", "reason": "Old"}


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}terms/"


@pytest.fixture
def client_id(pool_id: str) -> str:
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal"})
    return str(made["UserPoolClient"]["ClientId"])


@pytest.fixture
def terms_id(pool_id: str, client_id: str) -> str:
    return make(pool_id, client_id)


def make(pool_id: str, client_id: str, name: str = "terms-of-use") -> str:
    kind = {"TermsName": name, "TermsSource": "LINK", "Enforcement": "NONE", "Links": LINKS}
    made = perform("CreateTerms", "us-east-1", {"UserPoolId": pool_id, "ClientId": client_id, **kind})
    return str(made["Terms"]["TermsId"])


def documents(pool_id: str) -> list[Any]:
    return list(find_pool(pool_id).stores.terms.values())


def proposed(console: Client, url: str, **typed: str) -> Any:
    return console.post(f"{url}edit/", {"proposal": hidden(console.get(f"{url}edit/"))} | TYPED | typed)


def test_documents_are_shown_with_their_app_client_and_links(
    sign_in: SignIn, viewer: Operator, url: str, pool_id: str, client_id: str, terms_id: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeTerms", "DescribeUserPool", "ListTerms", "ListUserPoolClients"]
    assert "Terms of use of Portal" in page and LINKS["cognito:french"] in page
    assert "Not shown to anybody yet" in page and "Privacy policy" in page
    assert "/edit/" not in page and "Create document" not in page
    make(pool_id, client_id, "privacy-policy")
    assert "Not shown to anybody yet" not in words(client.get(url))


def test_an_empty_pool_and_a_service_without_terms_say_so(console: Client, url: str, pool_id: str) -> None:
    assert "No terms documents yet" in words(console.get(url))
    find_pool(pool_id).extended_config["UserPoolTier"] = "LITE"
    faults.fail_next("ListTerms", error="UnknownOperationException")
    page = console.get(url)
    assert page.status_code == 501 and "does not offer that" in words(page)


def test_more_than_ten_are_paged_and_one_that_fails_is_named(
    console: Client, url: str, pool_id: str, terms_id: str
) -> None:
    for number in range(10):
        given = {"UserPoolId": pool_id, "ClientName": f"App {number}"}
        make(pool_id, perform("CreateUserPoolClient", "us-east-1", given)["UserPoolClient"]["ClientId"])
    faults.fail_next("DescribeTerms", error="AccessDeniedException")
    page = console.get(url)
    assert "may not do this" in words(page) and "Not shown to anybody" not in words(page)
    assert len(page.context["rows"]) == 9
    assert len(console.get(page.context["next_url"]).context["rows"]) == 1


def test_a_document_is_made_and_looked_for(console: Client, url: str, pool_id: str, client_id: str) -> None:
    assert f'value="{client_id}" selected' in console.get(f"{url}create/?app_client={client_id}").text
    with budget.counted() as calls:
        answer = console.post(f"{url}create/", TYPED | {"app_client": client_id})
    assert answer["Location"] == url
    assert sorted(calls) == [
        "CreateTerms",
        "DescribeTermsByClient",
        "ListUserPoolClients",
    ]
    (made,) = documents(pool_id)
    assert (made["Links"], made["TermsSource"], made["Enforcement"]) == (LINKS, "LINK", "NONE")
    assert Entry.objects.get(action="create_terms", outcome="done").target_id == made["TermsId"]
    again = console.post(f"{url}create/", TYPED | {"app_client": client_id})
    assert again.status_code == 409 and "a document of this kind already" in words(again)


def test_a_document_without_an_answer_is_not_made_twice(
    console: Client, url: str, pool_id: str, client_id: str
) -> None:
    faults.fail_next("CreateTerms", error="InternalErrorException", count=5)
    page = console.post(f"{url}create/", TYPED | {"app_client": client_id})
    assert page.status_code == 504 and documents(pool_id) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"link-default": "http://example.com"}, "beginning with https://"),
        ({"link-default": "https://no spaces"}, "beginning with https://"),
        ({"link-default": "", "link-french": ""}, "Give at least one link."),
        ({"app_client": "nobody"}, "nobody is not one of the available choices"),
        ({"link-german": "https://example.com/" + "x" * 1010}, "at most 1024 characters"),
    ],
)
def test_what_cognito_would_refuse_is_said_beside_the_field(
    console: Client, url: str, pool_id: str, client_id: str, typed: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}create/", TYPED | {"app_client": client_id} | typed)
    assert page.status_code == 422 and said in words(page)
    assert documents(pool_id) == []


def test_a_change_is_reviewed_and_sent_whole(console: Client, url: str, pool_id: str, terms_id: str) -> None:
    here = f"{url}{terms_id}/"
    review = proposed(console, here, **{"link-french": "", "link-german": "https://example.com/de"})
    assert "Links go: French" in words(review)
    with faults.recording() as calls:
        saved = console.post(f"{here}save/", {"proposal": hidden(review)})
    assert saved["Location"] == url
    sent = next(dict(call.parameters) for call in calls if call.operation == "UpdateTerms")
    links = {"cognito:default": LINKS["cognito:default"], "cognito:german": "https://example.com/de"}
    assert {**sent, "UserPoolId": "", "TermsId": ""} == {
        "UserPoolId": "",
        "TermsId": "",
        "TermsName": "terms-of-use",
        "TermsSource": "LINK",
        "Enforcement": "NONE",
        "Links": links,
    }
    assert documents(pool_id)[0]["Links"] == links
    assert [each.source for each in Revision.objects.filter(kind="terms")] == ["saved", "seen"]
    assert Entry.objects.get(action="edit_terms", outcome="done").target_id == terms_id
    form = console.post(f"{here}edit/", {"proposal": hidden(proposed(console, here)), "edit": "1"})
    assert LINKS["cognito:french"] in form.text


def test_a_clash_a_refusal_and_nothing_to_save(
    console: Client, url: str, pool_id: str, client_id: str, terms_id: str
) -> None:
    here = f"{url}{terms_id}/"
    assert "Nothing was changed" in words(proposed(console, here))
    shown = hidden(console.get(f"{here}edit/"))
    documents(pool_id)[0]["Links"] = {"cognito:default": "https://example.com/theirs"}
    clash = console.post(f"{here}edit/", {"proposal": shown} | TYPED | {"link-french": ""})
    assert clash.status_code == 409
    decided = console.post(f"{here}review/", {"proposal": hidden(clash), "decided": "1"})
    assert "https://example.com/theirs" in words(decided)
    make(pool_id, client_id, "privacy-policy")
    refused = console.post(
        f"{here}save/", {"proposal": hidden(proposed(console, here, name="privacy-policy"))}
    )
    assert refused.status_code == 409 and "a document of this kind already" in words(refused)
    assert console.get(f"{here}save/").status_code == 405


def test_a_language_newer_than_the_console_keeps_its_link(
    console: Client, url: str, pool_id: str, terms_id: str
) -> None:
    documents(pool_id)[0]["Links"] = LINKS | {"cognito:klingon": "https://example.com/tlh"}
    page = console.get(f"{url}{terms_id}/edit/")
    assert "https://example.com/tlh" in page.text and "cognito:klingon" in words(page)


def test_a_document_is_deleted_with_a_reason(
    console: Client, administrator: Operator, url: str, pool_id: str, terms_id: str
) -> None:
    here = f"{url}{terms_id}/delete/"
    assert "Cognito shows both documents or none" in words(console.get(here))
    assert console.post(here, CONFIRMED | {"typed": "other"}).status_code == 422
    faults.fail_next("DeleteTerms", error="InternalErrorException", count=5)
    assert console.post(here, CONFIRMED).status_code == 504
    faults.clear()
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(here, CONFIRMED)["Location"]
    prove(console, administrator)
    assert console.post(here, CONFIRMED)["Location"] == url
    assert documents(pool_id) == []
    assert Entry.objects.filter(action="delete_terms", outcome="done").get().reason == "Old"
    assert console.get(here).status_code == 404
