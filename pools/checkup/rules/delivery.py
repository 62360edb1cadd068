"""Whether e-mail and SMS arrive, and enough of them."""

from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.saving.states import State, listed, value_at
from pools.settings.pool_facts import (
    FIRST_FACTORS,
    VERIFIED,
    can_send_sms,
    first_factors,
    in_sms_sandbox,
    is_sent_by_cognito,
    recovery,
    sign_in_addresses,
    sms_failure,
    users,
)
from pools.settings.sections.delivery import SENDER, SNS

EXTERNAL_ID = "SmsConfiguration.ExternalId"
# What Cognito's own sender delivers in a day, for the whole account.
DAILY = 50
OWN_SENDER = f"Cognito’s own sender delivers {DAILY} e-mails a day for the whole AWS account."


def _sms_fails(state: State) -> Evidence | None:
    failure = sms_failure(state)
    return Evidence(f"Cognito says: {failure}") if failure else None


def _sms_in_sandbox(state: State) -> Evidence | None:
    return (
        Evidence("The AWS account is in the SMS sandbox of this region.") if in_sms_sandbox(state) else None
    )


def _email_fails(state: State) -> Evidence | None:
    failure = value_at(state, "EmailConfigurationFailure")
    return Evidence(f"Cognito says: {failure}") if failure else None


def _uses_email(state: State) -> bool:
    named = [*listed(state, VERIFIED), *sign_in_addresses(state)]
    return "email" in named or "verified_email" in recovery(state)


def _built_in(state: State) -> Evidence | None:
    return Evidence(OWN_SENDER) if is_sent_by_cognito(state) and _uses_email(state) else None


def _codes_run_out(state: State) -> Evidence | None:
    if not is_sent_by_cognito(state) or "EMAIL_OTP" not in first_factors(state):
        return None
    return Evidence(f"People may sign in with a code by e-mail. {OWN_SENDER}")


def _codes_never_leave(state: State) -> Evidence | None:
    if can_send_sms(state) or "SMS_OTP" not in first_factors(state):
        return None
    return Evidence("People may sign in with a code by SMS, and the pool has no way to send SMS.")


def _role_without_id(state: State) -> Evidence | None:
    if not value_at(state, SNS) or value_at(state, EXTERNAL_ID):
        return None
    return Evidence("The role that sends SMS is taken on without an external id.")


CHECKS = (
    Check(
        name="sms-failing",
        severity=Severity.DANGER,
        title="SMS messages fail",
        passes="Cognito reports no failure of SMS settings.",
        why="Codes and invitations by SMS do not arrive. While the role is broken, Cognito may also refuse every "
        "other change of this pool.",
        advice="Check that the role exists, trusts Cognito with the same external id and may publish to SNS; then "
        "the spending limit of SNS.",
        finds=_sms_fails,
        paths=(SNS, "SmsConfigurationFailure"),
    ),
    Check(
        name="sms-sandbox",
        severity=Severity.WARNING,
        title="SMS reach verified numbers alone",
        passes="Cognito reports no SMS sandbox. It knows only where Lifeguard’s role may ask SNS about it.",
        why="Codes and invitations by SMS arrive at the numbers that are verified in SNS, and nowhere else. The role "
        "is fine, and other changes of the pool go on.",
        advice="Ask AWS to move the account out of the SMS sandbox of this region.",
        finds=_sms_in_sandbox,
        paths=(SNS, "SmsConfigurationFailure"),
    ),
    Check(
        name="email-failing",
        severity=Severity.DANGER,
        title="E-mails fail",
        passes="Cognito reports no failure of e-mail. It hardly ever does now: CloudTrail has the error codes.",
        why="Codes and invitations by e-mail do not arrive.",
        advice="Check that the SES identity is verified, in a region that Cognito can use, and that its policy "
        "lets Cognito send.",
        finds=_email_fails,
        paths=("EmailConfiguration.SourceArn", "EmailConfigurationFailure"),
    ),
    Check(
        name="email-built-in",
        severity=Severity.WARNING,
        title="E-mail is sent by Cognito’s own sender",
        passes="E-mail is sent by an SES identity or by your own function, or there is none to send.",
        why="Invitations, codes and new passwords share it, over all pools of the account. What is beyond is not "
        "sent: a busy morning locks people out.",
        advice="Send through an SES identity of your own, before the next bulk of invitations.",
        finds=_built_in,
        paths=(SENDER,),
        milder=(
            Circumstance(
                lambda state: users(state) <= DAILY,
                f"By Cognito’s estimate there are no more than {DAILY} users.",
            ),
        ),
    ),
    Check(
        name="email-codes-built-in",
        severity=Severity.DANGER,
        title="Sign-in by e-mail ends after 50 codes a day",
        passes="Codes to sign in with are not sent by Cognito’s own sender.",
        why="The fifty-first person of the day gets no code and cannot sign in.",
        advice="Send through an SES identity of your own, or let people begin with something else.",
        finds=_codes_run_out,
        paths=(SENDER, FIRST_FACTORS),
    ),
    Check(
        name="sms-codes-without-sms",
        severity=Severity.DANGER,
        title="Codes by SMS are offered and cannot be sent",
        passes="Where codes by SMS are offered, they can be sent.",
        why="Who chooses SMS waits for a code that never leaves.",
        advice="Set up the role that sends SMS, or do not offer codes by SMS.",
        finds=_codes_never_leave,
        paths=(FIRST_FACTORS, SNS),
    ),
    Check(
        name="sms-role-without-external-id",
        severity=Severity.INFO,
        title="The SMS role has no external id",
        passes="The role that sends SMS is guarded by an external id.",
        why="Without it, another account that learns the role’s name may let Cognito send SMS at your expense.",
        advice="Ask for an external id in the role’s trust policy, and enter the same here.",
        finds=_role_without_id,
        paths=(EXTERNAL_ID, SNS),
    ),
)
