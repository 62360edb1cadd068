"""The terms documents of a pool: links by language to terms of use and a privacy policy, for each app client."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito.answers import moment, part_of
from console.cognito.errors import CognitoError, NotFound
from console.cognito.gateway import Answer, Target
from console.cognito.lists import follow
from console.cognito.looked import is_gone, looked
from console.cognito.side_by_side import side_by_side
from pools.gateway import PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State

# The documents of a page are described side by side: the list tells neither app client nor links.
PAGE = 10
# What Cognito alone writes, or what is decided when it is made.
READ_ONLY = frozenset({"TermsId", "UserPoolId", "ClientId", "CreationDate", "LastModifiedDate"})
# Languages are one value: an update replaces all links.
COMPARISON = Comparison(whole=frozenset({"Links"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A document: `state` is everything that can be changed."""

    id: str
    client_id: str
    state: State
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, answer: Mapping[str, Any], *, operation: str = "DescribeTerms") -> "Terms":
        """Raises BrokenAnswer when there is no document in it."""
        raw = part_of(answer, "Terms", operation=operation)
        return cls(
            id=raw["TermsId"],
            client_id=raw["ClientId"],
            state={name: deepcopy(value) for name, value in raw.items() if name not in READ_ONLY},
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def name(self) -> str:
        """terms-of-use or privacy-policy."""
        return str(self.state.get("TermsName", ""))

    @property
    def links(self) -> Mapping[str, str]:
        """By language, such as "cognito:french"."""
        links: Mapping[str, str] = self.state.get("Links") or {}
        return links


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsList:
    """Some documents of a pool; `problems` are those that could not be read, by id. `next` leads on."""

    documents: tuple[Terms, ...]
    problems: tuple[tuple[str, CognitoError], ...]
    next: str


class TermsGateway(PoolGateway):
    """Reads, makes, changes and deletes documents."""

    def list_page(self, *, token: str = "") -> TermsList:
        """ListTerms for ten of them, then DescribeTerms for each, side by side. Raises CognitoError."""
        pages = self._pages(
            "ListTerms", "Terms", lambda raw: str(raw["TermsId"]), UserPoolId=self.pool_id, MaxResults=PAGE
        )
        listed = follow(pages, token=token)
        ids = listed.items
        answers = side_by_side(*(partial(self.find, each) for each in ids))
        answered = zip(ids, answers, strict=True)
        return TermsList(
            documents=tuple(each for each in answers if isinstance(each, Terms)),
            problems=tuple((each, found) for each, found in answered if isinstance(found, CognitoError)),
            next=listed.next_token,
        )

    def find(self, terms_id: str) -> Terms:
        """DescribeTerms. Raises NotFound."""
        return Terms.from_response(self._read("DescribeTerms", UserPoolId=self.pool_id, TermsId=terms_id))

    def find_of_client(self, client_id: str, name: str) -> Terms:
        """DescribeTermsByClient. Raises NotFound where the app client has no such document."""
        operation = "DescribeTermsByClient"
        answer = self._read(operation, UserPoolId=self.pool_id, ClientId=client_id, TermsName=name)
        return Terms.from_response(answer, operation=operation)

    def create(self, client_id: str, state: State) -> bool | None:
        """CreateTerms, then a look: whether it is there as asked; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not there either.
        """
        write = partial(
            self._write,
            "CreateTerms",
            action="create_terms",
            target=self.target("", f"{state['TermsName']} of {client_id}"),
            details={"after": {"ClientId": client_id, **state}},
            made=self._made,
            UserPoolId=self.pool_id,
            ClientId=client_id,
            **state,
        )
        return looked(write, partial(self._reads_as, client_id, state))

    def delete(self, terms: Terms, *, reason: str) -> bool | None:
        """DeleteTerms, then a look: whether it is gone; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        write = partial(
            self._write,
            "DeleteTerms",
            action="delete_terms",
            target=self.target(terms.id, terms.name),
            details={"reason": reason, "before": {"ClientId": terms.client_id, **terms.state}},
            UserPoolId=self.pool_id,
            TermsId=terms.id,
        )
        return looked(write, partial(is_gone, self.find, terms.id))

    def target(self, terms_id: str, label: str) -> Target:
        """The document as the audit trail names it."""
        return Target(pool_id=self.pool_id, kind="terms", id=terms_id, label=label)

    def _made(self, answer: Answer) -> Target:
        raw = part_of(answer, "Terms", operation="CreateTerms")
        return self.target(raw["TermsId"], f"{raw['TermsName']} of {raw['ClientId']}")

    def _reads_as(self, client_id: str, state: State) -> bool:
        """Raises CognitoError."""
        try:
            found = self.find_of_client(client_id, state["TermsName"])
        except NotFound:
            return False
        return not COMPARISON.differences(state, found.state)


class TermsSaver(SavingGateway, TermsGateway):
    """One document as the safe save wants it."""

    comparison = COMPARISON
    operation = "UpdateTerms"
    action = "edit_terms"
    kind = "terms"
    store = "the document"

    @property
    def ids(self) -> dict[str, str]:
        return {"UserPoolId": self.pool_id, "TermsId": self.id}

    def read_state(self) -> State:
        """DescribeTerms. Raises CognitoError."""
        return self.find(self.id).state

    def label(self, parameters: Mapping[str, Any]) -> str:
        return str(parameters["TermsName"])
