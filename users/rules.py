"""What Cognito would refuse for a user in their present state, or would harm them: it is said instead of tried."""

from collections.abc import Callable
from dataclasses import dataclass

from console.access import actions
from console.access.actions import Action
from pools.gateway import Pool
from pools.settings.pool_facts import PROVED_BY, recovery
from users.gateway import CONFIRMED, FEDERATED, INVITED, RESET, UNCONFIRMED, User

Check = Callable[[User, Pool | None], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A state in which something is refused or unwise, and the sentence that says so."""

    refuses: Check
    reason: str


def reason_against(action: Action, user: User, pool: Pool | None) -> str:
    """Why `action` is not for this user now, as a sentence; empty when it is.

    Without a described pool the rules that depend on its settings are left to Cognito.
    """
    return next((rule.reason for rule in RULES.get(action.name, ()) if rule.refuses(user, pool)), "")


def _status_is(*statuses: str) -> Check:
    return lambda user, pool: user.status in statuses


def _status_is_not(*statuses: str) -> Check:
    return lambda user, pool: user.status not in statuses


def _only_administrators_recover(user: User, pool: Pool | None) -> bool:
    return pool is not None and "admin_only" in recovery(pool.raw)


def _cannot_receive_a_code(user: User, pool: Pool | None) -> bool:
    contacts = [PROVED_BY[way] for way in recovery(pool.raw if pool else {}) if way in PROVED_BY]
    return not any(user.attributes.get(contact) and user.has_verified(contact) for contact in contacts)


def _cannot_be_written_to(user: User, pool: Pool | None) -> bool:
    return not (user.email or user.phone_number)


DISABLED = Refusal(
    refuses=lambda user, pool: not user.enabled,
    reason="This user is disabled. Enable them first.",
)
ELSEWHERE = Refusal(
    refuses=_status_is(FEDERATED),
    reason="They sign in through another identity provider, which keeps the password.",
)
SIGNED_UP = "They signed up by themselves and have not confirmed yet: "

# The first rule that applies gives the reason.
RULES: dict[str, tuple[Refusal, ...]] = {
    actions.RESEND_INVITATION.name: (
        ELSEWHERE,
        Refusal(
            refuses=_status_is(CONFIRMED),
            reason="They have chosen their own password already, so there is no invitation to resend.",
        ),
        Refusal(
            refuses=_status_is(RESET),
            reason="They need a reset code, not an invitation: reset the password to send a new one.",
        ),
        Refusal(refuses=_status_is(UNCONFIRMED), reason=SIGNED_UP + "nobody invited them."),
        Refusal(
            refuses=_status_is_not(INVITED),
            reason="Only people who were invited and have not signed in yet can get their invitation again.",
        ),
        Refusal(
            refuses=_cannot_be_written_to,
            reason="They have neither an e-mail address nor a phone number to send it to.",
        ),
    ),
    actions.RESET_PASSWORD.name: (
        ELSEWHERE,
        Refusal(
            refuses=_status_is(INVITED),
            reason="They still have a temporary password. Resend the invitation instead.",
        ),
        Refusal(refuses=_status_is(UNCONFIRMED), reason=SIGNED_UP + "there is no password to reset."),
        Refusal(
            refuses=_status_is_not(CONFIRMED, RESET),
            reason="Cognito resets passwords only of confirmed users.",
        ),
        DISABLED,
        Refusal(
            refuses=_only_administrators_recover,
            reason="In this pool nobody can recover an account by a code: administrators set passwords.",
        ),
        Refusal(
            refuses=_cannot_receive_a_code,
            reason="They have no verified e-mail address or phone number that a code could be sent to.",
        ),
    ),
    # Cognito would take it, and make them a user of this pool with a password beside the provider's.
    actions.SET_PASSWORD.name: (
        Refusal(
            refuses=_status_is(FEDERATED),
            reason="They sign in through another identity provider, which keeps the password. One set here would make "
            "them confirmed, with a second way in beside it.",
        ),
    ),
    actions.CONFIRM_USER.name: (
        Refusal(
            refuses=_status_is_not(UNCONFIRMED),
            reason="Only people who signed up by themselves and have not confirmed can be confirmed.",
        ),
    ),
    actions.ENABLE_USER.name: (
        Refusal(refuses=lambda user, pool: user.enabled, reason="This user is enabled already."),
    ),
    actions.DISABLE_USER.name: (
        Refusal(refuses=lambda user, pool: not user.enabled, reason="This user is disabled already."),
    ),
}
