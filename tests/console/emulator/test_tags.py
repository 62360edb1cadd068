from typing import Any

from console.emulator import world
from tests.console.emulator.conftest import Refused


def test_tags_are_added_changed_and_removed(client: Any) -> None:
    pool_id = world.make_pool(UserPoolTags={"team": "a", "cost": "1"})
    arn = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Arn"]
    client.tag_resource(ResourceArn=arn, Tags={"team": "b", "stage": "test"})
    client.untag_resource(ResourceArn=arn, TagKeys=["cost", "unknown"])
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"team": "b", "stage": "test"}
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["UserPoolTags"]["team"] == "b"


def test_the_tags_of_nothing_are_not_found(client: Any, refused: Refused) -> None:
    arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_000000000"
    refused("ResourceNotFoundException", client.list_tags_for_resource, ResourceArn=arn)


def test_tags_of_aws_itself_are_neither_set_nor_lost(client: Any, refused: Refused) -> None:
    stack = {"aws:cloudformation:stack-name": "people"}
    pool_id = world.make_pool(UserPoolTags={**stack, "team": "a"})
    arn = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Arn"]
    refused("InvalidParameterException", client.tag_resource, ResourceArn=arn, Tags=stack)
    refused("UserPoolTaggingException", client.update_user_pool, UserPoolId=pool_id, UserPoolTags=stack)
    refused("UserPoolTaggingException", client.create_user_pool, PoolName="New", UserPoolTags=stack)
    client.untag_resource(ResourceArn=arn, TagKeys=list(stack))
    client.update_user_pool(UserPoolId=pool_id)
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == stack


def test_there_are_fifty_tags_at_most(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(UserPoolTags={f"tag-{number}": "" for number in range(50)})
    arn = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Arn"]
    refused("InvalidParameterException", client.tag_resource, ResourceArn=arn, Tags={"one more": ""})
