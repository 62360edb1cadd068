"""Encryption, the issuer of tokens, and app clients that register themselves."""

from typing import Any

from pools.saving.settings import Section, Setting, SettingGroup

GRANTS: dict[Any, str] = {
    (): "None: every registration is refused",
    "code": "Authorisation code",
    "implicit": "Implicit (ignored)",
    "client_credentials": "Client credentials, machine to machine",
}
GRANT_CHOICES: tuple[tuple[str, Any], ...] = (
    ("Authorisation code only", ["code"]),
    ("Client credentials only, machine to machine", ["client_credentials"]),
    ("Authorisation code and client credentials", ["code", "client_credentials"]),
    (GRANTS[()], []),
)
REGISTRATION = "DcrConfiguration.EnableStatus"
KEY = "KeyConfiguration.KeyType"

KEYS = Section(
    id="keys",
    title="Keys, issuer and registration",
    groups=(
        SettingGroup(
            title="Encryption and issuer",
            settings=(
                Setting(
                    path=KEY,
                    label="Data is encrypted with",
                    words={"AWS_OWNED_KEY": "A key of AWS", "CUSTOMER_MANAGED_KEY": "Your own KMS key"},
                    absent="A key of AWS",
                    default="AWS_OWNED_KEY",
                    caution="With your own key, nobody can sign in while Cognito may not use that key.",
                ),
                Setting(
                    path="KeyConfiguration.KmsKeyArn",
                    label="KMS key",
                    quiet=True,
                    needs=KEY,
                    help="Such as arn:aws:kms:eu-west-1:123456789012:key/… Only together with your own key.",
                ),
                Setting(
                    path="IssuerConfiguration.Type",
                    label="Tokens name as their issuer",
                    words={
                        "ORIGINAL": "The original address, of this region alone",
                        "UPDATED": "The newer address, which several regions serve",
                    },
                    absent="The original address, of this region alone",
                    default="ORIGINAL",
                    caution="New tokens name another issuer: everything that checks tokens must accept it first.",
                ),
            ),
        ),
        SettingGroup(
            title="Registration of app clients",
            hint="Dynamic client registration: programs make app clients for themselves at the pool’s domain.",
            settings=(
                Setting(
                    path=REGISTRATION,
                    label="App clients may register themselves",
                    words={"Enabled": "Yes", "Disabled": "No"},
                    absent="No",
                    default="Disabled",
                    plan="ESSENTIALS",
                    free=("Disabled",),
                ),
                Setting(
                    path="DcrConfiguration.AuthenticatedGrantTypes",
                    label="With an access token, and then use",
                    words=GRANTS,
                    quiet=True,
                    needs=REGISTRATION,
                    options=(
                        ("Not set: authorisation code and client credentials", None),
                        *GRANT_CHOICES,
                    ),
                ),
                Setting(
                    path="DcrConfiguration.OpenDcrEnabled",
                    label="Without an access token",
                    words={True: "Yes: anybody can register one", False: "No"},
                    quiet=True,
                    default=False,
                    needs=REGISTRATION,
                    caution="Anybody on the internet can then make app clients in this pool.",
                ),
                Setting(
                    path="DcrConfiguration.OpenDcrGrantTypes",
                    label="Without an access token, and then use",
                    words=GRANTS,
                    quiet=True,
                    needs=REGISTRATION,
                    options=(("Not set: authorisation code only", None), *GRANT_CHOICES),
                    caution="Client credentials of strangers are tokens that you pay for.",
                ),
                Setting(
                    path="DcrConfiguration.AllowedScopes",
                    label="Scopes they may ask for",
                    quiet=True,
                    needs=REGISTRATION,
                    help="One a line, such as shop/read. The standard ones, such as openid, need no line.",
                ),
            ),
        ),
        SettingGroup(
            title="Authentication levels",
            hint="What the acr claim of a token says about how somebody signed in.",
            settings=(
                Setting(
                    path="AcrConfiguration",
                    label="Names of the authentication levels",
                    kind="pairs",
                    quiet=True,
                    plan="ESSENTIALS",
                    help="Up to 64 characters each. A level without one keeps Cognito’s name; all four must differ.",
                    caution="Apps that look for the old name must know the new one first.",
                ),
            ),
        ),
    ),
)
