"""The app clients of a pool: listed, read without their secrets, changed a section at a time."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults
from pools.app_clients.pages import covered
from pools.saving.models import Revision
from tests.conftest import SignIn
from tests.pages import filled, hidden
from tests.pools.app_clients.conftest import review, save
from tests.service import app_client_of, ask, make_app_client

# The list


def test_viewers_see_names_and_ids_and_no_link_to_the_settings(
    viewer: Operator, sign_in: SignIn, home: str, portal: str
) -> None:
    with budget.counted() as calls:
        answer = sign_in(viewer).get(home)
    text = answer.content.decode()
    assert "Portal" in text
    assert portal in text
    assert f'href="{home}{portal}/"' not in text
    assert sorted(calls) == ["DescribeUserPool", "ListUserPoolClients"]


def test_a_text_is_looked_for_in_names_and_ids(console: Client, home: str, pool_id: str, portal: str) -> None:
    make_app_client(pool_id, "Shop")
    assert [each.name for each in console.get(home, {"q": "pORt"}).context["listing"].shown] == ["Portal"]
    assert [each.id for each in console.get(home, {"q": portal}).context["listing"].shown] == [portal]
    assert "No app client matches" in console.get(home, {"q": "nothing"}).content.decode()


def test_htmx_gets_the_results_alone(console: Client, home: str, portal: str) -> None:
    answer = console.get(home, headers={"HX-Request": "true", "HX-Target": "results"})
    assert "<html" not in answer.content.decode()
    assert "Portal" in answer.content.decode()


def test_a_long_list_comes_in_pages(console: Client, home: str, pool_id: str) -> None:
    for number in range(61):
        make_app_client(pool_id, f"App {number:02}")
    first = console.get(home).context["listing"]
    assert len(first.shown) == 60
    second = console.get(first.next).context["listing"]
    assert [each.name for each in second.shown] == ["App 60"]
    assert second.continued


def test_a_pool_without_app_clients_says_so(console: Client, home: str) -> None:
    assert "No app clients yet" in console.get(home).content.decode()


def test_what_cognito_refuses_is_explained(console: Client, home: str, portal: str) -> None:
    faults.fail_next(operation="ListUserPoolClients", error="InvalidParameterException")
    assert console.get(home).status_code == 422
    assert console.get(f"{home}nobody/").status_code == 404


# One app client


def test_every_member_of_an_update_has_words() -> None:
    def leaves(shape: Any, path: str = "") -> list[str]:
        if shape.type_name != "structure":
            return [path]
        return [
            leaf
            for name, inner in shape.members.items()
            for leaf in leaves(inner, f"{path}.{name}" if path else name)
        ]

    assert [path for path in leaves(model.input_shape("UpdateUserPoolClient")) if not covered(path)] == []


def test_an_app_client_is_shown_in_words_with_durations(console: Client, home: str, portal: str) -> None:
    with budget.counted() as calls:
        answer = console.get(f"{home}{portal}/")
    text = answer.content.decode()
    assert "30 minutes" in text
    assert "30 days" in text
    assert "Confidential: has a secret" in text
    assert "no-store" in answer.headers["Cache-Control"]
    assert sorted(calls) == ["DescribeUserPool", "DescribeUserPoolClient"]


def test_its_secret_is_on_no_page_nor_in_the_trail_nor_in_history(
    console: Client, home: str, pool_id: str, portal: str
) -> None:
    secret = app_client_of(pool_id, portal)["ClientSecret"]
    url = f"{home}{portal}/edit/tokens/"
    reviewed = review(console, url, AccessTokenValidity_0="20")
    pages = [reviewed, save(console, home, portal, reviewed)]
    pages += [console.get(home), console.get(f"{home}{portal}/")]
    sections = ("general", "sign-in", "tokens", "oauth", "attributes", "analytics")
    pages += [console.get(f"{home}{portal}/edit/{section}/") for section in sections]
    for revision in Revision.objects.filter(kind="app_client"):
        pages.append(console.get(f"/pools/embedded/{pool_id}/history/states/{revision.pk}/"))
        assert secret not in str(revision.state) + str(revision.report) + str(revision.changed)
    assert all(page.status_code == 200 for page in pages)
    assert [page.request["PATH_INFO"] for page in pages if secret in page.content.decode()] == []
    assert all(secret not in str(vars(entry)) for entry in Entry.objects.all())
    assert secret not in str(dict(console.session))


# Changing it


def test_a_duration_is_saved_with_all_units_and_nothing_else_changes(
    console: Client, home: str, pool_id: str, portal: str
) -> None:
    before = app_client_of(pool_id, portal)
    reviewed = review(
        console, f"{home}{portal}/edit/tokens/", AccessTokenValidity_0="2", AccessTokenValidity_1="hours"
    )
    text = reviewed.content.decode()
    assert "2 hours instead of 30 minutes" in text
    [told] = reviewed.context["page"].changes
    assert (told.path, told.before.raw, told.after.raw) == ("AccessTokenValidity", "30 minutes", "2 hours")
    assert "update_user_pool_client" in text
    answer = save(console, home, portal, reviewed)
    assert answer.context["page"].outcome == "saved"
    after = app_client_of(pool_id, portal)
    assert after["TokenValidityUnits"] == {"AccessToken": "hours", "IdToken": "hours", "RefreshToken": "days"}
    assert (after["AccessTokenValidity"], after["IdTokenValidity"]) == (2, 1)
    moved = {name for name in after if after[name] != before.get(name)}
    assert moved == {"AccessTokenValidity", "IdTokenValidity", "TokenValidityUnits", "LastModifiedDate"}
    assert Entry.objects.filter(action="edit_app_client", outcome="done").count() == 1
    assert Revision.objects.filter(kind="app_client", target=portal, source="saved").count() == 1


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        (
            "tokens",
            {"AccessTokenValidity_0": "2", "AccessTokenValidity_1": "days"},
            "between 5 minutes and 24 hours",
        ),
        (
            "tokens",
            {"RefreshTokenValidity_0": "1", "RefreshTokenValidity_1": "minutes"},
            "between 60 minutes",
        ),
        ("tokens", {"RefreshTokenRotation-Feature": "ENABLED"}, "do not go with “Refresh tokens”"),
        ("tokens", {"RefreshTokenRotation-RetryGracePeriodSeconds": "9"}, "where each works once"),
        ("oauth", {"AllowedOAuthFlows": ["code", "client_credentials"]}, "go with no other flow"),
        ("oauth", {"AllowedOAuthFlows": []}, "at least one flow"),
        ("oauth", {"AllowedOAuthScopes": []}, "at least one scope"),
        ("oauth", {"CallbackURLs": ""}, "an address to come back to"),
        ("oauth", {"CallbackURLs": "http://portal.example.com/"}, "it takes https"),
        ("oauth", {"CallbackURLs": "https://portal.example.com/#top"}, "no fragments"),
        ("oauth", {"DefaultRedirectURI": "https://other.example.com/"}, "one of the addresses"),
        ("attributes", {"ReadAttributes": ["default", "email"]}, "either the default"),
        ("attributes", {"ReadAttributes": []}, "at least one name"),
        ("sign-in", {"ExplicitAuthFlows": []}, "at least one way"),
        ("sign-in", {"AuthSessionValidity": "2"}, "greater than or equal to 3"),
        ("analytics", {"AnalyticsConfiguration-ApplicationId": "a" * 32}, "project’s ARN alone"),
        ("general", {"ClientName": ""}, "needs a name"),
    ],
)
def test_what_does_not_go_together_is_said_in_the_form(
    console: Client, home: str, portal: str, section: str, changes: dict[str, Any], message: str
) -> None:
    answer = review(console, f"{home}{portal}/edit/{section}/", **changes)
    assert answer.status_code == 422
    assert message in answer.content.decode().replace("&#x27;", "’")


def test_an_app_client_without_a_secret_cannot_have_what_needs_one(
    console: Client, home: str, pool_id: str
) -> None:
    public = make_app_client(pool_id, "Public")
    url = f"{home}{public}/edit/"
    machine = review(console, f"{url}oauth/", AllowedOAuthFlows=["client_credentials"])
    propagation = review(console, f"{url}sign-in/", EnablePropagateAdditionalUserContextData="True")
    assert "Client credentials need a secret" in machine.content.decode()
    assert "This needs a secret" in propagation.content.decode()


def test_an_untouched_form_changes_nothing_in_any_section(console: Client, home: str, portal: str) -> None:
    for section in ("general", "sign-in", "tokens", "oauth", "attributes", "analytics"):
        answer = review(console, f"{home}{portal}/edit/{section}/")
        assert "Nothing was changed" in answer.content.decode(), section


def test_an_app_from_before_allow_names_keeps_its_old_names_and_cannot_mix_them(
    console: Client, home: str, pool_id: str
) -> None:
    old = make_app_client(pool_id, "Old", ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH"])
    url = f"{home}{old}/edit/sign-in/"
    assert "ADMIN_NO_SRP_AUTH" in console.get(url).content.decode()
    answer = review(console, url, ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"])
    assert "cannot be mixed" in answer.content.decode()


def test_scopes_and_providers_of_the_pool_are_offered(
    console: Client, home: str, pool_id: str, portal: str
) -> None:
    scope = {"ScopeName": "read", "ScopeDescription": "Read"}
    ask(pool_id, "CreateResourceServer", Identifier="shop", Name="Shop", Scopes=[scope])
    with budget.counted() as calls:
        form = console.get(f"{home}{portal}/edit/oauth/").context["form"]
    assert ("shop/read", "shop/read") in form.fields["AllowedOAuthScopes"].choices
    assert len(calls) == 4


def test_what_is_taken_away_is_warned_about_and_sent_in_so_many_words(
    console: Client, home: str, pool_id: str, portal: str
) -> None:
    reviewed = review(console, f"{home}{portal}/edit/oauth/", LogoutURLs="")
    assert (
        "Sign-outs that name them end with an error: https://portal.example.com/" in reviewed.content.decode()
    )
    with faults.recording() as calls:
        save(console, home, portal, reviewed)
    [update] = [call for call in calls if call.operation == "UpdateUserPoolClient"]
    assert update.parameters["LogoutURLs"] == []
    assert "LogoutURLs" not in app_client_of(pool_id, portal)


def test_a_refusal_is_told_and_nothing_is_kept_as_saved(console: Client, home: str, portal: str) -> None:
    reviewed = review(console, f"{home}{portal}/edit/general/", ClientName="Gate")
    faults.fail_next(operation="UpdateUserPoolClient", error="InvalidParameterException")
    assert save(console, home, portal, reviewed).status_code == 422
    assert not Revision.objects.filter(source="saved").exists()


def test_somebody_elses_change_of_the_same_setting_is_asked_about(
    console: Client, home: str, pool_id: str, portal: str
) -> None:
    url = f"{home}{portal}/edit/general/"
    data = filled(console.get(url), ClientName="Gate")
    ask(pool_id, "UpdateUserPoolClient", ClientId=portal, ClientName="Door")
    answer = console.post(url, data)
    assert answer.status_code == 409
    assert "Door" in answer.content.decode()


def test_editing_goes_on_with_what_was_typed(console: Client, home: str, portal: str) -> None:
    url = f"{home}{portal}/edit/tokens/"
    reviewed = review(console, url, AccessTokenValidity_0="45")
    answer = console.post(url, {"edit": "1", "proposal": hidden(reviewed)})
    assert 'value="45"' in answer.content.decode()


def test_a_forged_proposal_and_an_unknown_section_are_not_found(
    console: Client, home: str, portal: str
) -> None:
    assert console.post(f"{home}{portal}/save/", {"proposal": "forged"}).status_code == 404
    assert console.get(f"{home}{portal}/edit/nothing/").status_code == 404
