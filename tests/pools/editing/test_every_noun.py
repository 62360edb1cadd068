"""Every noun that is saved safely goes the same road, and is told the same on its way."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from console.emulator import faults, world
from pools.history.nouns import KINDS
from tests.addresses import values_in
from tests.pages import filled, hidden, text_of

SAID = "Something that nobody has thought of."


@dataclass(frozen=True, kw_only=True)
class Case:
    """A noun: the end of its pages' names, what is typed into its form, and which operation writes it."""

    page: str
    typed: dict[str, Any]
    operation: str
    # What its address holds besides the pool: by name, with the value where it is not any.
    ids: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)


LOGS = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/staff"
CASES = {
    "pool": Case(
        page="settings",
        typed={"Policies-PasswordPolicy-MinimumLength": "12"},
        operation="UpdateUserPool",
        more={"section": "passwords"},
    ),
    "app_client": Case(
        page="app_client",
        typed={"ClientName": "Gate"},
        operation="UpdateUserPoolClient",
        ids=("client_id",),
        more={"part": "general"},
    ),
    "document_policy": Case(
        page="document_policy",
        typed={"PolicyName": "Tools of others"},
        operation="UpdateCIMDPolicy",
        ids=("policy_id",),
    ),
    "domain": Case(page="domain", typed={"version": "2"}, operation="UpdateUserPoolDomain", ids=("domain",)),
    "identity_provider": Case(
        page="identity_provider",
        typed={"identifiers": "head.example"},
        operation="UpdateIdentityProvider",
        ids=("provider",),
    ),
    "log_delivery": Case(
        page="logs",
        typed={
            "userNotification-LogLevel": "ERROR",
            "userNotification-CloudWatchLogsConfiguration-LogGroupArn": LOGS,
        },
        operation="SetLogDeliveryConfiguration",
    ),
    "managed_login": Case(
        page="style",
        typed={"settings": '{"components": {"form": {"borderRadius": 8}}}'},
        operation="UpdateManagedLoginBranding",
        ids=("client_id",),
    ),
    "resource_server": Case(
        page="resource_server",
        typed={"name": "Shop API"},
        operation="UpdateResourceServer",
        ids=("identifier",),
    ),
    "risk_configuration": Case(
        page="protection",
        typed={"RiskExceptionConfiguration-BlockedIPRangeList": "203.0.113.0/24"},
        operation="SetRiskConfiguration",
        more={"topic": "addresses"},
    ),
    "session_configuration": Case(
        page="sessions",
        typed={"UserSessionTracking": "ENABLED"},
        operation="SetUserPoolSessionConfiguration",
    ),
    "terms": Case(
        page="terms",
        typed={"link-english": "https://example.com/en"},
        operation="UpdateTerms",
        ids=("terms_id",),
    ),
}


@pytest.fixture
def pool_id(connection: Any) -> str:
    return world.make_pool("Shop", UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture
def values(pool_id: str, db: None) -> dict[str, Any]:
    return values_in(pool_id)


@pytest.fixture
def reviewed(console: Client, case: Case, values: dict[str, Any]) -> Any:
    """The review of what was typed."""
    names = ("connection", "pool_id", *case.ids)
    url = reverse(f"pools:edit_{case.page}", kwargs={name: values[name] for name in names} | case.more)
    answer = console.post(url, filled(console.get(url), case.typed))
    assert answer.status_code == 200, text_of(answer)
    assert "Save these changes?" in text_of(answer), text_of(answer)
    return answer


# The way it should go


def test_a_change_is_saved_and_its_noun_told(console: Client, case: Case, reviewed: Any) -> None:
    subject = reviewed.context["subject"]
    answer = console.post(subject.save_url, {"proposal": hidden(reviewed)}, follow=True)
    assert answer.status_code == 200
    assert "read back from Cognito afterwards" in text_of(answer)
    assert subject.states[0].source == "saved"


def test_every_noun_that_the_history_knows_is_here() -> None:
    assert set(CASES) == {"pool", *KINDS}


# What Cognito refuses


@pytest.fixture
def refused(console: Client, case: Case, reviewed: Any) -> Any:
    """The review after Cognito has refused what it shows."""
    faults.fail_next(case.operation, error="InvalidParameterException", message=SAID)
    answer = console.post(reviewed.context["subject"].save_url, {"proposal": hidden(reviewed)})
    assert answer.status_code == 422
    assert SAID in text_of(answer)
    return answer


def test_what_cognito_said_is_told_when_one_goes_on_editing(console: Client, refused: Any) -> None:
    page = refused.context["page"]
    back = {"edit": "1", "proposal": page.token, "refusal": page.refusal}
    form = console.post(page.edit_url, back)
    assert form.status_code == 200
    assert SAID in text_of(form)
    assert hidden(form)


def test_one_goes_on_with_what_was_typed_and_without_a_word_where_nothing_was_refused(
    console: Client, case: Case, reviewed: Any
) -> None:
    page = reviewed.context["page"]
    form = console.post(page.edit_url, {"edit": "1", "proposal": page.token})
    assert "Cognito says" not in text_of(form)
    again = console.post(page.edit_url, filled(form))
    assert [each.path for each in again.context["page"].changes] == [each.path for each in page.changes]


# The header


def test_a_repeated_review_calls_the_pool_by_its_name(console: Client, reviewed: Any) -> None:
    caches["cognito"].clear()
    again = console.post(reviewed.context["subject"].review_url, {"proposal": hidden(reviewed)})
    assert again.context["request"].pool.name == "Shop"


def test_a_refused_save_calls_the_pool_by_its_name(refused: Any) -> None:
    assert refused.context["request"].pool.name == "Shop"
