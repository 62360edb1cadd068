"""Empty pages with a token before every page, where the behaviour asks for them."""

from typing import Any

from console.emulator import world
from console.emulator.behaviour import behaviour

from .conftest import Refused


def test_a_list_comes_after_empty_pages_and_is_whole_in_the_end(client: Any, pool_id: str) -> None:
    for name in ("ana", "ben", "cai"):
        world.make_user(pool_id, name)
    behaviour.empty_pages = 2
    pages, token = [], ""
    while True:
        given = {"PaginationToken": token} if token else {}
        answer = client.list_users(UserPoolId=pool_id, Limit=2, **given)
        pages.append([user["Username"] for user in answer["Users"]])
        if not (token := answer.get("PaginationToken", "")):
            break
    assert [len(page) for page in pages] == [0, 0, 2, 0, 0, 1]


def test_what_is_refused_is_refused_at_once(client: Any, refused: Refused, pool_id: str) -> None:
    behaviour.empty_pages = 2
    refused("ResourceNotFoundException", client.list_groups, UserPoolId="us-east-1_nowhere")
    refused("InvalidParameterException", client.list_groups, UserPoolId=pool_id, NextToken="nonsense")


def test_what_is_no_list_is_answered_as_ever(client: Any, pool_id: str) -> None:
    behaviour.empty_pages = 2
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Id"] == pool_id
