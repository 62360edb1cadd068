"""Threat protection: shown in words, saved whole, an app client's instead of its pool's, told where it does nothing."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.protection.forms import problem_of
from pools.protection.pages import FRAGMENTS
from pools.protection.risks import RISKS, overlaps
from pools.protection.sections import BLOCKED, PROTECTION_SECTIONS, SKIPPED
from pools.saving.models import Revision
from pools.saving.risks import applying
from tests.conftest import SignIn
from tests.pages import filled, hidden, words
from tests.shapes import paths_of

REGION = "us-east-1"
IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/no-reply@staff.example"
TAKEOVER: dict[str, Any] = {
    "Actions": {"HighAction": {"Notify": True, "EventAction": "MFA_REQUIRED"}},
    "NotifyConfiguration": {
        "SourceArn": IDENTITY,
        "BlockEmail": {"Subject": "Refused", "HtmlBody": "<p>From {city}</p>"},
    },
}
RISK: dict[str, Any] = {
    "CompromisedCredentialsRiskConfiguration": {
        "EventFilter": ["SIGN_IN"],
        "Actions": {"EventAction": "BLOCK"},
    },
    "AccountTakeoverRiskConfiguration": TAKEOVER,
    "RiskExceptionConfiguration": {"BlockedIPRangeList": ["192.0.2.0/24"]},
}


@pytest.fixture
def pool_id(connection: Any) -> str:
    return world.make_pool("Shop", UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})


@pytest.fixture
def client_id(pool_id: str) -> str:
    made = perform("CreateUserPoolClient", REGION, {"UserPoolId": pool_id, "ClientName": "Web shop"})
    return str(made["UserPoolClient"]["ClientId"])


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}protection/"


def put(pool_id: str, **given: Any) -> None:
    perform("SetRiskConfiguration", REGION, {"UserPoolId": pool_id, **given})


def kept(pool_id: str, **ids: str) -> dict[str, Any]:
    answer = perform("DescribeRiskConfiguration", REGION, {"UserPoolId": pool_id, **ids})["RiskConfiguration"]
    return {
        name: value
        for name, value in answer.items()
        if name not in {"UserPoolId", "ClientId", "LastModifiedDate"}
    }


def saved(console: Client, url: str, review: Any) -> Any:
    return console.post(f"{url}save/", {"proposal": hidden(review)})


def refusal_of(answer: Any) -> str:
    return str(answer.content.decode().split('name="refusal" value="')[1].split('"')[0])


# The page


def test_viewers_see_everything_in_words_and_change_nothing(
    sign_in: SignIn, viewer: Operator, url: str, pool_id: str, client_id: str
) -> None:
    put(pool_id, **RISK)
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeRiskConfiguration", "DescribeUserPool", "ListUserPoolClients"]
    assert "Ask for a second factor, and refuse users without one" in page
    assert "192.0.2.0/24" in page
    assert "&lt;p&gt;From {city}" in client.get(url).content.decode()
    assert "Web shop" in page
    assert "/edit/" not in client.get(url).content.decode()
    assert client.get(f"{url}edit/takeover/").status_code == 403


def test_every_member_of_an_update_is_edited_by_one_setting() -> None:
    paths = [
        path
        for path in paths_of(model.input_shape("SetRiskConfiguration"))
        if path not in {"UserPoolId", "ClientId"}
    ]
    told = [setting.path for section in PROTECTION_SECTIONS for setting in section.settings]
    assert sorted(told) == sorted(paths)


@pytest.mark.parametrize(
    ("plan", "mode", "said"),
    [
        ("LITE", "OFF", "needs the Plus plan; this pool has Lite"),
        ("PLUS", "OFF", "neither tells nor takes its settings"),
        ("PLUS", "AUDIT", "Audit only"),
    ],
)
def test_what_keeps_it_from_having_an_effect_is_said(
    console: Client, url: str, change: Any, plan: str, mode: str, said: str
) -> None:
    change(UserPoolTier=plan, UserPoolAddOns={"AdvancedSecurityMode": mode})
    page = console.get(url)
    assert page.status_code == 200
    assert said in words(page)
    assert "/settings/threats/#id_UserPoolAddOns-AdvancedSecurityMode" in page.content.decode()
    assert ("Account takeover" in words(page)) is (mode != "OFF")


def test_a_part_that_cannot_be_read_explains_itself(console: Client, url: str, client_id: str) -> None:
    faults.fail_next("DescribeRiskConfiguration", error="AccessDeniedException")
    page = console.get(url)
    assert (page.status_code, "may not do this" in words(page)) == (200, True)
    faults.fail_next("DescribeRiskConfiguration", error="UnknownOperationException")
    assert "does not offer that" in words(console.get(url))
    faults.fail_next("ListUserPoolClients", error="AccessDeniedException")
    assert "could not be listed" in words(console.get(url))


# Changing it


def test_a_section_is_saved_with_everything_else_as_it_is(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, **RISK)
    page = console.get(f"{url}edit/addresses/")
    addresses = {BLOCKED.replace(".", "-"): "192.0.2.0/24\n203.0.113.0/24"}
    with budget.counted() as calls:
        review = console.post(f"{url}edit/addresses/", filled(page, addresses))
    assert calls == ["DescribeRiskConfiguration"]
    assert "Nobody can sign in from these networks any more" in words(review)
    with faults.recording() as sent:
        answer = saved(console, url, review)
    assert answer["Location"] == url
    written = next(each.parameters for each in sent if each.operation == "SetRiskConfiguration")
    networks = {"BlockedIPRangeList": ["192.0.2.0/24", "203.0.113.0/24"]}
    assert written == {"UserPoolId": pool_id, **RISK, "RiskExceptionConfiguration": networks}
    entry = Entry.objects.get(action="edit_protection", outcome="done")
    assert (entry.target_kind, entry.target_id) == ("risk_configuration", pool_id)
    states = Revision.objects.filter(kind="risk_configuration", target=pool_id)
    assert [each.source for each in states] == ["saved", "seen"]


def test_a_reaction_is_whole_and_goes_as_a_whole(console: Client, url: str, pool_id: str) -> None:
    level = "AccountTakeoverRiskConfiguration-Actions-LowAction"
    page = console.get(f"{url}edit/takeover/")
    review = console.post(f"{url}edit/takeover/", filled(page, {f"{level}-EventAction": "BLOCK"}))
    assert "Sign-ins of low risk are refused" in words(review)
    saved(console, url, review)
    expected = {"LowAction": {"EventAction": "BLOCK", "Notify": False}}
    assert kept(pool_id) == {"AccountTakeoverRiskConfiguration": {"Actions": expected}}
    page = console.get(f"{url}edit/takeover/")
    saved(console, url, console.post(f"{url}edit/takeover/", filled(page, {f"{level}-EventAction": ""})))
    assert kept(pool_id) == {}


def test_events_go_with_the_action(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, **RISK)
    page = console.get(f"{url}edit/credentials/")
    action = "CompromisedCredentialsRiskConfiguration-Actions-EventAction"
    saved(console, url, console.post(f"{url}edit/credentials/", filled(page, {action: ""})))
    assert "CompromisedCredentialsRiskConfiguration" not in kept(pool_id)
    page = console.get(f"{url}edit/credentials/")
    events = {"CompromisedCredentialsRiskConfiguration-EventFilter": ["SIGN_UP"]}
    again = console.post(f"{url}edit/credentials/", filled(page, events))
    assert (again.status_code, "Choose what happens at these events." in words(again)) == (422, True)


@pytest.mark.parametrize(
    ("topic", "changes", "said"),
    [
        ("addresses", {BLOCKED: "203.0.113.7"}, "write 203.0.113.7/32 for it alone"),
        ("addresses", {SKIPPED: "203.0.113.7/24"}, "write 203.0.113.0/24, or 203.0.113.7/32"),
        ("addresses", {SKIPPED: "office"}, "is no network"),
        ("addresses", {BLOCKED: "10.0.0.0/255.0.0.0"}, "is not in CIDR notation: write 10.0.0.0/8"),
        (
            "addresses",
            {BLOCKED: "\n".join(f"10.0.{n}.0/24" for n in range(201))},
            "These are 201 lines; Cognito takes at most 200.",
        ),
        (
            "takeover",
            {"AccountTakeoverRiskConfiguration.Actions.HighAction.Notify": "True"},
            "Choose what happens: the e-mail tells of it.",
        ),
        (
            "takeover",
            {
                "AccountTakeoverRiskConfiguration.Actions.HighAction.Notify": "True",
                "AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction": "BLOCK",
            },
            "Telling users takes a sender",
        ),
        (
            "notifications",
            {"AccountTakeoverRiskConfiguration.NotifyConfiguration.From": "Shop"},
            "need an SES identity",
        ),
        (
            "notifications",
            {
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.SourceArn": IDENTITY,
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.ReplyTo": "Shop",
            },
            "This is not an e-mail address.",
        ),
        (
            "notifications",
            {
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.SourceArn": IDENTITY,
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.MfaEmail.TextBody": "Somebody signed in",
            },
            "A message needs a subject.",
        ),
        (
            "notifications",
            {
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.SourceArn": IDENTITY,
                "AccountTakeoverRiskConfiguration.NotifyConfiguration.MfaEmail.Subject": "Look",
            },
            "A message needs a text",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    console: Client, url: str, pool_id: str, topic: str, changes: dict[str, str], said: str
) -> None:
    page = console.get(f"{url}edit/{topic}/")
    given = {path.replace(".", "-"): value for path, value in changes.items()}
    again = console.post(f"{url}edit/{topic}/", filled(page, given))
    assert again.status_code == 422
    assert said in words(again)
    assert [again.context["form"][name].value() for name in given] == list(given.values())
    assert kept(pool_id) == {}


def test_what_is_there_already_is_not_held_against_anybody(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, RiskExceptionConfiguration={"BlockedIPRangeList": ["203.0.113.7/24"]})
    page = console.get(f"{url}edit/addresses/")
    lists = {
        SKIPPED.replace(".", "-"): "10.0.0.0/8",
        BLOCKED.replace(".", "-"): "203.0.113.7/24\n10.1.0.0/16",
    }
    review = console.post(f"{url}edit/addresses/", filled(page, lists))
    assert review.status_code == 200
    assert "Some addresses are in both lists" in words(review)
    assert "10.1.0.0/16 and 10.0.0.0/8" in words(review)


def test_an_untouched_form_changes_nothing_in_any_section(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, **RISK)
    for section in PROTECTION_SECTIONS:
        page = console.get(f"{url}edit/{section.id}/")
        again = console.post(f"{url}edit/{section.id}/", filled(page, {}))
        assert "Nothing was changed" in words(again), section.id


def test_a_refusal_is_told_beside_its_field_and_recorded(console: Client, url: str, pool_id: str) -> None:
    page = console.get(f"{url}edit/addresses/")
    review = console.post(f"{url}edit/addresses/", filled(page, {BLOCKED.replace(".", "-"): "10.0.0.0/8"}))
    faults.fail_next(
        "SetRiskConfiguration", error="InvalidParameterException", message="Incorrect CIDR format"
    )
    refused = saved(console, url, review)
    assert refused.status_code == 422
    back = {"proposal": hidden(refused), "refusal": refusal_of(refused), "edit": "1"}
    form = console.post(f"{url}edit/addresses/", back)
    assert "Incorrect CIDR format" in words(form)
    assert form.context["form"].errors[BLOCKED.replace(".", "-")]
    assert form.context["form"][BLOCKED.replace(".", "-")].value() == "10.0.0.0/8"
    assert Entry.objects.filter(action="edit_protection", outcome="refused").count() == 1


def test_somebody_elses_change_is_kept_or_asked_about(console: Client, url: str, pool_id: str) -> None:
    page = console.get(f"{url}edit/addresses/")
    put(pool_id, RiskExceptionConfiguration={"SkippedIPRangeList": ["10.0.0.0/8"]})
    review = console.post(f"{url}edit/addresses/", filled(page, {BLOCKED.replace(".", "-"): "192.0.2.0/24"}))
    saved(console, url, review)
    both = {"SkippedIPRangeList": ["10.0.0.0/8"], "BlockedIPRangeList": ["192.0.2.0/24"]}
    assert kept(pool_id)["RiskExceptionConfiguration"] == both
    page = console.get(f"{url}edit/addresses/")
    put(pool_id, RiskExceptionConfiguration={"BlockedIPRangeList": ["198.51.100.0/24"]})
    clash = console.post(f"{url}edit/addresses/", filled(page, {BLOCKED.replace(".", "-"): "10.9.0.0/16"}))
    assert clash.status_code == 409
    decided = console.post(f"{url}review/", {"proposal": hidden(clash), "decided": "1", "theirs": BLOCKED})
    assert "Nothing is left to change" in words(decided)


def test_settings_newer_than_the_console_stop_a_save(console: Client, url: str, pool_id: str) -> None:
    find_pool(pool_id).stores.risk[""] = {"QuantumRiskConfiguration": {"On": True}}
    assert "Nothing can be saved here" in words(console.get(url))


# The messages


def test_a_message_has_a_preview_that_follows_what_is_typed(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, **RISK)
    page = console.get(f"{url}edit/notifications/")
    content = page.content.decode()
    assert "From Lisbon" in content
    assert "frame-src http://testserver" in page["Content-Security-Policy"]
    html = "AccountTakeoverRiskConfiguration-NotifyConfiguration-BlockEmail-HtmlBody"
    body = {**filled(page, {}), "preview": "1", html: "<p>{country} {planet} {one-click-link-valid}</p>"}
    asked = {"HX-Request": "true", "HX-Target": "preview-refused"}
    part = console.post(f"{url}edit/notifications/", body, headers=asked)
    shown = part.content.decode()
    assert (part.status_code, "<html" in shown, "<form" in shown) == (200, False, False)
    assert "Portugal {planet}" in shown
    assert "is sent as it stands" in shown
    assert "it has to have one" in shown
    assert words(console.post(f"{url}edit/notifications/", body)).count("What Cognito fills in") == 1


# App clients


def test_an_app_client_follows_the_pool_until_it_gets_a_copy_of_its_own(
    console: Client, url: str, pool_id: str, client_id: str
) -> None:
    put(pool_id, **RISK)
    home = f"{url}app-clients/{client_id}/"
    with budget.counted() as calls:
        page = words(console.get(home))
    assert sorted(calls) == [*["DescribeRiskConfiguration"] * 2, "DescribeUserPool", "ListUserPoolClients"]
    assert "Follows the pool" in page
    assert "Protection of Web shop" in page
    assert "192.0.2.0/24" in page
    form = console.get(f"{home}edit/addresses/")
    review = console.post(f"{home}edit/addresses/", filled(form, {SKIPPED.replace(".", "-"): "10.0.0.0/8"}))
    back = console.post(f"{home}edit/addresses/", {"proposal": hidden(review), "edit": "1"})
    review = console.post(f"{home}edit/addresses/", filled(back, {}))
    assert console.post(f"{home}save/", {"proposal": hidden(review)})["Location"] == home
    exceptions = {"BlockedIPRangeList": ["192.0.2.0/24"], "SkippedIPRangeList": ["10.0.0.0/8"]}
    assert kept(pool_id, ClientId=client_id) == RISK | {"RiskExceptionConfiguration": exceptions}
    assert kept(pool_id) == RISK
    assert "Settings of its own" in words(console.get(home))


def test_an_app_client_returns_to_the_pools_settings(
    console: Client, url: str, pool_id: str, client_id: str
) -> None:
    put(pool_id, ClientId=client_id, **RISK)
    home = f"{url}app-clients/{client_id}/"
    assert "The pool’s settings do not count here" in words(console.get(home))
    review = console.post(f"{home}reset/")
    with faults.recording() as sent:
        console.post(f"{home}save/", {"proposal": hidden(review)})
    written = next(each.parameters for each in sent if each.operation == "SetRiskConfiguration")
    assert written == {"UserPoolId": pool_id, "ClientId": client_id}
    assert "Follows the pool" in words(console.get(home))
    assert "Nothing is left to change" in words(console.post(f"{home}reset/"))


def test_which_app_clients_have_their_own_is_told_five_at_a_time(
    console: Client, url: str, pool_id: str, client_id: str
) -> None:
    put(pool_id, ClientId=client_id, RiskExceptionConfiguration={"BlockedIPRangeList": ["10.0.0.0/8"]})
    for number in range(5):
        perform("CreateUserPoolClient", REGION, {"UserPoolId": pool_id, "ClientName": f"App {number}"})
    with budget.counted() as calls:
        page = console.get(f"{url}app-clients/")
    assert calls.count("DescribeRiskConfiguration") == 5
    more = console.get(f"{url}app-clients/", {"next": page.context["next"]})
    rows = [*page.context["overrides"], *more.context["overrides"]]
    assert sorted((each.name, own) for each, own in rows)[-1] == ("Web shop", True)
    assert sum(bool(own) for _, own in rows) == 1


def test_an_app_client_or_section_that_is_not_there_is_not_found(
    console: Client, url: str, client_id: str
) -> None:
    assert console.get(f"{url}app-clients/0123456789abcdefghijklmnop/").status_code == 404
    assert console.get(f"{url}edit/nothing/").status_code == 404
    assert console.post(f"{url}save/", {"proposal": "forged"}).status_code == 404
    assert console.get(f"{url}save/").status_code == 405


def test_the_defaults_are_a_review_away(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, **RISK)
    assert "Back to Cognito’s defaults" in words(console.get(url))
    saved(console, url, console.post(f"{url}reset/"))
    assert kept(pool_id) == {}


@pytest.mark.parametrize("applied", [True, False])
def test_a_save_without_an_answer_is_settled_by_what_can_be_read(
    console: Client, url: str, pool_id: str, applied: bool
) -> None:
    page = console.get(f"{url}edit/addresses/")
    review = console.post(f"{url}edit/addresses/", filled(page, {BLOCKED.replace(".", "-"): "10.0.0.0/8"}))
    faults.fail_next("SetRiskConfiguration", drop=True, applied=applied)
    with budget.counted() as calls:
        answer = saved(console, url, review)
    assert calls.count("SetRiskConfiguration") == 1
    assert bool(kept(pool_id)) is applied
    told = words(console.get(answer["Location"]))
    assert ("The threat protection was saved" in told) is applied
    assert ("It is not known whether this was done" in told) is not applied
    assert Entry.objects.filter(action="edit_protection", outcome="unknown").count() == 1


def test_a_known_state_is_shown_and_brought_back(
    console: Client, url: str, pool_url: str, pool_id: str, client_id: str
) -> None:
    put(pool_id, ClientId=client_id, **RISK)
    home = f"{url}app-clients/{client_id}/"
    console.get(f"{home}edit/addresses/")
    console.post(f"{home}save/", {"proposal": hidden(console.post(f"{home}reset/"))})
    first = Revision.objects.filter(kind="risk_configuration", target=client_id).last()
    assert first is not None
    assert f"Threat protection of {client_id}" in words(console.get(f"{pool_url}history/"))
    page = console.get(f"{pool_url}history/states/{first.pk}/")
    assert page.status_code == 200
    review = console.post(f"{pool_url}history/states/{first.pk}/restore/")
    console.post(f"{home}save/", {"proposal": hidden(review)})
    assert kept(pool_id, ClientId=client_id) == RISK
    assert "Saved here" in words(console.get(home))


# What is said of networks


def test_networks_are_compared_as_networks() -> None:
    def state(blocked: list[str], skipped: list[str]) -> dict[str, Any]:
        lists = {"BlockedIPRangeList": blocked, "SkippedIPRangeList": skipped}
        return {"RiskExceptionConfiguration": lists}

    assert overlaps(state(["10.1.0.0/16", "nonsense"], ["10.0.0.0/8", "2001:db8::/32"])) == [
        ("10.1.0.0/16", "10.0.0.0/8")
    ]
    wide = [each.title for each in applying(RISKS, {}, state(["0.0.0.0/0"], []))]
    assert "A very large part of the internet is shut out" in wide
    assert problem_of("2001:db8::/32") == problem_of("203.0.113.0/24") == ""
    assert all(words == words.lower() for words, _ in FRAGMENTS)
