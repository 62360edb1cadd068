"""Whether what is sent holds what people need."""

import re
from collections.abc import Callable, Iterable

from console.ui.words import in_line
from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.circumstances import NEEDS_MFA
from pools.saving.settings import MFA
from pools.saving.states import State, listed, value_at
from pools.settings.pool_facts import has_trigger
from pools.settings.state import IN_STEP
from pools.settings.words import label_of

INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
TEMPLATE = "VerificationMessageTemplate"
OPTION = f"{TEMPLATE}.DefaultEmailOption"
LINK = f"{TEMPLATE}.EmailMessageByLink"
INVITATIONS = (f"{INVITATION}.EmailMessage", f"{INVITATION}.SMSMessage")
WITH_CODE = (
    *INVITATIONS,
    f"{TEMPLATE}.EmailMessage",
    f"{TEMPLATE}.SmsMessage",
    "SmsAuthenticationMessage",
)
SECOND_FACTOR = f"{MFA}.EmailMfaConfiguration.Message"
OLDER_TEXTS = tuple(path for path in IN_STEP if not path.startswith("LambdaConfig."))
CODE = re.compile(re.escape("{####}"))
A_LINK = re.compile(r"\{##.+?##\}", re.DOTALL)


def _by_link(state: State) -> bool:
    return bool(value_at(state, OPTION) == "CONFIRM_WITH_LINK")


def _lacking(state: State, paths: Iterable[str], placeholder: re.Pattern[str]) -> list[str]:
    """The messages that have a text of their own, without that placeholder."""
    return [path for path in paths if (text := value_at(state, path)) and not placeholder.search(text)]


def _without_code(*paths: str) -> Callable[[State], Evidence | None]:
    def finds(state: State) -> Evidence | None:
        links = [LINK] if LINK in paths and _by_link(state) else []
        without = [
            *_lacking(state, (path for path in paths if path != LINK), CODE),
            *_lacking(state, links, A_LINK),
        ]
        if not without:
            return None
        names = in_line([f"“{label_of(path)}”" for path in without])
        needed = "{##the words of the link##}" if without == links else "{####}"
        return Evidence(f"{needed} is missing in {names}.", tuple(without))

    return finds


def _nameless_invitation(state: State) -> Evidence | None:
    if listed(state, "UsernameAttributes"):
        return None
    without = _lacking(state, INVITATIONS, re.compile(re.escape("{username}")))
    if not without:
        return None
    names = in_line([f"“{label_of(path)}”" for path in without])
    return Evidence(f"{{username}} is missing in {names}.", tuple(without))


def _link_to_nowhere(state: State) -> Evidence | None:
    has_domain = value_at(state, "Domain") or value_at(state, "CustomDomain")
    if not _by_link(state) or has_domain or "email" not in listed(state, "AutoVerifiedAttributes"):
        return None
    return Evidence(
        "E-mail addresses are verified by a link, and the pool has no domain that it could lead to."
    )


def _older_texts(state: State) -> Evidence | None:
    differing = [
        old for old in OLDER_TEXTS if (text := value_at(state, old)) and text != value_at(state, IN_STEP[old])
    ]
    if not differing:
        return None
    names = in_line([f"“{label_of(path)}”" for path in differing])
    return Evidence(f"Not the same as what is sent: {names}.", tuple(differing))


MESSAGES_ARE_WRITTEN = Circumstance(
    lambda state: has_trigger(state, "CustomMessage", "CustomEmailSender", "CustomSMSSender"),
    "A trigger writes or sends messages of its own, and may put the code in.",
)
USELESS = (
    "People get a message that is of no use, or none at all: an invitation without it is silently not sent."
)

CHECKS = (
    Check(
        name="message-without-code",
        severity=Severity.DANGER,
        title="A message does not hold the code",
        passes="Every message with a text of its own holds its code, password or link.",
        why=USELESS,
        advice="Put {####} where the code or password is to stand.",
        finds=_without_code(*WITH_CODE, LINK),
        paths=(*WITH_CODE, LINK, OPTION),
        milder=(MESSAGES_ARE_WRITTEN,),
    ),
    Check(
        name="second-factor-message-without-code",
        severity=Severity.DANGER,
        title="The e-mail of the second factor does not hold the code",
        passes="The e-mail of the second factor holds the code.",
        why="Who has this second factor cannot sign in.",
        advice="Put {####} where the code is to stand.",
        finds=_without_code(SECOND_FACTOR),
        paths=(SECOND_FACTOR,),
        needs=NEEDS_MFA,
        milder=(MESSAGES_ARE_WRITTEN,),
    ),
    Check(
        name="invitation-without-username",
        severity=Severity.WARNING,
        title="An invitation does not say the username",
        passes="Invitations say the username wherever people need one.",
        why="People have a password and do not know what to type beside it.",
        advice="Put {username} where the name is to stand.",
        finds=_nameless_invitation,
        paths=INVITATIONS,
        milder=(MESSAGES_ARE_WRITTEN,),
    ),
    Check(
        name="link-without-domain",
        severity=Severity.DANGER,
        title="Verification links lead nowhere",
        passes="Where addresses are verified by a link, the pool has a domain.",
        why="The link leads to the pool’s domain. Without one, nobody who signs up can be confirmed.",
        advice="Verify by a code, or give the pool a domain.",
        finds=_link_to_nowhere,
        paths=(OPTION, "Domain", "CustomDomain"),
    ),
    Check(
        name="older-message-texts",
        severity=Severity.INFO,
        title="Older message texts are still there",
        passes="There are no older message texts that differ from what is sent.",
        why="Cognito does not send them any more. Who reads or changes them sees no effect.",
        advice="Decide which text is right, and enter it as the present one. Both are then kept the same.",
        finds=_older_texts,
        paths=(*(IN_STEP[old] for old in OLDER_TEXTS), *OLDER_TEXTS),
    ),
)
