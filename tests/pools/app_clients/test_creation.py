"""Making app clients, whose secret is shown once, and deleting them."""

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pools.app_clients.conftest import WEB, draft_of, ids_of
from tests.service import app_client_of, ask, make_app_client


@pytest.fixture
def home(pool_url: str) -> str:
    return f"{pool_url}app-clients/"


@pytest.fixture
def scope(pool_id: str) -> str:
    scopes = [{"ScopeName": "read", "ScopeDescription": "Read"}]
    ask(pool_id, "CreateResourceServer", Identifier="shop", Name="Shop", Scopes=scopes)
    return "shop/read"


# Making


def test_the_review_shows_the_call_and_sends_nothing(console: Client, home: str, pool_id: str) -> None:
    with budget.counted() as calls:
        answer = console.post(f"{home}create/", WEB)
    assert "create_user_pool_client" in answer.content.decode()
    assert sorted(calls) == ["DescribeUserPool", "ListResourceServers"]
    assert ids_of(pool_id) == []


def test_a_web_app_gets_the_code_flow_safe_choices_and_a_secret(
    console: Client, home: str, pool_id: str
) -> None:
    console.post(f"{home}create/make/", draft_of(console, home, **WEB))
    [client_id] = ids_of(pool_id)
    made = app_client_of(pool_id, client_id)
    assert made["ClientSecret"]
    assert made["AllowedOAuthFlows"] == ["code"]
    assert made["PreventUserExistenceErrors"] == "ENABLED"
    assert made["EnableTokenRevocation"] is True
    assert made["CallbackURLs"] == [WEB["callbacks"]]


def test_a_public_app_has_no_secret(console: Client, home: str, pool_id: str) -> None:
    answer = console.post(f"{home}create/make/", draft_of(console, home, **{**WEB, "kind": "public"}))
    assert "ClientSecret" not in app_client_of(pool_id, ids_of(pool_id)[0])
    assert "Take the secret now" not in answer.content.decode()


def test_a_machine_has_client_credentials_and_its_scopes(
    console: Client, home: str, pool_id: str, scope: str
) -> None:
    draft = draft_of(console, home, name="Robot", kind="machine", scopes=[scope])
    console.post(f"{home}create/make/", draft)
    made = app_client_of(pool_id, ids_of(pool_id)[0])
    assert (made["AllowedOAuthFlows"], made["AllowedOAuthScopes"]) == (["client_credentials"], [scope])


def test_a_new_secret_is_in_one_answer_and_nowhere_else(console: Client, home: str, pool_id: str) -> None:
    draft = draft_of(console, home, **WEB)
    answer = console.post(f"{home}create/make/", draft)
    [client_id] = ids_of(pool_id)
    secret = app_client_of(pool_id, client_id)["ClientSecret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    again = console.post(f"{home}create/make/", draft, follow=True)
    pages = [again, *(console.get(f"{home}{path}") for path in ("", f"{client_id}/", f"{client_id}/delete/"))]
    assert [page for page in pages if secret in page.content.decode()] == []
    assert all(secret not in str(vars(entry)) for entry in Entry.objects.all())
    assert all(secret not in str(vars(kept)) for kept in Revision.objects.all())
    assert secret not in str(dict(console.session))
    assert Revision.objects.filter(kind="app_client", target=client_id, source="saved").count() == 1


def test_a_draft_is_sent_once(console: Client, home: str, pool_id: str) -> None:
    draft = draft_of(console, home, **WEB)
    console.post(f"{home}create/make/", draft)
    answer = console.post(f"{home}create/make/", draft, follow=True)
    assert "sent already" in answer.content.decode()
    assert len(ids_of(pool_id)) == 1


def test_a_draft_that_was_refused_is_kept_and_can_be_sent_again(
    console: Client, home: str, pool_id: str
) -> None:
    draft = draft_of(console, home, **WEB)
    faults.fail_next("CreateUserPoolClient", error="TooManyRequestsException")
    answer = console.post(f"{home}create/make/", draft)
    assert answer.status_code == 429
    assert "Cognito is busy" in answer.content.decode()
    again = {"draft": answer.context["token"]}
    assert console.post(f"{home}create/make/", again).status_code == 200
    assert len(ids_of(pool_id)) == 1


def test_a_draft_whose_outcome_is_not_known_is_not_sent_again(
    console: Client, home: str, pool_id: str
) -> None:
    draft = draft_of(console, home, **WEB)
    faults.fail_next("CreateUserPoolClient", drop=True, applied=True)
    answer = console.post(f"{home}create/make/", draft)
    assert answer.status_code == 504
    assert "not known whether this was done" in answer.content.decode()
    assert "sent already" in console.post(f"{home}create/make/", draft, follow=True).content.decode()
    assert len(ids_of(pool_id)) == 1


def test_a_draft_of_somebody_else_is_not_taken(
    console: Client, home: str, pool_id: str, owner: Operator, sign_in: SignIn
) -> None:
    draft = draft_of(console, home, **WEB)
    sign_in(owner).post(f"{home}create/make/", draft)
    assert ids_of(pool_id) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": ""}, "Give it a name."),
        ({"callbacks": ""}, "Say where people come back to"),
        ({"callbacks": "http://portal.example.com/"}, "cannot be used"),
        ({"kind": "machine"}, "leave the addresses empty"),
        ({"kind": "machine", "callbacks": "", "logouts": ""}, "tick at least one"),
        ({"name": "a" * 129}, "at most 128"),
    ],
)
def test_what_is_missing_is_said_in_the_form(
    console: Client, home: str, data: dict[str, str], message: str
) -> None:
    answer = console.post(f"{home}create/", {**WEB, **data})
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_the_making_is_recorded_with_the_new_id_and_its_refusal_too(
    console: Client, home: str, pool_id: str
) -> None:
    console.post(f"{home}create/make/", draft_of(console, home, **WEB))
    done = Entry.objects.get(action="create_app_client", outcome="done")
    assert (done.target_id, done.target_label) == (ids_of(pool_id)[0], "Portal")
    faults.fail_next(operation="CreateUserPoolClient", error="LimitExceededException")
    assert console.post(f"{home}create/make/", draft_of(console, home, **WEB)).status_code >= 400
    assert Entry.objects.filter(action="create_app_client", outcome="refused").count() == 1


# Deleting


def test_an_app_client_is_deleted_by_its_name_with_a_reason(console: Client, home: str, pool_id: str) -> None:
    client_id = make_app_client(pool_id)
    url = f"{home}{client_id}/delete/"
    assert "Nobody can sign in through this app" in console.get(url).content.decode()
    wrong = console.post(url, {"name": "Portals", "reason": "Old"})
    assert (wrong.status_code, ids_of(pool_id)) == (422, [client_id])
    answer = console.post(url, {"name": "Portal", "reason": "Old"}, follow=True)
    assert "Portal was deleted" in answer.content.decode()
    assert ids_of(pool_id) == []
    entry = Entry.objects.get(action="delete_app_client", outcome="done")
    assert (entry.target_id, entry.reason) == (client_id, "Old")


def test_without_an_answer_it_is_looked_for(console: Client, home: str, pool_id: str) -> None:
    client_id = make_app_client(pool_id)
    faults.fail_next("DeleteUserPoolClient", drop=True, applied=True)
    answer = console.post(f"{home}{client_id}/delete/", {"name": "Portal", "reason": "Old"}, follow=True)
    assert "No clear answer came" in answer.content.decode()


def test_a_refused_deletion_says_why(console: Client, home: str, pool_id: str) -> None:
    client_id = make_app_client(pool_id)
    faults.fail_next("DeleteUserPoolClient", error="InvalidParameterException", message="Not now")
    answer = console.post(f"{home}{client_id}/delete/", {"name": "Portal", "reason": "Old"})
    assert answer.status_code >= 400
    assert "Not now" in answer.content.decode()
    assert ids_of(pool_id) == [client_id]


def test_dangerous_pages_ask_for_a_recent_proof(
    administrator: Operator, sign_in: SignIn, home: str, pool_id: str
) -> None:
    client = sign_in(administrator)
    prove(client, administrator, ago=100_000)
    for path in ("create/", f"{make_app_client(pool_id)}/delete/"):
        assert client.get(f"{home}{path}").status_code == 302
