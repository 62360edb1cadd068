"""Where a page is, and what its pool is called."""

import hashlib

from django.urls import reverse

from console.access.reach import PoolAccess
from pools.places import name_pool as name_pool
from users.attributes.records import Identity


def address(pool: PoolAccess, name: str, **kwargs: object) -> str:
    """The address of a page of this app in a pool: `address(pool, "group", group="editors")`."""
    return reverse(f"users:{name}", kwargs={"connection": pool.connection.slug, "pool_id": pool.id, **kwargs})


def identity_key(identity: Identity) -> str:
    """What names an identity in an address: who somebody is elsewhere may be an e-mail address, and stays out."""
    text = f"{identity.provider}\0{identity.user_id}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
