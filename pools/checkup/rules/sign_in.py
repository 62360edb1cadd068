"""Who may sign in and sign up, under which names, and whose addresses are proved."""

from console.ui.words import in_line
from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.circumstances import A_TRIGGER_DECIDES, ADMINISTRATORS_VOUCH
from pools.saving.states import State, listed, value_at
from pools.settings.pool_facts import NOUNS, by_invitation, has_trigger, sign_in_addresses

INVITATION_ONLY = "AdminCreateUserConfig.AllowAdminCreateUserOnly"
INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
VERIFIED = "AutoVerifiedAttributes"
BEFORE_UPDATE = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
CASE = "UsernameConfiguration.CaseSensitive"


def _case_sensitive(state: State) -> Evidence | None:
    if value_at(state, CASE) is False:
        return None
    names = in_line(
        ["usernames", *(f"{NOUNS[name]}es" for name in sign_in_addresses(state) if name == "email")]
    )
    return Evidence(f"Capitals matter in {names}: Ana and ana are two people.")


def _open_sign_up(state: State) -> Evidence | None:
    if by_invitation(state):
        return None
    return Evidence("Anybody who has the id of an app client, which every app shows, can make an account.")


def _nobody_proved(state: State) -> Evidence | None:
    proved = listed(state, VERIFIED) or sign_in_addresses(state) or has_trigger(state, "PreSignUp")
    if by_invitation(state) or proved:
        return None
    return Evidence(
        "People sign up by themselves, and Cognito verifies neither e-mail address nor phone number."
    )


def _unproved(state: State) -> list[str]:
    verified = listed(state, VERIFIED)
    return [name for name in sign_in_addresses(state) if name not in verified]


def _address_unproved(state: State) -> Evidence | None:
    names = [NOUNS[name] for name in _unproved(state)]
    if not names:
        return None
    return Evidence(f"People sign in with their {in_line(names)}, which Cognito does not verify.")


def _change_unproved(state: State) -> Evidence | None:
    before = listed(state, BEFORE_UPDATE)
    names = [NOUNS[name] for name in listed(state, VERIFIED) if name in NOUNS and name not in before]
    if not names:
        return None
    return Evidence(
        f"A new {in_line(names)} replaces the verified one at once, before it is verified itself."
    )


def _only_told(state: State) -> bool:
    """Whether none of the addresses that change unproved is one to sign in with."""
    changing = set(listed(state, VERIFIED)) - set(listed(state, BEFORE_UPDATE))
    return not changing & set(sign_in_addresses(state))


CHECKS = (
    Check(
        name="case-sensitive-usernames",
        severity=Severity.WARNING,
        title="Capitals matter in usernames",
        passes="Capitals do not matter in usernames.",
        why="A person who types their name another way is told that the password is wrong, or makes a second "
        "account. A name that only looks like another can deceive.",
        advice="This was decided when the pool was made and can only be different in a new pool, to which people "
        "are moved. Until then let the app send names in lower case, always.",
        finds=_case_sensitive,
        paths=(CASE,),
        milder=(Circumstance(by_invitation, "Only administrators choose the names."),),
        permanent=True,
    ),
    Check(
        name="self-sign-up",
        severity=Severity.WARNING,
        title="Anybody can sign up",
        passes="Only administrators create users.",
        why="Cognito’s API allows it unless it is told otherwise, also in pools that are meant for a closed "
        "circle. What an app grants to everybody who is signed in, it grants to strangers.",
        advice="In a pool by invitation, let only administrators create users.",
        finds=_open_sign_up,
        paths=(INVITATION_ONLY,),
        milder=(
            A_TRIGGER_DECIDES,
            Circumstance(
                lambda state: not value_at(state, INVITATION),
                "The pool has no invitation of its own: it may well be for everybody.",
            ),
        ),
    ),
    Check(
        name="sign-up-unverified",
        severity=Severity.WARNING,
        title="Nobody’s address is verified",
        passes="Who signs up proves an e-mail address or a phone number.",
        why="New accounts wait unconfirmed until an administrator acts, and carry addresses that may be "
        "somebody else’s. No code can reach a person who forgot the password.",
        advice="Let Cognito verify e-mail addresses.",
        finds=_nobody_proved,
        paths=(VERIFIED, INVITATION_ONLY),
    ),
    Check(
        name="sign-in-address-unverified",
        severity=Severity.WARNING,
        title="People sign in with addresses that are not verified",
        passes="What people sign in with is verified.",
        why="Whoever comes first can take an address that is somebody else’s, and its owner cannot sign up. "
        "Apps that trust the address trust the wrong person.",
        advice="Let Cognito verify what people sign in with.",
        finds=_address_unproved,
        paths=(VERIFIED,),
        milder=(ADMINISTRATORS_VOUCH, A_TRIGGER_DECIDES),
    ),
    Check(
        name="change-unverified",
        severity=Severity.WARNING,
        title="An address changes before it is verified",
        passes="A changed address counts only once it is verified.",
        why="A typing mistake locks its owner out, and who finds an open session can move the account to an "
        "address of their own. Until it is verified, no code reaches anybody.",
        advice="Keep the verified address until the new one is verified, too.",
        finds=_change_unproved,
        paths=(BEFORE_UPDATE, VERIFIED),
        milder=(Circumstance(_only_told, "It is not what people sign in with."),),
    ),
)
