from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused, make_app

RISK: dict[str, Any] = {
    "CompromisedCredentialsRiskConfiguration": {"Actions": {"EventAction": "BLOCK"}},
    "AccountTakeoverRiskConfiguration": {
        "Actions": {"HighAction": {"Notify": False, "EventAction": "MFA_REQUIRED"}}
    },
    "RiskExceptionConfiguration": {
        "BlockedIPRangeList": ["192.0.2.0/24"],
        "SkippedIPRangeList": ["2001:db8::/32"],
    },
}


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool(UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})


def described(client: Any, **ids: str) -> Any:
    return client.describe_risk_configuration(**ids)["RiskConfiguration"]


def test_a_pool_begins_with_the_defaults(client: Any, pool_id: str) -> None:
    assert described(client, UserPoolId=pool_id) == {"UserPoolId": pool_id}


def test_pool_and_app_client_have_each_their_own(client: Any, pool_id: str) -> None:
    app = make_app(client, pool_id)
    client.set_risk_configuration(UserPoolId=pool_id, **RISK)
    assert described(client, **app) == app
    client.set_risk_configuration(**app, RiskExceptionConfiguration={"BlockedIPRangeList": []})
    of_pool, of_app = described(client, UserPoolId=pool_id), described(client, **app)
    assert of_pool["RiskExceptionConfiguration"] == RISK["RiskExceptionConfiguration"]
    assert of_pool["CompromisedCredentialsRiskConfiguration"]["EventFilter"] == [
        "SIGN_IN",
        "PASSWORD_CHANGE",
        "SIGN_UP",
    ]
    assert of_app["RiskExceptionConfiguration"] == {"BlockedIPRangeList": []}
    assert of_app["LastModifiedDate"]


def test_it_is_a_full_replace_and_the_ids_alone_reset(client: Any, pool_id: str) -> None:
    client.set_risk_configuration(UserPoolId=pool_id, **RISK)
    rest = {"RiskExceptionConfiguration": {"SkippedIPRangeList": ["10.0.0.0/8"]}}
    client.set_risk_configuration(UserPoolId=pool_id, **rest)
    assert "CompromisedCredentialsRiskConfiguration" not in described(client, UserPoolId=pool_id)
    assert client.set_risk_configuration(UserPoolId=pool_id)["RiskConfiguration"] == {"UserPoolId": pool_id}
    assert described(client, UserPoolId=pool_id) == {"UserPoolId": pool_id}


@pytest.mark.parametrize("text", ["192.0.2.1", "192.0.2.0/33", "nowhere"])
def test_what_is_no_range_of_addresses_is_refused(
    client: Any, refused: Refused, pool_id: str, text: str
) -> None:
    message = refused(
        "InvalidParameterException",
        client.set_risk_configuration,
        UserPoolId=pool_id,
        RiskExceptionConfiguration={"BlockedIPRangeList": [text]},
    )
    assert message == "Incorrect CIDR format"


def test_without_threat_protection_there_is_nothing_to_configure(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    for operation in (client.describe_risk_configuration, client.set_risk_configuration):
        refused("UserPoolAddOnNotEnabledException", operation, UserPoolId=pool_id)


def test_an_app_client_that_is_not_there_is_not_found(client: Any, refused: Refused, pool_id: str) -> None:
    ids = {"UserPoolId": pool_id, "ClientId": "nothing"}
    refused("ResourceNotFoundException", client.set_risk_configuration, **ids, **RISK)
