"""Domains of pools: a prefix of Cognito's own and a domain of one's own, one of each."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from console.emulator.behaviour import behaviour
from console.emulator.overlay import plans
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import ACCOUNT_ID, Call, all_backends, operation

RESERVED_WORDS = ("aws", "amazon", "cognito")


@dataclass(slots=True, kw_only=True)
class Domain:
    """A domain. Its last change takes `behaviour.domain_delay_seconds` to take effect if it is a custom one."""

    user_pool_id: str
    domain: str
    config: dict[str, Any] = field(default_factory=dict)
    version: int = 1
    routing: dict[str, Any] = field(default_factory=dict)
    change: str = "CREATING"
    changed: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def is_custom(self) -> bool:
        return bool(self.config)

    @property
    def status(self) -> str:
        age = (datetime.now(UTC) - self.changed).total_seconds()
        return self.change if self.is_custom and age < behaviour.domain_delay_seconds else "ACTIVE"

    @property
    def is_gone(self) -> bool:
        return self.change == "DELETING" and self.status == "ACTIVE"

    @property
    def distribution(self) -> str:
        """The host that serves it."""
        digest = hashlib.sha256(self.domain.encode()).hexdigest()
        return f"d{digest[:13]}.cloudfront.net"


@operation("CreateUserPoolDomain")
def create_user_pool_domain(call: Call) -> dict[str, Any]:
    """A prefix, or a custom domain with its certificate.

    Raises InvalidParameterException when the name is taken or not allowed, or the pool has one of the kind;
    FeatureUnavailableInTierException for managed login under LITE.
    """
    pool, name = call.pool, call.parameters["Domain"]
    domain = Domain(user_pool_id=pool.id, domain=name, config=dict(call.get("CustomDomainConfig", {})))
    _check_name(domain)
    if any(name in {each.domain for each in _domains_of(backend)} for backend in _where_unique(call, domain)):
        raise invalid_parameter("Domain already associated with another user pool.")
    if any(each.is_custom == domain.is_custom for each in of_pool(pool)):
        raise invalid_parameter("User pool already has a domain configured.")
    _change(call, domain)
    call.backend.user_pool_domains[name] = domain
    return _outcome(domain)


@operation("DescribeUserPoolDomain")
def describe_user_pool_domain(call: Call) -> dict[str, Any]:
    """What is known of a domain of this region. A domain that is not there is an empty description."""
    name = call.parameters["Domain"]
    found = [each for each in _domains_of(call.backend) if each.domain == name]
    return {"DomainDescription": describe(found[0]) if found else {}}


@operation("UpdateUserPoolDomain")
def update_user_pool_domain(call: Call) -> dict[str, Any]:
    """Version, certificate and routing; what is omitted stays, and so does the name."""
    domain = _find(call)
    _change(call, domain)
    domain.change, domain.changed = "UPDATING", datetime.now(UTC)
    return _outcome(domain)


@operation("DeleteUserPoolDomain")
def delete_user_pool_domain(call: Call) -> dict[str, Any]:
    """Sign-in pages and endpoints are gone, and the name is free again. Raises InvalidParameterException."""
    domain = _find(call)
    domain.change, domain.changed = "DELETING", datetime.now(UTC)
    if behaviour.domain_delay_seconds == 0 or not domain.is_custom:
        del call.backend.user_pool_domains[domain.domain]
    return {}


def of_pool(pool: Pool) -> list[Domain]:
    """The prefix and the custom domain of a pool, as far as it has them."""
    return [each for each in _domains_of(pool.backend) if each.user_pool_id == pool.id]


def describe(domain: Domain) -> dict[str, Any]:
    """`DomainDescriptionType`."""
    optional = {"CustomDomainConfig": domain.config, "Routing": domain.routing}
    return {
        "UserPoolId": domain.user_pool_id,
        "AWSAccountId": ACCOUNT_ID,
        "Domain": domain.domain,
        "S3Bucket": "aws-cognito-prod-iad-assets",
        "CloudFrontDistribution": domain.distribution,
        "Version": "20240101000000",
        "Status": domain.status,
        "ManagedLoginVersion": domain.version,
        **{name: value for name, value in optional.items() if value},
    }


def _outcome(domain: Domain) -> dict[str, Any]:
    optional = {
        "CloudFrontDomain": domain.distribution if domain.is_custom else "",
        "Routing": domain.routing,
    }
    return {
        "ManagedLoginVersion": domain.version,
        **{name: value for name, value in optional.items() if value},
    }


def _change(call: Call, domain: Domain) -> None:
    version = call.get("ManagedLoginVersion", domain.version)
    if version not in {1, 2}:
        raise invalid_parameter("ManagedLoginVersion must be 1 or 2.")
    if version == 2:
        tier = call.pool.extended_config.get("UserPoolTier", "LITE")
        plans.check_feature(tier, "ESSENTIALS", "Managed Login Version 2")
    config = call.get("CustomDomainConfig")
    if not domain.is_custom and (config or call.get("Routing")):
        raise invalid_parameter("CustomDomainConfig and Routing are supported for custom domains only.")
    if config and config["CertificateArn"].split(":")[3] != "us-east-1":
        raise invalid_parameter(
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't "
            "include a valid certificate chain."
        )
    domain.version = version
    domain.config = {**domain.config, **(config or {})}
    domain.routing = dict(call.get("Routing", domain.routing))


def _check_name(domain: Domain) -> None:
    if domain.is_custom and "." not in domain.domain:
        raise invalid_parameter("Custom domain is not a valid subdomain")
    if domain.is_custom:
        return
    if "." in domain.domain:
        raise invalid_parameter(
            "The domain name contains an invalid character. Domain names can only contain lower-case "
            "letters, numbers, and hyphens."
        )
    for word in RESERVED_WORDS:
        if word in domain.domain.split("-"):
            raise invalid_parameter(f"Domain cannot contain reserved word: {word}")


def _where_unique(call: Call, domain: Domain) -> Iterable[Any]:
    """A prefix is taken in its region, a custom domain everywhere."""
    return all_backends() if domain.is_custom else (call.backend,)


def _domains_of(backend: Any) -> list[Domain]:
    return [each for each in backend.user_pool_domains.values() if not each.is_gone]


def _find(call: Call) -> Domain:
    name = call.parameters["Domain"]
    for domain in of_pool(call.pool):
        if domain.domain == name:
            return domain
    raise invalid_parameter("No such domain or user pool exists.")
