"""Who tokens say they come from: by region, by partition, by the pool's own choice."""

import pytest

from pools.issuers import discovery_of, issuer_of, keys_of


@pytest.mark.parametrize(
    ("pool", "issuer"),
    [
        (
            {"Id": "eu-west-1_abc"},
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
        ),
        (
            {"Id": "eu-west-1_abc", "IssuerConfiguration": {"Type": "ORIGINAL"}},
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
        ),
        (
            {"Id": "eu-west-1_abc", "IssuerConfiguration": {"Type": "UPDATED"}},
            "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
        ),
        (
            {"Id": "eu-west-1_abc", "IssuerConfiguration": {"Type": "ODD"}},
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
        ),
        (
            {"Id": "cn-north-1_abc"},
            "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_abc",
        ),
    ],
)
def test_the_issuer_of_a_pool(pool: dict[str, object], issuer: str) -> None:
    assert issuer_of(pool) == issuer
    assert discovery_of(issuer) == f"{issuer}/.well-known/openid-configuration"
    assert keys_of(issuer) == f"{issuer}/.well-known/jwks.json"
