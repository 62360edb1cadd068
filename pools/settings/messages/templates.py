"""Which settings hold the texts of which message, and what has to stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pools.saving.states import State
from pools.settings.messages.placeholders import LINK, SECRET, USERNAME, holds
from pools.settings.pool_facts import CODES, first_factors
from pools.settings.sections.messages import INVITATION, VERIFICATION
from pools.settings.sections.mfa import EMAIL_FACTOR

Medium = Literal["EMAIL", "SMS"]

INVITING = {
    USERNAME: "people may not know what to sign in with",
    SECRET: "people would not learn their temporary password",
}
PROVING = {SECRET: "people would not get their code"}
LINKING = {LINK: "people would have nothing to follow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message by one medium: the paths of its texts, Cognito's own wording, why it needs its placeholders.

    `older` and `older_subject` are where pools from before `VerificationMessageTemplate` keep the same texts.
    """

    id: str
    title: str
    medium: Medium
    body: str
    wording: str
    needs: Mapping[str, str]
    subject: str = ""
    subject_wording: str = ""
    older: str = ""
    older_subject: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """The settings that hold its texts, in the order in which people read them."""
        return (self.subject, self.body) if self.subject else (self.body,)

    @property
    def is_invitation(self) -> bool:
        return SECRET in self.needs and USERNAME in self.needs

    def needed(self, state: State) -> Mapping[str, str]:
        """The placeholders without which the message is of no use in such a pool, each with the reason."""
        if self.is_invitation and CODES & first_factors(state):
            return {USERNAME: self.needs[USERNAME]}
        return self.needs

    def lacks(self, text: str, state: State) -> dict[str, str]:
        """What it needs and a text has not, each with the reason."""
        return {name: why for name, why in self.needed(state).items() if not holds(text, name)}


INVITATION_EMAIL = Template(
    id="invitation-email",
    title="Invitation by e-mail",
    medium="EMAIL",
    body=f"{INVITATION}.EmailMessage",
    wording="Your username is {username} and temporary password is {####}.",
    needs=INVITING,
    subject=f"{INVITATION}.EmailSubject",
    subject_wording="Your temporary password",
)
INVITATION_SMS = Template(
    id="invitation-sms",
    title="Invitation by SMS",
    medium="SMS",
    body=f"{INVITATION}.SMSMessage",
    wording=INVITATION_EMAIL.wording,
    needs=INVITING,
)
CODE_EMAIL = Template(
    id="code-email",
    title="Verification code by e-mail",
    medium="EMAIL",
    body=f"{VERIFICATION}.EmailMessage",
    wording="Your verification code is {####}.",
    needs=PROVING,
    subject=f"{VERIFICATION}.EmailSubject",
    subject_wording="Your verification code",
    older="EmailVerificationMessage",
    older_subject="EmailVerificationSubject",
)
CODE_SMS = Template(
    id="code-sms",
    title="Verification code by SMS",
    medium="SMS",
    body=f"{VERIFICATION}.SmsMessage",
    wording=CODE_EMAIL.wording,
    needs=PROVING,
    older="SmsVerificationMessage",
)
LINK_EMAIL = Template(
    id="link-email",
    title="Verification link by e-mail",
    medium="EMAIL",
    body=f"{VERIFICATION}.EmailMessageByLink",
    wording="Please click the link below to verify your email address. {##Verify Email##}",
    needs=LINKING,
    subject=f"{VERIFICATION}.EmailSubjectByLink",
    subject_wording="Your verification link",
)
SIGN_IN_SMS = Template(
    id="sign-in-sms",
    title="Sign-in code by SMS",
    medium="SMS",
    body="SmsAuthenticationMessage",
    wording="Your authentication code is {####}.",
    needs=PROVING,
)
SIGN_IN_EMAIL = Template(
    id="sign-in-email",
    title="Sign-in code by e-mail",
    medium="EMAIL",
    body=f"{EMAIL_FACTOR}.Message",
    wording=SIGN_IN_SMS.wording,
    needs=PROVING,
    subject=f"{EMAIL_FACTOR}.Subject",
    subject_wording="Your authentication code",
)
TEMPLATES = (
    INVITATION_EMAIL,
    INVITATION_SMS,
    CODE_EMAIL,
    CODE_SMS,
    LINK_EMAIL,
    SIGN_IN_SMS,
    SIGN_IN_EMAIL,
)
