from typing import Any

import pytest

from tests.console.emulator.conftest import Refused

CSS = "/* ours */ .banner-customizable { background: navy; }\n.submitButton-customizable:hover { color: red }"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pool_id(client: Any, app: dict[str, str]) -> str:
    client.create_user_pool_domain(UserPoolId=app["UserPoolId"], Domain="shop")
    return app["UserPoolId"]


def look(client: Any, **ids: str) -> Any:
    return client.get_ui_customization(**ids)["UICustomization"]


def test_a_pool_begins_without_a_look_of_its_own(client: Any, app: dict[str, str]) -> None:
    assert look(client, **app) == {}


def test_an_app_client_has_its_own_look_or_that_of_all(
    client: Any, app: dict[str, str], pool_id: str
) -> None:
    client.set_ui_customization(UserPoolId=pool_id, CSS=CSS, ImageFile=PNG)
    for ids in ({"UserPoolId": pool_id}, app):
        found = look(client, **ids)
        assert (found["ClientId"], found["CSS"]) == ("ALL", CSS)
        assert found["ImageUrl"].startswith("https://")
    client.set_ui_customization(**app, CSS=".logo-customizable {}")
    own = look(client, **app)
    assert (own["ClientId"], own["CSS"]) == (app["ClientId"], ".logo-customizable {}")
    assert "ImageUrl" not in own
    assert look(client, UserPoolId=pool_id)["CSS"] == CSS


def test_the_first_date_stays_when_the_look_changes(client: Any, pool_id: str) -> None:
    first = client.set_ui_customization(UserPoolId=pool_id, CSS=CSS)["UICustomization"]
    second = client.set_ui_customization(UserPoolId=pool_id, ImageFile=PNG)["UICustomization"]
    assert second["CreationDate"] == first["CreationDate"] < second["LastModifiedDate"]
    assert "CSS" not in second


def test_a_look_needs_a_domain(client: Any, refused: Refused, app: dict[str, str]) -> None:
    message = refused("InvalidParameterException", client.set_ui_customization, **app, CSS=CSS)
    assert message == "A domain must be associated with this user pool."


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"CSS": "body { color: red }"}, "The CSS class body is not in the list of allowed classes."),
        (
            {"CSS": ".logo-customizable, .mine { color: red }"},
            "The CSS class .mine is not in the list of allowed classes.",
        ),
        ({"ImageFile": b"GIF89a"}, "The image must be a PNG or JPEG file."),
    ],
)
def test_looks_that_cannot_be_are_refused(
    client: Any, refused: Refused, pool_id: str, parameters: dict[str, Any], message: str
) -> None:
    told = refused("InvalidParameterException", client.set_ui_customization, UserPoolId=pool_id, **parameters)
    assert told == message


def test_a_look_without_anything_is_gone(client: Any, app: dict[str, str], pool_id: str) -> None:
    client.set_ui_customization(UserPoolId=pool_id, CSS=CSS)
    client.set_ui_customization(**app, CSS=".logo-customizable {}")
    assert client.set_ui_customization(**app)["UICustomization"] == {}
    assert look(client, **app)["ClientId"] == "ALL"
    client.set_ui_customization(UserPoolId=pool_id)
    assert look(client, **app) == {}
