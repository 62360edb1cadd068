"""SAML metadata from strangers: read for what they say, refused when they try more."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest

from console.emulator.overlay.certificates import certificate
from pools.identity_providers.saml import LONGEST, UnreadableMetadata, read_certificate, read_metadata
from tests.pools.identity_providers.conftest import METADATA

ISSUED = datetime(2026, 1, 2, tzinfo=UTC)


def test_metadata_tell_entity_addresses_and_certificates() -> None:
    document = METADATA.format(certificate=certificate("idp", ISSUED))
    logout = '<SingleLogoutService Location="https://idp.example.com/slo"/><SingleSignOnService'
    told = read_metadata(document.replace("<SingleSignOnService", logout))
    assert told.entity_id == "https://idp.example.com"
    assert (told.sign_on, told.logout) == (("https://idp.example.com/sso",), ("https://idp.example.com/slo",))
    [found] = told.certificates
    assert (found.subject, found.expires_at.year, told.unreadable) == ("CN=idp", 2035, 0)
    assert read_certificate(found.pem) == found


def test_a_certificate_that_is_none_is_counted_and_the_encoding_that_is_named_does_not_matter() -> None:
    document = f'<?xml version="1.0" encoding="UTF-16"?>{METADATA.format(certificate="bm8=")}'
    told = read_metadata(document)
    assert (told.certificates, told.unreadable) == ((), 1)
    assert read_certificate("no base64") is None


def test_a_certificate_that_only_begins_well_is_none() -> None:
    der = b64decode(certificate("idp-idp", ISSUED))
    version = der.index(b"\xa0\x03\x02\x01\x02")
    versioned = der[: version + 4] + b"\x07" + der[version + 5 :]
    for spoiled in (versioned, der.replace(b"idp-idp", b"\xff\xfedp-id"), der[:-5]):
        assert spoiled != der
        assert read_certificate(b64encode(spoiled).decode()) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not well-formed"),
        ("<a>", "not well-formed"),
        ("\ud800", "characters"),
        ("<a/>", "IDPSSODescriptor"),
        ("<a>" * 70, "nested deeper"),
        ("x" * (LONGEST + 1), "longer"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        ('<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>', "document type"),
        (METADATA.replace("entityID", "other"), "lacks the entity ID"),
        (METADATA.replace("SingleSignOnService", "Other"), "lacks the entity ID"),
        (
            f"<all>{METADATA}{METADATA}</all>",
            "one provider",
        ),
    ],
)
def test_what_is_no_metadata_or_tries_more_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(UnreadableMetadata, match=said):
        read_metadata(text)
