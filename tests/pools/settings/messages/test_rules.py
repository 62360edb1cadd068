"""What a text has to hold, whoever writes it."""

from typing import Any

import pytest

from console.cognito import model
from pools.saving.rules import broken
from pools.saving.states import with_changes
from pools.settings.messages.templates import (
    CODE_EMAIL,
    CODE_SMS,
    INVITATION_EMAIL,
    INVITATION_SMS,
    LINK_EMAIL,
    SIGN_IN_EMAIL,
    SIGN_IN_SMS,
    TEMPLATES,
    Template,
)
from pools.settings.rules.messages import RULES
from pools.settings.sections import SECTIONS
from pools.settings.state import written_by


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_every_text_is_a_setting_that_can_be_written_and_its_wording_fits_the_model(
    template: Template,
) -> None:
    known = {setting.path for section in SECTIONS for setting in section.settings}
    wordings = dict(zip(template.paths[::-1], (template.wording, template.subject_wording), strict=False))
    for path in template.paths:
        assert path in known
        operation, written = written_by(path) or ("", "")
        limits = model.constraint(operation, written)
        assert model.fits(wordings[path], limits.pattern)
        assert len(wordings[path]) <= (limits.maximum or 140)
    assert template.lacks(template.wording, {}) == {}


def broken_by(path: str, text: str, **members: Any) -> list[str]:
    return [rule.message for rule in broken(with_changes(members, {path: text}), RULES)]


def test_an_invitation_needs_the_name_and_the_password() -> None:
    for path in (INVITATION_EMAIL.body, INVITATION_SMS.body):
        first, second = broken_by(path, "Welcome!")
        assert "{username}" in first and "{####}" in second
        assert broken_by(path, "{username} {####}") == []


def test_where_people_have_no_password_an_invitation_needs_none() -> None:
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    assert broken_by(INVITATION_EMAIL.body, "Welcome, {username}", Policies=policies) == []
    assert len(broken_by(INVITATION_EMAIL.body, "Welcome", Policies=policies)) == 1


@pytest.mark.parametrize("template", [CODE_EMAIL, CODE_SMS, SIGN_IN_SMS, SIGN_IN_EMAIL])
def test_a_code_needs_its_place(template: Template) -> None:
    assert len(broken_by(template.body, "Here it is")) == 1
    assert broken_by(template.body, "{####}") == []


def test_a_link_needs_words_to_press() -> None:
    assert len(broken_by(LINK_EMAIL.body, "{####}")) == 1
    assert len(broken_by(LINK_EMAIL.body, "{##  ##}")) == 1
    assert broken_by(LINK_EMAIL.body, "{##Verify##}") == []


def test_texts_that_are_not_set_break_no_rule() -> None:
    assert broken({}, RULES) == []
