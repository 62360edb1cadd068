"""One identity provider as the safe save wants it. Secrets pass through here to Cognito, and stay nowhere."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from console.cognito import model
from console.cognito.errors import Refused
from console.cognito.gateway import Access
from pools.identity_providers.details import ACR, DETAILS, IDENTIFIERS, MAPPING, PRIVATE_KEY, SECRETS
from pools.identity_providers.gateway import (
    ACCEPTED,
    COMPARISON,
    NEW,
    IdentityProvider,
    IdentityProvidersGateway,
    fingerprint,
)
from pools.identity_providers.sections import kind_of
from pools.saving.calls import Step
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, Difference, State, value_at, with_changes

# Each is replaced as a whole if it is sent, and stays as it is if it is not.
PARTS: Mapping[str, Any] = {DETAILS: {}, MAPPING: {}, IDENTIFIERS: [], ACR: {}}


class IdentityProviderSaver(SavingGateway, IdentityProvidersGateway):
    """`given` are the secrets that the operator typed, by their key."""

    comparison: Comparison = COMPARISON
    operation = "UpdateIdentityProvider"
    action = "edit_identity_provider"
    kind = "identity_provider"
    store = "the identity provider"

    def __init__(self, access: Access, name: str) -> None:
        super().__init__(access, name)
        self.typed: Mapping[str, str] = {}
        # As they were read last, to be sent back where nobody typed others.
        self._stored: Mapping[str, str] = {}
        self._key_was_accepted = False

    @property
    def ids(self) -> dict[str, str]:
        return {"UserPoolId": self.pool_id, "ProviderName": self.id}

    def read_state(self) -> State:
        """DescribeIdentityProvider. Raises CognitoError."""
        raw = self.raw_of(self.id)
        details = raw.get(DETAILS) or {}
        self._stored = {name: details[name] for name in SECRETS if details.get(name)}
        state = IdentityProvider.from_response(raw).state
        if self._key_was_accepted:
            return with_changes(state, {f"{DETAILS}.{PRIVATE_KEY}": ACCEPTED})
        return state

    def unknown(self, state: State) -> list[str]:
        """Members that nobody has said how to write; keys of the details are sent back as they are."""
        shape = model.output_shape("DescribeIdentityProvider").members["IdentityProvider"]
        writable = {*model.input_shape(self.operation).members, "ProviderType"}
        return list(
            dict.fromkeys(
                [*model.unknown_members(state, shape), *(name for name in state if name not in writable)]
            )
        )

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """A secret that was typed is known by its mark; a key that is not shown goes with every change of details."""
        secret = kind_of(now.get("ProviderType", "")).secret
        if secret is None or not self.comparison.differences(_details(now), _details(wanted)):
            return wanted
        if secret.key == PRIVATE_KEY:
            return with_changes(wanted, {secret.path: NEW})
        mark = value_at(wanted, secret.path)
        if mark and mark != value_at(now, secret.path) and secret.key in self.typed:
            return with_changes(wanted, {secret.path: fingerprint(self.typed[secret.key])})
        return wanted

    def steps(self, now: State, wanted: State) -> list[Step]:
        """UpdateIdentityProvider with the parts that change, each as a whole; names stand for secrets."""
        differences = self.comparison.differences(now, wanted)
        changed = [name for name in PARTS if any(each.path.split(".")[0] == name for each in differences)]
        if not changed:
            return []
        sent = {name: deepcopy(wanted.get(name) or PARTS[name]) for name in changed}
        if DETAILS in sent:
            sent[DETAILS] = {
                name: placeholder(name) if name in SECRETS else value for name, value in sent[DETAILS].items()
            }
        return [self.step(sent, brings=tuple(changed))]

    def label(self, parameters: Mapping[str, Any]) -> str:
        return self.id

    def filled(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the secrets that were typed, or else those that are there."""
        details = parameters.get(DETAILS, {})
        values = {**self._stored, **self.typed}
        secrets = [name for name in details if name in SECRETS]
        if lacking := [name for name in secrets if name not in values]:
            raise Refused(operation=self.operation, message=f"{lacking[0]} is needed and was not given.")
        if not secrets:
            return parameters
        return {**parameters, DETAILS: {**details, **{name: values[name] for name in secrets}}}

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        super().send(step, changes)
        self._key_was_accepted = PRIVATE_KEY in step.parameters.get(DETAILS, {})


def placeholder(name: str) -> str:
    """What stands for a secret in a call that is shown."""
    return f"<{name}>"


def _details(state: State) -> dict[str, Any]:
    return {DETAILS: state.get(DETAILS) or {}}
