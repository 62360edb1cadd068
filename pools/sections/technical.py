"""What runs behind a pool, what guards it, and how it is labelled."""

from pools.settings import Section, Setting

TRIGGERS = {
    "PreSignUp": "Before sign-up",
    "PostConfirmation": "After confirmation",
    "PreAuthentication": "Before sign-in",
    "PostAuthentication": "After sign-in",
    "CustomMessage": "Wording of messages",
    "DefineAuthChallenge": "Custom sign-in: choose the challenge",
    "CreateAuthChallenge": "Custom sign-in: make the challenge",
    "VerifyAuthChallengeResponse": "Custom sign-in: check the answer",
    "UserMigration": "Migration of users at sign-in",
    "PreTokenGeneration": "Before tokens are issued (older)",
}
VERSIONED_TRIGGERS = {
    "PreTokenGenerationConfig": "Before tokens are issued",
    "CustomSMSSender": "Own sender of SMS",
    "CustomEmailSender": "Own sender of e-mail",
    "InboundFederation": "Federated sign-in",
}
GRANTS = {
    "code": "Authorisation code",
    "implicit": "Implicit (ignored)",
    "client_credentials": "Client credentials, machine to machine",
}
REACTIONS = {"OFF": "Off", "AUDIT": "Watch only", "ENFORCED": "Act on risks"}


def _trigger(name: str, label: str) -> tuple[Setting, Setting]:
    arn = Setting(path=f"LambdaConfig.{name}.LambdaArn", label=label, absent="None")
    version = Setting(
        path=f"LambdaConfig.{name}.LambdaVersion", label=f"{label}: version of the event", quiet=True
    )
    return arn, version


LAMBDA = Section(
    id="triggers",
    title="Lambda triggers",
    settings=(
        *(
            Setting(path=f"LambdaConfig.{name}", label=label, absent="None")
            for name, label in TRIGGERS.items()
        ),
        *(setting for name, label in VERSIONED_TRIGGERS.items() for setting in _trigger(name, label)),
        Setting(path="LambdaConfig.KMSKeyID", label="KMS key for own senders", quiet=True),
    ),
)

DEVICES = Section(
    id="devices",
    title="Devices",
    settings=(
        Setting(
            path="DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt",
            label="Devices are remembered",
            words={True: "When the person agrees", False: "Always"},
            absent="Never",
        ),
        Setting(
            path="DeviceConfiguration.ChallengeRequiredOnNewDevice",
            label="A remembered device replaces the second factor",
            words={True: "Yes: only new devices ask for it", False: "No"},
            absent="No",
        ),
    ),
)

PROTECTION = Section(
    id="threats",
    title="Threat protection",
    settings=(
        Setting(
            path="UserPoolAddOns.AdvancedSecurityMode",
            label="Risky sign-ins",
            words=REACTIONS,
            absent="Off",
            hint="Needs the Plus plan.",
        ),
        Setting(
            path="UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
            label="Risky custom sign-ins",
            words=REACTIONS,
            absent="Off",
        ),
    ),
)

KEYS = Section(
    id="keys",
    title="Keys, issuer and registration",
    settings=(
        Setting(
            path="KeyConfiguration.KeyType",
            label="Data is encrypted with",
            words={"AWS_OWNED_KEY": "A key of AWS", "CUSTOMER_MANAGED_KEY": "Your own KMS key"},
            absent="A key of AWS",
        ),
        Setting(path="KeyConfiguration.KmsKeyArn", label="KMS key", quiet=True),
        Setting(
            path="IssuerConfiguration.Type",
            label="Tokens name as their issuer",
            words={
                "ORIGINAL": "The original address, of this region alone",
                "UPDATED": "The newer address, which several regions serve",
            },
            absent="The original address, of this region alone",
        ),
        Setting(
            path="DcrConfiguration.EnableStatus",
            label="App clients may register themselves",
            words={"Enabled": "Yes", "Disabled": "No"},
            absent="No",
        ),
        Setting(
            path="DcrConfiguration.OpenDcrEnabled",
            label="… without an access token",
            words={True: "Yes: anybody can register one", False: "No"},
            quiet=True,
        ),
        Setting(path="DcrConfiguration.OpenDcrGrantTypes", label="… and then use", words=GRANTS, quiet=True),
        Setting(
            path="DcrConfiguration.AuthenticatedGrantTypes",
            label="… with an access token, and then use",
            words=GRANTS,
            quiet=True,
        ),
        Setting(path="DcrConfiguration.AllowedScopes", label="… and ask for the scopes", quiet=True),
        Setting(
            path="AcrConfiguration", label="Names of the authentication levels", kind="pairs", quiet=True
        ),
    ),
)

TAGS = Section(
    id="tags",
    title="Tags",
    settings=(Setting(path="UserPoolTags", label="Tags", kind="pairs", absent="None"),),
)
