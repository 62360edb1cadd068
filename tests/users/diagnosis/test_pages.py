"""The card on a person's page, the part that follows it, the closer look, and the page without scripts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from tests.conftest import SignIn
from users.diagnosis.reading import MOST_APP_CLIENTS

Address = Callable[..., str]
REGION = {"HX-Request": "true", "HX-Target": "diagnosis"}
CLEAR = "Nothing in the way, as far as Lifeguard can see"


@pytest.fixture
def guarded(connection: object) -> str:
    """A pool with threat protection, where a second factor is required."""
    pool_id = world.make_pool(
        "Guarded",
        UsernameAttributes=["email"],
        UserPoolTier="PLUS",
        UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"},
    )
    pool = find_pool(pool_id)
    pool.mfa_config = "ON"
    pool.token_mfa_config = {"Enabled": True}
    return pool_id


def make_zoe(pool_id: str, **facts: Any) -> str:
    """Somebody whose data are easy to find where they should not be. Returns the address of her page."""
    attributes = {"name": "Zoe Zander", "email_verified": "true", "phone_number": "+15550100999"}
    facts["attributes"] = attributes | facts.get("attributes", {})
    sub = world.make_user(pool_id, "zoe@secret.example", **facts)
    return f"/pools/embedded/{pool_id}/users/{sub}/"


def get(client: Client, url: str, *, htmx: bool = False) -> str:
    answer = client.get(url, headers=REGION if htmx else {})
    assert answer.status_code == 200, answer.content.decode()
    return unescape(answer.content.decode())


def next_of(page: str) -> str:
    """Where the card on a person's page fetches the rest."""
    found = re.search(r'id="diagnosis" hx-get="([^"]*)"', page)
    assert found is not None
    return found[1]


def verdict_of(page: str) -> str:
    found = re.search(r'class="verdict-words"[^>]*><bdi[^>]*>(.*?)</bdi>', page)
    assert found is not None
    return found[1]


def add_app_client(pool_id: str, name: str, **settings: Any) -> None:
    perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": name, **settings})


def test_the_page_answers_at_once_and_the_rest_follows(
    sign_in: SignIn, helpdesk: Operator, guarded: str
) -> None:
    zoe, client = make_zoe(guarded), sign_in(helpdesk)
    now = datetime.now(UTC)
    for minutes in range(3):
        world.make_auth_event(
            guarded, zoe.split("/")[-2], response="Fail", at=now - timedelta(minutes=minutes)
        )
    world.make_auth_event(guarded, zoe.split("/")[-2], at=now - timedelta(days=2))
    first = get(client, zoe)
    assert verdict_of(first) == CLEAR
    assert f'href="{next_of(first)}"' in first
    rest = get(client, next_of(first), htmx=True)
    assert rest.lstrip().startswith('<div id="diagnosis"')
    assert "<html" not in rest
    assert verdict_of(rest) == "Probably not: the password was wrong 3 times."
    assert "Sign-in failed 3 times since the last success" in rest
    assert rest.count("Last sign-in that Cognito noted: ") == 2
    assert f'hx-get="{zoe}reset-password/"' in rest
    # The same without a script, as a page of its own.
    whole = get(client, f"{zoe}diagnosis/")
    assert verdict_of(whole) == verdict_of(rest)
    assert "<h1" in whole


def test_both_looks_cost_five_calls_at_most_and_bill_nobody(
    sign_in: SignIn, administrator: Operator, guarded: str
) -> None:
    zoe, client = make_zoe(guarded), sign_in(administrator)
    caches["cognito"].clear()

    def calls_of_a_visit() -> list[str]:
        with budget.counted() as calls:
            get(client, next_of(get(client, zoe)), htmx=True)
        return calls

    cold, warm = calls_of_a_visit(), calls_of_a_visit()
    reads = ["AdminListGroupsForUser", "AdminListUserAuthEvents", "ListUsers", "ListUsers"]
    assert sorted(cold) == sorted([*reads, "DescribeUserPool"])
    assert sorted(warm) == reads


def test_what_a_page_has_read_is_kept_for_its_operator_alone_and_not_for_long(
    sign_in: SignIn, helpdesk: Operator, administrator: Operator, pool_id: str
) -> None:
    zoe = make_zoe(pool_id)
    rest = next_of(get(sign_in(helpdesk), zoe))
    for client, again in ((sign_in(helpdesk), False), (sign_in(administrator), True)):
        with budget.counted() as calls:
            get(client, rest, htmx=True)
        assert (calls.count("ListUsers") == 2) is again
    caches["cognito"].clear()
    find_pool(pool_id).table.with_sub(zoe.split("/")[-2]).enabled = False  # type: ignore[union-attr]
    assert verdict_of(get(sign_in(helpdesk), rest, htmx=True)) == "No: the user is disabled."
    assert verdict_of(get(sign_in(helpdesk), f"{zoe}diagnosis/?read=ünknown"))


def test_a_closer_look_reads_app_clients_within_bounds(
    sign_in: SignIn, administrator: Operator, helpdesk: Operator, pool_id: str
) -> None:
    zoe = make_zoe(pool_id)
    closer = f"{zoe}diagnosis/?closer=1"
    page = get(sign_in(helpdesk), f"{zoe}diagnosis/")
    assert f'hx-get="{closer}"' in page
    assert verdict_of(get(sign_in(helpdesk), closer)) == "No: the pool has no app client."
    for number in range(MOST_APP_CLIENTS + 2):
        add_app_client(pool_id, f"App {number}", ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH"])
    page = get(sign_in(helpdesk), closer)
    assert "that is for Administrators" in page
    assert "Look closer" not in page
    with budget.counted() as calls:
        page = get(sign_in(administrator), closer)
    assert calls.count("DescribeUserPoolClient") == MOST_APP_CLIENTS
    assert len(calls) <= 13
    assert "AdminGetUser" not in calls
    assert f"None of the {MOST_APP_CLIENTS} app clients that were read lets people sign in" in page
    assert f'href="/pools/embedded/{pool_id}/app-clients/"' in page


def test_a_closer_look_finds_users_with_the_same_number_or_spelling(
    sign_in: SignIn, administrator: Operator, connection: object
) -> None:
    pool_id = world.make_pool("Old", UsernameConfiguration={"CaseSensitive": True})
    sub = world.make_user(
        pool_id, "Maria", attributes={"email": "m@example.com", "phone_number": "+15550100999"}
    )
    world.make_user(pool_id, "maria", attributes={"name": "Maria Small"})
    world.make_user(
        pool_id, "telephone", attributes={"name": "Maria Ringing", "phone_number": "+15550100999"}
    )
    add_app_client(pool_id, "Portal")
    url = f"/pools/embedded/{pool_id}/users/{sub}/diagnosis/"
    assert verdict_of(get(sign_in(administrator), url)) == CLEAR
    page = get(sign_in(administrator), f"{url}?closer=1")
    assert verdict_of(page).startswith("Probably not: they may be signing in as a user whose name differs")
    assert "Maria Small" in page
    assert "Maria Ringing" in page


def test_what_cannot_be_read_is_named_and_the_rest_is_said_all_the_same(
    sign_in: SignIn, helpdesk: Operator, guarded: str, pool_id: str
) -> None:
    client, zoe = sign_in(helpdesk), make_zoe(guarded)
    rest = next_of(get(client, zoe))
    faults.fail_next("AdminListUserAuthEvents", error="AccessDeniedException")
    faults.fail_next("ListUsers", error="TooManyRequestsException", count=9)
    faults.fail_next("GetUserPoolMfaConfig", error="InternalErrorException", status=500, count=9)
    page = get(client, rest, htmx=True)
    assert verdict_of(page) == CLEAR
    assert "cognito-idp:AdminListUserAuthEvents" in page
    assert "Cognito is busy" in page
    assert "internal failure" in get(client, f"{rest}&closer=1", htmx=True)
    assert "Not read: recent sign-ins; other users with the same address;" in re.sub(r"\s+", " ", page)
    faults.clear()
    # A pool without threat protection is not even asked for sign-ins.
    with budget.counted() as calls:
        page = get(client, f"{make_zoe(pool_id)}diagnosis/")
    assert "AdminListUserAuthEvents" not in calls
    assert "Threat protection is off in this pool" in page


def test_without_the_settings_of_the_pool_the_state_of_the_user_still_answers(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    zoe, client = make_zoe(pool_id, status="FORCE_CHANGE_PASSWORD"), sign_in(helpdesk)
    faults.fail_next("DescribeUserPool", error="AccessDeniedException", count=9)
    page = get(client, f"{zoe}diagnosis/")
    assert verdict_of(page) == "Only with the temporary password of their invitation."
    assert "The pool’s settings" in page
    assert f'hx-get="{zoe}resend/"' in page


def test_users_whose_address_cannot_be_searched_for_are_diagnosed_all_the_same(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    zoe = make_zoe(pool_id, attributes={"email": "zoe\x07@secret.example"})
    page = get(sign_in(helpdesk), f"{zoe}diagnosis/")
    assert "Cognito cannot search for what stands there." in page


def test_one_action_helps_where_cognito_accepts_it_and_the_role_may(
    sign_in: SignIn, viewer: Operator, helpdesk: Operator, pool_id: str
) -> None:
    disabled = make_zoe(pool_id, enabled=False)
    assert f'hx-get="{disabled}enable/"' in get(sign_in(helpdesk), f"{disabled}diagnosis/")
    page = get(sign_in(viewer), f"{disabled}diagnosis/")
    assert "“Enable user” would help. It takes the Help desk role." in page
    assert "enable/" not in page
    # To disabled people Cognito sends no code: the reset is not offered, but what helps without one.
    reset = make_zoe(pool_id, enabled=False, status="RESET_REQUIRED")
    page = get(sign_in(helpdesk), f"{reset}diagnosis/")
    assert f"{reset}reset-password/" not in page
    assert "“Set password” would help. It takes the Administrator role." in page


def test_viewers_see_no_personal_data_and_nothing_to_press(
    sign_in: SignIn, viewer: Operator, connection: object
) -> None:
    pool_id = world.make_pool("Shop", AliasAttributes=["email"])
    world.make_user(pool_id, "first", attributes={"email": "zoe@secret.example", "email_verified": "true"})
    sub = world.make_user(pool_id, "second", attributes={"name": "Zoe Zander", "email": "zoe@secret.example"})
    home, client = f"/pools/embedded/{pool_id}/users/{sub}/", sign_in(viewer)
    page = get(client, f"{home}diagnosis/?closer=1")
    assert "Their e-mail address is verified on another user" in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "z•••@s•••.example" in main
    for text in ("Zander", "zoe@", "secret.example", 'method="post"', 'hx-target="#dialog"'):
        assert text not in main, text
    assert "zoe@" not in get(client, next_of(get(client, home)), htmx=True)


def test_the_summary_for_a_ticket_holds_no_personal_data(
    sign_in: SignIn, administrator: Operator, pool_id: str
) -> None:
    zoe = make_zoe(pool_id, attributes={"email_verified": "false"})
    twin = world.make_user(pool_id, "zoe@secret.example", attributes={"name": "Zoe Again"})
    page = get(sign_in(administrator), f"{zoe}diagnosis/")
    found = re.search(r"data-copy-source>(.*?)</code>", page, re.DOTALL)
    assert found is not None
    text = found[1]
    assert "Pool: Staff (" in text
    assert zoe.split("/")[-2] in text
    assert twin in text
    assert "E-mail address: not verified" in text
    assert "There may be two users for the same person (possible)." in text
    assert "Looked at by administrator (Administrator), " in text
    for secret in ("zoe", "zander", "secret.example", "5550100999"):
        assert secret not in text.casefold()


def test_what_a_deep_read_has_told_is_used(sign_in: SignIn, helpdesk: Operator, guarded: str) -> None:
    zoe, client = make_zoe(guarded), sign_in(helpdesk)
    assert "none is on for them" not in get(client, next_of(get(client, zoe)), htmx=True)
    page = unescape(client.post(f"{zoe}deep-read/").content.decode())
    assert verdict_of(page) == "Probably not: a second factor is required, and they have set up none."
    with budget.counted() as calls:
        rest = get(client, next_of(page), htmx=True)
    assert verdict_of(rest) == verdict_of(page)
    assert "AdminGetUser" not in calls


def test_a_closer_look_tells_second_factors_and_bills_nobody(
    sign_in: SignIn, viewer: Operator, helpdesk: Operator, guarded: str
) -> None:
    zoe = make_zoe(guarded)
    page = get(sign_in(viewer), f"{zoe}diagnosis/")
    assert "hich second factors they have set up" in page
    add_app_client(guarded, "Portal")
    with budget.counted() as calls:
        page = get(sign_in(viewer), f"{zoe}diagnosis/?closer=1")
    assert verdict_of(page) == "Probably not: a second factor is required, and they have set up none."
    assert calls.count("AdminGetUserAuthFactors") == 1
    assert "AdminGetUser" not in calls
    user: Any = find_pool(guarded).table.with_sub(zoe.split("/")[-2])
    user.token_verified = user.software_token_mfa_enabled = True
    page = get(sign_in(helpdesk), f"{zoe}diagnosis/?closer=1")
    assert "An authenticator app is their only second factor" in page
    assert f'href="{zoe}sign-in/authenticator/"' in page


def test_only_those_who_reach_the_pool_may_ask_and_only_by_looking(
    sign_in: SignIn, client: Client, owner: Operator, stranger: Operator, pool_id: str
) -> None:
    url = f"{make_zoe(pool_id)}diagnosis/"
    assert client.get(url)["Location"].startswith("/accounts/login/")
    assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(owner).post(url).status_code == 405
    assert "no-store" in sign_in(owner).get(url)["Cache-Control"]
    nobody = url.replace(url.split("/")[-3], "11111111-2222-4333-8444-555555555555")
    assert sign_in(owner).get(nobody).status_code == 404
