"""Every rule both ways: what it objects to, what comes near and is right, and what makes it less serious."""

from typing import Any

import pytest

from pools.checkup.checks import Severity
from pools.checkup.models import Acceptance
from pools.checkup.rules import CHECKS, THEMES
from pools.saving.settings import leaves
from pools.saving.states import with_changes
from pools.settings.pool_facts import pool_state
from pools.settings.state import is_edited
from pools.settings.words import setting_of_pool
from tests.pools.checkup.cases import AS_SERIOUS_AS_IT_IS, FOUND, MFA, MILDER, RIGHT
from tests.pools.checkup.conftest import (
    SOUND,
    sound_but,
)


@pytest.mark.parametrize(("name", "changes", "words"), FOUND)
def test_a_rule_finds_what_it_is_for(name: str, changes: dict[str, Any], words: str) -> None:
    evidence = CHECKS[name].finds(sound_but(changes))
    assert evidence is not None
    assert words in evidence.words


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_says_nothing_of_a_sound_pool(name: str) -> None:
    assert CHECKS[name].finds(SOUND) is None


@pytest.mark.parametrize(("name", "changes"), RIGHT)
def test_a_rule_raises_no_false_alarm(name: str, changes: dict[str, Any]) -> None:
    assert CHECKS[name].finds(sound_but(changes)) is None


@pytest.mark.parametrize(("name", "changes", "words"), MILDER)
def test_what_makes_a_finding_less_serious_is_said(name: str, changes: dict[str, Any], words: str) -> None:
    state = sound_but(changes)
    circumstance = CHECKS[name].circumstance(state)
    assert CHECKS[name].finds(state) is not None
    assert circumstance is not None
    assert words in circumstance.words


@pytest.mark.parametrize(("name", "changes"), AS_SERIOUS_AS_IT_IS)
def test_nothing_else_makes_it_less_serious(name: str, changes: dict[str, Any]) -> None:
    state = sound_but(changes)
    assert CHECKS[name].finds(state) is not None
    assert CHECKS[name].circumstance(state) is None


def test_every_rule_is_tried_both_ways() -> None:
    assert {name for name, *_ in FOUND} == set(CHECKS)
    with_circumstances = {name for name, check in CHECKS.items() if check.milder}
    # The e-mail of the second factor shares its circumstance with the other messages.
    shared = {"second-factor-message-without-code", "invitation-without-username"}
    assert {name for name, *_ in MILDER} == with_circumstances - shared


def test_there_are_many_rules_and_each_has_a_name_of_its_own() -> None:
    assert len(CHECKS) == sum(len(checks) for checks in THEMES.values()) >= 40
    assert {check.severity for check in CHECKS.values()} == set(Severity)


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_is_said_in_whole_sentences(name: str) -> None:
    check = CHECKS[name]
    longest = Acceptance._meta.get_field("check_name").max_length
    assert longest and len(name) <= longest
    assert check.name == name
    assert not check.title.endswith(".")
    assert all(text.endswith(".") and text[0].isupper() for text in (check.passes, check.why, check.advice))
    assert all(circumstance.words.endswith(".") for circumstance in check.milder)


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_leads_to_settings_that_the_pool_shows_and_that_can_be_changed(name: str) -> None:
    check = CHECKS[name]
    # Counted by Cognito, not set by anybody.
    told = [path for path in check.paths if not path.endswith("ConfigurationFailure")]
    assert [path for path in told if setting_of_pool(path)[1] is None] == []
    assert check.permanent or any(is_edited(setting_of_pool(path)[0]) for path in told)


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_that_does_without_the_second_store_says_the_same_without_it(name: str) -> None:
    check = CHECKS[name]
    if not check.needs:
        for _, changes, _ in [case for case in FOUND if case[0] == name]:
            state = sound_but(changes)
            mode = state[MFA]["MfaConfiguration"]
            described = {key: value for key, value in state.items() if key != MFA}
            alone = pool_state({**described, "MfaConfiguration": mode}, None)
            assert check.finds(alone) == check.finds(state)


def test_no_rule_stumbles_over_what_a_pool_lacks() -> None:
    full = SOUND
    for _, changes, _ in FOUND:
        full = with_changes(full, changes)
    for path in ["", *dict(leaves(full))]:
        state = with_changes(full, {path: None}) if path else pool_state({"Id": "x", "Name": "x"}, {})
        for check in CHECKS.values():
            check.finds(state)
            check.circumstance(state)
