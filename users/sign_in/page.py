"""How one user signs in: factors, devices, sessions, identities. What cannot be read says why, and blocks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from console.access.reach import PoolAccess
from console.cognito.lists import Stretch
from console.cognito.side_by_side import side_by_side, value_or
from console.ui.problems import Problem
from users.attributes.records import masked_identity
from users.opening import OpenedUser, open_user
from users.sign_in.devices import Device, DeviceGateway
from users.sign_in.factors import AuthFactors, FactorGateway
from users.sign_in.identities import MOST_LINKED, LinkedIdentity, linked_identities
from users.sign_in.masking import masked_device, masked_session
from users.sign_in.sessions import Session, SessionGateway
from users.tabs import Tab

MFA_WORDS = {
    "OFF": "Off, so nobody is asked for a second factor",
    "OPTIONAL": "Optional, so those are asked who have one that is on",
    "ON": "Required of everybody",
}


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """All that the tab shows. Of each part either the answer or the problem is there."""

    person: OpenedUser
    factors: AuthFactors | None
    devices: Stretch[Device] | None
    sessions: Sequence[Session] | None
    problems: tuple[Problem | None, ...]
    first_devices: bool = True

    @property
    def tabs(self) -> list[Tab]:
        return self.person.tabs_at("users:sign_in")

    @property
    def factors_problem(self) -> Problem | None:
        return self.problems[0]

    @property
    def devices_problem(self) -> Problem | None:
        return self.problems[1]

    @property
    def sessions_problem(self) -> Problem | None:
        return self.problems[2]

    @property
    def known_devices(self) -> list[Device]:
        found = self.devices.items if self.devices else ()
        return [masked_device(each) for each in found] if self.person.masked else list(found)

    @property
    def known_sessions(self) -> list[Session]:
        found = self.sessions or ()
        return [masked_session(each) for each in found] if self.person.masked else list(found)

    @property
    def more_devices_url(self) -> str:
        token = self.devices.next_token if self.devices else ""
        return self.person.url("sign_in", query={"devices": token}) if token else ""

    @property
    def remembers_devices(self) -> bool:
        """Whether the pool keeps devices at all; of a pool that could not be described it is assumed."""
        pool = self.person.pool
        return pool is None or bool(pool.raw.get("DeviceConfiguration"))

    @property
    def mfa_words(self) -> str:
        """What the pool asks of everybody; empty when it could not be described."""
        pool = self.person.pool
        return MFA_WORDS.get(pool.raw.get("MfaConfiguration", "OFF"), "") if pool else ""

    @property
    def untracked(self) -> bool:
        """Whether sessions cannot be told because of a setting, which is no failure."""
        problem = self.sessions_problem
        return problem is not None and problem.code == "OperationNotEnabledException"

    @cached_property
    def identities(self) -> list[LinkedIdentity]:
        found = linked_identities(self.person.found)
        if not self.person.masked:
            return found
        return [replace(each, identity=masked_identity(each.identity)) for each in found]

    @property
    def can_link(self) -> bool:
        return sum(not each.identity.primary for each in self.identities) < MOST_LINKED


def read_sign_in(access: PoolAccess, sub: str, *, devices_token: str = "") -> SignInPage:
    """The user and the pool, then AdminGetUserAuthFactors, AdminListDevices and AdminListUserSessions side by side.

    At most five calls, none of them billed. Raises what `open_user` raises.
    """
    person = open_user(access, sub)
    name = person.found.username
    factors, devices, sessions = answers = side_by_side(
        partial(access.gateway(FactorGateway).of_user, name),
        partial(access.gateway(DeviceGateway).page, name, token=devices_token),
        partial(access.gateway(SessionGateway).of_user, name),
    )
    problems = tuple(map(Problem.in_answer, answers))
    return SignInPage(
        person=person,
        factors=value_or(factors, None),
        devices=value_or(devices, None),
        sessions=value_or(sessions, None),
        problems=problems,
        first_devices=not devices_token,
    )
