"""The look of the sign-in pages: what is in effect, the classic pages' CSS and logo, and their preview."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from tests.conftest import SignIn, prove
from tests.pages import words
from tests.pools.conftest import HOSTILE

CSS = ".banner-customizable { background-color: navy; }"
PNG = b"\x89PNG\r\n\x1a\nlogo"
DOMAIN = "staff-sign-in"


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}branding/"


@pytest.fixture
def domain(pool_id: str) -> None:
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": DOMAIN})


@pytest.fixture
def client_id(pool_id: str) -> str:
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal"})
    return str(made["UserPoolClient"]["ClientId"])


def dress(pool_id: str, client_id: str = "ALL", **look: Any) -> None:
    ids = {"UserPoolId": pool_id, "ClientId": client_id}
    perform("SetUICustomization", "us-east-1", {**ids, **(look or {"CSS": CSS})})


def looks(pool_id: str) -> dict[str, Any]:
    return find_pool(pool_id).stores.looks


def seen(answer: Any) -> str:
    return str(answer.text.split('name="seen" value="')[1].split('"')[0])


def logo(data: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile("logo.png", data)


# What is in effect


def test_the_page_first_says_which_pages_each_domain_serves(
    sign_in: SignIn, viewer: Operator, url: str, pool_id: str, domain: None
) -> None:
    dress(pool_id, CSS=CSS, ImageFile="iVBORw0KGgo=")
    client = sign_in(viewer)
    with budget.counted() as calls:
        answer = client.get(url)
    page = words(answer)
    assert sorted(calls) == ["DescribeUserPool", "DescribeUserPoolDomain", "GetUICustomization"]
    assert f"{DOMAIN}.auth.us-east-1.amazoncognito.com" in page
    assert "<strong>Classic hosted UI</strong>" in page
    assert "Every app client without a look of its own has this one" in page
    assert "cloudfront.net" in page and "background-color: navy" in page
    assert "app-clients/?kind=classic" in page
    assert "/edit/" not in page and "/remove/" not in page
    assert f"frame-src http://testserver{url}classic/ALL/preview/" in answer["Content-Security-Policy"]


def test_a_pool_without_a_domain_cannot_be_customised_yet(console: Client, url: str) -> None:
    page = words(console.get(url))
    assert "has no domain, so it has no sign-in pages" in page
    assert "There has to be a domain first." in page


def test_the_lite_plan_is_told(console: Client, url: str, domain: None, pool_id: str) -> None:
    find_pool(pool_id).extended_config["UserPoolTier"] = "LITE"
    assert "need Essentials or Plus" in words(console.get(url))


def test_a_look_that_cannot_be_read_is_explained_beside_the_rest(
    console: Client, url: str, domain: None
) -> None:
    faults.fail_next("GetUICustomization", error="AccessDeniedException")
    page = console.get(url)
    assert page.status_code == 200
    assert "may not do this" in words(page) and DOMAIN in words(page)


def test_a_service_without_branding_says_so(console: Client, url: str, client_id: str) -> None:
    faults.fail_next("DescribeManagedLoginBrandingByClient", error="UnknownOperationException")
    page = console.get(f"{url}app-clients/{client_id}/")
    assert page.status_code == 200
    assert "This service does not offer that" in words(page)


def test_app_clients_are_told_ten_at_a_time(
    console: Client, url: str, pool_id: str, domain: None, client_id: str
) -> None:
    dress(pool_id)
    dress(pool_id, client_id)
    for number in range(11):
        perform(
            "CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": f"App {number:02}"}
        )
    list(find_pool(pool_id).clients.values())[5].name = HOSTILE
    with budget.counted() as calls:
        answer = console.get(
            f"{url}app-clients/?kind=classic", headers={"HX-Request": "true", "HX-Target": "app-clients"}
        )
    assert calls.count("GetUICustomization") == 10
    assert sorted(set(calls)) == ["DescribeUserPool", "GetUICustomization", "ListUserPoolClients"]
    assert answer.text.lstrip("{# \n").startswith("<section") and "<img src=x" not in answer.text
    rest = console.get(answer.context["next_url"])
    assert "First page" in words(rest)
    assert "Its own" in words(answer) + words(rest) and "As every app client" in words(answer)
    managed = words(console.get(f"{url}app-clients/"))
    assert "Its managed login pages do not work" in managed
    assert console.get(f"{url}app-clients/?kind=other").status_code == 404


def test_an_app_client_shows_whose_look_it_has(
    console: Client, url: str, pool_id: str, domain: None, client_id: str
) -> None:
    here = f"{url}app-clients/{client_id}/"
    with budget.counted() as calls:
        assert "as Cognito made them" in words(console.get(here))
    assert len(calls) == 5
    dress(pool_id)
    assert "as every app client" in words(console.get(here))
    dress(pool_id, client_id)
    page = words(console.get(here))
    assert "a look of its own" in page and "Branding of <bdi" in page and "Portal" in page
    assert console.get(f"{url}app-clients/ALL/")["Location"] == url
    assert console.get(f"{url}app-clients/nobody/").status_code == 404


# CSS and logo


def test_css_and_logo_are_set_together_and_recorded_without_the_image(
    console: Client, url: str, pool_id: str, domain: None
) -> None:
    form = console.get(f"{url}classic/ALL/edit/")
    with budget.counted() as calls:
        answer = console.post(
            f"{url}classic/ALL/edit/", {"seen": seen(form), "css": CSS.replace("; ", ";\r\n"), "logo": logo()}
        )
    assert answer["Location"] == url
    assert calls.count("SetUICustomization") == 1
    assert looks(pool_id)["ALL"]["CSS"] == CSS.replace("; ", ";\n")
    assert "ImageUrl" in looks(pool_id)["ALL"]
    entry = Entry.objects.get(action="edit_branding", outcome="done")
    assert entry.details["after"]["ImageFile"].startswith("PNG, 12 bytes, SHA-256 ")
    assert entry.details["before"] == {}
    assert "The look was set" in words(console.get(url))


def test_a_logo_is_kept_only_by_choosing_it_again(
    console: Client, url: str, pool_id: str, domain: None, client_id: str
) -> None:
    dress(pool_id, client_id, CSS=CSS, ImageFile="iVBORw0KGgo=")
    here = f"{url}classic/{client_id}/edit/"
    form = console.get(here)
    assert "does not hand the logo out" in words(form)
    refused = console.post(here, {"seen": seen(form), "css": ""})
    assert refused.status_code == 422
    assert "Choose the file of the logo" in words(refused)
    done = console.post(here, {"seen": seen(form), "css": CSS, "without_logo": "on"})
    assert done["Location"].endswith(f"/app-clients/{client_id}/")
    assert "ImageUrl" not in looks(pool_id)[client_id]


def test_css_that_cognito_refuses_is_not_sent(console: Client, url: str, pool_id: str, domain: None) -> None:
    form = console.get(f"{url}classic/ALL/edit/")
    with faults.recording() as calls:
        page = console.post(f"{url}classic/ALL/edit/", {"seen": seen(form), "css": "body { color: red }"})
    assert page.status_code == 422
    assert "Line 1: body is no class of these pages" in words(page) and "body { color: red }" in page.text
    assert not any(call.operation == "SetUICustomization" for call in calls)


def test_a_refusal_of_cognito_keeps_what_was_typed(console: Client, url: str, domain: None) -> None:
    form = console.get(f"{url}classic/ALL/edit/")
    faults.fail_next("SetUICustomization", error="InvalidParameterException")
    page = console.post(f"{url}classic/ALL/edit/", {"seen": seen(form), "css": CSS})
    assert page.status_code == 422
    assert CSS in page.text and "does not accept a value" in words(page)


def test_somebody_elses_change_is_shown_before_it_is_replaced(
    console: Client, url: str, pool_id: str, domain: None
) -> None:
    form = console.get(f"{url}classic/ALL/edit/")
    dress(pool_id, CSS=".label-customizable { font-weight: 700 }")
    page = console.post(f"{url}classic/ALL/edit/", {"seen": seen(form), "css": CSS})
    assert page.status_code == 409
    assert "Somebody else changed this look meanwhile" in words(page)
    assert "font-weight: 700" in words(page) and CSS in page.text
    assert looks(pool_id)["ALL"]["CSS"] == ".label-customizable { font-weight: 700 }"
    console.post(f"{url}classic/ALL/edit/", {"seen": seen(page), "css": CSS})
    assert looks(pool_id)["ALL"]["CSS"] == CSS


def test_a_set_without_an_answer_is_looked_into(
    console: Client, url: str, pool_id: str, domain: None
) -> None:
    form = console.get(f"{url}classic/ALL/edit/")
    faults.fail_next("SetUICustomization", error="InternalErrorException", count=5)
    page = console.post(f"{url}classic/ALL/edit/", {"seen": seen(form), "css": CSS})
    assert page.status_code == 504
    assert looks(pool_id) == {}


def test_what_is_written_is_previewed_in_a_frame_that_can_do_nothing(
    console: Client, url: str, domain: None, pool_id: str
) -> None:
    with budget.counted() as calls:
        page = console.post(
            f"{url}classic/ALL/try/", {"css": f"{CSS}</style><script>alert(1)</script>", "logo": logo()}
        )
    assert calls == []
    assert "background-color: navy" in page.text and "data:image/png;base64," in page.text
    assert "<script>" not in page.text and "HTML is not allowed" in page.text
    policy = page["Content-Security-Policy"]
    assert "default-src &#x27;none&#x27;" in policy or "default-src 'none'" in policy
    assert "sandbox" in policy and "script-src" not in policy and "img-src data:" in policy
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    dress(pool_id)
    assert "background-color: navy" in console.get(f"{url}classic/ALL/preview/").text


def test_a_look_is_removed_with_a_reason(
    console: Client, administrator: Operator, url: str, pool_id: str, domain: None, client_id: str
) -> None:
    dress(pool_id)
    dress(pool_id, client_id)
    here = f"{url}classic/{client_id}/remove/"
    assert "looks as every app client does" in words(console.get(here))
    assert console.post(here, {"reason": ""}).status_code == 422
    assert console.post(here, {"reason": "New brand"})["Location"].endswith(f"/app-clients/{client_id}/")
    assert set(looks(pool_id)) == {"ALL"}
    entry = Entry.objects.get(action="delete_branding", outcome="done")
    assert (entry.reason, entry.details["before"]["CSS"]) == ("New brand", CSS)
    assert console.get(here).status_code == 302, "there is nothing left to remove"
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(f"{url}classic/ALL/remove/", {"reason": "x"})["Location"]
    assert "ALL" in looks(pool_id)
