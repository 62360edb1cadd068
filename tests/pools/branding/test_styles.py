"""Styles of managed login: made, changed by the safe save, with images, taken over, exported, deleted."""

import base64
import json
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.branding import saver as branding_saver
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pages import hidden, words

PNG, JPEG = b"\x89PNG\r\n\x1a\nlogo", b"\xff\xd8\xff\xe0photo"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SETTINGS = {
    "categories": {"auth": {"order": ["PASSKEY", "PASSWORD"]}},
    "components": {"form": {"radius": 8.5}},
}


def image(category: str = "FORM_LOGO", data: bytes = PNG, extension: str = "PNG") -> dict[str, str]:
    encoded = base64.b64encode(data).decode()
    return {"Category": category, "ColorMode": "LIGHT", "Extension": extension, "Bytes": encoded}


def make_app(pool_id: str, name: str = "Portal") -> str:
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": name})
    return str(made["UserPoolClient"]["ClientId"])


@pytest.fixture
def client_id(pool_id: str) -> str:
    return make_app(pool_id)


@pytest.fixture
def style(pool_id: str, client_id: str) -> Any:
    """The record of a style with settings, a logo and a favicon."""
    assets = [image(), image("FAVICON_SVG", SVG, "SVG")]
    given = {"UserPoolId": pool_id, "ClientId": client_id, "Settings": SETTINGS, "Assets": assets}
    perform("CreateManagedLoginBranding", "us-east-1", given)
    return style_of(pool_id, client_id)


@pytest.fixture
def url(pool_url: str, client_id: str) -> str:
    return f"{pool_url}branding/styles/{client_id}/"


@pytest.fixture
def place(pool_url: str, client_id: str) -> str:
    return f"{pool_url}branding/app-clients/{client_id}/"


def style_of(pool_id: str, client_id: str) -> Any:
    styles = find_pool(pool_id).stores.brandings.values()
    return next((each for each in styles if each["ClientId"] == client_id), None)


def names(style: Any) -> list[str]:
    return sorted(f"{each['Category']} {each['Extension']}" for each in style["Assets"])


def written(settings: Any) -> str:
    return json.dumps(settings)


def edited(console: Client, url: str, settings: Any) -> Any:
    """The review of these settings, or the form again."""
    shown = hidden(console.get(f"{url}edit/"))
    return console.post(f"{url}edit/", {"proposal": shown, "settings": written(settings)})


def saved(console: Client, url: str, review: Any) -> tuple[Any, list[dict[str, Any]]]:
    """What a save answers, and what it sent."""
    with faults.recording() as calls:
        answer = console.post(f"{url}save/", {"proposal": hidden(review)})
    return answer, [dict(call.parameters) for call in calls if call.operation == "UpdateManagedLoginBranding"]


# Shown, made, deleted


def test_a_style_is_shown_with_its_images(
    sign_in: SignIn, viewer: Operator, place: str, url: str, style: Any
) -> None:
    client = sign_in(viewer)
    page = words(client.get(place))
    assert "Its own, laid over Cognito’s" in page and "&quot;radius&quot;: 8.5" in page
    assert "Logo in the form" in page and page.count("<img class") == 1
    assert "/style/" not in page and "Edit settings" not in page
    with budget.counted() as calls:
        shown = client.get(f"{url}images/FORM_LOGO%20LIGHT/".replace("%20", "~20"))
    assert calls == [], "the page asked a moment ago"
    assert (shown.content, shown["Content-Type"]) == (PNG, "image/png")
    assert (shown["X-Content-Type-Options"], "Content-Disposition" in shown) == ("nosniff", False)
    drawing = client.get(f"{url}images/FAVICON_SVG~20LIGHT/")
    assert drawing["Content-Disposition"] == 'attachment; filename="FAVICON_SVG-LIGHT.svg"'
    assert "sandbox" in drawing["Content-Security-Policy"]
    assert client.get(f"{url}images/FORM_LOGO~20DARK/").status_code == 404
    merged = words(client.get(f"{place}?merged=1"))
    assert "spacingDensity" in merged and "&quot;radius&quot;: 8.5" in merged


def test_an_app_client_without_a_style_is_warned_of_under_managed_login(
    console: Client, pool_id: str, place: str
) -> None:
    assert "needs one as soon as a domain serves managed login" in words(console.get(place))
    find_pool(pool_id).extended_config["UserPoolTier"] = "ESSENTIALS"
    domain = {"UserPoolId": pool_id, "Domain": "staff-sign-in", "ManagedLoginVersion": 2}
    perform("CreateUserPoolDomain", "us-east-1", domain)
    assert "The sign-in pages of this app client do not work" in words(console.get(place))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [({"values": "cognito"}, {}), ({"values": "own", "settings": written(SETTINGS)}, SETTINGS)],
)
def test_a_style_is_made(
    console: Client, url: str, place: str, pool_id: str, client_id: str, typed: Any, wanted: Any
) -> None:
    with budget.counted() as calls:
        answer = console.post(f"{url}create/", typed)
    assert answer["Location"] == place
    assert sorted(calls) == [
        "CreateManagedLoginBranding",
        "DescribeManagedLoginBrandingByClient",
        "DescribeUserPool",
    ]
    made = style_of(pool_id, client_id)
    assert (made["Settings"], made["UseCognitoProvidedValues"]) == (wanted, not wanted)
    again = console.post(f"{url}create/", typed)
    assert again.status_code == 409 and "has a style already" in words(again)


def test_contradictions_in_a_new_style_are_said(
    console: Client, url: str, pool_id: str, client_id: str
) -> None:
    for typed, said in (
        ({"values": "own", "settings": "{}"}, "Write settings as a JSON object"),
        ({"values": "cognito", "settings": '{"a": 1}'}, "not both"),
        ({"values": "own", "settings": '{"a": 1,}'}, "Line 1, column"),
    ):
        page = console.post(f"{url}create/", typed)
        assert page.status_code == 422 and said in words(page)
    assert style_of(pool_id, client_id) is None


def test_a_style_that_was_made_without_an_answer_is_found(
    console: Client, url: str, place: str, pool_id: str, client_id: str
) -> None:
    faults.fail_next("CreateManagedLoginBranding", error="InternalErrorException", count=5)
    assert console.post(f"{url}create/", {"values": "cognito"}).status_code == 504
    assert style_of(pool_id, client_id) is None


def test_a_style_is_deleted_and_looked_for(
    console: Client, administrator: Operator, url: str, place: str, pool_id: str, client_id: str, style: Any
) -> None:
    confirmed = {"typed": client_id, "reason": "Moved"}
    assert "show an error until it has a style again" in words(console.get(f"{url}delete/"))
    assert console.post(f"{url}delete/", confirmed | {"typed": "other"}).status_code == 422
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(f"{url}delete/", confirmed)["Location"]
    assert style_of(pool_id, client_id)
    prove(console, administrator)
    assert console.post(f"{url}delete/", confirmed)["Location"] == place
    assert style_of(pool_id, client_id) is None
    entry = Entry.objects.get(action="delete_branding", outcome="done")
    assert entry.details["before"]["Assets"]["FORM_LOGO LIGHT"].startswith("PNG, 12 bytes")
    assert base64.b64encode(PNG).decode() not in json.dumps(entry.details)


# Settings


def test_settings_are_reviewed_by_their_paths_and_saved_as_a_whole(
    console: Client, url: str, place: str, style: Any
) -> None:
    wanted = {**SETTINGS, "components": {"form": {"radius": 2.0, "logo": {"enabled": True}}}}
    review = edited(console, url, wanted)
    page = words(review)
    assert "components › form › radius" in page and "components › form › logo › enabled" in page
    assert "client.update_managed_login_branding(" in page and "lays what is sent over" in page
    assert "shows for a moment" not in page
    answer, sent = saved(console, url, review)
    assert answer["Location"] == place
    assert [call["Settings"] for call in sent] == [wanted]
    assert all("Assets" not in call for call in sent)
    assert style["Settings"] == wanted and names(style) == ["FAVICON_SVG SVG", "FORM_LOGO PNG"]
    assert [each.source for each in Revision.objects.filter(kind="managed_login")] == ["saved", "seen"]
    entry = Entry.objects.get(action="edit_branding", outcome="done")
    assert entry.details["after"]["Settings.components.form.radius"] == 2


def test_the_order_of_a_list_is_a_change(console: Client, url: str, style: Any) -> None:
    turned = {**SETTINGS, "categories": {"auth": {"order": ["PASSWORD", "PASSKEY"]}}}
    review = edited(console, url, turned)
    assert "categories › auth › order" in words(review)
    saved(console, url, review)
    assert style["Settings"] == turned
    assert "Nothing was changed" in words(edited(console, url, turned))


def test_what_goes_goes_by_way_of_cognitos_values_and_the_images_stay(
    console: Client, url: str, place: str, style: Any
) -> None:
    kept = {"components": SETTINGS["components"]}
    review = edited(console, url, kept)
    assert "Cognito’s own look shows for a moment" in words(review)
    assert base64.b64encode(PNG).decode() not in review.text
    answer, sent = saved(console, url, review)
    assert answer["Location"] == place
    assert [set(call) - {"UserPoolId", "ManagedLoginBrandingId"} for call in sent] == [
        {"UseCognitoProvidedValues"},
        {"Settings", "Assets"},
    ]
    assert style["Settings"] == kept and names(style) == ["FAVICON_SVG SVG", "FORM_LOGO PNG"]
    assert style["UseCognitoProvidedValues"] is False
    assert {each["Bytes"] for each in style["Assets"]} == {image()["Bytes"], image("", SVG)["Bytes"]}


def test_a_save_that_breaks_off_says_what_is_missing(console: Client, url: str, style: Any) -> None:
    review = edited(console, url, {"components": SETTINGS["components"]})
    faults.fail_next("UpdateManagedLoginBranding", error="InternalErrorException", count=5)
    answer, _ = saved(console, url, review)
    assert "It is not known whether this was saved" in words(console.get(answer.url))
    assert style["Settings"] == SETTINGS


def test_bad_json_stays_in_the_form(console: Client, url: str, style: Any) -> None:
    shown = hidden(console.get(f"{url}edit/"))
    page = console.post(f"{url}edit/", {"proposal": shown, "settings": '{\n"a": }'})
    assert page.status_code == 422
    assert "Line 2, column 6: this is not JSON" in words(page) and "&quot;a&quot;: }" in page.text


def test_what_somebody_else_changed_has_to_be_decided(console: Client, url: str, style: Any) -> None:
    shown = hidden(console.get(f"{url}edit/"))
    style["Settings"] = {**SETTINGS, "components": {"form": {"radius": 99}}}
    mine = {**SETTINGS, "components": {"form": {"radius": 1}}}
    clash = console.post(f"{url}edit/", {"proposal": shown, "settings": written(mine)})
    assert clash.status_code == 409
    decided = console.post(f"{url}review/", {"proposal": hidden(clash), "decided": "1"})
    assert "99" in words(decided)
    saved(console, url, decided)
    assert style["Settings"]["components"]["form"]["radius"] == 1


def test_a_review_leads_back_to_the_form_and_the_form_can_begin_with_everything(
    console: Client, url: str, style: Any
) -> None:
    review = edited(console, url, {**SETTINGS, "extra": 1})
    form = console.post(f"{url}edit/", {"proposal": hidden(review), "edit": "1"})
    assert "&quot;extra&quot;: 1" in form.text
    assert "spacingDensity" in console.get(f"{url}edit/?merged=1").text


def test_a_style_goes_back_to_cognitos_values(console: Client, url: str, style: Any) -> None:
    review = console.post(f"{url}default/")
    assert "Images go: FORM_LOGO LIGHT, FAVICON_SVG LIGHT" in words(review)
    _, sent = saved(console, url, review)
    assert len(sent) == 1
    assert (style["UseCognitoProvidedValues"], style["Settings"], style["Assets"]) == (True, {}, [])


def test_settings_newer_than_the_console_block_a_save(console: Client, url: str, style: Any) -> None:
    review = edited(console, url, {**SETTINGS, "extra": 1})
    style["Surprise"] = "new"
    answer, sent = saved(console, url, review)
    assert sent == [] and "Surprise" in words(answer)


# Images


def upload(data: bytes = JPEG, **typed: str) -> dict[str, Any]:
    file = SimpleUploadedFile("x.png", data)
    return {"category": "FORM_LOGO", "mode": "LIGHT", "resource_id": "", "file": file} | typed


def test_an_image_takes_the_place_of_another_after_a_review(
    console: Client, url: str, place: str, style: Any
) -> None:
    review = console.post(f"{url}images/add/", upload())
    assert "Image FORM_LOGO LIGHT" in words(review) and "JPEG, 9 bytes" in words(review)
    answer, sent = saved(console, url, review)
    assert answer["Location"] == place
    assert [each["Extension"] for each in sent[0]["Assets"]] == ["JPEG"]
    assert names(style) == ["FAVICON_SVG SVG", "FORM_LOGO JPEG"]
    assert style["Settings"] == SETTINGS
    entry = Entry.objects.get(action="edit_branding", outcome="done")
    assert entry.details["after"]["Assets.FORM_LOGO LIGHT"].startswith("JPEG, 9 bytes, SHA-256 ")


def test_icons_of_providers_stand_beside_each_other(console: Client, url: str, style: Any) -> None:
    for name in ("Google", "Head office"):
        icon = upload(category="IDP_BUTTON_ICON", resource_id=name)
        saved(console, url, console.post(f"{url}images/add/", icon))
    icons = [each["ResourceId"] for each in style["Assets"] if each["Category"] == "IDP_BUTTON_ICON"]
    assert icons == ["Google", "Head office"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (upload(b"GIF89a"), "no image that Cognito takes"),
        (upload(category="FAVICON_SVG"), "has to be an SVG file"),
        (upload(b"\x00\x00\x01\x00"), "a favicon only"),
        (upload(category="IDP_BUTTON_ICON"), "Give the icon an id"),
        (upload(category="IDP_BUTTON_ICON", resource_id="a/b"), "letters, digits, spaces"),
        (upload(JPEG + bytes(1_000_000)), "at most 1,000,000 are allowed"),
    ],
)
def test_an_image_that_cannot_be_is_refused_beside_its_field(
    console: Client, url: str, style: Any, typed: dict[str, Any], said: str
) -> None:
    page = console.post(f"{url}images/add/", typed)
    assert page.status_code == 422 and said in words(page)


def test_an_image_is_removed_and_the_rest_is_sent_again(console: Client, url: str, style: Any) -> None:
    review = console.post(f"{url}images/FORM_LOGO~20LIGHT/remove/")
    assert "An image goes: FORM_LOGO LIGHT" in words(review)
    _, sent = saved(console, url, review)
    assert len(sent) == 2
    assert names(style) == ["FAVICON_SVG SVG"] and style["Settings"] == SETTINGS


def test_an_image_that_does_not_wait_any_more_is_not_sent(console: Client, url: str, style: Any) -> None:
    review = console.post(f"{url}images/add/", upload())
    caches["default"].clear()
    answer, sent = saved(console, url, review)
    assert sent == [] and "Nothing is left to change" in words(answer)


# From elsewhere


def test_a_style_is_taken_over_from_another_app_client_in_parts_that_fit(
    console: Client, url: str, pool_id: str, client_id: str, style: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_app(pool_id, "Shop")
    given = {
        "Settings": {"components": {"x": 1}},
        "Assets": [image(data=JPEG, extension="JPEG"), image("FORM_BACKGROUND")],
    }
    perform("CreateManagedLoginBranding", "us-east-1", {"UserPoolId": pool_id, "ClientId": other, **given})
    review = console.post(f"{url}take-over/", {"source": other})
    monkeypatch.setattr(branding_saver, "LARGEST_REQUEST", 400)
    answer, sent = saved(console, url, review)
    assert [len(call.get("Assets", ())) for call in sent] == [0, 1, 1]
    assert style["Settings"] == given["Settings"]
    assert names(style) == ["FORM_BACKGROUND PNG", "FORM_LOGO JPEG"]
    assert (
        Revision.objects.filter(kind="managed_login", source="saved").get().origin == "Taken over from Shop"
    )


def test_an_exported_style_is_taken_over_elsewhere(
    console: Client, sign_in: SignIn, viewer: Operator, url: str, pool_url: str, pool_id: str, style: Any
) -> None:
    exported = sign_in(viewer).get(f"{url}export/")
    assert exported["Content-Disposition"].startswith("attachment")
    other = make_app(pool_id, "Shop")
    bare = {"UserPoolId": pool_id, "ClientId": other, "UseCognitoProvidedValues": True}
    perform("CreateManagedLoginBranding", "us-east-1", bare)
    there = f"{pool_url}branding/styles/{other}/"
    file = SimpleUploadedFile("style.json", exported.content)
    answer, _ = saved(console, there, console.post(f"{there}take-over/", {"source": "", "file": file}))
    copy = style_of(pool_id, other)
    assert answer.status_code == 302
    assert (copy["Settings"], names(copy)) == (SETTINGS, names(style))
    assert copy["UseCognitoProvidedValues"] is False


def test_a_source_is_one_that_can_be_read(console: Client, url: str, pool_id: str, style: Any) -> None:
    bad = SimpleUploadedFile("style.json", b'{"Other": 1}')
    assert "no member Other" in words(console.post(f"{url}take-over/", {"source": "", "file": bad}))
    assert "but not both" in words(console.post(f"{url}take-over/", {"source": ""}))
    other = make_app(pool_id, "Shop")
    page = console.post(f"{url}take-over/", {"source": other})
    assert page.status_code == 404 and "does not exist" in words(page)
