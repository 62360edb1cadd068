"""Styles of managed login: settings and images, one style for each app client."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import app_clients
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter, resource_not_found
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record

# Some of what Cognito applies where a style says nothing.
COGNITO_SETTINGS: Mapping[str, Any] = {
    "categories": {
        "auth": {
            "authMethodOrder": [
                [
                    {"display": "BUTTON", "type": "FEDERATED"},
                    {"display": "INPUT", "type": "USERNAME_PASSWORD"},
                ]
            ],
            "federation": {"interfaceStyle": "BUTTON_LIST", "order": []},
        },
        "form": {"displayGraphics": True, "location": {"horizontal": "CENTER", "vertical": "CENTER"}},
        "global": {
            "colorSchemeMode": "LIGHT",
            "pageFooter": {"enabled": False},
            "pageHeader": {"enabled": False},
            "spacingDensity": "REGULAR",
        },
    },
    "components": {
        "pageBackground": {
            "image": {"enabled": True},
            "darkMode": {"color": "0f1b2aff"},
            "lightMode": {"color": "ffffffff"},
        },
        "form": {"borderRadius": 8.0, "logo": {"enabled": False, "location": "CENTER", "position": "TOP"}},
    },
}


@operation("CreateManagedLoginBranding")
def create_managed_login_branding(call: Call) -> dict[str, Any]:
    """A style for an app client that has none.

    Raises ManagedLoginBrandingExistsException, and InvalidParameterException unless there are either
    settings or Cognito's own values.
    """
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    if any(style["ClientId"] == client.id for style in pool.stores.brandings.values()):
        raise ServiceError(
            "ManagedLoginBrandingExistsException",
            f"Client {client.id} already has a managed login branding style.",
        )
    _check_values(call)
    if (
        not call.get("UseCognitoProvidedValues")
        and "Settings" not in call.parameters
        and not call.get("Assets")
    ):
        raise _either_or()
    now = datetime.now(UTC)
    style: Record = {
        "ManagedLoginBrandingId": identifiers.uuid(),
        "UserPoolId": pool.id,
        "ClientId": client.id,
        "UseCognitoProvidedValues": bool(call.get("UseCognitoProvidedValues")),
        "Settings": call.get("Settings", {}),
        "Assets": _with_ids(call.get("Assets", ())),
        "CreationDate": now,
        "LastModifiedDate": now,
    }
    pool.stores.brandings[style["ManagedLoginBrandingId"]] = style
    return {"ManagedLoginBranding": describe(style)}


@operation("UpdateManagedLoginBranding")
def update_managed_login_branding(call: Call) -> dict[str, Any]:
    """What is sent is laid over what there is; `UseCognitoProvidedValues` takes everything back."""
    style = _find(call)
    _check_values(call)
    if call.get("UseCognitoProvidedValues"):
        style.update({"UseCognitoProvidedValues": True, "Settings": {}, "Assets": []})
    elif {"Settings", "Assets"} & set(call.parameters):
        style["UseCognitoProvidedValues"] = False
    style["Settings"] = _laid_over(style["Settings"], call.get("Settings", {}))
    style["Assets"] = _merged_assets(style["Assets"], call.get("Assets", ()))
    style["LastModifiedDate"] = datetime.now(UTC)
    return {"ManagedLoginBranding": describe(style)}


@operation("DescribeManagedLoginBranding")
def describe_managed_login_branding(call: Call) -> dict[str, Any]:
    """One style; with `ReturnMergedResources` also what Cognito applies where it says nothing."""
    return {"ManagedLoginBranding": describe(_find(call), merged=call.get("ReturnMergedResources", False))}


@operation("DescribeManagedLoginBrandingByClient")
def describe_managed_login_branding_by_client(call: Call) -> dict[str, Any]:
    """The style of an app client. Raises ResourceNotFoundException when it has none."""
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    for style in pool.stores.brandings.values():
        if style["ClientId"] == client.id:
            merged = call.get("ReturnMergedResources", False)
            return {"ManagedLoginBranding": describe(style, merged=merged)}
    raise resource_not_found(f"Client {client.id} has no managed login branding style.")


@operation("DeleteManagedLoginBranding")
def delete_managed_login_branding(call: Call) -> dict[str, Any]:
    """Without a style the pages of the app client do not work under managed login."""
    del call.pool.stores.brandings[_find(call)["ManagedLoginBrandingId"]]
    return {}


def describe(style: Record, *, merged: bool = False) -> dict[str, Any]:
    """`ManagedLoginBrandingType`, which does not tell the app client."""
    shown = {name: value for name, value in style.items() if name != "ClientId"}
    return {**shown, "Settings": _laid_over(COGNITO_SETTINGS, style["Settings"])} if merged else shown


def _check_values(call: Call) -> None:
    if call.get("UseCognitoProvidedValues") and "Settings" in call.parameters:
        raise _either_or()
    for asset in call.get("Assets", ()):
        if asset["Extension"] == "ICO" and asset["Category"] != "FAVICON_ICO":
            raise invalid_parameter(f"The extension ICO is not valid for the category {asset['Category']}.")


def _either_or() -> ServiceError:
    return invalid_parameter("useCognitoProvidedValues or settings should be specified (but not both)")


def _with_ids(assets: Iterable[Record]) -> list[Record]:
    return [{"ResourceId": identifiers.uuid(), **asset} for asset in assets]


def _merged_assets(before: Iterable[Record], newer: Iterable[Record]) -> list[Record]:
    """One image for each category and colour mode, the newer one; of providers' buttons, one for each id."""
    by_use = {_use_of(asset): asset for asset in (*before, *_with_ids(newer))}
    return list(by_use.values())


def _use_of(asset: Record) -> tuple[str, ...]:
    own_id = asset["ResourceId"] if asset["Category"] == "IDP_BUTTON_ICON" else ""
    return asset["Category"], asset["ColorMode"], own_id


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = deepcopy(dict(below))
    for name, value in above.items():
        both = isinstance(value, Mapping) and isinstance(result.get(name), Mapping)
        result[name] = _laid_over(result[name], value) if both else value
    return result


def _find(call: Call) -> Record:
    for name in ("UserPoolId", "ManagedLoginBrandingId"):
        if name not in call.parameters:
            # Not required by the model; but there is no style without them.
            raise invalid_parameter(f"{name} must be specified.")
    style_id = call.parameters["ManagedLoginBrandingId"]
    style = call.pool.stores.brandings.get(style_id)
    if style is None:
        raise resource_not_found(f"Managed login branding {style_id} does not exist.")
    return style
