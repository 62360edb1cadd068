from typing import Any

import pytest

from tests.console.emulator.conftest import Refused, make_app

KIND = {"TermsSource": "LINK", "Enforcement": "NONE"}
LINKS = {"cognito:default": "https://example.com/terms", "cognito:french": "https://example.com/fr"}


def made(client: Any, app: dict[str, str], name: str = "terms-of-use") -> Any:
    return client.create_terms(**app, TermsName=name, Links=LINKS, **KIND)["Terms"]


@pytest.fixture
def terms(client: Any, app: dict[str, str]) -> dict[str, str]:
    """The ids of a document."""
    return {"UserPoolId": app["UserPoolId"], "TermsId": made(client, app)["TermsId"]}


def test_a_document_is_found_by_its_id_and_by_its_app_client(
    client: Any, app: dict[str, str], terms: dict[str, str]
) -> None:
    found = client.describe_terms(**terms)["Terms"]
    assert (found["Links"], found["ClientId"]) == (LINKS, app["ClientId"])
    assert client.describe_terms_by_client(**app, TermsName="terms-of-use")["Terms"] == found


def test_an_app_client_has_one_document_of_each_kind(
    client: Any, refused: Refused, app: dict[str, str], terms: dict[str, str]
) -> None:
    refused("TermsExistsException", made, client=client, app=app)
    other = made(client, app, "privacy-policy")
    call = {**terms, "TermsId": other["TermsId"], "TermsName": "terms-of-use"}
    refused("TermsExistsException", client.update_terms, **call)


def test_links_are_replaced_as_a_whole_and_kept_when_omitted(client: Any, terms: dict[str, str]) -> None:
    before = client.describe_terms(**terms)["Terms"]
    after = client.update_terms(**terms, TermsName="privacy-policy")["Terms"]
    assert (after["Links"], after["TermsName"]) == (LINKS, "privacy-policy")
    assert after["LastModifiedDate"] > before["LastModifiedDate"]
    links = {"cognito:default": "https://example.com/new"}
    assert client.update_terms(**terms, Links=links)["Terms"]["Links"] == links


def test_documents_are_listed_in_pages_without_their_links(client: Any, app: dict[str, str]) -> None:
    for each in (app, make_app(client, app["UserPoolId"])):
        made(client, each)
    page = client.list_terms(UserPoolId=app["UserPoolId"], MaxResults=1)
    rest = client.list_terms(UserPoolId=app["UserPoolId"], MaxResults=1, NextToken=page["NextToken"])
    assert len(page["Terms"]) == len(rest["Terms"]) == 1
    assert "NextToken" not in rest
    assert "Links" not in page["Terms"][0]


def test_bad_links_are_refused(client: Any, refused: Refused, app: dict[str, str]) -> None:
    call = {**app, "TermsName": "terms-of-use", **KIND}
    refused("InvalidParameterException", client.create_terms, **call)
    message = refused(
        "InvalidParameterException", client.create_terms, **call, Links={"klingon": "https://x"}
    )
    assert "Map keys must satisfy constraint" in message


def test_a_deleted_document_is_gone(
    client: Any, refused: Refused, app: dict[str, str], terms: dict[str, str]
) -> None:
    client.delete_terms(**terms)
    for operation in (client.describe_terms, client.update_terms, client.delete_terms):
        refused("ResourceNotFoundException", operation, **terms)
    refused("ResourceNotFoundException", client.describe_terms_by_client, **app, TermsName="terms-of-use")
