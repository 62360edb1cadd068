"""Second factors, and the messages that carry codes and invitations."""

from pools.settings import MFA, Section, Setting

MFA_MODES = {"OFF": "Off", "OPTIONAL": "Optional: people may set it up", "ON": "Required for everybody"}
OWN_TEXT = "Cognito’s own text"
INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
VERIFICATION = "VerificationMessageTemplate"

SMS_MEMBERS = {
    "SnsCallerArn": "IAM role that sends SMS",
    "ExternalId": "External id of that role",
    "SnsRegion": "SMS region",
    "EumsSms.CallerArn": "IAM role for End User Messaging",
    "EumsSms.ExternalId": "External id of that role",
    "EumsSms.OriginationIdentity": "SMS origination identity",
    "EumsSms.ConfigurationSetName": "SMS configuration set",
    "EumsSms.InEntityId": "Entity id for India",
    "EumsSms.InTemplateId": "Template id for India",
    "EumsSms.Region": "End User Messaging region",
}

MULTI_FACTOR = Section(
    id="mfa",
    title="Multi-factor and passkeys",
    about="Cognito keeps these in two stores. Both are shown.",
    settings=(
        Setting(path="MfaConfiguration", label="Second factor", words=MFA_MODES, absent="Off"),
        Setting(
            path=f"{MFA}.MfaConfiguration",
            label="Second factor, in the second store",
            words=MFA_MODES,
            absent="Off",
        ),
        Setting(
            path=f"{MFA}.SoftwareTokenMfaConfiguration.Enabled",
            label="Authenticator app",
            words={True: "Set up", False: "Not set up"},
            absent="Not set up",
        ),
        Setting(path=f"{MFA}.SmsMfaConfiguration", label="Code by SMS", kind="present"),
        Setting(
            path=f"{MFA}.SmsMfaConfiguration.SmsAuthenticationMessage",
            label="SMS with the code",
            kind="text",
            quiet=True,
        ),
        Setting(
            path="SmsAuthenticationMessage", label="SMS with the code, in the pool", kind="text", quiet=True
        ),
        *(
            Setting(path=f"{MFA}.SmsMfaConfiguration.SmsConfiguration.{member}", label=label, quiet=True)
            for member, label in SMS_MEMBERS.items()
        ),
        Setting(path=f"{MFA}.EmailMfaConfiguration", label="Code by e-mail", kind="present"),
        Setting(
            path=f"{MFA}.EmailMfaConfiguration.Subject",
            label="E-mail with the code: subject",
            kind="text",
            quiet=True,
        ),
        Setting(
            path=f"{MFA}.EmailMfaConfiguration.Message",
            label="E-mail with the code: text",
            kind="text",
            quiet=True,
        ),
        Setting(path=f"{MFA}.WebAuthnConfiguration", label="Passkeys", kind="present"),
        Setting(
            path=f"{MFA}.WebAuthnConfiguration.RelyingPartyId",
            label="Passkeys belong to the site",
            quiet=True,
        ),
        Setting(
            path=f"{MFA}.WebAuthnConfiguration.UserVerification",
            label="Passkeys ask for finger, face or PIN",
            words={"required": "Always", "preferred": "Where the device can"},
            quiet=True,
        ),
        Setting(
            path=f"{MFA}.WebAuthnConfiguration.FactorConfiguration",
            label="A passkey counts as",
            words={"SINGLE_FACTOR": "One factor", "MULTI_FACTOR_WITH_USER_VERIFICATION": "Both factors"},
            quiet=True,
        ),
    ),
)

MESSAGES = Section(
    id="messages",
    title="Invitations and messages",
    about="{####} becomes the code or password, {username} the name. HTML is shown as it is written.",
    settings=(
        Setting(path=f"{INVITATION}.EmailSubject", label="Invitation: subject", kind="text", absent=OWN_TEXT),
        Setting(path=f"{INVITATION}.EmailMessage", label="Invitation: e-mail", kind="text", absent=OWN_TEXT),
        Setting(path=f"{INVITATION}.SMSMessage", label="Invitation: SMS", kind="text", absent=OWN_TEXT),
        Setting(
            path=f"{VERIFICATION}.EmailSubject",
            label="Verification code: subject",
            kind="text",
            absent=OWN_TEXT,
        ),
        Setting(
            path=f"{VERIFICATION}.EmailMessage",
            label="Verification code: e-mail",
            kind="text",
            absent=OWN_TEXT,
        ),
        Setting(
            path=f"{VERIFICATION}.SmsMessage", label="Verification code: SMS", kind="text", absent=OWN_TEXT
        ),
        Setting(
            path=f"{VERIFICATION}.EmailSubjectByLink",
            label="Verification link: subject",
            kind="text",
            absent=OWN_TEXT,
        ),
        Setting(
            path=f"{VERIFICATION}.EmailMessageByLink",
            label="Verification link: e-mail",
            kind="text",
            absent=OWN_TEXT,
        ),
        Setting(
            path="EmailVerificationSubject", label="Verification: subject (older)", kind="text", quiet=True
        ),
        Setting(
            path="EmailVerificationMessage", label="Verification: e-mail (older)", kind="text", quiet=True
        ),
        Setting(path="SmsVerificationMessage", label="Verification: SMS (older)", kind="text", quiet=True),
    ),
)

DELIVERY = Section(
    id="delivery",
    title="E-mail and SMS delivery",
    settings=(
        Setting(
            path="EmailConfiguration.EmailSendingAccount",
            label="E-mail is sent by",
            words={
                "COGNITO_DEFAULT": "Cognito: at most 50 e-mails a day for the whole account",
                "DEVELOPER": "Your own Amazon SES identity",
            },
            absent="Cognito: at most 50 e-mails a day for the whole account",
        ),
        Setting(path="EmailConfiguration.SourceArn", label="SES identity", absent="None"),
        Setting(path="EmailConfiguration.From", label="From", kind="text", absent="Cognito’s own address"),
        Setting(
            path="EmailConfiguration.ReplyToEmailAddress", label="Reply to", kind="text", absent="Nobody"
        ),
        Setting(path="EmailConfiguration.ConfigurationSet", label="SES configuration set", absent="None"),
        Setting(path="EmailConfigurationFailure", label="E-mail failure", kind="text", quiet=True),
        Setting(
            path="SmsConfiguration.SnsCallerArn",
            label=SMS_MEMBERS["SnsCallerArn"],
            absent="None",
            hint="Once set, it cannot be taken away again.",
        ),
        *(
            Setting(path=f"SmsConfiguration.{member}", label=label, quiet=True)
            for member, label in SMS_MEMBERS.items()
            if member != "SnsCallerArn"
        ),
        Setting(path="SmsConfigurationFailure", label="SMS failure", kind="text", quiet=True),
    ),
)
