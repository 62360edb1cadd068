"""Who a pool's tokens say they come from, and what is published there."""

from pools.saving.states import State, value_at

ISSUER = "IssuerConfiguration.Type"
HOSTS = {"ORIGINAL": "cognito-idp", "UPDATED": "issuer-cognito-idp"}


def issuer_of(pool: State) -> str:
    """The issuer in the tokens of a pool, as DescribeUserPool tells it. Its id begins with its region."""
    pool_id = str(pool.get("Id", ""))
    region = pool_id.rpartition("_")[0]
    host = HOSTS.get(str(value_at(pool, ISSUER) or "ORIGINAL"), HOSTS["ORIGINAL"])
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"https://{host}.{region}.{suffix}/{pool_id}"


def discovery_of(issuer: str) -> str:
    """Where OpenID Connect libraries find everything else."""
    return f"{issuer}/.well-known/openid-configuration"


def keys_of(issuer: str) -> str:
    """Where the keys are that check the tokens' signatures."""
    return f"{issuer}/.well-known/jwks.json"
