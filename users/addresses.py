"""Where a page is, and what its pool is called."""

from django.urls import reverse

from console.access.reach import PoolAccess
from pools.places import name_pool as name_pool


def address(pool: PoolAccess, name: str, **kwargs: object) -> str:
    """The address of a page of this app in a pool: `address(pool, "group", group="editors")`."""
    return reverse(f"users:{name}", kwargs={"connection": pool.connection.slug, "pool_id": pool.id, **kwargs})
