from typing import Any

import pytest

from console.emulator import world
from console.emulator.behaviour import behaviour
from console.emulator.server import Emulator
from tests.console.emulator.conftest import Refused, make_client

CERTIFICATE = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"}
CUSTOM = {"Domain": "auth.example.com", "CustomDomainConfig": CERTIFICATE}


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool()


def described(client: Any, domain: str) -> Any:
    return client.describe_user_pool_domain(Domain=domain)["DomainDescription"]


def test_a_prefix_is_active_at_once_and_seen_in_the_pool(client: Any, pool_id: str) -> None:
    answer = client.create_user_pool_domain(UserPoolId=pool_id, Domain="shop")
    assert answer["ManagedLoginVersion"] == 1
    assert "CloudFrontDomain" not in answer
    domain = described(client, "shop")
    assert (domain["UserPoolId"], domain["AWSAccountId"], domain["Status"]) == (
        pool_id,
        "123456789012",
        "ACTIVE",
    )
    assert "CustomDomainConfig" not in domain
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Domain"] == "shop"


def test_a_pool_has_a_prefix_and_a_custom_domain_together(
    client: Any, refused: Refused, pool_id: str
) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="shop")
    answer = client.create_user_pool_domain(UserPoolId=pool_id, ManagedLoginVersion=2, **CUSTOM)
    assert answer["CloudFrontDomain"].endswith(".cloudfront.net")
    domain = described(client, "auth.example.com")
    assert (domain["CustomDomainConfig"], domain["ManagedLoginVersion"]) == (CERTIFICATE, 2)
    assert domain["CloudFrontDistribution"] == answer["CloudFrontDomain"]
    pool = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    assert (pool["Domain"], pool["CustomDomain"]) == ("shop", "auth.example.com")
    for second in ({"Domain": "shop-2"}, {**CUSTOM, "Domain": "b.example.com"}):
        message = refused(
            "InvalidParameterException", client.create_user_pool_domain, UserPoolId=pool_id, **second
        )
        assert message == "User pool already has a domain configured."


def test_a_domain_that_is_not_there_is_an_empty_description(client: Any) -> None:
    assert described(client, "nothing") == {}


def test_a_prefix_is_taken_once_in_a_region(
    client: Any, refused: Refused, emulator: Emulator, pool_id: str
) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="shop")
    other = world.make_pool()
    message = refused(
        "InvalidParameterException", client.create_user_pool_domain, UserPoolId=other, Domain="shop"
    )
    assert message == "Domain already associated with another user pool."
    abroad = make_client(emulator, "eu-west-1")
    foreign = world.make_pool(region="eu-west-1")
    assert described(abroad, "shop") == {}
    abroad.create_user_pool_domain(UserPoolId=foreign, Domain="shop")


def test_a_custom_domain_is_taken_everywhere(
    client: Any, refused: Refused, emulator: Emulator, pool_id: str
) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, **CUSTOM)
    foreign = world.make_pool(region="eu-west-1")
    refused(
        "InvalidParameterException",
        make_client(emulator, "eu-west-1").create_user_pool_domain,
        UserPoolId=foreign,
        **CUSTOM,
    )


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"Domain": "Shop!"}, "failed to satisfy constraint"),
        ({"Domain": "auth.example.com"}, "The domain name contains an invalid character"),
        ({"Domain": "my-aws-login"}, "Domain cannot contain reserved word: aws"),
        ({**CUSTOM, "Domain": "auth"}, "Custom domain is not a valid subdomain"),
        (
            {
                **CUSTOM,
                "CustomDomainConfig": {"CertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/1"},
            },
            "isn't in us-east-1 region",
        ),
        ({"Domain": "shop", "ManagedLoginVersion": 3}, "ManagedLoginVersion"),
        (
            {
                "Domain": "shop",
                "Routing": {"Failover": {"SecondaryRegion": "us-west-2", "PrimaryRoute53HealthCheckId": "1"}},
            },
            "custom domains only",
        ),
    ],
)
def test_domains_that_cannot_be_are_refused(
    client: Any, refused: Refused, pool_id: str, parameters: dict[str, Any], message: str
) -> None:
    told = refused(
        "InvalidParameterException", client.create_user_pool_domain, UserPoolId=pool_id, **parameters
    )
    assert message in told


def test_a_reserved_word_inside_another_is_allowed(client: Any, pool_id: str) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="my-awsome-shop")


def test_an_update_keeps_what_is_omitted(client: Any, pool_id: str) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, **CUSTOM)
    failover = {"Failover": {"SecondaryRegion": "us-west-2", "PrimaryRoute53HealthCheckId": "1"}}
    ids = {"UserPoolId": pool_id, "Domain": "auth.example.com"}
    client.update_user_pool_domain(**ids, ManagedLoginVersion=2, Routing=failover)
    config = {**CERTIFICATE, "SecurityPolicy": "TLS_V1_2_2021"}
    client.update_user_pool_domain(**ids, CustomDomainConfig=config)
    domain = described(client, "auth.example.com")
    assert (domain["ManagedLoginVersion"], domain["Routing"]) == (2, failover)
    assert domain["CustomDomainConfig"] == config


def test_a_custom_domain_takes_its_time_where_told_to(client: Any, pool_id: str) -> None:
    behaviour.domain_delay_seconds = 60
    client.create_user_pool_domain(UserPoolId=pool_id, **CUSTOM)
    assert described(client, "auth.example.com")["Status"] == "CREATING"
    ids = {"UserPoolId": pool_id, "Domain": "auth.example.com"}
    client.update_user_pool_domain(**ids, ManagedLoginVersion=2)
    assert described(client, "auth.example.com")["Status"] == "UPDATING"
    client.delete_user_pool_domain(**ids)
    assert described(client, "auth.example.com")["Status"] == "DELETING"
    behaviour.domain_delay_seconds = 0
    assert described(client, "auth.example.com") == {}
    client.create_user_pool_domain(UserPoolId=pool_id, **CUSTOM)
    assert described(client, "auth.example.com")["Status"] == "ACTIVE"


def test_only_the_pool_that_has_a_domain_can_change_it(client: Any, refused: Refused, pool_id: str) -> None:
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="shop")
    other = world.make_pool()
    for operation in (client.update_user_pool_domain, client.delete_user_pool_domain):
        message = refused("InvalidParameterException", operation, UserPoolId=other, Domain="shop")
        assert message == "No such domain or user pool exists."


def test_lite_has_no_managed_login_and_its_use_keeps_a_pool_from_lite(
    client: Any, refused: Refused, pool_id: str
) -> None:
    lite = world.make_pool(UserPoolTier="LITE")
    call = {"UserPoolId": lite, "Domain": "lite", "ManagedLoginVersion": 2}
    message = refused("FeatureUnavailableInTierException", client.create_user_pool_domain, **call)
    assert message.endswith("Managed Login Version 2")
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="shop", ManagedLoginVersion=2)
    refused("TierChangeNotAllowedException", client.update_user_pool, UserPoolId=pool_id, UserPoolTier="LITE")
