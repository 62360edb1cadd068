"""One secondary read that fails costs itself and no page; what it would have told is said to be missing."""

import pytest

from console.access.models import Operator
from console.emulator import faults, world
from console.emulator.overlay import perform
from tests.conftest import SignIn
from tests.pages import filled, hidden

MFA = "GetUserPoolMfaConfig"


@pytest.mark.parametrize("error", ["AccessDeniedException", "InvalidAction"])
@pytest.mark.parametrize("section", ["passwords", "tags", "delivery", "triggers", "recovery"])
def test_a_section_of_the_first_store_opens_without_the_second(
    sign_in: SignIn, owner: Operator, pool_id: str, section: str, error: str
) -> None:
    faults.fail_next(MFA, error=error, count=4)
    page = sign_in(owner).get(f"/pools/embedded/{pool_id}/settings/{section}/")
    assert page.status_code == 200
    assert "Nothing can be saved here" not in page.text


def test_what_the_second_store_keeps_cannot_be_saved_while_it_is_unread(
    sign_in: SignIn, owner: Operator, pool_id: str
) -> None:
    faults.fail_next(MFA, error="AccessDeniedException", count=4)
    page = sign_in(owner).get(f"/pools/embedded/{pool_id}/settings/mfa/")
    assert (page.status_code, "Nothing can be saved here" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("operation", "words"),
    [(MFA, "second factors and passkeys could not be read"), ("ListGroups", "groups could not be read")],
)
def test_an_export_shows_what_could_be_read_and_gives_out_no_file_without_the_rest(
    sign_in: SignIn, owner: Operator, pool_id: str, operation: str, words: str
) -> None:
    client = sign_in(owner)
    faults.fail_next(operation, error="AccessDeniedException", count=4)
    page = client.get(f"/pools/embedded/{pool_id}/export/")
    assert page.status_code == 200
    assert words in page.text and "Staff" in page.text
    assert client.get(f"/pools/embedded/{pool_id}/export/json/").status_code == 502


@pytest.mark.parametrize("error", ["AccessDeniedException", "NotImplemented", "Unsupported"])
def test_two_pools_are_compared_without_their_second_stores(
    sign_in: SignIn, owner: Operator, pool_id: str, error: str
) -> None:
    other = world.make_pool("Other", Policies={"PasswordPolicy": {"MinimumLength": 20}})
    # What only one side tells is no difference.
    faults.fail_next(MFA, error=error, count=1)
    page = sign_in(owner).get(f"/pools/embedded/{pool_id}/compare/embedded/{other}/")
    assert page.status_code == 200
    assert "Second factors and passkeys could not be compared" in page.text
    assert "20" in page.text


@pytest.mark.parametrize("error", ["AccessDeniedException", "InvalidAction", "InternalErrorException"])
def test_an_app_client_can_be_made_where_the_scopes_cannot_be_read(
    sign_in: SignIn, owner: Operator, pool_id: str, error: str
) -> None:
    faults.fail_next("ListResourceServers", error=error, count=2)
    page = sign_in(owner).get(f"/pools/embedded/{pool_id}/app-clients/create/")
    assert page.status_code == 200
    assert "They could not be read just now" in page.text


@pytest.mark.parametrize(
    ("section", "field", "text"),
    [("about", "Name", "Renamed"), ("passwords", "Policies-PasswordPolicy-MinimumLength", "17")],
)
def test_the_first_store_is_saved_while_the_second_is_not_offered(
    sign_in: SignIn, owner: Operator, pool_id: str, section: str, field: str, text: str
) -> None:
    client, home = sign_in(owner), f"/pools/embedded/{pool_id}/settings/"
    faults.fail_next(MFA, error="UnknownOperation", count=20)
    review = client.post(f"{home}{section}/", filled(client.get(f"{home}{section}/"), {field: text}))
    assert "What will change" in review.text
    report = client.post(f"{home}save/", {"proposal": hidden(review)}, follow=True)
    assert report.status_code == 200
    pool = perform("DescribeUserPool", "us-east-1", {"UserPoolId": pool_id})["UserPool"]
    assert text in {pool["Name"], str(pool["Policies"]["PasswordPolicy"]["MinimumLength"])}
