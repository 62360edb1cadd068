"""What an image is, told by its content: names and what browsers say of a file are not to be trusted."""

import hashlib
import re

# Cognito's names of formats, with the types that files of them are served as.
CONTENT_TYPES = {
    "ICO": "image/x-icon",
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "SVG": "image/svg+xml",
    "WEBP": "image/webp",
}
# Formats that browsers only draw; SVG can run scripts when it is opened.
DRAWN = frozenset(CONTENT_TYPES) - {"SVG"}
# Possessive: what looks like comments is never read in another way.
SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*+<svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)


def format_of(data: bytes) -> str:
    """The format of an image in Cognito's words; empty for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x00\x00\x01\x00"):
        return "ICO"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "SVG" if SVG.match(data[:4096]) else ""


def digest_of(data: bytes) -> str:
    """What tells one image from another: the first half of its SHA-256, as 32 hex digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def facts_of(data: bytes, extension: str) -> str:
    """An image in one line, for reviews, the history and the audit trail, which never keep the image itself."""
    return f"{extension}, {len(data):,} bytes, SHA-256 {digest_of(data)}…"


def digest_in(facts: str) -> str:
    """The digest in such a line."""
    return facts.rpartition(" ")[2].removesuffix("…")
