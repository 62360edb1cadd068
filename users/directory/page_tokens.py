"""The way back through a list: Cognito gives the token of the next page alone, so earlier ones are kept."""

import hashlib
from dataclasses import dataclass, field

from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "users-trail"
# Tokens are up to a kilobyte: only the latest list and its latest pages are worth a place in every session.
PAGES_KEPT = 30


@dataclass(slots=True, kw_only=True)
class PageTokens:
    """The tokens of one list's pages, by page number; the first page needs none."""

    session: SessionBase
    key: str
    tokens: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, session: SessionBase, *what: str) -> "PageTokens":
        """The trail of the list that `what` describes: its pool and filter."""
        key = hashlib.sha256("\0".join(what).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        kept = session.get(SESSION_KEY) or {}
        tokens = kept.get("tokens", {}) if kept.get("key") == key else {}
        return cls(session=session, key=key, tokens={int(page): token for page, token in tokens.items()})

    def visit(self, page: int, token: str) -> None:
        """Keep where a page begins, so that the one after it can lead back to it."""
        if page < 2 or self.tokens.get(page) == token:
            return
        self.tokens[page] = token
        latest = sorted(self.tokens)[-PAGES_KEPT:]
        self.session[SESSION_KEY] = {
            "key": self.key,
            "tokens": {str(number): self.tokens[number] for number in latest},
        }

    def token_before(self, page: int) -> str | None:
        """The token of the page before; empty for the first page, None when the way back is not known."""
        return "" if page <= 2 else self.tokens.get(page - 1)

    def forget(self) -> None:
        """The tokens have expired."""
        self.session.pop(SESSION_KEY, None)
