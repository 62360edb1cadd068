"""The operators pages: for owners alone, with a recent proof, and with the password shown once."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from console.access import events
from console.access.models import Grant, Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito.connections import Connection
from tests.conftest import SignIn, operator_with, prove
from tests.console.conftest import Enter, recorded

pytestmark = pytest.mark.django_db
CHANGES = ["disable", "enable", "sign_out", "password", "factors", "remove", "grant"]
NEW = {"username": "ana", "name": "Ana", "email": "", "role": Role.VIEWER.value, "reach": "*", "pools": ""}


def url_of(name: str, operator: Operator) -> str:
    return reverse(f"access:{name}", kwargs={"pk": operator.pk})


def text(response: HttpResponse) -> str:
    return response.content.decode()


def all_urls(operator: Operator) -> list[str]:
    revoke = reverse("access:revoke", kwargs={"pk": operator.pk, "grant_id": operator.grants.get().pk})
    fixed = [reverse("access:operators"), reverse("access:add"), url_of("operator", operator), revoke]
    return fixed + [url_of(name, operator) for name in CHANGES]


def test_the_list_tells_roles_state_and_factors(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    page = text(sign_in(owner).get(reverse("access:operators")))
    for words in ("owner", "Owner for all pools", "viewer", "Viewer for all pools", "Enabled", "None"):
        assert words in page


def test_the_list_takes_the_same_queries_for_any_number_of_operators(
    owner: Operator, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    for number in range(10):
        operator_with(f"viewer{number}", Role.VIEWER)
    client = sign_in(owner)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(reverse("access:operators"))


def test_every_page_works_for_an_owner(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    for url in all_urls(viewer):
        assert client.get(url).status_code == 200, url


def test_every_page_asks_anonymous_people_to_sign_in(viewer: Operator, client: Client) -> None:
    for url in all_urls(viewer):
        for response in (client.get(url), client.post(url)):
            assert response.status_code == 302, url
            assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["viewer", "helpdesk", "administrator", "stranger"])
def test_every_page_is_refused_to_all_others(
    request: pytest.FixtureRequest, owner: Operator, sign_in: SignIn, name: str
) -> None:
    client = sign_in(request.getfixturevalue(name))
    for url in all_urls(owner):
        assert client.get(url).status_code == 403, url
        assert client.post(url).status_code in {403, 405}, url
    assert Operator.objects.owners().get() == owner


def test_lists_are_read_only_and_changes_take_get_and_post(
    owner: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    assert client.post(reverse("access:operators")).status_code == 405
    assert client.post(url_of("operator", viewer)).status_code == 405
    assert client.put(url_of("disable", viewer)).status_code == 405


def test_an_operator_who_is_gone_is_not_found(owner: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    for name in ("operator", *CHANGES):
        assert client.get(reverse(f"access:{name}", kwargs={"pk": 999})).status_code == 404


def test_reading_alone_changes_nothing(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    for url in all_urls(viewer):
        client.get(url)
    assert not Entry.objects.exists()


def test_adding_shows_the_password_once_and_keeps_it_nowhere(owner: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    response = client.post(reverse("access:add"), NEW)
    assert response.headers["Cache-Control"] == "no-store"
    password = response.context["password"]
    assert password in text(response)
    added = Operator.objects.get(username="ana")
    assert added.check_password(password)
    assert password not in text(client.get(url_of("operator", added)))
    assert password not in str(list(Entry.objects.values_list("details", "message", "reason")))


def test_an_operator_can_be_added_for_named_pools(
    owner: Operator, sign_in: SignIn, connection: Connection
) -> None:
    pools = "us-east-1_one\nus-east-1_two"
    sign_in(owner).post(reverse("access:add"), NEW | {"pools": pools})
    added = Operator.objects.get(username="ana")
    assert [grant.reach for grant in added.all_grants] == [
        "us-east-1_one (embedded)",
        "us-east-1_two (embedded)",
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"username": "owner"}, "already"),
        ({"username": "two words"}, "valid username"),
        ({"username": ""}, "required"),
        ({"role": "99"}, "valid choice"),
        ({"pools": "nonsense"}, "not a pool id"),
        ({"email": "nobody"}, "valid email"),
    ],
)
def test_what_is_wrong_is_told_and_the_input_is_kept(
    owner: Operator, sign_in: SignIn, connection: Connection, wrong: dict[str, str], words: str
) -> None:
    response = sign_in(owner).post(reverse("access:add"), NEW | {"name": "Ana Kept"} | wrong)
    assert response.status_code == 422
    assert words in text(response)
    assert "Ana Kept" in text(response)
    assert Operator.objects.count() == 1


def test_a_role_can_be_granted_and_revoked(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    client.post(url_of("grant", viewer), {"role": Role.HELP_DESK.value, "reach": "*", "pools": ""})
    granted = viewer.grants.get()
    assert granted.role == Role.HELP_DESK
    client.post(reverse("access:revoke", kwargs={"pk": viewer.pk, "grant_id": granted.pk}))
    assert not viewer.grants.exists()
    assert recorded(events.ROLE_REVOKED).details["after"]["grants"] == []


def test_a_grant_is_revoked_only_at_its_own_operator(
    owner: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    url = reverse("access:revoke", kwargs={"pk": viewer.pk, "grant_id": owner.grants.get().pk})
    assert sign_in(owner).post(url).status_code == 404


def test_an_operator_can_be_disabled_enabled_and_removed(
    owner: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    client.post(url_of("disable", viewer))
    assert not Operator.objects.get(pk=viewer.pk).is_active
    client.post(url_of("enable", viewer))
    assert Operator.objects.get(pk=viewer.pk).is_active
    response = client.post(url_of("remove", viewer), follow=True)
    assert "viewer is removed" in text(response).lower()
    assert not Operator.objects.filter(pk=viewer.pk).exists()


def test_a_new_password_is_shown_once(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    response = sign_in(owner).post(url_of("password", viewer))
    assert response.headers["Cache-Control"] == "no-store"
    assert Operator.objects.get(pk=viewer.pk).check_password(response.context["password"])


def test_the_sessions_of_an_operator_are_listed_and_ended(
    owner: Operator, viewer: Operator, sign_in: SignIn, enter: Enter
) -> None:
    theirs, client = enter(viewer, user_agent="Netscape 4"), sign_in(owner)
    assert "Netscape 4" in text(client.get(url_of("operator", viewer)))
    client.post(url_of("sign_out", viewer))
    assert "Netscape 4" not in text(client.get(url_of("operator", viewer)))
    assert theirs.get(reverse("mfa_index")).status_code == 302


@pytest.mark.parametrize("name", ["disable", "remove"])
def test_the_last_owner_is_told_why_not(owner: Operator, sign_in: SignIn, name: str) -> None:
    response = sign_in(owner).post(url_of(name, owner))
    assert response.status_code == 422
    assert "last active owner" in text(response)
    assert Operator.objects.owners().exists()


def test_owners_are_not_offered_what_would_lock_them_out(owner: Operator, sign_in: SignIn) -> None:
    page = text(sign_in(owner).get(url_of("operator", owner)))
    assert "This is you" in page
    assert url_of("remove", owner) not in page
    assert "another owner has to revoke it" in page


@pytest.mark.parametrize("name", [*CHANGES, "add"])
def test_changes_ask_for_the_password_again_after_a_while(
    owner: Operator, viewer: Operator, sign_in: SignIn, name: str
) -> None:
    client = sign_in(owner)
    prove(client, owner, ago=16 * 60)
    url = reverse("access:add") if name == "add" else url_of(name, viewer)
    for response in (client.get(url), client.post(url)):
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Entry.objects.exists()


def test_reading_does_not_ask_for_the_password_again(owner: Operator, sign_in: SignIn) -> None:
    client = sign_in(owner)
    prove(client, owner, ago=16 * 60)
    assert client.get(reverse("access:operators")).status_code == 200
    assert client.get(url_of("operator", owner)).status_code == 200


def test_names_are_shown_as_text(owner: Operator, sign_in: SignIn) -> None:
    operator_with("<script>", Role.VIEWER)
    page = text(sign_in(owner).get(reverse("access:operators")))
    assert "<script>&" not in page.replace("<script src", "")
    assert "&lt;script&gt;" in page


def test_roles_from_single_sign_on_say_so(owner: Operator, viewer: Operator, sign_in: SignIn) -> None:
    Grant.objects.create(operator=viewer, role=Role.OWNER, from_group=True)
    assert "follows the group" in text(sign_in(owner).get(url_of("operator", viewer)))
