"""Every page in both schemes and on a phone: axe finds nothing, nothing is wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import append
from console.emulator import world
from console.emulator.overlay import perform
from pools.models import Acceptance, Revision
from tests.browser.conftest import Visit
from tests.conftest import operator_with
from users.gateway.groups import Group
from users.models import GroupRecreation, Resending, Step

HOSTILE = '"><img src=x onerror=alert(1)> ' + "wide" * 40
PAGES = [
    "/pools/",
    "/pools/?q=nothing-like-this",
    "/pools/create/",
    "/pools/embedded/{pool}/",
    "/pools/embedded/{pool}/delete/",
    "/pools/embedded/{pool}/?q=password",
    "/pools/embedded/{pool}/?q=nothing-like-this",
    "/pools/embedded/{pool}/json/",
    "/pools/embedded/{pool}/settings/passwords/",
    "/pools/embedded/{pool}/settings/mfa/",
    "/pools/embedded/{pool}/settings/sign-up/",
    "/pools/embedded/{pool}/settings/delivery/",
    "/pools/embedded/{pool}/settings/triggers/",
    "/pools/embedded/{pool}/settings/keys/",
    "/pools/embedded/{pool}/settings/tags/",
    "/pools/import/",
    "/pools/embedded/{pool}/compare/",
    "/pools/embedded/{pool}/compare/embedded/{other}/",
    "/pools/embedded/{pool}/compare/embedded/{other}/?all=1",
    "/pools/embedded/{pool}/export/",
    "/pools/embedded/{pool}/export/?format=terraform",
    "/pools/embedded/{pool}/settings/messages/",
    "/pools/embedded/{pool}/check-up/",
    "/pools/embedded/{pool}/check-up/mfa-off/accept/",
    "/pools/embedded/{pool}/check-up/deletion-protection-off/withdraw/",
    "/pools/embedded/{pool}/domains/",
    "/pools/embedded/{pool}/domains/create/?kind=custom",
    "/pools/embedded/{pool}/domains/named/login.staff.example/edit/",
    "/pools/embedded/{pool}/domains/named/login.staff.example/delete/",
    "/pools/embedded/{pool}/resource-servers/",
    "/pools/embedded/{pool}/resource-servers/create/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/edit/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/use/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/delete/",
    "/pools/embedded/{pool}/schema/",
    "/pools/embedded/{pool}/schema/add/",
    "/pools/embedded/{pool}/app-clients/",
    "/pools/embedded/{pool}/app-clients/?q=nothing-like-this",
    "/pools/embedded/{pool}/app-clients/{app_client}/",
    "/pools/embedded/{pool}/app-clients/create/",
    "/pools/embedded/{pool}/app-clients/{app_client}/delete/",
    "/pools/embedded/{pool}/app-clients/{app_client}/secret/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/tokens/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/oauth/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/attributes/",
    "/pools/embedded/{pool}/history/",
    "/pools/embedded/{pool}/history/?q=nothing-like-this",
    "/pools/embedded/{pool}/history/compare/",
    "/pools/embedded/{pool}/history/compare/?from={revision}&to=now&show=everything",
    "/pools/embedded/{pool}/history/{revision}/",
    "/pools/embedded/{pool}/history/{revision}/?show=settings",
    "/pools/embedded/{pool}/history/{revision}/?show=json",
    "/pools/embedded/{pool}/history/{revision}/restore/",
    "/pools/embedded/{pool}/users/",
    "/pools/embedded/{pool}/users/invite/",
    "/invitations/",
    "/pools/embedded/{pool}/users/invitations/",
    "/pools/embedded/{pool}/users/invitations/?state=expired",
    "/pools/embedded/{pool}/users/invitations/resend/",
    "/pools/embedded/{pool}/users/invitations/works/{resending}/",
    "/pools/embedded/{pool}/users/invitations/sign-ups/?older=0",
    "/pools/embedded/{pool}/users/{sub}/",
    "/pools/embedded/{pool}/users/{sub}/resend/",
    "/pools/embedded/{pool}/users/{sub}/disable/",
    "/pools/embedded/{pool}/users/{sub}/enable/",
    "/pools/embedded/{pool}/users/{sub}/sign-out/",
    "/pools/embedded/{pool}/users/{sub}/reset-password/",
    "/pools/embedded/{pool}/users/{sub}/groups/",
    "/pools/embedded/{pool}/groups/",
    "/pools/embedded/{pool}/groups/?q=nothing-like-this",
    "/pools/embedded/{pool}/groups/create/",
    "/pools/embedded/{pool}/groups/named/Readers/",
    "/pools/embedded/{pool}/groups/named/Readers/edit/",
    "/pools/embedded/{pool}/groups/named/Readers/delete/",
    "/pools/embedded/{pool}/groups/named/Readers/recreate/",
    "/pools/embedded/{pool}/groups/named/Readers/add/",
    "/pools/embedded/{pool}/groups/named/Readers/compare/?other=Writers",
    "/pools/embedded/{pool}/groups/recreations/{work}/",
    "/pools/embedded/{pool}/groups/recreations/{work}/forget/",
    "/pools/embedded/us-east-1_missing00/",
    "/pools/embedded/{pool}/users/00000000-0000-4000-8000-000000000000/",
    "/audit/",
    "/audit/?operator=nobody-like-this",
    "/audit/{entry}/",
    "/operators/",
    "/operators/add/",
    "/operators/{operator}/",
    "/operators/{operator}/grant/",
    "/operators/{operator}/disable/",
    "/operators/{operator}/password/",
    "/operators/{operator}/factors/",
    "/operators/{operator}/remove/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/emulator/outbox/",
    "/emulator/faults/",
    "/styleguide/",
    "/no/such/page/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    path: str,
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
    owner: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(
        pool_id,
        "ana@example.com",
        status="FORCE_CHANGE_PASSWORD",
        attributes={"name": HOSTILE, "email_verified": "true"},
        groups=["Readers"],
    )
    somebody = operator_with("somebody", Role.VIEWER)
    other = world.make_pool("Other", Schema=[{"Name": "points", "AttributeDataType": "Number"}])
    for name in ("Writers", "Authors"):
        role = f"arn:aws:iam::123456789012:role/{name}"
        world.make_group(pool_id, name, description=HOSTILE, precedence=3, role_arn=role)
    work = GroupRecreation.objects.create(
        connection="embedded",
        pool_id=pool_id,
        group="Writers",
        new_name="Scribes",
        before=Group(name="Writers").settings,
        after=Group(name="Scribes").settings,
        step=Step.DECIDE,
    )
    work.members.create(sub=sub, username=sub, label=HOSTILE, state="refused", reason=HOSTILE)
    resending = Resending.objects.create(connection="embedded", pool_id=pool_id, problem=HOSTILE)
    resending.people.create(sub=sub, username=sub, label=HOSTILE, state="refused", reason=HOSTILE)
    world.make_user(pool_id, "sign-up@example.com", status="UNCONFIRMED", attributes={"name": HOSTILE})
    entry = append(action="disable_user", outcome="done", pool_id=pool_id, target_label=HOSTILE)
    for rule in ("deletion-protection-off", "of-an-older-version"):
        Acceptance.objects.create(
            connection="embedded",
            pool_id=pool_id,
            check_name=rule,
            severity="danger",
            evidence=HOSTILE,
            reason=HOSTILE,
            operator="somebody",
        )
    scopes = [{"ScopeName": "read", "ScopeDescription": HOSTILE}]
    server = {"UserPoolId": pool_id, "Identifier": "rooms", "Name": "Meeting rooms", "Scopes": scopes}
    perform("CreateResourceServer", "us-east-1", server)
    certificate = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/abc"}
    domain = {"UserPoolId": pool_id, "Domain": "login.staff.example", "CustomDomainConfig": certificate}
    perform("CreateUserPoolDomain", "us-east-1", domain)
    enter(owner)
    revision = Revision.objects.create(
        connection="embedded",
        pool_id=pool_id,
        source="seen",
        state={
            "Id": pool_id,
            "Name": HOSTILE,
            "LambdaConfig": {"PreSignUp": HOSTILE},
            "SchemaAttributes": [],
        },
    )
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal"})
    given = {
        "pool": pool_id,
        "other": other,
        "sub": sub,
        "operator": somebody.pk,
        "entry": entry.number,
        "revision": revision.pk,
        "work": work.pk,
        "resending": resending.pk,
        "app_client": made["UserPoolClient"]["ClientId"],
    }
    visit(path.format(**given))
    page.wait_for_load_state("networkidle")
    accessible()
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_sign_in_page_is_accessible(
    page: Page, visit: Visit, accessible: Callable[[], None], db: None
) -> None:
    visit("/accounts/login/")
    accessible()


@pytest.mark.parametrize(
    "path",
    [
        "/pools/embedded/{pool}/users/{sub}/",
        "/pools/embedded/{pool}/users/{sub}/reveal/",
        "/pools/embedded/{pool}/groups/named/Readers/",
    ],
)
def test_what_a_viewer_sees_is_accessible(
    path: str,
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
    viewer: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": HOSTILE}, groups=["Readers"])
    enter(viewer)
    visit(path.format(pool=pool_id, sub=sub))
    accessible()
