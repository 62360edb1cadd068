"""Log delivery: both sources with their destinations, replaced as a whole, stopped one by one."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.logs.sections import ACTIVITY, CLOUDWATCH, FIREHOSE, MESSAGES, S3, SOURCES
from pools.saving.models import Revision
from tests.conftest import SignIn
from tests.pages import filled, hidden, words
from tests.shapes import paths_of

GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/staff"
BUCKET = "arn:aws:s3:::staff-sign-ins"
STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/sign-ins"
FAILED_MESSAGES = {
    "LogLevel": "ERROR",
    "EventSource": MESSAGES,
    "CloudWatchLogsConfiguration": {"LogGroupArn": GROUP},
}
SIGN_INS = {"LogLevel": "INFO", "EventSource": ACTIVITY, "S3Configuration": {"BucketArn": BUCKET}}


def field(source: str, member: str) -> str:
    return f"{source}.{member}".replace(".", "-")


@pytest.fixture
def pool_id(connection: Any) -> str:
    return world.make_pool("Shop", UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}logs/"


def put(pool_id: str, *configurations: Any) -> None:
    given = {"UserPoolId": pool_id, "LogConfigurations": list(configurations)}
    perform("SetLogDeliveryConfiguration", "us-east-1", given)


def kept(pool_id: str) -> Any:
    return find_pool(pool_id).stores.log_delivery


def test_viewers_see_where_logs_go(sign_in: SignIn, viewer: Operator, url: str, pool_id: str) -> None:
    put(pool_id, SIGN_INS)
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeUserPool", "GetLogDeliveryConfiguration"]
    assert "staff-sign-ins" in page
    assert "Not delivered" in page
    assert "Stop delivery" not in page
    assert client.post(f"{url}stop/{ACTIVITY}/").status_code == 403


def test_every_member_of_an_update_is_edited_or_follows() -> None:
    shape = model.input_shape("SetLogDeliveryConfiguration").members["LogConfigurations"]
    told = {setting.path.partition(".")[2] for setting in SOURCES.settings}
    assert told == (paths_of(shape.member)) - {"EventSource"}
    sources = {setting.path.partition(".")[0] for setting in SOURCES.settings}
    assert sources == set(shape.member.members["EventSource"].metadata["enum"])


def test_a_destination_is_saved_beside_what_is_there(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, SIGN_INS)
    page = console.get(f"{url}edit/")
    review = console.post(f"{url}edit/", filled(page, {field(MESSAGES, CLOUDWATCH): GROUP}))
    assert console.post(f"{url}save/", {"proposal": hidden(review)})["Location"] == url
    assert sorted(kept(pool_id), key=lambda each: each["EventSource"]) == [SIGN_INS, FAILED_MESSAGES]
    assert Entry.objects.get(action="edit_logs", outcome="done").target_kind == "log_delivery"
    assert [each.source for each in Revision.objects.filter(kind="log_delivery")] == ["saved", "seen"]


def test_user_activity_moves_from_one_destination_to_another(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, SIGN_INS)
    page = console.get(f"{url}edit/")
    both = console.post(f"{url}edit/", filled(page, {field(ACTIVITY, FIREHOSE): STREAM}))
    assert "User activity goes to one destination" in words(both)
    moved = {field(ACTIVITY, FIREHOSE): STREAM, field(ACTIVITY, S3): ""}
    review = console.post(f"{url}edit/", filled(page, moved))
    assert "User activity goes elsewhere" in words(review)
    console.post(f"{url}save/", {"proposal": hidden(review)})
    assert kept(pool_id)[0]["FirehoseConfiguration"] == {"StreamArn": STREAM}
    assert "S3Configuration" not in kept(pool_id)[0]


@pytest.mark.parametrize(
    ("name", "arn"),
    [
        (field(MESSAGES, CLOUDWATCH), f"{GROUP}:*"),
        (field(MESSAGES, CLOUDWATCH), STREAM),
        (field(ACTIVITY, S3), "arn:aws:s3:::B"),
        (field(ACTIVITY, S3), "staff-sign-ins"),
        (field(ACTIVITY, FIREHOSE), GROUP),
    ],
)
def test_the_arn_of_something_else_is_told(
    console: Client, url: str, pool_id: str, name: str, arn: str
) -> None:
    page = console.post(f"{url}edit/", filled(console.get(f"{url}edit/"), {name: arn}))
    assert page.status_code == 422
    assert page.context["form"].errors[name]
    assert page.context["form"][name].value() == arn
    assert kept(pool_id) == []


def test_delivery_of_one_source_is_stopped_after_a_review(console: Client, url: str, pool_id: str) -> None:
    put(pool_id, FAILED_MESSAGES, SIGN_INS)
    assert console.get(url).content.decode().count("/stop/") == 2
    review = console.post(f"{url}stop/{ACTIVITY}/")
    assert "Delivery stops: what users do" in words(review)
    console.post(f"{url}save/", {"proposal": hidden(review)})
    assert kept(pool_id) == [FAILED_MESSAGES]
    assert "Nothing is left to change" in words(console.post(f"{url}stop/{ACTIVITY}/"))
    assert console.post(f"{url}stop/elsewhere/").status_code == 404


def test_what_the_plan_lacks_is_said_and_a_refusal_lands_on_the_field(
    console: Client, url: str, change: Any
) -> None:
    change(UserPoolTier="ESSENTIALS", UserPoolAddOns={"AdvancedSecurityMode": "OFF"})
    assert "It needs the Plus plan; this pool has Essentials" in words(console.get(url))
    page = console.get(f"{url}edit/")
    assert "Needs the Plus plan" in words(page)
    review = console.post(f"{url}edit/", filled(page, {field(ACTIVITY, S3): BUCKET}))
    refused = console.post(f"{url}save/", {"proposal": hidden(review)})
    assert refused.status_code == 422
    assert "feature plan does not allow that" in words(refused)
    change(UserPoolTier="PLUS")
    assert "nothing to send until it is on" in words(console.get(url))


def test_what_cannot_be_read_and_what_is_newer_is_told(console: Client, url: str, pool_id: str) -> None:
    faults.fail_next("GetLogDeliveryConfiguration", error="UnknownOperationException")
    page = console.get(url)
    assert (page.status_code, "does not offer that" in words(page)) == (200, True)
    find_pool(pool_id).stores.log_delivery = [{**SIGN_INS, "EventSource": "quantumEvents"}]
    assert "Nothing can be saved here" in words(console.get(url))
    assert "quantumEvents" in words(console.get(f"{url}edit/"))
