from typing import Any

import pytest

from console.emulator import world
from console.emulator.server import Emulator
from tests.console.emulator.conftest import Refused, make_client


def definition(category: str) -> dict[str, Any]:
    return {"LimitClass": "API_CATEGORY", "Attributes": {"Category": category}}


def limit(client: Any, category: str) -> Any:
    return client.get_provisioned_limit(LimitDefinition=definition(category))["Limit"]


def test_a_limit_is_what_it_costs_nothing_until_it_is_raised_in_its_region(
    client: Any, emulator: Emulator
) -> None:
    found = limit(client, "UserCreation")
    assert (found["ProvisionedLimitValue"], found["FreeLimitValue"]) == (50, 50)
    client.update_provisioned_limit(LimitDefinition=definition("UserCreation"), RequestedLimitValue=80)
    found = limit(client, "UserCreation")
    assert (found["ProvisionedLimitValue"], found["FreeLimitValue"]) == (80, 50)
    assert limit(make_client(emulator, "eu-west-1"), "UserCreation")["ProvisionedLimitValue"] == 50
    world.reset()
    assert limit(client, "UserCreation")["ProvisionedLimitValue"] == 50


@pytest.mark.parametrize(
    ("category", "value", "code"),
    [
        ("UserCreation", 49, "InvalidParameterException"),
        ("UserCreation", 501, "ServiceQuotaExceededException"),
        ("UserList", 40, "InvalidParameterException"),
        ("Nothing", 1, "InvalidParameterException"),
    ],
)
def test_limits_that_cannot_be_are_refused(
    client: Any, refused: Refused, category: str, value: int, code: str
) -> None:
    call = {"LimitDefinition": definition(category), "RequestedLimitValue": value}
    refused(code, client.update_provisioned_limit, **call)
