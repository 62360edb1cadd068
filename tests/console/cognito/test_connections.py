"""Which account, region and role: read from the environment, one client for each."""

import pytest
from botocore.exceptions import NoCredentialsError
from environ import Env
from pytest_django.fixtures import Settings

from console.cognito.connections import Connection, client_for, connections_from_environment


def read(**variables: str) -> tuple[dict[str, Connection], list[str]]:
    env, missing = Env(), list[str]()
    env.ENVIRON = variables
    return connections_from_environment(env, missing), missing


def test_without_connections_the_standard_chain_is_the_one_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    connections, missing = read()
    assert (list(connections), connections["default"].region, missing) == (["default"], "eu-west-1", [])


def test_a_region_from_the_profile_or_default_region_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    connections, _ = read()
    assert connections["default"].region == "ap-south-1"


def test_a_missing_region_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    assert "AWS_REGION" in read()[1][0]


def test_named_connections_read_their_own_variables_and_all_missing_ones_are_named() -> None:
    connections, missing = read(
        CONNECTIONS="Live EU, staging,other",
        CONNECTION_LIVE_EU_REGION="eu-west-1",
        CONNECTION_LIVE_EU_ROLE_ARN="arn:aws:iam::123456789012:role/lifeguard",
        CONNECTION_LIVE_EU_EXTERNAL_ID="x-1",
        CONNECTION_LIVE_EU_READ_ONLY_ROLE_ARN="arn:aws:iam::123456789012:role/lifeguard-viewer",
        CONNECTION_LIVE_EU_ENVIRONMENT="production",
    )
    live = connections["live-eu"]
    assert (live.name, live.region, live.external_id, live.is_production) == (
        "Live EU",
        "eu-west-1",
        "x-1",
        True,
    )
    assert [line.split(":")[0] for line in missing] == [
        "CONNECTION_STAGING_REGION",
        "CONNECTION_OTHER_REGION",
    ]


def test_one_client_is_made_for_each_door_and_role() -> None:
    plain = Connection(slug="a", name="a", region="us-east-1", endpoint_url="http://127.0.0.1:9")
    reading = client_for(plain, door="read", read_only=False)
    assert client_for(plain, door="read", read_only=False) is reading
    # Without a role of their own, Viewers share the client.
    assert client_for(plain, door="read", read_only=True) is reading
    assert client_for(plain, door="write", read_only=False) is not reading


def test_viewers_use_the_read_only_role_where_one_is_configured() -> None:
    connection = Connection(
        slug="b",
        name="b",
        region="us-east-1",
        read_only_role_arn="arn:aws:iam::123456789012:role/viewer",
        endpoint_url="http://127.0.0.1:9",
    )
    assert client_for(connection, door="read", read_only=True) is not client_for(
        connection, door="read", read_only=False
    )


def test_a_role_cannot_be_assumed_without_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    connection = Connection(
        slug="c", name="c", region="us-east-1", role_arn="arn:aws:iam::123456789012:role/lifeguard"
    )
    with pytest.raises(NoCredentialsError):
        client_for(connection, door="read", read_only=False)


def test_timeouts_come_from_the_settings(settings: Settings) -> None:
    settings.COGNITO_READ_TIMEOUT = 1.5
    connection = Connection(slug="d", name="d", region="us-east-1")
    config = client_for(connection, door="write", read_only=False).meta.config
    assert (config.read_timeout, config.retries["total_max_attempts"]) == (1.5, 1)
