"""Which setting Cognito blames, by the words or the code of its refusal: so that they can stand beside the field."""

import re
from collections.abc import Iterator

from console.cognito.errors import CognitoError
from pools.plans import TIER
from pools.settings.pool_facts import APP, FIRST_FACTORS, PASSKEY_COUNTS, RECOVERY, SOURCE, VERIFIED
from pools.settings.rules.delivery import EUMS_REGION, FROM, SET
from pools.settings.rules.keys import KEY_ARN, LEVELS
from pools.settings.rules.messages import INVITATIONS
from pools.settings.rules.people import WAITING
from pools.settings.rules.triggers import KEY, NEWER, OLDER, OWN_SENDERS
from pools.settings.sections import SECTIONS
from pools.settings.sections.delivery import EUMS, SENDER, SNS
from pools.settings.sections.keys import REGISTRATION
from pools.settings.sections.mfa import EMAIL_FACTOR
from pools.settings.sections.threats import MODE
from pools.settings.state import DAYS, LEGACY_DAYS, MFA_MODE, TAGS

SMS_ROLE = (SNS, EUMS)
# What is said by the code of the error alone.
CODES: dict[str, tuple[str, ...]] = {
    "InvalidSmsRoleTrustRelationshipException": SMS_ROLE,
    "InvalidSmsRoleAccessPolicyException": SMS_ROLE,
    "InvalidEmailRoleAccessPolicyException": (SOURCE, SENDER),
    "UserPoolTaggingException": (TAGS,),
    "TierChangeNotAllowedException": (TIER,),
    "UserPoolAddOnNotEnabledException": (MODE,),
}
# Fragments of messages, in lower case; the first that fits is right.
FRAGMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("attributesrequireverificationbeforeupdate", (WAITING, VERIFIED)),
    ("selected for auto verification", (VERIFIED, *SMS_ROLE)),
    ("are required when mfa is required", (MFA_MODE, *SMS_ROLE, VERIFIED)),
    ("cannot turn mfa functionality on", (MFA_MODE,)),
    ("can't turn off sms_mfa", (MFA_MODE, *SMS_ROLE)),
    ("can't turn off mfa and configure an mfa", (MFA_MODE,)),
    ("can't disable all mfas", (MFA_MODE, APP, EMAIL_FACTOR)),
    ("verified_phone_number as a recovery mechanism", (RECOVERY, MFA_MODE)),
    ("verified_email as a recovery mechanism", (RECOVERY, EMAIL_FACTOR)),
    ("account recovery setting", (RECOVERY,)),
    ("cannot set emailmfaconfiguration", (EMAIL_FACTOR, SENDER)),
    ("only password and web_authn", (FIRST_FACTORS, MFA_MODE)),
    ("factorconfiguration", (PASSKEY_COUNTS, FIRST_FACTORS)),
    ("auth factor", (FIRST_FACTORS,)),
    ("from address for default email", (FROM, SENDER)),
    ("cannot configure configurationset", (SET, SENDER)),
    ("source arn is required", (SOURCE, SENDER)),
    ("email sending owner", (SENDER, SOURCE)),
    ("use temporarypasswordvaliditydays", (LEGACY_DAYS, DAYS)),
    ("either snscallerarn or eumssms", SMS_ROLE),
    ("invalid region in eumssms", (EUMS_REGION,)),
    ("sms configuration", SMS_ROLE),
    ("role does not have a trust relationship", SMS_ROLE),
    ("kmskeyid parameter is required", (KEY, *(f"{path}.LambdaArn" for path in OWN_SENDERS))),
    ("pretokengenerationlambda and pretokengeneration", (OLDER, NEWER)),
    ("invitation message", INVITATIONS),
    ("unique across all four levels", (LEVELS,)),
    ("kms key", (KEY_ARN, KEY)),
)
# The names under which Cognito speaks of features that a plan lacks.
FEATURES: tuple[tuple[str, str], ...] = (
    ("threat protection", MODE),
    ("advanced security", MODE),
    ("token customization", NEWER.replace("LambdaArn", "LambdaVersion")),
    ("passwordless", FIRST_FACTORS),
    ("password history", "Policies.PasswordPolicy.PasswordHistorySize"),
    ("dynamic client registration", REGISTRATION),
    ("acr names", LEVELS),
    ("email mfa", EMAIL_FACTOR),
    ("passkey mfa", PASSKEY_COUNTS),
)
PLAN_CODES = frozenset({"FeatureUnavailableInTierException", "TierChangeNotAllowedException"})
# As in "Value at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint".
MEMBER = re.compile(r"at '([\w.]+)' failed to satisfy")


def paths_blamed(error: CognitoError) -> tuple[str, ...]:
    """The settings that may have caused a refusal, most likely first; none where nobody can tell."""
    text = error.message.replace("’", "'").lower()
    return tuple(
        dict.fromkeys(
            [*_members(error.message), *_features(error.code, text), *_known_causes(error.code, text)]
        )
    )


def _members(text: str) -> list[str]:
    """What Cognito's own validation names; it spells members with a small first letter."""
    named = ["name" if name == "poolName" else name.lower() for name in MEMBER.findall(text)]
    spelt = {
        setting.path.lower().removeprefix("getuserpoolmfaconfig."): setting.path
        for section in SECTIONS
        for setting in section.settings
    }
    # A list or a map is one setting, whatever in it is wrong.
    inside = [path for path in spelt for name in named if name.startswith(f"{path}.")]
    return [spelt[path] for path in [*(name for name in named if name in spelt), *inside]]


def _features(code: str, text: str) -> Iterator[str]:
    if code in PLAN_CODES or "pricing tier" in text:
        yield from (path for name, path in FEATURES if name in text)
        yield TIER


def _known_causes(code: str, text: str) -> tuple[str, ...]:
    by_words = next((paths for fragment, paths in FRAGMENTS if fragment in text), ())
    return by_words or CODES.get(code, ())
