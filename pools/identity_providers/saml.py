"""SAML metadata as a provider hands it out, read without trust: no document type, no entities, nothing fetched."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.parsers import expat

from cryptography import x509
from cryptography.hazmat.primitives import hashes

# Cognito takes no longer text as a detail; in characters.
LONGEST = 131_072
# Deeper documents are no metadata.
DEEPEST = 60
METADATA = "urn:oasis:names:tc:SAML:2.0:metadata"
SIGNATURES = "http://www.w3.org/2000/09/xmldsig#"
DESCRIPTOR = f"{METADATA} IDPSSODescriptor"
SINGLE_SIGN_ON = f"{METADATA} SingleSignOnService"
SINGLE_LOGOUT = f"{METADATA} SingleLogoutService"
CERTIFICATE = f"{SIGNATURES} X509Certificate"
ENTITY = f"{METADATA} EntityDescriptor"


class UnreadableMetadata(ValueError):
    """Not the metadata of one identity provider; the text says why, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate: whose it is, and until when it is valid."""

    subject: str
    expires_at: datetime
    fingerprint: str
    pem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What metadata say of a provider. `unreadable` counts certificates that are none."""

    entity_id: str
    sign_on: tuple[str, ...]
    logout: tuple[str, ...]
    certificates: tuple[Certificate, ...]
    unreadable: int = 0


@dataclass(slots=True)
class _Found:
    """What was met so far; `path` are the open elements."""

    path: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    sign_on: list[str] = field(default_factory=list)
    logout: list[str] = field(default_factory=list)
    certificates: list[str] = field(default_factory=list)
    is_provider: bool = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise UnreadableMetadata("Its elements are nested deeper than in any metadata.")
        if name == ENTITY:
            self.entities.append(attributes.get("entityID", ""))
        self.is_provider = self.is_provider or name == DESCRIPTOR
        if DESCRIPTOR in self.path:
            self._note(name, attributes.get("Location", ""))

    def _note(self, name: str, location: str) -> None:
        if name == SINGLE_SIGN_ON:
            self.sign_on.append(location)
        elif name == SINGLE_LOGOUT:
            self.logout.append(location)
        elif name == CERTIFICATE:
            self.certificates.append("")

    def text(self, words: str) -> None:
        if self.path and self.path[-1] == CERTIFICATE and DESCRIPTOR in self.path:
            self.certificates[-1] += words

    def end(self, name: str) -> None:
        self.path.pop()


def read_metadata(text: str) -> Metadata:
    """What the metadata of an identity provider say. Raises UnreadableMetadata."""
    if len(text) > LONGEST:
        raise UnreadableMetadata(f"It is longer than the {LONGEST:,} characters that Cognito takes.")
    found = _parsed(text)
    if not found.is_provider:
        raise UnreadableMetadata("There is no identity provider (IDPSSODescriptor) in it.")
    if len(found.entities) != 1:
        raise UnreadableMetadata("It has to describe one provider (EntityDescriptor), not several.")
    if not found.entities[0] or not found.sign_on:
        raise UnreadableMetadata("It lacks the entity ID or the address to sign in at (SingleSignOnService).")
    certificates = list(_certificates(found.certificates))
    return Metadata(
        entity_id=found.entities[0],
        sign_on=tuple(dict.fromkeys(found.sign_on)),
        logout=tuple(dict.fromkeys(found.logout)),
        certificates=tuple(dict.fromkeys(each for each in certificates if each)),
        unreadable=certificates.count(None),
    )


def read_certificate(encoded: str) -> Certificate | None:
    """A certificate from its DER in base64, or from PEM; None where it is none."""
    lines = (line for line in encoded.splitlines() if "-----" not in line)
    try:
        der = base64.b64decode("".join("".join(lines).split()), validate=True)
        found = x509.load_der_x509_certificate(der)
        # Only now are names and dates looked at.
        return Certificate(
            subject=found.subject.rfc4514_string(),
            expires_at=found.not_valid_after_utc,
            fingerprint=found.fingerprint(hashes.SHA256()).hex(":").upper(),
            pem=_pem(der),
        )
    except (binascii.Error, ValueError, x509.InvalidVersion):
        return None


def _certificates(texts: list[str]) -> Iterator[Certificate | None]:
    for text in texts:
        yield read_certificate(text)


def _pem(der: bytes) -> str:
    text = base64.b64encode(der).decode()
    lines = (text[start : start + 64] for start in range(0, len(text), 64))
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])


def _parsed(text: str) -> _Found:
    found = _Found()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler = found.begin
    parser.CharacterDataHandler = found.text
    parser.EndElementHandler = found.end
    try:
        # Text and no bytes: what the document says of its own encoding does not count.
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnreadableMetadata(
            f"This is not well-formed XML: {expat.ErrorString(error.code)}, line {error.lineno}."
        ) from error
    except UnicodeEncodeError as error:
        raise UnreadableMetadata("There are characters in it that XML does not know.") from error
    return found


def _refuse(*_: object) -> Any:
    raise UnreadableMetadata("It declares a document type or entities, which metadata do not need.")
