"""The page on which an invitation can be walked to its end."""

import re
from html import unescape

import pytest
from django.test import Client

from console.access.models import Operator
from console.emulator import outbox, world
from console.emulator.overlay import perform
from tests.conftest import SignIn

URL = "/emulator/sign-in/"
PASSWORD, NEW = "Temporary-1", "Chosen-1234"
SETTINGS = {
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "UsernameAttributes": ["email"],
    "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}},
}
ANA = "ana@example.com"


@pytest.fixture
def pool_id(connection: object) -> str:
    return world.make_pool("Shop", **SETTINGS)


def make_app(pool_id: str, *flows: str, secret: bool = False) -> str:
    given = {"UserPoolId": pool_id, "ClientName": "Web shop", "GenerateSecret": secret}
    made = perform("CreateUserPoolClient", "us-east-1", {**given, "ExplicitAuthFlows": list(flows)})
    return f"{pool_id} {made['UserPoolClient']['ClientId']}"


def make_ana(pool_id: str, status: str = "CONFIRMED", password: str = NEW) -> str:
    return world.make_user(
        pool_id, ANA, status=status, password=password, attributes={"email_verified": "true"}
    )


def post(client: Client, **given: str) -> str:
    return unescape(client.post(URL, given).content.decode())


def answer(client: Client, page: str, **given: str) -> str:
    """Answer the challenge that a page asks, with all that it kept."""
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return post(client, **{**kept, **given})


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize(
    "flow", ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"]
)
def test_a_temporary_password_leads_to_a_new_one_and_in(
    sign_in: SignIn, helpdesk: Operator, pool_id: str, flow: str, secret: bool
) -> None:
    sub, app = make_ana(pool_id, "FORCE_CHANGE_PASSWORD", PASSWORD), make_app(pool_id, flow, secret=secret)
    client = sign_in(helpdesk)
    page = post(client, app=app, username=ANA, password=PASSWORD)
    assert "NEW_PASSWORD_REQUIRED" in page
    page = answer(client, page, answer="short")
    assert "Password not long enough" in page
    page = answer(client, page, answer=NEW)
    assert "Tokens were given" in page
    assert f"/users/{sub}/activity/" in page
    told = perform("AdminGetUser", "us-east-1", {"UserPoolId": pool_id, "Username": ANA})
    assert told["UserStatus"] == "CONFIRMED"
    activity = client.get(f"/pools/embedded/{pool_id}/users/{sub}/activity/").content.decode()
    assert "Succeeded" in activity
    assert "127.0.0.1" in activity


def test_a_code_of_the_outbox_stands_for_the_password(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    make_ana(pool_id)
    app, client = make_app(pool_id, "ALLOW_USER_AUTH"), sign_in(helpdesk)
    page = post(client, app=app, username=ANA)
    assert "SELECT_CHALLENGE" in page
    page = answer(client, page, answer="EMAIL_OTP")
    code = re.search(r"\d{6}", outbox.messages()[0].body)
    assert code is not None
    assert "Tokens were given" in answer(client, page, answer=code[0])


def test_a_reset_password_is_replaced_with_the_code(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    make_ana(pool_id)
    perform("AdminResetUserPassword", "us-east-1", {"UserPoolId": pool_id, "Username": ANA})
    code = re.search(r"\d{6}", outbox.messages()[0].body)
    assert code is not None
    app, client = make_app(pool_id, "ALLOW_USER_PASSWORD_AUTH"), sign_in(helpdesk)
    page = post(client, app=app, username=ANA, password=NEW)
    assert "The password has to be reset" in page
    page = answer(client, page, answer="Another-1234", code="000")
    assert "CodeMismatchException" in page
    assert "Tokens were given" in answer(client, page, answer="Another-1234", code=code[0])


def test_the_services_own_refusals_are_shown(sign_in: SignIn, helpdesk: Operator, pool_id: str) -> None:
    make_ana(pool_id)
    app, client = make_app(pool_id, "ALLOW_USER_SRP_AUTH"), sign_in(helpdesk)
    assert "USER_PASSWORD_AUTH flow not enabled" in post(client, app=app, username=ANA, password=NEW)
    open_app = make_app(pool_id, "ALLOW_USER_PASSWORD_AUTH")
    assert "Incorrect username or password" in post(client, app=open_app, username=ANA, password="x")
    assert "Select a valid choice" in post(client, app="nothing at all", username=ANA, password="x")
    kept = {"app": open_app, "username": ANA, "challenge": "NONSENSE", "answer": "1"}
    assert "no such step" in post(client, **kept)


def test_only_pools_within_reach_can_be_tried(
    sign_in: SignIn, stranger: Operator, viewer: Operator, pool_id: str
) -> None:
    app = make_app(pool_id, "ALLOW_USER_PASSWORD_AUTH")
    assert "There is no app client" in sign_in(stranger).get(URL).content.decode()
    assert "Tokens" not in post(sign_in(stranger), app=app, username=ANA, password=NEW)
    assert sign_in(viewer).get(URL).status_code == 403
    assert Client().get(URL).status_code == 302


def test_a_message_leads_to_an_app_client_of_its_own_pool(
    sign_in: SignIn, helpdesk: Operator, pool_id: str
) -> None:
    elsewhere = make_app(world.make_pool("Another"), "ALLOW_USER_PASSWORD_AUTH")
    app = make_app(pool_id, "ALLOW_USER_PASSWORD_AUTH")
    make_ana(pool_id, "FORCE_CHANGE_PASSWORD", PASSWORD)
    perform(
        "AdminCreateUser",
        "us-east-1",
        {
            "UserPoolId": pool_id,
            "Username": ANA,
            "MessageAction": "RESEND",
            "DesiredDeliveryMediums": ["EMAIL"],
        },
    )
    client = sign_in(helpdesk)
    link = re.search(r'href="(/emulator/sign-in/\?[^"]*)"', client.get("/emulator/outbox/").content.decode())
    assert link is not None
    page = client.get(unescape(link[1])).content.decode()
    assert f'<option value="{app}" selected>' in page
    assert f'<option value="{elsewhere}">' in page
