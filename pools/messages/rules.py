"""Messages that Cognito refuses, or that would be of no use to those who get them."""

from pools.messages.templates import TEMPLATES, Template
from pools.saving.rules import Rule
from pools.saving.states import State, found


def _rule(template: Template, placeholder: str, reason: str) -> Rule:
    def lacks(state: State) -> bool:
        text = found(state, template.body)
        return bool(text) and placeholder in template.lacks(text, state)

    return Rule(
        paths=(template.body,),
        broken=lacks,
        message=f"It has to contain {placeholder}: without it, {reason}.",
    )


# Those of the model come first where there are any: it knows no placeholders in invitations.
MESSAGE_RULES = tuple(
    _rule(template, placeholder, reason)
    for template in TEMPLATES
    for placeholder, reason in template.needs.items()
)
