"""The states of what hangs on a pool: shown, and brought back by the road of every change."""

import pytest
from django.test import Client

from console.access.models import Operator
from console.emulator import faults
from console.emulator.overlay import perform
from pools.saving.models import Revision
from tests.conftest import SignIn

REGION = "us-east-1"
IDENTIFIER = "https://api.example.com"


@pytest.fixture
def home(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/"


@pytest.fixture
def server(pool_id: str) -> str:
    """The address of a resource server."""
    scopes = [{"ScopeName": "read", "ScopeDescription": "Read"}]
    parameters = {"UserPoolId": pool_id, "Identifier": IDENTIFIER, "Name": "API", "Scopes": scopes}
    perform("CreateResourceServer", REGION, parameters)
    return f"/pools/embedded/{pool_id}/resource-servers/named/https~3A~2F~2Fapi.example.com/"


def renamed(client: Client, server: str, name: str) -> None:
    """Rename the resource server as an operator does."""
    form = client.get(f"{server}edit/").context
    rows = form["form"].rows
    data = {f"{rows.prefix}-{key}": value for key, value in rows.management_form.initial.items()}
    data |= {f"{rows.prefix}-0-name": "read", f"{rows.prefix}-0-description": "Read"}
    review = client.post(f"{server}edit/", {"name": name, "proposal": form["token"], **data})
    client.post(f"{server}save/", {"proposal": review.context["page"].token})


def test_a_save_is_kept_shown_and_brought_back(
    home: str, server: str, pool_id: str, administrator: Operator, sign_in: SignIn
) -> None:
    client = sign_in(administrator)
    renamed(client, server, "Renamed")
    saved, seen = Revision.objects.filter(kind="resource_server")

    page = client.get(f"{home}history/states/{saved.pk}/").content.decode()
    before = client.get(f"{home}history/states/{seen.pk}/").content.decode()
    review = client.post(f"{home}history/states/{seen.pk}/restore/")
    client.post(review.context["subject"].save_url, {"proposal": review.context["page"].token})

    assert "What was saved" in page and "Renamed" in page
    assert "What was found" in before and "The first state known" in before
    assert [each.after.value for each in review.context["page"].changes] == ["API"]
    answer = perform("DescribeResourceServer", REGION, {"UserPoolId": pool_id, "Identifier": IDENTIFIER})
    assert answer["ResourceServer"]["Name"] == "API"
    assert Revision.objects.filter(kind="resource_server").first().origin.startswith("Restore of")  # type: ignore[union-attr]


def test_the_history_of_a_pool_leads_to_what_hangs_on_it(
    home: str, server: str, administrator: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    renamed(sign_in(administrator), server, "Renamed")
    client = perform(
        "CreateUserPoolClient", REGION, {"UserPoolId": home.split("/")[3], "ClientName": "Portal"}
    )
    sign_in(administrator).get(f"{home}app-clients/{client['UserPoolClient']['ClientId']}/")

    for_administrator = sign_in(administrator).get(f"{home}history/").content.decode()
    for_viewer = sign_in(viewer).get(f"{home}history/").content.decode()

    assert "Renamed" in for_administrator and "Portal" in for_administrator
    assert "Renamed" in for_viewer and "Portal" not in for_viewer


def test_who_may_not_read_or_edit_a_thing_sees_no_state_of_it_and_restores_none(
    home: str, server: str, administrator: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    renamed(sign_in(administrator), server, "Renamed")
    client = perform(
        "CreateUserPoolClient", REGION, {"UserPoolId": home.split("/")[3], "ClientName": "Portal"}
    )
    sign_in(administrator).get(f"{home}app-clients/{client['UserPoolClient']['ClientId']}/")
    of_client, of_server = (
        Revision.objects.filter(kind=kind)[0].pk for kind in ("app_client", "resource_server")
    )
    as_viewer = sign_in(viewer)

    shown = as_viewer.get(f"{home}history/states/{of_server}/")
    with faults.recording() as calls:
        refused = as_viewer.post(f"{home}history/states/{of_server}/restore/")

    assert shown.status_code == 200 and "Restore this state" not in shown.content.decode()
    assert refused.status_code == 403 and calls == []
    assert as_viewer.get(f"{home}history/states/{of_client}/").status_code == 403


def test_nothing_is_restored_that_is_so_already(
    home: str, server: str, administrator: Operator, sign_in: SignIn
) -> None:
    client = sign_in(administrator)
    renamed(client, server, "Renamed")
    newest = Revision.objects.filter(kind="resource_server")[0]

    answer = client.post(f"{home}history/states/{newest.pk}/restore/", follow=True)

    assert "is like that already" in answer.content.decode()


def test_a_pools_own_state_and_that_of_another_pool_are_not_found_here(
    home: str, administrator: Operator, sign_in: SignIn
) -> None:
    client = sign_in(administrator)
    client.get(f"{home}history/")
    own = Revision.objects.get(kind="pool").pk
    other = Revision.objects.create(
        connection="embedded", pool_id="us-east-1_other", kind="domain", target="x", source="seen", state={}
    )

    for pk in (own, other.pk, 0):
        assert client.get(f"{home}history/states/{pk}/").status_code == 404
        assert client.post(f"{home}history/states/{pk}/restore/").status_code == 404
