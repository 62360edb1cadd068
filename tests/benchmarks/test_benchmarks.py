"""The harness itself works: what it answers is what Cognito would, and what it counts and times is true."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from console.cognito import model
from console.cognito.connections import Connection, client_for
from pools.gateway import Pool
from tests.benchmarks.answers import ANSWERS, INVITED_SUB, PAGE_SIZE, POOL_ID, REGION
from tests.benchmarks.console import fields_of
from tests.benchmarks.coverage import measure_coverage
from tests.benchmarks.figures import Row, Spread, percentile, table
from tests.benchmarks.load import open_loop
from tests.benchmarks.parser import measure_parser
from tests.benchmarks.stand_in import StandIn
from users.gateway import User

pytestmark = pytest.mark.bench

# Cognito's own phone_number_verified is longer than its model allows.
TOO_LONG_BY_THE_MODEL = "UserPool.SchemaAttributes.Name: 21 is over the maximum 20"


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with StandIn.start() as running:
        yield running


def client_of_the_console(stand_in: StandIn) -> Any:
    connection = Connection(slug="bench", name="Bench", region=REGION, endpoint_url=stand_in.endpoint_url)
    return client_for(connection, door="read", read_only=False)


@pytest.mark.parametrize("operation", sorted(ANSWERS))
def test_canned_answers_are_what_the_service_model_allows(operation: str) -> None:
    answer, shape = json.loads(ANSWERS[operation]({})), model.output_shape(operation)
    if shape is None or not shape.members:
        assert answer == {}
        return
    assert list(model.unknown_members(answer, shape)) == []
    assert set(model.violations(answer, shape)) <= {TOO_LONG_BY_THE_MODEL}


def test_the_console_and_stock_boto3_read_the_same_from_the_stand_in(stand_in: StandIn) -> None:
    (row,) = measure_parser(stand_in.endpoint_url, rounds=1, calls=2)
    assert "stock boto3" in row.what


def test_answers_become_the_records_of_the_console(stand_in: StandIn) -> None:
    client = client_of_the_console(stand_in)
    found = client.list_users(UserPoolId=POOL_ID, Filter=f'sub = "{INVITED_SUB}"', Limit=1)["Users"]
    assert [User.from_response(raw).status for raw in found] == ["FORCE_CHANGE_PASSWORD"]
    assert Pool.from_response(client.describe_user_pool(UserPoolId=POOL_ID)).unknown == ()


def test_calls_are_counted_and_answered_after_the_latency(stand_in: StandIn) -> None:
    client = client_of_the_console(stand_in)
    stand_in.answer_after(0.05)
    start = time.perf_counter()
    with stand_in.counted() as calls:
        users = client.list_users(UserPoolId=POOL_ID, Limit=PAGE_SIZE)["Users"]
    stand_in.answer_after(0)
    assert time.perf_counter() - start >= 0.05
    assert (len(users), calls) == (PAGE_SIZE, {"ListUsers": 1})


def test_load_counts_the_wait_behind_a_slow_answer() -> None:
    in_turn = threading.Lock()

    def one_at_a_time() -> None:
        with in_turn:
            time.sleep(0.02)

    times = open_loop(one_at_a_time, rate=100, seconds=0.1)
    assert len(times) == 10
    assert times[-1] > 0.08


def test_load_raises_what_a_page_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        open_loop(lambda: 1 / 0, rate=100, seconds=0.02)


def test_tables_show_medians_ranges_and_aims() -> None:
    text = table("Title", [Row.ratio("page", [1.0, 3.0, 2.0], aim=1.5, note="ms")])
    assert " ".join(text.split()) == "Title ratio aim page 2.00 [1.00..3.00] <= 1.50 MISSED (ms)"
    assert Spread.of([2.0, 1.0]).median == 1.5
    assert percentile(list(range(1, 101)), 99) == 99


def test_forms_are_sent_as_a_browser_would() -> None:
    page = """
      <form method="get"><input name="search" value="x"></form>
      <form method="post" action="/here/"><input type="hidden" name="medium" value="EMAIL">
        <input type="checkbox" name="a" value="1" checked><input type="checkbox" name="b" value="1"></form>
      <form method="post" action="/elsewhere/"><input name="other" value="x"></form>"""
    assert fields_of(page, action="/here/") == [("medium", "EMAIL"), ("a", "1")]


def test_every_leaf_of_the_pool_operations_counts() -> None:
    (row,) = measure_coverage()
    assert row.met
    assert row.what == "leaves edited or justified"
