"""Terms of use and privacy policy of an app client: links by language."""

from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import app_clients
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter, resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record

CHANGEABLE = ("TermsName", "TermsSource", "Enforcement", "Links")
LISTED = ("TermsId", "TermsName", "Enforcement", "CreationDate", "LastModifiedDate")


@operation("CreateTerms")
def create_terms(call: Call) -> dict[str, Any]:
    """One document of a kind for each app client. Raises TermsExistsException, InvalidParameterException."""
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    _check_is_new(pool, client.id, call.parameters["TermsName"])
    if "Links" not in call.parameters:
        raise invalid_parameter("Links must be specified.")
    now = datetime.now(UTC)
    terms = {
        "TermsId": identifiers.uuid(),
        "UserPoolId": pool.id,
        "ClientId": client.id,
        **{name: call.parameters[name] for name in CHANGEABLE},
        "CreationDate": now,
        "LastModifiedDate": now,
    }
    pool.stores.terms[terms["TermsId"]] = terms
    return {"Terms": terms}


@operation("DescribeTerms")
def describe_terms(call: Call) -> dict[str, Any]:
    """One document. Raises ResourceNotFoundException."""
    return {"Terms": _find(call)}


@operation("DescribeTermsByClient")
def describe_terms_by_client(call: Call) -> dict[str, Any]:
    """The document of that name of an app client. Raises ResourceNotFoundException."""
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    terms = _of_client(pool, client.id, call.parameters["TermsName"])
    if terms is None:
        raise resource_not_found(f"Client {client.id} has no {call.parameters['TermsName']}.")
    return {"Terms": terms}


@operation("UpdateTerms")
def update_terms(call: Call) -> dict[str, Any]:
    """What is sent replaces what there was, the links as a whole. Raises TermsExistsException."""
    terms = _find(call)
    if call.get("TermsName", terms["TermsName"]) != terms["TermsName"]:
        _check_is_new(call.pool, terms["ClientId"], call.parameters["TermsName"])
    terms.update({name: call.parameters[name] for name in CHANGEABLE if name in call.parameters})
    terms["LastModifiedDate"] = datetime.now(UTC)
    return {"Terms": terms}


@operation("DeleteTerms")
def delete_terms(call: Call) -> dict[str, Any]:
    """Raises ResourceNotFoundException."""
    del call.pool.stores.terms[_find(call)["TermsId"]]
    return {}


@operation("ListTerms")
def list_terms(call: Call) -> dict[str, Any]:
    """Every document of the pool, without its links."""
    page, token = list_page(call.parameters, list(call.pool.stores.terms.values()), "TermsId")
    return {"Terms": [{name: terms[name] for name in LISTED} for terms in page], **token}


def _check_is_new(pool: Pool, client_id: str, name: str) -> None:
    if _of_client(pool, client_id, name) is not None:
        raise ServiceError("TermsExistsException", f"Client {client_id} already has {name}.")


def _of_client(pool: Pool, client_id: str, name: str) -> Record | None:
    found = (each for each in pool.stores.terms.values() if each["ClientId"] == client_id)
    return next((each for each in found if each["TermsName"] == name), None)


def _find(call: Call) -> Record:
    terms_id = call.parameters["TermsId"]
    terms = call.pool.stores.terms.get(terms_id)
    if terms is None:
        raise resource_not_found(f"Terms {terms_id} do not exist.")
    return terms
