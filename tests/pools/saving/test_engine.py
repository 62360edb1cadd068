"""What has to hold of every save, whatever the pool is like: what was edited changes, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from console.access import actions
from console.cognito.connections import Connection
from console.cognito.gateway import Access, Target
from console.emulator import behaviour
from console.emulator.factories import find_pool
from console.emulator.overlay import mfa
from console.emulator.overlay.pools import describe
from pools.saving import engine
from pools.saving.engine import Outcome, Report
from pools.saving.proposals import Proposal
from pools.saving.settings import MFA, Section
from pools.saving.states import value_at
from pools.settings.gateway import SettingsGateway
from pools.settings.sections import EDITED
from pools.settings.state import COMPARISON, DAYS, GIVEN, LEGACY_DAYS, MFA_MODE, is_edited
from tests.pools.configurations import configurations, install

# Written by Cognito alone.
BY_ITSELF = ("LastModifiedDate", "CreationDate", "EstimatedNumberOfUsers")
# Kept equal to something else by Cognito, so that both change together.
MIRRORS = {
    "MfaConfiguration": MFA_MODE,
    f"{MFA}.SmsMfaConfiguration": "SmsConfiguration",
    f"{MFA}.SmsMfaConfiguration.SmsConfiguration": "SmsConfiguration",
    f"{MFA}.SmsMfaConfiguration.SmsAuthenticationMessage": "SmsAuthenticationMessage",
    LEGACY_DAYS: DAYS,
}
QUICK = settings(max_examples=15, suppress_health_check=list(HealthCheck))
# A failure there is found again, and made small, by the quick test with its seed.
LONG = settings(QUICK, max_examples=100, phases=[Phase.explicit, Phase.reuse, Phase.generate])


class Unrecorded:
    """A recorder without a trail."""

    def asked(
        self, action: str, *, operation: str, connection: str, target: Target, details: Mapping[str, Any]
    ) -> "Unrecorded":
        return self

    def ended(self, outcome: str, *, request_id: str = "", message: str = "", target: Any = None) -> None:
        """Nothing is kept."""


@pytest.fixture(params=[False, True], ids=["omitted is reset", "omitted is kept"])
def saver(
    request: pytest.FixtureRequest, connection: Connection, pool_id: str, db: None
) -> Iterator[SettingsGateway]:
    behaviour.behaviour.keep_omitted = request.param
    yield SettingsGateway(
        Access(
            connection=connection,
            recorder=Unrecorded(),
            operations=frozenset(actions.CHANGE_SETTINGS.operations),
            read_only=False,
            pool_id=pool_id,
        )
    )
    behaviour.reset()


def raw_leaves(pool_id: str) -> dict[str, Any]:
    """Every leaf of both answers, taken out of the service itself; structures are not looked into twice."""
    pool = find_pool(pool_id)
    return dict(_leaves({**describe(pool), MFA: mfa.describe(pool)}))


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value and path not in COMPARISON.whole:
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif path not in BY_ITSELF:
        yield path, sorted(value, key=repr) if isinstance(value, list) else value


def edits(section: Section, other: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """A change of one section to what another valid pool has there, but for what Cognito cannot take away."""
    settings = [setting for setting in section.settings if is_edited(setting)]
    return {
        setting.path: value
        for setting in settings
        if not _same(setting.path, value := value_at(other, setting.path), value_at(now, setting.path))
        and (value is not None or not (setting.kind == "text" or setting.path.startswith("SmsConfiguration")))
    }


def check_one_edit(saver: SettingsGateway, data: st.DataObject) -> None:
    install(saver.pool_id, data.draw(configurations(), label="pool"))
    now = saver.read_state()
    before = raw_leaves(saver.pool_id)
    install(saver.pool_id, data.draw(configurations(), label="other"))
    other = saver.read_state()
    section = data.draw(st.sampled_from(EDITED), label="section")
    changes = edits(section, other, now)
    install_back(saver.pool_id, before_state=now)
    assert raw_leaves(saver.pool_id) == before
    chosen = (
        data.draw(st.lists(st.sampled_from(sorted(changes)), unique=True, min_size=1), label="paths")
        if changes
        else []
    )
    proposal = Proposal(baseline=now, changes={path: changes[path] for path in chosen})
    report = engine.save(saver, proposal, pause=lambda seconds: None)
    after = raw_leaves(saver.pool_id)
    moved = {
        path for path in before.keys() | after.keys() if not _same(path, before.get(path), after.get(path))
    }
    event(str(report.outcome) if isinstance(report, Report) else "nothing to do")
    if not isinstance(report, Report):
        assert moved == set()
        return
    # Where Cognito refused a half, only the other has moved; where it refused all, nothing has.
    landed = {each.path for each in report.landed if report.outcome is not Outcome.REFUSED}
    assert {path for path in moved if not _stands_for(path, landed)} == set()
    assert report.moved == []
    if report.outcome is Outcome.SAVED:
        # A service that keeps what is left out cannot be made to forget devices: that is told.
        kept = {each.path for each in report.missing} if behaviour.behaviour.keep_omitted else set()
        assert {path for path in kept if not path.startswith("DeviceConfiguration.")} == set()
        assert report.different == [] and (kept or report.missing == [])


def install_back(pool_id: str, *, before_state: Mapping[str, Any]) -> None:
    install(pool_id, {name: value for name, value in before_state.items() if name not in GIVEN})


def _same(path: str, one: Any, other: Any) -> bool:
    return COMPARISON.means_same(path, one, other)


def _stands_for(path: str, asked: set[str]) -> bool:
    names = {path, *(mirrored for mirror, mirrored in MIRRORS.items() if path.startswith(mirror))}
    pairs = [(name, one) for name in names for one in asked]
    return any(name == one or one.startswith(f"{name}.") or name.startswith(f"{one}.") for name, one in pairs)


@pytest.mark.long
@QUICK
@given(data=st.data())
def test_exactly_what_was_edited_changes(saver: SettingsGateway, data: st.DataObject) -> None:
    check_one_edit(saver, data)


@pytest.mark.long
@LONG
@given(data=st.data())
def test_exactly_what_was_edited_changes_in_many_pools(saver: SettingsGateway, data: st.DataObject) -> None:
    check_one_edit(saver, data)
