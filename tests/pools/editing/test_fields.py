"""Fields: limits and choices of the model, texts as browsers send them, and what is there stays fine."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from pools.editing.fields.pairs import PairsWidget, TagsField
from pools.saving.settings import MFA, Setting
from pools.settings.fields import LevelsField, pool_field
from pools.settings.sections import EDITED
from tests.pages import Sent

SETTINGS = {setting.path: setting for section in EDITED for setting in section.settings}
LETTER = "VerificationMessageTemplate.EmailMessage"
SUBJECT = "VerificationMessageTemplate.EmailSubject"
SMS = "SmsAuthenticationMessage"
INVITATION_SMS = "AdminCreateUserConfig.InviteMessageTemplate.SMSMessage"
DAYS = "Policies.PasswordPolicy.TemporaryPasswordValidityDays"
FIRST = "Policies.SignInPolicy.AllowedFirstAuthFactors"
GRANTS = "DcrConfiguration.AuthenticatedGrantTypes"
SCOPES = "DcrConfiguration.AllowedScopes"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
TRIGGER = "LambdaConfig.PreSignUp"
REPLY = "EmailConfiguration.ReplyToEmailAddress"


def field(path: str, present: Any = None, plan: str = "PLUS") -> forms.Field:
    return pool_field(SETTINGS[path], present, plan=plan)


def cleaned(path: str, value: Any, present: Any = None) -> Any:
    return field(path, present).clean(value)


def problem(path: str, value: Any, present: Any = None) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        cleaned(path, value, present)
    return " ".join(refused.value.messages)


# Texts


def test_line_ends_of_a_browser_become_those_of_a_message() -> None:
    assert cleaned(LETTER, "One\r\nTwo {####}\r\n") == "One\nTwo {####}\n"


@pytest.mark.parametrize("present", ["One\r\nTwo {####}", "One\rTwo {####}", "One\nTwo {####}"])
def test_a_text_that_nobody_touched_keeps_its_own_line_ends(present: str) -> None:
    assert cleaned(LETTER, "One\r\nTwo {####}", present) == present


def test_spaces_around_a_message_belong_to_it_and_around_a_name_do_not() -> None:
    assert cleaned(LETTER, "  {####}  ") == "  {####}  "
    assert cleaned("Name", "  Staff  ") == "Staff"


@pytest.mark.parametrize("path", [LETTER, SUBJECT, SMS, TRIGGER])
@pytest.mark.parametrize("blank", ["", "   ", "\r\n \t", None])
def test_a_text_of_blanks_alone_is_none(path: str, blank: str | None) -> None:
    assert cleaned(path, blank) is None


@pytest.mark.parametrize("path", [LETTER, SUBJECT, SMS, INVITATION_SMS, "Name"])
def test_a_text_that_is_set_cannot_be_emptied(path: str) -> None:
    assert problem(path, " ", "Text {####}") == SETTINGS[path].stays


def test_what_may_be_emptied_can_be() -> None:
    assert cleaned(REPLY, "", "help@example.com") is None
    assert cleaned(TRIGGER, "", "arn:aws:lambda:eu-west-1:123456789012:function:one") is None


@pytest.mark.parametrize(
    "text",
    [
        "Grüße, Ωλά, здравствуйте, 你好, مرحبا, हिन्दी {####}",
        "½ ² № € → ♥ 🎉 👍 {####}",
        "Punctuation «»„“—…·{####}",
        "Tab\tand\nlines {####}",
    ],
)
def test_letters_marks_symbols_numbers_and_punctuation_of_all_scripts_are_taken(text: str) -> None:
    assert cleaned(LETTER, text) == text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A no-break space:\u00a0{####}", "U+00A0"),
        ("A family 👩\u200d👧 {####}", "U+200D"),
        ("Right to left \u202e{####}", "U+202E"),
        ("Bell \a {####}", "U+0007"),
        ("Private \ue000 and \ue001 {####}", "U+E000, U+E001"),
    ],
)
def test_characters_outside_the_models_classes_are_named(text: str, named: str) -> None:
    assert problem(LETTER, text) == f"There are characters in it that Cognito does not take: {named}."


def test_an_odd_character_that_is_there_may_stay() -> None:
    odd = "A family 👩\u200d👧 {####}"
    assert cleaned(LETTER, odd, odd) == odd


def test_twenty_thousand_characters_are_taken_and_one_more_is_not() -> None:
    longest = "{####}" + "é" * (20_000 - 6)
    assert cleaned(LETTER, longest) == longest
    assert "20000" in problem(LETTER, longest + "é")


def test_a_line_end_counts_as_one_character() -> None:
    assert cleaned(LETTER, "{####}" + "\r\n" * (20_000 - 6)) == "{####}" + "\n" * (20_000 - 6)


def test_an_sms_has_a_hundred_and_forty_characters() -> None:
    assert cleaned(SMS, "{####}" + "a" * 134) == "{####}" + "a" * 134
    assert "140" in problem(SMS, "{####}" + "a" * 135)
    assert "6" in problem(SMS, "{#}")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (LETTER, "No code", "It has to contain {####}"),
        ("VerificationMessageTemplate.EmailMessageByLink", "No link", "the words of the link"),
        (TRIGGER, "a function that is called so", "This is not an ARN"),
        (REPLY, "nobody", "This is not an e-mail address"),
        ("Name", "Staff/People", "its rule"),
    ],
)
def test_a_text_that_does_not_fit_says_what_is_expected(path: str, text: str, said: str) -> None:
    assert said in problem(path, text)


@pytest.mark.parametrize(
    ("path", "lines"),
    [(LETTER, True), (INVITATION_SMS, True), (SUBJECT, False), (SMS, False), (TRIGGER, False)],
)
def test_only_texts_that_may_have_lines_get_a_box_of_lines(path: str, lines: bool) -> None:
    assert isinstance(field(path).widget, forms.Textarea) is lines


def test_a_line_end_in_a_field_of_one_line_is_lost_only_by_touching_it() -> None:
    assert cleaned(SUBJECT, "Yourcode", "Your\ncode") == "Your\ncode"
    assert cleaned(SUBJECT, "Your code", "Your\ncode") == "Your code"


# Numbers


@pytest.mark.parametrize(("typed", "number"), [("12", 12), (" 12 ", 12), ("6", 6), ("99", 99)])
def test_numbers_within_the_models_limits_are_taken(typed: str, number: int) -> None:
    assert cleaned("Policies.PasswordPolicy.MinimumLength", typed) == number


@pytest.mark.parametrize("typed", ["5", "100", "-8", "8.5", "eight", "8e1", "٣٣٣"])
def test_numbers_outside_them_are_not(typed: str) -> None:
    assert problem("Policies.PasswordPolicy.MinimumLength", typed)


def test_a_number_with_a_default_says_it_when_it_is_emptied() -> None:
    assert problem("Policies.PasswordPolicy.MinimumLength", "") == "Write a number. Cognito’s own is 8."


def test_days_begin_with_one_but_nought_that_is_there_may_stay() -> None:
    assert problem(DAYS, "0")
    assert cleaned(DAYS, "0", 0) == 0
    assert cleaned(DAYS, "365") == 365
    assert "never be taken away" in problem(DAYS, "", 7)
    assert cleaned(DAYS, "") is None


# Choices


def choices_of(path: str, present: Any = None) -> dict[str, str]:
    found = field(path, present)
    assert isinstance(found, forms.ChoiceField)
    return {str(value): str(label) for value, label in found.choices}  # type: ignore[union-attr, misc]


def test_a_choice_without_a_default_can_be_unset() -> None:
    passkeys = f"{MFA}.WebAuthnConfiguration.UserVerification"
    assert list(choices_of(passkeys)) == ["", "required", "preferred"]
    assert cleaned(passkeys, "") is None
    assert cleaned(passkeys, "required") == "required"


def test_a_choice_with_a_default_is_always_one_of_them_in_the_order_of_our_words() -> None:
    assert list(choices_of(f"{MFA}.MfaConfiguration")) == ["OFF", "OPTIONAL", "ON"]


def test_a_plan_once_told_cannot_be_unset() -> None:
    assert list(choices_of("UserPoolTier", "LITE")) == ["LITE", "ESSENTIALS", "PLUS"]
    assert list(choices_of("UserPoolTier")) == ["", "LITE", "ESSENTIALS", "PLUS"]


def test_a_value_that_nobody_knows_is_offered_because_it_is_there() -> None:
    assert choices_of("UserPoolTier", "ULTRA")["ULTRA"] == "As it is: ULTRA"
    assert cleaned("UserPoolTier", "ULTRA", "ULTRA") == "ULTRA"
    assert problem("UserPoolTier", "ULTRA", "PLUS") == "Choose one of these."


@pytest.mark.parametrize("value", ["nonsense", None])
def test_nothing_else_can_be_chosen(value: str | None) -> None:
    assert problem("UserPoolTier", value, "PLUS") == "Choose one of these."


def test_a_flag_is_true_or_false_or_none() -> None:
    remembered = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"
    assert list(choices_of(remembered)) == ["", "True", "False"]
    assert [cleaned(remembered, text) for text in ("", "True", "False")] == [None, True, False]


def test_several_are_chosen_by_boxes_and_none_is_none() -> None:
    assert cleaned("AutoVerifiedAttributes", []) is None
    assert cleaned("AutoVerifiedAttributes", ["email", "phone_number"]) == ["email", "phone_number"]
    assert cleaned("AutoVerifiedAttributes", ["email", "phone_number"], ["phone_number", "email"]) == [
        "phone_number",
        "email",
    ]


def test_what_cognito_does_not_support_yet_is_offered_only_where_it_is_set() -> None:
    assert "SOFTWARE_TOKEN" not in choices_of(FIRST)
    assert "SOFTWARE_TOKEN" in choices_of(FIRST, ["SOFTWARE_TOKEN"])
    assert problem(FIRST, []) == "Choose at least one."


def test_an_empty_list_is_a_choice_apart_from_none() -> None:
    assert [cleaned(GRANTS, text) for text in ("", "[]", '["code"]')] == [None, [], ["code"]]
    assert field(GRANTS).prepare_value(None) == ""
    assert field(GRANTS, []).prepare_value([]) == "[]"


def test_a_list_in_another_order_is_the_same_choice_and_stays_as_it_is() -> None:
    present = ["client_credentials", "code"]
    text = field(GRANTS, present).prepare_value(present)
    assert len(choices_of(GRANTS, present)) == len(choices_of(GRANTS))
    assert cleaned(GRANTS, text, present) == present


def test_an_unusual_list_is_offered_in_words() -> None:
    present = ["implicit", "code"]
    assert "As it is: Implicit (ignored), Authorisation code" in choices_of(GRANTS, present).values()


def test_ways_to_recover_are_whole_choices() -> None:
    ways = [{"Priority": 2, "Name": "verified_email"}, {"Priority": 1, "Name": "verified_phone_number"}]
    assert "" in choices_of(RECOVERY)
    assert len(choices_of(RECOVERY)) == len(choices_of(RECOVERY, ways)) == 6
    assert cleaned(RECOVERY, field(RECOVERY, ways).prepare_value(ways), ways) == ways
    odd = [{"Priority": 2, "Name": "verified_email"}]
    assert "As it is: A code to the verified e-mail address" in choices_of(RECOVERY, odd).values()


# Lines


def test_lines_are_values_without_blanks_and_repetitions() -> None:
    assert cleaned(SCOPES, " shop/read \r\n\r\nshop/write\nshop/read") == ["shop/read", "shop/write"]
    assert cleaned(SCOPES, " \r\n ") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two words", "“two words” cannot be used."),
        ("a" * 257, "256"),
        ("\n".join(f"s/{number}" for number in range(51)), "at most 50"),
    ],
)
def test_lines_that_cannot_be_are_named(text: str, said: str) -> None:
    assert said in problem(SCOPES, text)


# Hints


def test_a_field_tells_its_path_its_limits_and_what_it_can_do() -> None:
    length = field("Policies.PasswordPolicy.MinimumLength")
    assert length.api_path == "Policies.PasswordPolicy.MinimumLength"  # type: ignore[attr-defined]
    assert "6 to 99." in str(length.help_text)
    assert "6 to 20,000 characters." in str(field(LETTER).help_text)
    assert "hint-caution" in str(field("DeletionProtection").help_text)


def test_a_field_whose_plan_is_missing_says_so() -> None:
    gated = "UserPoolAddOns.AdvancedSecurityMode"
    said = "Needs the Plus plan; this pool has Essentials."
    assert said in str(field(gated, plan="ESSENTIALS").help_text)
    assert "Needs" not in str(field(gated, plan="PLUS").help_text)
    assert "Needs" not in str(field("UserPoolTier", plan="LITE").help_text)


def test_hints_are_escaped() -> None:
    setting = Setting(path="Name", label="Name", help="<b>bold</b>")
    assert "&lt;b&gt;" in str(pool_field(setting, None).help_text)


@pytest.mark.parametrize("path", sorted(SETTINGS))
def test_every_field_is_told_in_our_words_or_by_its_choices(path: str) -> None:
    setting = SETTINGS[path]
    assert setting.label
    assert setting.label[0].isupper()
    for text in (setting.help, setting.caution, setting.stays, setting.fixed):
        assert not text or text.endswith((".", "…", ":"))


# Tags

PRESENT = {"team": "a", "cost": "", "aws:cloudformation:stack-name": "base"}


def tags(*rows: tuple[str, str], present: dict[str, str] | None = None) -> Any:
    return TagsField(present=PRESENT if present is None else present).clean(list(rows))


def wrong_tags(*rows: tuple[str, str], present: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(forms.ValidationError) as refused:
        tags(*rows, present=present)
    return refused.value.messages


def test_tags_are_rows_and_empty_rows_do_not_count() -> None:
    assert tags(("team", "b"), ("", ""), (" new ", " x "), ("flag", ""), present={}) == {
        "team": "b",
        "new": "x",
        "flag": "",
    }
    assert tags(("", ""), (" ", " "), present={}) is None


def test_tags_of_aws_stay_whatever_is_sent() -> None:
    assert tags(("team", "a")) == {"team": "a", "aws:cloudformation:stack-name": "base"}
    assert tags(("", "")) == {"aws:cloudformation:stack-name": "base"}


def test_rows_that_were_not_sent_at_all_change_nothing() -> None:
    assert PairsWidget().value_from_datadict(QueryDict(), {}, "UserPoolTags") is None
    assert TagsField(present=PRESENT).clean(None) == PRESENT


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "value"), "needs a key"),
        (("aws:mine", "x"), "only AWS itself"),
        (("AWS:mine", "x"), "only AWS itself"),
        (("k" * 129, "x"), "longer than 128"),
        (("key", "v" * 257), "longer than 256"),
        (("key!", "x"), "“key!” cannot be used"),
        (("key", "<b>"), "“<b>” cannot be used"),
    ],
)
def test_a_tag_that_cannot_be_says_why(row: tuple[str, str], said: str) -> None:
    assert any(said in message for message in wrong_tags(row))


def test_longest_tags_of_any_script_are_taken() -> None:
    longest = {"é" * 128: "語" * 256, "a b_c.d:e/f=g+h-i@j": "1"}
    assert tags(*longest.items(), present={}) == longest


def test_an_odd_tag_that_is_there_may_stay() -> None:
    present = {"odd!": "<b>", "line": "a\nb"}
    assert tags(("odd!", "<b>"), ("line", "ab"), present=present) == present


def test_tags_are_at_most_fifty_besides_those_of_aws() -> None:
    rows = [(f"key{number}", "") for number in range(51)]
    assert wrong_tags(*rows) == ["A pool has at most 50 tags; these are 51."]
    assert len(tags(*rows[:50])) == 51


def test_a_key_that_is_there_twice_is_named() -> None:
    assert wrong_tags(("team", "a"), ("team", "b"), ("x", "y")) == ["“team” is there more than once."]


def drawn(found: forms.Field, value: Any) -> tuple[str, QueryDict]:
    html = found.widget.render("tags", found.prepare_value(value), attrs={"id": "id_tags"})
    return html, Sent(html).data


def test_there_are_empty_rows_for_new_tags_but_never_more_than_fifty() -> None:
    _, data = drawn(TagsField(present=PRESENT), PRESENT)
    assert sum(name.endswith("-name") for name in data) == 2 + 5
    many = {f"key{number}": "" for number in range(48)}
    _, data = drawn(TagsField(present=many), many)
    assert sum(name.endswith("-name") for name in data) == 50


def test_tags_of_aws_are_told_and_have_no_input() -> None:
    html, data = drawn(TagsField(present=PRESENT), PRESENT)
    assert "aws:cloudformation:stack-name" in html
    assert "base" not in data.values()


def test_tags_are_hostile_text() -> None:
    html, _ = drawn(TagsField(present={}), {'"><img>': "<script>", "aws:x<y>": "<b>"})
    assert "<img>" not in html
    assert "<script>" not in html


def test_what_was_typed_wrongly_is_still_there() -> None:
    html, _ = drawn(TagsField(present={}), [("key!", "x"), ("", "")])
    assert 'value="key!"' in html


# Levels


def test_levels_are_four_names_and_an_empty_one_is_cognitos_own() -> None:
    found = LevelsField(present=None)
    rows = [("Level1", " urn:one "), ("Level2", ""), ("Level3", ""), ("Level4", "urn:four")]
    assert found.clean(rows) == {"Level1": {"AcrValue": "urn:one"}, "Level4": {"AcrValue": "urn:four"}}
    assert found.clean([("Level1", " ")]) is None


@pytest.mark.parametrize(
    ("name", "said"), [("a b", "plain ASCII"), ("ä", "plain ASCII"), ("a" * 65, "at most 64")]
)
def test_a_level_that_cannot_be_called_so_is_named(name: str, said: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        LevelsField(present=None).clean([("Level2", name)])
    assert refused.value.messages[0].startswith("Level2: ")
    assert said in refused.value.messages[0]


def test_levels_show_what_they_are_called_otherwise() -> None:
    html, data = drawn(LevelsField(present=None), {"Level1": {"AcrValue": "urn:one"}})
    assert data["tags-0-value"] == "urn:one"
    assert 'placeholder="urn:cognito:loa:2"' in html


def test_levels_that_were_not_sent_change_nothing() -> None:
    present = {"Level1": {"AcrValue": "urn:one"}}
    assert LevelsField(present=present).clean(None) == present
