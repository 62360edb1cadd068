"""A pool's settings as a file to keep."""

from typing import Any

from django.utils import timezone

from console.access.reach import PoolAccess
from console.cognito.secrets import without_secrets
from console.cognito.side_by_side import need, side_by_side
from pools.gateway import PoolGateway
from pools.saving.settings import MFA

DESCRIBED = "DescribeUserPool"


def backup_of(pool: PoolAccess) -> dict[str, Any]:
    """Both stores and the schema as Cognito wrote them, and what they are of. Raises CognitoError.

    DescribeUserPool and GetUserPoolMfaConfig, fresh and side by side: half a backup would be none.
    """
    gateway = pool.gateway(PoolGateway)
    first, second = side_by_side(
        lambda: gateway.describe(fresh=True), lambda: gateway.mfa_configuration(fresh=True)
    )
    described, mfa = need(first), need(second)
    about = {
        "Kind": "Settings of a user pool",
        "Id": described.id,
        "Name": described.name,
        "Region": pool.connection.region,
        "Connection": pool.connection.slug,
        "ReadAt": timezone.now().isoformat(timespec="seconds"),
    }
    return {"Lifeguard": about, DESCRIBED: without_secrets(described.raw), MFA: without_secrets(mfa)}
