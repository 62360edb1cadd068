"""Every page in both schemes and on a phone: axe finds nothing, nothing is wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import append
from console.emulator import world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.seeding import looks
from pools.checkup.models import Acceptance
from pools.groups import Group
from pools.saving.models import Revision
from tests.browser.conftest import Visit, wait_until_silent
from tests.conftest import operator_with
from users.deletion.models import UserSnapshot
from users.groups.recreating.models import GroupRecreation, Step
from users.invitations.models import Resending

HOSTILE = '"><img src=x onerror=alert(1)> ' + "wide" * 40
PAGES = [
    "/find/?q=ana",
    "/about/coverage/?q=user",
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
    "/pools/embedded/{pool}/check-up/app-clients/",
    "/pools/embedded/{pool}/domains/",
    "/pools/embedded/{pool}/domains/create/?kind=custom",
    "/pools/embedded/{pool}/domains/named/login.staff.example/edit/",
    "/pools/embedded/{pool}/domains/named/login.staff.example/delete/",
    "/pools/embedded/{pool}/branding/",
    "/pools/embedded/{pool}/branding/app-clients/{app_client}/?merged=1",
    "/pools/embedded/{pool}/branding/classic/ALL/edit/",
    "/pools/embedded/{pool}/branding/classic/ALL/remove/",
    "/pools/embedded/{pool}/branding/styles/{app_client}/create/",
    "/pools/embedded/{pool}/branding/styles/{app_client}/edit/",
    "/pools/embedded/{pool}/branding/styles/{app_client}/images/add/",
    "/pools/embedded/{pool}/branding/styles/{app_client}/take-over/",
    "/pools/embedded/{pool}/branding/styles/{app_client}/delete/",
    "/pools/embedded/{pool}/terms/",
    "/pools/embedded/{pool}/terms/create/",
    "/pools/embedded/{pool}/terms/{terms}/edit/",
    "/pools/embedded/{pool}/terms/{terms}/delete/",
    "/pools/embedded/{pool}/resource-servers/",
    "/pools/embedded/{pool}/resource-servers/create/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/edit/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/use/",
    "/pools/embedded/{pool}/resource-servers/named/rooms/delete/",
    "/pools/embedded/{pool}/identity-providers/",
    "/pools/embedded/{pool}/identity-providers/create/",
    "/pools/embedded/{pool}/identity-providers/create/SAML/",
    "/pools/embedded/{pool}/identity-providers/create/OIDC/",
    "/pools/embedded/{pool}/identity-providers/named/HeadOffice/",
    "/pools/embedded/{pool}/identity-providers/named/HeadOffice/offers/",
    "/pools/embedded/{pool}/identity-providers/named/HeadOffice/edit/",
    "/pools/embedded/{pool}/identity-providers/named/HeadOffice/delete/",
    "/pools/embedded/{pool}/schema/",
    "/pools/embedded/{pool}/schema/add/",
    "/pools/embedded/{pool}/app-clients/",
    "/pools/embedded/{pool}/app-clients/?q=nothing-like-this",
    "/pools/embedded/{pool}/app-clients/{app_client}/",
    "/pools/embedded/{pool}/app-clients/create/",
    "/pools/embedded/{pool}/app-clients/{app_client}/delete/",
    "/pools/embedded/{pool}/app-clients/{app_client}/secret/",
    "/pools/embedded/{pool}/app-clients/{app_client}/secrets/",
    "/pools/embedded/{pool}/app-clients/{app_client}/secrets/add/",
    "/pools/embedded/{pool}/app-clients/{app_client}/use/",
    "/pools/embedded/{pool}/app-clients/attributes/",
    "/pools/embedded/{pool}/app-clients/scopes/",
    "/pools/embedded/{pool}/app-clients/compare/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/tokens/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/oauth/",
    "/pools/embedded/{pool}/app-clients/{app_client}/edit/attributes/",
    "/pools/embedded/{pool}/protection/",
    "/pools/embedded/{pool}/protection/edit/credentials/",
    "/pools/embedded/{pool}/protection/edit/takeover/",
    "/pools/embedded/{pool}/protection/edit/notifications/",
    "/pools/embedded/{pool}/protection/edit/addresses/",
    "/pools/embedded/{pool}/protection/app-clients/",
    "/pools/embedded/{pool}/protection/app-clients/{app_client}/",
    "/pools/embedded/{pool}/logs/",
    "/pools/embedded/{pool}/logs/edit/",
    "/pools/embedded/{pool}/sessions/",
    "/pools/embedded/{pool}/sessions/edit/",
    "/pools/embedded/{pool}/sessions/app-clients/{app_client}/",
    "/pools/embedded/{pool}/replicas/",
    "/pools/embedded/{pool}/recovery/",
    "/pools/embedded/{pool}/recovery/begin/",
    "/pools/embedded/{pool}/app-clients/documents/",
    "/pools/embedded/{pool}/app-clients/documents/create/",
    "/pools/embedded/{pool}/replicas/create/",
    "/pools/embedded/{pool}/replicas/in/eu-west-1/change/",
    "/pools/embedded/{pool}/replicas/in/eu-west-1/remove/",
    "/pools/embedded/{pool}/quotas/",
    "/pools/embedded/{pool}/quotas/UserRead/",
    "/pools/embedded/{pool}/quotas/UserRead/change/",
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
    "/pools/embedded/{pool}/users/{sub}/diagnosis/?closer=1",
    "/pools/embedded/{pool}/users/{sub}/resend/",
    "/pools/embedded/{pool}/users/{sub}/disable/",
    "/pools/embedded/{pool}/users/{sub}/enable/",
    "/pools/embedded/{pool}/users/{sub}/sign-out/",
    "/pools/embedded/{pool}/users/{sub}/reset-password/",
    "/pools/embedded/{pool}/users/{sub}/groups/",
    "/pools/embedded/{pool}/users/{sub}/edit/",
    "/pools/embedded/{pool}/users/{sub}/verify-contact/",
    "/pools/embedded/{pool}/users/{sub}/password/",
    "/pools/embedded/{pool}/users/{sub}/confirm/",
    "/pools/embedded/{pool}/users/{sub}/delete/",
    "/pools/embedded/{pool}/users/deleted/",
    "/pools/embedded/{pool}/users/deleted/{snapshot}/",
    "/pools/embedded/{pool}/users/deleted/{snapshot}/recreate/",
    "/pools/embedded/{pool}/users/deleted/{snapshot}/forget/",
    "/pools/embedded/{pool}/users/{sub}/sign-in/",
    "/pools/embedded/{pool}/users/{sub}/sign-in/factors/",
    "/pools/embedded/{pool}/users/{sub}/sign-in/identities/link/",
    "/pools/embedded/{pool}/users/{sub}/activity/",
    "/emulator/sign-in/",
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


def operate(pool_id: str) -> None:
    """Threat protection with a message and networks, and a replica."""
    pool = find_pool(pool_id)
    pool.extended_config |= {"UserPoolTier": "PLUS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}}
    replica = {"RegionName": "eu-west-1", "Status": "INACTIVE", "Role": "SECONDARY"}
    pool.stores.replicas["eu-west-1"] = {**replica, "UserPoolArn": pool.arn}
    message = {"Subject": "Refused", "HtmlBody": "<p>From {city}</p>"}
    identity = "arn:aws:ses:us-east-1:123456789012:identity/no-reply@staff.example"
    level = {"Notify": True, "EventAction": "BLOCK"}
    risk = {
        "AccountTakeoverRiskConfiguration": {
            "Actions": {"HighAction": level},
            "NotifyConfiguration": {"SourceArn": identity, "BlockEmail": message},
        },
        "RiskExceptionConfiguration": {"BlockedIPRangeList": ["2001:db8:bad::/48"]},
    }
    perform("SetRiskConfiguration", "us-east-1", {"UserPoolId": pool_id, **risk})


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
    snapshot = UserSnapshot.objects.create(
        connection="embedded",
        pool_id=pool_id,
        sub=sub,
        label=HOSTILE,
        status="CONFIRMED",
        enabled=False,
        attributes={"email": "a@example.com", "name": HOSTILE},
        groups=[HOSTILE],
        reason=HOSTILE,
        is_certain=True,
    )
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
    provider = {"UserPoolId": pool_id, "ProviderName": "HeadOffice", "ProviderType": "SAML"}
    saml = {"MetadataURL": "https://idp.example.com/metadata", "IDPSignout": "true"}
    mapping = {"email": "wide" * 60}
    perform(
        "CreateIdentityProvider",
        "us-east-1",
        {**provider, "ProviderDetails": saml, "AttributeMapping": mapping},
    )
    certificate = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/abc"}
    domain = {"UserPoolId": pool_id, "Domain": "login.staff.example", "CustomDomainConfig": certificate}
    perform("CreateUserPoolDomain", "us-east-1", domain)
    operate(pool_id)
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
    offering = {"SupportedIdentityProviders": ["COGNITO", "HeadOffice"]}
    made = perform(
        "CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal", **offering}
    )
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal"})
    ids = {"UserPoolId": pool_id, "ClientId": made["UserPoolClient"]["ClientId"]}
    perform("SetUICustomization", "us-east-1", {"UserPoolId": pool_id, "CSS": ".label-customizable {}"})
    style = {"Settings": {"categories": {"form": {"displayGraphics": True}}}, "Assets": looks.assets()}
    perform("CreateManagedLoginBranding", "us-east-1", {**ids, **style})
    links = {"cognito:default": "https://example.com/terms"}
    document = {"TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE", "Links": links}
    terms = perform("CreateTerms", "us-east-1", {**ids, **document})
    given = {
        "pool": pool_id,
        "terms": terms["Terms"]["TermsId"],
        "other": other,
        "sub": sub,
        "operator": somebody.pk,
        "entry": entry.number,
        "revision": revision.pk,
        "work": work.pk,
        "snapshot": snapshot.pk,
        "resending": resending.pk,
        "app_client": made["UserPoolClient"]["ClientId"],
    }
    visit(path.format(**given))
    wait_until_silent(page)
    accessible()
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_sign_in_page_is_accessible(
    page: Page, visit: Visit, accessible: Callable[[], None], db: None
) -> None:
    visit("/accounts/login/")
    accessible()


@pytest.mark.parametrize(("scheme", "grey"), [("light", "#aaa"), ("dark", "#444")])
def test_words_that_are_faint_in_one_scheme_are_found(
    scheme: str, grey: str, page: Page, visit: Visit, accessible: Callable[[], None], db: None
) -> None:
    visit("/accounts/login/")
    style = f"@media (prefers-color-scheme: {scheme}) {{ h1 {{ color: {grey} !important }} }}"
    page.evaluate("() => document.adoptedStyleSheets = [new CSSStyleSheet()]")
    page.evaluate("(style) => document.adoptedStyleSheets[0].replaceSync(style)", style)
    with pytest.raises(AssertionError, match=rf"^{scheme} http(?s:.*)color-contrast"):
        accessible()


@pytest.mark.parametrize(
    "path",
    [
        "/pools/embedded/{pool}/users/{sub}/",
        "/pools/embedded/{pool}/users/{sub}/diagnosis/",
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
