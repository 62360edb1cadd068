"""App clients whose secret AWS Secrets Manager keeps: Cognito answers an ARN instead of a value."""

import ast
import subprocess

import pytest
from django.test import Client

from console.cognito import budget
from console.emulator.overlay.core.errors import ServiceError
from pools.app_clients.gateway import AppClient
from tests.pages import get
from tests.pools.app_clients.conftest import WEB, draft_of, ids_of, review, save
from tests.service import PORTAL, app_client_of, ask, make_app_client

PUBLISHED = "PublishSecretsInAWSSecretsManager"


@pytest.fixture
def portal(pool_id: str) -> str:
    return make_app_client(pool_id, **PORTAL, **{PUBLISHED: True})


@pytest.fixture
def arn(pool_id: str, portal: str) -> str:
    return str(app_client_of(pool_id, portal)["ClientSecretArn"])


def test_the_service_answers_where_the_secret_is_and_never_its_value(pool_id: str, portal: str) -> None:
    raw = app_client_of(pool_id, portal)
    assert raw["ClientSecretArn"].startswith("arn:aws:secretsmanager:us-east-1:123456789012:secret/")
    assert "ClientSecret" not in raw and PUBLISHED not in raw


def test_the_service_exchanges_it_at_once_and_lets_nobody_else_do_so(pool_id: str, portal: str) -> None:
    assert len(ask(pool_id, "ListUserPoolClientSecrets", ClientId=portal)["ClientSecrets"]) == 2
    with pytest.raises(ServiceError, match="Secrets Manager"):
        ask(pool_id, "AddUserPoolClientSecret", ClientId=portal)


def test_the_service_moves_a_secret_there_and_back_and_leaves_it_when_nothing_is_said(pool_id: str) -> None:
    client_id = make_app_client(pool_id, GenerateSecret=True)
    assert "ClientSecret" in app_client_of(pool_id, client_id)
    ask(pool_id, "UpdateUserPoolClient", ClientId=client_id, **{PUBLISHED: True})
    ask(pool_id, "UpdateUserPoolClient", ClientId=client_id, ClientName="Renamed")
    assert "ClientSecretArn" in app_client_of(pool_id, client_id)
    ask(pool_id, "UpdateUserPoolClient", ClientId=client_id, **{PUBLISHED: False})
    assert "ClientSecret" in app_client_of(pool_id, client_id)


def test_a_public_app_client_has_nothing_to_keep_there(pool_id: str) -> None:
    raw = app_client_of(pool_id, make_app_client(pool_id, **{PUBLISHED: True}))
    assert not {"ClientSecret", "ClientSecretArn"} & set(raw)


def test_it_is_confidential_and_tells_where_its_secret_is(
    console: Client, home: str, portal: str, arn: str
) -> None:
    page = get(console, f"{home}{portal}/")
    assert "Confidential: has a secret" in page and "it can never get one" not in page
    assert arn in page and "every 7 days" in page
    assert "https://us-east-1.console.aws.amazon.com/secretsmanager/secret?name=arn%3Aaws%3A" in page
    assert "Reveal it" not in page and "exchange it for another" not in page
    assert "newer than this console" not in page


@pytest.mark.parametrize(
    ("partition", "host"),
    [
        ("aws-us-gov", "us-x-1.console.amazonaws-us-gov.com"),
        ("aws-eusc", "us-x-1.console.amazonaws-eusc.eu"),
        ("aws-new", "us-x-1.console.aws.amazon.com"),
    ],
)
def test_the_link_leads_into_the_console_of_its_partition(partition: str, host: str) -> None:
    raw = {"ClientId": "a", "ClientSecretArn": f"arn:{partition}:secretsmanager:us-x-1:1:secret/a"}
    app_client = AppClient.from_response({"UserPoolClient": raw})
    assert app_client.has_secret
    assert app_client.secret_address.startswith(f"https://{host}/secretsmanager/")


def test_its_settings_are_saved_and_its_secret_stays_where_it_is(
    console: Client, home: str, pool_id: str, portal: str, arn: str
) -> None:
    reviewed = review(console, f"{home}{portal}/edit/tokens/", AccessTokenValidity_0="20")
    save(console, home, portal, reviewed)
    raw = app_client_of(pool_id, portal)
    assert (raw["AccessTokenValidity"], raw["ClientSecretArn"]) == (20, arn)


def test_there_is_nothing_to_exchange_by_hand(console: Client, home: str, portal: str, arn: str) -> None:
    page = get(console, f"{home}{portal}/secrets/")
    assert arn in page and "Kept in AWS Secrets Manager" in page
    assert "Exchange the secret" not in page and "Delete the older one" not in page
    for address in ("secrets/add/", "secret/"):
        followed = console.get(f"{home}{portal}/{address}", follow=True)
        assert followed.redirect_chain
        assert "nothing to do by hand" in followed.content.decode()


def test_its_use_tells_how_to_read_it(console: Client, home: str, portal: str, arn: str) -> None:
    answer = console.get(f"{home}{portal}/use/")
    [way] = answer.context["page"].secret
    shell, python = (snippet.code for snippet in way.snippets)
    assert arn in shell and "clientSecretValue" in shell
    subprocess.run(["bash", "-n", "-c", shell], check=True)
    ast.parse(python)
    assert "None: it is public" not in answer.content.decode()
    assert "$CLIENT_SECRET" in answer.content.decode()


def test_the_check_up_finds_neither_an_old_secret_nor_an_unfinished_exchange(
    console: Client, pool_url: str, portal: str
) -> None:
    with budget.counted() as calls:
        page = get(console, f"{pool_url}check-up/app-clients/")
    assert "ListUserPoolClientSecrets" not in calls
    assert "An exchange of secrets was not finished" not in page.split("passed")[0]


def test_one_is_made_whose_secret_nobody_is_shown(console: Client, home: str, pool_id: str) -> None:
    asked = {**WEB, "managed": "on"}
    review_page = console.post(f"{home}create/", asked).content.decode()
    assert "AWS Secrets Manager" in review_page and "It is shown once" not in review_page
    made = console.post(f"{home}create/make/", draft_of(console, home, **asked)).content.decode()
    [client_id] = ids_of(pool_id)
    assert app_client_of(pool_id, client_id)["ClientSecretArn"] in made
    assert "Take the secret now" not in made


def test_an_app_without_a_secret_cannot_have_it_kept(console: Client, home: str, pool_id: str) -> None:
    answer = console.post(f"{home}create/", {**WEB, "kind": "public", "managed": "on"})
    assert answer.status_code == 422
    assert "no secret that could be kept" in answer.content.decode()
    assert ids_of(pool_id) == []


def test_unless_asked_cognito_keeps_it_itself(console: Client, home: str, pool_id: str) -> None:
    console.post(f"{home}create/make/", draft_of(console, home, **WEB))
    assert "ClientSecret" in app_client_of(pool_id, ids_of(pool_id)[0])
