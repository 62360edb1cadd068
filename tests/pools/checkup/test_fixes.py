"""Where a finding is put right: a link to the very field, for those who may change it."""

from typing import Any

import pytest
from django.test import RequestFactory

from console.access.models import Operator
from console.access.reach import PoolAccess, reach_pool
from console.cognito.connections import Connection
from pools.checkup.circumstances import NEEDS_MFA
from pools.checkup.examination import Examined, Finding
from pools.checkup.fixes import fixes
from pools.checkup.rules import CHECKS
from pools.settings.forms import SettingsForm
from pools.settings.sections import SECTIONS
from tests.pools.checkup.cases import FOUND
from tests.pools.checkup.conftest import sound_but

POOL = "us-east-1_Sound"


def access(operator: Operator) -> PoolAccess:
    request = RequestFactory().get("/")
    request.user = operator
    return reach_pool(request, "embedded", POOL)


def finding(name: str, changes: dict[str, Any]) -> Finding:
    state = sound_but(changes)
    evidence = CHECKS[name].finds(state)
    assert evidence
    return Finding(check=CHECKS[name], subject=Examined(state=state, reads=NEEDS_MFA), evidence=evidence)


@pytest.mark.parametrize(("name", "changes", "words"), FOUND)
def test_every_link_leads_to_a_field_of_that_form(
    name: str, changes: dict[str, Any], words: str, administrator: Operator, connection: Connection
) -> None:
    found = finding(name, changes)
    told = fixes(access(administrator), found)
    assert told
    assert all(fix.is_edited for fix in told) is not found.check.permanent
    for fix in (fix for fix in told if fix.is_edited):
        address, _, id = fix.url.partition("#id_")
        section = next(each for each in SECTIONS if each.id == address.split("/")[-2])
        form = SettingsForm(section=section, state=found.subject.state)
        assert id in form.fields
        assert fix.label == f"Edit “{section.title}”"


def test_a_section_is_offered_once(administrator: Operator, connection: Connection) -> None:
    (fix,) = fixes(
        access(administrator),
        finding("password-too-simple", {"Policies.PasswordPolicy": {"MinimumLength": 8}}),
    )
    assert fix.url.endswith("#id_Policies-PasswordPolicy-MinimumLength")


def test_readers_are_led_to_where_it_stands(viewer: Operator, connection: Connection) -> None:
    told = fixes(access(viewer), finding("deletion-protection-off", {"DeletionProtection": None}))
    assert [(fix.is_edited, fix.url.startswith(f"/pools/embedded/{POOL}/#")) for fix in told] == [
        (False, True)
    ]
    assert told[0].label.startswith("See “")
