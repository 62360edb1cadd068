from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import faults, outbox, world
from console.emulator.overlay import attribute_rules
from console.emulator.overlay.core.model import service_model
from console.emulator.overlay.core.validation import validate
from console.emulator.seeding import pools, stories
from console.emulator.server import Emulator
from tests.console.emulator.conftest import Refused, make_client


@pytest.fixture(scope="module")
def seeded() -> Iterator[world.World]:
    yield world.seed(users=300)
    world.reset()


@pytest.fixture
def reader(emulator: Emulator, seeded: world.World, session_client: Any) -> Any:
    """A client that leaves the seeded world as it is."""
    return session_client


def test_the_large_pool_has_as_many_people_as_asked_for(reader: Any, seeded: world.World) -> None:
    pool = reader.describe_user_pool(UserPoolId=seeded.pools["Staff directory"])["UserPool"]
    assert pool["EstimatedNumberOfUsers"] == 300


def test_the_world_is_the_same_every_time(seeded: world.World) -> None:
    def people(pool_id: str) -> list[tuple[str, str]]:
        return [(user.id, user.username) for user in world.find_pool(pool_id).users.values()][:100]

    def fingerprint(of: world.World) -> Any:
        return {
            name: (pool_id, people(pool_id), list(world.find_pool(pool_id).clients))
            for name, pool_id in of.pools.items()
        }

    before = fingerprint(seeded)
    again = world.seed(users=300)
    assert (again, fingerprint(again)) == (seeded, before)


def test_every_pool_can_be_described_and_listed(emulator: Emulator, seeded: world.World) -> None:
    named = {}
    for region in ("us-east-1", "eu-west-1"):
        client = make_client(emulator, region)
        for pool in client.list_user_pools(MaxResults=60)["UserPools"]:
            described = client.describe_user_pool(UserPoolId=pool["Id"])["UserPool"]
            client.get_user_pool_mfa_config(UserPoolId=pool["Id"])
            named[described["Name"]] = described["Id"]
    assert named == seeded.pools


@pytest.mark.parametrize("plan", pools.HOME + pools.ABROAD, ids=lambda plan: plan.ending)
def test_every_pool_is_one_that_aws_would_make(plan: pools.Plan) -> None:
    validate("CreateUserPool", {"PoolName": plan.name, **plan.settings})


def test_everybody_has_attributes_that_the_schema_knows(seeded: world.World) -> None:
    for pool_id in seeded.pools.values():
        pool = world.find_pool(pool_id)
        for user in pool.users.values():
            values = {name: value for name, value in user.attribute_lookup.items() if name != "identities"}
            assert set(values) <= set(pool.schema_attributes)
            del values["sub"]
            attribute_rules.check_formats(values)
            validate("AdminGetUser", {"UserPoolId": pool_id, "Username": user.username})


def test_every_story_is_in_the_world_and_tells_what_its_name_says(reader: Any, seeded: world.World) -> None:
    assert set(seeded.people) == {story.key for story in stories.STORIES}

    def person(key: str) -> Any:
        who = seeded.people[key]
        return reader.admin_get_user(UserPoolId=who.pool_id, Username=who.username)

    week = timedelta(days=7)
    now = datetime.now(UTC)
    assert now - person("invited today")["UserLastModifiedDate"] < timedelta(days=1)
    assert week - timedelta(days=1) < now - person("expires tomorrow")["UserLastModifiedDate"] < week
    assert now - person("expired")["UserLastModifiedDate"] > week
    assert person("disabled")["Enabled"] is False
    assert person("federated")["UserStatus"] == "EXTERNAL_PROVIDER"
    assert person("reset required")["UserStatus"] == "RESET_REQUIRED"
    assert person("unconfirmed")["UserStatus"] == "UNCONFIRMED"


def test_people_in_every_state_can_be_found(reader: Any, seeded: world.World) -> None:
    pool_id = seeded.pools["Staff directory"]
    for status in ("CONFIRMED", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "EXTERNAL_PROVIDER"):
        assert reader.list_users(UserPoolId=pool_id, Filter=f'cognito:user_status = "{status}"')["Users"]
    assert reader.list_users(UserPoolId=pool_id, Filter='status = "Disabled"')["Users"]


def test_those_who_were_invited_have_their_message_in_the_outbox(seeded: world.World) -> None:
    who = seeded.people["expires tomorrow"]
    (message,) = outbox.messages(who.pool_id, who.sub)
    assert datetime.now(UTC) - message.sent_at > timedelta(days=6)
    assert message.subject == "Welcome to the staff directory"


def test_the_staff_directory_has_a_provider_of_each_kind_and_apps_of_every_sort(
    reader: Any, seeded: world.World
) -> None:
    pool_id = seeded.pools["Staff directory"]
    providers = reader.list_identity_providers(UserPoolId=pool_id)["Providers"]
    assert {each["ProviderType"] for each in providers} == {"Google", "SAML", "OIDC"}
    apps = [
        reader.describe_user_pool_client(UserPoolId=pool_id, ClientId=each["ClientId"])["UserPoolClient"]
        for each in reader.list_user_pool_clients(UserPoolId=pool_id)["UserPoolClients"]
    ]
    assert {"ClientSecret" in app for app in apps} == {True, False}
    assert any("ReadAttributes" in app and "WriteAttributes" in app for app in apps)
    assert any("implicit" in app.get("AllowedOAuthFlows", ()) for app in apps)
    assert any(url.startswith("http://") for app in apps for url in app.get("CallbackURLs", ()))
    assert all(app["CreationDate"] < app["LastModifiedDate"] < datetime.now(UTC) for app in apps)
    pool = reader.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert pool["Domain"] and pool["CustomDomain"]
    domain = reader.describe_user_pool_domain(Domain=pool["CustomDomain"])["DomainDescription"]
    assert domain["Status"] == "ACTIVE"


def test_groups_of_the_staff_directory_share_a_precedence_but_not_their_role(
    reader: Any, seeded: world.World
) -> None:
    groups = reader.list_groups(UserPoolId=seeded.pools["Staff directory"])["Groups"]
    tied = [group for group in groups if group.get("Precedence") == 20]
    assert len(tied) == len({group["RoleArn"] for group in tied}) == 2


def test_some_people_have_a_past(reader: Any, seeded: world.World) -> None:
    customer, administrator = seeded.people["alias"], seeded.people["administrator"]
    shopping = {"UserPoolId": customer.pool_id, "Username": customer.username}
    working = {"UserPoolId": administrator.pool_id, "Username": administrator.username}
    assert len(reader.admin_list_devices(**shopping)["Devices"]) == 2
    events = reader.admin_list_user_auth_events(**shopping)["AuthEvents"]
    assert {event["EventRisk"]["RiskDecision"] for event in events} == {"NoRisk", "AccountTakeover", "Block"}
    sessions = reader.admin_list_user_sessions(**working)["Sessions"]
    assert {session["SessionType"] for session in sessions} == {"SSO", "TOKEN"}
    assert reader.admin_get_user(**working)["PreferredMfaSetting"] == "SOFTWARE_TOKEN_MFA"


def test_every_pool_can_be_sent_back_as_it_is_described(client: Any) -> None:
    members = set(client.meta.service_model.operation_model("UpdateUserPool").input_shape.members)
    for pool_id in world.seed(users=30).pools.values():
        if not pool_id.startswith("us-east-1"):
            continue
        before = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
        echo = {name: value for name, value in before.items() if name in members and value}
        if "TemporaryPasswordValidityDays" in echo["Policies"]["PasswordPolicy"]:
            del echo["AdminCreateUserConfig"]["UnusedAccountValidityDays"]
        client.update_user_pool(UserPoolId=pool_id, **echo)
        after = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
        assert after["MfaConfiguration"] == before["MfaConfiguration"]
        assert {name: after[name] for name in echo} == echo | {
            "AdminCreateUserConfig": after["AdminCreateUserConfig"]
        }


def test_a_world_can_be_in_another_region(client: Any) -> None:
    made = world.seed(users=30, region="eu-west-1")
    assert made.pools["Staff directory"].startswith("eu-west-1_")
    assert made.pools["Staff Europe"].startswith("us-east-1_")


def test_a_reset_leaves_nothing(client: Any, refused: Refused) -> None:
    world.seed(users=30)
    faults.fail_next(error="InternalErrorException")
    world.reset()
    assert client.list_user_pools(MaxResults=60)["UserPools"] == []
    assert (outbox.messages(), faults.pending()) == ([], [])


def test_the_model_still_calls_things_what_the_world_calls_them() -> None:
    assert set(service_model().shape_for("UserStatusType").enum) >= {  # type: ignore[attr-defined]
        story.status for story in stories.STORIES
    }
