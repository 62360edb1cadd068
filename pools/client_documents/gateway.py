"""Policies for client metadata documents (CIMD): which addresses apps may name instead of one app client's id."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal

from console.cognito.answers import moment, part_of
from console.cognito.gateway import Answer, Target
from console.cognito.lists import Stretch, follow
from console.cognito.looked import is_gone, looked
from pools.gateway import PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State

PAGE = 60
MOST_PAGES = 5
KIND = "document_policy"
# What Cognito alone writes.
READ_ONLY = frozenset({"UserPoolId", "CIMDPolicyId", "CreationDate", "LastModifiedDate"})
COMPARISON = Comparison(whole=frozenset({"URLPatterns"}))
CacheAction = Literal["REFRESH", "INVALIDATE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPolicy:
    """A policy: `state` is all that can be changed. A list tells no patterns."""

    id: str
    state: State
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "DocumentPolicy":
        return cls(
            id=raw["CIMDPolicyId"],
            state={name: deepcopy(value) for name, value in raw.items() if name not in READ_ONLY},
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def name(self) -> str:
        return str(self.state.get("PolicyName", ""))

    @property
    def client_id(self) -> str:
        """Empty where the app client is gone."""
        return str(self.state.get("ClientId", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """An address that an app named, and how long Cognito keeps what it found there."""

    url: str
    kept_at: datetime | None
    expires_at: datetime | None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "KeptDocument":
        return cls(
            url=raw["URL"],
            kept_at=moment(raw.get("CachedDate")),
            expires_at=moment(raw.get("ExpirationDate")),
        )


class DocumentsGateway(PoolGateway):
    """Reads, makes and deletes policies; fetches and drops documents."""

    def list_policies(self) -> Stretch[DocumentPolicy]:
        """ListCIMDPolicies, at most 300, without their patterns. Raises CognitoError."""
        pages = self._pages(
            "ListCIMDPolicies",
            "CIMDPolicies",
            DocumentPolicy.from_response,
            UserPoolId=self.pool_id,
            MaxResults=PAGE,
        )
        return follow(pages, most_pages=MOST_PAGES)

    def find(self, policy_id: str) -> DocumentPolicy:
        """DescribeCIMDPolicy. Raises NotFound."""
        operation = "DescribeCIMDPolicy"
        answer = self._read(operation, UserPoolId=self.pool_id, CIMDPolicyId=policy_id)
        return DocumentPolicy.from_response(part_of(answer, "CIMDPolicy", operation=operation))

    def documents(self, policy_id: str) -> Stretch[KeptDocument]:
        """ListClientMetadataURLs, at most 300. Raises CognitoError."""
        pages = self._pages(
            "ListClientMetadataURLs",
            "ClientMetadataURLs",
            KeptDocument.from_response,
            UserPoolId=self.pool_id,
            CIMDPolicyId=policy_id,
            MaxResults=PAGE,
        )
        return follow(pages, most_pages=MOST_PAGES)

    def create(self, state: State) -> bool | None:
        """CreateCIMDPolicy, then a look: whether one of that name is there; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not there either.
        """
        write = partial(
            self._write,
            "CreateCIMDPolicy",
            action="create_document_policy",
            target=self._target("", state["PolicyName"]),
            details={"after": dict(state)},
            made=self._made,
            UserPoolId=self.pool_id,
            **state,
        )
        return looked(
            write, lambda: any(each.name == state["PolicyName"] for each in self.list_policies().items)
        )

    def delete(self, policy: DocumentPolicy, *, reason: str) -> bool | None:
        """DeleteCIMDPolicy, then a look: whether it is gone; None if that could not be seen. Raises CognitoError."""
        write = partial(
            self._write,
            "DeleteCIMDPolicy",
            action="delete_document_policy",
            target=self._target(policy.id, policy.name),
            details={"reason": reason, "before": dict(policy.state)},
            UserPoolId=self.pool_id,
            CIMDPolicyId=policy.id,
        )
        return looked(write, partial(is_gone, self.find, policy.id))

    def set_cache(self, policy: DocumentPolicy, url: str, wanted: CacheAction) -> None:
        """UpdateClientMetadataURLState: fetch the document anew, or drop it. Raises CognitoError, NotFound."""
        self._write(
            "UpdateClientMetadataURLState",
            action="refresh_document",
            target=self._target(policy.id, policy.name),
            details={"url": url, "wanted": wanted},
            UserPoolId=self.pool_id,
            CIMDPolicyId=policy.id,
            URL=url,
            Action=wanted,
        )

    def _target(self, policy_id: str, label: str) -> Target:
        return Target(pool_id=self.pool_id, kind=KIND, id=policy_id, label=label)

    def _made(self, answer: Answer) -> Target:
        raw = part_of(answer, "CIMDPolicy", operation="CreateCIMDPolicy")
        return self._target(raw["CIMDPolicyId"], raw["PolicyName"])


class DocumentPolicySaver(SavingGateway, DocumentsGateway):
    """One policy as the safe save wants it."""

    comparison = COMPARISON
    operation = "UpdateCIMDPolicy"
    action = "edit_document_policy"
    kind = KIND
    store = "the policy"

    @property
    def ids(self) -> dict[str, str]:
        return {"UserPoolId": self.pool_id, "CIMDPolicyId": self.id}

    def read_state(self) -> State:
        """DescribeCIMDPolicy. Raises CognitoError."""
        return self.find(self.id).state

    def label(self, parameters: Mapping[str, Any]) -> str:
        return str(parameters.get("PolicyName", ""))
