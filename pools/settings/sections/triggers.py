"""The Lambda functions that Cognito calls."""

from pools.saving.settings import Section, Setting, SettingGroup

FUNCTION = "The function’s ARN, such as arn:aws:lambda:eu-west-1:123456789012:function:name."
VERSIONS = {
    "V1_0": "Version 1: claims of the ID token",
    "V2_0": "Version 2: claims of the access token too",
    "V3_0": "Version 3: of tokens for machines too",
}
LOCKS_OUT = "Without it, nobody can sign in who signs in that way."
COGNITO_SENDS = "When it goes, Cognito sends from the next message on."


def _plain(name: str, label: str, help: str, *, caution: str = "") -> Setting:
    path = f"LambdaConfig.{name}"
    return Setting(path=path, label=label, absent="None", help=help, caution=caution)


def _versioned(
    name: str, label: str, help: str, *, plan: str = "", caution: str = ""
) -> tuple[Setting, Setting]:
    arn = Setting(
        path=f"LambdaConfig.{name}.LambdaArn", label=label, absent="None", help=help, caution=caution
    )
    version = Setting(
        path=f"LambdaConfig.{name}.LambdaVersion",
        label=f"{label}: version of the event",
        words=VERSIONS if plan else {"V1_0": "Version 1"},
        quiet=True,
        default="V1_0",
        needs=arn.path,
        plan=plan,
        free=("V1_0",) if plan else (),
    )
    return arn, version


SIGN_UP = SettingGroup(
    title="Sign-up and migration",
    hint=f"{FUNCTION} Saving it here does not let Cognito call it: grant that in Lambda.",
    settings=(
        _plain("PreSignUp", "Before sign-up", "Accepts, refuses or confirms whoever signs up."),
        _plain(
            "PostConfirmation",
            "After confirmation",
            "Runs once an account is confirmed or a password was recovered.",
        ),
        _plain(
            "UserMigration",
            "Migration of users at sign-in",
            "Looks up people whom this pool does not know yet, at sign-in and when a password was forgotten.",
            caution="Without it, people who have not been moved yet cannot sign in.",
        ),
    ),
)
SIGN_IN = SettingGroup(
    title="Sign-in",
    hint="The three of a custom sign-in work together.",
    settings=(
        _plain("PreAuthentication", "Before sign-in", "Can refuse a sign-in."),
        _plain("PostAuthentication", "After sign-in", "Runs once somebody has signed in."),
        _plain(
            "DefineAuthChallenge",
            "Custom sign-in: choose the challenge",
            "Decides which challenge comes next.",
            caution=LOCKS_OUT,
        ),
        _plain("CreateAuthChallenge", "Custom sign-in: make the challenge", "Makes the question."),
        _plain("VerifyAuthChallengeResponse", "Custom sign-in: check the answer", "Judges the answer."),
    ),
)
TOKENS = SettingGroup(
    title="Tokens and federation",
    settings=(
        *_versioned(
            "PreTokenGenerationConfig",
            "Before tokens are issued",
            "Changes the claims of tokens.",
            plan="ESSENTIALS",
        ),
        Setting(
            path="LambdaConfig.PreTokenGeneration",
            label="Before tokens are issued (older)",
            absent="None",
            quiet=True,
            legacy=True,
            help="It must be the same function as the newer one, and follows it.",
        ),
        *_versioned(
            "InboundFederation",
            "Federated sign-in",
            "Changes what identity providers say about somebody.",
        ),
    ),
)
SENDERS = SettingGroup(
    title="Messages",
    hint="Own senders take over every message of their kind. They need a KMS key, which hides the codes.",
    see=("delivery",),
    settings=(
        _plain("CustomMessage", "Wording of messages", "Writes the text of every e-mail and SMS."),
        *_versioned(
            "CustomEmailSender",
            "Own sender of e-mail",
            "Sends all e-mail itself; Cognito sends none.",
            caution=COGNITO_SENDS,
        ),
        *_versioned(
            "CustomSMSSender",
            "Own sender of SMS",
            "Sends all SMS itself; Cognito sends none.",
            caution=COGNITO_SENDS,
        ),
        Setting(
            path="LambdaConfig.KMSKeyID",
            label="KMS key for own senders",
            quiet=True,
            help="Such as arn:aws:kms:eu-west-1:123456789012:key/… The senders must be able to decrypt with it.",
        ),
    ),
)
LAMBDA = Section(
    id="triggers",
    title="Lambda triggers",
    about="Cognito calls them while people wait; each has five seconds to answer.",
    groups=(SIGN_UP, SIGN_IN, TOKENS, SENDERS),
)
