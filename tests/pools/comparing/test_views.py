"""The pages that show two pools side by side, and taking over what is chosen."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, operator_with
from tests.pages import hidden

MINIMUM = "Policies.PasswordPolicy.MinimumLength"


@pytest.fixture
def other_id(pool_id: str) -> str:
    """A pool that has a setting, an attribute and a group of its own."""
    other = world.make_pool(
        "Customers",
        Policies={"PasswordPolicy": {"MinimumLength": 14, "RequireNumbers": True}},
        Schema=[{"Name": "points", "AttributeDataType": "Number", "Mutable": True}],
        AutoVerifiedAttributes=["email"],
    )
    world.make_group(other, "gold", description="Best", precedence=0)
    return other


@pytest.fixture
def compared_url(pool_url: str, other_id: str) -> str:
    return f"{pool_url}compare/embedded/{other_id}/"


def test_a_viewer_finds_the_other_pool_and_sees_both_side_by_side(
    viewer: Operator, sign_in: SignIn, pool_url: str, pool_id: str, other_id: str, compared_url: str
) -> None:
    client = sign_in(viewer)
    assert f'href="{pool_url}compare/"' in client.get(pool_url).content.decode()
    with budget.counted() as calls:
        choice = client.get(f"{pool_url}compare/").content.decode()
    assert calls == ["ListUserPools"]
    assert f'href="{compared_url}"' in choice
    assert f"/compare/embedded/{pool_id}/" not in choice
    with budget.counted() as calls:
        page = client.get(compared_url)
    assert sorted(calls) == [*["DescribeUserPool"] * 2, *["GetUserPoolMfaConfig"] * 2, *["ListGroups"] * 2]
    content = page.content.decode()
    assert "<h1>" in content
    assert "Shortest password, in characters" in content
    assert "custom:points" in content
    assert "gold" in content
    assert "A second factor" not in content
    assert 'type="checkbox"' not in content
    assert "Take over into" not in content
    assert "missing" not in content.lower().replace(">missing<", "")


def test_everything_is_shown_where_it_is_asked_for(
    viewer: Operator, sign_in: SignIn, compared_url: str
) -> None:
    client = sign_in(viewer)
    assert "Deletion protection" not in client.get(compared_url).content.decode()
    page = client.get(compared_url, {"all": "1"}).content.decode()
    assert "Deletion protection" in page
    # What Cognito alone counts is no setting.
    assert "EstimatedNumberOfUsers" not in page
    assert "given_name" in page
    assert "Only differences" in page


def test_the_other_pool_is_found_by_typing(
    viewer: Operator, sign_in: SignIn, pool_url: str, other_id: str
) -> None:
    client = sign_in(viewer)
    headers = {"HX-Request": "true", "HX-Target": "choices"}
    region = client.get(f"{pool_url}compare/", {"q": "custom"}, headers=headers).content.decode()
    assert region.strip().startswith('<section id="choices"')
    assert "Customers" in region
    assert "No other pool matches" in client.get(f"{pool_url}compare/", {"q": "zzz"}).content.decode()


def test_more_pools_than_are_shown_are_counted(
    viewer: Operator, sign_in: SignIn, pool_url: str, many_pools: list[str]
) -> None:
    for number in range(30):
        world.make_pool(f"More {number}")
    assert "and 15 more" in sign_in(viewer).get(f"{pool_url}compare/").content.decode()


def test_pools_that_are_alike_say_so(viewer: Operator, sign_in: SignIn, pool_url: str) -> None:
    twin = world.make_pool("Twin", UsernameAttributes=["email"], AutoVerifiedAttributes=["email"])
    page = sign_in(viewer).get(f"{pool_url}compare/embedded/{twin}/").content.decode()
    assert "No differences" in page
    assert "Nothing that somebody made differs." in page


def test_chosen_differences_are_taken_over_through_the_review_in_either_direction(
    administrator: Operator, sign_in: SignIn, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    assert unescape(page.content.decode()).count("Take over into") == 2
    data = {"comparison": hidden(page, "comparison"), "path": MINIMUM}
    for target, target_id, length in (("Customers", other_id, 8), ("Staff", pool_id, 14)):
        with budget.counted() as calls:
            review = client.post(f"/pools/embedded/{target_id}/compare/take-over/", data)
        assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig"]
        assert review.status_code == 200
        assert f"{target} · Lifeguard" in review.content.decode()
        saved = client.post(
            f"/pools/embedded/{target_id}/settings/save/", {"proposal": hidden(review, "proposal")}
        )
        assert saved.status_code == 302
        policy = find_pool(target_id).extended_config["Policies"]["PasswordPolicy"]
        assert policy["MinimumLength"] == length
    entries = Entry.objects.filter(action="change_settings", outcome="done")
    assert [entry.details["after"] for entry in entries.order_by("pk")] == [{MINIMUM: 8}, {MINIMUM: 14}]


def test_what_somebody_changed_meanwhile_is_said_before_it_is_overwritten(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str, change: Callable[..., None]
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    change(Policies={"PasswordPolicy": {"MinimumLength": 20}})
    review = client.post(
        f"{pool_url}compare/take-over/", {"comparison": hidden(page, "comparison"), "path": MINIMUM}
    )
    assert review.status_code == 409
    assert "Somebody else changed this meanwhile" in review.content.decode()


def test_nothing_that_can_be_taken_over_leads_back_with_the_reason(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    for path in ([], ["Id"], ["No.Such.Path"], ["UsernameAttributes"]):
        answer = client.post(f"{pool_url}compare/take-over/", {"comparison": token, "path": path})
        assert answer["Location"] == compared_url
    page = client.get(compared_url).content.decode()
    assert "“Signing in without a username, by” stays as it is." in page


def test_missing_attributes_begin_the_form_for_new_ones(
    administrator: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    (offer,) = page.context["comparison"].schema.offers
    assert "Add 1 missing attribute to Staff" in page.content.decode()
    form = client.post(f"{pool_url}schema/add/", dict(offer.inputs) | {"edit": "1"})
    assert form.status_code == 200
    assert 'value="points"' in form.content.decode()


def test_missing_groups_are_made_after_a_look(
    administrator: Operator, sign_in: SignIn, pool_id: str, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    page = client.get(compared_url)
    assert "Create 1 missing group in Staff" in page.content.decode()
    data = {"comparison": hidden(page, "comparison"), "group": ["gold", "no such group"]}
    question = client.post(f"{pool_url}compare/groups/", data)
    assert question.status_code == 200
    assert "create_group" in question.content.decode()
    assert find_pool(pool_id).groups == {}
    made = client.post(f"{pool_url}compare/groups/", data | {"confirmed": "1"})
    assert made["Location"] == compared_url
    gold = find_pool(pool_id).groups["gold"]
    assert (gold.description, gold.precedence) == ("Best", 0)
    entry = Entry.objects.get(action="create_group", outcome="done")
    assert (entry.target_label, entry.details["after"]["Precedence"]) == ("gold", 0)
    nothing = client.post(f"{pool_url}compare/groups/", {"comparison": data["comparison"]})
    assert nothing["Location"] == compared_url


def test_groups_are_made_until_one_is_refused(
    administrator: Operator, sign_in: SignIn, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    world.make_group(other_id, "silver")
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    world.make_group(pool_id, "silver")
    data = {"comparison": token, "group": ["gold", "silver"], "confirmed": "1"}
    page = client.post(f"{pool_url}compare/groups/", data, follow=True).content.decode()
    assert "Created: gold." in page
    assert "A group of that name exists already" in page


def test_groups_that_cannot_be_read_are_said_to_be_left_out(
    viewer: Operator, sign_in: SignIn, compared_url: str
) -> None:
    faults.fail_next("ListGroups", count=4, error="AccessDeniedException")
    page = sign_in(viewer).get(compared_url)
    assert page.status_code == 200
    assert "The groups could not be compared" in page.content.decode()


def test_a_pool_that_cannot_be_read_is_explained(
    viewer: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    faults.fail_next("DescribeUserPool", count=4, error="TooManyRequestsException")
    assert sign_in(viewer).get(compared_url).status_code == 429
    assert sign_in(viewer).get(f"{pool_url}compare/embedded/us-east-1_missing/").status_code == 404


def test_hostile_names_are_shown_as_text(
    administrator: Operator, sign_in: SignIn, compared_url: str, pool_id: str, other_id: str
) -> None:
    find_pool(other_id).name = "<img src=x onerror=alert(1)>\u202e"
    world.make_group(other_id, "<b>&\u202e", description="<script>")
    page = sign_in(administrator).get(compared_url).content.decode()
    assert "<img src=x" not in page
    assert "<b>&" not in page
    assert "\u202e" not in re.sub(r'value="[^"]*"', "", page)


# Who may


def test_a_pool_in_another_connection_can_be_the_other_one(
    viewer: Operator, sign_in: SignIn, pool_url: str, second_connection: Connection
) -> None:
    abroad = world.make_pool("Staff", region="eu-west-1", UsernameAttributes=["email"])
    page = sign_in(viewer).get(f"{pool_url}compare/abroad/{abroad}/")
    assert page.status_code == 200
    assert "Staff, Embedded" in page.content.decode()
    assert "Staff, Abroad" in page.content.decode()


def test_who_reaches_only_one_of_them_finds_nothing(
    client: Client, sign_in: SignIn, db: None, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    only = operator_with("only", Role.OWNER, connection="embedded", pool_id=pool_id)
    with faults.recording() as calls:
        assert sign_in(only).get(compared_url).status_code == 404
        assert sign_in(only).get(f"/pools/embedded/{other_id}/compare/embedded/{pool_id}/").status_code == 404
        assert client.get(compared_url)["Location"].startswith("/accounts/login/")
    assert calls == []
    assert "Customers" not in sign_in(only).get(f"{pool_url}compare/").content.decode()


def test_a_role_that_may_change_one_of_them_is_offered_that_one_alone(
    sign_in: SignIn, db: None, pool_id: str, other_id: str, pool_url: str, compared_url: str
) -> None:
    half = operator_with("half", Role.ADMINISTRATOR, connection="embedded", pool_id=pool_id)
    half.grants.create(role=Role.VIEWER, connection="embedded", pool_id=other_id)
    client = sign_in(half)
    page = client.get(compared_url)
    assert "Take over into Staff" in page.content.decode()
    assert "Take over into Customers" not in page.content.decode()
    data = {"comparison": hidden(page, "comparison"), "path": MINIMUM, "group": "gold"}
    for action in ("take-over", "groups"):
        assert client.post(f"/pools/embedded/{other_id}/compare/{action}/", data).status_code == 403
    assert client.post(f"{pool_url}compare/take-over/", data).status_code == 200


def test_a_comparison_is_good_for_its_own_pools_and_operator_only(
    administrator: Operator, owner: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(administrator)
    token = hidden(client.get(compared_url), "comparison")
    third = world.make_pool("Third")
    data = {"comparison": token, "path": MINIMUM}
    assert client.post(f"/pools/embedded/{third}/compare/take-over/", data).status_code == 404
    assert sign_in(owner).post(f"{pool_url}compare/take-over/", data).status_code == 404
    assert client.post(f"{pool_url}compare/groups/", {"comparison": "forged"}).status_code == 404


def test_wrong_methods_are_refused(
    owner: Operator, sign_in: SignIn, pool_url: str, compared_url: str
) -> None:
    client = sign_in(owner)
    assert client.post(f"{pool_url}compare/").status_code == 405
    assert client.post(compared_url).status_code == 405
    assert client.get(f"{pool_url}compare/take-over/").status_code == 405
    assert client.get(f"{pool_url}compare/groups/").status_code == 405
