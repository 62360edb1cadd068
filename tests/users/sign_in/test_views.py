"""How one user signs in: the tab, and what is done to its parts."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.overlay.linked_identities import identities_of
from tests.conftest import SignIn, prove
from tests.pages import read
from tests.service import ask

Address = Callable[..., str]
SHOP = {
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True},
    "MfaConfiguration": "OPTIONAL",
    "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"},
}
GOOGLE = {
    "ProviderName": "Google",
    "ProviderType": "Google",
    "ProviderDetails": {"client_id": "1", "client_secret": "2", "authorize_scopes": "openid"},
}
SAML = {
    "ProviderName": "HeadOffice",
    "ProviderType": "SAML",
    "ProviderDetails": {"MetadataURL": "https://sso.example/metadata"},
}
READS = [
    "AdminGetUserAuthFactors",
    "AdminListDevices",
    "AdminListUserSessions",
    "DescribeUserPool",
    "ListUsers",
]


@pytest.fixture
def pool_id(connection: object) -> str:
    """A pool with everything that a sign-in can leave behind."""
    pool_id = world.make_pool("Shop", **SHOP)
    for provider in (GOOGLE, SAML):
        ask(pool_id, "CreateIdentityProvider", **provider)
    tracking = {"UserSessionTracking": "ENABLED", "TokenSession": {"MaxPerUser": 20}}
    ask(pool_id, "SetUserPoolSessionConfiguration", **tracking)
    world.find_pool(pool_id).token_mfa_config = {"Enabled": True}
    return pool_id


@pytest.fixture
def ana(pool_id: str) -> str:
    """The `sub` of somebody with a number and an authenticator app."""
    sub = world.make_user(
        pool_id,
        "ana",
        attributes={"name": "Ana López", "email": "ana@example.com", "phone_number": "+15550100222"},
    )
    user: Any = world.find_pool(pool_id).table.with_sub(sub)
    user.token_verified = user.software_token_mfa_enabled = True
    user.preferred_mfa_setting = "SOFTWARE_TOKEN_MFA"
    return sub


def confirm(client: Client, url: str, **given: str) -> str:
    """Open the question, say yes, and read where that leads."""
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(url).content.decode())
    assert seen is not None
    answer = client.post(url, {"seen": unescape(seen[1]), **given}, follow=True)
    return unescape(answer.content.decode())


def outcomes(action: str) -> list[str]:
    return list(Entry.objects.filter(action=action).order_by("number").values_list("outcome", flat=True))


@contextmanager
def no_writes() -> Iterator[None]:
    with faults.recording() as calls:
        yield
    assert [
        call.operation
        for call in calls
        if not call.operation.startswith(("List", "Describe", "Get", "AdminList", "AdminGet"))
    ] == []


# The tab


def test_factors_devices_sessions_and_identities_are_told_by_five_calls_and_no_billed_one(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    world.make_device(pool_id, ana, "Ana's phone")
    sso = world.make_session(pool_id, ana, client_id="abc", sso=True)
    world.make_session(pool_id, ana, client_id="abc", origin=sso, device="Safari on iPad")
    client = sign_in(administrator)
    with budget.counted() as calls:
        page = read(client, address(ana, "sign-in"))
    assert sorted(calls) == READS
    for words in (
        "Authenticator app",
        "Ana's phone",
        "192.0.2.10",
        "Safari on iPad",
        "Lisbon",
        "Tied to another",
    ):
        assert words in page
    for words in ("Delete authenticator", "Stop remembering", "Forget", "End session", "Link an identity"):
        assert words in page
    assert 'aria-current="page">Sign-in' in page


def test_viewers_see_that_there_is_something_but_not_whose_and_can_do_nothing(
    sign_in: SignIn, viewer: Operator, address: Address, pool_id: str, ana: str
) -> None:
    world.make_device(pool_id, ana, "Ana López's iPhone")
    world.make_session(pool_id, ana, client_id="abc")
    ask(pool_id, "AdminLinkProviderForUser", **identity("Google", "ana@gmail.example"))
    page = read(sign_in(viewer), address(ana, "sign-in"))
    assert "iPhone" in page
    assert "192.0.•••" in page
    assert "Portugal" in page
    for hidden in (
        "López",
        "192.0.2.10",
        "Lisbon",
        "ana@gmail.example",
        "/forget/",
        "/end/",
        "/unlink/",
        "/link/",
    ):
        assert hidden not in page


@pytest.mark.parametrize(
    ("operation", "code", "words"),
    [
        ("AdminGetUserAuthFactors", "AccessDeniedException", "cognito-idp:AdminGetUserAuthFactors"),
        ("AdminListDevices", "UnknownOperationException", "does not offer"),
        ("AdminListUserSessions", "OperationNotEnabledException", "Sessions are not tracked"),
    ],
)
def test_a_part_that_fails_says_why_and_blocks_nothing(
    sign_in: SignIn,
    helpdesk: Operator,
    address: Address,
    pool_id: str,
    ana: str,
    operation: str,
    code: str,
    words: str,
) -> None:
    world.make_device(pool_id, ana, "Old tablet")
    world.make_session(pool_id, ana, client_id="abc", device="New laptop")
    faults.fail_next(operation, error=code, count=2)
    page = read(sign_in(helpdesk), address(ana, "sign-in"))
    assert words in page
    others = {"AdminGetUserAuthFactors": "Asked for first", "AdminListDevices": "Old tablet"}
    others["AdminListUserSessions"] = "New laptop"
    for name, shown in others.items():
        assert (shown in page) is (name != operation)


def test_a_pool_without_devices_says_so(sign_in: SignIn, helpdesk: Operator, connection: object) -> None:
    pool_id = world.make_pool("Plain")
    page = read(sign_in(helpdesk), f"/pools/embedded/{pool_id}/users/{world.make_user(pool_id)}/sign-in/")
    assert "does not remember devices" in page
    assert "Sessions are not tracked" in page


def test_more_than_sixty_devices_come_in_pages(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    for number in range(61):
        world.make_device(pool_id, ana, f"Device {number:02}")
    client = sign_in(helpdesk)
    first = read(client, address(ana, "sign-in"))
    assert "Device 59" in first
    assert "Device 60" not in first
    link = re.search(r'href="([^"]*devices=[^"]*)"', first)
    assert link is not None
    assert "Device 60" in read(client, link[1])


def test_federated_users_are_asked_for_by_their_username(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "Google_77", status="EXTERNAL_PROVIDER", groups=["readers"])
    client = sign_in(helpdesk)
    with faults.recording() as calls:
        assert "readers" in read(client, address(sub))
        assert "No preference" in read(client, address(sub, "sign-in"))
    assert {call.parameters["Username"] for call in calls if "Username" in call.parameters} == {"Google_77"}


# Factors


def test_factors_are_switched_and_one_is_preferred(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/factors")
    page = read(client, url)
    assert "The pool does not offer it" in page
    given = {"SOFTWARE_TOKEN_MFA": "on", "SMS_MFA": "on", "preferred": "SMS_MFA", "reason": "asked for"}
    with faults.recording() as calls:
        assert "were set" in confirm(client, url, **given)
    sent = next(call for call in calls if call.operation == "AdminSetUserMFAPreference").parameters
    assert sent["SMSMfaSettings"] == {"Enabled": True, "PreferredMfa": True}
    assert sent["SoftwareTokenMfaSettings"] == {"Enabled": True, "PreferredMfa": False}
    assert "EmailMfaSettings" not in sent
    told = ask(pool_id, "AdminGetUserAuthFactors", Username="ana")
    assert (told["PreferredMfaSetting"], set(told["UserMFASettingList"])) == (
        "SMS_MFA",
        {"SOFTWARE_TOKEN_MFA", "SMS_MFA"},
    )
    kept = Entry.objects.filter(action="set_mfa", outcome="done").get()
    assert kept.details["after"] == {"factors": ["SOFTWARE_TOKEN_MFA", "SMS_MFA"], "preferred": "SMS_MFA"}
    assert kept.reason == "asked for"
    with no_writes():
        assert "Nothing was to be changed" in confirm(client, url, **given)


def test_what_does_not_go_together_is_said_and_not_sent(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/factors")
    world.find_pool(pool_id).mfa_config = "ON"
    with no_writes():
        assert "leave one on" in confirm(client, url)
        assert "Only a factor that is switched on" in confirm(
            client, url, SOFTWARE_TOKEN_MFA="on", preferred="SMS_MFA"
        )


def test_a_refusal_of_factors_stays_on_the_form(
    sign_in: SignIn, administrator: Operator, address: Address, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/factors")
    faults.fail_next("AdminSetUserMFAPreference", error="InvalidParameterException", message="No, sorry")
    page = confirm(client, url, SMS_MFA="on", reason="ticket 7")
    assert "No, sorry" in page
    assert "ticket 7" in page
    assert outcomes("set_mfa") == ["asked", "refused"]


def test_preferences_without_an_answer_are_read_again(
    sign_in: SignIn, administrator: Operator, address: Address, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/factors")
    faults.fail_next("AdminSetUserMFAPreference", drop=True, applied=True)
    assert "were set" in confirm(client, url, SMS_MFA="on")
    faults.fail_next("AdminSetUserMFAPreference", drop=True)
    assert "It is not known whether this was done" in confirm(client, url, SOFTWARE_TOKEN_MFA="on")


def test_a_help_desk_deletes_a_lost_authenticator_after_proving_who_they_are(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, url = sign_in(helpdesk), address(ana, "sign-in/authenticator")
    prove(client, helpdesk, ago=100_000)
    assert client.get(url).status_code == 302
    prove(client, helpdesk)
    assert "is deleted" in confirm(client, url, reason="phone stolen")
    assert "UserMFASettingList" not in ask(pool_id, "AdminGetUserAuthFactors", Username="ana")
    assert outcomes("clear_authenticator") == ["asked", "done"]
    with no_writes():
        page = client.post(url, {"seen": ""}, follow=True).content.decode()
    assert "has no authenticator app: there is nothing to delete" in page


# Devices


def test_a_device_is_forgotten_once(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    key = world.make_device(pool_id, ana, "Old phone")
    client, url = sign_in(administrator), address(ana, f"sign-in/devices/{key}/forget")
    assert "It is not signed out" in read(client, url)
    assert "is forgotten" in confirm(client, url)
    assert ask(pool_id, "AdminListDevices", Username="ana")["Devices"] == []
    with no_writes():
        assert "is not there any more" in client.post(url, follow=True).content.decode()
    assert outcomes("forget_device") == ["asked", "done"]


def test_a_device_is_remembered_and_no_longer(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    key = world.make_device(pool_id, ana, "Tablet", remembered=False)
    client = sign_in(administrator)
    page = confirm(client, address(ana, f"sign-in/devices/{key}/remember"))
    assert "is remembered" in page
    stop = address(ana, f"sign-in/devices/{key}/stop-remembering")
    assert "is no longer remembered" in confirm(client, stop)
    assert "It is so already" in read(client, stop)


def test_a_device_that_changed_meanwhile_is_asked_about_again(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    key = world.make_device(pool_id, ana, "Tablet")
    client, url = sign_in(administrator), address(ana, f"sign-in/devices/{key}/forget")
    read(client, url)
    with no_writes():
        assert client.post(url, {"seen": "something else"}).status_code == 409


@pytest.mark.parametrize(
    ("applied", "words"), [(True, "was carried out, as it seems"), (False, "was not carried out")]
)
def test_an_unknown_outcome_is_looked_into_and_not_repeated(
    sign_in: SignIn,
    administrator: Operator,
    address: Address,
    pool_id: str,
    ana: str,
    applied: bool,
    words: str,
) -> None:
    key = world.make_device(pool_id, ana, "Tablet")
    client, url = sign_in(administrator), address(ana, f"sign-in/devices/{key}/forget")
    faults.fail_next("AdminForgetDevice", drop=True, applied=applied)
    with faults.recording() as calls:
        assert words in confirm(client, url)
    assert [call.operation for call in calls].count("AdminForgetDevice") == 1
    assert outcomes("forget_device") == ["asked", "unknown"]


def test_questions_come_as_dialogs_too(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    url = address(ana, f"sign-in/devices/{world.make_device(pool_id, ana)}/forget")
    headers = {"HX-Request": "true", "HX-Target": "dialog"}
    page = sign_in(administrator).get(url, headers=headers).content.decode()
    assert "<html" not in page
    assert f'action="{url}"' in page


# Sessions


def test_one_session_ends_alone_or_with_those_tied_to_it(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    sso = world.make_session(pool_id, ana, client_id="abc", sso=True)
    token = world.make_session(pool_id, ana, client_id="abc", origin=sso)
    other = world.make_session(pool_id, ana, client_id="abc")
    client = sign_in(helpdesk)
    assert "has ended" in confirm(client, address(ana, f"sign-in/sessions/{other}/end"))
    assert "tied to it" in read(client, address(ana, f"sign-in/sessions/{sso}/end"))
    assert "has ended" in confirm(client, address(ana, f"sign-in/sessions/{sso}/end"), linked="on")
    assert ask(pool_id, "AdminListUserSessions", Username="ana")["Sessions"] == []
    answer = client.get(address(ana, f"sign-in/sessions/{token}/end"), follow=True)
    assert "has ended already" in answer.content.decode()
    assert [
        entry.details["linked"] for entry in Entry.objects.filter(action="revoke_session", outcome="done")
    ] == [
        True,
        False,
    ]


# Linked identities


def identity(provider: str, value: str) -> dict[str, Any]:
    return {
        "DestinationUser": {"ProviderName": "Cognito", "ProviderAttributeValue": "ana"},
        "SourceUser": {
            "ProviderName": provider,
            "ProviderAttributeName": "Cognito_Subject",
            "ProviderAttributeValue": value,
        },
    }


def linked(pool_id: str, sub: str) -> list[tuple[str, str]]:
    user = world.find_pool(pool_id).table.with_sub(sub)
    return [(each["providerName"], each["userId"]) for each in identities_of(user)]


def test_an_identity_is_linked_and_unlinked(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/identities/link")
    given = {"provider": "HeadOffice", "attribute": "email", "value": "ana@office.example"}
    with no_writes():
        assert "confirm that you are sure" in unescape(client.post(url, given).content.decode())
    assert "is linked to" in client.post(url, {**given, "trusted": "on"}, follow=True).content.decode()
    assert linked(pool_id, ana) == [("HeadOffice", "ana@office.example")]
    page = read(client, address(ana, "sign-in"))
    unlink = re.search(r'href="([^"]*/unlink/)"', page)
    assert unlink is not None
    assert "ana@office" not in unlink[1]
    with faults.recording() as calls:
        assert "is unlinked from" in confirm(client, unlink[1], attribute="email")
    sent = next(call for call in calls if call.operation == "AdminDisableProviderForUser").parameters["User"]
    assert sent == {
        "ProviderName": "HeadOffice",
        "ProviderAttributeName": "email",
        "ProviderAttributeValue": "ana@office.example",
    }
    assert linked(pool_id, ana) == []
    assert "is not linked any more" in client.post(unlink[1], follow=True).content.decode()


def test_what_cannot_be_linked_is_said_beside_the_field(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, url = sign_in(administrator), address(ana, "sign-in/identities/link")
    given = {"provider": "Google", "attribute": "email", "value": "7", "trusted": "on"}
    with no_writes():
        assert "has to be Cognito_Subject" in client.post(url, given).content.decode()
    world.make_user(pool_id, "Google_7", status="EXTERNAL_PROVIDER")
    answer = client.post(url, {**given, "attribute": "Cognito_Subject"})
    assert answer.status_code == 422
    assert "Merging is not currently supported" in answer.content.decode()


def test_five_identities_are_enough_and_the_main_one_stays(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    for number in range(5):
        ask(pool_id, "AdminLinkProviderForUser", **identity("Google", f"{number}"))
    client = sign_in(administrator)
    assert "Unlink one first" in read(client, address(ana, "sign-in"))
    with no_writes():
        assert "Unlink one first" in read(client, address(ana, "sign-in/identities/link"))


def test_without_a_provider_there_is_nothing_to_link(
    sign_in: SignIn, administrator: Operator, connection: object
) -> None:
    pool_id = world.make_pool("Plain")
    url = f"/pools/embedded/{pool_id}/users/{world.make_user(pool_id)}/sign-in/identities/link/"
    assert "no identity provider" in read(sign_in(administrator), url)


def test_strangers_and_anonymous_visitors_see_nothing(
    sign_in: SignIn, stranger: Operator, client: Client, address: Address, ana: str
) -> None:
    for part in ("sign-in", "activity"):
        assert sign_in(stranger).get(address(ana, part)).status_code == 404
        assert client.get(address(ana, part)).status_code == 302
        assert sign_in(stranger).post(address(ana, part)).status_code == 405
