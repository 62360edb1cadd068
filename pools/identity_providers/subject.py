"""An identity provider as the safe save knows it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from console.access import actions
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import side_by_side
from console.ui.forms import ConsoleForm
from pools.editing.subjects import Subject
from pools.gateway import Pool, PoolGateway
from pools.identity_providers import risks as risks_of_providers
from pools.identity_providers.details import (
    ACR,
    DETAILS,
    IDENTIFIERS,
    MAPPING,
    METADATA_FILE,
    METADATA_URL,
    PRIVATE_KEY,
)
from pools.identity_providers.forms.secrets import SecretForm
from pools.identity_providers.gateway import COMPARISON
from pools.identity_providers.offers import Offers, read_offers
from pools.identity_providers.saver import IdentityProviderSaver
from pools.identity_providers.sections import SECTION, kind_of
from pools.saving.proposals import Proposal
from pools.saving.risks import Risk
from pools.saving.states import State, value_at

# Fragments of refusals in lower case, and the settings they blame.
FRAGMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("metadata", (f"{DETAILS}.{METADATA_URL}", f"{DETAILS}.{METADATA_FILE}")),
    ("attribute mapping", (MAPPING,)),
    ("attributemapping", (MAPPING,)),
    ("identifier", (IDENTIFIERS,)),
    ("acr", (ACR,)),
    ("attributes_request_method", (f"{DETAILS}.attributes_request_method",)),
    ("oidc endpoint", (f"{DETAILS}.oidc_issuer",)),
    ("issuer", (f"{DETAILS}.oidc_issuer",)),
    ("scope", (f"{DETAILS}.authorize_scopes",)),
    ("privatekey", (f"{DETAILS}.{PRIVATE_KEY}",)),
    ("clientid", (f"{DETAILS}.client_id",)),
    ("api_version", (f"{DETAILS}.api_version",)),
)


class IdentityProviderSubject(Subject):
    """An identity provider with its details, mapping and identifiers."""

    kind = "identity_provider"
    noun = "identity provider"
    page = "identity_provider"
    writes = ("CreateIdentityProvider", "UpdateIdentityProvider", "DeleteIdentityProvider")
    about_calls = (
        "Each part that changes is sent as a whole; what is not sent stays as it is. Secrets take the places of their "
        "names when you save."
    )
    sections = (SECTION,)
    reads = actions.READ_IDENTITY_PROVIDER
    edits = actions.EDIT_IDENTITY_PROVIDER
    blames = FRAGMENTS

    def __init__(self, pool: PoolAccess, provider: str) -> None:
        super().__init__(pool, provider=provider)
        self.target = provider

    @cached_property
    def saver(self) -> IdentityProviderSaver:
        return self.pool.gateway(IdentityProviderSaver, self.target)

    @property
    def back_url(self) -> str:
        return self.address("identity_provider")

    def changes_towards(self, now: State, wanted: State) -> dict[str, Any]:
        """All but its secret, of which a state knows no more than whether it is the same."""
        secret = kind_of(now.get("ProviderType", "")).secret
        changes = super().changes_towards(now, wanted)
        return {path: value for path, value in changes.items() if secret is None or path != secret.path}

    def name(self, state: State) -> str:
        return self.target

    def question(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> SecretForm | None:
        """Its secret, where a change needs it."""
        secret = kind_of(proposal.baseline.get("ProviderType", "")).secret
        if secret is None:
            return None
        wanted = proposal.wanted(proposal.baseline)
        if secret.key == PRIVATE_KEY:
            touched = any(path.split(".")[0] == DETAILS for path in proposal.changes)
        else:
            touched = secret.path in proposal.changes and bool(value_at(wanted, secret.path))
        return SecretForm(data, secret=secret) if touched else None

    def take(self, answer: ConsoleForm) -> None:
        if isinstance(answer, SecretForm):
            self.saver.typed = answer.typed

    def risks(self, now: State, wanted: State) -> list[Risk]:
        """With up to twelve calls, but only if the mapping changes."""
        if not COMPARISON.differences({MAPPING: now.get(MAPPING)}, {MAPPING: wanted.get(MAPPING)}):
            return risks_of_providers.of(now, wanted, (), {}, "")
        mapping: Mapping[str, str] = wanted.get(MAPPING) or {}
        described, offers = side_by_side(
            self.pool.gateway(PoolGateway).describe, lambda: read_offers(self.pool, self.target, mapping)
        )
        schema = described.schema if isinstance(described, Pool) else ()
        unwritable, unseen = _writing(offers)
        return risks_of_providers.of(now, wanted, schema, unwritable, unseen)


def _writing(offers: Offers | CognitoError) -> tuple[dict[str, Sequence[str]], str]:
    """Attributes that app clients may not write, by app client, and what is not known of that."""
    if isinstance(offers, CognitoError):
        return {}, f"The app clients could not be read: {offers.what}."
    unwritable = {each.app_client.name: each.unwritable for each in offers.verdicts if each.unwritable}
    unseen = "" if offers.complete else f"Only {offers.looked_at} app clients were looked at; there are more."
    return unwritable, unseen
