"""The types of identity providers: the keys of their details, what Cognito adds to them, what they say of people."""

from collections.abc import Mapping

from pools.identity_providers.details import (
    ACR,
    CLIENT_SECRET,
    IDENTIFIERS,
    MAPPING,
    METADATA_FILE,
    METADATA_URL,
    PRIVATE_KEY,
    Detail,
    Kind,
)
from pools.saving.settings import Section, Setting

CLIENT_ID = Detail(
    key="client_id", label="Client ID", required=True, help="As the provider registered Cognito."
)
SECRET = Detail(key=CLIENT_SECRET, label="Client secret", control="secret", required=True)
SCOPES_HELP = "What to ask the provider for, with spaces between."
SOCIAL_DERIVED = frozenset(
    {
        "attributes_url",
        "attributes_url_add_attributes",
        "authorize_url",
        "jwks_uri",
        "oidc_issuer",
        "token_request_method",
        "token_url",
    }
)
CLAIMS_URI = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
SAML = Kind(
    type="SAML",
    label="SAML 2.0",
    about="A company’s own sign-in: Entra ID, Okta, ADFS, Shibboleth and others.",
    callback="/saml2/idpresponse",
    details=(
        Detail(
            key=METADATA_URL,
            label="Metadata address",
            control="address",
            help="Cognito fetches it again every six hours, so that new certificates arrive by themselves.",
        ),
        Detail(
            key=METADATA_FILE,
            label="Metadata document",
            control="metadata",
            help="Instead of an address. It has to be replaced by hand when the provider’s certificate changes.",
        ),
        Detail(
            key="IDPSignout",
            label="Sign people out at the provider too",
            control="flag",
            help="Cognito sends a signed request when they sign out: the provider needs the signing certificate.",
        ),
        Detail(
            key="RequestSigningAlgorithm",
            label="Sign requests to the provider",
            control="choice",
            choices=(("", "No"), ("rsa-sha256", "Yes, with RSA-SHA256")),
            help="The provider needs the signing certificate of the pool.",
        ),
        Detail(
            key="EncryptedResponses",
            label="Require encrypted responses",
            control="flag",
            help="The provider needs the encryption certificate, which Cognito makes for this provider.",
        ),
        Detail(
            key="IDPInit",
            label="Accept sign-ins that begin at the provider",
            control="flag",
            help="Convenient, and weaker: nobody checks that the person meant to sign in here.",
        ),
    ),
    derived=frozenset({"ActiveEncryptionCertificate", "SLORedirectBindingURI", "SSORedirectBindingURI"}),
    claims={
        "email": f"{CLAIMS_URI}emailaddress",
        "given_name": f"{CLAIMS_URI}givenname",
        "family_name": f"{CLAIMS_URI}surname",
        "name": f"{CLAIMS_URI}name",
        "phone_number": f"{CLAIMS_URI}mobilephone",
    },
)
OIDC = Kind(
    type="OIDC",
    label="OpenID Connect",
    about="Any provider that speaks OpenID Connect.",
    details=(
        CLIENT_ID,
        Detail(
            key=CLIENT_SECRET,
            label="Client secret",
            control="secret",
            help="Leave it empty for a client without one.",
        ),
        Detail(
            key="oidc_issuer",
            label="Issuer",
            control="address",
            required=True,
            help="Begins with https:// and has no slash at its end, exactly as in the provider’s tokens.",
        ),
        Detail(
            key="authorize_scopes",
            label="Scopes",
            required=True,
            initial="openid email profile",
            help=f"{SCOPES_HELP} openid has to be among them.",
        ),
        Detail(
            key="attributes_request_method",
            label="Ask for attributes with",
            control="choice",
            required=True,
            initial="GET",
            choices=(("GET", "GET"), ("POST", "POST")),
        ),
        Detail(key="authorize_url", label="Authorization endpoint", control="address"),
        Detail(key="token_url", label="Token endpoint", control="address"),
        Detail(key="attributes_url", label="User info endpoint", control="address"),
        Detail(key="jwks_uri", label="Keys (JWKS)", control="address"),
    ),
    derived=frozenset({"attributes_url_add_attributes", "token_request_method"}),
    claims={
        name: name
        for name in (
            *("email", "email_verified", "phone_number", "phone_number_verified", "name", "given_name"),
            *(
                "family_name",
                "middle_name",
                "nickname",
                "preferred_username",
                "picture",
                "profile",
                "website",
            ),
            *("gender", "birthdate", "zoneinfo", "locale", "address", "updated_at"),
        )
    },
    subject="sub",
)
GOOGLE = Kind(
    type="Google",
    label="Google",
    about="Google accounts, private ones and Workspace.",
    details=(
        CLIENT_ID,
        SECRET,
        Detail(
            key="authorize_scopes",
            label="Scopes",
            required=True,
            initial="openid email profile",
            help=SCOPES_HELP,
        ),
    ),
    derived=SOCIAL_DERIVED,
    claims={
        name: name for name in ("email", "email_verified", "name", "given_name", "family_name", "picture")
    },
    subject="sub",
)
FACEBOOK = Kind(
    type="Facebook",
    label="Facebook",
    about="Facebook accounts.",
    details=(
        Detail(key="client_id", label="App ID", required=True),
        Detail(key=CLIENT_SECRET, label="App secret", control="secret", required=True),
        Detail(
            key="authorize_scopes",
            label="Scopes",
            required=True,
            initial="public_profile, email",
            help="What to ask Facebook for, with commas between.",
        ),
        Detail(
            key="api_version",
            label="API version",
            help="Of Facebook’s Graph API, such as v21.0. Cognito chooses one where this is empty.",
        ),
    ),
    derived=SOCIAL_DERIVED,
    claims={
        "email": "email",
        "name": "name",
        "given_name": "first_name",
        "family_name": "last_name",
        "middle_name": "middle_name",
        "picture": "picture",
    },
    subject="id",
)
AMAZON = Kind(
    type="LoginWithAmazon",
    label="Login with Amazon",
    about="Amazon’s customers.",
    details=(
        CLIENT_ID,
        SECRET,
        Detail(key="authorize_scopes", label="Scopes", required=True, initial="profile", help=SCOPES_HELP),
    ),
    derived=SOCIAL_DERIVED,
    claims={"email": "email", "name": "name", "zoneinfo": "postal_code"},
    subject="user_id",
)
APPLE = Kind(
    type="SignInWithApple",
    label="Sign in with Apple",
    about="Apple accounts.",
    details=(
        Detail(key="client_id", label="Services ID", required=True, help="Apple’s word for the client ID."),
        Detail(key="team_id", label="Team ID", required=True),
        Detail(key="key_id", label="Key ID", required=True),
        Detail(
            key=PRIVATE_KEY,
            label="Private key",
            control="key",
            required=True,
            help="The content of the .p8 file that Apple gave you once.",
        ),
        Detail(
            key="authorize_scopes",
            label="Scopes",
            required=True,
            initial="email name",
            help=f"{SCOPES_HELP} Apple tells them at somebody’s first sign-in alone.",
        ),
    ),
    derived=SOCIAL_DERIVED,
    claims={
        "email": "email",
        "email_verified": "email_verified",
        "name": "name",
        "given_name": "firstName",
        "family_name": "lastName",
    },
    subject="sub",
)
KINDS: Mapping[str, Kind] = {each.type: each for each in (SAML, OIDC, GOOGLE, APPLE, FACEBOOK, AMAZON)}


def kind_of(type: str) -> Kind:
    """The type of that name; one without known keys for a type that is newer than this console."""
    return KINDS.get(type) or Kind(type=type, label=type, about="", details=(), derived=frozenset())


def _settings() -> tuple[Setting, ...]:
    """One setting for each key; the same key is called the same whatever the type."""
    details = {each.key: each for kind in reversed(tuple(KINDS.values())) for each in kind.details}
    return tuple(Setting(path=each.path, label=each.label) for each in details.values())


SECTION = Section(
    id="provider",
    title="Identity provider",
    settings=(
        *_settings(),
        Setting(path=MAPPING, label="Attribute mapping", kind="pairs", absent="None"),
        Setting(path=IDENTIFIERS, label="Identifiers", absent="None"),
        Setting(path=ACR, label="Authentication levels", kind="pairs", absent="None"),
        Setting(path="ProviderName", label="Name", permanent=True),
        Setting(path="ProviderType", label="Type", permanent=True),
    ),
)
