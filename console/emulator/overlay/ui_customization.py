"""The look of the classic sign-in pages: some CSS and a logo, for every app client or for one."""

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import app_clients, domains
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

EVERY_CLIENT = "ALL"
CLASSES = frozenset(
    f".{name}-customizable"
    for name in (
        "background",
        "banner",
        "errorMessage",
        "idpButton",
        "idpDescription",
        "inputField",
        "label",
        "legalText",
        "logo",
        "passwordCheck-notValid",
        "passwordCheck-valid",
        "redirect",
        "socialButton",
        "submitButton",
        "textDescription",
    )
)
SELECTOR = re.compile(r"([^{}]+)\{[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@operation("GetUICustomization")
def get_ui_customization(call: Call) -> dict[str, Any]:
    """That of the app client, or else that of every client, or else nothing."""
    pool, client_id = call.pool, _client_id(call)
    found = pool.stores.looks.get(client_id) or pool.stores.looks.get(EVERY_CLIENT, {})
    return {"UICustomization": found}


@operation("SetUICustomization")
def set_ui_customization(call: Call) -> dict[str, Any]:
    """Replaces CSS and logo together; with neither of them the look is gone.

    Raises InvalidParameterException without a domain, and for bad CSS or logo.
    """
    pool, client_id = call.pool, _client_id(call)
    if not domains.of_pool(pool):
        raise invalid_parameter("A domain must be associated with this user pool.")
    _check_css(call.get("CSS", ""))
    _check_image(call.get("ImageFile", ""))
    if not call.get("CSS") and not call.get("ImageFile"):
        pool.stores.looks.pop(client_id, None)
        return {"UICustomization": {}}
    now = datetime.now(UTC)
    before = pool.stores.looks.get(client_id, {})
    pool.stores.looks[client_id] = {
        "UserPoolId": pool.id,
        "ClientId": client_id,
        "CSSVersion": now.strftime("%Y%m%d%H%M%S"),
        "CreationDate": before.get("CreationDate", now),
        "LastModifiedDate": now,
        **({"CSS": call.get("CSS")} if call.get("CSS") else {}),
        **({"ImageUrl": _image_url(pool, client_id, now)} if call.get("ImageFile") else {}),
    }
    return {"UICustomization": pool.stores.looks[client_id]}


def _client_id(call: Call) -> str:
    client_id = str(call.get("ClientId", EVERY_CLIENT))
    if client_id != EVERY_CLIENT:
        app_clients.find(call.pool, client_id)
    return client_id


def _image_url(pool: Pool, client_id: str, now: datetime) -> str:
    host = domains.of_pool(pool)[0].distribution
    return f"https://{host}/{pool.id}/{client_id}/{now:%Y%m%d%H%M%S}/assets/images/image.jpg"


def _check_css(css: str) -> None:
    for match in SELECTOR.finditer(COMMENT.sub("", css)):
        for selector in match.group(1).split(","):
            name = selector.strip()
            if name.split(":")[0] not in CLASSES:
                raise invalid_parameter(f"The CSS class {name} is not in the list of allowed classes.")


def _check_image(text: str) -> None:
    try:
        image = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise invalid_parameter("The image is not in base64.") from error
    if image and not image.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise invalid_parameter("The image must be a PNG or JPEG file.")
