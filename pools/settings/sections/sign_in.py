"""Whom people sign in as, and with what they may begin."""

from pools.saving.settings import Section, Setting

ATTRIBUTES = {
    "email": "E-mail address",
    "phone_number": "Phone number",
    "preferred_username": "Preferred username",
}

SIGN_IN = Section(
    id="sign-in",
    title="Sign-in",
    settings=(
        Setting(
            path="UsernameAttributes",
            label="Signing in without a username, by",
            words=ATTRIBUTES,
            absent="Nothing: everybody has a username",
            permanent=True,
        ),
        Setting(
            path="AliasAttributes",
            label="Signing in by username, or by",
            words=ATTRIBUTES,
            absent="Nothing else",
            permanent=True,
        ),
        Setting(
            path="UsernameConfiguration.CaseSensitive",
            label="Capitals in usernames",
            words={True: "Matter: Ana and ana are two people", False: "Do not matter"},
            absent="Matter: Ana and ana are two people",
            permanent=True,
        ),
        Setting(
            path="Policies.SignInPolicy.AllowedFirstAuthFactors",
            label="People may begin with",
            words={
                "PASSWORD": "A password",
                "EMAIL_OTP": "A code by e-mail",
                "SMS_OTP": "A code by SMS",
                "WEB_AUTHN": "A passkey",
                "SOFTWARE_TOKEN": "An authenticator app: not supported by Cognito yet",
            },
            absent="A password",
            default=["PASSWORD"],
            plan="ESSENTIALS",
            free=("PASSWORD",),
            help="The password always stays. App clients offer the others once they allow choice-based sign-in.",
        ),
    ),
)
