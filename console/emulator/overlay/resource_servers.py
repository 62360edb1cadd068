"""Resource servers: APIs and their scopes."""

from dataclasses import dataclass
from typing import Any

from console.emulator.overlay.core.errors import invalid_parameter, limit_exceeded, resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.registry import Call, operation

MAXIMUM = 25


@dataclass(slots=True)
class ResourceServer:
    """An API and the scopes that its clients may ask for."""

    user_pool_id: str
    identifier: str
    name: str
    scopes: list[dict[str, str]]
    managed_by: str = ""


@operation("CreateResourceServer")
def create_resource_server(call: Call) -> dict[str, Any]:
    """Raises InvalidParameterException when the identifier is taken, or a scope named twice;
    LimitExceededException for the twenty-sixth."""
    pool, identifier = call.pool, call.parameters["Identifier"]
    if identifier in pool.resource_servers:
        raise invalid_parameter(f"{identifier} already exists in user pool {pool.id}.")
    if len(pool.resource_servers) >= MAXIMUM:
        raise limit_exceeded("The maximum number of resource servers for this user pool has been reached.")
    server = ResourceServer(pool.id, identifier, call.parameters["Name"], _scopes(call))
    pool.resource_servers[identifier] = server
    return {"ResourceServer": describe(server)}


@operation("DescribeResourceServer")
def describe_resource_server(call: Call) -> dict[str, Any]:
    """One resource server. Raises ResourceNotFoundException."""
    return {"ResourceServer": describe(_find(call))}


@operation("UpdateResourceServer")
def update_resource_server(call: Call) -> dict[str, Any]:
    """Replaces name and scopes: scopes that are left out are gone, all of them if `Scopes` is."""
    server = _find(call)
    server.name, server.scopes = call.parameters["Name"], _scopes(call)
    return {"ResourceServer": describe(server)}


@operation("DeleteResourceServer")
def delete_resource_server(call: Call) -> dict[str, Any]:
    """App clients that still name its scopes keep the names."""
    del call.pool.resource_servers[_find(call).identifier]
    return {}


@operation("ListResourceServers")
def list_resource_servers(call: Call) -> dict[str, Any]:
    """The resource servers with their scopes, in the order of creation."""
    servers = list(call.pool.resource_servers.values())
    page, token = list_page(call.parameters, servers, "identifier")
    return {"ResourceServers": [describe(server) for server in page], **token}


def describe(server: ResourceServer) -> dict[str, Any]:
    """`ResourceServerType`; without scopes the member is absent."""
    return {
        "UserPoolId": server.user_pool_id,
        "Identifier": server.identifier,
        "Name": server.name,
        **({"Scopes": server.scopes} if server.scopes else {}),
        **({"ManagedBy": server.managed_by} if server.managed_by else {}),
    }


def _scopes(call: Call) -> list[dict[str, str]]:
    scopes: list[dict[str, str]] = call.get("Scopes", [])
    if len({scope["ScopeName"] for scope in scopes}) < len(scopes):
        raise invalid_parameter("Duplicate scopes are not allowed.")
    return scopes


def _find(call: Call) -> ResourceServer:
    identifier = call.parameters["Identifier"]
    server = call.pool.resource_servers.get(identifier)
    if server is None:
        raise resource_not_found(f"Resource server {identifier} does not exist.")
    found: ResourceServer = server
    return found
