"""Answers and errors of every odd form: what can be meant is read, the rest costs itself alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.cognito import errors, model
from console.cognito.raw_answers import LATEST, UNREADABLE, readable, rows_left_out
from console.emulator import faults, world
from tests.conftest import SignIn
from tests.console.cognito.conftest import Notebook, Thin


def users(*rows: Any, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = readable("ListUsers", {"Users": list(rows), **more})["Users"]
    return found


def test_nulls_are_as_if_they_were_not_there_at_every_depth() -> None:
    pool = {
        "Id": "local_1",
        "Name": "Staff",
        "MfaConfiguration": None,
        "Policies": {"PasswordPolicy": {"MinimumLength": None, "RequireNumbers": True}},
        "AutoVerifiedAttributes": ["email", None],
        "UserPoolTags": {"team": None, "cost": "1"},
        "Brand": {"New": None, "Newer": [None, {"a": None}]},
    }
    assert readable("DescribeUserPool", {"UserPool": pool})["UserPool"] == {
        "Id": "local_1",
        "Name": "Staff",
        "Policies": {"PasswordPolicy": {"RequireNumbers": True}},
        "AutoVerifiedAttributes": ["email"],
        "UserPoolTags": {"cost": "1"},
        "Brand": {"Newer": [{}]},
    }


@pytest.mark.parametrize(
    "told",
    [
        1_600_000_000,
        1_600_000_000.0,
        "1600000000",
        "1.6e9",
        "2020-09-13T12:26:40Z",
        "2020-09-13T12:26:40.000+00:00",
        "2020-09-13T14:26:40+02:00",
        "2020-09-13T12:26:40",
        "2020-09-13 12:26:40",
        "Sun, 13 Sep 2020 12:26:40 GMT",
    ],
    ids=repr,
)
def test_a_date_is_read_in_every_form(told: Any) -> None:
    assert users({"Username": "ana", "UserCreateDate": told})[0]["UserCreateDate"] == 1_600_000_000


@pytest.mark.parametrize(
    "told",
    [1e30, -1, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "soon", "", [], {}]
    + [float("nan"), float("inf"), 1_600_000_000_000, "1600000000000"],
    ids=repr,
)
def test_what_is_no_date_is_as_if_it_were_not_there(told: Any) -> None:
    assert users({"Username": "ana", "UserCreateDate": told}) == [{"Username": "ana"}]


@pytest.mark.parametrize(
    ("operation", "answer", "name"),
    [
        ("ListUsers", {"PaginationToken": "more"}, "Users"),
        ("ListUsers", {"Users": None}, "Users"),
        ("ListGroups", {"NextToken": "more"}, "Groups"),
        ("ListUserPools", {"UserPools": None}, "UserPools"),
        ("AdminListGroupsForUser", {"Groups": None, "NextToken": None}, "Groups"),
    ],
)
def test_a_list_that_is_left_out_is_empty(operation: str, answer: dict[str, Any], name: str) -> None:
    assert readable(operation, answer)[name] == []


@pytest.mark.parametrize(
    ("operation", "name", "row"),
    [
        ("ListUsers", "Users", {"Enabled": True}),
        ("ListUsers", "Users", {"Username": ["ana"]}),
        ("ListUsers", "Users", "ana"),
        ("ListUserPools", "UserPools", {"Id": "us-east-1_a"}),
        ("ListUserPools", "UserPools", {"Id": "us-east-1_a", "Name": None}),
        ("ListGroups", "Groups", {"Description": "no name"}),
        ("ListUserPoolClients", "UserPoolClients", 7),
    ],
)
def test_a_row_that_cannot_be_read_costs_itself_alone_and_is_counted(
    operation: str, name: str, row: Any
) -> None:
    whole = {"Username": "ben", "Id": "us-east-1_b", "Name": "B", "GroupName": "b", "ClientId": "c"}
    answer = readable(operation, {name: [row, whole, row]})
    assert (len(answer[name]), rows_left_out(answer)) == (1, 2)


def test_a_setting_of_another_type_is_read_where_it_can_be_meant_and_is_unknown_otherwise() -> None:
    policy = {"MinimumLength": "12", "RequireNumbers": "true", "RequireSymbols": 7, "PasswordHistorySize": {}}
    raw = {"Id": 1, "Name": "Staff", "Policies": {"PasswordPolicy": policy}, "SchemaAttributes": [{}, 3]}
    pool = readable("DescribeUserPool", {"UserPool": raw})["UserPool"]
    assert pool["Id"] == "1"
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 12
    assert pool["Policies"]["PasswordPolicy"]["RequireNumbers"] is True
    shape = model.output_shape("DescribeUserPool").members["UserPool"]
    assert sorted(model.unknown_members(pool, shape)) == [
        f"Policies.PasswordPolicy.PasswordHistorySize{UNREADABLE}",
        f"Policies.PasswordPolicy.RequireSymbols{UNREADABLE}",
        f"SchemaAttributes{UNREADABLE}",
    ]


def test_what_cannot_be_read_is_not_kept_since_it_may_be_a_secret() -> None:
    answer = readable(
        "DescribeUserPoolClient", {"UserPoolClient": {"ClientId": "c", "ClientSecret": ["s3cr3t"]}}
    )
    assert "s3cr3t" not in json.dumps(answer)


@pytest.mark.parametrize(
    "answer", [{}, [], None, "x", 7, {"UserPool": None}, {"UserPool": {"Id": "a"}}, {"Pool": {}}]
)
def test_without_what_was_asked_for_an_answer_is_broken(answer: Any) -> None:
    with pytest.raises(errors.BrokenAnswer):
        readable("DescribeUserPool", answer)


@pytest.mark.parametrize("answer", [{"DomainDescription": {}}, {"DomainDescription": None}])
def test_a_domain_that_is_not_there_is_told_as_nothing(answer: dict[str, Any]) -> None:
    assert readable("DescribeUserPoolDomain", answer) == {"DomainDescription": {}}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Name", "Id", "x"]), inner),
    max_leaves=8,
)


@given(
    st.sampled_from(
        ["ListUsers", "ListUserPools", "DescribeUserPool", "GetUserPoolMfaConfig", "AdminGetUser"]
    ),
    st.data(),
)
def test_no_json_at_all_is_more_than_a_broken_answer(operation: str, data: st.DataObject) -> None:
    names = st.sampled_from([*model.output_shape(operation).members, "New"])
    answer = data.draw(st.dictionaries(names, anything))
    try:
        found = readable(operation, answer)
    except errors.BrokenAnswer:
        return
    assert list(dates_in(found, model.output_shape(operation))) == []


def dates_in(value: Any, shape: Any) -> Any:
    """Dates that no calendar has."""
    if shape.type_name == "timestamp":
        yield from [] if 0 <= value < LATEST else [value]
    elif shape.type_name == "structure" and not model.is_document(shape):
        for name, member in shape.members.items():
            yield from dates_in(value[name], member) if name in value else ()
    elif shape.type_name == "list":
        for item in value:
            yield from dates_in(item, shape.member)


HTML = (
    "<!DOCTYPE html><html><head><title>Sign in &amp; go</title></head><body><p>secret body</p></body></html>"
)
ODD_BODIES = ("[]", '["x"]', '"busy"', "7", "null", "true", "", "{}", "nonsense", HTML, "<")


@pytest.mark.parametrize("status", [300, 301, 302, 403, 404, 422, 429, 500, 501, 503])
def test_an_error_of_any_form_is_one_of_ours_and_a_write_has_its_end(
    thin: Thin, notebook: Notebook, status: int
) -> None:
    for body in ODD_BODIES:
        faults.fail_next("AdminDisableUser", body=body, status=status)
        with pytest.raises(errors.CognitoError) as caught:
            thin.write("AdminDisableUser", Username="ana")
        assert "secret body" not in caught.value.message and "<" not in caught.value.message
    assert notebook.outcomes[0::2] == ["asked"] * len(ODD_BODIES)
    assert set(notebook.outcomes[1::2]) <= {"refused", "unknown"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HTML, "a web page, “Sign in & go”"),
        ("<html>x</html>", "a web page"),
        ('"busy"', "busy"),
        ('{"message": ["x"]}', ""),
        ('{"message": null, "Message": "Because."}', "Because."),
        ('{"error": {"code": "X", "message": "Deeper."}}', "Deeper."),
        ("[1]", ""),
    ],
)
def test_only_words_are_quoted(thin: Thin, body: str, words: str) -> None:
    faults.fail_next("ListUsers", body=body, status=422)
    with pytest.raises(errors.CognitoError) as caught:
        thin.read("ListUsers")
    assert caught.value.message == words


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "InvalidAction", errors.NotOffered),
        (400, "UnknownOperation", errors.NotOffered),
        (400, "NotImplementedException", errors.NotOffered),
        (500, "NotImplementedYet", errors.NotOffered),
        (500, "com.example.api#Unsupported", errors.NotOffered),
        (501, "Whatever", errors.NotOffered),
        (405, "METHOD_NOT_ALLOWED", errors.NotOffered),
        (403, "Forbidden", errors.AccessDenied),
        (401, "x", errors.AccessDenied),
        (400, "AccessDenied", errors.AccessDenied),
        (400, "ThrottledException", errors.Throttled),
        (503, "SlowDown", errors.Throttled),
        (429, "x", errors.Throttled),
        (400, "RATE_LIMIT_EXCEEDED", errors.Throttled),
        (400, "InvalidSignatureException", errors.CredentialsProblem),
        (403, "MissingAuthenticationToken", errors.CredentialsProblem),
        (302, "x", errors.Unreachable),
        # Cognito's own codes mean what they say, whatever they look like.
        (400, "UnsupportedIdentityProviderException", errors.Refused),
        (400, "NotAuthorizedException", errors.Refused),
        (404, "ResourceNotFoundException", errors.NotFound),
        (500, "Boom", errors.UnknownOutcome),
    ],
)
def test_every_spelling_of_not_offered_forbidden_and_busy_is_recognised(
    thin: Thin, status: int, code: str, kind: type[errors.CognitoError]
) -> None:
    faults.fail_next("AdminDisableUser", error=code, status=status)
    with pytest.raises(errors.CognitoError) as caught:
        thin.write("AdminDisableUser", Username="ana")
    assert type(caught.value) is kind


@pytest.mark.parametrize("status", [403, 404, 429, 501])
def test_a_bare_status_is_recognised_too(thin: Thin, status: int) -> None:
    kinds = {403: errors.AccessDenied, 404: errors.NotOffered, 429: errors.Throttled, 501: errors.NotOffered}
    for body in ("", "{}", HTML, "[]"):
        faults.fail_next("AdminDisableUser", body=body, status=status)
        with pytest.raises(kinds[status]):
            thin.write("AdminDisableUser", Username="ana")


def test_a_call_that_the_library_refuses_is_lifeguards_own_fault(
    thin: Thin, notebook: Notebook, settings: Settings
) -> None:
    settings.COGNITO_CHECK_CONTRACT = False
    with pytest.raises(errors.OwnFault) as caught:
        thin.write("AdminDisableUser", Username="")
    assert (caught.value.speaker, notebook.outcomes) == ("The AWS library", ["asked", "refused"])


def test_a_user_whose_enabled_is_null_is_not_disabled(thin: Thin) -> None:
    world.make_user(thin.pool_id, "ana@example.com")
    row = thin.read("ListUsers")["Users"][0]
    faults.fail_next("ListUsers", body=json.dumps({"Users": [{**row, "Enabled": None}]}))
    assert "Enabled" not in thin.read("ListUsers")["Users"][0]


@pytest.mark.parametrize(
    ("path", "operation", "row"),
    [
        ("/pools/", "ListUserPools", {"UserPools": [{"Id": "us-east-1_x"}]}),
        ("/pools/embedded/{}/users/", "ListUsers", {"Users": [{"Enabled": True}, "x"]}),
        ("/pools/embedded/{}/groups/", "ListGroups", {"Groups": [{"Precedence": 1}]}),
        (
            "/pools/embedded/{}/app-clients/",
            "ListUserPoolClients",
            {"UserPoolClients": [{"ClientName": "x"}]},
        ),
        ("/pools/embedded/{}/identity-providers/", "ListIdentityProviders", {"Providers": [{}]}),
        ("/pools/embedded/{}/resource-servers/", "ListResourceServers", {"ResourceServers": [None, 7]}),
    ],
)
def test_a_list_says_how_many_of_its_rows_could_not_be_read(
    sign_in: SignIn, owner: Operator, pool_id: str, path: str, operation: str, row: dict[str, Any]
) -> None:
    client = sign_in(owner)
    for _ in range(2):
        # The second time it may be remembered.
        faults.fail_next(operation, body=json.dumps(row))
        page = client.get(path.format(pool_id))
        assert page.status_code == 200
        assert "could not be read, and" in page.text and operation in page.text
        faults.clear()


def test_a_region_says_it_too(sign_in: SignIn, owner: Operator, pool_id: str) -> None:
    faults.fail_next("ListUsers", body='{"Users": [{}]}')
    headers = {"HX-Request": "true", "HX-Target": "results"}
    page = sign_in(owner).get(f"/pools/embedded/{pool_id}/users/", headers=headers)
    assert "<html" not in page.text
    assert 'hx-swap-oob="true"' in page.text and "could not be read, and" in page.text
