"""Pools that differ from the sound one: what each rule objects to, what comes near and is right, what is milder."""

from typing import Any

from pools.settings.words import label_of
from tests.pools.checkup.conftest import (
    FOREIGN_FUNCTION,
    FUNCTION,
    OTHER_FUNCTION,
    ROLE,
)

MFA = "GetUserPoolMfaConfig"
POLICY = "Policies.PasswordPolicy"
FIRST = "Policies.SignInPolicy.AllowedFirstAuthFactors"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
ADMIN_ONLY = "AdminCreateUserConfig.AllowAdminCreateUserOnly"
INVITE = "AdminCreateUserConfig.InviteMessageTemplate"
TEMPLATE = "VerificationMessageTemplate"
BEFORE_UPDATE = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
THREATS = "UserPoolAddOns.AdvancedSecurityMode"
CUSTOM_THREATS = "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode"
SENDER = "EmailConfiguration.EmailSendingAccount"
SMS: dict[str, Any] = {"SnsCallerArn": ROLE, "ExternalId": "secret-handshake"}
NO_ROLE = "InvalidSmsRoleAccessPolicyException"
DEVICES = "DeviceConfiguration"
OPEN: dict[str, Any] = {ADMIN_ONLY: False}
OFF: dict[str, Any] = {f"{MFA}.MfaConfiguration": "OFF"}
OPTIONAL: dict[str, Any] = {f"{MFA}.MfaConfiguration": "OPTIONAL"}
BUILT_IN: dict[str, Any] = {SENDER: "COGNITO_DEFAULT"}
PHONE = {"Priority": 1, "Name": "verified_phone_number"}
EMAIL_SECOND = {"Priority": 2, "Name": "verified_email"}
BY_ADMINISTRATOR = [{"Priority": 1, "Name": "admin_only"}]
LINK: dict[str, Any] = {f"{TEMPLATE}.DefaultEmailOption": "CONFIRM_WITH_LINK"}


def said(path: str) -> str:
    """What the evidence calls a setting."""
    return f"“{label_of(path)}”"


# rule: changes of the sound pool that it objects to, and words of the evidence
FOUND: list[tuple[str, dict[str, Any], str]] = [
    ("deletion-protection-off", {"DeletionProtection": "INACTIVE"}, "inactive"),
    ("deletion-protection-off", {"DeletionProtection": None}, "inactive"),
    ("threat-protection-unused", {THREATS: "OFF"}, "The plan is Plus"),
    ("threat-protection-unused", {"UserPoolAddOns": None}, "The plan is Plus"),
    ("threat-protection-watches", {THREATS: "AUDIT"}, "noted and let through"),
    (
        "threat-protection-custom-sign-in",
        {"LambdaConfig.DefineAuthChallenge": FUNCTION},
        "does not look at it",
    ),
    ("plan-too-low", {"UserPoolTier": "ESSENTIALS"}, "part of Plus: threat protection."),
    (
        "plan-too-low",
        {
            "UserPoolTier": "LITE",
            THREATS: "OFF",
            FIRST: ["PASSWORD", "EMAIL_OTP"],
            "DcrConfiguration.EnableStatus": "Enabled",
        },
        "The plan is Lite. Switched on, but part of Essentials: sign-in without a password and app clients",
    ),
    (
        "plan-too-low",
        {
            "UserPoolTier": "LITE",
            THREATS: "OFF",
            "LambdaConfig.PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": FUNCTION},
            f"{POLICY}.PasswordHistorySize": 3,
        },
        "changes to access tokens and refusal of earlier passwords",
    ),
    (
        "plan-too-low-for-factors",
        {"UserPoolTier": "LITE", f"{MFA}.EmailMfaConfiguration": {"Subject": "Your code"}},
        "a second factor by e-mail",
    ),
    (
        "open-client-registration",
        {"DcrConfiguration": {"EnableStatus": "Enabled", "OpenDcrEnabled": True}},
        "need no access token",
    ),
    ("mfa-off", OFF, "a password alone signs in"),
    ("mfa-optional", OPTIONAL, "administrators alone create users"),
    (
        "mfa-by-sms-alone",
        {f"{MFA}.SoftwareTokenMfaConfiguration": None, f"{MFA}.SmsMfaConfiguration.SmsConfiguration": SMS},
        "the only second factor",
    ),
    (
        "passkey-without-verification",
        {FIRST: ["PASSWORD", "WEB_AUTHN"], f"{MFA}.WebAuthnConfiguration.UserVerification": "preferred"},
        "only where the device can",
    ),
    (
        "devices-skip-second-factor",
        {DEVICES: {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False}},
        "without a question",
    ),
    ("password-too-short", {f"{POLICY}.MinimumLength": 6}, "6 characters is enough"),
    ("password-short-for-one-factor", {**OPTIONAL, f"{POLICY}.MinimumLength": 8}, "8 characters"),
    (
        "password-too-simple",
        {
            f"{POLICY}.MinimumLength": 8,
            f"{POLICY}.RequireUppercase": False,
            f"{POLICY}.RequireSymbols": False,
        },
        "must hold a lower-case letter and a digit, no more",
    ),
    ("password-too-simple", {POLICY: {"MinimumLength": 10}}, "may be of one kind"),
    ("temporary-password-lives-long", {f"{POLICY}.TemporaryPasswordValidityDays": 90}, "for 90 days"),
    (
        "temporary-password-lives-long",
        {
            f"{POLICY}.TemporaryPasswordValidityDays": None,
            "AdminCreateUserConfig.UnusedAccountValidityDays": 8,
        },
        "for 8 days",
    ),
    (
        "temporary-password-older-setting",
        {
            f"{POLICY}.TemporaryPasswordValidityDays": None,
            "AdminCreateUserConfig.UnusedAccountValidityDays": 1,
        },
        "1 day.",
    ),
    ("case-sensitive-usernames", {"UsernameConfiguration": None}, "usernames and e-mail addresses"),
    (
        "case-sensitive-usernames",
        {"UsernameConfiguration.CaseSensitive": True, "UsernameAttributes": None},
        "Capitals matter in usernames: Ana",
    ),
    ("self-sign-up", OPEN, "can make an account"),
    ("self-sign-up", {"AdminCreateUserConfig": None}, "can make an account"),
    (
        "sign-up-unverified",
        {**OPEN, "UsernameAttributes": None, "AutoVerifiedAttributes": None},
        "neither e-mail address nor phone number",
    ),
    ("sign-in-address-unverified", {"AutoVerifiedAttributes": []}, "their e-mail address, which"),
    (
        "sign-in-address-unverified",
        {"UsernameAttributes": None, "AliasAttributes": ["email", "phone_number", "preferred_username"]},
        "their phone number, which",
    ),
    ("change-unverified", {BEFORE_UPDATE: []}, "A new e-mail address"),
    ("recovery-impossible", {"AutoVerifiedAttributes": []}, "needs a verified e-mail address, and"),
    (
        "recovery-impossible",
        {"AutoVerifiedAttributes": None, "AccountRecoverySetting": None},
        "phone number or e-mail address",
    ),
    ("recovery-by-administrator", {RECOVERY: BY_ADMINISTRATOR}, "Only an administrator"),
    (
        "recovery-by-second-factor",
        {f"{MFA}.EmailMfaConfiguration": {"Subject": "Your code"}},
        "by e-mail alone",
    ),
    (
        "recovery-by-second-factor",
        {RECOVERY: [PHONE], f"{MFA}.SmsMfaConfiguration.SmsConfiguration": SMS},
        "by SMS alone",
    ),
    ("recovery-by-sms-first", {RECOVERY: [EMAIL_SECOND, PHONE], "SmsConfiguration": SMS}, "first"),
    ("recovery-by-sms-first", {RECOVERY: [PHONE], "SmsConfiguration": SMS}, "first"),
    ("recovery-not-set", {"AccountRecoverySetting": None}, "phone number first"),
    ("recovery-not-set", {"AccountRecoverySetting": {"RecoveryMechanisms": []}}, "phone number first"),
    ("sms-failing", {"SmsConfigurationFailure": NO_ROLE}, f"Cognito says: {NO_ROLE}"),
    ("sms-failing", {"SmsConfigurationFailure": f"{NO_ROLE}, SNSSandbox"}, f"Cognito says: {NO_ROLE}"),
    ("sms-sandbox", {"SmsConfigurationFailure": f"{NO_ROLE},SNSSandbox"}, "in the SMS sandbox"),
    ("email-failing", {"EmailConfigurationFailure": "no identity"}, "Cognito says: no identity"),
    ("email-built-in", BUILT_IN, "50 e-mails a day"),
    ("email-built-in", {"EmailConfiguration": {}}, "50 e-mails a day"),
    ("email-codes-built-in", {**BUILT_IN, FIRST: ["PASSWORD", "EMAIL_OTP"]}, "50 e-mails a day"),
    ("sms-codes-without-sms", {FIRST: ["PASSWORD", "SMS_OTP"]}, "no way to send SMS"),
    ("sms-role-without-external-id", {"SmsConfiguration": {"SnsCallerArn": ROLE}}, "without an external id"),
    (
        "message-without-code",
        {f"{INVITE}.EmailMessage": "Welcome, {username}!", "SmsAuthenticationMessage": "Hello"},
        f"{{####}} is missing in {said(f'{INVITE}.EmailMessage')} and {said('SmsAuthenticationMessage')}.",
    ),
    (
        "message-without-code",
        {**LINK, f"{TEMPLATE}.EmailMessageByLink": "Follow {####}", "Domain": "sound"},
        f"{{##the words of the link##}} is missing in {said(f'{TEMPLATE}.EmailMessageByLink')}.",
    ),
    (
        "second-factor-message-without-code",
        {f"{MFA}.EmailMfaConfiguration": {"Message": "Your code"}},
        "{####} is missing",
    ),
    (
        "invitation-without-username",
        {"UsernameAttributes": None, f"{INVITE}.SMSMessage": "Use {####}"},
        f"{{username}} is missing in {said(f'{INVITE}.SMSMessage')}.",
    ),
    ("link-without-domain", LINK, "no domain"),
    (
        "older-message-texts",
        {"EmailVerificationMessage": "Old {####}", f"{TEMPLATE}.EmailMessage": "New {####}"},
        said("EmailVerificationMessage"),
    ),
    ("older-message-texts", {"SmsVerificationMessage": "Old {####}"}, said("SmsVerificationMessage")),
    (
        "token-triggers-differ",
        {
            "LambdaConfig.PreTokenGeneration": FUNCTION,
            "LambdaConfig.PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": OTHER_FUNCTION},
        },
        f"the present one {OTHER_FUNCTION}",
    ),
    (
        "custom-sign-in-incomplete",
        {"LambdaConfig.DefineAuthChallenge": FUNCTION, "LambdaConfig.CreateAuthChallenge": FUNCTION},
        f"Missing: {said('LambdaConfig.VerifyAuthChallengeResponse')}.",
    ),
    ("migration-trigger", {"LambdaConfig.UserMigration": FUNCTION}, FUNCTION),
    (
        "trigger-of-another-account",
        {"LambdaConfig.PreSignUp": FOREIGN_FUNCTION, "LambdaConfig.PostConfirmation": FUNCTION},
        f"{said('LambdaConfig.PreSignUp')} (999999999999)",
    ),
    (
        "trigger-of-another-account",
        {"LambdaConfig.CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": FOREIGN_FUNCTION}},
        f"{said('LambdaConfig.CustomEmailSender.LambdaArn')} (999999999999)",
    ),
]

# rule: what comes near and is right all the same
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("sms-failing", {"SmsConfigurationFailure": "SNSSandbox"}),
    ("threat-protection-unused", {"UserPoolTier": "ESSENTIALS", THREATS: "OFF"}),
    ("threat-protection-unused", {THREATS: "AUDIT"}),
    (
        "threat-protection-custom-sign-in",
        {"LambdaConfig.DefineAuthChallenge": FUNCTION, CUSTOM_THREATS: "AUDIT"},
    ),
    ("threat-protection-custom-sign-in", {"LambdaConfig.DefineAuthChallenge": FUNCTION, THREATS: "OFF"}),
    # A service that knows no plans.
    ("plan-too-low", {"UserPoolTier": None, f"{POLICY}.PasswordHistorySize": 3}),
    ("plan-too-low", {"UserPoolTier": "LITE", THREATS: "OFF"}),
    # Cognito names the levels of every pool.
    ("plan-too-low", {"UserPoolTier": "LITE", THREATS: "OFF", "AcrConfiguration": {"Level1": {"Name": "1"}}}),
    ("plan-too-low", {"UserPoolTier": "ESSENTIALS", THREATS: "OFF", FIRST: ["PASSWORD", "WEB_AUTHN"]}),
    ("plan-too-low-for-factors", {f"{MFA}.EmailMfaConfiguration": {"Subject": "Your code"}}),
    ("open-client-registration", {"DcrConfiguration": {"EnableStatus": "Enabled", "OpenDcrEnabled": False}}),
    ("open-client-registration", {"DcrConfiguration": {"EnableStatus": "Disabled", "OpenDcrEnabled": True}}),
    ("mfa-off", OPTIONAL),
    # In an app for everybody, the choice is theirs.
    ("mfa-optional", {**OPTIONAL, **OPEN}),
    ("mfa-by-sms-alone", {f"{MFA}.SmsMfaConfiguration.SmsConfiguration": SMS}),
    (
        "mfa-by-sms-alone",
        {
            **OFF,
            f"{MFA}.SoftwareTokenMfaConfiguration": None,
            f"{MFA}.SmsMfaConfiguration.SmsConfiguration": SMS,
        },
    ),
    ("passkey-without-verification", {f"{MFA}.WebAuthnConfiguration.UserVerification": "preferred"}),
    (
        "passkey-without-verification",
        {FIRST: ["PASSWORD", "WEB_AUTHN"], f"{MFA}.WebAuthnConfiguration.UserVerification": "required"},
    ),
    (
        "devices-skip-second-factor",
        {DEVICES: {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": True}},
    ),
    ("devices-skip-second-factor", {DEVICES: {"ChallengeRequiredOnNewDevice": False}}),
    ("devices-skip-second-factor", {**OFF, DEVICES: {"ChallengeRequiredOnNewDevice": True}}),
    ("password-too-short", {f"{POLICY}.MinimumLength": 8}),
    ("password-short-for-one-factor", {**OPTIONAL, f"{POLICY}.MinimumLength": 12}),
    # With a second factor for everybody eight are enough.
    ("password-short-for-one-factor", {f"{POLICY}.MinimumLength": 8}),
    # Length does what kinds of characters are meant to do.
    ("password-too-simple", {POLICY: {"MinimumLength": 12}}),
    ("password-too-simple", {f"{POLICY}.MinimumLength": 8, f"{POLICY}.RequireSymbols": False}),
    ("password-too-simple", {"Policies": None}),
    ("temporary-password-lives-long", {f"{POLICY}.TemporaryPasswordValidityDays": None}),
    # Cognito repeats the newer number in the older setting.
    ("temporary-password-older-setting", {"AdminCreateUserConfig.UnusedAccountValidityDays": 7}),
    (
        "sign-up-unverified",
        {
            **OPEN,
            "UsernameAttributes": None,
            "AutoVerifiedAttributes": None,
            "LambdaConfig.PreSignUp": FUNCTION,
        },
    ),
    ("sign-up-unverified", {"UsernameAttributes": None, "AutoVerifiedAttributes": None}),
    # preferred_username is nothing that could be verified.
    (
        "sign-in-address-unverified",
        {"UsernameAttributes": None, "AliasAttributes": ["preferred_username"], "AutoVerifiedAttributes": []},
    ),
    ("change-unverified", {"AutoVerifiedAttributes": [], BEFORE_UPDATE: []}),
    # One way back in is enough.
    ("recovery-impossible", {RECOVERY: [PHONE, EMAIL_SECOND]}),
    ("recovery-impossible", {"AutoVerifiedAttributes": [], RECOVERY: BY_ADMINISTRATOR}),
    (
        "recovery-by-second-factor",
        {RECOVERY: [PHONE, EMAIL_SECOND], f"{MFA}.EmailMfaConfiguration": {"Subject": "Your code"}},
    ),
    ("recovery-by-second-factor", {**OFF, f"{MFA}.EmailMfaConfiguration": {"Subject": "Your code"}}),
    ("recovery-by-second-factor", {RECOVERY: BY_ADMINISTRATOR}),
    # People who have nothing but a phone number.
    (
        "recovery-by-sms-first",
        {RECOVERY: [PHONE], "SmsConfiguration": SMS, "AutoVerifiedAttributes": ["phone_number"]},
    ),
    # Without SMS the first way is only named.
    ("recovery-by-sms-first", {RECOVERY: [PHONE, EMAIL_SECOND]}),
    ("email-built-in", {**BUILT_IN, "LambdaConfig.CustomEmailSender": {"LambdaArn": FUNCTION}}),
    (
        "email-built-in",
        {
            **BUILT_IN,
            "UsernameAttributes": ["phone_number"],
            "AutoVerifiedAttributes": ["phone_number"],
            RECOVERY: [PHONE],
        },
    ),
    ("email-codes-built-in", {FIRST: ["PASSWORD", "EMAIL_OTP"]}),
    ("email-codes-built-in", BUILT_IN),
    ("sms-codes-without-sms", {FIRST: ["PASSWORD", "SMS_OTP"], "SmsConfiguration": SMS}),
    ("sms-role-without-external-id", {"SmsConfiguration": SMS}),
    ("message-without-code", {f"{INVITE}.EmailMessage": "Hello {username}, your password is {####}"}),
    # The text of the link does not count while a code is sent.
    ("message-without-code", {f"{TEMPLATE}.EmailMessageByLink": "Follow me"}),
    ("message-without-code", {**LINK, f"{TEMPLATE}.EmailMessageByLink": "Follow {##this\nlink##}"}),
    ("second-factor-message-without-code", {f"{MFA}.EmailMfaConfiguration": {"Message": "Code {####}"}}),
    # People who sign in with their address know it.
    ("invitation-without-username", {f"{INVITE}.EmailMessage": "Your password is {####}"}),
    ("link-without-domain", {**LINK, "Domain": "sound"}),
    ("link-without-domain", {**LINK, "CustomDomain": "sign-in.sound.example"}),
    ("link-without-domain", {**LINK, "AutoVerifiedAttributes": ["phone_number"]}),
    (
        "older-message-texts",
        {"EmailVerificationMessage": "Same {####}", f"{TEMPLATE}.EmailMessage": "Same {####}"},
    ),
    (
        "token-triggers-differ",
        {
            "LambdaConfig.PreTokenGeneration": FUNCTION,
            "LambdaConfig.PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": FUNCTION},
        },
    ),
    ("token-triggers-differ", {"LambdaConfig.PreTokenGeneration": FUNCTION}),
    # Enough for Cognito's own challenges in an order of one's own.
    ("custom-sign-in-incomplete", {"LambdaConfig.DefineAuthChallenge": FUNCTION}),
    (
        "custom-sign-in-incomplete",
        {
            f"LambdaConfig.{name}": FUNCTION
            for name in ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")
        },
    ),
    ("trigger-of-another-account", {"LambdaConfig.PreSignUp": FUNCTION}),
    (
        "trigger-of-another-account",
        {"LambdaConfig.KMSKeyID": "arn:aws:kms:us-east-1:999999999999:key/1"},
    ),
]

NOBODY: dict[str, Any] = {"EstimatedNumberOfUsers": 0}
# rule: what makes it one step less serious, and words that say so
MILDER: list[tuple[str, dict[str, Any], str]] = [
    ("deletion-protection-off", {"DeletionProtection": None, **NOBODY}, "nobody is in this pool"),
    ("mfa-off", {**OFF, **NOBODY, THREATS: "OFF"}, "nobody is in this pool"),
    ("mfa-off", OFF, "Threat protection acts"),
    ("password-too-short", {f"{POLICY}.MinimumLength": 6}, "Everybody needs a second factor"),
    ("password-too-simple", {POLICY: {"MinimumLength": 8}}, "Everybody needs a second factor"),
    ("temporary-password-lives-long", {f"{POLICY}.TemporaryPasswordValidityDays": 30}, "a month"),
    ("case-sensitive-usernames", {"UsernameConfiguration": None}, "Only administrators choose"),
    ("self-sign-up", OPEN, "no invitation of its own"),
    (
        "self-sign-up",
        {**OPEN, f"{INVITE}.EmailMessage": "{####}", "LambdaConfig.PreSignUp": FUNCTION},
        "A trigger looks at each sign-up",
    ),
    ("sign-in-address-unverified", {"AutoVerifiedAttributes": []}, "Only administrators create"),
    (
        "change-unverified",
        {BEFORE_UPDATE: [], "UsernameAttributes": None},
        "not what people sign in with",
    ),
    ("recovery-impossible", {"AutoVerifiedAttributes": []}, "Only administrators create"),
    ("recovery-impossible", {"AutoVerifiedAttributes": [], **NOBODY}, "nobody is in this pool"),
    ("recovery-by-administrator", {RECOVERY: BY_ADMINISTRATOR}, "may be meant so"),
    ("recovery-by-second-factor", {f"{MFA}.EmailMfaConfiguration": {"Subject": "x"}}, "is not affected"),
    ("email-built-in", {**BUILT_IN, "EstimatedNumberOfUsers": 50}, "no more than 50 users"),
    (
        "message-without-code",
        {f"{INVITE}.EmailMessage": "Hello", "LambdaConfig.CustomMessage": FUNCTION},
        "A trigger writes",
    ),
]
# rule: where nothing of that holds
AS_SERIOUS_AS_IT_IS: list[tuple[str, dict[str, Any]]] = [
    ("deletion-protection-off", {"DeletionProtection": None}),
    ("mfa-off", {**OFF, THREATS: "AUDIT"}),
    ("password-too-short", {**OPTIONAL, f"{POLICY}.MinimumLength": 6}),
    ("temporary-password-lives-long", {f"{POLICY}.TemporaryPasswordValidityDays": 32}),
    ("case-sensitive-usernames", {**OPEN, "UsernameConfiguration": None}),
    ("self-sign-up", {**OPEN, f"{INVITE}.EmailMessage": "{username} {####}"}),
    ("sign-in-address-unverified", {**OPEN, "AutoVerifiedAttributes": []}),
    ("change-unverified", {BEFORE_UPDATE: []}),
    ("recovery-impossible", {**OPEN, "AutoVerifiedAttributes": []}),
    ("recovery-by-administrator", {**OPEN, RECOVERY: BY_ADMINISTRATOR}),
    (
        "recovery-by-second-factor",
        {f"{MFA}.EmailMfaConfiguration": {"Subject": "x"}, f"{MFA}.SoftwareTokenMfaConfiguration": None},
    ),
    ("email-built-in", {**BUILT_IN, "EstimatedNumberOfUsers": 51}),
]
