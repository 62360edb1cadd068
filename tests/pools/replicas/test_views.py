"""Replicas: listed with their state, made, switched and removed, each with what it does to people."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults, world
from console.emulator.factories import find_pool
from pools.replicas.forms import NewReplicaForm, StatusForm
from tests.conftest import SignIn, prove
from tests.pages import words
from tests.shapes import paths_of

REGION = "eu-west-1"
KEY = {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1"}
WANTED = {"region": REGION, "reason": "Failover", "tags-0-name": "team", "tags-0-value": "shop"}


@pytest.fixture
def pool_id(connection: Any) -> str:
    pool_id = world.make_pool("Shop", UserPoolTier="ESSENTIALS")
    find_pool(pool_id).extended_config["KeyConfiguration"] = KEY
    return pool_id


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}replicas/"


@pytest.fixture
def console(owner: Operator, sign_in: SignIn) -> Client:
    return sign_in(owner)


@pytest.fixture
def replica(pool_id: str) -> dict[str, Any]:
    arn = f"arn:aws:cognito-idp:{REGION}:123456789012:userpool/{pool_id}"
    made = {"RegionName": REGION, "Status": "INACTIVE", "Role": "SECONDARY", "UserPoolArn": arn}
    find_pool(pool_id).stores.replicas[REGION] = made
    return made


def replicas(pool_id: str) -> Any:
    return find_pool(pool_id).stores.replicas


def test_viewers_see_regions_and_states(
    sign_in: SignIn, viewer: Operator, url: str, replica: dict[str, Any]
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeUserPool", "ListUserPoolReplicas"]
    assert page.index("us-east-1") < page.index(REGION)
    assert "nobody can sign in there" in page
    assert not {"Create replica", "Activate", "Remove"} & set(page.split("  "))
    assert client.get(f"{url}create/").status_code == 403


def test_a_pool_without_replicas_says_what_it_lacks(console: Client, url: str, change: Any) -> None:
    change(UserPoolTier="LITE", KeyConfiguration={"KeyType": "AWS_OWNED_KEY"})
    page = console.get(url)
    assert "This pool has no replica" in words(page)
    assert "needs the Essentials plan; this pool has Lite" in words(page)
    assert "KMS key of your own" in words(page)
    assert "/settings/about/" in page.content.decode()
    form = console.get(f"{url}create/")
    assert "Cognito is going to refuse this" in words(form)
    refused = console.post(f"{url}create/", WANTED)
    assert refused.status_code == 422
    assert "feature plan does not allow that" in words(refused)
    assert refused.context["form"]["region"].value() == REGION


def test_every_member_of_the_operations_is_given() -> None:
    create = (paths_of(model.input_shape("CreateUserPoolReplica"))) - {"UserPoolId"}
    fields = NewReplicaForm.base_fields.values()
    assert create == {field.api_path for field in fields if hasattr(field, "api_path")}
    update = (paths_of(model.input_shape("UpdateUserPoolReplica"))) - {"UserPoolId", "RegionName"}
    assert update == {
        field.api_path for field in StatusForm.base_fields.values() if hasattr(field, "api_path")
    }


def test_a_replica_is_made_with_its_tags(console: Client, url: str, pool_id: str) -> None:
    with faults.recording() as calls:
        answer = console.post(f"{url}create/", WANTED)
    assert answer["Location"] == url
    sent = next(each.parameters for each in calls if each.operation == "CreateUserPoolReplica")
    assert sent == {"UserPoolId": pool_id, "RegionName": REGION, "UserPoolTags": {"team": "shop"}}
    assert list(replicas(pool_id)) == [REGION]
    entry = Entry.objects.get(action="create_replica", outcome="asked")
    assert (entry.target_id, entry.reason) == (REGION, "Failover")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"region": "us-east-1"}, "The pool is in us-east-1 already."),
        ({"region": REGION}, "The pool is in eu-west-1 already."),
        ({"region": "Ireland"}, "Regions are written like eu-west-1."),
        ({"reason": ""}, "Give a reason."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    console: Client, url: str, replica: dict[str, Any], changes: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}create/", WANTED | {"region": "eu-north-1"} | changes)
    assert (page.status_code, said in words(page)) == (422, True)


def test_a_replica_is_activated_deactivated_and_removed(
    console: Client, url: str, pool_id: str, replica: dict[str, Any]
) -> None:
    page = console.get(f"{url}in/{REGION}/change/")
    assert "Apps can sign people in through that region." in words(page)
    console.post(f"{url}in/{REGION}/change/", {"status": "ACTIVE", "reason": "Drill"})
    assert replicas(pool_id)[REGION]["Status"] == "ACTIVE"
    assert console.get(f"{url}in/{REGION}/remove/")["Location"] == url
    assert "deactivate it first" in words(console.get(url))
    assert "fail from one moment to the next" in words(console.get(f"{url}in/{REGION}/change/"))
    console.post(f"{url}in/{REGION}/change/", {"status": "INACTIVE", "reason": "Over"})
    wrong = console.post(f"{url}in/{REGION}/remove/", {"typed": "eu", "reason": "Over"})
    assert (wrong.status_code, "This is not the region." in words(wrong)) == (422, True)
    console.post(f"{url}in/{REGION}/remove/", {"typed": REGION, "reason": "Over"})
    assert replicas(pool_id) == {}
    assert "not listed any more" in words(console.get(url))
    done = Entry.objects.filter(outcome="done").values_list("action", flat=True)
    assert sorted(done) == ["change_replica", "change_replica", "remove_replica"]


def test_what_happens_without_an_answer_is_decided_by_a_look(
    console: Client, url: str, pool_id: str, replica: dict[str, Any]
) -> None:
    faults.fail_next("UpdateUserPoolReplica", drop=True, applied=True)
    answer = console.post(f"{url}in/{REGION}/change/", {"status": "ACTIVE", "reason": "Drill"})
    assert answer["Location"] == url
    faults.fail_next("UpdateUserPoolReplica", drop=True)
    unknown = console.post(f"{url}in/{REGION}/change/", {"status": "INACTIVE", "reason": "Drill"})
    assert "It is not known whether this was done" in words(unknown)
    assert replicas(pool_id)[REGION]["Status"] == "ACTIVE"
    faults.fail_next("CreateUserPoolReplica", drop=True)
    assert console.post(f"{url}create/", WANTED | {"region": "eu-north-1"}).status_code == 504


def test_who_may_and_where(
    sign_in: SignIn, administrator: Operator, url: str, replica: dict[str, Any]
) -> None:
    client = sign_in(administrator)
    page = words(client.get(url))
    assert ("Activate" in page, "Create replica" in page, "Remove" in page) == (True, False, False)
    assert client.get(f"{url}in/{REGION}/remove/").status_code == 403
    assert client.get(f"{url}in/us-east-1/change/").status_code == 404
    prove(client, administrator, ago=100_000)
    assert "/accounts/reauthenticate/" in client.get(f"{url}in/{REGION}/change/")["Location"]
    faults.fail_next("ListUserPoolReplicas", error="UnknownOperationException")
    listing = client.get(url)
    assert (listing.status_code, "does not offer that" in words(listing)) == (200, True)
    replica["Status"] = "CREATING"
    prove(client, administrator)
    assert client.get(f"{url}in/{REGION}/change/")["Location"] == url
