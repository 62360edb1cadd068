"""Domains as their pages need them: their words, what a change does, what goes with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from console.access import actions
from console.access.reach import PoolAccess
from pools.addresses import address
from pools.domains.gateway import Domain, DomainSaver
from pools.editing.subjects import Subject
from pools.saving.risks import Risk, becomes, changes
from pools.saving.settings import Section, Setting
from pools.saving.states import State

VERSION = "ManagedLoginVersion"
CERTIFICATE = "CustomDomainConfig.CertificateArn"
POLICY = "CustomDomainConfig.SecurityPolicy"
VERSIONS = {1: "Classic hosted UI", 2: "Managed login"}
TLS = {
    "TLS_V1": "TLS 1.0 and later",
    "TLS_V1_2_2021": "TLS 1.2 and later",
    "TLS_V1_3_2025": "TLS 1.3 alone",
}
# Cognito's word, the badge's tone, and what to know.
STATUSES = {
    "ACTIVE": ("Active", "success", ""),
    "CREATING": ("Being created", "info", "A custom domain takes up to five minutes."),
    "UPDATING": ("Being changed", "info", "A new certificate takes up to an hour."),
    "DELETING": ("Being deleted", "warning", "Its name is free again when it is gone."),
    "FAILED": (
        "Failed",
        "danger",
        "Cognito could not set it up. Check certificate and DNS, then delete it and create it again.",
    ),
}
SECTION = Section(
    id="domain",
    title="Domain",
    settings=(
        Setting(path=VERSION, label="Sign-in pages", words=VERSIONS),
        Setting(path=CERTIFICATE, label="Certificate"),
        Setting(path=POLICY, label="TLS", words=TLS, absent="Cognito’s default"),
        Setting(path="Domain", label="Domain", permanent=True),
    ),
)
RISKS = (
    Risk(
        applies=becomes(VERSION, 2, default=1),
        title="Managed login replaces the classic pages",
        what="The CSS and logo of the classic pages do not apply to it, and an app client without a style of its own "
        "shows an error instead of a sign-in page until it gets one.",
    ),
    Risk(
        applies=becomes(VERSION, 1, default=1),
        title="The classic pages replace managed login",
        what="Styles, passkeys and other ways to sign in that only managed login offers are not on the classic pages.",
    ),
    Risk(
        applies=changes(CERTIFICATE, POLICY),
        title="This takes up to an hour",
        what="Until then the sign-in pages go on with the certificate and TLS versions of before. A certificate that "
        "does not cover the domain breaks them.",
    ),
)


class DomainSubject(Subject):
    """A domain with its version and certificate."""

    kind = "domain"
    noun = "domain"
    page = "domain"
    writes = ("CreateUserPoolDomain", "UpdateUserPoolDomain", "DeleteUserPoolDomain")
    sections = (SECTION,)
    reads = actions.VIEW_DOMAINS
    edits = actions.EDIT_DOMAIN
    hazards = RISKS

    def __init__(self, pool: PoolAccess, domain: str) -> None:
        super().__init__(pool, domain=domain)
        self.target = domain

    @cached_property
    def saver(self) -> DomainSaver:
        return self.pool.gateway(DomainSaver, self.target)

    @property
    def back_url(self) -> str:
        return address(self.pool, "domains")

    def name(self, state: State) -> str:
        return self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """A domain ready to be shown."""

    domain: Domain

    @property
    def status(self) -> tuple[str, str, str]:
        """Its label, the tone of the badge, and what to know."""
        return STATUSES.get(self.domain.status, (self.domain.status or "Not told", "neutral", ""))

    @property
    def version(self) -> str:
        return VERSIONS.get(self.domain.version, str(self.domain.version))

    @property
    def tls(self) -> str:
        return TLS.get(self.domain.security_policy, self.domain.security_policy or "Cognito’s default")


def passkeys_of(mfa: Mapping[str, Any]) -> str:
    """The relying party that a pool's passkeys belong to; empty where its settings name none."""
    return str((mfa.get("WebAuthnConfiguration") or {}).get("RelyingPartyId") or "")
