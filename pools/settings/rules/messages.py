"""What the texts of messages have to contain."""

from pools.saving.rules import Rule
from pools.saving.states import State, value_at
from pools.settings.messages.placeholders import LINK, USERNAME
from pools.settings.messages.templates import TEMPLATES, Template

INVITATIONS = tuple(template.body for template in TEMPLATES if template.is_invitation)


def _rule(template: Template, path: str, placeholder: str) -> Rule:
    def lacks(state: State) -> bool:
        text = value_at(state, path)
        return bool(text) and placeholder in template.lacks(text, state)

    return Rule(paths=(path,), broken=lacks, message=_message(template, placeholder))


def _message(template: Template, placeholder: str) -> str:
    if placeholder == LINK:
        return "It has to contain the words of the link, such as {##Verify your address##}."
    secret = "the temporary password" if template.is_invitation else "the code"
    return f"It has to contain {placeholder}, where Cognito puts {'the name' if placeholder == USERNAME else secret}."


RULES: tuple[Rule, ...] = tuple(
    _rule(template, path, placeholder)
    for template in TEMPLATES
    for path in filter(None, (template.body, template.older))
    for placeholder in template.needs
)
