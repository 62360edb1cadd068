import pytest
from django.test import Client

READS = ["DescribeUserPool", "GetUserPoolMfaConfig"]


@pytest.fixture
def history_url(pool_url: str) -> str:
    return f"{pool_url}history/"


def lines(client: Client, url: str) -> list[str]:
    """What the page calls the states that it lists, newest first."""
    return [line.title for line in client.get(url).context["page"].lines]
