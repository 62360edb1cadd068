from typing import Any

import pytest

from tests.console.emulator.conftest import Refused

LOGO = {"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "SVG", "Bytes": b"<svg/>"}
SETTINGS = {"components": {"form": {"borderRadius": 2.5}}}


@pytest.fixture
def style(client: Any, app: dict[str, str]) -> dict[str, str]:
    """The ids of a style with settings and a logo."""
    made = client.create_managed_login_branding(**app, Settings=SETTINGS, Assets=[LOGO])
    style_id = made["ManagedLoginBranding"]["ManagedLoginBrandingId"]
    return {"UserPoolId": app["UserPoolId"], "ManagedLoginBrandingId": style_id}


def described(client: Any, style: dict[str, str], **more: Any) -> Any:
    return client.describe_managed_login_branding(**style, **more)["ManagedLoginBranding"]


def test_a_style_is_found_by_its_id_and_by_its_app_client(
    client: Any, app: dict[str, str], style: dict[str, str]
) -> None:
    found = described(client, style)
    assert (found["Settings"], found["UseCognitoProvidedValues"]) == (SETTINGS, False)
    (asset,) = found["Assets"]
    assert asset.items() > LOGO.items() and asset["ResourceId"]
    by_client = client.describe_managed_login_branding_by_client(**app)["ManagedLoginBranding"]
    assert by_client == found


def test_an_app_client_has_one_style(
    client: Any, refused: Refused, app: dict[str, str], style: dict[str, str]
) -> None:
    call = {**app, "UseCognitoProvidedValues": True}
    refused("ManagedLoginBrandingExistsException", client.create_managed_login_branding, **call)
    client.delete_managed_login_branding(**style)
    client.create_managed_login_branding(**call)


def test_an_update_is_laid_over_what_there_is(client: Any, style: dict[str, str]) -> None:
    dark = {**LOGO, "ColorMode": "DARK"}
    client.update_managed_login_branding(
        **style, Settings={"components": {"form": {"logo": {"enabled": True}}}}, Assets=[dark]
    )
    client.update_managed_login_branding(**style, Assets=[{**LOGO, "Extension": "PNG"}])
    found = described(client, style)
    assert found["Settings"] == {"components": {"form": {"borderRadius": 2.5, "logo": {"enabled": True}}}}
    assert sorted((each["ColorMode"], each["Extension"]) for each in found["Assets"]) == [
        ("DARK", "SVG"),
        ("LIGHT", "PNG"),
    ]
    client.update_managed_login_branding(**style, UseCognitoProvidedValues=True)
    found = described(client, style)
    assert (found["UseCognitoProvidedValues"], found["Settings"], found["Assets"]) == (True, {}, [])


def test_icons_of_providers_are_told_apart_by_their_id(client: Any, style: dict[str, str]) -> None:
    icon = {**LOGO, "Category": "IDP_BUTTON_ICON"}
    for resource_id in ("Google", "HeadOffice", "Google"):
        client.update_managed_login_branding(**style, Assets=[{**icon, "ResourceId": resource_id}])
    icons = [each for each in described(client, style)["Assets"] if each["Category"] == "IDP_BUTTON_ICON"]
    assert [each["ResourceId"] for each in icons] == ["Google", "HeadOffice"]


def test_what_cognito_applies_is_shown_when_asked_for(client: Any, style: dict[str, str]) -> None:
    merged = described(client, style, ReturnMergedResources=True)["Settings"]
    assert merged["components"]["form"]["borderRadius"] == 2.5
    assert merged["categories"]["global"]["colorSchemeMode"] == "LIGHT"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"UseCognitoProvidedValues": True, "Settings": SETTINGS},
        {"Settings": SETTINGS, "Assets": [{**LOGO, "Extension": "ICO"}]},
    ],
    ids=["nothing", "both", "an icon as a logo"],
)
def test_values_that_cannot_be_are_refused(
    client: Any, refused: Refused, app: dict[str, str], values: dict[str, Any]
) -> None:
    refused("InvalidParameterException", client.create_managed_login_branding, **app, **values)


def test_a_style_that_is_not_there_is_not_found(
    client: Any, refused: Refused, app: dict[str, str], style: dict[str, str]
) -> None:
    client.delete_managed_login_branding(**style)
    for operation in (
        client.describe_managed_login_branding,
        client.update_managed_login_branding,
        client.delete_managed_login_branding,
    ):
        refused("ResourceNotFoundException", operation, **style)
    refused("ResourceNotFoundException", client.describe_managed_login_branding_by_client, **app)
    refused("InvalidParameterException", client.update_managed_login_branding)


def test_a_style_goes_with_its_app_client(
    client: Any, refused: Refused, app: dict[str, str], style: dict[str, str]
) -> None:
    client.delete_user_pool_client(**app)
    refused("ResourceNotFoundException", client.describe_managed_login_branding, **style)
