"""What stands between the texts of a pool and those who are to read them: said once for all of its messages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pools.saving.states import State, value_at
from pools.settings.messages.templates import CODE_EMAIL, LINK_EMAIL, SIGN_IN_EMAIL, Template
from pools.settings.pool_facts import has_email_factor, has_sms, is_sent_by_cognito

OPTION = "VerificationMessageTemplate.DefaultEmailOption"
BY_LINK = "CONFIRM_WITH_LINK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to know of a pool's messages: when, of which of them, and in which section it can be changed."""

    applies: Callable[[State], bool]
    concerns: Callable[[Template], bool] = lambda template: True
    title: str
    what: str
    section: str


def _is_email(template: Template) -> bool:
    return template.medium == "EMAIL"


def _is_sms(template: Template) -> bool:
    return template.medium == "SMS"


def _has_trigger(name: str) -> Callable[[State], bool]:
    return lambda state: bool(value_at(state, f"LambdaConfig.{name}"))


def _has_no_domain(state: State) -> bool:
    return not (state.get("Domain") or state.get("CustomDomain"))


NOTES = (
    Note(
        applies=is_sent_by_cognito,
        # Codes by e-mail at sign-in cannot even be set up with that sender.
        concerns=lambda template: _is_email(template) and template != SIGN_IN_EMAIL,
        title="E-mails go out through Cognito’s own sender",
        what=(
            "AWS documents texts of your own only for pools that send through Amazon SES: Cognito may refuse them, "
            "or go on sending its own."
        ),
        section="delivery",
    ),
    Note(
        applies=_has_trigger("CustomMessage"),
        title="A Lambda trigger may replace these texts",
        what="The function behind CustomMessage is asked before each message and may write its own.",
        section="triggers",
    ),
    Note(
        applies=_has_trigger("CustomEmailSender"),
        concerns=_is_email,
        title="A Lambda trigger sends the e-mails",
        what="Cognito hands the code to the function behind CustomEmailSender, which does not have to use these texts.",
        section="triggers",
    ),
    Note(
        applies=_has_trigger("CustomSMSSender"),
        concerns=_is_sms,
        title="A Lambda trigger sends the text messages",
        what="Cognito hands the code to the function behind CustomSMSSender, which does not have to use these texts.",
        section="triggers",
    ),
    Note(
        applies=lambda state: value_at(state, OPTION) == BY_LINK and _has_no_domain(state),
        concerns=lambda template: template == LINK_EMAIL,
        title="The verification link leads nowhere",
        what="Addresses are verified by a link, which leads to the pool’s domain, and this pool has none.",
        section="sign-up",
    ),
)


def notes(state: State, templates: Iterable[Template]) -> list[Note]:
    """What there is to know of these messages in a pool like that."""
    shown = list(templates)
    return [each for each in NOTES if each.applies(state) and any(map(each.concerns, shown))]


def unused(template: Template, state: State) -> str:
    """Why a message is not sent now; empty where it is."""
    if template.medium == "SMS" and not has_sms(state):
        return "Not sent now: this pool cannot send SMS."
    if template == SIGN_IN_EMAIL and not has_email_factor(state):
        return "Not sent now: codes by e-mail are not set up."
    by_link = value_at(state, OPTION) == BY_LINK
    if template == LINK_EMAIL and not by_link:
        return "Not sent now: addresses are verified by a code."
    if template == CODE_EMAIL and by_link:
        return "Sent for forgotten passwords and changed addresses; at sign-up the link is sent instead."
    return ""
