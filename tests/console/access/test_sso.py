"""Single sign-on: a whole sign-in against a provider that answers from a script, and roles that follow groups."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import responses
from django.test import Client
from django.urls import reverse
from environ import Env
from pytest_django.fixtures import Settings

from console.access import events
from console.access.models import Operator
from console.access.roles import Role
from console.access.sso import SingleSignOn, single_sign_on_from_environment
from console.audit.models import Entry
from tests.console.conftest import Enter, recorded

pytestmark = pytest.mark.django_db
ISSUER = "https://login.company.example"
PROVIDER = SingleSignOn(
    name="Company",
    server_url=ISSUER,
    client_id="lifeguard",
    secret="shh",
    groups_claim="groups",
    roles={"admins": Role.ADMINISTRATOR, "support": Role.VIEWER, "bosses": Role.OWNER},
    origins=(ISSUER,),
)
Arrive = Callable[..., Client]


@pytest.fixture
def arrive(settings: Settings) -> Iterator[Arrive]:
    """Come back from the provider as somebody: `arrive(groups=["admins"])`."""
    settings.SINGLE_SIGN_ON = PROVIDER
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVIDER.as_allauth_app()]}}
    with responses.RequestsMock(assert_all_requests_are_fired=False) as provider:

        def arrived(client: Client | None = None, **claims: object) -> Client:
            client = client or Client()
            answer_as(provider, {"sub": "42", "preferred_username": "ana", "name": "Ana Lima"} | claims)
            url = reverse("openid_connect_login", kwargs={"provider_id": "sso"})
            to = client.post(url, {"next": "/audit/"}).headers["Location"]
            query = parse_qs(urlsplit(to).query)
            assert to.startswith(f"{ISSUER}/authorize") and "code_challenge" in query
            callback = {"code": "c0de", "state": query["state"][0]}
            path = reverse("openid_connect_callback", kwargs={"provider_id": "sso"})
            client.answer = client.get(path, callback)  # type: ignore[attr-defined]
            return client

        yield arrived


def answer_as(provider: responses.RequestsMock, claims: dict[str, object]) -> None:
    provider.reset()
    now = int(time.time())
    token = {"iss": ISSUER, "aud": "lifeguard", "iat": now, "exp": now + 60} | claims
    signed = jwt.encode(token, "the provider's own key, never seen here", algorithm="HS256")
    ends = {name: f"{ISSUER}/{name}" for name in ("authorize", "token", "userinfo", "keys")}
    configuration = {
        "issuer": ISSUER,
        "authorization_endpoint": ends["authorize"],
        "token_endpoint": ends["token"],
        "userinfo_endpoint": ends["userinfo"],
        "jwks_uri": ends["keys"],
    }
    provider.get(f"{ISSUER}/.well-known/openid-configuration", json=configuration)
    provider.post(ends["token"], json={"access_token": "t", "token_type": "Bearer", "id_token": signed})
    provider.get(ends["userinfo"], json=claims)


def test_the_first_sign_in_makes_an_operator_with_the_role_of_the_group(arrive: Arrive) -> None:
    client = arrive(groups=["support", "admins"], email="ana@company.example")
    assert client.answer.headers["Location"] == "/audit/"  # type: ignore[attr-defined]
    ana = Operator.objects.get()
    assert (ana.username, ana.name, ana.email) == ("ana", "Ana Lima", "ana@company.example")
    assert (ana.role_everywhere, ana.signs_in_elsewhere) == (Role.ADMINISTRATOR, True)
    assert recorded(events.OPERATOR_ADDED).operator == "ana"
    granted = recorded(events.ROLE_GRANTED).details
    assert granted["groups"] == ["admins", "support"]
    assert granted["after"]["grants"] == ["Administrator for all pools"]
    assert recorded(events.SIGNED_IN).details == {"with": ["socialaccount"]}


def test_who_has_no_group_with_a_role_stays_out(arrive: Arrive) -> None:
    response = arrive(groups=["cooks"]).answer  # type: ignore[attr-defined]
    assert response.status_code == 403
    assert "You have no role here" in response.content.decode()
    assert not Operator.objects.exists()
    entry = recorded(events.SIGN_IN_REFUSED)
    assert (entry.target_label, entry.details) == ("ana", {"groups": ["cooks"]})


def test_the_role_follows_the_groups_at_each_sign_in(arrive: Arrive) -> None:
    arrive(groups=["support"])
    arrive(groups=["admins"])
    assert [str(grant) for grant in Operator.objects.get().grants.all()] == ["Administrator for all pools"]


def test_losing_the_groups_takes_the_role_and_keeps_out(arrive: Arrive) -> None:
    arrive(groups=["admins"])
    response = arrive(groups=[]).answer  # type: ignore[attr-defined]
    assert response.status_code == 403
    assert not Operator.objects.get().grants.exists()
    assert recorded(events.ROLE_REVOKED).details["before"]["grants"] == ["Administrator for all pools"]


def test_a_sign_in_that_changes_no_role_records_none(arrive: Arrive) -> None:
    arrive(groups=["support"])
    arrive(groups=["support"])
    assert Entry.objects.filter(action=events.ROLE_GRANTED).count() == 1


def test_roles_granted_by_owners_stay_when_groups_go(arrive: Arrive) -> None:
    arrive(groups=["support"])
    ana = Operator.objects.get()
    ana.grants.create(role=Role.HELP_DESK, connection="embedded", pool_id="us-east-1_one")
    assert arrive(groups=[]).answer.status_code == 302  # type: ignore[attr-defined]
    assert [str(grant) for grant in ana.grants.all()] == ["Help desk for us-east-1_one (embedded)"]


def test_a_group_may_come_as_text(arrive: Arrive) -> None:
    arrive(groups="admins")
    assert Operator.objects.get().role == Role.ADMINISTRATOR


def test_a_local_operator_is_not_taken_over_by_name_or_address(arrive: Arrive, owner: Operator) -> None:
    arrive(groups=["support"], preferred_username="owner", email=owner.email, email_verified=True)
    assert Operator.objects.count() == 2
    newcomer = Operator.objects.exclude(pk=owner.pk).get()
    assert newcomer.username != "owner"
    assert newcomer.role == Role.VIEWER


def test_a_disabled_operator_stays_out(arrive: Arrive) -> None:
    arrive(groups=["admins"])
    Operator.objects.update(is_active=False)
    response = arrive(groups=["admins"]).answer  # type: ignore[attr-defined]
    assert response.headers["Location"] == reverse("account_inactive")


def test_a_token_for_somebody_else_is_refused(arrive: Arrive) -> None:
    response = arrive(groups=["admins"], aud="another service").answer  # type: ignore[attr-defined]
    assert "Single sign-on did not work" in response.content.decode()
    assert not Operator.objects.exists()


def test_old_proofs_lead_to_the_provider_which_asks_again(arrive: Arrive) -> None:
    client = arrive(groups=["bosses"])
    assert client.get(reverse("access:add")).status_code == 200
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    location = client.get(reverse("access:add")).headers["Location"]
    assert location.startswith(reverse("openid_connect_login", kwargs={"provider_id": "sso"}))
    assert "prompt%3Dlogin" in location


def test_a_demanded_second_factor_is_the_providers_business(arrive: Arrive, settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    assert arrive(groups=["bosses"]).get(reverse("access:operators")).status_code == 200


def test_connecting_a_local_account_is_not_offered(arrive: Arrive, owner: Operator, enter: Enter) -> None:
    client = enter(owner)
    arrive(groups=["admins"])
    page = client.get(reverse("mfa_index")).content.decode()
    assert "3rdparty" not in page
    assert client.get("/accounts/3rdparty/").status_code == 404


def test_the_sign_in_page_offers_the_provider_by_name(arrive: Arrive, client: Client) -> None:
    assert "Sign in with Company" in client.get(reverse("account_login")).content.decode()


def test_without_a_provider_there_is_nothing_to_sign_in_with(client: Client) -> None:
    assert "oidc" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/accounts/oidc/sso/login/").status_code == 404


def environment(**variables: str) -> tuple[SingleSignOn | None, list[str]]:
    env, missing = Env(), list[str]()
    env.ENVIRON = variables
    return single_sign_on_from_environment(env, missing), missing


def test_the_environment_describes_the_provider() -> None:
    provider, missing = environment(
        OIDC_SERVER_URL="https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
        OIDC_PROVIDER_NAME="Company",
        OIDC_CLIENT_ID="lifeguard",
        OIDC_CLIENT_SECRET="shh",
        OIDC_GROUPS_CLAIM="cognito:groups",
        OIDC_ROLES="lifeguard-admins=administrator, support = helpdesk",
        OIDC_ORIGINS="https://company.auth.eu-west-1.amazoncognito.com",
    )
    assert provider and not missing
    assert provider.roles == {"lifeguard-admins": Role.ADMINISTRATOR, "support": Role.HELP_DESK}
    assert provider.origins == (
        "https://cognito-idp.eu-west-1.amazonaws.com",
        "https://company.auth.eu-west-1.amazoncognito.com",
    )
    assert provider.groups_in({"cognito:groups": ["support"]}) == ["support"]


def test_without_an_address_there_is_no_single_sign_on() -> None:
    assert environment(OIDC_CLIENT_ID="lifeguard") == (None, [])


def test_everything_that_is_missing_is_told_together() -> None:
    _, missing = environment(OIDC_SERVER_URL=ISSUER)
    assert [line.partition(":")[0] for line in missing] == [
        "OIDC_ROLES",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
    ]


def test_an_unknown_role_is_told() -> None:
    _, missing = environment(
        OIDC_SERVER_URL=ISSUER, OIDC_CLIENT_ID="a", OIDC_CLIENT_SECRET="b", OIDC_ROLES="admins=king"
    )
    assert len(missing) == 1 and "king is not a role" in missing[0]
