"""What the texts of messages have to contain."""

import re
from collections.abc import Callable

from pools.facts import CODES, first_factors
from pools.rules.base import Rule
from pools.saving.states import State, found
from pools.sections.factors import EMAIL_FACTOR
from pools.sections.messages import INVITATION, VERIFICATION

CODE, NAME = "{####}", "{username}"
WITH_CODE = (
    f"{VERIFICATION}.EmailMessage",
    f"{VERIFICATION}.SmsMessage",
    "EmailVerificationMessage",
    "SmsVerificationMessage",
    "SmsAuthenticationMessage",
    f"{EMAIL_FACTOR}.Message",
)
INVITATIONS = (f"{INVITATION}.EmailMessage", f"{INVITATION}.SMSMessage")
LINK = f"{VERIFICATION}.EmailMessageByLink"
LINK_WORDS = re.compile(r"\{##.+?##\}", re.DOTALL)


def _lacks(path: str, placeholder: str) -> Callable[[State], bool]:
    return lambda state: placeholder not in (found(state, path) or placeholder)


def _lacks_password(path: str) -> Callable[[State], bool]:
    """People who begin with a code have no temporary password to be told."""
    lacks = _lacks(path, CODE)
    return lambda state: lacks(state) and not CODES & first_factors(state)


def _lacks_link(state: State) -> bool:
    text = found(state, LINK)
    return bool(text) and not LINK_WORDS.search(text)


RULES: tuple[Rule, ...] = (
    *(
        Rule(
            paths=(path,),
            broken=_lacks(path, CODE),
            message="It has to contain {####}, where Cognito puts the code.",
        )
        for path in WITH_CODE
    ),
    *(
        Rule(
            paths=(path,),
            broken=_lacks(path, NAME),
            message="It has to contain {username}, where Cognito puts the name.",
        )
        for path in INVITATIONS
    ),
    *(
        Rule(
            paths=(path,),
            broken=_lacks_password(path),
            message="It has to contain {####}, where Cognito puts the temporary password.",
        )
        for path in INVITATIONS
    ),
    Rule(
        paths=(LINK,),
        broken=_lacks_link,
        message="It has to contain the words of the link, such as {##Verify your address##}.",
    ),
)
