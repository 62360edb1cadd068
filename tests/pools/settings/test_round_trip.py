"""A form that nobody touches changes nothing, whatever the pool is like."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pools.settings.forms import SettingsForm
from pools.settings.sections import EDITED
from tests.pools.browser import sent
from tests.pools.states import states


@pytest.mark.long
@given(state=states())
# A whole pool takes minutes to be made smaller, and tells the setting as it is.
@settings(max_examples=25, phases=[Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck))
def test_what_nobody_touches_stays_as_it_is(state: dict[str, Any]) -> None:
    told = {}
    for section in EDITED:
        data = sent(SettingsForm(section=section, state=state))
        form = SettingsForm(data, section=section, state=state)
        told[section.id] = form.errors or form.changes
    assert told == {section.id: {} for section in EDITED}
