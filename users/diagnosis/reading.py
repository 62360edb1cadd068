"""Reading a case in three steps, each within a few calls, side by side. Nothing here is billed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.access import actions
from console.access.reach import PoolAccess, allows
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import side_by_side
from console.ui.problems import Problem
from pools.app_clients.gateway import AppClient, AppClientList, AppClientsGateway, ListedAppClient
from pools.gateway import Pool, PoolGateway
from pools.recovery.gateway import RecoveryGateway
from pools.recovery.pages import window_of
from pools.settings.pool_facts import threat_mode
from users.activity.gateway import AuthEventGateway
from users.diagnosis.case_facts import is_federated
from users.diagnosis.cases import Case, Gap, Source, no_pool
from users.filters import Filter, UnusableFilter
from users.gateway import CONFIRMED, SignInFactors, User, UserGateway
from users.sign_in.factors import FactorGateway
from users.sign_in.identities import IdentityGateway

# Describing one draws on the same quota as sign-in pages do.
MOST_APP_CLIENTS = 6
NO_POOL = "Cognito did not tell them just now."
NO_EVENTS = "Threat protection is off in this pool, so Cognito keeps no record. It is part of the Plus plan."
SOON = "These are read next."
CLOSER = "A closer look reads this."
ADMINISTRATORS_ONLY = "Describing an app client reveals its secret to Lifeguard: that is for Administrators."
NOT_SEARCHABLE = "Cognito cannot search for what stands there."


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A source of a case, the call that reads it, and what the case learns from the answer."""

    source: Source
    call: Callable[[], Any]
    learns: Callable[[Case, Any], dict[str, Any]]


def begun(access: PoolAccess, user: User, pool: Pool | None, *, factors: SignInFactors | None = None) -> Case:
    """The case as far as the person's page has read it anyway: no call."""
    case = Case(user=user, pool=pool or no_pool(access.id))
    case = case.learning(Source.POOL) if pool else case.missing(Gap(source=Source.POOL, why=NO_POOL))
    if factors is not None:
        case = case.learning(Source.FACTORS, factors=factors)
    else:
        case = case.missing(Gap(source=Source.FACTORS, why=CLOSER, closer=True))
    for source in (Source.EVENTS, Source.SAME_ADDRESS, Source.PROVIDERS):
        case = case.missing(Gap(source=source, why=SOON))
    case = case.missing(Gap(source=Source.RECOVERY, why=CLOSER, closer=True))
    for source in (
        Source.OFFERED_FACTORS,
        Source.SAME_NUMBER,
        Source.SPELLINGS,
        Source.APP_CLIENTS,
        Source.FLOWS,
    ):
        case = case.missing(Gap(source=source, why=CLOSER, closer=True))
    if case.knows(Source.POOL) and threat_mode(case.pool.raw) == "OFF":
        case = case.missing(Gap(source=Source.EVENTS, why=NO_EVENTS))
    return _without_the_needless(case)


def continued(access: PoolAccess, case: Case) -> Case:
    """Sign-ins, others with the same address, a recovery of the pool, the providers of who comes through one.

    Four calls at most.
    """
    inquiries = _second(access, case)
    if case.knows(Source.POOL) and threat_mode(case.pool.raw) == "OFF":
        inquiries = (each for each in inquiries if each.source is not Source.EVENTS)
    return _carried_out(case, inquiries)


def looked_closer(access: PoolAccess, case: Case) -> Case:
    """Second factors, others with the same number or spelling, app clients, a recovery: thirteen calls at most."""
    case = _carried_out(case, _third(access, case))
    if not allows(access, actions.READ_APP_CLIENT):
        return case.missing(Gap(source=Source.FLOWS, why=ADMINISTRATORS_ONLY))
    return _with_flows(access, case) if case.knows(Source.APP_CLIENTS) else case


def _without_the_needless(case: Case) -> Case:
    """What could say nothing about this person counts as read: nobody asks for it."""
    user, pool, described = case.user, case.pool, case.knows(Source.POOL)
    needless = {
        Source.SAME_ADDRESS: not (user.email or user.phone_number),
        Source.SAME_NUMBER: not (user.email and user.phone_number),
        Source.PROVIDERS: not is_federated(user),
        # Who comes through a provider has the second factor there.
        Source.OFFERED_FACTORS: is_federated(user) or (described and pool.mfa != "ON"),
        Source.FACTORS: is_federated(user) or (described and pool.mfa == "OFF"),
        # A recovery keeps those out who write at sign-in: a password, a confirmation, a second factor.
        Source.RECOVERY: described
        and (
            window_of(pool) is None or (user.status == CONFIRMED and pool.mfa == "OFF") or is_federated(user)
        ),
        Source.SPELLINGS: described and not (pool.case_sensitive and _spellings(user)),
    }
    for source, is_needless in needless.items():
        if is_needless and not case.knows(source):
            case = case.learning(source)
    return case


def _second(access: PoolAccess, case: Case) -> Iterable[Inquiry]:
    address = "email" if case.user.email else "phone_number"
    return (
        Inquiry(
            source=Source.EVENTS,
            call=partial(access.gateway(AuthEventGateway).page, case.user.username),
            learns=lambda case, page: {"events": page.items},
        ),
        Inquiry(source=Source.SAME_ADDRESS, call=_sharing(access, case, address), learns=_others),
        Inquiry(
            source=Source.PROVIDERS,
            call=access.gateway(IdentityGateway).providers,
            learns=lambda case, found: {"providers": tuple(each.name for each in found)},
        ),
        *([_recovery(access)] if case.user.status != CONFIRMED else ()),
    )


def _third(access: PoolAccess, case: Case) -> Iterable[Inquiry]:
    return (
        Inquiry(
            source=Source.FACTORS,
            call=partial(access.gateway(FactorGateway).of_user, case.user.username),
            learns=lambda case, found: {"factors": found},
        ),
        Inquiry(
            source=Source.OFFERED_FACTORS,
            call=access.gateway(PoolGateway).mfa_configuration,
            learns=lambda case, answer: {"mfa": answer},
        ),
        Inquiry(source=Source.SAME_NUMBER, call=_sharing(access, case, "phone_number"), learns=_others),
        Inquiry(
            source=Source.SPELLINGS,
            call=partial(_called, access, "username", _spellings(case.user)),
            learns=_others,
        ),
        Inquiry(source=Source.APP_CLIENTS, call=access.gateway(AppClientsGateway).list_page, learns=_listed),
        _recovery(access),
    )


def _recovery(access: PoolAccess) -> Inquiry:
    return Inquiry(
        source=Source.RECOVERY,
        call=partial(access.gateway(RecoveryGateway).running_lately, fresh=True),
        learns=lambda case, running: {"recovers": running is not None},
    )


def _carried_out(case: Case, inquiries: Iterable[Inquiry]) -> Case:
    wanted = [inquiry for inquiry in inquiries if not case.knows(inquiry.source)]
    answers = side_by_side(*(inquiry.call for inquiry in wanted))
    for inquiry, answer in zip(wanted, answers, strict=True):
        if isinstance(answer, CognitoError):
            case = case.missing(_gap(inquiry.source, answer))
        elif answer is None and inquiry.source is not Source.RECOVERY:
            case = case.missing(Gap(source=inquiry.source, why=NOT_SEARCHABLE))
        else:
            case = case.learning(inquiry.source, **inquiry.learns(case, answer))
    return case


def _gap(source: Source, error: CognitoError) -> Gap:
    problem = Problem.of(error)
    return Gap(source=source, why=f"{problem.title}. {problem.advice}", request_id=problem.request_id)


def _sharing(access: PoolAccess, case: Case, attribute: str) -> Callable[[], list[User] | None]:
    return partial(_called, access, attribute, [case.user.attributes.get(attribute, "")])


def _called(access: PoolAccess, attribute: str, values: Iterable[str]) -> list[User] | None:
    """ListUsers once for each value; None where Cognito could not search for one. Raises CognitoError."""
    users = access.gateway(UserGateway)
    try:
        filters = [Filter(attribute=attribute, value=value) for value in values]
    except UnusableFilter:
        return None
    return [user for only in filters for user in users.page(only=only).items]


def _spellings(user: User) -> list[str]:
    """The username in small letters and with a capital in front, where it is spelled otherwise."""
    name = user.username
    return [each for each in (name.lower(), name.capitalize()) if each != name]


def _others(case: Case, found: Iterable[User]) -> dict[str, Any]:
    return {"others": case.meeting(tuple(found))}


def _listed(case: Case, page: AppClientList) -> dict[str, Any]:
    return {"listed_app_clients": page.app_clients, "more_are_listed": bool(page.next)}


def _with_flows(access: PoolAccess, case: Case) -> Case:
    answers = list(_described(access, case.listed_app_clients[:MOST_APP_CLIENTS]))
    read = tuple(each for each in answers if isinstance(each, AppClient))
    failed = [each for each in answers if isinstance(each, CognitoError)]
    if failed and not read:
        return case.missing(_gap(Source.FLOWS, failed[0]))
    return case.learning(Source.FLOWS, app_clients=read)


def _described(access: PoolAccess, listed: Iterable[ListedAppClient]) -> Iterator[AppClient | CognitoError]:
    gateway = access.gateway(AppClientsGateway)
    yield from side_by_side(*(partial(gateway.describe_app_client, each.id) for each in listed))
