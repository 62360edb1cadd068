"""Identity providers: listed, read without secrets, made, changed safely part by part, and deleted."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults
from console.emulator.factories import find_pool, make_pool
from console.emulator.overlay import perform
from console.emulator.overlay.certificates import certificate
from pools.identity_providers.forms.providers import NewProviderForm
from pools.identity_providers.saver import PARTS
from pools.identity_providers.sections import KINDS
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pages import filled, hidden, words
from tests.pools.conftest import HOSTILE
from tests.pools.identity_providers.conftest import APPLE, METADATA, NEW, OIDC, mapped


@pytest.fixture
def oidc(make: Callable[..., str], url: str) -> str:
    """The address of an OIDC provider that maps the e-mail address."""
    make(AttributeMapping={"email": "mail"}, IdpIdentifiers=["daughter.example"])
    return f"{url}named/Daughter/"


@pytest.fixture
def apple(make: Callable[..., str], url: str) -> str:
    make("SignInWithApple", APPLE, AttributeMapping={"email": "email"})
    return f"{url}named/SignInWithApple/"


def provider_of(pool_id: str, name: str = "Daughter") -> Any:
    return find_pool(pool_id).identity_providers.get(name)


def app_client(pool_id: str, *providers: str, name: str = "Portal", **more: Any) -> str:
    settings = {
        "CallbackURLs": ["https://portal.example.com/in"],
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"],
        "AllowedOAuthFlowsUserPoolClient": True,
        "SupportedIdentityProviders": ["COGNITO", *providers],
    }
    about = {"UserPoolId": pool_id, "ClientName": name, **settings, **more}
    made = perform("CreateUserPoolClient", "us-east-1", about)
    return str(made["UserPoolClient"]["ClientId"])


Change = Callable[..., Any]


@pytest.fixture
def change(console: Client) -> Change:
    """Send the edit form of a provider, and get the review or the form again: `change(url, client_id="x")`."""

    def changed(address: str, **typed: Any) -> Any:
        return console.post(f"{address}edit/", filled(console.get(f"{address}edit/"), **typed))

    return changed


# The list


def test_viewers_see_names_types_and_the_addresses_to_register_and_nothing_else(
    sign_in: SignIn, viewer: Operator, url: str, oidc: str, make: Callable[..., str], pool_id: str
) -> None:
    make("SAML", {"MetadataURL": "https://idp.example.com/m"}, name="HeadOffice")
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-in"})
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = client.get(url)
    assert sorted(set(calls)) == ["DescribeUserPool", "ListIdentityProviders"]
    assert [each.name for each in page.context["listed"].providers] == ["Daughter", "HeadOffice"]
    text = words(page)
    assert "https://staff-in.auth.us-east-1.amazoncognito.com/saml2/idpresponse" in text
    assert f"urn:amazon:cognito:sp:{pool_id}" in text
    assert f"{url}named/" not in text
    for address in (oidc, f"{oidc}offers/", f"{oidc}edit/", f"{oidc}delete/", f"{url}create/OIDC/"):
        assert client.get(address).status_code == 403
    pem = client.get(f"{url}certificate/")
    assert pem.content.startswith(b"-----BEGIN CERTIFICATE-----\n")
    assert pem["Content-Disposition"] == f'attachment; filename="{pool_id}-signing.pem"'


def test_an_empty_pool_a_refused_list_and_a_pool_without_a_domain_say_so(console: Client, url: str) -> None:
    page = words(console.get(url))
    assert "No identity providers yet" in page
    assert "This pool has no domain" in page
    faults.fail_next("ListIdentityProviders", error="AccessDeniedException")
    refused = console.get(url)
    assert refused.status_code == 502
    assert "cognito-idp:ListIdentityProviders" in refused.text


def test_a_provider_is_found_by_its_identifier(console: Client, url: str, oidc: str) -> None:
    assert console.get(url, {"identifier": "daughter.example"})["Location"] == oidc
    assert "No identity provider has this" in words(console.get(url, {"identifier": "nobody.example"}))
    assert "Identifiers have letters" in words(console.get(url, {"identifier": "a/b"}))


# One provider


def test_the_page_of_a_provider_tells_all_but_its_secrets(console: Client, oidc: str, pool_id: str) -> None:
    app_client(pool_id, "Daughter", WriteAttributes=["name"])
    with budget.counted() as calls:
        page = console.get(oidc)
    assert sorted(calls) == ["DescribeIdentityProvider", "DescribeUserPool"]
    text = words(page)
    for told in ("https://login.example.com", "Set (fingerprint ", "daughter.example", "mail", "Daughter_"):
        assert told in text
    assert "stored-secret" not in text
    assert (
        Revision.objects.get(kind="identity_provider", target="Daughter")
        .state["ProviderDetails"]["client_secret"]
        .startswith("Set (fingerprint ")
    )


def test_hostile_words_of_a_provider_are_shown_as_text(
    console: Client, url: str, oidc: str, pool_id: str
) -> None:
    provider_of(pool_id).mapping = {"email": HOSTILE}
    provider_of(pool_id).details["client_id"] = HOSTILE
    for page in (oidc, f"{oidc}edit/", f"{oidc}delete/"):
        assert "<img src=x" not in console.get(page).text


def test_a_mapping_that_lets_sign_ins_fail_is_marked(
    console: Client, url: str, connection: Any, administrator: Operator
) -> None:
    schema = [
        {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
        {"Name": "badge", "AttributeDataType": "String", "Mutable": False},
    ]
    other = make_pool("Strict", Schema=schema)
    about = {"UserPoolId": other, "ProviderName": "Daughter", "ProviderType": "OIDC"}
    mapping = {"custom:badge": "badge"}
    perform(
        "CreateIdentityProvider",
        "us-east-1",
        {**about, "ProviderDetails": OIDC, "AttributeMapping": mapping},
    )
    page = words(console.get(f"/pools/{connection.slug}/{other}/identity-providers/named/Daughter/"))
    assert "Required attributes are not mapped" in page
    assert "Never to be changed" in page


def test_who_offers_it_is_looked_through_ten_at_a_time_with_links_to_try_it(
    console: Client, oidc: str, pool_id: str
) -> None:
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-in"})
    app_client(pool_id, "Daughter", name="Portal", WriteAttributes=["name"])
    for number in range(11):
        app_client(pool_id, name=f"Other {number}")
    with budget.counted() as calls:
        page = console.get(f"{oidc}offers/")
    assert calls.count("DescribeUserPoolClient") == 10
    [offer] = page.context["offers"].verdicts
    assert offer.unwritable == ["email"]
    [link] = offer.tests.values()
    assert link.startswith(
        "https://staff-in.auth.us-east-1.amazoncognito.com/oauth2/authorize?identity_provider=Daughter"
    )
    assert "redirect_uri=https%3A%2F%2Fportal.example.com%2Fin&scope=" in link
    following = console.get(f"{oidc}offers/", {"next": page.context["offers"].next})
    assert following.context["offers"].looked_at == 2
    region = console.get(f"{oidc}offers/", headers={"HX-Request": "true", "HX-Target": "offers"})
    assert region.text.lstrip().startswith('<div id="offers"') or "<html" not in region.text


def test_what_an_uploaded_document_says_is_shown(console: Client, url: str, make: Callable[..., str]) -> None:
    document = METADATA.format(certificate=certificate("idp", datetime.now(UTC)))
    make("SAML", {"MetadataFile": document})
    with budget.counted() as calls:
        page = words(console.get(f"{url}named/Daughter/"))
    assert "GetSigningCertificate" in calls
    for told in ("https://idp.example.com/sso", "CN=idp", "Download as PEM", "Encryption certificate"):
        assert told in page


def test_a_certificate_that_cannot_be_read_does_not_take_the_page(
    console: Client, url: str, make: Callable[..., str]
) -> None:
    make("SAML", {"MetadataFile": "<old/>"})
    faults.fail_next("GetSigningCertificate", error="AccessDeniedException")
    page = console.get(f"{url}named/Daughter/")
    assert page.status_code == 200
    assert "There is no identity provider (IDPSSODescriptor) in it." in words(page)


# Making one

SOCIAL = {"client_id": "id", "client_secret": "planted", "authorize_scopes": "email"}


def test_a_provider_is_made_and_read_back(console: Client, url: str, pool_id: str) -> None:
    with budget.counted() as calls:
        answer = console.post(f"{url}create/OIDC/", NEW)
    assert answer["Location"] == f"{url}named/Daughter/"
    assert sorted(calls) == ["CreateIdentityProvider", "DescribeIdentityProvider", "DescribeUserPool"]
    made = provider_of(pool_id)
    assert made.details["client_secret"] == "planted"
    assert made.mapping == {"email": "mail", "username": "sub"}
    assert (made.identifiers, made.acr_mapping) == (["daughter.example"], {"Level1": "password"})
    assert "Daughter was created. Now let app clients offer it." in words(console.get(url))
    assert Entry.objects.get(action="create_identity_provider", outcome="done").target_id == "Daughter"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("Google", SOCIAL),
        ("LoginWithAmazon", SOCIAL),
        ("Facebook", {**SOCIAL, "api_version": "v21.0"}),
        ("SignInWithApple", APPLE),
        ("SAML", {"name": "Office", "MetadataURL": "https://idp.example.com/m", "IDPSignout": "on"}),
    ],
)
def test_every_type_has_its_own_keys(
    console: Client, url: str, pool_id: str, kind: str, typed: dict[str, str]
) -> None:
    page = console.get(f"{url}create/{kind}/")
    assert {each.key for each in KINDS[kind].details} <= set(page.context["form"].fields)
    answer = console.post(f"{url}create/{kind}/", {**typed, **mapped()})
    name = typed.get("name", kind)
    assert answer["Location"] == f"{url}named/{name}/"
    sent = {key: "true" if value == "on" else value for key, value in typed.items() if key != "name"}
    assert provider_of(pool_id, name).details == sent
    assert kind in words(console.get(f"{url}create/")) or KINDS[kind].label in words(
        console.get(f"{url}create/")
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "a b"}, "No spaces"),
        ({"name": ""}, "This field is required."),
        ({"name": "Google"}, "Cognito keeps this name"),
        ({"oidc_issuer": "http://login.example.com"}, "it begins with https://"),
        ({"oidc_issuer": "https://[broken"}, "it begins with https://"),
        ({"client_id": ""}, "This field is required."),
        ({"identifiers": "a/b"}, "cannot be used"),
        ({"Level2": "with space"}, "a character in it that Cognito does not take"),
        ({"mapping-1-attribute": "email", "mapping-1-claim": "x"}, "Another row fills this attribute."),
        ({"mapping-1-attribute": "email", "mapping-1-claim": ""}, "This field is required."),
        ({"mapping-1-attribute": "custom:no", "mapping-1-claim": "x"}, "Select a valid choice"),
    ],
)
def test_what_cognito_would_refuse_is_said_beside_the_field(
    console: Client, url: str, pool_id: str, typed: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}create/OIDC/", NEW | typed)
    assert page.status_code == 422
    assert said in words(page)
    assert "<title>Error: " in words(page)
    assert provider_of(pool_id) is None


def test_more_rows_come_without_a_script_and_keep_what_was_typed_but_the_secret(
    console: Client, url: str
) -> None:
    page = console.post(f"{url}create/OIDC/", NEW | {"more": "1"})
    assert page.status_code == 200
    assert len(page.context["rows"].forms) == 4
    assert 'value="mail"' in page.text
    assert 'value="https://login.example.com"' in page.text
    assert "planted" not in page.text


def test_a_refusal_stands_beside_the_field_that_it_blames(
    console: Client, url: str, oidc: str, pool_id: str
) -> None:
    page = console.post(f"{url}create/OIDC/", NEW)
    assert page.status_code == 422
    assert "already exists" in str(page.context["form"].errors["name"])
    other = NEW | {"name": "Other"}
    page = console.post(f"{url}create/OIDC/", other)
    assert "is used by another identity provider" in str(page.context["form"].errors["identifiers"])
    faults.fail_next("CreateIdentityProvider", error="InternalErrorException", count=5)
    page = console.post(f"{url}create/OIDC/", other | {"identifiers": ""})
    assert (page.status_code, provider_of(pool_id, "Other")) == (504, None)


def test_a_social_provider_that_is_there_is_not_offered_again(console: Client, url: str, apple: str) -> None:
    assert console.get(f"{url}create/").text.count("This pool has it already.") == 1
    page = console.post(f"{url}create/SignInWithApple/", {**APPLE, **mapped()})
    assert page.status_code == 422
    assert "already exists" in str(page.context["form"].non_field_errors())
    faults.fail_next("ListIdentityProviders", error="AccessDeniedException")
    assert console.get(f"{url}create/").status_code == 200


def test_a_type_that_is_none_is_not_found(console: Client, url: str) -> None:
    assert console.get(f"{url}create/COGNITO/").status_code == 404


def test_metadata_come_as_a_file_and_are_not_lost_when_something_else_is_wrong(
    console: Client, url: str, pool_id: str
) -> None:
    document = METADATA.format(certificate="").replace("\n", "\r\n")
    file = io.BytesIO(document.encode())
    file.name = "metadata.xml"
    page = console.post(f"{url}create/SAML/", {"name": "", "upload": file, **mapped()})
    assert page.status_code == 422
    text = page.context["form"]["MetadataFile"].value()
    assert "entityID" in text
    console.post(f"{url}create/SAML/", {"name": "Office", "MetadataFile": text, **mapped()})
    assert provider_of(pool_id, "Office").details == {"MetadataFile": METADATA.format(certificate="")}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Give an address, or a document below."),
        ({"MetadataURL": "https://a.example", "MetadataFile": "<a/>"}, "not both"),
        ({"MetadataFile": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}, "declares a document type"),
        ({"MetadataFile": "<a>"}, "not well-formed XML"),
        ({"MetadataFile": "<a>" + "x" * 140_000}, "at most 131072 characters"),
    ],
)
def test_metadata_that_are_none_are_refused(
    console: Client, url: str, pool_id: str, typed: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}create/SAML/", {"name": "Office", **typed, **mapped()})
    assert page.status_code == 422
    assert said in words(page)
    assert provider_of(pool_id, "Office") is None


# Changing one


def test_a_change_of_the_mapping_leaves_the_details_out_of_the_call(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    app_client(pool_id, "Daughter", WriteAttributes=["email"])
    review = change(oidc, **mapped(("email", "mail"), ("name", "full_name"), ("", "")))
    text = words(review)
    assert review.status_code == 200
    assert "client.update_identity_provider(" in text
    assert "ProviderDetails" not in text
    assert "Portal (name)" in text
    with budget.counted() as calls:
        saved = console.post(f"{oidc}save/", {"proposal": hidden(review)})
    assert sorted(calls) == [*["DescribeIdentityProvider"] * 2, "UpdateIdentityProvider"]
    assert saved["Location"] == oidc
    assert provider_of(pool_id).mapping == {"email": "mail", "name": "full_name", "username": "sub"}
    assert provider_of(pool_id).details["client_secret"] == "stored-secret"
    kept = Revision.objects.filter(kind="identity_provider", target="Daughter")
    assert [each.source for each in kept] == ["saved", "seen"]
    entry = Entry.objects.get(action="edit_identity_provider", outcome="done")
    assert entry.details["after"]["AttributeMapping"]["name"] == "full_name"


def test_a_change_of_the_details_sends_the_secret_back_that_is_there(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    review = change(oidc, client_id="other")
    assert "&lt;client_secret&gt;" in words(review)
    assert "People may come back as strangers" in words(review)
    # Somebody changes it after the review: what is there at the save counts.
    provider_of(pool_id).details["client_secret"] = "rotated"
    console.post(f"{oidc}save/", {"proposal": hidden(review)})
    details = provider_of(pool_id).details
    assert (details["client_id"], details["client_secret"]) == ("other", "rotated")
    # What Cognito writes itself is not sent.
    assert "attributes_url_add_attributes" not in details


def test_a_secret_is_replaced_by_one_that_is_typed_with_the_save(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    review = change(oidc, secret_choice="replace")
    assert 'name="client_secret"' in review.text
    missing = console.post(f"{oidc}save/", {"proposal": hidden(review)})
    assert missing.status_code == 422
    assert "This field is required." in words(missing)
    saved = console.post(f"{oidc}save/", {"proposal": hidden(missing), "client_secret": "planted"})
    assert saved["Location"] == oidc
    assert provider_of(pool_id).details["client_secret"] == "planted"
    same = console.get(f"{oidc}edit/")
    assert same.context["form"]["secret_choice"].value() == "keep"
    states = [each.state["ProviderDetails"]["client_secret"] for each in Revision.objects.all()]
    assert len(set(states)) == 2


def test_a_secret_can_be_taken_away_from_a_client_that_needs_none(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    review = change(oidc, secret_choice="remove")
    assert 'name="client_secret"' not in review.text
    console.post(f"{oidc}save/", {"proposal": hidden(review)})
    assert "client_secret" not in provider_of(pool_id).details


def test_apples_key_is_asked_for_with_any_change_of_the_details_and_only_then(
    console: Client, change: Change, apple: str, pool_id: str
) -> None:
    review = change(apple, **mapped(("email", "email"), ("name", "name")))
    assert 'name="private_key"' not in review.text
    console.post(f"{apple}save/", {"proposal": hidden(review)})
    assert provider_of(pool_id, "SignInWithApple").details["private_key"] == "stored-key"
    review = change(apple, key_id="NEXT")
    assert 'name="private_key"' in review.text
    assert "&lt;private_key&gt;" in words(review)
    saved = console.post(f"{apple}save/", {"proposal": hidden(review), "private_key": "planted\nkey"})
    assert saved["Location"] == apple
    details = provider_of(pool_id, "SignInWithApple").details
    assert (details["key_id"], details["private_key"]) == ("NEXT", "planted\nkey")
    # A look afterwards takes nothing for a change.
    console.get(apple)
    assert Revision.objects.order_by("-pk").values_list("source", flat=True)[0] == "saved"


def test_apples_key_alone_can_be_entered_anew(
    console: Client, change: Change, apple: str, pool_id: str
) -> None:
    review = change(apple, secret_choice="replace")
    saved = console.post(f"{apple}save/", {"proposal": hidden(review), "private_key": "planted"})
    assert saved["Location"] == apple
    assert provider_of(pool_id, "SignInWithApple").details["private_key"] == "planted"


def test_everything_but_the_secret_can_be_taken_away(
    console: Client, change: Change, make: Callable[..., str], url: str, pool_id: str
) -> None:
    make(AttributeMapping={"email": "mail"}, IdpIdentifiers=["a", "b"], AcrMapping={"Level1": "x"})
    address = f"{url}named/Daughter/"
    review = change(
        address, identifiers="b", Level1="", **{**mapped(("email", "mail")), "mapping-0-remove": "on"}
    )
    assert "Apps that use a removed identifier" in words(review)
    console.post(f"{address}save/", {"proposal": hidden(review)})
    left = provider_of(pool_id)
    assert (left.mapping, left.identifiers, left.acr_mapping) == ({"username": "sub"}, ["b"], {})


def test_the_review_warns_of_what_breaks_sign_ins(
    console: Client, change: Change, make: Callable[..., str], url: str, oidc: str
) -> None:
    make("SAML", {"MetadataURL": "https://idp.example.com/m"}, name="Office")
    typed = {"EncryptedResponses": "on", "RequestSigningAlgorithm": "rsa-sha256", "IDPInit": "on"}
    text = words(change(f"{url}named/Office/", **typed))
    for title in ("needs the encryption", "needs the signing", "Sign-ins that nobody asked for"):
        assert title in text
    review = change(oidc, oidc_issuer="https://login.other.example")
    assert "The endpoints stay with the old issuer" in words(review)
    faults.fail_next("ListUserPoolClients", error="AccessDeniedException")
    review = change(oidc, **mapped(("name", "n")))
    assert "The app clients could not be read" in words(review)


def test_saml_keys_that_cognito_derives_are_not_sent_back(
    console: Client, change: Change, make: Callable[..., str], url: str, pool_id: str
) -> None:
    make("SAML", {"MetadataURL": "https://idp.example.com/m", "IDPSignout": "true"}, name="Office")
    review = change(f"{url}named/Office/", MetadataURL="https://idp.example.com/new")
    console.post(f"{url}named/Office/save/", {"proposal": hidden(review)})
    assert provider_of(pool_id, "Office").details == {
        "MetadataURL": "https://idp.example.com/new",
        "IDPSignout": "true",
    }


def test_what_was_there_before_today_s_rules_stays_as_it_is(
    console: Client, change: Change, make: Callable[..., str], url: str, pool_id: str
) -> None:
    make("SAML", {"MetadataURL": "http://idp.example.com/m", "IDPInit": "True"}, name="Old")
    make("SAML", {"MetadataFile": "\r\n<old/>\r\n"}, name="Older")
    for name in ("Old", "Older"):
        assert "Nothing was changed" in words(change(f"{url}named/{name}/"))


def test_nothing_changed_is_nothing_to_save_and_more_rows_change_nothing(
    console: Client, change: Change, oidc: str, apple: str
) -> None:
    for address in (oidc, apple):
        assert "Nothing was changed" in words(change(address))
    page = change(oidc, more="1", client_id="typed")
    assert (page.status_code, 'value="typed"' in page.text) == (200, True)


def test_what_somebody_else_changed_has_to_be_decided(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    page = console.get(f"{oidc}edit/")
    provider_of(pool_id).details["client_id"] = "theirs"
    clash = console.post(f"{oidc}edit/", filled(page, client_id="mine"))
    assert clash.status_code == 409
    decided = console.post(f"{oidc}review/", {"proposal": hidden(clash), "decided": "1"})
    console.post(f"{oidc}save/", {"proposal": hidden(decided)})
    assert provider_of(pool_id).details["client_id"] == "mine"


def test_a_refused_save_says_why_and_leads_back_to_the_field(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    review = change(oidc, oidc_issuer="https://no.example.com", secret_choice="replace")
    said = "Unable to contact well-known endpoint of the issuer"
    faults.fail_next("UpdateIdentityProvider", error="InvalidParameterException", message=said)
    page = console.post(f"{oidc}save/", {"proposal": hidden(review), "client_secret": "planted"})
    assert page.status_code == 422
    assert said in words(page)
    assert provider_of(pool_id).details["oidc_issuer"] == "https://login.example.com"
    refusal = page.text.split('name="refusal" value="')[1].split('"')[0]
    form = console.post(f"{oidc}edit/", {"proposal": hidden(page), "edit": "1", "refusal": refusal})
    assert said in str(form.context["form"].errors["oidc_issuer"])
    assert 'value="https://no.example.com"' in form.text
    assert form.context["form"]["secret_choice"].value() == "replace"


def test_a_save_without_an_answer_is_looked_into(console: Client, change: Change, oidc: str) -> None:
    review = change(oidc, client_id="other")
    faults.fail_next("UpdateIdentityProvider", error="InternalErrorException", count=5)
    page = console.post(f"{oidc}save/", {"proposal": hidden(review)}, follow=True)
    assert "It is not known whether this was saved" in words(page)


def test_settings_newer_than_the_console_stop_a_save_and_unknown_keys_come_along(
    console: Client, change: Change, oidc: str, pool_id: str
) -> None:
    provider_of(pool_id).details["brand_new_key"] = "kept"
    review = change(oidc, client_id="other")
    console.post(f"{oidc}save/", {"proposal": hidden(review)})
    assert provider_of(pool_id).details["brand_new_key"] == "kept"


def test_a_proposal_for_another_provider_is_none(
    console: Client, change: Change, oidc: str, make: Callable[..., str], url: str
) -> None:
    make(name="Sister")
    review = change(oidc, client_id="other")
    assert console.post(f"{url}named/Sister/save/", {"proposal": hidden(review)}).status_code == 404


# Deleting

CONFIRMED = {"typed": "Daughter", "reason": "Sold"}


def test_a_deletion_says_who_offers_it_and_is_looked_into(
    console: Client, url: str, oidc: str, pool_id: str
) -> None:
    app_client(pool_id, "Daughter")
    with budget.counted() as calls:
        page = words(console.get(f"{oidc}delete/"))
    assert calls.count("DescribeUserPoolClient") == 1
    assert "They keep the dead name" in page
    assert "Daughter_" in page
    for typed in ({"typed": "daughter"}, {"reason": ""}):
        assert console.post(f"{oidc}delete/", CONFIRMED | typed).status_code == 422
    faults.fail_next("DeleteIdentityProvider", error="InternalErrorException", count=5)
    assert console.post(f"{oidc}delete/", CONFIRMED).status_code == 504
    assert provider_of(pool_id) is not None
    faults.clear()
    faults.fail_next("ListUserPoolClients", error="AccessDeniedException")
    assert console.post(f"{oidc}delete/", CONFIRMED)["Location"] == url
    assert provider_of(pool_id) is None
    assert "Daughter was deleted" in words(console.get(url))
    entry = Entry.objects.get(action="delete_identity_provider", outcome="done")
    assert entry.reason == "Sold"


def test_a_deletion_asks_for_a_recent_proof(
    console: Client, administrator: Operator, oidc: str, pool_id: str
) -> None:
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(f"{oidc}delete/", CONFIRMED)["Location"]
    assert provider_of(pool_id) is not None


def test_strangers_and_wrong_methods_get_nowhere(
    sign_in: SignIn, stranger: Operator, console: Client, oidc: str, url: str
) -> None:
    for page in (url, oidc, f"{oidc}edit/", f"{oidc}delete/", f"{url}certificate/"):
        assert sign_in(stranger).get(page).status_code == 404
    assert console.get(f"{oidc}save/").status_code == 405
    assert console.get(f"{url}named/Nobody/").status_code == 404
    assert console.get(f"{url}named/Nobody/edit/").status_code == 404


# Coverage


def test_every_input_leaf_of_making_and_changing_one_has_a_field() -> None:
    reached = {"UserPoolId", "ProviderName", "ProviderType", *PARTS}
    for operation in ("CreateIdentityProvider", "UpdateIdentityProvider"):
        assert set(model.input_shape(operation).members) <= reached, operation
    types = model.constraint("CreateIdentityProvider", "ProviderType").choices
    assert set(types) == set(KINDS)
    told = model.constraint("CreateIdentityProvider", "ProviderDetails").documentation
    for kind in KINDS.values():
        form = NewProviderForm(kind=kind)
        assert {each.key for each in kind.details} <= set(form.fields)
        assert all(f'"{each.key}"' in told for each in kind.details), kind.type
    known = {each.key for kind in KINDS.values() for each in kind.details}
    known |= {key for kind in KINDS.values() for key in kind.derived}
    quoted = {part for part in told.split('"') if part.isidentifier() and ("_" in part or part[0].isupper())}
    values = {"ProviderDetails", "GET", "POST"} | {part for part in quoted if part.startswith("1")}
    assert {each for each in quoted - known - values if "_" in each} == set()
