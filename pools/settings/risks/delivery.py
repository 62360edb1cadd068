"""Who sends e-mail and SMS, and what they may say."""

import shlex

from pools.saving.risks import Risk, becomes, changes, replaced
from pools.saving.states import State, value_at
from pools.settings.pool_facts import SOURCE, has_ses_identity, is_sent_by_cognito
from pools.settings.sections.delivery import EUMS, SENDER, SNS
from pools.settings.sections.messages import INVITATION, VERIFICATION

E_MAIL_TEXTS = tuple(
    f"{template}.{member}"
    for template, members in (
        (INVITATION, ("EmailSubject", "EmailMessage")),
        (VERIFICATION, ("EmailSubject", "EmailMessage", "EmailSubjectByLink", "EmailMessageByLink")),
    )
    for member in members
)
CODE_TEXT, LINK_TEXT = f"{VERIFICATION}.EmailMessage", f"{VERIFICATION}.EmailMessageByLink"
SENDS_WITH_SES = (
    "People see another sender from the next message on. The identity must be verified in Amazon SES, and "
    "out of its sandbox, or most messages fail. At the first time, the role of Lifeguard needs "
    "iam:CreateServiceLinkedRole for email.cognito-idp.amazonaws.com."
)
ROLE = (
    "The role {} must trust cognito-idp.amazonaws.com{} and be allowed to send; Lifeguard’s own role needs "
    "iam:PassRole for it. While it is broken, Cognito refuses every change to this pool, whatever the "
    "change is about."
)


def _first_sms(now: State, wanted: State) -> bool:
    return not now.get("SmsConfiguration") and bool(wanted.get("SmsConfiguration"))


def _role_in_words(now: State, wanted: State) -> str:
    role = value_at(wanted, SNS) or value_at(wanted, EUMS)
    external_id = value_at(wanted, "SmsConfiguration.ExternalId") or value_at(
        wanted, "SmsConfiguration.EumsSms.ExternalId"
    )
    return ROLE.format(role, f" with the external id “{external_id}”" if external_id else "")


def _check_role(now: State, wanted: State) -> list[str]:
    role = str(value_at(wanted, SNS) or value_at(wanted, EUMS) or "")
    return [shlex.join(["aws", "iam", "get-role", "--role-name", role.rpartition("/")[2]])]


def _writes_for_cognito(now: State, wanted: State) -> bool:
    return not has_ses_identity(wanted) and any(
        value_at(wanted, path) and changes(path)(now, wanted) for path in E_MAIL_TEXTS
    )


def _has_both_texts(state: State) -> bool:
    return bool(value_at(state, CODE_TEXT) and value_at(state, LINK_TEXT))


RISKS: tuple[Risk, ...] = (
    Risk(applies=becomes(SENDER, "DEVELOPER"), title="Amazon SES sends from then on", what=SENDS_WITH_SES),
    Risk(
        applies=lambda now, wanted: (
            becomes(SENDER, "COGNITO_DEFAULT", default="COGNITO_DEFAULT")(now, wanted)
            and is_sent_by_cognito(wanted)
        ),
        title="At most 50 e-mails a day",
        what="Cognito itself sends no more for the whole account: not enough for inviting many, or for many"
        " forgotten passwords. People see another sender from the next message on.",
    ),
    Risk(
        applies=lambda now, wanted: (
            replaced(SOURCE)(now, wanted) and not becomes(SENDER, "DEVELOPER")(now, wanted)
        ),
        title="People see another sender",
        what="Filters may not know it yet, and Amazon SES refuses an identity that is not verified.",
    ),
    Risk(
        applies=_first_sms,
        title="SMS settings can hardly be taken away again",
        what="They can be changed, but Cognito does not let a pool lose them once they are in use. SMS "
        "costs money: mind the spending limit, the sandbox of the region, and who can ask for codes.",
    ),
    Risk(
        applies=lambda now, wanted: (
            changes("SmsConfiguration")(now, wanted) and bool(wanted.get("SmsConfiguration"))
        ),
        title="A broken SMS role would block this pool",
        what=_role_in_words,
        commands=_check_role,
    ),
    Risk(
        applies=_writes_for_cognito,
        title="Cognito may refuse texts of your own",
        what="AWS documents own texts of e-mail as allowed only where your own Amazon SES identity sends. "
        "Many pools have them all the same. If it refuses, nothing is changed.",
        tone="info",
    ),
    Risk(
        applies=lambda now, wanted: _has_both_texts(wanted) and not _has_both_texts(now),
        title="Cognito may refuse two texts for the same e-mail",
        what="AWS documents a text with a code beside a text with a link as an error. Which of the two is "
        "sent is decided under “Sign-up and verification”. If it refuses, nothing is changed.",
        tone="info",
    ),
)
