"""What a change of an identity provider does to the people who sign in through it."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from pools.gateway import SchemaAttribute
from pools.identity_providers import mappings
from pools.identity_providers.details import (
    CLIENT_SECRET,
    DETAILS,
    ENDPOINTS,
    IDENTIFIERS,
    MAPPING,
    METADATA_FILE,
    METADATA_URL,
    PRIVATE_KEY,
)
from pools.saving.risks import Risk, applying, becomes, begins, changes, removed
from pools.saving.states import State, value_at


def _detail(key: str) -> str:
    return f"{DETAILS}.{key}"


def _endpoints_stay_behind(now: State, wanted: State) -> bool:
    """Whether the issuer moves to another host while endpoints stay at the old one."""
    if not changes(_detail("oidc_issuer"))(now, wanted):
        return False
    before, after = (_host(state, "oidc_issuer") for state in (now, wanted))
    return before != after and any(_host(wanted, key) == before for key in ENDPOINTS)


def _host(state: State, key: str) -> str:
    try:
        return urlsplit(str(value_at(state, _detail(key)) or "")).netloc
    except ValueError:
        return ""


def _identifiers_gone(now: State, wanted: State) -> set[str]:
    return removed(IDENTIFIERS, now, wanted)


RISKS = (
    Risk(
        applies=changes(_detail("oidc_issuer"), _detail("client_id"), _detail("team_id")),
        title="People may come back as strangers",
        what="Cognito knows people by the name of this provider and what it calls them. Where another issuer or client "
        "calls them otherwise, they get new accounts, and their old ones stay behind.",
    ),
    Risk(
        applies=changes(
            _detail(CLIENT_SECRET), _detail(PRIVATE_KEY), _detail(METADATA_URL), _detail(METADATA_FILE)
        ),
        title="Nobody can sign in through it while this is wrong",
        what="Cognito does not try it out. Use the test link of an app client right after saving.",
    ),
    Risk(
        applies=_endpoints_stay_behind,
        title="The endpoints stay with the old issuer",
        what="They still name its host. Empty them, so that Cognito finds the new ones, or write them anew.",
        tone="danger",
    ),
    Risk(
        applies=becomes(_detail("EncryptedResponses"), "true", default="false"),
        title="The provider needs the encryption certificate",
        what="Until it encrypts with it, every sign-in through it fails. The certificate is on this provider’s page "
        "after saving.",
    ),
    Risk(
        applies=begins(_detail("RequestSigningAlgorithm")),
        title="The provider needs the signing certificate",
        what="It can check the signatures only with the pool’s certificate, which is on this provider’s page.",
    ),
    Risk(
        applies=becomes(_detail("IDPInit"), "true", default="false"),
        title="Sign-ins that nobody asked for are accepted",
        what="Cognito no longer checks that a sign-in answers a request of its own, which guards people against being "
        "signed in to somebody else’s account.",
    ),
    Risk(
        applies=lambda now, wanted: bool(_identifiers_gone(now, wanted)),
        title="Apps that use a removed identifier find no provider",
        what=lambda now, wanted: (
            f"Gone: {', '.join(sorted(_identifiers_gone(now, wanted)))}. Apps pass it as "
            "idp_identifier, and people’s e-mail domains are matched with it."
        ),
    ),
)


def of(
    now: State,
    wanted: State,
    schema: Sequence[SchemaAttribute],
    unwritable: Mapping[str, Sequence[str]],
    unseen: str,
) -> list[Risk]:
    """The warnings that a change deserves; `unwritable` are attributes by app client, `unseen` says which were not
    looked at.
    """
    risks = applying(RISKS, now, wanted)
    if changes(MAPPING)(now, wanted):
        risks += _of_mapping(value_at(wanted, MAPPING) or {}, schema, unwritable, unseen)
    return risks


def _of_mapping(
    mapping: Mapping[str, str],
    schema: Sequence[SchemaAttribute],
    unwritable: Mapping[str, Sequence[str]],
    unseen: str,
) -> Iterator[Risk]:
    if names := mappings.unmapped(mapping, schema):
        yield _said(
            f"Required and not mapped: {', '.join(names)}",
            "Nobody who is new can sign in through this provider: Cognito cannot make their account.",
            "danger",
        )
    if names := mappings.fixed(mapping, schema):
        yield _said(
            f"Mapped, but never to be changed: {', '.join(names)}",
            "Cognito writes mapped attributes at every sign-in. Where one cannot be changed, a sign-in fails.",
            "danger",
        )
    if unwritable:
        lists = "; ".join(f"{name} ({', '.join(attributes)})" for name, attributes in unwritable.items())
        yield _said(
            "App clients that may not write what is mapped",
            f"Signing in through this provider fails there: {lists}. Let them write these attributes first. {unseen}",
            "danger",
        )
    elif unseen:
        yield _said("Whether app clients may write what is mapped is not wholly known", unseen)


def _said(title: str, what: str, tone: str = "warning") -> Risk:
    return Risk(applies=lambda now, wanted: True, title=title, what=what, tone=tone)
