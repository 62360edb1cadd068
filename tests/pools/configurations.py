"""Random valid configurations of a pool, in both stores, for what has to hold of every one of them."""

from collections.abc import Callable
from string import ascii_letters, digits
from typing import Any

from hypothesis import strategies as st

from console.emulator.factories import find_pool
from console.emulator.overlay import pool_settings
from pools.saving.settings import MFA

Draw = Callable[[st.SearchStrategy[Any]], Any]
PHONE, EMAIL = "phone_number", "email"

names = st.text(alphabet=ascii_letters + digits, min_size=3, max_size=8)
texts = st.text(alphabet="abc äß€日🎉!<>&'\"{} \n", min_size=1, max_size=20)
flags = st.booleans()


def arns(service: str) -> st.SearchStrategy[str]:
    return names.map(lambda name: f"arn:aws:{service}:us-east-1:123456789012:{name}")


functions = arns("lambda").map(lambda arn: arn.replace(":123456789012:", ":123456789012:function:"))
codes = texts.map(lambda text: f"{text}{{####}}")
invitations = texts.map(lambda text: f"{text}{{username}} {{####}}")
links = texts.map(lambda text: f"{text}{{##here##}}")


def some(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the members, each now and then."""
    return st.fixed_dictionaries({}, optional=members)


def subset(*items: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(items), unique=True, min_size=least) if items else st.just([])


@st.composite
def configurations(draw: Draw) -> dict[str, Any]:
    """Members of both stores that Cognito would accept together, the second store's below `MFA`."""
    plan = draw(st.sampled_from(["LITE", "ESSENTIALS", "PLUS"]))
    sms = draw(st.none() | _sms())
    email = draw(_email())
    second = draw(_second_store(plan, bool(sms), email["EmailSendingAccount"] == "DEVELOPER"))
    members: dict[str, Any] = {
        "Name": draw(names),
        "UserPoolTier": plan,
        "EmailConfiguration": email,
        "DeletionProtection": draw(st.sampled_from(["ACTIVE", "INACTIVE"])),
        "LambdaConfig": draw(_triggers(plan)),
        "UserPoolTags": draw(st.dictionaries(names, texts.map(str.strip), max_size=3)),
        "Policies": {"PasswordPolicy": draw(_passwords(plan)), **draw(_first_factors(plan, second))},
        "AdminCreateUserConfig": draw(_invitations(email["EmailSendingAccount"] == "DEVELOPER")),
        "VerificationMessageTemplate": draw(_verification()),
        **draw(_verified(bool(sms))),
        **draw(_recovery(second, bool(sms))),
        **draw(_gated(plan)),
        **draw(
            some(
                DeviceConfiguration=st.fixed_dictionaries(
                    {"ChallengeRequiredOnNewDevice": flags, "DeviceOnlyRememberedOnUserPrompt": flags}
                ),
                SmsAuthenticationMessage=codes,
                KeyConfiguration=st.just({"KeyType": "AWS_OWNED_KEY"})
                | arns("kms").map(lambda arn: {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": arn}),
                IssuerConfiguration=st.sampled_from(["ORIGINAL", "UPDATED"]).map(lambda kind: {"Type": kind}),
            )
        ),
        **({"SmsConfiguration": sms} if sms else {}),
        MFA: second,
    }
    return members


def install(pool_id: str, members: dict[str, Any]) -> None:
    """Let a pool of the embedded service have that configuration, as if it had always had it."""
    pool = find_pool(pool_id)
    second = members[MFA]
    given = {name: value for name, value in members.items() if name not in {MFA, "Name"}}
    permanent = {
        name: value for name, value in pool.extended_config.items() if name in pool_settings.IMMUTABLE
    }
    pool.name = members["Name"]
    pool.extended_config = {**pool_settings.complete(given), **permanent}
    pool.mfa_config = second["MfaConfiguration"]
    pool.token_mfa_config = second.get("SoftwareTokenMfaConfiguration")
    pool.email_mfa_config = second.get("EmailMfaConfiguration")
    pool.web_authn_config = second.get("WebAuthnConfiguration")


def _sms() -> st.SearchStrategy[dict[str, Any]]:
    sns = st.fixed_dictionaries(
        {"SnsCallerArn": arns("iam")}, optional={"ExternalId": names, "SnsRegion": st.just("eu-west-1")}
    )
    eums = st.fixed_dictionaries(
        {"CallerArn": arns("iam"), "OriginationIdentity": names},
        optional={"ExternalId": names, "Region": st.just("eu-west-1"), "ConfigurationSetName": names},
    )
    return sns | eums.map(lambda settings: {"EumsSms": settings})


@st.composite
def _email(draw: Draw) -> dict[str, Any]:
    account = draw(st.sampled_from(["COGNITO_DEFAULT", "DEVELOPER"]))
    reply = draw(some(ReplyToEmailAddress=st.just("help@example.com")))
    if account == "COGNITO_DEFAULT":
        return {"EmailSendingAccount": account, **reply, **draw(some(SourceArn=arns("ses")))}
    own = draw(some(From=st.just("Ana <ana@example.com>"), ConfigurationSet=names))
    return {"EmailSendingAccount": account, "SourceArn": draw(arns("ses")), **reply, **own}


@st.composite
def _second_store(draw: Draw, plan: str, sms: bool, developer: bool) -> dict[str, Any]:
    passkeys = some(
        WebAuthnConfiguration=st.fixed_dictionaries(
            {"UserVerification": st.sampled_from(["required", "preferred"])},
            optional={"RelyingPartyId": st.just("example.com")}
            | (
                {}
                if plan == "LITE"
                else {"FactorConfiguration": st.just("MULTI_FACTOR_WITH_USER_VERIFICATION")}
            ),
        )
    )
    mode = draw(st.sampled_from(["OFF", "OPTIONAL", "ON"]))
    if mode == "OFF":
        return {"MfaConfiguration": mode, **draw(passkeys)}
    own_text = st.fixed_dictionaries({"Message": codes, "Subject": st.just("Your code")})
    factors = draw(some(EmailMfaConfiguration=own_text)) if developer and plan != "LITE" else {}
    token = draw(flags) or not (sms or factors)
    if token or draw(flags):
        factors["SoftwareTokenMfaConfiguration"] = {"Enabled": token}
    return {"MfaConfiguration": mode, **factors, **draw(passkeys)}


@st.composite
def _triggers(draw: Draw, plan: str) -> dict[str, Any]:
    plain = draw(
        some(
            PreSignUp=functions,
            CustomMessage=functions,
            PostConfirmation=functions,
            UserMigration=functions,
            DefineAuthChallenge=functions,
        )
    )
    versions = ["V1_0"] if plan == "LITE" else ["V1_0", "V2_0", "V3_0"]
    if draw(flags):
        arn = draw(functions)
        plain["PreTokenGenerationConfig"] = {
            "LambdaArn": arn,
            "LambdaVersion": draw(st.sampled_from(versions)),
        }
        plain |= {"PreTokenGeneration": arn} if draw(flags) else {}
    senders = draw(
        some(
            CustomEmailSender=functions.map(lambda arn: {"LambdaArn": arn, "LambdaVersion": "V1_0"}),
            CustomSMSSender=functions.map(lambda arn: {"LambdaArn": arn, "LambdaVersion": "V1_0"}),
        )
    )
    key = {"KMSKeyID": draw(arns("kms"))} if senders or draw(flags) else {}
    return {**plain, **senders, **key}


@st.composite
def _passwords(draw: Draw, plan: str) -> dict[str, Any]:
    history = {} if plan == "LITE" else draw(some(PasswordHistorySize=st.integers(1, 24)))
    required = {f"Require{each}": draw(flags) for each in ("Uppercase", "Lowercase", "Numbers", "Symbols")}
    days = draw(st.integers(1, 365))
    return {
        "MinimumLength": draw(st.integers(6, 99)),
        **required,
        **history,
        "TemporaryPasswordValidityDays": days,
    }


@st.composite
def _first_factors(draw: Draw, plan: str, second: dict[str, Any]) -> dict[str, Any]:
    strong = second.get("WebAuthnConfiguration", {}).get("FactorConfiguration")
    others = [] if plan == "LITE" else ["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
    if second["MfaConfiguration"] == "ON":
        others = ["WEB_AUTHN"] if strong and plan != "LITE" else []
    return {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", *draw(subset(*others))]}}


@st.composite
def _invitations(draw: Draw, developer: bool) -> dict[str, Any]:
    own = some(EmailMessage=invitations, EmailSubject=st.just("Welcome"), SMSMessage=invitations)
    template = {"InviteMessageTemplate": draw(own)} if developer and draw(flags) else {}
    return {"AllowAdminCreateUserOnly": draw(flags), **template}


@st.composite
def _verification(draw: Draw) -> dict[str, Any]:
    option = draw(st.sampled_from(["CONFIRM_WITH_CODE", "CONFIRM_WITH_LINK"]))
    by_code = some(EmailMessage=codes, EmailSubject=st.just("Your code"))
    by_link = some(EmailMessageByLink=links, EmailSubjectByLink=st.just("Your link"))
    chosen = draw(by_code if option == "CONFIRM_WITH_CODE" else by_link)
    return {"DefaultEmailOption": option, **chosen, **draw(some(SmsMessage=codes))}


@st.composite
def _verified(draw: Draw, sms: bool) -> dict[str, Any]:
    verified = draw(subset(EMAIL, *([PHONE] if sms else [])))
    before = draw(subset(*verified))
    settings = {"UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": before}}
    return {"AutoVerifiedAttributes": verified, **(settings if draw(flags) else {})}


@st.composite
def _recovery(draw: Draw, second: dict[str, Any], sms: bool) -> dict[str, Any]:
    ways = [
        ["admin_only"],
        ["verified_email", "verified_phone_number"],
        ["verified_phone_number", "verified_email"],
    ]
    if second["MfaConfiguration"] == "OFF":
        ways += [["verified_email"], ["verified_phone_number"]]
    chosen = draw(st.sampled_from(ways))
    return {
        "AccountRecoverySetting": {
            "RecoveryMechanisms": [
                {"Priority": place, "Name": name} for place, name in enumerate(chosen, start=1)
            ]
        }
    }


@st.composite
def _gated(draw: Draw, plan: str) -> dict[str, Any]:
    members: dict[str, Any] = {}
    if plan == "PLUS":
        mode = st.sampled_from(["OFF", "AUDIT", "ENFORCED"]).map(lambda mode: {"AdvancedSecurityMode": mode})
        flows = st.just(
            {"AdvancedSecurityMode": "AUDIT", "AdvancedSecurityAdditionalFlows": {"CustomAuthMode": "AUDIT"}}
        )
        members |= draw(some(UserPoolAddOns=mode | flows))
    if plan != "LITE":
        grants = subset("code", "client_credentials")
        members |= draw(
            some(
                DcrConfiguration=st.fixed_dictionaries(
                    {"EnableStatus": st.sampled_from(["Enabled", "Disabled"]), "OpenDcrEnabled": flags},
                    optional={
                        "OpenDcrGrantTypes": grants,
                        "AuthenticatedGrantTypes": grants,
                        "AllowedScopes": st.lists(names, unique=True, min_size=1, max_size=2),
                    },
                ),
                AcrConfiguration=st.sampled_from(
                    [{"Level1": {"AcrValue": "urn:one"}}, {"Level3": {"AcrValue": "urn:three"}}]
                ),
            )
        )
    return members
