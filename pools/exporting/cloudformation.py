"""A CloudFormation template of such a pool and its groups."""

from collections.abc import Iterator, Mapping
from typing import Any

from pools.creation.drafts import schema_parameters
from pools.exporting.documents import Document, as_json
from pools.exporting.written import Written, is_default, labels
from pools.saving.settings import MFA, leaves
from pools.saving.states import value_at

POOL = "UserPool"
# Members of CreateUserPool that a property of the same name says.
SAME = (
    "AccountRecoverySetting",
    "AdminCreateUserConfig",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "DeviceConfiguration",
    "EmailConfiguration",
    "EmailVerificationMessage",
    "EmailVerificationSubject",
    "IssuerConfiguration",
    "KeyConfiguration",
    "LambdaConfig",
    "Policies",
    "SmsAuthenticationMessage",
    "SmsConfiguration",
    "SmsVerificationMessage",
    "UserAttributeUpdateSettings",
    "UserPoolAddOns",
    "UserPoolTier",
    "UsernameAttributes",
    "UsernameConfiguration",
    "VerificationMessageTemplate",
)
NOT_EXPRESSED = {
    "DcrConfiguration": "App clients that register themselves",
    "AcrConfiguration": "Names of the authentication levels",
}
FACTORS = {
    "SoftwareTokenMfaConfiguration": "SOFTWARE_TOKEN_MFA",
    "EmailMfaConfiguration": "EMAIL_OTP",
}
SECOND = {
    "EmailMfaConfiguration.Message": "EmailAuthenticationMessage",
    "EmailMfaConfiguration.Subject": "EmailAuthenticationSubject",
    "WebAuthnConfiguration.RelyingPartyId": "WebAuthnRelyingPartyID",
    "WebAuthnConfiguration.UserVerification": "WebAuthnUserVerification",
    "WebAuthnConfiguration.FactorConfiguration": "WebAuthnFactorConfiguration",
}


def template(document: Document) -> Written:
    """The whole template, in JSON. A stack that is deleted keeps the pool."""
    left_out = (*([document.note] if document.note else []), *_left_out(document))
    pool = {
        "Type": "AWS::Cognito::UserPool",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties(document),
    }
    content = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"A user pool like {document.name}"[:1024],
        **({"Metadata": {"Lifeguard": {"NotExpressed": list(left_out)}}} if left_out else {}),
        "Resources": {POOL: pool, **_groups(document)},
        "Outputs": {"UserPoolId": {"Value": {"Ref": POOL}}},
    }
    return Written(text=as_json(content) + "\n", left_out=left_out)


def properties(document: Document) -> dict[str, Any]:
    """The pool's properties."""
    settings = document.settings
    schema = schema_parameters(document.schema)
    return {
        "UserPoolName": document.name,
        **{name: settings[name] for name in SAME if name in settings},
        **({"Schema": schema} if schema else {}),
        **({"UserPoolTags": document.tags} if document.tags else {}),
        **dict(_second_factors(document)),
    }


def _second_factors(document: Document) -> Iterator[tuple[str, Any]]:
    mode = document.mfa.get("MfaConfiguration", "OFF")
    yield "MfaConfiguration", mode
    if mode != "OFF":
        sms = ["SMS_MFA"] if document.settings.get("SmsConfiguration") else []
        yield "EnabledMfas", [*sms, *(said for name, said in FACTORS.items() if _is_on(document, name))]
    for path, name in SECOND.items():
        if (value := value_at(document.mfa, path)) is not None:
            yield name, value


def _is_on(document: Document, factor: str) -> bool:
    setting = document.mfa.get(factor)
    return setting is not None and value_at(setting, "Enabled") is not False


def _groups(document: Document) -> dict[str, Any]:
    names = labels([group["GroupName"] for group in document.groups], first="Group", joint="")
    return {
        names[group["GroupName"]]: {
            "Type": "AWS::Cognito::UserPoolGroup",
            "Properties": {"UserPoolId": {"Ref": POOL}, **group},
        }
        for group in document.groups
    }


def _left_out(document: Document) -> Iterator[str]:
    settings: Mapping[str, Any] = {**document.settings, MFA: document.mfa}
    for path, value in leaves(settings):
        name = path.partition(".")[0]
        if name in NOT_EXPRESSED and not is_default(path, value):
            yield f"{path}: CloudFormation has no property for it ({NOT_EXPRESSED[name]})."
        elif name not in {*SAME, *NOT_EXPRESSED, MFA, "Name", "MfaConfiguration"}:
            yield f"{path}: this version of Lifeguard does not know it."
