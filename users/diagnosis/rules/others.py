"""Other users who stand in the way, or are the same person."""

from users.diagnosis.case_facts import is_native, is_twin, nouns, share
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import EDIT_ATTRIBUTES
from users.gateway import User

CONTACTS = ("email", "phone_number")


def _taken(case: Case, attribute: str) -> list[User]:
    """Who signs in with an address of theirs, because it is verified there and not here."""
    if attribute not in case.pool.alias_attributes or case.user.has_verified(attribute):
        return []
    return [
        each
        for each in case.others
        if is_native(each) and share(case.user, each, attribute) and each.has_verified(attribute)
    ]


def _address_taken(case: Case) -> Evidence | None:
    taken = {name: found for name in CONTACTS if (found := _taken(case, name))}
    if not is_native(case.user) or not taken:
        return None
    holders = {each.sub: each for found in taken.values() for each in found}
    return Evidence(
        words=f"Their {nouns(taken)} is verified on another user: whoever types it signs in there.",
        others=tuple(holders.values()),
    )


def _case_twin(case: Case) -> Evidence | None:
    twins = tuple(each for each in case.others if is_twin(case.user, each))
    if not case.pool.case_sensitive or not twins:
        return None
    return Evidence(words="A user of the same name exists, spelled with other capitals.", others=twins)


def _same_person(case: Case) -> Evidence | None:
    named = {each.sub for name in CONTACTS for each in _taken(case, name)}
    alike = tuple(
        each
        for each in case.others
        if is_native(each)
        and each.sub not in named
        and not is_twin(case.user, each)
        and any(share(case.user, each, name) for name in CONTACTS)
    )
    if not is_native(case.user) or not alike:
        return None
    shared = [name for name in CONTACTS if any(share(case.user, each, name) for each in alike)]
    return Evidence(words=f"The same {nouns(shared)} stands on another user.", others=alike)


RULES = (
    Rule(
        name="address-taken",
        title="Their address signs in somebody else",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="their address signs in another user",
        passes="Nobody else signs in with their address.",
        advice="Ask whether both are theirs. Until one of the two gives the address up, this one signs in with the "
        "username.",
        finds=_address_taken,
        needs=frozenset({Source.POOL, Source.SAME_ADDRESS}),
        helps=(EDIT_ATTRIBUTES,),
    ),
    Rule(
        name="case-twin",
        title="Somebody has the same name in other capitals",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="they may be signing in as a user whose name differs in capitals alone",
        passes="Nobody’s name differs in capitals alone, among those that were read.",
        advice="In this pool capitals matter. Ask them to type the username exactly; find out which of the two "
        "is used, and disable the other.",
        finds=_case_twin,
        needs=frozenset({Source.POOL, Source.SAME_ADDRESS}),
    ),
    Rule(
        name="same-person",
        title="There may be two users for the same person",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="they may have another user",
        passes="No further user has the same address, among those that were read.",
        advice="Compare both, and ask which one they mean.",
        finds=_same_person,
        needs=frozenset({Source.POOL, Source.SAME_ADDRESS}),
    ),
)
