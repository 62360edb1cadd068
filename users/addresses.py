"""Where a page of this app is."""

from django.urls import reverse

from console.access.reach import PoolAccess


def address(pool: PoolAccess, name: str, **kwargs: object) -> str:
    """The address of a page of this app in a pool: `address(pool, "group", group="editors")`."""
    return reverse(f"users:{name}", kwargs={"connection": pool.connection.slug, "pool_id": pool.id, **kwargs})
