"""What the console's own reading of answers saves: CPU time of a page of users, against stock boto3."""

import time
from typing import Any

import boto3

from console.cognito.connections import Connection, client_for
from tests.benchmarks.answers import CONFIRMED_SUB, PAGE_SIZE, POOL_ID, REGION
from tests.benchmarks.figures import MILLISECONDS, Row, Spread
from tests.benchmarks.processes import BenchmarkFailed

AIM = 0.45


def measure_parser(endpoint_url: str, *, rounds: int, calls: int) -> list[Row]:
    """CPU of ListUsers with sixty users, the console's client over stock boto3's; the two take turns."""
    connection = Connection(slug="parser", name="Parser", region=REGION, endpoint_url=endpoint_url)
    ours = client_for(connection, door="read", read_only=False)
    stock = boto3.Session().client("cognito-idp", region_name=REGION, endpoint_url=endpoint_url)
    if users_of(ours) != users_of(stock):
        raise BenchmarkFailed("The two clients do not answer the same.")
    pairs = [(cpu_of_a_page(ours, calls), cpu_of_a_page(stock, calls)) for _ in range(rounds)]
    mine, theirs = (
        Spread.of(seconds * MILLISECONDS for seconds in each) for each in zip(*pairs, strict=True)
    )
    return [
        Row.ratio(
            "CPU of ListUsers (60) / stock boto3",
            [own / other for own, other in pairs],
            aim=AIM,
            note=f"{mine} ms / {theirs} ms",
        )
    ]


def users_of(client: Any) -> tuple[int, list[dict[str, str]]]:
    """How many users are on a page, and all that is told of one."""
    page = client.list_users(UserPoolId=POOL_ID, Limit=PAGE_SIZE)["Users"]
    (one,) = client.list_users(UserPoolId=POOL_ID, Filter=f'sub = "{CONFIRMED_SUB}"')["Users"]
    return len(page), one["Attributes"]


def cpu_of_a_page(client: Any, calls: int) -> float:
    """Seconds of this thread's CPU that one call takes, out of so many."""
    start = time.thread_time()
    for _ in range(calls):
        client.list_users(UserPoolId=POOL_ID, Limit=PAGE_SIZE)
    return (time.thread_time() - start) / calls
