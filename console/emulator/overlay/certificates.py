"""X.509 certificates for SAML, as text without line breaks: DER in base64."""

import base64
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from console.emulator.overlay.core.records import signing_key

VALID_FOR = timedelta(days=3_650)


def certificate(common_name: str, issued: datetime) -> str:
    """A certificate that certifies itself, valid for ten years from `issued` on."""
    key = signing_key().private_key
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int(issued.timestamp()) + 1)
        .not_valid_before(issued)
        .not_valid_after(issued + VALID_FOR)
    )
    der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return base64.b64encode(der).decode()
