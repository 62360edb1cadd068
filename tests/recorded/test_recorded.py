"""What others measured at Amazon Cognito, against our own reading of it: words, rules and the embedded service.

The rules of the console and of the embedded service were written by one hand, which may have been mistaken twice.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from console.cognito import model
from console.cognito.connections import Connection
from console.cognito.explanations import EXPLANATIONS, error_for
from console.emulator.overlay import perform
from console.emulator.overlay.core.errors import ServiceError
from pools.saving.rules import broken, newly_broken
from pools.saving.settings import MFA
from pools.saving.states import value_at
from pools.settings.refusals import paths_blamed
from pools.settings.rules import RULES
from tests.service import REGION, make_app_client, state_now

Record = Mapping[str, Any]

REFUSALS = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text())["refusal"]
ANSWERS = tomllib.loads(Path(__file__).with_name("answers.toml").read_text())["answer"]
NEW = {"Name": "Recorded", "UserPoolTier": "ESSENTIALS", MFA: {"MfaConfiguration": "OFF"}}


def records(kept: list[Record], side: str) -> list[Any]:
    """The records that say something of this side of ours; where we contradict one, it is expected to fail."""
    return [
        pytest.param(record, id=record["name"], marks=contradiction(record, side))
        for record in kept
        if record.get(side, side != "rule")
    ]


def contradiction(record: Record, side: str) -> list[pytest.MarkDecorator]:
    """A strict mark: it has to go once we agree."""
    reason = record.get("differs", {}).get(side)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def ask(operation: str, sent: Record, *, pool_id: str = "", app_client: str = "") -> dict[str, Any]:
    """The answer of the embedded service, which is told where the record leaves it to us."""
    places = {"UserPoolId": pool_id, "PoolName": "Recorded"}
    members = model.input_shape(operation).members
    filled = {name: app_client if value == "{app_client}" else value for name, value in sent.items()}
    return perform(operation, REGION, {**{name: places[name] for name in places.keys() & members}, **filled})


def brought_about(record: Record) -> tuple[str, str]:
    """The ids of a pool as the record has it, and of an app client in it."""
    elsewhere = ask("CreateUserPool", {})["UserPool"]["Id"]
    pool_id = ask("CreateUserPool", record.get("pool", {}))["UserPool"]["Id"]
    app_client = make_app_client(pool_id)
    for step in record.get("elsewhere", ()):
        ask(step["operation"], step["send"], pool_id=elsewhere)
    for step in record.get("before", ()):
        ask(step["operation"], step["send"], pool_id=pool_id, app_client=app_client)
    return pool_id, app_client


def matches(pattern: str, message: str) -> bool:
    """Whether Cognito's words are these; the last full stop does not count, and "…" stands for anything."""
    wanted = ".*".join(re.escape(part) for part in pattern.rstrip(".").split("…"))
    return re.fullmatch(wanted, message.rstrip(".")) is not None


@pytest.mark.parametrize("record", records(REFUSALS, "words"))
def test_a_recorded_refusal_is_explained_and_blames_what_has_to_be_looked_at(record: Record) -> None:
    message = record["message"].replace("…", " ")
    error = error_for(code=record["code"], status=400, operation=record["operation"], message=message)
    assert record["code"] in EXPLANATIONS
    blamed = paths_blamed(error)
    assert not record.get("blames") or set(record["blames"]) & set(blamed), blamed


@pytest.mark.parametrize("record", records(REFUSALS, "rule"))
def test_the_console_objects_before_cognito_refuses(record: Record, connection: Connection) -> None:
    now = state_now(brought_about(record)[0]) if record["operation"] != "CreateUserPool" else NEW
    rules = newly_broken(now, wanted(now, record), RULES)
    assert {path for rule in rules for path in rule.paths} & set(record["blames"]), rules


def wanted(now: Record, record: Record) -> dict[str, Any]:
    """The state that the recorded request would have brought about."""
    sent = dict(record["send"])
    if record["operation"] == "SetUserPoolMfaConfig":
        return {**now, MFA: sent}
    mode = {"MfaConfiguration": sent.pop("MfaConfiguration", now[MFA]["MfaConfiguration"])}
    return {**now, **sent, MFA: {**now[MFA], **mode}}


@pytest.mark.parametrize("record", records(REFUSALS, "service"))
def test_the_embedded_service_refuses_it_in_these_words(record: Record, connection: Connection) -> None:
    pool_id, app_client = brought_about(record)
    with pytest.raises(ServiceError) as refused:
        ask(record["operation"], record["send"], pool_id=pool_id, app_client=app_client)
    assert refused.value.code == record["code"]
    assert matches(record["message"], refused.value.message), refused.value.message


@pytest.mark.parametrize("record", records(ANSWERS, "service"))
def test_the_embedded_service_answers_what_was_recorded(record: Record, connection: Connection) -> None:
    pool_id, app_client = brought_about(record)
    answer = ask(record["read"], record.get("send", {}), pool_id=pool_id, app_client=app_client)
    told = {path: value_at(answer, path) for path in record["expect"]}
    assert told == {path: None if value == "" else value for path, value in record["expect"].items()}


@pytest.mark.parametrize("record", records(ANSWERS, "accepted"))
def test_the_console_does_not_object_to_what_cognito_accepted(record: Record, connection: Connection) -> None:
    assert broken(state_now(brought_about(record)[0]), RULES) == []


@pytest.mark.parametrize("record", [*REFUSALS, *ANSWERS], ids=lambda record: record["name"])
def test_every_record_says_where_it_stands(record: Record) -> None:
    assert record["source"]
    assert record["strength"] in {"measured", "reported", "weak"}
    assert set(record.get("differs", {})) <= {"words", "rule", "service"}
