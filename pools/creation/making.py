"""Carrying out a draft: the pool first, then what CreateUserPool does not take; and taking it up again."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from console.access.reach import PoolAccess
from console.cognito.errors import BrokenAnswer, CognitoError, UnknownOutcome
from console.cognito.side_by_side import need
from pools.creation.drafts import PoolDraft, as_new, creation_steps, later_steps, read_back
from pools.creation.gateway import CreationGateway
from pools.creation.models import Creation, Stage
from pools.gateway import ListedPool
from pools.saving import history
from pools.saving.calls import Step
from pools.saving.settings import MFA, leaves
from pools.saving.states import Difference, State
from pools.schema.gateway import bare_name
from pools.settings.subject import PoolSubject

# A page may take so long; what is left then is taken up by another press of a button.
PATIENCE_SECONDS = 20
# After so long nobody is still waiting for an answer: what has no outcome has an unknown one.
OVERDUE = timedelta(minutes=2)
# Clocks differ: a new pool may seem to be older than the call that made it.
CLOCK_SKEW = timedelta(minutes=5)


def begin(draft: PoolDraft, operator: str) -> tuple[Creation, bool]:
    """Claim a draft, once: the row, and whether it is new. Whoever comes second gets what the first one began."""
    wanted = {
        "state": draft.state,
        "groups": draft.groups,
        "origin": draft.origin,
        "left_out": draft.left_out,
    }
    facts = {"connection": draft.connection, "name": draft.name, "operator": operator, "wanted": wanted}
    try:
        with transaction.atomic():
            return Creation.objects.create(nonce=draft.nonce, **facts), True
    except IntegrityError:
        return Creation.objects.get(nonce=draft.nonce), False


def draft_of(creation: Creation) -> PoolDraft:
    """The draft that was sent, to be sent once more."""
    return PoolDraft(connection=creation.connection, **creation.wanted)


def make(creation: Creation, place: PoolAccess) -> CognitoError | None:
    """CreateUserPool and all that follows; how it ended is kept in the row. Returns why the pool was refused."""
    draft = draft_of(creation)
    create, *_ = creation_steps(draft.state)
    try:
        pool_id = place.gateway(CreationGateway).create(create, dict(leaves(as_new(draft.state))))
    except (UnknownOutcome, BrokenAnswer) as problem:
        creation.moved(Stage.UNKNOWN, problem=_written(problem, create))
    except CognitoError as problem:
        creation.moved(Stage.REFUSED, problem=_written(problem, create))
        return problem
    else:
        # The id is kept before anything else can go wrong.
        creation.moved(Stage.PARTLY, pool_id=pool_id)
        steps = later_steps(draft.state, draft.groups, pool_id=pool_id)
        _carry_on(creation, replace(place, id=pool_id), steps)
    return None


def finish(creation: Creation, pool: PoolAccess) -> None:
    """Whatever a first attempt left undone, judged by what is there now. Raises CognitoError."""
    draft = draft_of(creation)
    state, groups = pool.gateway(CreationGateway).read_all()
    there = need(groups)
    steps = later_steps(draft.state, draft.groups, pool_id=pool.id)
    left = [rest for step in steps if (rest := _still_needed(step, draft.state, state, there))]
    _carry_on(creation, pool, left)


def candidates(creation: Creation, place: PoolAccess) -> list[ListedPool]:
    """Pools that a call without an answer may have made. Raises CognitoError."""
    since = creation.at - CLOCK_SKEW
    claimed = set(Creation.objects.exclude(pk=creation.pk).values_list("pool_id", flat=True))
    found = place.gateway(CreationGateway).made_since(creation.name, since)
    return [each for each in found if each.id not in claimed]


def is_overdue(creation: Creation) -> bool:
    """Whether a creation without an outcome has none any more to come."""
    return creation.stage == Stage.UNDER_WAY and timezone.now() - creation.at > OVERDUE


def _carry_on(creation: Creation, pool: PoolAccess, steps: Iterable[Step]) -> None:
    gateway = pool.gateway(CreationGateway)
    deadline = time.monotonic() + PATIENCE_SECONDS
    for step in steps:
        if time.monotonic() > deadline:
            return creation.moved(Stage.PARTLY, problem={})
        try:
            gateway.finish(step, pool_name=creation.name)
        except CognitoError as problem:
            return creation.moved(Stage.PARTLY, problem=_written(problem, step))
    creation.moved(Stage.CREATED, problem={}, checked=_check(creation, pool))


def _check(creation: Creation, pool: PoolAccess) -> dict[str, Any]:
    """What reads back differently; empty where it could not be read. The new pool's first state is kept."""
    try:
        state = pool.gateway(CreationGateway).read_state()
    except CognitoError:
        return {}
    history.note_first(PoolSubject(pool), state, origin=f"Creation: {creation.wanted['origin']}")
    comparison = read_back(creation.wanted["state"], state)
    return {"differing": _paths(comparison.differing), "filled": _paths(comparison.filled)}


def _still_needed(step: Step, wanted: State, now: State, groups: Iterable[Mapping[str, Any]]) -> Step | None:
    """The step, or what is left of it; None where what it does is there already."""
    if step.operation == "CreateGroup":
        there = {group["GroupName"] for group in groups}
        return None if step.parameters["GroupName"] in there else step
    if step.operation == "AddCustomAttributes":
        present = {bare_name(each["Name"]) for each in now.get("SchemaAttributes") or ()}
        left = [each for each in step.parameters["CustomAttributes"] if each["Name"] not in present]
        return replace(step, parameters={**step.parameters, "CustomAttributes": left}) if left else None
    differing = read_back(wanted, now).differing
    return step if any(each.path.startswith(f"{MFA}.") for each in differing) else None


def _paths(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    return [{"path": each.path, "before": each.before, "after": each.after} for each in differences]


def _written(problem: CognitoError, step: Step) -> dict[str, Any]:
    return {
        "title": problem.what,
        "why": problem.message,
        "advice": problem.suggestion,
        "request_id": problem.request_id,
        "status": problem.status,
        "operation": step.operation,
        "store": step.store,
    }
