"""Which settings of threat protection do not go together."""

from pools.protection.sections import (
    ACTION,
    EMAILS,
    FILTER,
    FROM,
    LEVELS,
    NOTIFICATION,
    NOTIFY,
    REPLY_TO,
    SOURCE,
)
from pools.saving.rules import Rule
from pools.saving.states import State, means_same, value_at

NEEDS_SENDER = "Telling users takes a sender: give an SES identity under “Messages to users”."


def _names_events_alone(now: State, wanted: State) -> bool:
    """Whether events are chosen anew where nothing would happen at them."""
    chosen = value_at(wanted, FILTER)
    return value_at(wanted, ACTION) is None and bool(chosen) and not means_same(value_at(now, FILTER), chosen)


def _has_text(state: State, email: str) -> bool:
    return bool(value_at(state, f"{email}.HtmlBody") or value_at(state, f"{email}.TextBody"))


def _is_no_address(path: str) -> Rule:
    return Rule(
        paths=(path,),
        broken=lambda state: "@" not in (value_at(state, path) or "@"),
        message="This is not an e-mail address.",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        paths=(ACTION,),
        forbidden=_names_events_alone,
        message="Choose what happens at these events.",
    ),
    *(
        Rule(
            paths=(f"{level}.EventAction",),
            broken=lambda state, level=level: (  # type: ignore[misc]
                bool(value_at(state, f"{level}.Notify")) and value_at(state, f"{level}.EventAction") is None
            ),
            message="Choose what happens: the e-mail tells of it.",
        )
        for level in LEVELS
    ),
    *(
        Rule(
            paths=(path, SOURCE),
            broken=lambda state, path=path: bool(value_at(state, path)) and not value_at(state, SOURCE),  # type: ignore[misc]
            message=NEEDS_SENDER,
        )
        for path in NOTIFY
    ),
    Rule(
        paths=(SOURCE,),
        broken=lambda state: bool(value_at(state, NOTIFICATION)) and not value_at(state, SOURCE),
        message="Sender and messages need an SES identity: give its ARN, or leave all of them empty.",
    ),
    *(
        Rule(
            paths=(f"{email}.Subject",),
            broken=lambda state, email=email: (  # type: ignore[misc]
                _has_text(state, email) and not value_at(state, f"{email}.Subject")
            ),
            message="A message needs a subject.",
        )
        for email in EMAILS
    ),
    *(
        Rule(
            paths=(f"{email}.HtmlBody", f"{email}.TextBody"),
            broken=lambda state, email=email: (  # type: ignore[misc]
                bool(value_at(state, f"{email}.Subject")) and not _has_text(state, email)
            ),
            message="A message needs a text: HTML, plain, or both.",
        )
        for email in EMAILS
    ),
    *map(_is_no_address, (FROM, REPLY_TO)),
)
