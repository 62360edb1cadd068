"""Which settings of a pool do not go together, in the words of the service.

The refusals are the ones that AWS documents; where its very words are known from use, they are the words here.
"""

from collections.abc import Callable

from console.emulator.overlay import plans
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.pool_settings import ACR_NAMES, Draft

RECOVERY = "Invalid account recovery setting parameter. Account Recovery Setting cannot "
INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
PASSWORDLESS = frozenset({"EMAIL_OTP", "SMS_OTP"})

Rule = tuple[Callable[[Draft], object], str]


def check(draft: Draft) -> None:
    """Refuse settings that do not go together.

    Raises InvalidParameterException, and FeatureUnavailableInTierException for what the plan does not have.
    """
    _apply(RULES, draft)
    check_sms(draft)
    check_mfa(draft)
    plans.check_settings(draft)


def check_sms(draft: Draft) -> None:
    """Refuse text messages that nobody, or two, would send. Raises InvalidParameterException."""
    _apply(SMS_RULES, draft)


def check_mfa(draft: Draft) -> None:
    """Refuse sign-in factors and recovery that do not go together. Raises InvalidParameterException."""
    _apply(MFA_RULES, draft)


def _apply(rules: tuple[Rule, ...], draft: Draft) -> None:
    for is_broken, message in rules:
        if is_broken(draft):
            raise invalid_parameter(message)


def _has_unverified_change(draft: Draft) -> bool:
    before = draft.get("UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", ())
    return not set(before) <= set(draft.get("AutoVerifiedAttributes", ()))


def _has_sms_verification_without_sms(draft: Draft) -> bool:
    return "phone_number" in draft.get("AutoVerifiedAttributes", ()) and not draft.get("SmsConfiguration")


def _has_two_senders_of_sms(draft: Draft) -> bool:
    return bool(draft.get("SmsConfiguration.SnsCallerArn") and draft.get("SmsConfiguration.EumsSms"))


def _has_no_sender_of_sms(draft: Draft) -> bool:
    sms = draft.get("SmsConfiguration")
    return bool(sms) and not sms.get("SnsCallerArn") and not sms.get("EumsSms")


def _sends_sms_from_elsewhere(draft: Draft) -> bool:
    return bool(draft.get("SmsConfiguration.EumsSms.Region", draft.region) != draft.region)


def _recovery(draft: Draft) -> list[str]:
    mechanisms = draft.get("AccountRecoverySetting.RecoveryMechanisms", ())
    return [str(mechanism["Name"]) for mechanism in mechanisms]


def _repeats_recovery(draft: Draft) -> bool:
    mechanisms = draft.get("AccountRecoverySetting.RecoveryMechanisms", ())
    return any(len({each[key] for each in mechanisms}) < len(mechanisms) for key in ("Name", "Priority"))


def _sender_has_no_key(draft: Draft) -> bool:
    triggers = draft.get("LambdaConfig", {})
    has_sender = "CustomSMSSender" in triggers or "CustomEmailSender" in triggers
    return has_sender and not triggers.get("KMSKeyID")


def _has_two_token_triggers(draft: Draft) -> bool:
    legacy = draft.get("LambdaConfig.PreTokenGeneration")
    current = draft.get("LambdaConfig.PreTokenGenerationConfig.LambdaArn")
    return bool(legacy and current and legacy != current)


def _invitation_lacks(placeholder: str, draft: Draft) -> bool:
    texts = (draft.get(f"{INVITATION}.{name}") for name in ("EmailMessage", "SMSMessage"))
    return any(text is not None and placeholder not in text for text in texts)


def _repeats_level_names(draft: Draft) -> bool:
    own = {level: entry["AcrValue"] for level, entry in draft.get("AcrConfiguration", {}).items()}
    names = {**ACR_NAMES, **own}
    return len(set(names.values())) < len(names)


RULES: tuple[Rule, ...] = (
    (
        lambda draft: draft.get("AliasAttributes") and draft.get("UsernameAttributes"),
        "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
    ),
    (
        _has_unverified_change,
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes.",
    ),
    (
        _has_sms_verification_without_sms,
        "SMS configuration is required when phone_number is selected for auto verification.",
    ),
    (
        lambda draft: draft.is_sent_by_cognito and draft.get("EmailConfiguration.From"),
        "Cannot configure From address for default email configuration.",
    ),
    (
        lambda draft: draft.is_sent_by_cognito and draft.get("EmailConfiguration.ConfigurationSet"),
        "Cannot configure ConfigurationSet for default email configuration.",
    ),
    (
        lambda draft: not draft.is_sent_by_cognito and not draft.get("EmailConfiguration.SourceArn"),
        "Source ARN is required to use DEVELOPER email sending owner",
    ),
    (
        lambda draft: "admin_only" in _recovery(draft) and len(_recovery(draft)) > 1,
        f"{RECOVERY}use admin_only setting with any other recovery mechanisms.",
    ),
    (_repeats_recovery, f"{RECOVERY}have duplicate priorities or recovery mechanisms."),
    (
        _sender_has_no_key,
        "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    ),
    (
        _has_two_token_triggers,
        "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    ),
    (
        lambda draft: _invitation_lacks("{username}", draft),
        "Invitation messages must contain the placeholder {username}.",
    ),
    (
        # People without a password have no temporary one either.
        lambda draft: _invitation_lacks("{####}", draft) and not PASSWORDLESS & set(draft.first_factors),
        "Invitation messages must contain the placeholder {####}.",
    ),
    (_repeats_level_names, "AcrConfiguration: each name must be unique across all four levels."),
)
SMS_RULES: tuple[Rule, ...] = (
    (_has_two_senders_of_sms, "SMS configuration can have either SnsCallerArn or EumsSms, but not both."),
    (_has_no_sender_of_sms, "SMS configuration must have either SnsCallerArn or EumsSms."),
    (_sends_sms_from_elsewhere, "Invalid region in EumsSms. It must be the region of the user pool."),
)
MFA_RULES: tuple[Rule, ...] = (
    (
        lambda draft: "PASSWORD" not in draft.first_factors,
        "Password should be configured as one of the allowed first auth factors.",
    ),
    (
        lambda draft: "SOFTWARE_TOKEN" in draft.first_factors,
        "SOFTWARE_TOKEN is not supported as a first auth factor.",
    ),
    (
        lambda draft: draft.mode == "ON" and PASSWORDLESS & set(draft.first_factors),
        "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    ),
    (
        lambda draft: (
            draft.mode == "ON"
            and "WEB_AUTHN" in draft.first_factors
            and (draft.web_authn or {}).get("FactorConfiguration") != "MULTI_FACTOR_WITH_USER_VERIFICATION"
        ),
        "WEB_AUTHN needs a FactorConfiguration of MULTI_FACTOR_WITH_USER_VERIFICATION if MFA is required.",
    ),
    (
        lambda draft: draft.email_mfa is not None and draft.is_sent_by_cognito,
        "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an "
        "EmailSendingAccount of COGNITO_DEFAULT.",
    ),
    (
        lambda draft: draft.has_sms_mfa and _recovery(draft) == ["verified_phone_number"],
        f"{RECOVERY}use verified_phone_number as a recovery mechanism when SMS MFA is configured.",
    ),
    (
        lambda draft: draft.email_mfa is not None and _recovery(draft) == ["verified_email"],
        f"{RECOVERY}use verified_email as a recovery mechanism when Email MFA is configured.",
    ),
)
