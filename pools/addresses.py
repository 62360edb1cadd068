"""Where a page is, and what its pool is called."""

from django.http import HttpRequest
from django.urls import reverse

from console.access.reach import PoolAccess, call_pool, pool_of
from console.cognito.errors import CognitoError
from pools.gateway import PoolGateway


def address(pool: PoolAccess, name: str, **kwargs: object) -> str:
    """The address of a page of this app: `address(pool, "edit_domain", domain="login.example.com")`."""
    return reverse(f"pools:{name}", kwargs={"connection": pool.connection.slug, "pool_id": pool.id, **kwargs})


def name_pool(request: HttpRequest, pool: PoolAccess) -> None:
    """Call the pool by its name in the page's header, as read in the last seconds; it is not worth an error."""
    if (shown := pool_of(request)) and shown.name:
        return
    try:
        call_pool(request, pool.gateway(PoolGateway).describe().name)
    except CognitoError:
        return
