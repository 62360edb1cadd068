"""The domains of a pool: the prefix and the custom one, read, made, changed, deleted."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.cognito.errors import CognitoError, NotFound
from console.cognito.gateway import Target
from console.cognito.looked import looked
from console.cognito.side_by_side import side_by_side
from pools.gateway import Pool, PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State

# What Cognito alone writes.
READ_ONLY = frozenset(
    {"UserPoolId", "AWSAccountId", "S3Bucket", "CloudFrontDistribution", "Version", "Status"}
)
CLASSIC, MANAGED = 1, 2
COMPARISON = Comparison(defaults={"ManagedLoginVersion": CLASSIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain: `state` is everything but what Cognito alone writes.

    `status` is Cognito's word for what is going on, `distribution` the host that DNS has to lead to.
    """

    name: str
    custom: bool
    region: str
    status: str
    distribution: str
    state: State

    @property
    def host(self) -> str:
        """Where the sign-in pages are."""
        return host_of(self.name, custom=self.custom, region=self.region)

    @property
    def version(self) -> int:
        return int(self.state.get("ManagedLoginVersion") or CLASSIC)

    @property
    def is_managed_login(self) -> bool:
        return self.version == MANAGED

    @property
    def certificate(self) -> str:
        return str((self.state.get("CustomDomainConfig") or {}).get("CertificateArn", ""))

    @property
    def security_policy(self) -> str:
        return str((self.state.get("CustomDomainConfig") or {}).get("SecurityPolicy", ""))

    @property
    def failover(self) -> Mapping[str, Any]:
        """Where sign-in moves when the region fails: `SecondaryRegion`, `PrimaryRoute53HealthCheckId`."""
        failover: Mapping[str, Any] = (self.state.get("Routing") or {}).get("Failover") or {}
        return failover


@dataclass(frozen=True, slots=True, kw_only=True)
class Domains:
    """A pool and its domains as far as they are there; `problems` are those that could not be read, by name."""

    pool: Pool
    domains: tuple[Domain, ...]
    problems: tuple[tuple[str, CognitoError], ...]

    @property
    def names(self) -> dict[bool, str]:
        """The names that the pool tells, read or not: custom or not, to name."""
        return names_in(self.pool.raw)


def host_of(name: str, *, custom: bool, region: str) -> str:
    """Where a domain leads: a custom one is a host itself."""
    return name if custom else f"{name}.auth.{region}.amazoncognito.com"


def names_in(pool: Mapping[str, Any]) -> dict[bool, str]:
    """The domains that DescribeUserPool names: custom or not, to name."""
    names = {False: pool.get("Domain"), True: pool.get("CustomDomain")}
    return {custom: str(name) for custom, name in names.items() if name}


def hosts_in(pool: Mapping[str, Any], *, region: str) -> dict[bool, str]:
    """Where the sign-in pages of a pool are: custom or not, to host; the custom domain first."""
    names = names_in(pool)
    return {
        custom: host_of(names[custom], custom=custom, region=region)
        for custom in (True, False)
        if custom in names
    }


class DomainsGateway(PoolGateway):
    """Reads and writes domains."""

    def read_domains(self) -> Domains:
        """DescribeUserPool, then DescribeUserPoolDomain for each, side by side. Raises CognitoError."""
        pool = self.describe(fresh=True)
        names = names_in(pool.raw).values()
        answers = side_by_side(*(partial(self.find, name) for name in names))
        answered = list(zip(names, answers, strict=True))
        return Domains(
            pool=pool,
            domains=tuple(each for each in answers if isinstance(each, Domain)),
            problems=tuple((name, each) for name, each in answered if isinstance(each, CognitoError)),
        )

    def find(self, name: str) -> Domain:
        """DescribeUserPoolDomain, which answers nothing for a domain that is not there.

        Raises NotFound for that, and for one of another pool.
        """
        answer = self._read("DescribeUserPoolDomain", Domain=name)
        raw: Mapping[str, Any] = answer.get("DomainDescription") or {}
        if raw.get("UserPoolId") != self.pool_id:
            raise NotFound(operation="DescribeUserPoolDomain", connection=self.connection.name)
        return Domain(
            name=name,
            custom=bool(raw.get("CustomDomainConfig")),
            region=self.connection.region,
            status=raw.get("Status", ""),
            distribution=raw.get("CloudFrontDistribution", ""),
            state={key: deepcopy(value) for key, value in raw.items() if key not in READ_ONLY},
        )

    def create(self, name: str, settings: State) -> bool | None:
        """CreateUserPoolDomain, then a look: whether it is there; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not seen either.
        """
        return self._done(
            "CreateUserPoolDomain", "create_domain", name, there=True, details={"after": settings}, **settings
        )

    def delete(self, domain: Domain, *, reason: str) -> bool | None:
        """DeleteUserPoolDomain, then a look: whether it is gone; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        details = {"reason": reason, "before": domain.state}
        return self._done("DeleteUserPoolDomain", "delete_domain", domain.name, there=False, details=details)

    def _done(
        self,
        operation: str,
        action: str,
        name: str,
        *,
        there: bool,
        details: Mapping[str, Any],
        **parameters: Any,
    ) -> bool | None:
        """Write, and look whether the domain is there afterwards, as it should be or not."""
        write = partial(
            self._write,
            operation,
            action=action,
            target=self.target(name),
            details=details,
            UserPoolId=self.pool_id,
            Domain=name,
            **parameters,
        )
        return looked(write, lambda: self._is_there(name) is there)

    def _is_there(self, name: str) -> bool:
        """Raises CognitoError."""
        try:
            return self.find(name).status != "DELETING"
        except NotFound:
            return False

    def target(self, name: str) -> Target:
        """The domain as the audit trail names it."""
        return Target(pool_id=self.pool_id, kind="domain", id=name, label=name)


class DomainSaver(SavingGateway, DomainsGateway):
    """One domain as the safe save wants it."""

    comparison = COMPARISON
    operation = "UpdateUserPoolDomain"
    action = "edit_domain"
    kind = "domain"
    store = "the domain"

    @property
    def ids(self) -> dict[str, str]:
        return {"UserPoolId": self.pool_id, "Domain": self.id}

    def read_state(self) -> State:
        """DescribeUserPoolDomain. Raises CognitoError."""
        return self.find(self.id).state

    def label(self, parameters: Mapping[str, Any]) -> str:
        return self.id
