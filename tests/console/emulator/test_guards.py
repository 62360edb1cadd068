"""What the corrections rely on. When moto moves on, these tell where to look."""

import importlib.metadata
import json
from typing import Any

import botocore
import pytest
from moto.cognitoidp.models import CognitoIdpUser, CognitoIdpUserPool, UserStatus
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.utils import camelcase_to_underscores

from console.cognito.operations import OPERATIONS as CLASSIFIED
from console.emulator import world
from console.emulator.overlay import perform
from console.emulator.overlay.core.model import encode, operation_model, service_model
from console.emulator.overlay.core.records import Pool, User
from console.emulator.overlay.core.registry import ACCOUNT_ID, OPERATIONS
from tests.console.emulator.shapes import mismatches


def test_moto_is_the_version_the_corrections_were_written_for() -> None:
    assert importlib.metadata.version("moto") == "5.2.5"


def test_our_pool_has_every_field_of_motos() -> None:
    theirs = vars(CognitoIdpUserPool(ACCOUNT_ID, "us-east-1", "Theirs", {}))
    ours = Pool(ACCOUNT_ID, "us-east-1", "Ours", {})
    assert [name for name in theirs if not hasattr(ours, name)] == []


def test_our_user_has_every_field_of_motos() -> None:
    theirs = vars(CognitoIdpUser("us-east-1_000000000", "ann", None, UserStatus.CONFIRMED, []))
    ours = User(pool_id="us-east-1_000000000", username="ann", status="CONFIRMED", attributes={})
    assert [name for name in theirs if not hasattr(ours, name)] == []


def test_every_corrected_operation_is_one_of_the_api() -> None:
    assert set(OPERATIONS) <= set(service_model().operation_names)


def test_moto_still_has_the_operations_that_it_answers_itself() -> None:
    offered = {
        name
        for name in service_model().operation_names
        if hasattr(CognitoIdpResponse, camelcase_to_underscores(name))
    }
    assert len(offered) == 62
    assert {"CreateUserPoolClient", "CreateGroup", "SignUp", "AdminInitiateAuth"} <= offered


def test_all_that_an_administrator_can_ask_is_offered_but_what_is_obsolete() -> None:
    missing = {
        name
        for name, known in CLASSIFIED.items()
        if not known.end_user
        and name not in OPERATIONS
        and not hasattr(CognitoIdpResponse, camelcase_to_underscores(name))
    }
    assert missing == {"AdminSetUserSettings"}


def test_every_operation_that_is_not_offered_is_a_clean_refusal(unchecked: Any) -> None:
    for name in service_model().operation_names:
        if name in OPERATIONS or hasattr(CognitoIdpResponse, camelcase_to_underscores(name)):
            continue
        with pytest.raises(unchecked.exceptions.ClientError) as caught:
            getattr(unchecked, botocore.xform_name(name))()
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_answers_have_the_shape_of_the_model(client: Any) -> None:
    made = world.seed(users=60)
    calls: list[tuple[str, dict[str, Any]]] = [("ListUserPools", {"MaxResults": 60})]
    for pool_id in made.pools.values():
        if not pool_id.startswith("us-east-1"):
            continue
        names = "DescribeUserPool GetUserPoolMfaConfig ListUsers ListGroups ListIdentityProviders"
        calls += [(name, {"UserPoolId": pool_id}) for name in names.split()]
        calls += [
            (name, {"UserPoolId": pool_id, "MaxResults": 50})
            for name in ("ListUserPoolClients", "ListResourceServers")
        ]
    for person in made.people.values():
        who = {"UserPoolId": person.pool_id, "Username": person.username}
        calls += [("AdminGetUser", who), ("AdminListGroupsForUser", who)]
    staff = made.pools["Staff directory"]
    calls.append(("ListUsersInGroup", {"UserPoolId": staff, "GroupName": "everyone"}))
    calls.append(("DescribeUserPoolDomain", {"Domain": "shop-lifeguard-demo"}))
    for name, parameters in calls:
        model = operation_model(name)
        assert model is not None
        answer = json.loads(json.dumps(perform(name, "us-east-1", parameters), default=encode))
        assert mismatches(model.output_shape, answer, name) == []
