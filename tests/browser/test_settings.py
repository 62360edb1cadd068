"""Every field of every section: set, changed and cleared in a browser, and read back from the service."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.emulator import world
from console.emulator.overlay import perform
from pools.editing.fields.choices import WholeField
from pools.editing.forms import name_of
from pools.saving.settings import Setting
from pools.saving.states import value_at, with_changes
from pools.settings.forms import SettingsForm
from pools.settings.sections import EDITED
from pools.settings.state import COMPARISON, state_of
from tests.browser.conftest import Visit
from tests.browser.settings_plans import HIDDEN, PLANS, Plan, Typed

REGION = "us-east-1"
SECTIONS = {section.id: section for section in EDITED}


def state_now(pool_id: str) -> dict[str, Any]:
    """What both calls answer, as one state."""
    asked = {"UserPoolId": pool_id}
    return state_of(
        perform("DescribeUserPool", REGION, asked)["UserPool"], perform("GetUserPoolMfaConfig", REGION, asked)
    )


def type_into(page: Page, name: str, value: Any) -> None:
    """What a person does to make a field say that; choices by their value or the beginning of their words."""
    control = page.locator(f'[name="{name}"]')
    kind = control.first.get_attribute("type") if control.count() else None
    if isinstance(value, dict | list) and kind != "checkbox":
        type_rows(page, name, value)
    elif kind == "checkbox" and isinstance(value, list):
        for box in control.all():
            box.set_checked(box.get_attribute("value") in value)
    elif kind == "checkbox":
        control.set_checked(value)
    elif kind == "radio":
        choose(page, name, value)
    else:
        control.fill(value)


def choose(page: Page, name: str, value: Any) -> None:
    written = "" if value is None else str(value)
    radio = page.locator(f'[name="{name}"][value="{written}"]')
    if radio.count():
        radio.check()
    else:
        group = page.locator(f"fieldset[id='id_{name}']")
        group.get_by_label(re.compile(rf"^\s*{written}")).check()


def type_rows(page: Page, name: str, rows: Any) -> None:
    if isinstance(rows, dict):
        for level, text in rows.items():
            page.locator(f"fieldset[id='id_{name}']").get_by_label(level).fill(text)
        return
    for number, (key, text) in enumerate(rows):
        page.locator(f'[name="{name}-{number}-name"]').fill(key)
        page.locator(f'[name="{name}-{number}-value"]').fill(text)


def expected(form: SettingsForm, path: str, value: Any) -> Any:
    """The value of a setting after that was typed into its field."""
    field = form.fields[name_of(path)]
    present = value_at(form.state, path)
    if isinstance(value, dict):
        names = {**{level: entry["AcrValue"] for level, entry in (present or {}).items()}, **value}
        return {level: {"AcrValue": name} for level, name in names.items() if name} or None
    if path == "UserPoolTags":
        system = {key: text for key, text in (present or {}).items() if key.startswith("aws:")}
        return {**{key: text for key, text in value if key}, **system}
    if isinstance(field, WholeField):
        by_label = {str(label): text for text, label in field.choices}  # type: ignore[union-attr, misc]
        written = next((text for label, text in by_label.items() if label.startswith(str(value))), value)
        return field.clean(written)
    return value if isinstance(value, bool) else field.clean(value)


def save(page: Page, pool_id: str, plan: Plan, typed: Typed, visit: Visit) -> None:
    before = state_now(pool_id)
    form = SettingsForm(section=SECTIONS[plan.section], state=before)
    visit(f"/pools/embedded/{pool_id}/settings/{plan.section}/")
    for path, value in typed.items():
        type_into(page, name_of(path), value)
    page.get_by_role("button", name="Review changes").click()
    page.get_by_role("button", name="Save changes").click()
    page.wait_for_url("**/history/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    after = state_now(pool_id)
    for path, value in typed.items():
        setting, wanted = form.settings[name_of(path)], expected(form, path, value)
        assert not holds(setting, value_at(before, path), wanted), f"{path} was so before"
        assert holds(setting, value_at(after, path), wanted), (path, value_at(after, path))


def holds(setting: Setting, now: Any, wanted: Any) -> bool:
    if setting.kind == "present":
        return (now is not None) is bool(wanted)
    # What is not set is as good as what Cognito does then.
    return COMPARISON.means_same(setting.path, now, wanted) or (now is None and wanted == setting.default)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.section}-{len(plan.saves)}")
def test_every_field_of_a_section_is_set_changed_and_cleared(
    plan: Plan,
    page: Page,
    connection: object,
    administrator: Operator,
    enter: Callable[[Operator], None],
    visit: Visit,
) -> None:
    pool_id = world.make_pool("Staff", **plan.pool)
    enter(administrator)
    for typed in plan.saves:
        save(page, pool_id, plan, typed, visit)


def test_no_field_is_forgotten() -> None:
    edited = {
        name_of(setting.path): setting
        for section in EDITED
        for setting in SettingsForm(section=section, state=full()).settings.values()
    }
    typed: dict[str, int] = {}
    for plan in PLANS:
        for path in {path for each in plan.saves for path in each}:
            typed[path] = typed.get(path, 0) + sum(path in each for each in plan.saves)
    assert {setting.path for setting in edited.values()} - set(typed) == HIDDEN
    once = {path for path, times in typed.items() if times == 1}
    # Set by the pool itself at first; a factor that is on is only turned off.
    assert {
        path for path in once if not next(each for each in edited.values() if each.path == path).legacy
    } == set()


def full() -> dict[str, Any]:
    """A pool that has the older settings too."""
    older = {
        "AdminCreateUserConfig.UnusedAccountValidityDays": 30,
        "LambdaConfig.PreTokenGeneration": "arn",
        "EmailVerificationMessage": "{####}",
        "EmailVerificationSubject": "x",
        "SmsVerificationMessage": "{####}",
    }
    return with_changes({"Name": "Staff", "GetUserPoolMfaConfig": {"MfaConfiguration": "OFF"}}, older)


def test_a_text_that_is_set_is_not_emptied_and_what_was_typed_stays(
    page: Page,
    connection: object,
    administrator: Operator,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
) -> None:
    pool_id = world.make_pool("Staff", VerificationMessageTemplate={"EmailSubject": "Your code"})
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/settings/messages/")
    page.locator('[name="VerificationMessageTemplate-EmailSubject"]').fill("")
    page.locator('[name="VerificationMessageTemplate-SmsMessage"]').fill("Code {####}")
    page.get_by_role("button", name="Review changes").click()
    expect(page).to_have_title("Error: Invitations and messages · Staff · Lifeguard")
    expect(page.locator("[data-error-summary]")).to_contain_text("Cognito cannot take this text away again")
    expect(page.locator('[name="VerificationMessageTemplate-SmsMessage"]')).to_have_value("Code {####}")
    accessible()


def test_a_problem_leads_to_the_field_of_another_section(
    page: Page,
    connection: object,
    administrator: Operator,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
) -> None:
    pool_id = world.make_pool("Staff")
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/settings/sign-up/")
    page.get_by_label("Phone number").first.check()
    page.get_by_role("button", name="Review changes").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("this pool has no SMS settings")
    accessible()
    page.get_by_role("link", name="E-mail and SMS delivery: IAM role that sends SMS").click()
    page.wait_for_url("**/settings/delivery/#id_SmsConfiguration-SnsCallerArn")
    expect(page.locator("#id_SmsConfiguration-SnsCallerArn")).to_be_in_viewport()
