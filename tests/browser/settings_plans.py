"""What is typed into each field of each section, save by save: set, changed, and cleared where that is possible."""

from dataclasses import dataclass, field
from typing import Any

from pools.saving.settings import MFA

FUNCTION, OTHER = (f"arn:aws:lambda:us-east-1:123456789012:function:{name}" for name in ("one", "two"))
KEY, OTHER_KEY = (f"arn:aws:kms:us-east-1:123456789012:key/{number}" for number in (1, 2))
ROLE, OTHER_ROLE = (f"arn:aws:iam::123456789012:role/{name}" for name in ("sms", "texts"))
IDENTITY, OTHER_IDENTITY = (
    f"arn:aws:ses:us-east-1:123456789012:identity/{name}.example" for name in ("shop", "staff")
)
OWN_SENDER = {"EmailSendingAccount": "DEVELOPER", "SourceArn": IDENTITY}
POLICY = "Policies.PasswordPolicy"
EMAIL, PASSKEYS = f"{MFA}.EmailMfaConfiguration", f"{MFA}.WebAuthnConfiguration"
SMS, EUMS = "SmsConfiguration", "SmsConfiguration.EumsSms"
INVITATION, VERIFICATION = "AdminCreateUserConfig.InviteMessageTemplate", "VerificationMessageTemplate"
LAMBDA, DCR, MAIL = "LambdaConfig", "DcrConfiguration", "EmailConfiguration"
PLAIN_TRIGGERS = (
    "PreSignUp",
    "PostConfirmation",
    "UserMigration",
    "PreAuthentication",
    "PostAuthentication",
    "DefineAuthChallenge",
    "CreateAuthChallenge",
    "VerifyAuthChallengeResponse",
    "CustomMessage",
)
VERSIONED_TRIGGERS = ("PreTokenGenerationConfig", "InboundFederation", "CustomEmailSender", "CustomSMSSender")
# What a browser cannot type: it goes along with the function.
HIDDEN = frozenset(f"{LAMBDA}.{name}.LambdaVersion" for name in VERSIONED_TRIGGERS[1:])

Typed = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Saves of one section, in a pool that is made with these settings."""

    section: str
    saves: tuple[Typed, ...]
    pool: dict[str, Any] = field(default_factory=dict)


def functions(arn: str, key: str, version: str) -> Typed:
    return {
        **{f"{LAMBDA}.{name}": arn for name in PLAIN_TRIGGERS},
        **{f"{LAMBDA}.{name}.LambdaArn": arn for name in VERSIONED_TRIGGERS},
        f"{LAMBDA}.PreTokenGenerationConfig.LambdaVersion": version,
        f"{LAMBDA}.KMSKeyID": key,
    }


def texts(word: str) -> Typed:
    return {
        f"{INVITATION}.EmailSubject": f"{word} to us",
        f"{INVITATION}.EmailMessage": f"<p>{word} {{username}}</p>\n<p>{{####}}</p>",
        f"{INVITATION}.SMSMessage": f"{word} {{username}}\n{{####}}",
        f"{VERIFICATION}.EmailSubject": f"{word}: your code",
        f"{VERIFICATION}.EmailMessage": f"{word} ✓ {{####}}",
        f"{VERIFICATION}.SmsMessage": f"{word} {{####}}",
        f"{VERIFICATION}.EmailSubjectByLink": f"{word}: your link",
        f"{VERIFICATION}.EmailMessageByLink": f"{word} {{##here##}}",
    }


PLANS = (
    Plan(
        section="about",
        saves=(
            {"Name": "People of Graz", "UserPoolTier": "PLUS", "DeletionProtection": "ACTIVE"},
            {"Name": "Staff", "UserPoolTier": "LITE", "DeletionProtection": "INACTIVE"},
        ),
    ),
    Plan(
        section="sign-in",
        saves=tuple(
            {"Policies.SignInPolicy.AllowedFirstAuthFactors": factors}
            for factors in (["PASSWORD", "EMAIL_OTP"], ["PASSWORD", "WEB_AUTHN"], ["PASSWORD"])
        ),
    ),
    Plan(
        section="passwords",
        saves=(
            {
                f"{POLICY}.MinimumLength": "12",
                f"{POLICY}.RequireUppercase": False,
                f"{POLICY}.RequireLowercase": False,
                f"{POLICY}.RequireNumbers": False,
                f"{POLICY}.RequireSymbols": False,
                f"{POLICY}.PasswordHistorySize": "3",
                f"{POLICY}.TemporaryPasswordValidityDays": "3",
            },
            {
                f"{POLICY}.MinimumLength": "14",
                f"{POLICY}.RequireUppercase": True,
                f"{POLICY}.RequireLowercase": True,
                f"{POLICY}.RequireNumbers": True,
                f"{POLICY}.RequireSymbols": True,
                f"{POLICY}.PasswordHistorySize": "24",
                f"{POLICY}.TemporaryPasswordValidityDays": "365",
            },
            {f"{POLICY}.MinimumLength": "8", f"{POLICY}.PasswordHistorySize": "0"},
        ),
    ),
    Plan(
        section="passwords",
        pool={"AdminCreateUserConfig": {"UnusedAccountValidityDays": 30}},
        saves=(
            {"AdminCreateUserConfig.UnusedAccountValidityDays": "20"},
            {f"{POLICY}.TemporaryPasswordValidityDays": "5"},
        ),
    ),
    Plan(
        section="sign-up",
        pool={SMS: {"SnsCallerArn": ROLE}},
        saves=(
            {
                "AdminCreateUserConfig.AllowAdminCreateUserOnly": True,
                "AutoVerifiedAttributes": ["email", "phone_number"],
                f"{VERIFICATION}.DefaultEmailOption": "CONFIRM_WITH_LINK",
                "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate": ["email"],
            },
            {
                "AdminCreateUserConfig.AllowAdminCreateUserOnly": False,
                "AutoVerifiedAttributes": ["phone_number"],
                f"{VERIFICATION}.DefaultEmailOption": "CONFIRM_WITH_CODE",
                "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate": ["phone_number"],
            },
            {
                "AutoVerifiedAttributes": [],
                "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate": [],
            },
        ),
    ),
    Plan(
        section="recovery",
        saves=tuple(
            {"AccountRecoverySetting.RecoveryMechanisms": choice}
            for choice in (
                "The phone number, else e-mail",
                "An administrator only",
                "Not set, as in old pools",
            )
        ),
    ),
    Plan(
        section="mfa",
        pool={MAIL: OWN_SENDER, SMS: {"SnsCallerArn": ROLE}},
        saves=(
            {
                f"{MFA}.MfaConfiguration": "OPTIONAL",
                f"{MFA}.SoftwareTokenMfaConfiguration.Enabled": True,
                "SmsAuthenticationMessage": "Code {####}",
                EMAIL: True,
                f"{EMAIL}.Subject": "Code",
                f"{EMAIL}.Message": "Your code:\n{####}",
                f"{PASSKEYS}.RelyingPartyId": "auth.example.com",
                f"{PASSKEYS}.UserVerification": "required",
                f"{PASSKEYS}.FactorConfiguration": "SINGLE_FACTOR",
            },
            {
                f"{MFA}.MfaConfiguration": "ON",
                f"{MFA}.SoftwareTokenMfaConfiguration.Enabled": False,
                "SmsAuthenticationMessage": "{####} is the code",
                f"{EMAIL}.Subject": "Another",
                f"{EMAIL}.Message": "{####}, please",
                f"{PASSKEYS}.RelyingPartyId": "login.example.com",
                f"{PASSKEYS}.UserVerification": "preferred",
                f"{PASSKEYS}.FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION",
            },
            {
                EMAIL: False,
                f"{PASSKEYS}.RelyingPartyId": "",
                f"{PASSKEYS}.UserVerification": None,
                f"{PASSKEYS}.FactorConfiguration": None,
            },
            {f"{MFA}.MfaConfiguration": "OFF"},
        ),
    ),
    Plan(section="messages", pool={MAIL: OWN_SENDER}, saves=(texts("Welcome"), texts("Servus"))),
    Plan(
        section="messages",
        pool={
            "EmailVerificationSubject": "Old",
            "EmailVerificationMessage": "Old {####}",
            "SmsVerificationMessage": "Old {####}",
        },
        saves=(
            {
                "EmailVerificationSubject": "Older",
                "EmailVerificationMessage": "Older {####}",
                "SmsVerificationMessage": "Older {####}",
            },
        ),
    ),
    Plan(
        section="delivery",
        saves=(
            {
                f"{MAIL}.EmailSendingAccount": "DEVELOPER",
                f"{MAIL}.SourceArn": IDENTITY,
                f"{MAIL}.From": "Shop <shop@shop.example>",
                f"{MAIL}.ReplyToEmailAddress": "help@shop.example",
                f"{MAIL}.ConfigurationSet": "shop",
                f"{SMS}.SnsCallerArn": ROLE,
                f"{SMS}.ExternalId": "us",
                f"{SMS}.SnsRegion": "us-east-1",
            },
            {
                f"{MAIL}.SourceArn": OTHER_IDENTITY,
                f"{MAIL}.From": "staff@staff.example",
                f"{MAIL}.ReplyToEmailAddress": "nobody@staff.example",
                f"{MAIL}.ConfigurationSet": "staff",
                f"{SMS}.SnsCallerArn": OTHER_ROLE,
                f"{SMS}.ExternalId": "them",
                f"{SMS}.SnsRegion": "eu-west-1",
            },
            {
                f"{MAIL}.EmailSendingAccount": "COGNITO_DEFAULT",
                f"{MAIL}.SourceArn": "",
                f"{MAIL}.From": "",
                f"{MAIL}.ReplyToEmailAddress": "",
                f"{MAIL}.ConfigurationSet": "",
                f"{SMS}.ExternalId": "",
                f"{SMS}.SnsRegion": "",
            },
            {
                f"{SMS}.SnsCallerArn": "",
                f"{EUMS}.CallerArn": ROLE,
                f"{EUMS}.ExternalId": "us",
                f"{EUMS}.OriginationIdentity": "+436641234567",
                f"{EUMS}.ConfigurationSetName": "texts",
                f"{EUMS}.InEntityId": "1",
                f"{EUMS}.InTemplateId": "2",
                f"{EUMS}.Region": "us-east-1",
            },
            {
                f"{EUMS}.CallerArn": OTHER_ROLE,
                f"{EUMS}.ExternalId": "them",
                f"{EUMS}.OriginationIdentity": "SHOP",
                f"{EUMS}.ConfigurationSetName": "more",
                f"{EUMS}.InEntityId": "3",
                f"{EUMS}.InTemplateId": "4",
                f"{EUMS}.Region": "",
            },
            {
                f"{EUMS}.ExternalId": "",
                f"{EUMS}.OriginationIdentity": "",
                f"{EUMS}.ConfigurationSetName": "",
                f"{EUMS}.InEntityId": "",
                f"{EUMS}.InTemplateId": "",
            },
            {f"{EUMS}.CallerArn": "", f"{SMS}.SnsCallerArn": ROLE},
        ),
    ),
    Plan(
        section="triggers",
        saves=(
            functions(FUNCTION, KEY, "V2_0"),
            functions(OTHER, OTHER_KEY, "V3_0"),
            {path: "" for path in functions("", "", "V2_0") if not path.endswith("LambdaVersion")},
        ),
    ),
    Plan(
        section="triggers",
        pool={LAMBDA: {"PreTokenGeneration": FUNCTION}},
        saves=({f"{LAMBDA}.PreTokenGeneration": OTHER}, {f"{LAMBDA}.PreTokenGeneration": ""}),
    ),
    Plan(
        section="devices",
        saves=(
            {
                "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt": True,
                "DeviceConfiguration.ChallengeRequiredOnNewDevice": True,
            },
            {
                "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt": False,
                "DeviceConfiguration.ChallengeRequiredOnNewDevice": False,
            },
            {"DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt": None},
        ),
    ),
    Plan(
        section="threats",
        pool={"UserPoolTier": "PLUS"},
        saves=tuple(
            {
                "UserPoolAddOns.AdvancedSecurityMode": mode,
                "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode": custom,
            }
            for mode, custom in (("AUDIT", "AUDIT"), ("ENFORCED", "ENFORCED"), ("OFF", None))
        ),
    ),
    Plan(
        section="keys",
        saves=(
            {
                "KeyConfiguration.KeyType": "CUSTOMER_MANAGED_KEY",
                "KeyConfiguration.KmsKeyArn": KEY,
                "IssuerConfiguration.Type": "UPDATED",
                f"{DCR}.EnableStatus": "Enabled",
                f"{DCR}.AuthenticatedGrantTypes": "Authorisation code only",
                f"{DCR}.OpenDcrEnabled": True,
                f"{DCR}.OpenDcrGrantTypes": "Authorisation code and client credentials",
                f"{DCR}.AllowedScopes": "shop/read\nshop/write",
                "AcrConfiguration": {"Level1": "urn:one", "Level4": "urn:four"},
            },
            {
                "KeyConfiguration.KmsKeyArn": OTHER_KEY,
                f"{DCR}.AuthenticatedGrantTypes": "None: every registration is refused",
                f"{DCR}.OpenDcrGrantTypes": "Client credentials only, machine to machine",
                f"{DCR}.AllowedScopes": "shop/read",
                "AcrConfiguration": {"Level1": "urn:first", "Level2": "urn:second", "Level4": ""},
            },
            {
                "KeyConfiguration.KeyType": "AWS_OWNED_KEY",
                "KeyConfiguration.KmsKeyArn": "",
                "IssuerConfiguration.Type": "ORIGINAL",
                f"{DCR}.AuthenticatedGrantTypes": "Not set: authorisation code and client credentials",
                f"{DCR}.OpenDcrEnabled": False,
                f"{DCR}.OpenDcrGrantTypes": "Not set: authorisation code only",
                f"{DCR}.AllowedScopes": "",
                f"{DCR}.EnableStatus": "Disabled",
                "AcrConfiguration": {"Level1": "", "Level2": ""},
            },
        ),
    ),
    Plan(
        section="tags",
        pool={"UserPoolTags": {"aws:cloudformation:stack-name": "base"}},
        saves=(
            {"UserPoolTags": [("team", "shop"), ("cost centre", "IT-1"), ("flag", "")]},
            # In the order of the keys, as the rows are shown.
            {"UserPoolTags": [("cost centre", "IT-2"), ("flag", ""), ("squad", "shop")]},
            {"UserPoolTags": [("", ""), ("", ""), ("", "")]},
        ),
    ),
)
