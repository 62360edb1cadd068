"""Images that were chosen but not saved yet: they wait here while their change is reviewed.

A review goes from page to page as signed text, which is no place for megabytes: it names images by their digests.
"""

from collections.abc import Iterable

from django.core.cache import caches

from pools.branding.images import digest_of

# Seconds that somebody may take to review, and how many images wait at most; a style has 40.
LONGEST_REVIEW = 30 * 60
MOST = 80


class PendingImages:
    """What one operator has chosen for one style: `about` names both."""

    def __init__(self, about: str) -> None:
        self.key = f"images:{about}"

    def put(self, images: Iterable[bytes]) -> None:
        """Keep these with the ones that wait already; the oldest go first where there are too many."""
        waiting = self._waiting | {digest_of(each): each for each in images}
        caches["default"].set(self.key, dict(list(waiting.items())[-MOST:]), LONGEST_REVIEW)

    def get(self, digest: str) -> bytes | None:
        """The image, if it still waits."""
        return self._waiting.get(digest)

    @property
    def _waiting(self) -> dict[str, bytes]:
        kept: dict[str, bytes] = caches["default"].get(self.key) or {}
        return kept
