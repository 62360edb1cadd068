"""Resource servers: shown, made, edited as a whole, and deleted with a look at who asks for their scopes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.converters import NameConverter
from console.emulator import faults
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.resource_servers.gateway import LONGEST_TARGET, target_of
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.pages import hidden, words
from tests.pools.conftest import HOSTILE

API = "https://api.example.com/v1"
CONFIRMED = {"typed": API, "reason": "Closed"}


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}resource-servers/"


@pytest.fixture
def make(pool_id: str) -> Callable[..., str]:
    """Make a resource server: `make({"read": "Read it"}, identifier="rooms")` is its identifier."""

    def made(scopes: dict[str, str] | None = None, *, identifier: str = API, name: str = "Web API") -> str:
        listed = [{"ScopeName": key, "ScopeDescription": value} for key, value in (scopes or {}).items()]
        server = {"UserPoolId": pool_id, "Identifier": identifier, "Name": name, "Scopes": listed}
        perform("CreateResourceServer", "us-east-1", server)
        return identifier

    return made


@pytest.fixture
def api(make: Callable[..., str], url: str) -> str:
    """The address of a resource server with two scopes."""
    return f"{url}named/{NameConverter().to_url(make({'read': 'Read it', 'v1.write': 'Change it'}))}/"


def server_of(pool_id: str, identifier: str = API) -> Any:
    return find_pool(pool_id).resource_servers.get(identifier)


def scopes_of(pool_id: str) -> dict[str, str]:
    return {each["ScopeName"]: each["ScopeDescription"] for each in server_of(pool_id).scopes}


def rows(*scopes: tuple[str, str], **more: str) -> dict[str, str]:
    """What a browser would send for these rows."""
    typed = {"scope-TOTAL_FORMS": str(len(scopes)), "scope-INITIAL_FORMS": "0"}
    for number, (name, description) in enumerate(scopes):
        typed |= {f"scope-{number}-name": name, f"scope-{number}-description": description}
    return typed | more


def app_client(pool_id: str, *scopes: str, name: str = "Exporter") -> None:
    settings = {"AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthFlowsUserPoolClient": True}
    perform(
        "CreateUserPoolClient",
        "us-east-1",
        {
            "UserPoolId": pool_id,
            "ClientName": name,
            "GenerateSecret": True,
            "AllowedOAuthScopes": list(scopes),
            **settings,
        },
    )


Propose = Callable[..., Any]


@pytest.fixture
def propose(console: Client, api: str) -> Propose:
    """Send the edit form, and get the review or the form again."""

    def proposed(*scopes: tuple[str, str], **more: str) -> Any:
        shown = hidden(console.get(f"{api}edit/"))
        return console.post(f"{api}edit/", {"proposal": shown, "name": "Web API", **rows(*scopes, **more)})

    return proposed


# The list


def test_resource_servers_are_listed_with_their_scopes(
    sign_in: SignIn, viewer: Operator, url: str, api: str, make: Callable[..., str]
) -> None:
    make(identifier="rooms", name="Meeting rooms")
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = client.get(url)
    assert sorted(calls) == ["DescribeUserPool", "ListResourceServers"]
    assert [each.name for each in page.context["listed"].servers] == ["Meeting rooms", "Web API"]
    assert "Change it" in words(page)
    assert "It has no scopes" in words(page)
    assert "/edit/" not in words(page)


def test_hostile_words_are_shown_as_text(
    console: Client, url: str, make: Callable[..., str], pool_id: str
) -> None:
    make({"read": HOSTILE}, identifier="a<b>")
    server_of(pool_id, "a<b>").name = HOSTILE
    page = console.get(url).text
    assert "<img src=x" not in page
    assert "a&lt;b&gt;" in page


def test_an_empty_pool_says_what_resource_servers_are(console: Client, url: str) -> None:
    assert "No resource servers yet" in words(console.get(url))


def test_a_refused_list_is_a_page_of_its_own(console: Client, url: str) -> None:
    faults.fail_next("ListResourceServers", error="AccessDeniedException")
    page = console.get(url)
    assert page.status_code == 502
    assert "cognito-idp:ListResourceServers" in page.text


# Making one


def test_a_resource_server_is_made_and_read_back(console: Client, url: str, pool_id: str) -> None:
    typed = {"identifier": API, "name": "Web API", **rows(("read", "Read it"), ("", ""))}
    with budget.counted() as calls:
        answer = console.post(f"{url}create/", typed)
    assert answer["Location"] == url
    assert sorted(calls) == ["CreateResourceServer", "DescribeResourceServer", "DescribeUserPool"]
    assert scopes_of(pool_id) == {"read": "Read it"}
    assert "Web API was created." in words(console.get(url))
    assert Entry.objects.get(action="create_resource_server", outcome="done").target_id == API


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"identifier": ""}, "This field is required."),
        ({"identifier": "with space"}, "No spaces, quotes or backslashes."),
        ({"name": "Über/API"}, "Use letters, digits, spaces"),
        ({"scope-0-name": "a/b"}, "No spaces, slashes"),
        ({"scope-0-description": ""}, "This field is required."),
        ({"scope-1-name": "read", "scope-1-description": "Again"}, "Another row has this name."),
    ],
)
def test_what_cognito_would_refuse_is_said_beside_the_field(
    console: Client, url: str, pool_id: str, typed: dict[str, str], said: str
) -> None:
    good = {"identifier": API, "name": "Web API", **rows(("read", "Read it"), ("", ""))}
    page = console.post(f"{url}create/", good | typed)
    assert page.status_code == 422
    assert said in words(page)
    assert "<title>Error: " in words(page)
    assert server_of(pool_id) is None


def test_more_rows_come_without_a_script_and_keep_what_was_typed(console: Client, url: str) -> None:
    typed = {"identifier": API, "name": "", **rows(("read", ""), more="1")}
    page = console.post(f"{url}create/", typed)
    assert page.status_code == 200
    assert len(page.context["rows"].forms) == 4
    assert f'value="{API}"' in page.text
    assert 'value="read"' in page.text


def test_a_refusal_of_the_creation_keeps_the_form(console: Client, url: str, api: str) -> None:
    page = console.post(f"{url}create/", {"identifier": API, "name": "Web API", **rows()})
    assert page.status_code == 422
    assert "already exists in user pool" in page.text


def test_a_creation_without_an_answer_is_looked_into(console: Client, url: str, pool_id: str) -> None:
    typed = {"identifier": API, "name": "Web API", **rows()}
    faults.fail_next("CreateResourceServer", error="InternalErrorException", count=5)
    page = console.post(f"{url}create/", typed)
    assert (page.status_code, server_of(pool_id)) == (504, None)
    assert "It is not known whether this was done" in page.text


# Editing


def test_an_edit_is_reviewed_saved_with_all_scopes_and_kept(
    console: Client, propose: Propose, url: str, api: str, pool_id: str
) -> None:
    review = propose(("read", "Read all of it"), ("v1.write", "Change it"), ("v2", "All of it"))
    assert review.status_code == 200
    assert "client.update_resource_server(" in words(review)
    assert "removed" not in words(review)
    with budget.counted() as calls:
        saved = console.post(f"{api}save/", {"proposal": hidden(review)})
    assert sorted(calls) == [*["DescribeResourceServer"] * 2, "UpdateResourceServer"]
    assert saved["Location"] == url
    assert scopes_of(pool_id) == {"read": "Read all of it", "v1.write": "Change it", "v2": "All of it"}
    assert "The resource server was saved, and read back" in words(console.get(url))
    kept = Revision.objects.filter(kind="resource_server", target=API)
    assert [each.source for each in kept] == ["saved", "seen"]
    entry = Entry.objects.get(action="edit_resource_server", outcome="done")
    assert entry.details["before"]["Scopes"]["read"] == "Read it"


def test_an_edit_of_the_name_alone_sends_the_scopes_along(console: Client, api: str, pool_id: str) -> None:
    shown = hidden(console.get(f"{api}edit/"))
    typed = rows(("read", "Read it"), ("v1.write", "Change it"))
    with budget.counted() as calls:
        review = console.post(f"{api}edit/", {"proposal": shown, "name": "Renamed", **typed})
    assert calls == ["DescribeResourceServer"]
    console.post(f"{api}save/", {"proposal": hidden(review)})
    assert server_of(pool_id).name == "Renamed"
    assert sorted(scopes_of(pool_id)) == ["read", "v1.write"]


def test_the_review_says_who_asks_for_a_scope_that_is_removed(propose: Propose, pool_id: str) -> None:
    app_client(pool_id, f"{API}/read")
    with budget.counted() as calls:
        review = propose(("read", "Read it"), ("v1.write", "Change it"), **{"scope-0-remove": "on"})
    assert calls.count("DescribeUserPoolClient") == 1
    assert "A scope is removed: read" in words(review)
    assert "Exporter (read)" in words(review)


def test_a_look_that_is_cut_short_is_said(propose: Propose, pool_id: str) -> None:
    for number in range(12):
        app_client(pool_id, f"{API}/read", name=f"Job {number}")
    with budget.counted() as calls:
        review = propose()
    assert calls.count("DescribeUserPoolClient") == 10
    assert "Only 10 app clients were looked at" in words(review)


def test_app_clients_that_cannot_be_listed_are_no_reason_to_say_nothing(propose: Propose) -> None:
    faults.fail_next("ListUserPoolClients", error="AccessDeniedException")
    assert "could not be read" in words(propose())


def test_what_somebody_else_changed_has_to_be_decided(
    console: Client, propose: Propose, api: str, pool_id: str
) -> None:
    shown = hidden(console.get(f"{api}edit/"))
    server_of(pool_id).scopes = [{"ScopeName": "theirs", "ScopeDescription": "Theirs"}]
    typed = {"proposal": shown, "name": "Web API", **rows(("mine", "Mine"))}
    clash = console.post(f"{api}edit/", typed)
    assert clash.status_code == 409
    decided = console.post(f"{api}review/", {"proposal": hidden(clash), "decided": "1"})
    assert "Scopes are removed" in words(decided) or "A scope is removed: theirs" in words(decided)
    console.post(f"{api}save/", {"proposal": hidden(decided)})
    assert scopes_of(pool_id) == {"mine": "Mine"}


def test_nothing_changed_is_nothing_to_save(propose: Propose) -> None:
    page = propose(("read", "Read it"), ("v1.write", "Change it"))
    assert "Nothing was changed" in words(page)


def test_a_review_leads_back_to_the_form_as_it_was_typed(console: Client, propose: Propose, api: str) -> None:
    review = propose(("mine", "Mine"))
    page = console.post(f"{api}edit/", {"proposal": hidden(review), "edit": "1"})
    assert 'value="mine"' in page.text
    assert 'value="v1.write"' not in page.text


def test_a_refused_save_says_why(console: Client, propose: Propose, api: str, pool_id: str) -> None:
    review = propose(("mine", "Mine"))
    faults.fail_next("UpdateResourceServer", error="InvalidParameterException", message="No such thing")
    page = console.post(f"{api}save/", {"proposal": hidden(review)})
    assert page.status_code == 422
    assert "No such thing" in words(page)
    assert sorted(scopes_of(pool_id)) == ["read", "v1.write"]


def test_a_save_without_an_answer_that_did_not_land_is_told_whole(
    console: Client, propose: Propose, api: str
) -> None:
    review = propose(("mine", "Mine"))
    faults.fail_next("UpdateResourceServer", error="InternalErrorException", count=5)
    page = console.post(f"{api}save/", {"proposal": hidden(review)}, follow=True)
    assert "It is not known whether this was saved" in words(page)


def test_those_that_cognito_manages_are_only_shown(console: Client, url: str, api: str, pool_id: str) -> None:
    server_of(pool_id).managed_by = "COGNITO"
    listed = words(console.get(url))
    assert "Managed by Cognito" in listed
    assert "/edit/" not in listed
    for page in ("edit/", "delete/"):
        assert console.get(f"{api}{page}")["Location"] == url
    console.post(f"{api}delete/", CONFIRMED)
    assert server_of(pool_id) is not None


def test_a_proposal_for_another_resource_server_is_none(
    console: Client, propose: Propose, make: Callable[..., str], url: str
) -> None:
    make(identifier="rooms", name="Rooms")
    review = propose(("mine", "Mine"))
    assert console.post(f"{url}named/rooms/save/", {"proposal": hidden(review)}).status_code == 404


# Who uses it


def test_app_clients_are_looked_through_ten_at_a_time(console: Client, api: str, pool_id: str) -> None:
    for number in range(12):
        app_client(pool_id, f"{API}/read", name=f"Job {number:02}")
    first = console.get(f"{api}use/")
    assert "10 app clients were looked at; the pool has more" in words(first)
    following = console.get(f"{api}use/", {"next": first.context["use"].next})
    assert "2 app clients were looked at" in words(following)
    assert escape("Job 11") in following.text


def test_scopes_of_a_longer_identifier_are_not_its_own(
    console: Client, make: Callable[..., str], api: str, pool_id: str
) -> None:
    make({"read": "Read"}, identifier=f"{API}/rooms", name="Rooms")
    app_client(pool_id, f"{API}/rooms/read")
    assert console.get(f"{api}use/").context["use"].verdicts == []


# Deleting


def test_a_deletion_says_who_asks_for_its_scopes(console: Client, api: str, pool_id: str) -> None:
    app_client(pool_id, f"{API}/read", f"{API}/v1.write")
    with budget.counted() as calls:
        page = words(console.get(f"{api}delete/"))
    assert sorted(calls) == [
        "DescribeResourceServer",
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "ListUserPoolClients",
    ]
    assert "Exporter" in page
    assert "2 scopes go with it" in page


def test_it_is_deleted_and_looked_for(console: Client, url: str, api: str, pool_id: str) -> None:
    answer = console.post(f"{api}delete/", CONFIRMED)
    assert answer["Location"] == url
    assert server_of(pool_id) is None
    assert "Web API was deleted" in words(console.get(url))
    entry = Entry.objects.get(action="delete_resource_server", outcome="done")
    assert entry.reason == "Closed"
    assert sorted(entry.details["before"]["Scopes"]) == ["read", "v1.write"]


@pytest.mark.parametrize("typed", [{"typed": "https://api.example.com"}, {"reason": ""}])
def test_identifier_and_reason_have_to_be_typed(
    console: Client, api: str, pool_id: str, typed: dict[str, str]
) -> None:
    assert console.post(f"{api}delete/", CONFIRMED | typed).status_code == 422
    assert server_of(pool_id) is not None


def test_a_deletion_asks_for_a_recent_proof(
    console: Client, administrator: Operator, api: str, pool_id: str
) -> None:
    prove(console, administrator, ago=3600)
    assert "/accounts/" in console.post(f"{api}delete/", CONFIRMED)["Location"]
    assert server_of(pool_id) is not None


def test_a_deletion_without_an_answer_is_looked_into(console: Client, api: str, pool_id: str) -> None:
    faults.fail_next("DeleteResourceServer", error="InternalErrorException", count=5)
    page = console.post(f"{api}delete/", CONFIRMED)
    assert page.status_code == 504
    assert server_of(pool_id) is not None


# Who may, and addresses


def test_roles_and_methods(
    sign_in: SignIn, viewer: Operator, stranger: Operator, console: Client, url: str, api: str
) -> None:
    for page in ("create/", f"{api.removeprefix(url)}edit/", f"{api.removeprefix(url)}use/"):
        assert sign_in(viewer).get(url + page).status_code == 403
        assert sign_in(stranger).get(url + page).status_code == 404
        assert Client().get(url + page).status_code == 302
    assert console.get(f"{api}save/").status_code == 405
    assert console.get(f"{url}named/nobody/edit/").status_code == 404


def test_long_identifiers_are_kept_apart() -> None:
    one, other = (target_of("https://" + "a" * 240 + end) for end in ("b", "c"))
    assert one != other
    assert max(map(len, (one, other))) <= LONGEST_TARGET
    assert target_of(API) == API
